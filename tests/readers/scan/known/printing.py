"""Print known pages with the engine that each asks for; what was printed is kept."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from tests.readers.pdf.specimens.engines import print_all

from .pages import KnownPage, as_html


def printed(page: KnownPage) -> bytes:
    """The page as PDF."""
    text = as_html(page)
    name = hashlib.sha256(f"{page.engine}\n{text}".encode()).hexdigest()[:20]
    folder = Path(tempfile.gettempdir()) / "tablewright-known-scans"
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.pdf"
    if not file.exists():
        if page.engine == "libreoffice":
            _by_office(file, text)
        else:
            print_all(page.engine, [(file, text)])
    return file.read_bytes()


def drawn(page: KnownPage, dpi: int) -> NDArray[np.uint8]:
    """Its pixels, shape (height, width, 3)."""
    (sheet,) = pypdfium2.PdfDocument(printed(page))
    return np.asarray(sheet.render(scale=dpi / 72).to_pil().convert("RGB"), np.uint8)


def _by_office(target: Path, text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"{target.stem}.html"
        source.write_text(text, encoding="utf-8")
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                *("--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"),
                *("--outdir", str(folder), str(source)),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        shutil.move(folder / target.name, target)

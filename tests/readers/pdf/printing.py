"""Print HTML and DOCX to PDF with Chromium and LibreOffice."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


def by_browser(html: str, folder: Path, name: str = "page", *, tagged: bool = False) -> bytes:
    """The PDF that Chromium prints of a page, with its structure or without."""
    source, target = folder / f"{name}.html", folder / f"{name}.pdf"
    source.write_text(html, encoding="utf-8")
    subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
            *(() if tagged else ("--disable-pdf-tagging",)),
            *("--no-pdf-header-footer", f"--print-to-pdf={target}", str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=200,
    )
    return target.read_bytes()


_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


def by_office(documents: Sequence[bytes], folder: Path, *, tagged: bool = False) -> list[bytes]:
    """The PDFs that LibreOffice makes of DOCX documents, with their structure or without."""
    names = []
    for number, data in enumerate(documents):
        names.append(folder / f"{number}.docx")
        names[-1].write_bytes(data)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *(
                "--convert-to",
                _TAGGED if tagged else "pdf",
                "--outdir",
                str(folder),
                *map(str, names),
            ),
        ],
        check=True,
        capture_output=True,
        timeout=280,
    )
    return [name.with_suffix(".pdf").read_bytes() for name in names]

"""Print specimens with four engines; what was printed is kept in a temporary folder."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from . import as_html, as_odf, as_tex
from .known import Known

_PROGRAMS = {"chromium": "chromium", "libreoffice": "soffice", "xelatex": "xelatex"}
_PART = 40
"""Specimens of one file."""


def is_there(engine: str) -> bool:
    """Whether an engine is installed."""
    if engine != "weasyprint":
        return shutil.which(_PROGRAMS[engine]) is not None
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):  # without the system's pango
        return False
    return True


def cache() -> Path:
    """Where printed specimens are kept."""
    folder = Path(tempfile.gettempdir()) / "tablewright-specimens"
    folder.mkdir(exist_ok=True)
    return folder


def printed(engine: str, specimens: Sequence[Known]) -> list[Path]:
    """The PDFs with all specimens, each of which starts a page with its marker."""
    return _kept(engine, _sources(engine, specimens))


def printed_source(engine: str, text: str) -> Path:
    """The PDF of one source."""
    return _kept(engine, [text])[0]


def _kept(engine: str, texts: Sequence[str]) -> list[Path]:
    sources: list[tuple[Path, str]] = []
    for text in texts:
        name = hashlib.sha256(f"{engine}\n{text}".encode()).hexdigest()[:20]
        sources.append((cache() / f"{engine}-{name}.pdf", text))
    missing = [(path, text) for path, text in sources if not path.exists()]
    if missing:
        print_all(engine, missing)
    return [path for path, _ in sources]


def _sources(engine: str, specimens: Sequence[Known]) -> list[str]:
    if engine == "xelatex":
        groups = [
            (landscape, [known for known in specimens if known.landscape is landscape])
            for landscape in (False, True)
        ]
        return [
            as_tex.book(group[start : start + 2 * _PART], landscape=landscape)
            for landscape, group in groups
            for start in range(0, len(group), 2 * _PART)
        ]
    book = as_odf.book if engine == "libreoffice" else as_html.book
    return [book(specimens[n : n + _PART]) for n in range(0, len(specimens), _PART)]


def print_all(engine: str, sources: Sequence[tuple[Path, str]]) -> None:
    """Print each source to its path."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if engine == "libreoffice":
            _by_office(sources, folder)
        elif engine == "weasyprint":
            with ProcessPoolExecutor(2) as pool:
                list(pool.map(_by_weasyprint, [p for p, _ in sources], [t for _, t in sources]))
        else:
            work = _by_browser if engine == "chromium" else _by_tex
            paths, texts = [path for path, _ in sources], [text for _, text in sources]
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(work, paths, texts, [folder] * len(sources)))


def _by_office(sources: Sequence[tuple[Path, str]], folder: Path) -> None:
    names = []
    for path, text in sources:
        names.append(folder / f"{path.stem}.fodt")
        names[-1].write_text(text, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        + [str(name) for name in names],
        check=True,
        capture_output=True,
        timeout=600,
    )
    for path, _ in sources:
        shutil.move(folder / path.name, path)


def _by_weasyprint(path: Path, text: str) -> None:
    import weasyprint

    path.write_bytes(weasyprint.HTML(string=text).write_pdf())


def _by_browser(path: Path, text: str, folder: Path) -> None:
    source, target = folder / f"{path.stem}.html", folder / path.name
    source.write_text(text, encoding="utf-8")
    subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
            *("--disable-background-networking", f"--user-data-dir={folder / path.stem}"),
            # Without tags: the tables are to be found by what the page shows.
            *("--no-pdf-header-footer", "--disable-pdf-tagging"),
            *(f"--print-to-pdf={target}", str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    shutil.move(target, path)


def _by_tex(path: Path, text: str, folder: Path) -> None:
    source = folder / f"{path.stem}.tex"
    source.write_text(text, encoding="utf-8")
    for _ in range(3):  # long tables know their widths in the third run only
        subprocess.run(
            ["xelatex", "-interaction=nonstopmode", f"-output-directory={folder}", str(source)],
            check=False,
            capture_output=True,
            timeout=300,
            cwd=folder,
        )
    log = folder / f"{path.stem}.log"
    made = folder / path.name
    if not made.exists() or b"%%EOF" not in made.read_bytes()[-64:]:
        raise RuntimeError(log.read_text(errors="replace")[-2000:])
    shutil.copy(log, path.with_suffix(".log"))
    shutil.move(folder / path.name, path)

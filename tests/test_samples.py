"""Every sample and every real report, to every format and back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tablewright.converters import compare, iter_tables, read, render
from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import block_text
from tablewright.converters.proof.readback import differences_of
from tablewright.converters.writers import WriteOptions

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ("html", "md", "docx", "json")
SAMPLES = sorted(
    path for path in (ROOT / "samples").iterdir() if path.is_file() and path.name != "README.md"
)
REPORTS = sorted((ROOT.parent / "shared" / "reports").glob("*.txt"))
SOURCES = [pytest.param(path, id=path.name) for path in (*SAMPLES, *REPORTS)]


@cache
def _document(path: Path) -> Document:
    return read(path)


def test_there_are_about_a_dozen_samples() -> None:
    assert len(SAMPLES) >= 12


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("path", SOURCES)
def test_an_output_read_back_says_what_the_document_says(path: Path, to: str) -> None:
    document = _document(path)
    options = WriteOptions()
    data = render(document, to, options=options)
    assert differences_of(document, data, to, options) == ()


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("path", SOURCES)
def test_the_same_input_gives_the_same_bytes(path: Path, to: str) -> None:
    assert render(read(path), to) == render(_document(path), to)


@pytest.mark.parametrize("spans", ["repeat", "paths", "records"])
@pytest.mark.parametrize("path", SOURCES)
def test_lossy_markdown_keeps_every_text(path: Path, spans: str) -> None:
    document = _document(path)
    options = WriteOptions(spans=spans)  # type: ignore[arg-type]
    text = render(document, "md", options=options)
    assert differences_of(document, text, "md", options) == ()


@pytest.mark.parametrize("path", SOURCES)
def test_every_character_of_a_source_is_accounted_for(path: Path) -> None:
    account = _document(path).accounting
    assert account is not None
    assert (account.unplaced, account.unplaced_sample) == (0, "")
    assert account.source > 0


@pytest.mark.parametrize("path", [p for p in SOURCES if str(p.id).endswith(".txt")])
def test_a_damaged_report_has_three_tables_and_no_cell_marks_outside_them(path: Path) -> None:
    if path.name == "minutes.txt":
        pytest.skip("no report")
    document = _document(path)
    shapes = [(table.rows, table.columns) for table in iter_tables(document.blocks)]
    width = 26 if "2019" in path.name or path.name.startswith("001") else 28
    assert len(shapes) == 3
    assert shapes[1] == (width, 10)
    assert shapes[2] == (4, 15)
    outside = (block for block in document.blocks if not isinstance(block, Table))
    assert "|" not in block_text(outside)


def test_the_formats_of_one_sample_agree_with_each_other() -> None:
    document = _document(ROOT / "samples" / "statistics.html")
    read_back = [read(render(document, to), name=f"x.{to}") for to in ("html", "docx", "md")]
    assert [compare(read_back[0], other) for other in read_back[1:]] == [(), ()]

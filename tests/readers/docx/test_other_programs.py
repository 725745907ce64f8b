"""Files of other programs, their tables judged by the oracle and their text by the account."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from tablewright.converters.model import (
    Document,
    Equation,
    Heading,
    Image,
    List,
    Table,
    Text,
)
from tablewright.converters.model.text import document_text, inline_text
from tablewright.converters.model.walk import iter_blocks, iter_inlines, iter_tables
from tests.readers.docx.builder import read_bytes
from tests.readers.docx.oracle import Cell, oracle_tables
from tests.readers.docx.test_tables import grid

PAGE = """<html><head><meta charset="utf-8"><title>T</title></head><body><h1>总体情况</h1>
<p>A <b>bold</b> word and a <a href="https://example.org/x">link</a>.</p>
<ol><li>one<ul><li>inner</li></ul></li><li>two</li></ol>{tables}<h2>End</h2></body></html>"""


def random_table(seed: int) -> str:
    """An HTML table with random spans that tile it."""
    chance = random.Random(seed)
    rows, columns = chance.randint(1, 6), chance.randint(1, 6)
    taken: set[tuple[int, int]] = set()
    out = []
    for row in range(rows):
        out.append("<tr>")
        for column in range(columns):
            if (row, column) in taken:
                continue
            height = chance.choice((1, 1, 1, chance.randint(1, rows - row)))
            width = 1
            while (
                column + width < columns
                and (row, column + width) not in taken
                and chance.random() < 0.25
            ):
                width += 1
            taken |= {(row + h, column + w) for h in range(height) for w in range(width)}
            text = chance.choice(("12", "1,234", "总计", "a b", "", "<p>p</p><p>q</p>"))
            out.append(f'<td rowspan="{height}" colspan="{width}">{text}</td>')
        out.append("</tr>")
    return f'<table border="1">{"".join(out)}</table><p>After</p>'


def assert_tables_exact(document: Document, data: bytes) -> None:
    found = [grid(table) for table in iter_tables(document.blocks)]
    assert found == oracle_tables(data)
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


def assert_structure(document: Document) -> None:
    headings = [
        (block.level, inline_text(block.content))
        for block in iter_blocks(document.blocks)
        if isinstance(block, Heading)
    ]
    assert [heading for heading in headings if heading[1] != "T"] == [(1, "总体情况"), (2, "End")]
    lists = [block for block in iter_blocks(document.blocks) if isinstance(block, List)]
    assert [(block.ordered, len(block.items)) for block in lists] == [(True, 2), (False, 1)]
    bold = [i for i in iter_inlines(document.blocks) if isinstance(i, Text) and i.bold]
    assert "bold" in [text.text for text in bold]


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_files_of_pandoc(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE.format(tables="".join(map(random_table, range(40)))), encoding="utf-8")
    target = tmp_path / "a.docx"
    subprocess.run(["pandoc", page, "-o", target], check=True)
    document = read_bytes(target.read_bytes())
    assert_tables_exact(document, target.read_bytes())
    assert_structure(document)


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_notes_and_formulas_of_pandoc(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("Text[^1].\n\n$$\\frac{a}{b}$$\n\n[^1]: The *note*.\n", encoding="utf-8")
    target = tmp_path / "a.docx"
    subprocess.run(["pandoc", source, "-o", target], check=True)
    document = read_bytes(target.read_bytes())
    equations = [block.latex for block in document.blocks if isinstance(block, Equation)]
    assert equations == [r"\frac{a}{b}"]
    assert document_text(document).endswith("The note.")


@pytest.mark.office
@pytest.mark.slow
def test_files_of_libreoffice(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE.format(tables="".join(map(random_table, range(40)))), encoding="utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            tmp_path / "out",
            page,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = (tmp_path / "out" / "a.docx").read_bytes()
    document = read_bytes(data)
    assert_tables_exact(document, data)
    assert_structure(document)


def merged(rows: int, columns: int, *areas: tuple[int, int, int, int]) -> bytes:
    """A table of python-docx with merged areas (top, left, bottom, right)."""
    made = docx.Document()
    table = made.add_table(rows, columns)
    for row in range(rows):
        for column in range(columns):
            table.cell(row, column).text = f"{row}.{column}"
    for top, left, bottom, right in areas:
        table.cell(top, left).merge(table.cell(bottom, right))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "areas",
    [
        (),
        ((0, 0, 0, 1),),
        ((0, 0, 2, 0),),
        ((0, 0, 1, 1), (2, 1, 2, 2)),
        ((0, 0, 3, 3),),
    ],
)
def test_tables_of_python_docx(areas: tuple[tuple[int, int, int, int], ...]) -> None:
    data = merged(4, 4, *areas)
    assert_tables_exact(read_bytes(data), data)


def test_headings_lists_and_pictures_of_python_docx() -> None:
    made = docx.Document()
    made.add_heading("Title", 0)
    made.add_heading("One", 1)
    made.add_paragraph("a", style="List Bullet")
    made.add_paragraph("b", style="List Number 2")
    made.add_picture(io.BytesIO(_pixel()))
    made.add_page_break()  # type: ignore[no-untyped-call]  # python-docx has few types
    stream = io.BytesIO()
    made.save(stream)
    document = read_bytes(stream.getvalue())
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Heading", "Heading", "List", "List", "Paragraph", "PageBreak"]
    images = [i for i in iter_inlines(document.blocks) if isinstance(i, Image)]
    assert [image.asset for image in images] == [asset.sha256 for asset in document.assets]


def _pixel() -> bytes:
    from tests.strategies import ASSETS

    return ASSETS[0].data


def test_the_cells_of_the_oracle_are_the_ones_of_python_docx() -> None:
    (cells,) = oracle_tables(merged(2, 2, (0, 0, 0, 1)))
    expected: list[Cell] = [(0, 0, 1, 2, "0.00.1"), (1, 0, 1, 1, "1.0"), (1, 1, 1, 1, "1.1")]
    assert cells == expected


def test_the_samples_of_the_project_are_read_whole(samples: Path) -> None:
    for path in sorted(samples.glob("*.docx")):
        document = read_bytes(path.read_bytes(), path.name)
        assert document.accounting is not None
        assert document.accounting.unplaced == 0
        assert any(isinstance(block, Table) for block in iter_blocks(document.blocks)), path.name

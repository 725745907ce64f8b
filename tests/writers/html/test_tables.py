from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import (
    Block,
    Cell,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Role,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.html import write_html
from tests.writers.html.specimen import DOCUMENT, cell

SOURCE = SourceInfo("a.txt", "text/plain")


def page(*blocks: Block) -> str:
    return write_html(Document(SOURCE, blocks), WriteOptions()).decode()


def tags(table: Table) -> str:
    """The start tags of a table without ids, as one line."""
    rows = re.findall(r"<(?:thead|tbody|tr|t[hd][^>]*)>", page(table))
    return " ".join(re.sub(' (id|headers)="[^"]*"', "", tag) for tag in rows)


def table(*cells: Cell, header_rows: int = 0, stub_columns: int = 0) -> Table:
    return Table(
        rows=max(cell.end_row for cell in cells),
        columns=max(cell.end_column for cell in cells),
        cells=cells,
        header_rows=header_rows,
        stub_columns=stub_columns,
    )


def test_one_header_row_and_one_stub_need_scope_only() -> None:
    simple = table(
        cell(0, 0, "a", "header"),
        cell(0, 1, "b", "header"),
        cell(1, 0, "c", "stub"),
        cell(1, 1, "1"),
        header_rows=1,
        stub_columns=1,
    )
    assert tags(simple) == (
        '<thead> <tr> <th scope="col"> <th scope="col"> <tbody> <tr> <th scope="row"> <td>'
    )
    assert "headers=" not in page(simple)


def test_a_section_opens_a_body_of_its_own() -> None:
    sections = table(
        cell(0, 0, "a", "header"),
        cell(0, 1, "b", "header"),
        cell(1, 0, "1"),
        cell(1, 1, "2"),
        cell(2, 0, "part", "header", spans=(1, 2)),
        cell(3, 0, "3"),
        cell(3, 1, "4"),
        header_rows=1,
    )
    assert tags(sections) == (
        '<thead> <tr> <th scope="col"> <th scope="col"> <tbody> <tr> <td> <td> '
        '<tbody> <tr> <th colspan="2" scope="rowgroup"> <tr> <td> <td>'
    )


def test_a_span_out_of_the_header_rows_leaves_the_table_without_thead() -> None:
    crossing = table(
        cell(0, 0, "a", "header", spans=(2, 1)),
        cell(0, 1, "b", "header"),
        cell(1, 1, "1"),
        header_rows=1,
    )
    assert tags(crossing) == (
        '<tbody> <tr> <th rowspan="2" scope="col"> <th scope="col"> <tr> <td>'
    )
    assert 'data-header-rows="1"' in page(crossing)


@pytest.mark.parametrize("role", ["header", "stub", "spacer"])
def test_cells_without_text_are_td_with_their_role(role: Role) -> None:
    assert tags(table(cell(0, 0, "", role), cell(0, 1, "x"))) == (
        f'<tbody> <tr> <td data-role="{role}"> <td>'
    )


def test_a_heading_in_a_header_cell_is_a_div_because_html_allows_no_h1_there() -> None:
    header = Cell(0, 0, (Heading(2, (Text("x"),)),), role="header")
    assert '<div class="h2" role="heading" aria-level="2">x</div>' in page(table(header))


def test_origins_are_left_out_where_they_are_not_wanted() -> None:
    html = write_html(DOCUMENT, WriteOptions(origins=False)).decode()
    assert "data-origin" not in html
    assert "data-origin" in write_html(DOCUMENT, WriteOptions()).decode()


def nested(depth: int) -> Block:
    block: Block = Paragraph((Text("x"),))
    for _ in range(depth):
        block = List((ListItem((block,)),))
    return block


def test_sixty_levels_of_lists_are_written() -> None:
    assert page(nested(60)).count("<ul>") == 60


def test_a_document_nested_without_end_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="nested too deeply"):
        page(nested(900))


@pytest.mark.slow
@pytest.mark.browser
def test_header_rows_are_printed_on_every_page(tmp_path: Path) -> None:
    long = table(
        cell(0, 0, "Name", "header"),
        cell(0, 1, "Count", "header"),
        *(cell(row, column, f"{row}.{column}") for row in range(1, 150) for column in (0, 1)),
        header_rows=1,
    )
    source, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(page(long), encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", f"--print-to-pdf={printed}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pypdfium2.PdfDocument(printed) as pdf:
        texts = [leaf.get_textpage().get_text_bounded() for leaf in pdf]
    assert len(texts) > 2
    assert all("Name" in text and "Count" in text for text in texts)

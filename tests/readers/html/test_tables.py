from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import block_text
from tablewright.converters.model.walk import iter_tables
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html
from tests.readers.html import oracle


def load_cases() -> Iterator[tuple[str, str, list[str]]]:
    text = (Path(__file__).parent / "table_cases.txt").read_text(encoding="utf-8")
    for case in text.split("#case ")[1:]:
        title, rest = case.split("\n#html\n")
        html, grid = rest.split("\n#grid\n")
        yield title, html, [line for line in grid.splitlines() if line and line[:2] != "//"]


def read(markup: str) -> Document:
    return read_html(Source("x.html", markup.encode()), ReadOptions(content="all"))


def shown(table: Table) -> list[str]:
    return [
        " ".join("".join(block_text(cell.blocks).split()) or "." for cell in row)
        for row in table.slots()
    ]


CASES = list(load_cases())


@pytest.mark.parametrize(("title", "html", "grid"), CASES, ids=[case[0] for case in CASES])
def test_the_grid_is_that_of_the_standard(title: str, html: str, grid: list[str]) -> None:
    tables = list(iter_tables(read(html).blocks))
    assert shown(tables[0]) == grid


def test_there_are_at_least_sixty_cases() -> None:
    assert len(CASES) >= 60


SPANS = st.sampled_from(
    ["", "", "", " colspan=2", " rowspan=2", " rowspan=0", " colspan=3", " rowspan=3"]
)


@st.composite
def markups(draw: st.DrawFn) -> str:
    """Tables of two to five rows in one to three groups, each cell with a text of its own."""
    number = 0
    groups: list[str] = []
    for tag in draw(st.sampled_from([("tbody",), ("thead", "tbody"), ("tbody", "tbody", "tfoot")])):
        rows: list[str] = []
        for _ in range(draw(st.integers(1, 3))):
            cells: list[str] = []
            for _ in range(draw(st.integers(1, 4))):
                number += 1
                cells.append(f"<td{draw(SPANS)}>c{number}</td>")
            rows.append("<tr>" + "".join(cells) + "</tr>")
        groups.append(f"<{tag}>" + "".join(rows) + f"</{tag}>")
    return "<table border=1>" + "".join(groups) + "</table>"


@given(markups())
@settings(deadline=None, max_examples=60)
def test_any_table_has_the_grid_of_the_oracle(markup: str) -> None:
    expected = oracle.read(markup).tables
    found = [
        oracle.canonical(
            (c.row, c.column, c.row_span, c.column_span, oracle.squeeze(block_text(c.blocks)))
            for c in table.cells
        )
        for table in iter_tables(read(markup).blocks)
    ]
    assert [grid for grid in found if grid] == expected


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(LimitExceeded):
        read("<table><tr>" + "<td colspan=1000>x" * 2_000)


def test_nested_tables_live_in_their_cells() -> None:
    markup = (
        "<table border=1><tr><th>a<th>b<tr><td>c<td>"
        "<table border=1><tr><td>1<td>2<tr><td>3<td>4</table></table>"
    )
    outer, inner = iter_tables(read(markup).blocks)
    assert (outer.rows, outer.columns) == (2, 2)
    assert shown(inner) == ["1 2", "3 4"]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><h2>News</h2><p>Text</p></td></tr></table>",
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td><ul><li>menu</ul><td><p>one<p>two<p>three<p>four</table>",
        "<table><tr><td>left<td><table><tr><td>a text inside, much longer than the words"
        " left and foot around it</table><tr><td>foot<td></table>",
    ],
)
def test_layout_tables_become_blocks(markup: str) -> None:
    assert list(iter_tables(read(markup).blocks)) == []


def test_unfolding_is_reported() -> None:
    document = read("<table role=presentation><tr><td>a<td>b</table>")
    assert [finding.code for finding in document.diagnostics] == ["layout-table-unfolded"]


def test_alignment_of_rows_and_of_all_paragraphs_belongs_to_the_cell() -> None:
    markup = (
        "<table border=1><tr align=center><td>a<td align=right>b"
        "<tr><td><p align=center>c</p><td align=left>d</table>"
    )
    (table,) = iter_tables(read(markup).blocks)
    assert [cell.alignment for cell in table.cells] == ["center", "right", "center", None]


def test_caption_and_widths_are_kept() -> None:
    markup = (
        "<table><caption>Cap</caption><col width=40><col style='width:30pt'>"
        "<tr><td>a<td>b<tr><td>c<td>d</table>"
    )
    (table,) = iter_tables(read(markup).blocks)
    assert table.column_widths == (30.0, 30.0)
    assert block_text((table,)).startswith("Cap")

from __future__ import annotations

import pytest
from hypothesis import given

from tablewright.converters.model import Cell, Paragraph, Role, Table, Text
from tablewright.converters.model.headers import HeaderNode, header_tree, nest
from tablewright.converters.model.text import cell_text
from tests.strategies import tables

ROLES: dict[str, Role] = {"h": "header", "s": "stub", "d": "data", "x": "spacer"}


def table_of(text: str, head: int = 0, stub: int = 0) -> Table:
    """A table from lines of slots `role:text`; `<` continues the left cell, `^` the upper one."""
    slots = [[slot.strip() for slot in line.split("|")] for line in text.strip().split("\n")]
    cells = []
    for row, line in enumerate(slots):
        for column, slot in enumerate(line):
            if slot in ("<", "^"):
                continue
            right, below = column + 1, row + 1
            while right < len(line) and line[right] == "<":
                right += 1
            while below < len(slots) and slots[below][column] == "^":
                below += 1
            role, _, words = slot.partition(":")
            blocks = (Paragraph((Text(words),)),) if words else ()
            size = (below - row, right - column)
            cells.append(Cell(row, column, blocks, *size, role=ROLES[role]))
    return Table(len(slots), len(slots[0]), tuple(cells), head, stub)


def paths(table: Table) -> dict[str, str]:
    """For each data cell with text `column path / row path`."""
    tree = header_tree(table)
    return {
        cell_text(cell): f"{'>'.join(tree.column_texts(cell))} / {'>'.join(tree.row_texts(cell))}"
        for cell in table.cells
        if cell.role == "data" and cell.blocks
    }


@pytest.mark.parametrize(
    ("rows", "head", "stub", "expected"),
    [
        pytest.param(
            """h:c | < | < | h:A | < | <
               ^   | ^ | ^ | h:B | h:C | <
               ^   | ^ | ^ | ^   | h:D | h:E
               s:1 | < | < | d:a | d:b | d:c
               s:2 | s:3 | < | d:d | d:e | d:f
               ^   | s:4 | s:5 | d:g | d:h | d:i""",
            3,
            3,
            {
                "a": "A>B / 1",
                "b": "A>C>D / 1",
                "c": "A>C>E / 1",
                "d": "A>B / 2>3",
                "e": "A>C>D / 2>3",
                "f": "A>C>E / 2>3",
                "g": "A>B / 2>4>5",
                "h": "A>C>D / 2>4>5",
                "i": "A>C>E / 2>4>5",
            },
            id="three header rows and three stubs",
        ),
        pytest.param(
            """h:One | < | <
               h:Info | h:A | h:B
               s:1 | d:a | d:b
               h:Two | < | <
               h:Info | h:C | <
               s:2 | d:c | <""",
            2,
            1,
            {"a": "One>A / 1", "b": "One>B / 1", "c": "Two>C / 2"},
            id="stacked bands, the nearest one heads",
        ),
        pytest.param(
            """h:Info | h:A
               h:One | <
               s:1 | d:a
               h:Two | <
               h:Deep | <
               s:2 | d:b""",
            1,
            1,
            {"a": "A / One>1", "b": "A / Two>Deep>2"},
            id="sections stand before the row path and leave the columns alone",
        ),
        pytest.param(
            """h:Info | h:A
               s:1 | d:a
               h:Info | h:B
               h:Part | <
               s:2 | d:b""",
            1,
            1,
            {"a": "A / 1", "b": "B / Part>2"},
            id="a section at the end of a band",
        ),
        pytest.param(
            """h:Part | <
               s:1 | d:a
               h:Two | <
               h:Info | h:B
               s:2 | d:b""",
            0,
            1,
            {"a": " / Part>1", "b": "Two>B / 2"},
            id="a titled band ends the section before it",
        ),
        pytest.param(
            """s:1 | d:a | s:2 | d:b
               s:3 | d:c | < | <""",
            0,
            1,
            {"a": " / 1", "b": " / 2", "c": " / 3"},
            id="pairs side by side",
        ),
        pytest.param(
            """h: | h:A | h:B | h:B
               s:1 | d:a | < | d:b
               s:2 | ^ | ^ | d:c""",
            1,
            1,
            {"a": "A>B / 1>2", "b": "B / 1", "c": "B / 2"},
            id="a data cell over two columns and rows has the headers of all of them",
        ),
        pytest.param(
            """s:1 | d:a | d:b
               s:2 | h:C | d:c
               s:3 | d:d | d:e""",
            0,
            1,
            {"a": " / 1", "b": " / 1", "c": " / 2", "d": "C / 3", "e": " / 3"},
            id="a single header among data heads its own column",
        ),
        pytest.param(
            """h:A | x: | h:
               s: | s:1 | d:a
               x: | s:2 | d:b""",
            1,
            2,
            {"a": " / 1", "b": " / 2"},
            id="headers without text head nothing",
        ),
        pytest.param("d:a | d:b", 0, 0, {"a": " / ", "b": " / "}, id="nothing heads anything"),
    ],
)
def test_data_cells_have_the_paths_of_their_headers(
    rows: str, head: int, stub: int, expected: dict[str, str]
) -> None:
    assert paths(table_of(rows, head, stub)) == expected


def test_paths_nest_to_a_forest() -> None:
    table = table_of("h:A | < | h:B\nh:C | h:D | ^\nd:1 | d:2 | d:3", head=2)
    tree = header_tree(table)
    found = nest([tree.column_path(cell) for cell in table.cells if cell.role == "data"])
    leaves = (HeaderNode("C", 1, 0), HeaderNode("D", 1, 1))
    assert found == (HeaderNode("A", 0, 0, leaves), HeaderNode("B", 0, 2))


@given(tables())
def test_every_data_cell_has_paths_of_headers_above_and_stubs_on_its_left(table: Table) -> None:
    tree = header_tree(table)
    data = [cell for cell in table.cells if cell.role == "data"]
    assert set(tree.columns) == set(tree.rows) == {(cell.row, cell.column) for cell in data}
    for cell in data:
        for header in tree.column_path(cell):
            assert header.role == "header"
            assert header.row < cell.row
            assert header.column < cell.end_column
            assert cell.column < header.end_column
        for stub in tree.row_path(cell):
            if stub.role == "stub":
                assert stub.end_column <= cell.column
                assert stub.row < cell.end_row
                assert cell.row < stub.end_row
            else:
                assert stub.role == "header"
                assert stub.column_span == table.columns


def test_a_large_table_is_walked_in_linear_time() -> None:
    width, height = 3000, 40
    cells = [
        Cell(row, column, role="stub" if column < width - 1 else "data")
        for row in range(height)
        for column in range(width)
    ]
    assert len(header_tree(Table(height, width, tuple(cells))).rows) == height

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tablewright.converters.model import Cell, Table
from tests.strategies import tables, tilings


@given(tables())
def test_every_slot_belongs_to_the_cell_that_covers_it(table: Table) -> None:
    for row, line in enumerate(table.slots()):
        for column, cell in enumerate(line):
            assert cell.row <= row < cell.end_row
            assert cell.column <= column < cell.end_column
    assert [cell for row in table.iter_rows() for cell in row] == list(table.cells)


@given(tilings(), st.data())
def test_a_table_that_lacks_a_cell_is_refused(grid: Table, data: st.DataObject) -> None:
    cells = tuple(
        Cell(cell.row, cell.column, (), cell.row_span, cell.column_span) for cell in grid.cells
    )
    Table(grid.rows, grid.columns, cells)
    gone = data.draw(st.integers(0, len(cells) - 1))
    with pytest.raises(ValueError, match="no cell covers"):
        Table(grid.rows, grid.columns, cells[:gone] + cells[gone + 1 :])


@given(tables(), st.data())
def test_a_table_with_a_grown_or_doubled_cell_is_refused(table: Table, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(table.cells) - 1))
    cell = table.cells[at]
    wider = replace(cell, column_span=cell.column_span + 1)
    taller = replace(cell, row_span=cell.row_span + 1)
    for grown in (wider, taller):
        with pytest.raises(ValueError, match=r"reaches outside|overlaps"):
            replace(table, cells=(*table.cells[:at], grown, *table.cells[at + 1 :]))
    with pytest.raises(ValueError, match="out of order"):
        replace(table, cells=(*table.cells[: at + 1], *table.cells[at:]))

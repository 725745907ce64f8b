"""Which rows and columns the source itself marks as headers."""

from __future__ import annotations

from collections.abc import Sequence

from .draft import DraftCell, DraftTable
from .evidence import View


def marked_head(draft: DraftTable, view: View) -> int:
    """Leading header rows by `thead`, `tblHeader` or header cells; 0 when the marks say nothing.

    A mark on every row of a table tells nothing apart, so it counts as none.
    """
    rows = draft.header_rows or 0
    if rows >= view.rows > 1:
        rows = 0
    count = rows
    while count < view.rows and is_marked_row(view, count):
        if count and view.full_row(count) is not None and view.full_row(count - 1) is None:
            break  # a section below the head
        count += 1
    return count if count < view.rows or view.rows == 1 else rows


def is_marked_row(view: View, row: int) -> bool:
    """Whether the cells that start in a row are header cells, empty ones aside."""
    marked = sum(cell.column_span for cell in view.starts[row] if points_down(cell))
    return 2 * marked >= sum(cell.column_span for cell in view.starts[row]) > 0 and all(
        points_down(cell) or not view.look(cell).text or (cell.header_mark and cell.column == 0)
        for cell in view.starts[row]
    )


def points_down(cell: DraftCell) -> bool:
    """Whether a cell is marked and may head a column."""
    return cell.header_mark and cell.scope != "row"


def marked_stub(draft: DraftTable, view: View, body: Sequence[int]) -> int:
    """Leading columns whose cells below the head are header cells, or that the source counts."""
    if draft.stub_columns:
        return min(draft.stub_columns, view.columns - 1)
    for column in range(view.columns):
        cells = [cell for cell in view.iter_cells(body) if cell.column == column]
        told = [cell for cell in cells if view.look(cell).text]
        marked = [cell for cell in told if cell.header_mark and cell.scope != "column"]
        # A forgotten mark or two (a total, a remark) does not undo the others.
        if not marked or len(marked) < 0.8 * len(told):
            return column
    return 0  # every cell is marked: nothing is told apart

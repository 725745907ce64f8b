"""Sections of a table on its later pages, where no header above tells them from labels."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .draft import DraftCell, DraftTable

_COLUMNS = 3
"""Columns of a table with sections at least."""
_FULL = 0.6
"""Share of the columns that the row below a section fills at least."""


def widen_sections(above: DraftTable, below: DraftTable) -> None:
    """Let texts alone at the left of the lower piece span all columns as they do in the upper one.

    There such a text spans all columns above each full row, and none stays in its column. The last
    row of the upper piece is told by the first of the lower one.
    """
    columns = above.columns
    if columns < _COLUMNS or below.columns != columns:
        return
    last = sorted(above.cells_of(above.rows - 1, above.rows), key=lambda cell: cell.column)
    lower = _rows(below)
    if not any(
        _heads(row, next_row, columns) for row, next_row in itertools.pairwise([last, *lower])
    ):
        return  # most pages: no need to look at all rows above
    upper = _rows(above)
    alone = [row for row, next_row in itertools.pairwise(upper) if _heads(row, next_row, columns)]
    if not alone or any(row[0].column_span < columns for row in alone):
        return
    # The first row may be the end of a label that the page break cut: as bold as labels are.
    start = 0 if lower[0] and lower[0][0].bold == any(row[0].bold for row in alone) else 1
    for draft, rows in ((above, [upper[-1], lower[0]]), (below, lower[start:])):
        for row, next_row in itertools.pairwise(rows):
            if not _heads(row, next_row, columns):
                continue
            row[0].column_span = columns
            gone = {id(cell) for cell in row[1:]}
            draft.cells = [cell for cell in draft.cells if id(cell) not in gone]


def _rows(draft: DraftTable) -> list[list[DraftCell]]:
    """The cells that start in each row, from left to right."""
    rows: list[list[DraftCell]] = [[] for _ in range(draft.rows)]
    for cell in sorted(draft.cells, key=lambda cell: cell.column):
        rows[cell.row].append(cell)
    return rows


def _heads(row: Sequence[DraftCell], below: Sequence[DraftCell], columns: int) -> bool:
    """Whether a row is one text at the left above a row that is full."""
    return (
        bool(row)
        and row[0].column == 0
        and [bool(cell.blocks) for cell in row] == [True] + [False] * (len(row) - 1)
        and all(cell.row_span == 1 for cell in row)
        and sum(cell.column_span for cell in row) == columns
        and _is_full(below, columns)
    )


def _is_full(cells: Sequence[DraftCell], columns: int) -> bool:
    return sum(bool(cell.blocks) for cell in cells) > _FULL * columns

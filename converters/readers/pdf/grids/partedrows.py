"""Rows of a grid without the verticals of the others, whose texts stand in the columns of these."""

from __future__ import annotations

import itertools
from bisect import bisect
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid, GridCell
from ..lines.distributed import cell_lines
from ..objects.page import PageObjects

_INSIDE = 1.0
"""Points by which a text may reach over the side of its column."""


def with_parted_rows(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    """The grid, cells over all columns parted that hold a text in each of most columns.

    Some styles leave out the verticals of the header, or of each second row.
    """
    columns = len(grid.xs) - 1
    wide = [c for c in grid.cells if c.column_span == columns > 1 and c.row_span == 1]
    if not wide or len(wide) == len(grid.cells):
        return grid
    held = {cell.row: _held_columns(page, grid, cell, free) for cell in wide}
    parted = {
        row for row, texts in held.items() if len(texts) > min(columns - 1, max(2, 0.6 * columns))
    }
    if columns == 2 and 2 * len(parted) < max(len(wide), 3):
        return grid  # one text beside another in a row or two alone
    if len(parted) > 1:  # so the rows are drawn: a sum may have few numbers
        parted |= {row for row, texts in held.items() if len(texts) > 1}
    if not parted:
        return grid
    cells = [cell for cell in grid.cells if cell.row not in parted]
    cells += [GridCell(row, column, 1, 1) for row in parted for column in range(columns)]
    return replace(grid, cells=tuple(sorted(cells)))


def spans_inside(page: PageObjects, grid: Grid, cell: GridCell, free: NDArray[np.bool_]) -> bool:
    """Whether a cell over all columns holds several texts beside each other, not each in one."""
    lines = cell_lines(page, grid.cell_box(cell), free)
    several = any(len(line.chunks) > 1 for line in lines)
    return several and not _held_columns(page, grid, cell, free)


def _held_columns(
    page: PageObjects, grid: Grid, cell: GridCell, free: NDArray[np.bool_]
) -> set[int]:
    """The columns that the texts of a cell stand in when each is inside one; else none."""
    held: set[int] = set()
    for line in cell_lines(page, grid.cell_box(cell), free):
        sides = line.chunk_sides
        places = [bisect(grid.xs, (x0 + x1) / 2) - 1 for x0, x1, _ in sides]
        if any(a >= b for a, b in itertools.pairwise(places)) or not all(
            grid.xs[column] - _INSIDE < x0 and x1 < grid.xs[column + 1] + _INSIDE
            for column, (x0, x1, _) in zip(places, sides, strict=True)
        ):
            return set()
        held.update(places)
    return held

"""Rows of a grid without the verticals of the others, whose texts stand in the columns of these."""

from __future__ import annotations

import itertools
from bisect import bisect
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .page import PageObjects
from .pagelines import text_lines
from .ruled import Grid, GridCell

_INSIDE = 1.0
"""Points by which a text may reach over the side of its column."""


def with_parted_rows(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    """The grid, cells over all columns parted that hold a text in each of most columns.

    Some styles leave out the verticals of the header, or of each second row.
    """
    columns = len(grid.xs) - 1
    wide = [c for c in grid.cells if c.column_span == columns > 2 and c.row_span == 1]
    if not wide or len(wide) == len(grid.cells):
        return grid
    parted = {cell.row for cell in wide if _holds_columns(page, grid, cell, free)}
    if not parted:
        return grid
    cells = [cell for cell in grid.cells if cell.row not in parted]
    cells += [GridCell(row, column, 1, 1) for row in parted for column in range(columns)]
    return replace(grid, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _holds_columns(page: PageObjects, grid: Grid, cell: GridCell, free: NDArray[np.bool_]) -> bool:
    """Whether a cell holds lines of texts, each inside a column of its own."""
    left, top, right, bottom = grid.cell_box(cell)
    boxes = page.characters.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    mine = np.nonzero(free & (x > left) & (x < right) & (y > top) & (y < bottom))[0]
    lines = text_lines(page, mine)
    held: set[int] = set()
    for line in lines:
        sides = line.chunk_sides
        places = [bisect(grid.xs, (x0 + x1) / 2) - 1 for x0, x1, _ in sides]
        if any(a >= b for a, b in itertools.pairwise(places)) or not all(
            grid.xs[column] - _INSIDE < x0 and x1 < grid.xs[column + 1] + _INSIDE
            for column, (x0, x1, _) in zip(places, sides, strict=True)
        ):
            return False
        held.update(places)
    return len(held) > max(2, 0.6 * (len(grid.xs) - 1))

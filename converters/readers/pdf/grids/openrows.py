"""Frames whose last row holds all rows of a table: their lines part the header alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid
from ..gaps.rules import Wall
from ..lines.pagelines import lines_inside
from ..lines.words import TextLine
from ..objects.page import PageObjects

_REACH = 6.0
"""Points that a line between columns reaches into their rows at least."""


def without_open_rows(
    page: PageObjects, grid: Grid, free: NDArray[np.bool_]
) -> tuple[Grid, list[Wall]]:
    """A grid without its last row when that is one cell that holds rows in columns.

    Lines that frame a header end above the rows, and a rule as wide as the header below these.
    With it the header's verticals, drawn on through those rows where they part all of them: some
    columns stand no further apart than words do.
    """
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    last = grid.cells[-1]
    if rows < 2 or columns < 2 or (last.row, last.column_span) != (rows - 1, columns):
        return grid, []
    if any(cell.column_span == columns and 0 < cell.row < rows - 1 for cell in grid.cells):
        return grid, []  # each second row is drawn so
    left, top, right, bottom = grid.cell_box(last)
    down = page.drawings.vertical
    reach = np.minimum(down[:, 2], bottom) - np.maximum(down[:, 1], top)
    if np.any((reach > _REACH) & (down[:, 0] > left + 2) & (down[:, 0] < right - 2)):
        return grid, []
    lines = lines_inside(page, (left, top, right, bottom), free)
    several = [line for line in lines if len(line.chunks) > 1]
    if len(several) < max(2, 0.5 * len(lines)):
        return grid, []
    walls = [(x, top, bottom) for x in grid.xs[1:-1]] if _part(grid.xs, several) else []
    return replace(grid, ys=grid.ys[:-1], cells=grid.cells[:-1], open_columns=()), walls


def _part(xs: Sequence[float], lines: Sequence[TextLine]) -> bool:
    """Whether the places inside run through no word of the lines, and all columns hold some."""
    words = [word for line in lines for word in line.words]
    if any(word.x0 + 1 < x < word.x1 - 1 for word in words for x in xs[1:-1]):
        return False
    return all(
        any(left < (word.x0 + word.x1) / 2 < right for word in words)
        for left, right in itertools.pairwise(xs)
    )

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
_LABELS = 4
"""Rows that a cell spans at least whose lines are told to be labels: fewer may be level by
chance with the lines of one text."""
_LEVEL = 0.2
"""Font sizes by which baselines of one row differ at most."""


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


def with_level_labels(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    """The grid, cells over many rows parted that hold one line level with the texts of each row.

    The rules between rows may end at the labels, or go on over them in white or a pattern.
    """
    tall = [c for c in grid.cells if c.row_span >= _LABELS and c.column_span == 1]
    parted = {cell for cell in tall if _is_level_with_rows(page, grid, cell, free)}
    if not parted:
        return grid
    cells = [cell for cell in grid.cells if cell not in parted]
    cells += [
        GridCell(cell.row + number, cell.column, 1, 1)
        for cell in parted
        for number in range(cell.row_span)
    ]
    return replace(grid, cells=tuple(sorted(cells)))


def _is_level_with_rows(
    page: PageObjects, grid: Grid, cell: GridCell, free: NDArray[np.bool_]
) -> bool:
    """Whether each row that a cell spans has one line of its text, level with the row's others."""
    lines = cell_lines(page, grid.cell_box(cell), free)
    if len(lines) != cell.row_span or any(line.text[0].islower() for line in lines):
        return False
    rows: dict[int, GridCell] = {}
    for other in grid.cells:
        if other.row_span == 1 and other.column != cell.column and other.row not in rows:
            rows[other.row] = other
    for number, line in enumerate(lines, start=cell.row):
        if not grid.ys[number] < line.level < grid.ys[number + 1] or number not in rows:
            return False
        beside = cell_lines(page, grid.cell_box(rows[number]), free)
        if len(beside) != 1 or abs(beside[0].baseline - line.baseline) > _LEVEL * line.size:
            return False
    return True


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

"""Headers of a grid whose verticals start below the names of groups.

Typesetters leave the verticals out beside a header over several columns, and often have no line
below it either: what stands above the start of the verticals and what stands below it are two rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid, GridCell
from ..drawn.rulings import joined
from ..objects.page import PageObjects

_AT = 1.0
"""Points between a vertical and the side of a column at most."""
_LEVEL = 2.0
"""Points by which verticals start and end at different heights at most."""
_LOW = 4.0
"""Points that either row is high at least."""


def with_stepped_heads(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    """The grid, its first row parted where verticals start between two lines of headers."""
    first = [cell for cell in grid.cells if cell.row == 0]
    if len(grid.xs) < 4 or len(grid.ys) < 3 or any(cell.row_span > 1 for cell in first):
        return grid
    steps = _steps(page, grid)
    if not steps:
        return grid
    y = min(steps.values())
    if max(steps.values()) - y > _LEVEL:
        return grid
    walls = {cell.column for cell in first} - {*steps}
    groups = _groups(len(grid.xs) - 1, walls, [*steps])
    if not all(_has_texts(page, grid, group, y, free) for group in groups):
        return grid
    parted = {column for a, b in groups for column in range(a, b)}
    cells = [
        cell._replace(row=cell.row + 1) if cell.row else cell._replace(row_span=2)
        for cell in grid.cells
        if cell.row or cell.column not in parted
    ]
    for a, b in groups:
        cells.append(GridCell(0, a, 1, b - a))
        bounds = [a, *(column for column in sorted(steps) if a < column < b), b]
        cells += [GridCell(1, c, 1, d - c) for c, d in itertools.pairwise(bounds)]
    ordered = tuple(sorted(cells))
    return replace(grid, ys=(grid.ys[0], y, *grid.ys[1:]), cells=ordered)


def _steps(page: PageObjects, grid: Grid) -> dict[int, float]:
    """Where verticals before columns start inside the first row and go on to its foot."""
    top, bottom = grid.ys[:2]
    down = joined(page.drawings.vertical)
    starting = down[
        (down[:, 1] > top + _LOW) & (down[:, 1] < bottom - _LOW) & (down[:, 2] > bottom - _LEVEL)
    ]
    if not len(starting):
        return {}
    steps: dict[int, float] = {}
    for column in range(1, len(grid.xs) - 1):
        mine = starting[np.abs(starting[:, 0] - grid.xs[column]) < _AT]
        if len(mine):
            steps[column] = float(mine[0, 1])
    return steps


def _groups(columns: int, walls: set[int], steps: Sequence[int]) -> list[tuple[int, int]]:
    """First column and the one after the last of the columns between walls over the whole row, of
    those with steps inside."""
    bounds = sorted({0, columns} | walls)
    return [
        (a, b) for a, b in itertools.pairwise(bounds) if any(a < column < b for column in steps)
    ]


def _has_texts(
    page: PageObjects, grid: Grid, group: tuple[int, int], y: float, free: NDArray[np.bool_]
) -> bool:
    """Whether characters stand in the first row over columns both above and below a height."""
    left, right = grid.xs[group[0]], grid.xs[group[1]]
    inside = page.characters.inside((left, grid.ys[0], right, grid.ys[1]))
    mine = page.characters.middles[1][free & inside]
    return bool((mine < y).any()) and bool((mine > y).any())

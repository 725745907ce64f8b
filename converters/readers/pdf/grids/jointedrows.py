"""Rows of a grid that no rule parts, but the joints of its verticals do."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid, GridCell
from ..objects.arrays import distinct
from ..objects.geometry import middles
from ..objects.page import PageObjects

_TALL = 16.0
"""Points; lower rows hold one line of text."""
_EDGE = 4.0
"""Points between a joint and the next rule or joint at least."""
_LEVEL = 1.6
"""Points between the ends of two pieces of a line, and between joints of one row, at most."""
_BESIDE = 1.5
"""Points between a vertical and the side of its columns at most."""
_SECTION = 6.0
"""Points of white in lines between columns from which a row over all of these stands there."""
_HEADS = 4
"""Pieces that the first row has at least: headers are wrapped by hand."""


def with_jointed_rows(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    """The grid, its rows parted where all verticals inside them are made of pieces.

    TeX draws the lines between columns once for each row, and ruled are only some of these. What
    was wrapped by hand is a row for it too: pieces with a text in less than half of the columns,
    and none in the first, stay with the one above.
    """
    columns = len(grid.xs) - 1
    if columns < 2 or max(b - a for a, b in itertools.pairwise(grid.ys)) < _TALL:
        return grid
    doubtful = _rows_with_ends(page, grid)
    if not doubtful:
        return grid
    x, y = middles(page.characters.boxes[free & (page.characters.codes != 32)])
    column = np.searchsorted(grid.xs, x, side="right") - 1
    texts = np.stack((y, column.astype(np.float64)), axis=1)[(column >= 0) & (column < columns)]
    rows = _by_row(grid)
    cuts_of: dict[int, list[float]] = {}
    for row in doubtful:
        top, bottom = grid.ys[row : row + 2]
        if bottom - top <= _TALL or not _is_even(rows[row], columns):
            continue
        joints = _joints(page, grid, top, bottom)
        cuts = _row_starts(texts, [top, *joints, bottom], columns) if joints else []
        if cuts and (row or len(cuts) + 1 >= _HEADS):
            cuts_of[row] = cuts
    return _cut(page, grid, rows, cuts_of) if cuts_of else grid


def _rows_with_ends(page: PageObjects, grid: Grid) -> list[int]:
    """The rows inside which verticals start or end: mostly there are none."""
    down = page.drawings.vertical
    beside = (down[:, 0] > grid.xs[0] - _BESIDE) & (down[:, 0] < grid.xs[-1] + _BESIDE)
    ends, ys = down[beside, 1:].ravel(), np.array(grid.ys)
    ends = ends[(ends > ys[0]) & (ends < ys[-1])]
    rows = ys.searchsorted(ends, side="right") - 1
    return distinct(rows[(ends > ys[rows] + _EDGE) & (ends < ys[rows + 1] - _EDGE)])


def _cut(
    page: PageObjects,
    grid: Grid,
    rows: Sequence[Sequence[GridCell]],
    cuts_of: Mapping[int, Sequence[float]],
) -> Grid:
    """The grid, each of its rows parted at the heights given for it."""
    columns = len(grid.xs) - 1
    ys: list[float] = [grid.ys[0]]
    cells: list[GridCell] = []
    for row, (top, bottom) in enumerate(itertools.pairwise(grid.ys)):
        cuts = cuts_of.get(row, ())
        start = len(ys) - 1
        ys += [*cuts, bottom]
        for cell in rows[row]:
            if cell.row == row and not cuts:
                cells.append(cell._replace(row=start))
            elif cell.row == row:
                for n, (high, low) in enumerate(itertools.pairwise([top, *cuts, bottom])):
                    if not _is_section(page, grid, high, low):
                        cells.append(cell._replace(row=start + n))
                    elif cell.column == 0:
                        cells.append(cell._replace(row=start + n, column_span=columns))
    return replace(grid, ys=tuple(ys), cells=tuple(sorted(cells)))


def _by_row(grid: Grid) -> list[list[GridCell]]:
    """For each row the cells that reach into it."""
    rows: list[list[GridCell]] = [[] for _ in range(len(grid.ys) - 1)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    return rows


def _is_even(cells: Sequence[GridCell], columns: int) -> bool:
    """Whether a row holds one cell of each column and none of other rows."""
    return len(cells) == columns and all(cell.row_span == cell.column_span == 1 for cell in cells)


def _joints(page: PageObjects, grid: Grid, top: float, bottom: float) -> list[float]:
    """Heights inside a row where the pieces of all verticals between the columns meet."""
    down = page.drawings.vertical
    inside = down[(down[:, 2] > top + _EDGE) & (down[:, 1] < bottom - _EDGE)]
    found: list[float] | None = None
    for side in grid.xs[1:-1]:
        pieces = inside[np.abs(inside[:, 0] - side) < _BESIDE]
        starts, ends = pieces[:, 1].tolist(), pieces[:, 2].tolist()
        meet = [start for start in starts if any(abs(start - e) < _LEVEL for e in ends)]
        meet += [y for gap in _gaps(starts, ends) for y in gap]
        joints = [y for y in sorted(meet) if top + _EDGE < y < bottom - _EDGE]
        if found is not None:
            joints = [y for y in found if any(abs(y - joint) < _LEVEL for joint in joints)]
        found = joints
        if not found:
            return []
    heights = found or []
    return [y for n, y in enumerate(heights) if not n or y - heights[n - 1] > _EDGE]


def _gaps(starts: Sequence[float], ends: Sequence[float]) -> list[tuple[float, float]]:
    """Upper and lower side of the white between pieces of a line that a section is as high as."""
    return [
        (end, start)
        for end, start in zip(sorted(ends), sorted(starts)[1:], strict=False)
        if start - end > _SECTION
    ]


def _is_section(page: PageObjects, grid: Grid, top: float, bottom: float) -> bool:
    """Whether no line between the columns runs beside a row."""
    down = page.drawings.vertical
    left, right = grid.xs[0] + _BESIDE, grid.xs[-1] - _BESIDE
    inside = (down[:, 0] > left) & (down[:, 0] < right)
    reach = np.minimum(down[:, 2], bottom) - np.maximum(down[:, 1], top)
    return not bool(np.any(inside & (reach > _LEVEL)))


def _row_starts(texts: NDArray[np.float64], edges: Sequence[float], columns: int) -> list[float]:
    """Where rows start below the first of the pieces between `edges`; none when most are no rows.

    Each row of `texts` is the middle of a character and its column.
    """
    starts: list[float] = []
    for top, bottom in itertools.pairwise(edges):
        held = set(texts[(texts[:, 0] > top) & (texts[:, 0] < bottom), 1].tolist())
        if not held:
            return []
        if top != edges[0] and (0 in held or 2 * len(held) >= columns):
            starts.append(top)
    return starts if 2 * len(starts) > len(edges) - 2 else []

"""Rows of a grid that bands of colour part and no rule does."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid, GridCell
from ..objects.page import PageObjects
from .partedrows import spans_inside

_TALL = 16.0
"""Points; lower rows hold one line of text."""
_EDGE = 4.0
"""Points between an edge of colour and the next rule or edge at least."""
_LEVEL = 1.0
"""Points between edges of one band at most."""
_COVERED = 0.95
"""Share of the grid's width that a band takes at least."""


def with_banded_rows(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    """The grid, its rows parted where a band of colour as wide as the grid starts or ends.

    Some styles rule each second row only, or the header only, and colour the others. Where most
    rows are parted so, sides without a rule below tell nothing of a row that a page break cut.
    Headers that span some of the columns are told by their texts alone.
    """
    if len(grid.xs) < 3 or max(b - a for a, b in itertools.pairwise(grid.ys)) < _TALL:
        return grid
    edges = _edges(page, grid)
    if not edges:
        return grid
    ys, copies = _parted_at(edges, page, grid, free)
    if len(ys) == len(grid.ys):
        return grid
    starts = [0, *itertools.accumulate(copies)]
    cells = [part for cell in grid.cells for part in _parts_of(cell, starts)]
    added = len(ys) - len(grid.ys)
    banded = replace(
        grid,
        ys=ys,
        cells=tuple(sorted(cells)),
        open_below=grid.open_below and 2 * added < len(ys) - 2,
    )
    wide = [cell for cell in cells if cell.column_span == len(grid.xs) - 1]
    return grid if any(spans_inside(page, banded, cell, free) for cell in wide) else banded


def _parted_at(
    edges: Sequence[float], page: PageObjects, grid: Grid, free: NDArray[np.bool_]
) -> tuple[tuple[float, ...], list[int]]:
    """Boundaries of the rows, parted at edges with text on both sides, and how many each becomes.

    Rows that a cell spans with others stay whole.
    """
    x, y = page.characters.middles
    texts = np.sort(y[free & (x > grid.xs[0]) & (x < grid.xs[-1])])
    closed = {cell.row for cell in grid.cells if cell.row_span == 1}
    closed -= {r for c in grid.cells if c.row_span > 1 for r in range(c.row, c.row + c.row_span)}
    ys: list[float] = [grid.ys[0]]
    copies: list[int] = []
    for row, (top, bottom) in enumerate(itertools.pairwise(grid.ys)):
        inside = [e for e in edges if top + _EDGE < e < bottom - _EDGE] if row in closed else []
        start = len(ys)
        for edge in inside:
            if _has_text(texts, ys[-1], edge) and _has_text(texts, edge, bottom):
                ys.append(edge)
        ys.append(bottom)
        copies.append(len(ys) - start)
    return tuple(ys), copies


def _parts_of(cell: GridCell, starts: Sequence[int]) -> list[GridCell]:
    """A cell in the new rows, which start for each old one at `starts`: one part in each of them.

    One that spans rows stays whole.
    """
    first, after = starts[cell.row], starts[cell.row + 1]
    if cell.row_span == 1:
        return [GridCell(row, cell.column, 1, cell.column_span) for row in range(first, after)]
    return [GridCell(first, cell.column, cell.row_span + after - first - 1, cell.column_span)]


def _edges(page: PageObjects, grid: Grid) -> list[float]:
    """Heights where boxes of colour start, or end, that together are as wide as the grid."""
    left, top, right, bottom = grid.box
    fills = page.drawings.coloured
    inside = (
        (fills[:, 0] < right)
        & (fills[:, 2] > left)
        & (fills[:, 1] > top - _EDGE)
        & (fills[:, 3] < bottom + _EDGE)
        & (fills[:, 3] - fills[:, 1] > _EDGE)
    )
    bands = fills[inside]
    found: list[float] = []
    for side in (1, 3):
        order = bands[np.argsort(bands[:, side], kind="stable")]
        breaks = np.nonzero(np.diff(order[:, side]) > _LEVEL)[0] + 1
        found += [
            float(level[0, side])
            for level in np.split(order, breaks)
            if len(level) and _covers(level, left, right)
        ]
    found.sort()
    return [y for n, y in enumerate(found) if not n or y - found[n - 1] > _LEVEL]


def _covers(boxes: NDArray[np.float64], left: float, right: float) -> bool:
    """Whether boxes beside each other take nearly all of a width."""
    covered, reach = 0.0, left
    for x0, _, x1, _ in boxes[np.argsort(boxes[:, 0], kind="stable")].tolist():
        start, end = max(x0, reach), min(x1, right)
        if end > start:
            covered += end - start
            reach = end
    return covered >= _COVERED * (right - left)


def _has_text(middles: NDArray[np.float64], top: float, bottom: float) -> bool:
    """Whether a character stands between two heights."""
    a, b = np.searchsorted(middles, (top, bottom))
    return bool(b > a)

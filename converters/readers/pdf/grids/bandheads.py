"""Headers on a band over a grid whose verticals it lacks: its texts part it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid, GridCell
from ..lines.distributed import cell_lines
from ..lines.words import TextLine
from ..objects.page import PageObjects

_INSIDE = 1.0
"""Points by which a text may reach over the side of its columns."""
_MIDDLE = 0.6
"""Font sizes by which a text stands off the middle of its columns at most."""
_FEWEST = 3
"""Columns of a cell that several headers share at least."""

_BANDS = 3
"""Bands of headers above a grid at most."""
_TOUCHING = 1.5
"""Points between a band and the grid below it at most."""
_LOWEST, _HIGHEST = 7.0, 60.0
"""Heights of a band of headers, in points."""
_COVERED = 0.95
"""Share of the grid's width that it takes at least."""

Span = tuple[int, int]


def with_parted_heads(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    """The grid, cells of its first row parted that hold headers side by side over its columns.

    Bands of colour right above it that hold such are rows of it.
    """
    grid = _parted(page, grid, free)
    for _ in range(_BANDS):
        top = _band_above(page, grid)
        if top is None:
            break
        cells = [cell._replace(row=cell.row + 1) for cell in grid.cells]
        band = GridCell(0, 0, 1, len(grid.xs) - 1)
        larger = replace(grid, ys=(top, *grid.ys), cells=(band, *cells))
        found = _parted(page, larger, free)
        if found is larger:
            break
        grid = found
    return grid


def _band_above(page: PageObjects, grid: Grid) -> float | None:
    """The upper side of the fills, in one row and as wide as a grid, that end where it starts."""
    left, top, right, _ = grid.box
    fills = page.drawings.coloured
    mine = fills[
        (np.abs(fills[:, 3] - top) < _TOUCHING)
        & (fills[:, 0] > left - _TOUCHING)
        & (fills[:, 2] < right + _TOUCHING)
        & (fills[:, 3] - fills[:, 1] < _HIGHEST)
        & (fills[:, 3] - fills[:, 1] > _LOWEST)
    ]
    if not len(mine) or np.ptp(mine[:, 1]) > _TOUCHING:
        return None
    wide = float((mine[:, 2] - mine[:, 0]).sum())
    return float(mine[:, 1].min()) if wide > _COVERED * (right - left) else None


def _parted(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> Grid:
    if len(grid.ys) < 3:
        return grid
    parted: list[GridCell] = []
    gone: set[GridCell] = set()
    for cell in grid.cells:
        if cell.row > 0:
            break
        if cell.row_span > 1 or cell.column_span < _FEWEST:
            continue
        spans = _spans(cell_lines(page, grid.cell_box(cell), free), grid, cell)
        if len(spans) < 2 or not _is_over_columns(grid, spans):
            continue
        gone.add(cell)
        parted += _cells(cell, spans)
    if not gone:
        return grid
    cells = [*(cell for cell in grid.cells if cell not in gone), *parted]
    return replace(grid, cells=tuple(sorted(cells)))


def _spans(lines: Sequence[TextLine], grid: Grid, cell: GridCell) -> list[Span]:
    """First and last column of each text that stands in a cell, lines of one text together."""
    low, high = cell.column, cell.column + cell.column_span - 1
    spans: list[Span] = []
    texts: list[tuple[Span, float, float]] = []
    for line in lines:
        for chunk in line.chunks:
            first = max(bisect(grid.xs, chunk.x0 + _INSIDE) - 1, low)
            last = min(bisect(grid.xs, chunk.x1 - _INSIDE) - 1, high)
            texts.append(((first, max(first, last)), (chunk.x0 + chunk.x1) / 2, chunk.size))
    for (first, last), _, _ in sorted(texts):
        if spans and first <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        else:
            spans.append((first, last))
    for place, (first, last) in enumerate(spans):
        before = spans[place - 1][1] if place else low - 1
        after = spans[place + 1][0] if place + 1 < len(spans) else high + 1
        mine = [(x, size) for (a, _), x, size in texts if first <= a <= last]
        spans[place] = _widened((first, last), (before, after), mine[0], grid.xs)
    return spans


def _widened(span: Span, beside: Span, text: tuple[float, float], xs: Sequence[float]) -> Span:
    """The most columns around a span, none of those `beside` it, that leave the text in their
    middle; the span where none do."""
    first, last = span
    middle, size = text
    fitting = [
        (a, b)
        for a in range(beside[0] + 1, first + 1)
        for b in range(last, beside[1])
        if abs((xs[a] + xs[b + 1]) / 2 - middle) <= _MIDDLE * size
    ]
    return max(fitting, key=lambda found: found[1] - found[0], default=span)


def _is_over_columns(grid: Grid, spans: Sequence[Span]) -> bool:
    """Whether each of the columns under the spans has a cell of its own in the next row."""
    below = {cell.column for cell in grid.cells if cell.row == 1 and cell.column_span == 1}
    return all(column in below for first, last in spans for column in range(first, last + 1))


def _cells(cell: GridCell, spans: Sequence[Span]) -> list[GridCell]:
    """The cells of the spans, and empty ones beside these."""
    out = [GridCell(cell.row, first, 1, last - first + 1) for first, last in spans]
    held = {column for first, last in spans for column in range(first, last + 1)}
    columns = range(cell.column, cell.column + cell.column_span)
    return out + [GridCell(cell.row, column, 1, 1) for column in columns if column not in held]

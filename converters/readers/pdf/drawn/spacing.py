"""Grids whose cells stand apart: the space between them holds no row and no column."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .ruled import Grid, GridCell
from .rulings import THIN


def without_spacing(grid: Grid, x: NDArray[np.float64], y: NDArray[np.float64]) -> Grid:
    """The grid without rows and columns too thin for text; `x`, `y` are middles of its characters.

    Browsers print tables with a frame around each cell and space between the frames.
    """
    left, top, right, bottom = grid.box
    inside = (x > left) & (x < right) & (y > top) & (y < bottom)
    columns, rows = _places(grid.xs, x[inside]), _places(grid.ys, y[inside])
    if columns[-1] == len(grid.xs) - 1 and rows[-1] == len(grid.ys) - 1:
        return grid
    owner: dict[tuple[int, int], GridCell] = {}
    for cell in sorted(grid.cells, key=_area, reverse=True):
        first, last = columns[cell.column], columns[cell.column + cell.column_span]
        top, low = rows[cell.row], rows[cell.row + cell.row_span]
        if first < last and top < low:
            fresh = GridCell(top, first, low - top, last - first)
            owner |= {(r, c): fresh for r in range(top, low) for c in range(first, last)}
    shared = set(owner.values())
    cells = [c for c in shared if all(owner.get(slot) is c for slot in _slots(c))]
    kept = {slot for cell in cells for slot in _slots(cell)}
    every = {(r, c) for r in range(rows[-1]) for c in range(columns[-1])}
    cells += [GridCell(r, c, 1, 1) for r, c in every - kept]
    return Grid(
        _bounds(grid.xs, columns),
        _bounds(grid.ys, rows),
        tuple(sorted(cells)),
        grid.ragged,
        grid.open_below,
        tuple(sorted({columns[place] for place in grid.open_columns} - {columns[-1]})),
    )


def _area(cell: GridCell) -> int:
    return cell.row_span * cell.column_span


def _slots(cell: GridCell) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]


def _places(bounds: Sequence[float], middles: NDArray[np.float64]) -> list[int]:
    """The number of each boundary when those around thin, empty bands are one."""
    filled = set((np.searchsorted(bounds, middles, side="right") - 1).tolist())
    out = [0]
    for number, (low, high) in enumerate(itertools.pairwise(bounds)):
        thin = high - low < THIN and number not in filled
        out.append(out[-1] + (not thin))
    return out


def _bounds(bounds: Sequence[float], places: Sequence[int]) -> tuple[float, ...]:
    """One boundary for each place: the middle of those that became one, the outer ones kept."""
    out: list[float] = []
    for _, group in itertools.groupby(zip(places, bounds, strict=True), key=lambda pair: pair[0]):
        found = [bound for _, bound in group]
        out.append((found[0] + found[-1]) / 2)
    out[0], out[-1] = bounds[0], bounds[-1]
    return tuple(out)

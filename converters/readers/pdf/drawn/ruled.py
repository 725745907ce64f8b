"""Ruled tables: rulings to grids, missing walls to spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..objects.arrays import changes, distinct
from ..objects.drawings import Drawings
from .opensides import GAP, open_sides
from .rulings import JOIN, SNAP, THIN, Lines, joined

_WHOLE = 0.75
"""Share of a column's width that a rule between two of its cells takes at least."""
MAX_RULINGS = 4_000
"""Rulings of one page at most: more are a drawing, and each is held against all others."""


class GridCell(NamedTuple):
    """A cell of a ruled grid in grid coordinates."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines and cells of one ruled table."""

    xs: tuple[float, ...]
    """Column boundaries from left to right, one more than columns."""
    ys: tuple[float, ...]
    """Row boundaries from top to bottom."""
    cells: tuple[GridCell, ...]
    ragged: float = 0.0
    """Share of the grid's slots in regions that are no rectangles: drawings have them."""
    open_below: bool = False
    """Whether the lines run on below the last rule: a page break cut a row there."""
    open_columns: tuple[int, ...] = ()
    """Columns that the last rule leaves out: their cells may go on below it."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_box(self, cell: GridCell) -> tuple[float, float, float, float]:
        """Box of a cell."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )


def find_grids(drawings: Drawings) -> list[Grid]:
    """Grids of at least two cells on a page, from top to bottom."""
    horizontal, vertical = joined(drawings.horizontal), joined(drawings.vertical)
    if not len(horizontal) or not len(vertical):
        return []
    if len(horizontal) + len(vertical) > MAX_RULINGS:
        return []
    vertical = joined(np.concatenate((vertical, open_sides(horizontal, vertical))))
    grids = []
    reach = _over_sections(horizontal, vertical)
    for across, down in _connected(horizontal, vertical, reach):
        closed, open_below = _closed(across, down)
        grid = _grid(closed, down, open_below=open_below)
        if grid is not None and len(grid.cells) >= 2:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _over_sections(horizontal: Lines, vertical: Lines) -> Lines:
    """The verticals as high as all their pieces where those of all columns stop and go on together.

    What stands there spans the columns: a section of rows that no rules part. Where rules are
    drawn on both its sides it is a row like others, or white between two tables.
    """
    gaps = vertical[1:, 1] - vertical[:-1, 2]
    broken = np.nonzero((vertical[1:, 0] == vertical[:-1, 0]) & (gaps <= GAP))[0]
    if len(broken) < 2:
        return vertical
    ends, starts = vertical[broken, 2], vertical[broken + 1, 1]
    closed: set[int] = set()
    for end, start in zip(ends.tolist(), starts.tolist(), strict=True):
        alike = broken[(np.abs(ends - end) < SNAP) & (np.abs(starts - start) < SNAP)]
        if len(alike) > 1 and alike[0] not in closed:
            sides = float(vertical[alike[0], 0]), float(vertical[alike[-1], 0])
            if _is_section((end, start), sides, len(alike), horizontal, vertical):
                closed.update(alike.tolist())
    if not closed:
        return vertical
    first = np.array([n - 1 not in closed for n in range(len(vertical))])
    starts = np.nonzero(first)[0]
    line = np.cumsum(first) - 1
    low = np.maximum.reduceat(vertical[:, 2], starts)
    return np.stack((vertical[:, 0], vertical[starts, 1][line], low[line]), axis=1)


def _is_section(
    gap: tuple[float, float],
    sides: tuple[float, float],
    count: int,
    horizontal: Lines,
    vertical: Lines,
) -> bool:
    """Whether `count` verticals are all that end and start at a gap, which rules do not close."""
    end, start = gap
    inside = (vertical[:, 0] >= sides[0]) & (vertical[:, 0] <= sides[1])
    _, top, bottom = vertical[inside].T
    ending, starting = np.abs(bottom - end) < SNAP, np.abs(top - start) < SNAP
    if np.count_nonzero(ending) != count or np.count_nonzero(starting) != count:
        return False
    if np.any((top < start - SNAP) & (bottom > end + SNAP)):
        return False
    over = horizontal[(horizontal[:, 1] < sides[1]) & (horizontal[:, 2] > sides[0]), 0]
    if np.any((over > end + JOIN) & (over < start - JOIN)):
        return False
    return not (np.any(np.abs(over - end) <= JOIN) and np.any(np.abs(over - start) <= JOIN))


def _connected(horizontal: Lines, vertical: Lines, reach: Lines) -> list[tuple[Lines, Lines]]:
    """Groups of rulings that cross or touch each other, verticals as high as their `reach`."""
    crossing = (
        (reach[:, None, 1] <= horizontal[None, :, 0] + JOIN)
        & (reach[:, None, 2] >= horizontal[None, :, 0] - JOIN)
        & (vertical[:, None, 0] >= horizontal[None, :, 1] - JOIN)
        & (vertical[:, None, 0] <= horizontal[None, :, 2] + JOIN)
    )
    none = len(vertical) + 1
    label = np.arange(len(vertical))
    while True:
        of_horizontal = np.where(crossing, label[:, None], none).min(axis=0)
        lowest = np.where(crossing, of_horizontal[None, :], none).min(axis=1)
        fresh = np.minimum(label, lowest)
        if (fresh == label).all():
            break
        label = fresh
    groups = []
    for name in distinct(label):
        across = horizontal[of_horizontal == name]
        if len(across) >= 2:
            groups.append((across, vertical[label == name]))
    return groups


def _closed(horizontal: Lines, vertical: Lines) -> tuple[Lines, bool]:
    """The horizontals with one more where the verticals run on together beyond the last of them.

    A browser draws no rule where a page break cuts a row. The second value is whether that is so
    below the table.
    """
    places = distinct(vertical[:, 0])  # a row that spans all columns parts the lines of each
    left, right = places[0], places[-1]
    out = [horizontal]
    open_below = False
    for side, end, last in (
        (1, vertical[:, 1].min(), horizontal[:, 0].min()),
        (2, vertical[:, 2].max(), horizontal[:, 0].max()),
    ):
        there = np.abs(vertical[:, side] - end) < SNAP
        many = np.count_nonzero(there) > max(2, 0.5 * len(places))
        # Rows that span all columns part the inner lines, but not the outer ones.
        many |= bool(there[vertical[:, 0] == left].any() and there[vertical[:, 0] == right].any())
        if abs(end - last) > 2 * JOIN and many:
            out.append(np.array([[end, left, right]]))
            open_below = side == 2
    return np.concatenate(out), open_below


def _without_underlines(horizontal: Lines, xs: NDArray[np.float64]) -> Lines:
    """The horizontals but those alone at their height that start, or end, at a side of one column
    and leave much of its width free: they underline a text that fills its cell from the side."""
    y, left, right = horizontal.T
    column = np.clip(np.searchsorted(xs, (left + right) / 2) - 1, 0, len(xs) - 2)
    low, high = xs[column], xs[column + 1]
    inside = (left >= low - JOIN) & (right <= high + JOIN)
    short = right - left < _WHOLE * (high - low)
    beside = (left <= low + JOIN) | (right >= high - JOIN)
    loose = np.nonzero(inside & short & beside)[0]
    alone = [n for n in loose.tolist() if np.count_nonzero(np.abs(y - y[n]) < SNAP) == 1]
    return np.delete(horizontal, alone, axis=0) if alone else horizontal


def _grid(horizontal: Lines, vertical: Lines, *, open_below: bool) -> Grid | None:
    xs = np.array(distinct(vertical[:, 0]))
    if len(xs) > 1:
        horizontal = _without_underlines(horizontal, xs)
    ys = np.array(distinct(horizontal[:, 0]))
    if len(xs) < 2 or len(ys) < 2:
        return None
    right = _walls(vertical, xs, ys)[1:-1].T
    across = _walls(horizontal, ys, xs)
    below = across[1:-1]
    thick = np.outer(np.diff(ys) >= THIN, np.diff(xs) >= THIN)
    cells, ragged = _cells(_flood(right, below, len(ys) - 1, len(xs) - 1), thick)
    hanging = tuple(np.nonzero(~across[-1])[0].tolist())
    return Grid(tuple(xs.tolist()), tuple(ys.tolist()), cells, ragged, open_below, hanging)


def _walls(
    lines: Lines, places: NDArray[np.float64], marks: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """For each place and each interval between marks whether a ruling covers most of it."""
    walls = np.zeros((len(places), len(marks) - 1), bool)
    index = np.searchsorted(places, lines[:, 0])
    middle = (marks[:-1] + marks[1:]) / 2
    covers = (lines[:, 1:2] <= middle[None, :]) & (lines[:, 2:3] >= middle[None, :])
    np.logical_or.at(walls, index, covers)
    return walls


def _flood(
    right: NDArray[np.bool_], below: NDArray[np.bool_], rows: int, columns: int
) -> NDArray[np.int64]:
    """Labels of elementary cells; neighbours without a wall between them share one.

    `right[row, column]` is the wall right of a cell, `below[row, column]` the wall below it.
    """
    label = np.arange(rows * columns).reshape(rows, columns)
    right = right.reshape(rows, columns - 1)
    below = below.reshape(rows - 1, columns)
    while True:
        fresh = label.copy()
        low = np.minimum(fresh[:, 1:], fresh[:, :-1])
        fresh[:, 1:] = np.where(right, fresh[:, 1:], low)
        fresh[:, :-1] = np.where(right, fresh[:, :-1], np.minimum(fresh[:, :-1], low))
        low = np.minimum(fresh[1:], fresh[:-1])
        fresh[1:] = np.where(below, fresh[1:], low)
        fresh[:-1] = np.where(below, fresh[:-1], np.minimum(fresh[:-1], low))
        if (fresh == label).all():
            return label
        label = fresh


def _cells(
    label: NDArray[np.int64], thick: NDArray[np.bool_]
) -> tuple[tuple[GridCell, ...], float]:
    """Rectangular cells; a region of another shape is cut into its elementary cells.

    The second value is the share of `thick` slots in such regions: the space between cells with a
    frame each is a net, and thin.
    """
    names = label.ravel()
    order = np.argsort(names, kind="stable")
    starts = changes(names[order]).nonzero()[0]
    sizes = np.append(starts[1:], len(names)) - starts
    rows, columns = np.divmod(order, label.shape[1])
    row, column = rows[starts], np.minimum.reduceat(columns, starts)
    row_spans = np.maximum.reduceat(rows, starts) - row + 1
    column_spans = np.maximum.reduceat(columns, starts) - column + 1
    whole = row_spans * column_spans == sizes
    sides = (part.tolist() for part in (row, column, row_spans, column_spans))
    cells = [
        GridCell(*cell) for cell, one in zip(zip(*sides, strict=True), whole, strict=True) if one
    ]
    cut = ~whole.repeat(sizes)
    pairs = zip(rows[cut].tolist(), columns[cut].tolist(), strict=True)
    cells += [GridCell(r, c, 1, 1) for r, c in pairs]
    odd = int(np.count_nonzero(thick[rows[cut], columns[cut]]))
    ragged = odd / max(int(np.count_nonzero(thick)), 1)
    return tuple(sorted(cells)), ragged

"""Ruled tables: rulings to grids, missing walls to spans."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..objects.drawings import Drawings

SNAP = 2.5
"""Points within which rulings are one line."""
JOIN = 3.5
"""Points of a gap inside a line that is closed: dashes, corners that miss each other."""
THIN = 5.0
"""Points; a lower band has no room for text: space between cells, or a rule drawn double."""
MIN_LENGTH = 6.0
MAX_RULINGS = 4_000
_OPEN_ROW = 90.0
"""Points between rules of one extent up to which they bound one row of an open table."""
_GAP = 28.0
"""Points without a vertical, in a table without sides, from which they may part two tables."""

Lines = NDArray[np.float64]
"""Shape (n, 3): place across, start, end."""

_JOINED: deque[tuple[Lines, Lines]] = deque(maxlen=4)
"""Lines and what `joined` made of them."""


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
    vertical = joined(np.concatenate((vertical, _open_sides(horizontal, vertical))))
    grids = []
    reach = _over_sections(horizontal, vertical)
    for across, down in _connected(horizontal, vertical, reach):
        closed, open_below = _closed(across, down)
        grid = _grid(closed, down, open_below=open_below)
        if grid is not None and len(grid.cells) >= 2:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def joined(lines: Lines) -> Lines:
    """Rulings snapped to common places and joined where they touch, overlap or nearly meet.

    The lines of a page are asked for once for each region, so the last answers are kept.
    """
    if not len(lines):
        return lines
    for asked, answer in _JOINED:
        if asked is lines:
            return answer
    whole = _joined(lines)
    whole.flags.writeable = False  # all who ask have the same
    _JOINED.append((lines, whole))
    return whole


def _joined(lines: Lines) -> Lines:
    lines = lines[np.argsort(lines[:, 0], kind="stable")]
    group = np.concatenate(([0], np.cumsum(np.diff(lines[:, 0]) > SNAP)))
    lines[:, 0] = (np.bincount(group, lines[:, 0]) / np.bincount(group))[group]
    order = np.lexsort((lines[:, 1], group))
    lines, group = lines[order], group[order]
    shift = group * 1e6  # keeps the running maximum inside its group
    reach = np.maximum.accumulate(lines[:, 2] + shift) - shift
    fresh = np.concatenate(([True], (group[1:] != group[:-1]) | (lines[1:, 1] > reach[:-1] + JOIN)))
    starts = np.nonzero(fresh)[0]
    ends = np.maximum.reduceat(lines[:, 2], starts)
    whole: Lines = np.stack((lines[starts, 0], lines[starts, 1], ends), axis=1)
    long = whole[:, 2] - whole[:, 1] >= MIN_LENGTH
    return np.compress(long, whole, axis=0)


def _open_sides(horizontal: Lines, vertical: Lines) -> Lines:
    """Outer verticals of tables that are drawn without them.

    Neighbouring horizontal rules of one extent, with a vertical inside between some of them, are
    rows of such a table. Without one they are frames above each other.
    """
    sides: list[tuple[float, float, float]] = []
    order = np.lexsort((horizontal[:, 0], *map(_alike, horizontal[:, 1:].T)))
    run: list[tuple[float, float, float]] = []
    for y, left, right in [*horizontal[order].tolist(), (np.inf, np.inf, np.inf)]:
        if run and (
            abs(left - run[-1][1]) > JOIN
            or abs(right - run[-1][2]) > JOIN
            or not 0 <= y - run[-1][0] <= _OPEN_ROW
        ):
            for part in _tables_of_run(run, vertical):
                sides += _sides(part, horizontal, vertical)
            run = []
        run.append((y, left, right))
    return np.array(sides).reshape(-1, 3)


def _alike(places: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each place a number, the same for those that are ends of one side."""
    order = np.argsort(places)
    names = np.zeros(len(places), np.intp)
    names[order[1:]] = np.cumsum(np.diff(places[order]) > SNAP)
    return names


def _tables_of_run(
    run: list[tuple[float, float, float]], vertical: Lines
) -> list[list[tuple[float, float, float]]]:
    """The rules of a run, parted where one table ends and another one starts.

    That is between rows with verticals where none is drawn: when the rows have their outer sides,
    since a row that spans all columns would have them too; without these only when it is too high
    for such a row.
    """
    if len(run) < 4:
        return [run]
    rules = np.array(run)
    (left, right), tops, bottoms = run[0][1:], rules[:-1, 0], rules[1:, 0]
    middle = (tops + bottoms) / 2
    covers = (vertical[:, 1:2] < middle) & (vertical[:, 2:3] > middle)
    at = vertical[:, 0]
    drawn = covers[(at > left - JOIN) & (at < right + JOIN)].any(axis=0)
    if drawn.all() or np.count_nonzero(drawn) < 2:
        return [run]
    closed = covers[np.abs(at - left) < JOIN].any(axis=0)
    closed &= covers[np.abs(at - right) < JOIN].any(axis=0)
    heights = bottoms - tops
    usual = float(np.median(heights[drawn]))
    within = np.logical_or.accumulate(drawn) & np.logical_or.accumulate(drawn[::-1])[::-1]
    framed = bool(closed[drawn].all())
    apart = ~drawn & (framed | (within & (heights > max(_GAP, 2 * usual))))
    parts, start = [], 0
    for place in np.nonzero(apart)[0].tolist():
        parts.append(run[start : place + 1])
        start = place + 1
    return [*parts, run[start:]]


def _sides(
    run: list[tuple[float, float, float]], horizontal: Lines, vertical: Lines
) -> list[tuple[float, float, float]]:
    top, bottom = run[0][0], run[-1][0]
    left, right = run[0][1], run[0][2]
    inside = (
        (vertical[:, 0] > left + JOIN)
        & (vertical[:, 0] < right - JOIN)
        & (vertical[:, 1] < bottom - JOIN)
        & (vertical[:, 2] > top + JOIN)
    )
    if len(run) < 2 or not inside.any():
        return []
    crossed = (horizontal[:, 1] < right) & (horizontal[:, 2] > left)
    if _are_closed(run, vertical) or _is_head(run, vertical[inside], horizontal[crossed, 0]):
        return []
    top, bottom = _reach(vertical[inside], horizontal[crossed, 0], top, bottom)
    return [(x, top, bottom) for x in (left, right) if not _is_crossed(x, top, bottom, horizontal)]


def _is_head(
    run: list[tuple[float, float, float]], inner: Lines, rules: NDArray[np.float64]
) -> bool:
    """Whether two rules are around the header of rows without any, which all verticals part."""
    low, end = run[-1][0], float(inner[:, 2].min())
    if len(run) > 2 or end <= low + _OPEN_ROW:
        return False
    return not ((rules > low + JOIN) & (rules < end - JOIN)).any()


def _is_crossed(x: float, top: float, bottom: float, horizontal: Lines) -> bool:
    """Whether rules between the first and the last one of a table run through a side of it.

    Then those that end there are short ones of a larger table.
    """
    y, start, end = horizontal.T
    between = (y > top + JOIN) & (y < bottom - JOIN)
    return bool((between & (start < x - JOIN) & (end > x + JOIN)).any())


def _are_closed(run: list[tuple[float, float, float]], vertical: Lines) -> bool:
    """Whether verticals stand at both ends of the rules in all rows: rows between merged cells."""
    ys = np.array([y for y, _, _ in run])
    middle = (ys[:-1] + ys[1:]) / 2
    covers = (vertical[:, 1:2] < middle) & (vertical[:, 2:3] > middle)
    return all(
        bool(covers[np.abs(vertical[:, 0] - side) < JOIN].any(axis=0).all()) for side in run[0][1:]
    )


def _reach(
    inner: Lines, rules: NDArray[np.float64], top: float, bottom: float
) -> tuple[float, float]:
    """Where a table drawn without outer lines starts and ends.

    When all inner verticals go on together beyond the first or last rule, there is one more row.
    """
    high, low = float(inner[:, 1].min()), float(inner[:, 2].max())
    above = (rules < top - JOIN) & (rules > high - JOIN)
    below = (rules > bottom + JOIN) & (rules < low + JOIN)
    if JOIN < top - high < _OPEN_ROW and np.ptp(inner[:, 1]) < SNAP and not above.any():
        top = high
    if JOIN < low - bottom < _OPEN_ROW and np.ptp(inner[:, 2]) < SNAP and not below.any():
        bottom = low
    return top, bottom


def _over_sections(horizontal: Lines, vertical: Lines) -> Lines:
    """The verticals as high as all their pieces where those of all columns stop and go on together.

    What stands there spans the columns: a section of rows that no rules part. Where rules are
    drawn on both its sides it is a row like others, or white between two tables.
    """
    gaps = vertical[1:, 1] - vertical[:-1, 2]
    broken = np.nonzero((vertical[1:, 0] == vertical[:-1, 0]) & (gaps <= _GAP))[0]
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
    for name in np.unique(label):
        across = horizontal[of_horizontal == name]
        if len(across) >= 2:
            groups.append((across, vertical[label == name]))
    return groups


def _closed(horizontal: Lines, vertical: Lines) -> tuple[Lines, bool]:
    """The horizontals with one more where the verticals run on together beyond the last of them.

    A browser draws no rule where a page break cuts a row. The second value is whether that is so
    below the table.
    """
    places = np.unique(vertical[:, 0])  # a row that spans all columns parts the lines of each
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


def _grid(horizontal: Lines, vertical: Lines, *, open_below: bool) -> Grid | None:
    xs, ys = np.unique(vertical[:, 0]), np.unique(horizontal[:, 0])
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
    starts = np.nonzero(np.diff(names[order], prepend=-1))[0]
    rows, columns = np.divmod(order, label.shape[1])
    row, column = rows[starts], np.minimum.reduceat(columns, starts)
    row_spans = np.maximum.reduceat(rows, starts) - row + 1
    column_spans = np.maximum.reduceat(columns, starts) - column + 1
    whole = row_spans * column_spans == np.diff(starts, append=len(names))
    sides = (part.tolist() for part in (row, column, row_spans, column_spans))
    cells = [
        GridCell(*cell) for cell, one in zip(zip(*sides, strict=True), whole, strict=True) if one
    ]
    cut = ~np.repeat(whole, np.diff(starts, append=len(names)))
    pairs = zip(rows[cut].tolist(), columns[cut].tolist(), strict=True)
    cells += [GridCell(r, c, 1, 1) for r, c in pairs]
    odd = int(np.count_nonzero(thick[rows[cut], columns[cut]]))
    ragged = odd / max(int(np.count_nonzero(thick)), 1)
    return tuple(sorted(cells)), ragged

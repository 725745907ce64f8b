"""Outer verticals of tables that are drawn without them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .rulings import JOIN, SNAP, Lines

_OPEN_ROW = 90.0
"""Points between rules of one extent up to which they bound one row of an open table."""
GAP = 28.0
"""Points without a vertical, in a table without sides, from which they may part two tables."""


def open_sides(horizontal: Lines, vertical: Lines) -> Lines:
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
    for such a row. Few rules tell that only where a frame ends above and another one starts below.
    """
    if len(run) < 3:
        return [run]
    rules = np.array(run)
    (left, right), tops, bottoms = run[0][1:], rules[:-1, 0], rules[1:, 0]
    middle = (tops + bottoms) / 2
    covers = (vertical[:, 1:2] < middle) & (vertical[:, 2:3] > middle)
    at = vertical[:, 0]
    drawn = covers[(at > left - JOIN) & (at < right + JOIN)].any(axis=0)
    if drawn.all():
        return [run]
    sides = np.abs(at - left) < JOIN, np.abs(at - right) < JOIN
    if len(run) < 4 or np.count_nonzero(drawn) < 2:
        ends = [(np.abs(vertical[side, 2:3] - tops) < JOIN).any(axis=0) for side in sides]
        starts = [(np.abs(vertical[side, 1:2] - bottoms) < JOIN).any(axis=0) for side in sides]
        return _cut(run, ~drawn & np.logical_and.reduce((*ends, *starts)))
    closed = np.logical_and.reduce([covers[side].any(axis=0) for side in sides])
    heights = bottoms - tops
    usual = float(np.median(heights[drawn]))
    within = np.logical_or.accumulate(drawn) & np.logical_or.accumulate(drawn[::-1])[::-1]
    framed = bool(closed[drawn].all())
    return _cut(run, ~drawn & (framed | (within & (heights > max(GAP, 2 * usual)))))


def _cut(
    run: list[tuple[float, float, float]], apart: NDArray[np.bool_]
) -> list[list[tuple[float, float, float]]]:
    """The rules of a run, cut between those that are told to be apart."""
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

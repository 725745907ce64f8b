"""Gutters between columns of text that are hardly wider than the spaces of justified lines.

The usual gutter of a typesetting system is as wide as its letters are high, and spaces of loose
lines come near to it. But these stand where words happen to end, while the lines of a column all
start below each other, and nothing crosses the white before them.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..objects.arrays import changes, median

_NARROWEST = 0.7
"""Width of a gutter in em; the spaces of typewriters have 0.6, those of justified lines less."""
_SAME_START = 0.8
"""Points by which lines of one column start apart at most."""
_LINES = 5
"""Lines that show a gutter."""
_FEWEST = 2
"""Lines that show it again elsewhere on the page."""
_COLUMN = 50.0
"""Points that most lines on either side are long."""


def behind_gutters(
    boxes: NDArray[np.float64],
    lines: NDArray[np.int64],
    gaps: NDArray[np.float64],
    ems: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Which characters, the first one aside, stand right behind a gutter.

    The characters have `boxes` of shape (n, 4), sorted by `lines` from top to bottom and from
    left to right in these. `gaps` of shape (n - 1,) are the points between each character and the
    one before it, `ems` the smaller font size of the two.
    """
    found = np.zeros(len(gaps), bool)
    wide = ((gaps > _NARROWEST * ems) & (lines[1:] == lines[:-1])).nonzero()[0]
    if len(wide) < _LINES:
        return found
    lefts = boxes[wide + 1, 0]
    order = np.argsort(lefts, kind="stable")
    sides = lefts[order]
    bounds = [0, *((sides[1:] - sides[:-1] > _SAME_START).nonzero()[0] + 1).tolist(), len(wide)]
    of_page: _Lines | None = None
    for first, end in itertools.pairwise(bounds):
        if end - first < _LINES:
            continue
        of_page = of_page or _Lines.of(boxes, lines)
        group = wide[np.sort(order[first:end])]
        found[group[_are_gutter(boxes, of_page, group, median(ems[group]))]] = True
    return found


class _Lines(NamedTuple):
    """Where the lines of characters start, and how far each reaches."""

    firsts: NDArray[np.intp]
    lefts: NDArray[np.float64]
    rights: NDArray[np.float64]

    @classmethod
    def of(cls, boxes: NDArray[np.float64], lines: NDArray[np.int64]) -> _Lines:
        firsts = changes(lines).nonzero()[0]
        return cls(firsts, boxes[firsts, 0], np.maximum.reduceat(boxes[:, 2], firsts))


def _are_gutter(
    boxes: NDArray[np.float64], lines: _Lines, group: NDArray[np.intp], em: float
) -> NDArray[np.bool_]:
    """Which gaps of a group, that all end at about one place, are parts of a gutter there."""
    firsts = lines.firsts
    none = np.zeros(len(group), bool)
    right = float(boxes[group + 1, 0].min())
    left = right - _NARROWEST * em
    before, behind = left - lines.lefts, lines.rights - right
    over = (before > 0) & (behind > 0)
    of_group = firsts.searchsorted(group, side="right") - 1
    if np.count_nonzero(over[of_group]) < _LINES:
        return none
    crosses = (boxes[:, 2] > left + 0.1) & (boxes[:, 0] < right - 0.1)
    open_ = over & ~np.logical_or.reduceat(crosses, firsts)
    starting = np.zeros(len(firsts), bool)
    starting[of_group] = True
    starting &= open_
    if not starting.any() or min(median(x[starting]) for x in (before, behind)) < _COLUMN:
        return none
    # A stretch of lines ends where one crosses; those with more white there, as rows, do not count.
    stretches = np.cumsum(over & ~open_)
    hits = np.bincount(stretches, starting)
    if hits.max() < _LINES:
        return none
    here: NDArray[np.bool_] = (starting & (hits >= _FEWEST)[stretches])[of_group]
    return here

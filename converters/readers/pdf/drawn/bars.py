"""Bars of charts: boxes with a common foot, of one width and several lengths."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..objects.geometry import Box, Boxes, union
from ..objects.page import PageObjects
from .figures import inside, listed, with_frame

_BARS = 3
"""Bars of different height that make a chart."""
_WIDEST_BAR = 0.25
"""Share of the chart that one bar takes at most."""
_HISTOGRAM = 5
"""Heights of bars from which they may touch."""
_STACKED = 8
"""Boxes that stand on one bar at most."""
_MOST = 1_000_000
"""Pairs of boxes that are held against each other at most."""
_SAME = 0.6
"""Points between values that are apart."""
_TOUCHING = 1.0
"""Points between bars that touch at most."""
_BEYOND = 24.0
"""Points by which a rule between rows ends beyond the bars in them at least."""
_BETWEEN = 0.1
"""White between two bars, in widths of a bar, at least."""


def bars_of(page: PageObjects, usable: NDArray[np.bool_]) -> Iterator[Box]:
    """Plots of bars with one foot and several lengths, most of them without text inside.

    Bars stand on the foot or lie on one side of it, or on both.
    """
    seen = page.drawings.coloured
    if len(seen) < _BARS:
        return
    lying: list[Boxes] = []
    for turned in (None, _turned, _turned_back):
        upright = seen if turned is None else turned(seen)
        feet, widths = _levels(upright[:, 3]), _levels(upright[:, 2] - upright[:, 0])
        order = np.lexsort((upright[:, 0], widths, feet))
        fresh = (np.diff(feet[order]) != 0) | (np.diff(widths[order]) != 0)
        for mine in np.split(order, np.nonzero(fresh)[0] + 1):
            if not _are_bars(upright[mine]):
                continue
            stacked = _stacked_on(upright, upright[mine])
            if not stacked.any() and _hold_text(page, usable, seen[mine]):
                continue
            plotted = union([*listed(seen[mine]), *listed(seen[stacked])])
            rows = turned is not None and _are_in_rows(page, seen[mine])
            yield plotted if rows else with_frame(page, plotted)
            if turned is not None:
                lying += [seen[mine]]
    for one, other in itertools.combinations(lying, 2):
        if _are_level(one, other):
            yield union([*listed(one), *listed(other)])


def _are_in_rows(page: PageObjects, bars: Boxes) -> bool:
    """Whether rules part bars that lie under each other, far beyond them: the rows of a table."""
    across = page.drawings.horizontal
    bars = bars[np.argsort(bars[:, 1])]
    left, right = bars[:, 0].min() - _BEYOND, bars[:, 2].max() + _BEYOND
    long = across[(across[:, 1] < left) | (across[:, 2] > right)][:, 0]
    between = zip(bars[:-1, 3].tolist(), bars[1:, 1].tolist(), strict=True)
    return all(bool(((long > low - 1) & (long < high + 1)).any()) for low, high in between)


def _levels(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """The number of the level of each value, those next to each other being one."""
    order = np.argsort(values, kind="stable")
    out = np.empty(len(values), np.intp)
    out[order] = np.concatenate(([0], np.cumsum(np.diff(values[order]) > _SAME)))
    return out


def _turned(boxes: Boxes) -> Boxes:
    """Boxes turned such that what lies at the right of a line stands on it."""
    left, top, right, bottom = boxes.T
    return np.stack((top, -right, bottom, -left), axis=1)


def _turned_back(boxes: Boxes) -> Boxes:
    """Boxes turned such that what lies at the left of a line stands on it."""
    return boxes[:, [1, 0, 3, 2]]


def _are_level(one: Boxes, other: Boxes) -> bool:
    """Whether bars lie beside each other in the same rows: a pyramid."""
    if one[:, 2].max() > other[:, 0].min() and other[:, 2].max() > one[:, 0].min():
        return False
    tops = [set(np.round(boxes[:, 1]).tolist()) for boxes in (one, other)]
    return len(tops[0] & tops[1]) > 0.8 * max(map(len, tops))


def _stacked_on(boxes: Boxes, bars: Boxes) -> NDArray[np.bool_]:
    """Which boxes stand on bars, as wide as these; none where a bar carries no other box.

    Bars of shares hold their numbers, and those above them do.
    """
    found = np.zeros(len(boxes), bool)
    if len(boxes) * len(bars) > _MOST:
        return found
    layer = bars
    for _ in range(_STACKED):
        same = np.abs(boxes[:, None, [0, 2]] - layer[None, :, [0, 2]]).max(axis=2) < 1
        on = same & (np.abs(boxes[:, None, 3] - layer[None, :, 1]) < 1)
        if layer is bars and not on.any(axis=0).all():
            break
        found |= on.any(axis=1)
        layer = boxes[on.any(axis=1)]
    return found


def _are_bars(boxes: Boxes) -> bool:
    """Whether upright boxes of one width, from left to right, stand apart in several heights."""
    if len(boxes) < _BARS:
        return False
    heights = np.round(boxes[:, 3] - boxes[:, 1])
    if len(set(heights.tolist())) < _BARS or heights.max() <= 12:
        return False
    wide = float(boxes[0, 2] - boxes[0, 0])
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    apart = bool((gaps > _BETWEEN * wide).all())
    apart |= len(set(heights.tolist())) >= _HISTOGRAM and bool((np.abs(gaps) < _TOUCHING).all())
    return apart and 1 < wide < _WIDEST_BAR * float(boxes[-1, 2] - boxes[0, 0])


def _hold_text(page: PageObjects, usable: NDArray[np.bool_], boxes: Boxes) -> bool:
    """Whether half of some boxes have text inside: shaded headers of several heights may."""
    held = [bool((usable & inside(page, [bar])).any()) for bar in listed(boxes)]
    return 2 * sum(held) >= len(held)

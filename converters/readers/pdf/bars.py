"""Bars of charts: boxes with a common foot, of one width and several lengths."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .figures import inside, listed, with_frame
from .geometry import Box, Boxes, union
from .page import PageObjects

_BARS = 3
"""Bars of different height that make a chart."""
_WIDEST_BAR = 0.25
"""Share of the chart that one bar takes at most."""
_BETWEEN = 0.1
"""White between two bars, in widths of a bar, at least."""


def bars_of(page: PageObjects, usable: NDArray[np.bool_]) -> Iterator[Box]:
    """Plots of bars with one foot and several lengths, most of them without text inside.

    Bars stand on the foot or lie at its right.
    """
    drawings = page.drawings
    seen = drawings.fills[drawings.fill_colours.min(axis=1, initial=255) < 250]
    if len(seen) < _BARS:
        return
    for lying in (False, True):
        upright = seen if not lying else _turned(seen)
        feet, widths = np.round(upright[:, 3]), np.round(upright[:, 2] - upright[:, 0])
        order = np.lexsort((upright[:, 0], widths, feet))
        fresh = (np.diff(feet[order]) != 0) | (np.diff(widths[order]) != 0)
        for mine in np.split(order, np.nonzero(fresh)[0] + 1):
            if _are_bars(upright[mine]) and not _hold_text(page, usable, seen[mine]):
                yield with_frame(page, union(listed(seen[mine])))


def _turned(boxes: Boxes) -> Boxes:
    """Boxes turned such that what lies at the right of a line stands on it."""
    left, top, right, bottom = boxes.T
    return np.stack((top, -right, bottom, -left), axis=1)


def _are_bars(boxes: Boxes) -> bool:
    """Whether upright boxes of one width, from left to right, stand apart in several heights."""
    if len(boxes) < _BARS:
        return False
    heights = np.round(boxes[:, 3] - boxes[:, 1])
    if len(set(heights.tolist())) < _BARS or heights.max() <= 12:
        return False
    wide = float(boxes[0, 2] - boxes[0, 0])
    apart = bool((boxes[1:, 0] - boxes[:-1, 2] > _BETWEEN * wide).all())
    return apart and 1 < wide < _WIDEST_BAR * float(boxes[-1, 2] - boxes[0, 0])


def _hold_text(page: PageObjects, usable: NDArray[np.bool_], boxes: Boxes) -> bool:
    """Whether half of some boxes have text inside: shaded headers of several heights may."""
    held = [bool((usable & inside(page, [bar])).any()) for bar in listed(boxes)]
    return 2 * sum(held) >= len(held)

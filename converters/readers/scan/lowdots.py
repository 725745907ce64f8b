"""Texts of dots alone: leaders and signs for missing values, on the base line or above it."""

from __future__ import annotations

from collections.abc import Sequence

from .placedlines import PlacedLine

_DOTS = frozenset(".…‥·•")
_LOW = 0.3
"""Share of the height of a text beside them, from its lower side, in which dots stand low."""


def stands_low(placed: PlacedLine, lines: Sequence[PlacedLine]) -> bool:
    """Whether a text of dots stands on the base line of the nearest text of its row.

    Dashes, and the dots that Chinese fonts have, stand half way up.
    """
    if not placed.line.text or not _DOTS.issuperset(placed.line.text.replace(" ", "")):
        return False
    left, top, right, bottom = placed.box
    beside = [
        (max(left - x1, x0 - right), y1 - (top + bottom) / 2, y1 - y0)
        for x0, y0, x1, y1 in (other.box for other in lines if other is not placed)
        if y0 < top and (top + bottom) / 2 < y1 and y1 - y0 > 2 * (bottom - top)
    ]
    if not beside:
        return False
    _, above, high = min(beside)
    return above < _LOW * high

"""Minus signs before numbers that were not read: a pale or short stroke is easily passed over.

A number without its sign reads as well as with it. So the ink before each number is looked at: a
flat stroke half way up its digits, close before the first one, that the reading has no sign for
leaves the number in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask, blots
from .placedlines import PlacedLine

_UNSIGNED: Final = re.compile(r"[\d.,]*\d%?")
_FLAT: Final = 0.26
"""Height of a sign over that of the digits, at most."""
_WIDE: Final = (0.2, 0.95)
"""Width of a sign over that, at least and at most."""
_LEVEL: Final = (0.3, 0.78)
"""Where its middle is, from the digits' heads to their feet."""
_NEAR: Final = 0.5
"""White between it and the first digit, over the height of the digits, at most."""
_INSIDE: Final = 0.35
"""How far it may reach into the box of the number."""
_BEFORE: Final = 0.45
"""White before it at least: the bar of an f, or a rule, goes on there."""


def doubted_by_sign(ink: Mask, lines: Sequence[PlacedLine]) -> set[int]:
    """Places of the lines with a number before which a sign stands that was not read."""
    numbers = [
        place
        for place, placed in enumerate(lines)
        if not placed.angle and _UNSIGNED.fullmatch("".join(placed.line.text.split()))
    ]
    boxes = np.array([placed.box for placed in lines]).reshape(-1, 4)
    return {place for place in numbers if _has_sign(ink, place, boxes)}


def _has_sign(ink: Mask, place: int, boxes: NDArray[np.float64]) -> bool:
    left, top, _, bottom = (round(float(side)) for side in boxes[place])
    high = bottom - top
    start = max(0, left - round((_NEAR + _WIDE[1] + _BEFORE) * high))
    end = left + round(_INSIDE * high) + round(_WIDE[1] * high)
    part = ink[top:bottom, start:end]
    if high < 1 or not part.size:
        return False
    before = boxes[:, 2] < left + 1
    level = (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
    others = boxes[before & level & (np.arange(len(boxes)) != place)]
    for x, y, wide, tall, _ in blots(np.ascontiguousarray(part)).tolist():
        if not (tall <= _FLAT * high and _WIDE[0] * high <= wide <= _WIDE[1] * high):
            continue
        if wide < 1.3 * tall or not _LEVEL[0] < (y + tall / 2) / high < _LEVEL[1]:
            continue
        first, last = start + x, start + x + wide
        if first > left + _INSIDE * high or (others[:, 2] > first).any():
            continue  # inside the number, or a part of the text before it
        row = ink[top:bottom, max(0, first - round(_BEFORE * high)) : first]
        gap = ink[top:bottom, last : last + round(_NEAR * high) + 1].any(0)
        if not row.any() and gap.any():
            return True
    return False

"""Points that touch a digit: `2.2` whose point hangs on its first digit reads as `22`, and sure.

The recogniser sees three glyphs where two stretches of ink are, and drops the narrow one. Ink that
stands on the line only, beside the rest of a digit, is no part of it: none of the digits reaches
further there than the shares given below, in any of 220 fonts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from .blots import Mask
from .detector import PixelBox
from .ink import stretches

_NUMBER: Final = re.compile(r"[0-9.,%()+-]*[0-9][0-9.,%()+-]*")
_FOOT: Final = 0.25
"""Part of a glyph's height at its foot that a point fills."""
_NEVER: Final = 9.0
_REACHES: Final = {
    "0": (0.13, 0.13),
    "1": (_NEVER, 0.35),  # it may stand on a serif
    "2": (_NEVER, 0.13),  # italics begin at the foot
    "3": (_NEVER, 0.13),
    "4": (0.13, 0.21),
    "5": (_NEVER, 0.13),
    "6": (0.13, 0.13),
    "7": (0.16, 0.13),
    "8": (0.13, 0.13),
    "9": (0.16, 0.13),
}
"""How far the foot of a digit reaches, left and right, beyond what stands above it; in heights."""

Reach = tuple[float, float]
"""How far ink reaches at the foot of a glyph alone, left and right, in heights of the glyph."""


def reach(blot: Mask) -> Reach:
    """That of one stretch of ink, rows without ink left out."""
    rows = np.flatnonzero(blot.any(1))
    if not len(rows):
        return 0.0, 0.0
    part = blot[rows[0] : rows[-1] + 1]
    high = len(part)
    above = np.flatnonzero(part[: high - max(1, round(_FOOT * high))].any(0))
    below = np.flatnonzero(part.any(0))
    if not len(above):
        return 0.0, 0.0
    return (int(above[0]) - int(below[0])) / high, (int(below[-1]) - int(above[-1])) / high


def hides_a_point(text: str, reaches: Sequence[Reach]) -> bool:
    """Whether one of the digits of a number stands with more at its foot than is its own.

    Only where there are as many stretches of ink as digits: what touches cannot be told apart.
    """
    if len(text) != len(reaches):
        return False
    return any(
        left > _REACHES[digit][0] or right > _REACHES[digit][1]
        for digit, (left, right) in zip(text, reaches, strict=True)
        if digit in _REACHES
    )


def is_pointed(ink: Mask, box: PixelBox, text: str) -> bool:
    """Whether a number in a box of text hides a point."""
    if _NUMBER.fullmatch(text) is None:
        return False
    left, top, right, bottom = (max(0, round(side)) for side in box)
    part = ink[top:bottom, left:right]
    runs = stretches(ink, box)
    return len(runs) == len(text) and hides_a_point(
        text, [reach(part[:, start:end]) for start, end in runs]
    )

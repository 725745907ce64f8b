"""Text that the detector misses: single dashes and digits between the others of a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .blots import Mask, blots
from .detector import PixelBox

_MOST = 300
"""Blots of ink beyond which they are noise, not text."""
_LEAST = 0.006
"""Ink of a dash over the square of a glyph's height: less is dust."""
_STROKE = 0.12
"""Width of a rule, and how far its pieces stand beside each other, in glyph heights."""
_SMALLEST, _TALLEST, _WIDEST = 0.22, 1.3, 3.0
"""Width of a dash, height and width of a missed word, in glyph heights."""


def missed_text(
    ink: Mask, found: Sequence[PixelBox], em: float, verticals: Sequence[Sequence[float]] = ()
) -> list[PixelBox]:
    """Boxes around ink that no box of `found` holds and that stands in a row with one of them.

    A stroke that goes on with one of `verticals` (place, top, bottom) is a piece of that rule.
    """
    import cv2

    rest = ink.copy()
    for left, top, right, bottom in found:
        rest[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = 0
    joined_by = max(3, round(em * 0.3))
    joined = cv2.dilate(rest, np.ones((1, joined_by), np.uint8))
    blobs = [
        (float(x), float(y), float(x + w), float(y + h))
        for x, y, w, h, area in blots(np.asarray(joined, np.uint8)).tolist()
        if _SMALLEST * em <= w <= _WIDEST * em and h <= _TALLEST * em and area >= 0.015 * em * em
    ]
    if len(blobs) > _MOST:
        return []
    return [
        blob
        for blob in blobs
        if any(_in_row(blob, box) for box in found)
        and _inked(rest, blob) >= _LEAST * em * em
        and not _is_of_rule(blob, joined_by, verticals, em)
    ]


def _is_of_rule(
    blot: PixelBox, widened: float, verticals: Sequence[Sequence[float]], em: float
) -> bool:
    """Whether a blot, `widened` sideways, is an upright stroke in line with a rule near it."""
    left, top, right, bottom = blot
    if right - left - widened > _STROKE * em or bottom - top < 0.6 * em:
        return False
    return any(
        abs(x - (left + right) / 2) < _STROKE * em and top < y1 + 2 * em and bottom > y0 - 2 * em
        for x, y0, y1 in verticals
    )


def _inked(ink: Mask, box: PixelBox) -> int:
    """Pixels of ink in a box."""
    left, top, right, bottom = (int(side) for side in box)
    return int(np.count_nonzero(ink[top:bottom, left:right]))


def _in_row(blot: PixelBox, box: PixelBox) -> bool:
    """Whether the middle of a blot is in the middle half of a box's height."""
    high = box[3] - box[1]
    return box[1] + 0.25 * high < (blot[1] + blot[3]) / 2 < box[3] - 0.25 * high

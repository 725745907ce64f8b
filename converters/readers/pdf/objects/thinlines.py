"""Lines that are drawn as something else: thin filled shapes and pictures of one pixel."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .geometry import Box
from .paths import LEVEL

THIN = 2.6
"""Points; a filled box thinner than this is a ruling. Word draws borders up to 2.25 pt so."""
_MITRED = 3.0
"""Times its thickness that a side with ends cut aslant is long at least."""
_LONG_IMAGE = 10.0
"""Points that a picture which is a line is long at least."""
_MOST_LINES, _MOST_IMAGES = 400, 5_000
CORNER = 0.05
"""Points by which corners of one box are off its sides at most."""


def mitred_side(points: list[tuple[float, float]]) -> Box | None:
    """The box of a thin side of a frame whose ends are cut aslant, as browsers draw them, or None.

    Two of its four sides run along the page, and the ends take no more than its thickness.
    """
    if len(points) > 6 or len(set(points)) != 4:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    thin = min(right - left, top - bottom)
    if thin >= THIN or max(right - left, top - bottom) < _MITRED * thin:
        return None
    across = right - left > top - bottom
    low, high = (left, right) if across else (bottom, top)
    ends = all(min(along - low, high - along) <= thin + LEVEL for along in (xs if across else ys))
    sides = all(
        min(side - a, b - side) < CORNER
        for side, a, b in (
            *((y, bottom, top) for y in ys if across),
            *((x, left, right) for x in xs if not across),
        )
    )
    return (left, bottom, right, top) if ends and sides else None


def line_images(images: Sequence[Box]) -> list[Box]:
    """The pictures that are lines: thin ones that touch no other picture, of which strips are.

    Some printers make a picture of one pixel of each rule.
    """
    boxes = np.array(images, np.float64).reshape(-1, 4)
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    thin = np.minimum(wide, high) < THIN
    thin &= np.maximum(wide, high) >= np.maximum(_LONG_IMAGE, _MITRED * np.minimum(wide, high))
    found = np.nonzero(thin)[0]
    if not 0 < len(found) <= _MOST_LINES or len(boxes) > _MOST_IMAGES:
        return []
    along = np.where(wide >= high, 0, 1)[found]
    start, end = boxes[found, along] + LEVEL, boxes[found, along + 2] - LEVEL
    low, high = boxes[found, 1 - along] - LEVEL, boxes[found, 3 - along] + LEVEL
    # What a line touches along its whole length is the next strip; other lines cross it.
    beside = (boxes[:, along] <= start) & (boxes[:, along + 2] >= end)
    beside &= (boxes[:, 1 - along] <= high) & (boxes[:, 3 - along] >= low)
    thin[found[beside.sum(axis=0) > 1]] = False
    return [image for image, is_line in zip(images, thin.tolist(), strict=True) if is_line]

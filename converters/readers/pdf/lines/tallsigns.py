"""Braces and other signs as high as several lines: they stand beside lines and are part of none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..objects.arrays import median

_TALL = 2.5
"""How many times higher than others the box of a tall sign is: headings are hardly so high."""
_INSIDE = 1.0
"""Points by which a line beside a sign may stand out above or below it."""


def tall_signs(boxes: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    """Which boxes are so high that two of the others, one above the other, stand beside them.

    None where none is, as on most pages.
    """
    tops, bottoms = boxes[:, 1], boxes[:, 3]
    heights = bottoms - tops
    if not len(heights) or heights.max() <= _TALL * heights.mean():
        return None
    tall = heights > _TALL * median(heights)
    low = ~tall
    found = False
    for place in np.flatnonzero(tall).tolist():
        inside = low & (tops > tops[place] - _INSIDE) & (bottoms < bottoms[place] + _INSIDE)
        tall[place] = inside.any() and bottoms[inside].min() < tops[inside].max()
        found |= bool(tall[place])
    return tall if found else None


def with_tall_lines(
    boxes: NDArray[np.float64],
    tall: NDArray[np.bool_],
    lines: NDArray[np.int64],
    tall_lines: NDArray[np.int64],
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """The order of all boxes line by line, and the line of each, the tall ones' between the others.

    `lines` and `tall_lines` are those of the boxes that are not tall, and that are. A line of tall
    ones comes before the first line that it stands beside.
    """
    numbers = np.zeros(len(boxes))
    numbers[~tall] = lines
    tops, bottoms = boxes[:, 1], boxes[:, 3]
    for line in np.unique(tall_lines).tolist():
        mine = np.flatnonzero(tall)[tall_lines == line]
        beside = ~tall & (bottoms > tops[mine].min()) & (tops < bottoms[mine].max())
        numbers[mine] = numbers[beside].min() - 1 / (2 + line)
    order = np.argsort(numbers, kind="stable")
    return order, np.unique(numbers[order], return_inverse=True)[1].astype(np.int64)

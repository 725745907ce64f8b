"""Marks raised so high, or sunk so low, that they share less than half of their height."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..objects.arrays import changes

_SMALL = 0.8
"""Height of the boxes of marks over that of their line's at most."""
_SHARED = 0.35
"""Share of their height by which they reach into the line at least."""
_BEHIND = (-0.15, 0.3)
"""White between a character and the mark behind it, over its height."""


def with_small_marks(
    boxes: NDArray[np.float64], lines: NDArray[np.int64], owners: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The number of each box's line, with lines of nothing but small marks joined to theirs.

    Each mark stands right behind a character of its line and over no other one, as numerators do.
    Boxes are sorted by line, from the top.
    """
    starts = changes(lines).nonzero()[0]
    if len(starts) < 2:
        return lines
    tops = np.minimum.reduceat(boxes[:, 1], starts)
    bottoms = np.maximum.reduceat(boxes[:, 3], starts)
    heights = np.maximum.reduceat(boxes[:, 3] - boxes[:, 1], starts)
    reach = bottoms[:-1] - tops[1:]
    least = np.minimum(heights[:-1], heights[1:])
    near = (reach >= _SHARED * least) & (least < _SMALL * np.maximum(heights[:-1], heights[1:]))
    near &= owners[starts[:-1]] == owners[starts[1:]]
    if not near.any():
        return lines
    ends = [*starts[1:].tolist(), len(boxes)]
    joined = np.zeros(len(starts), bool)
    for upper in np.nonzero(near)[0].tolist():
        small, large = (
            (upper, upper + 1) if heights[upper] < heights[upper + 1] else (upper + 1, upper)
        )
        marks = boxes[starts[small] : ends[small]]
        if joined[upper] and small == upper:
            continue  # they belong to the line above
        joined[upper + 1] = _are_behind(marks, boxes[starts[large] : ends[large]])
    numbers: NDArray[np.int64] = np.cumsum(~joined) - 1
    found: NDArray[np.int64] = numbers[lines - lines[0]]
    return found


def _are_behind(marks: NDArray[np.float64], line: NDArray[np.float64]) -> bool:
    """Whether each mark stands right behind a character of a line, or behind another mark."""
    high = line[:, 3] - line[:, 1]
    low, far = _BEHIND
    white = marks[:, :1] - line[None, :, 2]
    behind = np.any((white > low * high) & (white < far * high), axis=1).reshape(-1)
    order = np.argsort(marks[:, 0])
    after = marks[order[1:], 0] - marks[order[:-1], 2] < far * (marks[0, 3] - marks[0, 1])
    behind[order[1:]] |= after & behind[order[:-1]]
    inner = (marks[:, :1] < line[None, :, 2] - 0.2 * high) & (
        marks[:, 2:3] > line[None, :, 0] + 0.2 * high
    )
    return bool(behind.all()) and not inner.any()

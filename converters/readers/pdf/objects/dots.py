"""Dotted rules: dots are as high as they are wide, so only their neighbours say where a rule runs.

A dot may belong to two rules, where these cross.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .geometry import Boxes

_APART = 3.0
"""Distance of the middles of neighbouring dots, in dots, at most."""
_FEWEST = 4
"""Dots that make a rule."""
_ROW = 0.3
"""Points by which the middles of the dots of one rule differ at most."""
_SQUARE = 1.5

Strokes = NDArray[np.float64]
"""Shape (n, 3): place across, start, end."""


def is_dot(left: float, bottom: float, right: float, top: float, most: float) -> bool:
    """Whether a filled box is no longer than `most` points and about as high as wide."""
    wide, high = right - left, top - bottom
    return wide < most and high < most and wide < _SQUARE * high and high < _SQUARE * wide


def dotted_rules(dots: Boxes) -> tuple[Strokes, Strokes]:
    """The horizontal and vertical rules that dots make; single dots are no rules."""
    across, down = _rules(dots), _rules(dots[:, [1, 0, 3, 2]])
    return across, down


def _rules(dots: Boxes) -> Strokes:
    """Rules along the first axis of the boxes."""
    if len(dots) < _FEWEST:
        return np.zeros((0, 3))
    middle = (dots[:, 1] + dots[:, 3]) / 2
    by_height = np.argsort(middle, kind="stable")
    row = np.empty(len(dots), np.int64)
    row[by_height] = np.cumsum(np.diff(middle[by_height], prepend=middle.min()) > _ROW)
    order = np.lexsort((dots[:, 0], row))
    dots, row, middle = dots[order], row[order], middle[order]
    size = dots[:, 2] - dots[:, 0]
    apart = (np.diff(row) != 0) | (np.diff(dots[:, 0]) > _APART * size[1:])
    starts = np.concatenate(([0], np.nonzero(apart)[0] + 1))
    counts = np.diff(np.append(starts, len(dots)))
    ends = np.maximum.reduceat(dots[:, 2], starts)
    rules = np.stack((middle[starts], dots[starts, 0], ends), axis=1)
    return rules[counts >= _FEWEST]

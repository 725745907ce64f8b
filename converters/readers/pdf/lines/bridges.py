"""Lines of one column that a larger text of another one, halfway between them, holds together.

Characters are of one line when they share most of their height, and a heading shares it with two
lines of small type beside it. These are taken apart again: a cell must not hold two rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..objects.arrays import changes

_APART = 0.1
"""Share of a height by which characters above each other overlap at most."""
_WHITE = 1.0
"""Heights of a line that texts of two columns stand apart at least."""
_FULL = 0.75
"""Share of a text's height that its letters have at least; what is lower is a mark."""
_SHARED = 0.55
"""Share of the smaller height by which texts of one line overlap."""
_LINKED = 0.3
"""Share of the smaller height that characters next to each other have in common."""
_TEXTS = 3
"""Two lines and what holds them together."""
_LETTERS = 3
"""Letters of either line at least: numerators of formulas have fewer."""


def bridged(
    boxes: NDArray[np.float64], lines: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.int64]] | None:
    """The order of characters and their lines where some were held together; None for none.

    The characters have `boxes` of shape (n, 4) and are sorted by `lines`, then from left to right.
    """
    starts = changes(lines).nonzero()[0]
    lowest = np.maximum.reduceat(boxes[:, 1], starts)
    highest = np.minimum.reduceat(boxes[:, 3], starts)
    least = np.minimum.reduceat(boxes[:, 3] - boxes[:, 1], starts)
    doubtful = np.nonzero(lowest > highest - _APART * least)[0]
    if not len(doubtful):
        return None
    order, numbers = np.arange(len(boxes)), 2 * lines
    ends = np.append(starts[1:], len(boxes))
    found = False
    for line in doubtful.tolist():
        first, end = int(starts[line]), int(ends[line])
        lower = _lower(boxes[first:end])
        if lower is None:
            continue
        found = True
        order[first:end] = first + np.argsort(lower, kind="stable")
        numbers[first:end] += np.sort(lower)
    if not found:
        return None
    return order, np.cumsum(np.diff(numbers, prepend=numbers[:1]) != 0) + lines[0]


def _lower(boxes: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    """Which characters of a line are of the lower one of two; None where it is one line."""
    texts = _texts(boxes)
    if len(texts) < _TEXTS:
        return None
    extents = [_extent(boxes[text]) for text in texts]
    lines: list[tuple[float, float]] = []
    members: list[list[int]] = []
    for place in sorted(range(len(texts)), key=lambda n: (_height(extents[n]), extents[n])):
        shares = [_share(extents[place], line) for line in lines]
        most = max(shares, default=0.0)
        if most < _SHARED:
            lines.append(extents[place])
            members.append([])
            shares.append(1.0)
            most = 1.0
        members[shares.index(most)].append(place)
    if len(lines) != 2:
        return None
    lower = np.zeros(len(boxes), bool)
    for place in members[lines[1] > lines[0]]:
        lower[texts[place]] = True
    return lower if _LETTERS <= lower.sum() <= len(boxes) - _LETTERS else None


def _texts(boxes: NDArray[np.float64]) -> list[list[int]]:
    """Places of characters that stand close to each other, marks with what they stand at."""
    texts: list[list[int]] = []
    ends: list[tuple[float, float, float]] = []
    for place, (left, top, right, bottom) in enumerate(boxes.tolist()):
        near = [
            number
            for number, (end, up, down) in enumerate(ends)
            if left - end < _WHITE * (bottom - top)
            and min(bottom, down) - max(top, up) > _LINKED * min(bottom - top, down - up)
        ]
        for number in reversed(near[1:]):
            texts[near[0]] += texts.pop(number)
            ends.pop(number)
        if near:
            texts[near[0]].append(place)
            ends[near[0]] = (right, top, bottom)
        else:
            texts.append([place])
            ends.append((right, top, bottom))
    return texts


def _extent(boxes: NDArray[np.float64]) -> tuple[float, float]:
    """Top and bottom of the letters of a text, its marks aside."""
    high = boxes[:, 3] - boxes[:, 1]
    letters = boxes[high >= _FULL * high.max()]
    return float(letters[:, 1].min()), float(letters[:, 3].max())


def _height(extent: Sequence[float]) -> float:
    return extent[1] - extent[0]


def _share(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How much of the smaller one of two heights is shared."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(min(_height(one), _height(other)), 0.1)

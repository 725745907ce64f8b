"""Letters that are drawn more than once, a little aside: how some programs print bold.

pdfium leaves out an object that repeats the one right before it; copies that come a few objects
later, or that it takes for parts of one line, are left to this module. The pdfplumber engine has
`dedupe_chars` for the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import median
from .geometry import Boxes

_ASIDE = 0.12
"""Of the font size, how far a copy stands aside at most. Bold is printed with 0.02 to 0.04, shadows
with up to 0.1; two letters i that follow each other stand 0.2 apart."""
_COPIES = 3
"""Copies of a letter that are looked for at each side of it: bold is drawn up to four times."""


def overprinted(
    codes: NDArray[np.uint32],
    boxes: Boxes,
    sizes: NDArray[np.float64],
    starts: NDArray[np.bool_],
) -> NDArray[np.bool_] | None:
    """Which characters repeat an earlier one at its place; None where no word does.

    `starts` says which characters begin a word. Only these are compared at first, which is all
    that nearly every page costs.
    """
    if len(codes) < 2 or not _crowded(boxes[starts], sizes):
        return None
    again = _repeated(codes, boxes, sizes)
    return again if again.any() else None


def _keys(boxes: Boxes, sizes: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Numbers that put characters in order by lines, and in these by their left sides.

    Copies on two sides of a line's edge are neighbours where lines lie half a line lower.
    """
    feet = boxes[:, 3] / max(median(sizes), 0.5)
    return tuple(np.floor(feet + lower) * 1e5 + boxes[:, 0] for lower in (0.0, 0.5))


def _crowded(boxes: Boxes, sizes: NDArray[np.float64]) -> bool:
    """Whether two of the boxes start where there is room for one letter only."""
    near = _ASIDE * median(sizes)
    ordered = map(np.sort, _keys(boxes, sizes))
    return any(bool((keys[1:] - keys[:-1] < near).any()) for keys in ordered)


def _repeated(
    codes: NDArray[np.uint32], boxes: Boxes, sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which of the characters stand where an earlier one with the same code stands."""
    again = np.zeros(len(codes), bool)
    lefts, feet, near = boxes[:, 0], boxes[:, 3], _ASIDE * sizes
    for keys in _keys(boxes, sizes):
        order = np.argsort(keys)
        for step in range(1, min(_COPIES, len(order) - 1) + 1):
            one, other = order[:-step], order[step:]
            same = lefts[other] - lefts[one] < near[one]
            same &= codes[one] == codes[other]
            if same.any():
                same &= np.abs(lefts[other] - lefts[one]) < near[one]
                same &= np.abs(feet[other] - feet[one]) < near[one]
                again[np.maximum(one[same], other[same])] = True
            elif step == 1:
                break
    return again

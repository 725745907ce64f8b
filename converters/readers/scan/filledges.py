"""The exact edges of areas of one tone, and what shows that they are no shade and no glyphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .blots import blots
from .detector import Gray

ALIKE = 12
"""Grey values by which a tone varies within one fill."""
LEAST, SLIM = 20, 9
"""Longer and shorter side of a fill, at least, in pixels of the copy."""
_REACH = 7
"""Pixels of the copy within which the exact edge of a fill lies."""
_IN_EDGE, _BEYOND = 0.4, 0.15
"""Share of the pixels of a fill's outermost row that have its tone, at least, and of one just
outside, at most."""
_FRAMED = 0.85
"""Share of each row along the edges, inside, that has the tone."""
_BLANK = 5000
"""Pixels of the copy of which a fill without text has at least: strokes of the glyphs of a title
are rectangles as well."""
RIM = 2
"""Pixels around a fill that are neither it nor paper."""
_LINE = 4
"""Pixels that a blurred line around a dark fill, nearly of its tone, is wide at most."""
CLEAR = 24
"""Grey values by which text differs from its fill."""
TEXT_SHARE = 0.003
"""Share of a fill's pixels that differ where there is text on it."""
BELL = np.array((1, 2, 3, 2, 1))
"""Weights of tones near one where it is counted."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A rectangle of one tone."""

    box: tuple[int, int, int, int]
    """Left, top, right and bottom in pixels, the last two outside."""
    tone: int
    """Its grey value."""


def exact_fill(gray: Gray, box: tuple[int, int, int, int], tone: int, scale: int) -> Fill | None:
    """The fill with its exact edges; None where it is too small, or shade that ends by and by."""
    reach = _REACH * scale
    left, top, right, bottom = (side * scale for side in box)
    tone = _mode(gray[top:bottom, left:right], tone)
    ends = []
    for _ in range(2):  # the sides, then the upper and the lower end, which are upper ends turned
        strip = gray.T[max(0, left - reach) : right + reach, top:bottom]
        (left, right), found = _ends(strip, tone, left, right, reach)
        ends += found
        gray = gray.T
        left, top, right, bottom = top, left, bottom, right
    short, long = sorted((right - left, bottom - top))
    if short < SLIM * scale or long < LEAST * scale:
        return None
    gradual, sharp = ends.count(False), ends.count(True)
    if gradual > 1 or sharp < 1 + gradual:
        return None
    alike = np.abs(gray[top:bottom, left:right].astype(np.int16) - tone) <= CLEAR
    is_large = short * long >= _BLANK * scale * scale
    if not _is_framed(alike) or not (is_large or _holds_text(alike)):
        return None
    return Fill((left, top, right, bottom), tone)


def _is_framed(alike: NDArray[np.bool_]) -> bool:
    """Whether the tone goes on all around inside the edges, a thin line aside."""
    sides = (
        max(float(side[place].mean()) for place in range(RIM, 2 * RIM + 1))
        for side in (alike, alike[::-1], alike.T, alike.T[::-1])
    )
    return min(sides) >= _FRAMED


def _holds_text(alike: NDArray[np.bool_]) -> bool:
    """Whether something stands on a fill and not at its edges, as the paper beside a glyph does."""
    high, wide = alike.shape
    pieces = blots((~alike).view(np.uint8))
    left, top, right, bottom = pieces[:, 0], pieces[:, 1], *(pieces[:, :2] + pieces[:, 2:4]).T
    within = (left > RIM) & (top > RIM) & (right < wide - RIM) & (bottom < high - RIM)
    return int(pieces[within, 4].sum()) >= TEXT_SHARE * alike.size


def _ends(
    rows: Gray, tone: int, first: int, last: int, reach: int
) -> tuple[tuple[int, int], list[bool | None]]:
    """Where a fill begins and ends in rows, which go on for `reach` beyond it.

    With whether it does so sharply, see `_edge`.
    """
    begin = max(0, first - reach)
    differing = np.abs(rows.astype(np.int16) - tone)
    shares = np.stack([(differing <= most).mean(1) for most in (CLEAR, ALIKE)], 1)
    middle = first - begin + (last - first) // 2
    above, below = _edge(shares[:middle][: 2 * reach]), _edge(shares[middle:][::-1][: 2 * reach])
    if above is None or below is None:
        return (first, last), [False, False]
    start, stop = above[0], len(shares) - below[0]
    return (begin + start, begin + stop), [above[1], below[1]]


def _edge(shares: NDArray[np.float64]) -> tuple[int, bool | None] | None:
    """Where a fill begins among rows that come from outside it, and whether sharply.

    `shares` are those of their pixels that have nearly its tone, and that have it, shape (rows, 2).
    It is not known whether sharply where the first row is filled: at the border of the page and
    beside a fill of the same tone. None where it begins nowhere.
    """
    filled = np.flatnonzero(shares[:, 0] >= _IN_EDGE)
    if not len(filled):
        return None
    place = int(filled[0])
    if place == 0:
        return place, None if shares[0, 1] >= _IN_EDGE else False
    before, after = shares[max(0, place - 1 - RIM) : place, 0], shares[place:, 1][: 1 + _LINE]
    return place, bool(before.min() <= _BEYOND and after.max() >= _IN_EDGE)


def _mode(part: Gray, tone: int) -> int:
    """The commonest grey value near a tone."""
    counts = np.bincount(part.ravel(), minlength=256)
    low = max(0, tone - ALIKE)
    near = np.convolve(counts, BELL, "same")[low : tone + ALIKE + 1]
    return low + int(near.argmax())

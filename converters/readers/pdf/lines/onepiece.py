"""How far texts of lines may be one piece from either side, before the lines are taken apart.

White between two columns of prose has such texts on both its sides. Most white of tables has none,
so there is no need to look at all that stands on its two sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .letters import has_digit
from .wordspaces import ALIKE, MOST_NUMBERS, STOPS

_ANYWHERE = float("inf")


class Extent(NamedTuple):
    """Where the words of a line stand, and parts of it that may be one piece."""

    first: float
    """Middle of its first word."""
    last: float
    """Middle of its last word."""
    left: float
    """Place up to which its words may be one piece at most."""
    right: float
    """Place from which they may be one at least."""


def pieces_beside(extents: Iterable[Extent], middle: float) -> tuple[list[bool], list[bool]]:
    """Of the lines with words left of a place, and right of it, whether those may be one piece."""
    left, right = [], []
    for first, last, one, other in extents:
        if first <= middle:
            left.append(one > middle)
        if last >= middle:
            right.append(other < middle)
    return left, right


def extent_of(
    sides: Sequence[tuple[float, float]],
    texts: Sequence[str],
    chunks: Sequence[tuple[float, float, float]],
    size: float,
) -> Extent:
    """That of a line of words with `sides` and `texts`, in `chunks` with wide gaps between them."""
    middles = [(x0 + x1) / 2 for x0, x1 in sides]
    if len(chunks) == 1 or middles != sorted(middles):
        return Extent(min(middles), max(middles), _ANYWHERE, -_ANYWHERE)
    # Up to the end of the second chunk: its first word is no part of the first one.
    left, right = chunks[1][1], chunks[-2][0]
    count = _alike(sides, texts, size)
    other = _alike(sides, texts, size, backwards=True)
    many = len(middles)
    return Extent(
        middles[0],
        middles[-1],
        max(left, middles[count] if count < many else _ANYWHERE),
        min(right, middles[many - 1 - other] if other < many else -_ANYWHERE),
    )


def _alike(
    sides: Sequence[tuple[float, float]],
    texts: Sequence[str],
    size: float,
    *,
    backwards: bool = False,
) -> int:
    """How many words from one side of a line may be spread alike, with few numbers, at most."""
    most, narrowest, widest = ALIKE * size, float("inf"), float("-inf")
    last = len(sides) - 1
    numbers = int(has_digit(texts[last if backwards else 0]))
    found = 1
    for count in range(1, len(sides)):
        place = last - count if backwards else count - 1
        if not texts[place].endswith(STOPS):
            width = sides[place + 1][0] - sides[place][1]
            narrowest, widest = min(narrowest, width), max(widest, width)
            if widest - narrowest > most:
                break
        numbers += has_digit(texts[place if backwards else count])
        if numbers <= MOST_NUMBERS * (count + 1):
            found = count + 1
    return found

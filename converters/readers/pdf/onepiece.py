"""How far texts of lines may be one piece from either side, before the lines are taken apart.

White between two columns of prose has such texts on both its sides. Most white of tables has none,
so there is no need to look at all that stands on its two sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .words import TextLine
from .wordspaces import ALIKE, MOST_NUMBERS, STOPS, has_digit

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


def extents_of(lines: Sequence[TextLine]) -> list[Extent]:
    """What is known of parts of each line."""
    return list(map(_extent, lines))


def pieces_beside(extents: Sequence[Extent], middle: float) -> tuple[list[bool], list[bool]]:
    """Of the lines with words left of a place, and right of it, whether those may be one piece."""
    left = [extent.left > middle for extent in extents if extent.first <= middle]
    right = [extent.right < middle for extent in extents if extent.last >= middle]
    return left, right


def _extent(line: TextLine) -> Extent:
    middles = line.middles
    if len(line.chunk_sides) == 1 or list(middles) != sorted(middles):
        return Extent(min(middles), max(middles), _ANYWHERE, -_ANYWHERE)
    # Up to the end of the second chunk: its first word is no part of the first one.
    left, right = line.chunk_sides[1][1], line.chunk_sides[-2][0]
    count, other = _alike(line), _alike(line, backwards=True)
    many = len(middles)
    return Extent(
        middles[0],
        middles[-1],
        max(left, middles[count] if count < many else _ANYWHERE),
        min(right, middles[many - 1 - other] if other < many else -_ANYWHERE),
    )


def _alike(line: TextLine, *, backwards: bool = False) -> int:
    """How many words from one side of a line may be spread alike, with few numbers, at most."""
    sides, texts = line.sides, line.texts
    most, narrowest, widest = ALIKE * line.size, float("inf"), float("-inf")
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

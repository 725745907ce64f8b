"""Spaces between words, no wider than the white on the page.

The recogniser tells where a character is to a third of its height, so a space half way between the
middles of its neighbours is often as wide as the gap between columns. The ink tells better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .blots import Mask
from .ink import stretches_of
from .placedlines import PlacedLine
from .recogniser import ReadCharacter

_NEAR: Final = 0.6
"""How far the middle of a space may be from that of its white, in heights of the line."""
_LEAST: Final = 0.12
"""Width of a white from which it parts words, in heights of the line."""
_BEARING: Final = 0.04
"""White on each side of a glyph that belongs to it, in heights of the line."""


def with_whites(ink: Mask, lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines, each space with the white of the page that is nearest to it."""
    return [
        _placed(ink, placed)
        if any(one.text.isspace() for one in placed.line.characters)
        else placed
        for placed in lines
    ]


def _placed(ink: Mask, placed: PlacedLine) -> PlacedLine:
    left, top, right, bottom = (max(0, round(side)) for side in placed.box)
    wide, high = max(1, right - left), bottom - top
    runs = stretches_of(ink[top:bottom, left:right])
    whites = [
        (before[1] + _BEARING * high, after[0] - _BEARING * high)
        for before, after in pairwise(runs)
        if after[0] - before[1] >= _LEAST * high
    ]
    found: list[ReadCharacter] = []
    for one in placed.line.characters:
        if one.text.isspace() and whites:
            place = one.middle * wide
            nearest = min(whites, key=lambda white: abs(sum(white) / 2 - place))
            if abs(sum(nearest) / 2 - place) <= _NEAR * high:
                whites = whites[whites.index(nearest) + 1 :]
                found.append(replace(one, white=(nearest[0] / wide, nearest[1] / wide)))
                continue
        found.append(one)
    return replace(placed, line=replace(placed.line, characters=tuple(found)))

"""White space inside lines of text, measured on their ink.

The recogniser tells where the middles of characters are, not how wide they are. Half way between
two middles is the side of both where they touch; where columns of a table were found as one line,
half of what is white between them would belong to the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from .blots import Mask
from .objects import size_by_height
from .placedlines import PlacedLine

_WIDE: Final = 1.0
"""White in font sizes from which it is no space between words: that of typed text, where all
characters are 0.6 wide, is up to 0.9 with what is white beside narrow glyphs."""
_BEARING: Final = 0.06
"""White that glyphs have on both sides, in font sizes."""


def with_gaps(ink: Mask, lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines with the wide gaps between their characters."""
    return [replace(placed, gaps=tuple(_gaps(ink, placed))) for placed in lines]


def _gaps(ink: Mask, placed: PlacedLine) -> Iterator[tuple[float, float]]:
    """Left and right side of each wide gap in pixels."""
    if len(placed.line.characters) < 2:
        return
    left, top, right, bottom = (max(0, int(side)) for side in placed.box)
    size = size_by_height(placed)
    inked = np.flatnonzero(ink[top : bottom + 1, left : right + 1].any(0))
    for place in np.flatnonzero(np.diff(inked) > _WIDE * size).tolist():
        start, end = left + int(inked[place]) + 1, left + int(inked[place + 1])
        yield start + _BEARING * size, end - _BEARING * size

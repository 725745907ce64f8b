"""Lines of text with the boxes of their ink."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .detector import PixelBox
from .recogniser import ReadLine

UPWARDS, DOWNWARDS = 270, 90
"""Directions of writing of turned lines, as those of characters of PDFs."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text and the box of its ink, in pixels."""

    line: ReadLine
    box: PixelBox
    raised: bool = False
    """Whether it is the mark of a note, smaller and higher than the line before it."""
    gaps: tuple[tuple[float, float], ...] = ()
    """Left and right side of white between its characters that is wider than these."""
    angle: int = 0
    """The direction of its writing; 0 for level lines."""


def moved(placed: PlacedLine, box: PixelBox) -> PlacedLine:
    """The line in another box; its characters stay where they are on the page."""
    left, _, right, _ = placed.box
    scale, wide = right - left, max(1.0, box[2] - box[0])

    def share(place: float) -> float:
        return min(1.0, max(0.0, (left + place * scale - box[0]) / wide))

    characters = tuple(
        replace(
            one,
            middle=share(one.middle),
            white=(share(one.white[0]), share(one.white[1])) if one.white else None,
        )
        for one in placed.line.characters
    )
    return PlacedLine(replace(placed.line, characters=characters), box)


def turned_level(placed: PlacedLine) -> PlacedLine:
    """A line that runs up or down as a level one, from the corner where its first glyph starts."""
    if not placed.angle:
        return placed
    left, top, right, bottom = placed.box
    return replace(placed, box=(0.0, 0.0, bottom - top, right - left))


def turned_back(placed: PlacedLine, box: PixelBox) -> PixelBox:
    """A box on `turned_level(placed)` as one on the page."""
    start, above, end, below = box
    left, top, right, bottom = placed.box
    if placed.angle == UPWARDS:
        return left + above, bottom - end, left + below, bottom - start
    if placed.angle == DOWNWARDS:
        return right - below, top + start, right - above, top + end
    return box

"""Lines of text that run up or down a page that is upright: headers of narrow columns, axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from .blots import Mask
from .detector import Gray, PixelBox
from .orientation import quarter_turn
from .placedlines import DOWNWARDS, UPWARDS, PlacedLine
from .recogniser import ReadLine, read_lines
from .weights import engine_in_use

_TALL: Final = 1.5
"""Height over width, and over that of glyphs, from which a line may run up or down."""
_UNREAD: Final = 0.6
"""Confidence of a line below which it was hardly read level."""
_READ: Final = 0.9
"""Mean confidence of its characters from which a turned line was read."""
_FEWEST: Final = 2
"""Characters of it: of one alone no way up can be told from another."""


def with_turned(
    gray: Gray, ink: Mask, boxes: Sequence[PixelBox], lines: Sequence[PlacedLine], em: float
) -> tuple[list[PlacedLine], list[PlacedLine]]:
    """The level lines of a page, and those that were read turned: `ink` is left without theirs.

    `boxes` are those in which the detector found the lines.
    """
    tried: list[int] = []
    if engine_in_use() != "tesseract":
        tried = [place for place, box in enumerate(boxes) if _may_be_turned(box, lines[place], em)]
    cuts = [_cut(gray, boxes[place]) for place in tried]
    upwards = read_lines([quarter_turn(cut) for cut in cuts])
    downwards = read_lines([np.ascontiguousarray(np.rot90(cut)) for cut in cuts])
    turned: dict[int, PlacedLine] = {}
    for place, up, down in zip(tried, upwards, downwards, strict=True):
        angle = UPWARDS if _sureness(up) >= _sureness(down) else DOWNWARDS
        best = up if angle == UPWARDS else down
        if len(best.text.strip()) >= _FEWEST and _sureness(best) >= _READ:
            turned[place] = PlacedLine(best, _taken(ink, boxes[place]), angle=angle)
    level = [placed for place, placed in enumerate(lines) if place not in turned]
    return level, list(turned.values())


def _may_be_turned(box: PixelBox, placed: PlacedLine, em: float) -> bool:
    left, top, right, bottom = box
    tall = bottom - top > _TALL * max(right - left, em)
    return tall and (not placed.line.text.strip() or placed.line.confidence < _UNREAD)


def _taken(ink: Mask, box: PixelBox) -> PixelBox:
    """The box shrunk to its ink, which is taken out."""
    import cv2

    left, top, right, bottom = (int(side) for side in box)
    part = ink[top : bottom + 1, left : right + 1]
    x, y, width, height = cv2.boundingRect(part)
    part[:] = 0
    return (left + x, top + y, left + x + width, top + y + height) if width else box


def _cut(gray: Gray, box: PixelBox) -> Gray:
    """The picture of a line, with a little of what is around it."""
    left, top, right, bottom = box
    beside, above = 0.15 * (right - left), 0.3 * (right - left)
    return gray[
        max(0, int(top - above)) : int(bottom + above) + 1,
        max(0, int(left - beside)) : int(right + beside) + 1,
    ]


def _sureness(line: ReadLine) -> float:
    chances = [character.confidence for character in line.characters]
    return sum(chances) / len(chances) if chances else 0.0

"""Which numbers of a dense page are read, and which then told by the shapes of their glyphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from .blots import Mask
from .detector import Gray, PixelBox
from .own_glyphs import Number, number_in, told_by_shape
from .placedlines import PlacedLine
from .recogniser import ReadCharacter, ReadLine

_NUMBER: Final = re.compile(r"[\d.,%]+")
_FEWEST: Final = 60
"""Numbers on a page from which comparing shapes is worth it."""
_READ, _PART = 40, 4
"""Numbers that are read at least, and the part of all that is."""
_SURE: Final = 0.97
"""Confidence from which a number that was read shows the shapes of its digits."""
_TOLD: Final = 0.99
"""That of a number told by shape; of 6,719 on tuning pages each was the one that stands there."""
WIDEST, MOST = 0.65, 14
"""Width of a digit in heights of a line, and glyphs of a number, at most."""


def numbers_in(
    ink: Mask, boxes: Sequence[PixelBox], close: Sequence[PixelBox], em: float
) -> dict[int, Number]:
    """By place: what looks like a number by its ink; `close` is around the ink of each box."""
    found: dict[int, Number] = {}
    for place, (box, tight) in enumerate(zip(boxes, close, strict=True)):
        if tight[2] - tight[0] > MOST * WIDEST * em:
            continue
        number = number_in(ink, box, tight)
        if number is None or len(number.glyphs) > MOST:
            continue
        if max(right - left for left, _, right, _ in number.glyphs) <= WIDEST * em:
            found[place] = number
    return found


def for_later(numbers: Mapping[int, Number]) -> list[int]:
    """Places of the numbers that need not be read before the others are; none on most pages."""
    count = len(numbers)
    if count < _FEWEST:
        return []
    read = max(_READ, count // _PART)
    first = {number * count // read for number in range(read)}
    return [place for order, place in enumerate(numbers) if order not in first]


def told_numbers(
    gray: Gray,
    numbers: Mapping[int, Number],
    read: Mapping[int, ReadLine],
    asked: Sequence[int],
    close: Sequence[PixelBox],
) -> dict[int, PlacedLine]:
    """By place: those of the numbers asked for that the shapes of others tell beyond doubt.

    Of those that were read, only such as were read so.
    """
    known = [
        (numbers[place], line.text)
        for place, line in read.items()
        if place in numbers and line.confidence >= _SURE and _NUMBER.fullmatch(line.text)
    ]
    texts = told_by_shape(gray, known, [numbers[place] for place in asked])
    return {
        place: PlacedLine(_line(numbers[place], text, close[place]), close[place])
        for place, text in zip(asked, texts, strict=True)
        if text is not None and (place not in read or read[place].text == text)
    }


def _line(number: Number, text: str, box: PixelBox) -> ReadLine:
    left, _, right, _ = box
    wide = max(1.0, right - left)
    middles = [((start + end) / 2 - left) / wide for start, _, end, _ in number.glyphs]
    characters = (
        ReadCharacter(character, _TOLD, min(1.0, max(0.0, middle)))
        for character, middle in zip(text, middles, strict=True)
    )
    return ReadLine(tuple(characters), settled=True)

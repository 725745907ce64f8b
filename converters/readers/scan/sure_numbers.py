"""Numbers read by models that cost a seventh, where those are sure and the ink agrees.

Such a reading stands when every character is sure and there are as many as stretches of ink in the
box, specks counted too: a pale minus is hardly more than a speck. Of 3,786 such readings of tuning
pages in all kinds of wear two were others with the larger models, "O" for a zero (docs/scans.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blots import Mask
from .dense_numbers import MOST, WIDEST, for_later, numbers_in, told_numbers
from .detector import Gray, PixelBox
from .ink import crop, stretches_of, with_margin
from .placedlines import PlacedLine, moved
from .points import is_pointed
from .recogniser import ReadLine, read_lines
from .weights import engine_in_use, find_weights

_NUMBER = re.compile(r"[\d.,%()+-]+")
_SURE = 0.97
"""Confidence from which a reading stands."""


def sure_numbers(
    gray: Gray, ink: Mask, boxes: Sequence[PixelBox], close: Sequence[PixelBox], em: float
) -> dict[int, PlacedLine]:
    """By place: what stands in boxes that surely hold a number; `close` is around their ink.

    Empty where the engine in use has no faster models beside it.
    """
    models = None if engine_in_use() == "tesseract" else find_weights().numbers
    if models is None:
        return {}
    counts: dict[int, int] = {}
    for place, box in enumerate(boxes):
        widths = _widths(ink, box)
        if 0 < len(widths) <= MOST and max(widths) <= WIDEST * em:
            counts[place] = len(widths)

    def read(places: Sequence[int]) -> dict[int, ReadLine]:
        lines = read_lines([crop(gray, close[place], em) for place in places], models)
        return dict(zip(places, lines, strict=True))

    def stands(place: int, line: ReadLine) -> bool:
        fits = len(line.text) == counts[place] and line.confidence >= _SURE
        return (
            fits
            and _NUMBER.fullmatch(line.text) is not None
            and not is_pointed(ink, close[place], line.text)
        )

    numbers = numbers_in(ink, boxes, close, em)
    later = [place for place in for_later(numbers) if place in counts]
    waiting = set(later)
    first = read([place for place in counts if place not in waiting])
    sure = {place: line for place, line in first.items() if stands(place, line)}
    told: dict[int, PlacedLine] = {}
    if later:
        unsure = [place for place in numbers if place in first and place not in sure]
        told = told_numbers(
            gray, numbers, sure | {p: first[p] for p in unsure}, [*later, *unsure], close
        )
        rest = read([place for place in later if place not in told])
        sure |= {place: line for place, line in rest.items() if stands(place, line)}
    return {place: _placed(line, close[place], gray, em) for place, line in sure.items()} | told


def _widths(ink: Mask, box: PixelBox) -> list[int]:
    """Widths of the stretches of ink beside each other in a box."""
    left, top, right, bottom = box
    part = ink[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
    return [end - start for start, end in stretches_of(part)]


def _placed(line: ReadLine, box: PixelBox, gray: Gray, em: float) -> PlacedLine:
    left, top, right, bottom = with_margin(box, em)
    shown = max(0.0, left), max(0.0, top), min(float(gray.shape[1]), right), bottom
    return moved(PlacedLine(ReadLine(line.characters, settled=True), shown), box)

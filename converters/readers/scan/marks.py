"""What was written or stamped on a page by hand: what it is, where, and how that is reported."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from .blots import Mask
from .detector import Gray, PixelBox
from .turning import turned, turned_mask

OVER_PRINT: Final = 2
Kind = Literal["handwriting", "stamp"]
_NAMES: Final = {"handwriting": "handwriting", "stamp": "a stamp"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark that is none of the page's print."""

    kind: Kind
    box: PixelBox
    """Around its ink, on the picture in which it was found."""
    colour: str = ""
    """Name of the colour of its ink; empty for black and for pages without colours."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A page with marks on it."""

    gray: Gray
    """The page; with its marks or without."""
    ink: Mask
    """1 where their ink is, OVER_PRINT where it lies over print."""
    marks: tuple[Mark, ...]

    def turned(self, angle: float) -> Marked:
        """The same of the page turned around its middle by `angle` degrees."""
        if not angle:
            return self
        high, wide = self.ink.shape
        marks = tuple(_turned(mark, angle, wide / 2, high / 2) for mark in self.marks)
        return Marked(turned(self.gray, angle), turned_mask(self.ink, angle), marks)

    def quarter_turned(self, turns: int) -> Marked:
        """The same of the page turned clockwise by some quarters."""
        marks = self.marks
        high, wide = self.ink.shape
        for _ in range(turns % 4):
            marks = tuple(replace(mark, box=_quarter(mark.box, high)) for mark in marks)
            high, wide = wide, high
        gray, ink = (
            np.ascontiguousarray(np.rot90(plane, -turns)) for plane in (self.gray, self.ink)
        )
        return Marked(gray, ink, marks)


def _quarter(box: PixelBox, high: int) -> PixelBox:
    left, top, right, bottom = box
    return high - bottom, left, high - top, right


def _turned(mark: Mark, angle: float, x: float, y: float) -> Mark:
    """A mark on a page turned around a place: the box around its turned box."""
    turn = math.radians(angle)
    c, s = math.cos(turn), math.sin(turn)
    left, top, right, bottom = mark.box
    places = [
        (x + c * (px - x) + s * (py - y), y - s * (px - x) + c * (py - y))
        for px in (left, right)
        for py in (top, bottom)
    ]
    across, down = zip(*places, strict=True)
    return replace(mark, box=(min(across), min(down), max(across), max(down)))


def joined(marks: Iterable[Mark], near: float) -> tuple[Mark, ...]:
    """The marks, those of one kind and colour whose boxes are no further apart than `near` as one.

    The strokes of a word or of a signature are one mark for who reads of it.
    """
    left = list(marks)
    out: list[Mark] = []
    while left:
        one = left.pop()
        for place, other in enumerate(left):
            alike = (one.kind, one.colour) == (other.kind, other.colour)
            if alike and _apart(one.box, other.box) <= near:
                left[place] = Mark(one.kind, _around((one.box, other.box)), one.colour)
                break
        else:
            out.append(one)
    return tuple(sorted(out, key=lambda mark: (mark.box[1], mark.box[0])))


def _apart(one: PixelBox, other: PixelBox) -> float:
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down, 0.0)


def _around(boxes: Sequence[PixelBox]) -> PixelBox:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def sentence(mark: Mark, number: int) -> str:
    """What a diagnostic says of a mark on page `number`."""
    ink = f" in {mark.colour} ink" if mark.colour else ""
    return f"What looks like {_NAMES[mark.kind]}{ink} on page {number} was left out of its text."

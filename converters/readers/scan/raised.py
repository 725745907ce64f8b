"""The raised marks of notes behind numbers, parted from them: `310` with a raised 1 is not 3101.

The recogniser tells characters and not their heights. A mark is a smaller glyph whose foot stands
well above that of the digits before it; as a line of its own it gets a smaller font and a higher
base line, by which the layout sees that it is raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from .blots import Mask
from .detector import PixelBox
from .ink import stretches_of
from .placedlines import PlacedLine, moved
from .recogniser import ReadLine

_MARKED: Final = re.compile(r"\S*[\d%)）][0-9a-z*]{1,3}")
"""A word that may end in a mark."""
_MOST: Final = 2
"""Characters of the longest mark."""
_SMALL: Final = 0.8
"""Height of a mark over that of the digits before it, at most."""
_FOOT, _HEAD = 0.22, 0.25
"""How far the foot of a mark stands above the digits', at least, and its head below theirs, at
most, as shares of their height."""
_BREAK: Final = 0.08
"""Gap between the parts of a broken glyph over its height, at most."""
_REACH: Final = 0.9
"""How far right of the last digit a mark may reach, in its heights."""
_SEEN: Final = 0.3
"""How far from a mark the recogniser may have seen it, in heights of the line."""
_PLAIN: Final = re.compile(r"\d[\d,.]*")
"""A number whose box is as high as its digits."""
_LEVEL: Final = 0.15
"""How much glyphs that stand level differ in place or height, over their height, at most."""
_SOLE: Final = 0.15
"""Share of a line's height at its foot in which a glyph on the line has ink."""
_DUST: Final = 6
"""Pixels of ink below which a blot is no glyph."""
_TALL: Final = 0.75
"""Height over the tallest from which a glyph is a digit, and no comma or point."""


def with_raised(ink: Mask, lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines of a page, raised marks at the ends of numbers as lines of their own."""
    heights = [box[3] - box[1] for box in (placed.box for placed in lines if _is_plain(placed))]
    usual = float(np.median(heights)) if heights else 0.0
    return [part for placed in lines for part in _parted(ink, placed, usual)]


def _is_plain(placed: PlacedLine) -> bool:
    return _PLAIN.fullmatch(placed.line.text) is not None


def _parted(ink: Mask, placed: PlacedLine, usual: float) -> Iterator[PlacedLine]:
    text = placed.line.text
    digits, marks = _split(ink, placed, usual) if _MARKED.fullmatch(text) else ([], [])
    if not marks:
        yield placed
        return
    characters = placed.line.characters
    number = PlacedLine(ReadLine(characters[: len(digits)]), placed.box)
    mark = PlacedLine(ReadLine(characters[len(digits) :]), placed.box)
    box = _around(marks)
    left, top, _, bottom = _around(digits)
    yield moved(number, (left, top, box[0], bottom))  # up to the mark: no space stands between
    yield replace(moved(mark, box), raised=True)


def _split(ink: Mask, placed: PlacedLine, usual: float) -> tuple[list[PixelBox], list[PixelBox]]:
    """Boxes of the glyphs of a line, and of the raised ones that end it; none where they touch."""
    characters = placed.line.characters
    if _ends_level(ink, placed.box, len(characters)):
        return [], []
    glyphs = _as_many(_glyphs(ink, placed.box), len(characters))
    if glyphs and len(glyphs) < len(characters):
        glyphs += _faint(ink, glyphs, len(characters) - len(glyphs))
    if len(glyphs) != len(characters) or any(len(one.text) != 1 for one in characters):
        return [], []
    tallest = max(bottom - top for _, top, _, bottom in glyphs)
    for count in range(min(_MOST, len(glyphs) - 1), 0, -1):
        digits, marks = glyphs[:-count], glyphs[-count:]
        tall = [box for box in digits if box[3] - box[1] >= _TALL * tallest]
        if tall and all(_is_raised(mark, tall) for mark in marks) and _are_read(placed, marks):
            return ([], []) if _are_blotted(digits, marks, usual) else (digits, marks)
    return [], []


def _are_read(placed: PlacedLine, marks: Sequence[PixelBox]) -> bool:
    """Whether the recogniser saw the last characters where the marks are, and not beside them."""
    left, top, right, bottom = placed.box
    characters = placed.line.characters[-len(marks) :]
    places = [left + one.middle * (right - left) for one in characters]
    near = _SEEN * (bottom - top)
    return all(
        mark[0] - near <= place <= mark[2] + near for mark, place in zip(marks, places, strict=True)
    )


def _are_blotted(digits: Sequence[PixelBox], marks: Sequence[PixelBox], usual: float) -> bool:
    """Whether the marks are digits, and what stands before them higher for ink of something else.

    They are where one of the digits is level with them, or where they have the usual height of the
    numbers on the page and the digits are higher.
    """
    _, top, _, foot = _around(marks)
    level = _LEVEL * (foot - top)
    if any(abs(box[1] - top) <= level and abs(box[3] - foot) <= level for box in digits):
        return True
    highest = max(bottom - above for _, above, _, bottom in digits)
    return foot - top >= (1 - _LEVEL) * usual > 0 and highest >= (1 + _LEVEL) * usual


def _around(boxes: Sequence[PixelBox]) -> PixelBox:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _as_many(glyphs: list[PixelBox], count: int) -> list[PixelBox]:
    """The glyphs, those broken in two by coarse print joined while they are more than `count`."""
    glyphs = list(glyphs)
    while len(glyphs) > count:
        gaps = [after[0] - before[2] for before, after in pairwise(glyphs)]
        nearest = int(np.argmin(gaps))
        pair = glyphs[nearest : nearest + 2]
        if gaps[nearest] > max(1.0, _BREAK * (pair[0][3] - pair[0][1])):
            break
        glyphs[nearest : nearest + 2] = [_around(pair)]
    return glyphs


def _faint(ink: Mask, glyphs: Sequence[PixelBox], missing: int) -> list[PixelBox]:
    """The box of a mark so small that its ink was taken for dust, right of the last glyph."""
    _, top, right, foot = glyphs[-1]
    high = foot - top
    first, last = round(right), round(right + _REACH * high)
    above, below = max(0, round(top - _HEAD * high)), round(foot - _FOOT * high)
    part = ink[above:below, first:last]
    if missing > 1 or int(part.sum()) < _DUST or ink[below : round(foot), first:last].any():
        return []
    rows, columns = np.flatnonzero(part.any(1)), np.flatnonzero(part.any(0))
    left, top = first + int(columns[0]), above + int(rows[0])
    return [(left, top, first + int(columns[-1]) + 1, above + int(rows[-1]) + 1)]


def _is_raised(mark: PixelBox, digits: Sequence[PixelBox]) -> bool:
    top = float(np.median([box[1] for box in digits]))
    foot = float(np.median([box[3] for box in digits]))
    high = foot - top
    return (
        mark[3] - mark[1] <= _SMALL * high
        and mark[3] <= foot - _FOOT * high
        and mark[1] <= top + _HEAD * high
    )


def _ends_level(ink: Mask, box: PixelBox, count: int) -> bool:
    """Whether there are `count` stretches of ink at least, and the last stands on the line."""
    left, top, right, bottom = (max(0, round(side)) for side in box)
    part = ink[top:bottom, left:right]
    runs = stretches_of(part)
    if len(runs) < max(1, count):
        return False  # glyphs touch, or one was too faint
    last = runs[-1][0]
    foot = len(part) - max(1, round(_SOLE * len(part)))
    return int(part[:, last:].sum()) >= _DUST and bool(part[foot:, last:].any())


def _glyphs(ink: Mask, box: PixelBox) -> list[PixelBox]:
    """The boxes of the stretches of ink beside each other in a box, from left to right."""
    left, top, right, bottom = (round(side) for side in box)
    part = ink[max(0, top) : bottom, max(0, left) : right]
    left, top = max(0, left), max(0, top)
    glyphs: list[PixelBox] = []
    for start, end in stretches_of(part):
        glyph = part[:, start:end]
        if int(glyph.sum()) < _DUST:
            continue
        rows = np.flatnonzero(glyph.any(1))
        glyphs.append((left + start, top + int(rows[0]), left + end, top + int(rows[-1]) + 1))
    return glyphs

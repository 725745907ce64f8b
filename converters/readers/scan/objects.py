"""A read page as the arrays that the PDF reader lays out: one code for digital pages and scans."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..pdf.objects.characters import Characters
from ..pdf.objects.drawings import Drawings
from ..pdf.objects.fonts import Run
from ..pdf.objects.page import PageObjects
from ..pdf.objects.wide import are_wide, is_wide_or_mark
from .detector import PixelBox
from .lowdots import stands_low
from .placedlines import PlacedLine, turned_back, turned_level
from .rules import Rules

_HEIGHT, _HAN_HEIGHT = 0.74, 0.92
"""Height of digits and capitals, of ideographs, over the size of their font."""
_DESCENT, _HAN_DESCENT, _TAIL = 0.0, 0.09, 0.14
"""How far digits, ideographs, commas and brackets reach below the base line."""
_ABOVE, _BELOW = 0.88, 0.12
"""Extents of a font around its base line: characters of PDFs have such boxes, not those of ink."""
_FLAT = 0.5
"""Height over the usual size below which a line is dashes and dots, which tell no size."""
_ALIKE = 0.16
"""Sizes that differ less from a common one are that one."""
_INKED = 0.92
"""Width of the ink of an ideograph over the size of its font."""
_MARKED, _MARKS, _LONG = 0.35, frozenset("，。、；："), 6
"""The same of marks that end a line, which tell a size only at the end of lines so long."""
_FEWEST = 12
"""Ideographs side by side that tell the size of a page's fonts."""
_MOST_CLASSES = 6
_MOST_SWOLLEN = 0.2
"""How much higher than glyphs their ink is at most, in sizes of their font."""
_DOUBTFUL, _LIKELY, _FIGURES = 0.95, 0.02, frozenset("0123456789-.,%")
"""Confidence below which a character has a second choice, that of the choice at least, and the
characters that it may be."""
_FILLED = 200
"""Grey value that all fills have: no more is asked of it than that it is not white."""
_TAILED = frozenset(",;()[]{}，；（）《》gjpqy")


def page_objects(
    number: int,
    size: tuple[int, int],
    dpi: float,
    lines: Sequence[PlacedLine],
    rules: Rules,
    fills: Sequence[PixelBox] = (),
) -> PageObjects:
    """The page in points; `size` is its height and width in pixels."""
    scale = 72 / dpi
    height, width = size
    return PageObjects(
        number=number,
        width=width * scale,
        height=height * scale,
        characters=_characters(lines, scale),
        drawings=_drawings(rules, fills, scale),
        links=(),
    )


def confidences(lines: Sequence[PlacedLine]) -> NDArray[np.float64]:
    """How sure each character of `page_objects` is, in its order."""
    return np.array(
        [
            character.confidence
            for placed in lines
            for character in placed.line.characters
            for _ in character.text
            if not character.text.isspace()
        ],
        np.float64,
    )


@dataclass(frozen=True, slots=True)
class Second:
    """What a doubtful character may be instead."""

    place: int
    """Its place among the characters of `page_objects`."""
    text: str
    confidence: float


def seconds(lines: Sequence[PlacedLine]) -> tuple[Second, ...]:
    """Second choices for the doubtful characters of numbers."""
    found: list[Second] = []
    place = 0
    for placed in lines:
        for one in placed.line.characters:
            if one.text.isspace():
                continue
            likely = one.second_confidence >= _LIKELY and one.second in _FIGURES
            if one.confidence < _DOUBTFUL and one.second and likely and len(one.text) == 1:
                found.append(Second(place, one.second, one.second_confidence))
            place += len(one.text)
    return tuple(found)


def _characters(lines: Sequence[PlacedLine], scale: float) -> Characters:
    codes: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    runs: list[int] = []
    spaced: list[int] = []
    table: list[Run] = []
    baselines: list[float] = []
    level = [turned_level(placed) for placed in lines]
    fonts = _fonts(level)
    for seen, placed, lined in zip(lines, level, fonts.sizes, strict=True):
        size, baseline = _set_in(placed, lined, fonts, low=stands_low(placed, level))
        table.append(Run("", round(size * scale, 2), False, False, False, True, placed.angle))
        blank = 0
        for text, left, right in _extents(placed):
            if text.isspace():
                blank = 2
                continue
            for char in text:
                codes.append(ord(char))
                box = (left, baseline - _ABOVE * size, right, baseline + _BELOW * size)
                boxes.append(turned_back(seen, box))
                runs.append(len(table) - 1)
                baselines.append(boxes[-1][3] if seen.angle else baseline)
                spaced.append(blank)
                blank = 0
    numbers = np.array(codes, np.uint32)
    return Characters(
        codes=numbers,
        boxes=np.array(boxes, np.float64).reshape(-1, 4) * scale,
        baselines=np.array(baselines, np.float64) * scale,
        runs=np.array(runs, np.int32),
        sizes=np.array([table[run].size for run in runs], np.float64),
        wide=are_wide(numbers),
        spaced=np.array(spaced, np.int8),
        table=tuple(table),
        links=np.full(len(codes), -1, np.int32),
        damaged=0,
        cut=False,
    )


@dataclass(frozen=True, slots=True)
class _Fonts:
    """Sizes of fonts on a page, in pixels."""

    swollen: float
    """Pixels by which ink is higher than its glyphs were: blur and noise make it swell."""
    usual: float
    sizes: tuple[float, ...]
    """That of each line."""


def _fonts(lines: Sequence[PlacedLine]) -> _Fonts:
    """The fonts of a page; ideographs are as wide as high, so their lines tell sizes by length."""
    widths = [_size_by_width(placed) for placed in lines]
    known = [(size, placed) for size, placed in zip(widths, lines, strict=True) if size is not None]
    sizes = [size for size, placed in known for _ in placed.line.text]
    if len(sizes) < _FEWEST:
        heights = [size for p in lines for size in [size_by_height(p)] * len(p.line.characters)]
        usual = max(1.0, float(np.median(heights))) if heights else 1.0
        return _Fonts(0.0, usual, tuple(_sizes(lines, widths, 0.0, (usual,))))
    more = [(p.box[3] - p.box[1] - _HAN_HEIGHT * size) for size, p in known for _ in p.line.text]
    middle = float(np.median(sizes))
    swollen = min(max(float(np.median(more)), 0.0), _MOST_SWOLLEN * middle)
    lined = tuple(_sizes(lines, widths, swollen, _classes(sizes)))
    counts = [len(placed.line.characters) for placed in lines]
    return _Fonts(swollen, max(1.0, float(np.median(np.repeat(lined, counts)))), lined)


def _sizes(
    lines: Sequence[PlacedLine],
    widths: Sequence[float | None],
    swollen: float,
    classes: Sequence[float],
) -> Iterator[float]:
    """Size of the font of each line: that of a class where its ink is nearly so high."""
    for placed, width in zip(lines, widths, strict=True):
        size = width or size_by_height(placed, swollen)
        nearest = min(classes, key=lambda other: abs(size / other - 1), default=size)
        yield nearest if abs(size / nearest - 1) < _ALIKE else size


def _classes(sizes: Sequence[float]) -> tuple[float, ...]:
    """Sizes that at least a few characters have, the commonest first."""
    left = np.array(sizes, np.float64)
    classes: list[float] = []
    while len(left) >= _FEWEST / 2 and len(classes) < _MOST_CLASSES:
        middle = float(np.median(left))
        near = np.abs(left / middle - 1) < _ALIKE
        classes.append(middle)
        left = left[~near]
    return tuple(classes)


def _size_by_width(placed: PlacedLine) -> float | None:
    """Size of the font of a line of ideographs by its length; None for other lines."""
    text = placed.line.text
    if len(text) < 2 or not (is_han(text[0]) and all(is_wide_or_mark(ord(char)) for char in text)):
        return None
    if not is_han(text[-1]) and (len(text) < _LONG or text[-1] not in _MARKS):
        return None
    left, top, right, bottom = placed.box
    size = (right - left) / (len(text) - 1 + (_INKED if is_han(text[-1]) else _MARKED))
    return size if 0.7 * size < bottom - top < 1.4 * size else None


def _set_in(
    placed: PlacedLine, size: float, fonts: _Fonts, *, low: bool = False
) -> tuple[float, float]:
    """Size of the font and place of the base line in pixels; `size` is that of its ink.

    Flat ink is that of dashes, or of dots that stand `low`.
    """
    _, top, _, bottom = placed.box
    if placed.raised:
        return (bottom - top) / _HEIGHT, bottom
    if low:
        return fonts.usual, bottom
    if bottom - top < _FLAT * fonts.usual:
        return fonts.usual, (top + bottom) / 2 + fonts.usual * _HEIGHT / 2
    descent = _HAN_DESCENT if _has_han(placed) else _DESCENT
    if not _TAILED.isdisjoint(placed.line.text):
        descent = max(descent, _TAIL)
    return size, bottom - fonts.swollen / 2 - descent * size


def is_han(char: str) -> bool:
    """Whether a character is an ideograph."""
    return "\u4e00" <= char <= "\u9fff"


def size_by_height(placed: PlacedLine, swollen: float = 0.0) -> float:
    """Size of the font in pixels, from the height of the ink."""
    high = max(1.0, placed.box[3] - placed.box[1] - swollen)
    tail = _HEIGHT + _TAIL if not _TAILED.isdisjoint(placed.line.text) else _HEIGHT
    return high / (_HAN_HEIGHT if _has_han(placed) else tail)


def _has_han(placed: PlacedLine) -> bool:
    return any(is_wide_or_mark(ord(char)) for char in placed.line.text)


def _extents(placed: PlacedLine) -> list[tuple[str, float, float]]:
    """Characters with left and right side in pixels: half way to their neighbours, or up to the
    wide white between them; spaces are no wider than their white where that is known.
    """
    left, _, right, _ = placed.box
    characters = placed.line.characters
    middles = [left + character.middle * (right - left) for character in characters]
    bounds = [left, *((a + b) / 2 for a, b in itertools.pairwise(middles)), right]
    for place, character in enumerate(characters):
        if character.white is not None:
            start, end = (left + side * (right - left) for side in character.white)
            bounds[place] = max(bounds[place], start)
            bounds[place + 1] = min(bounds[place + 1], end)
    bounds = list(itertools.accumulate(bounds, max))  # white may begin before a middle near it
    starts, ends = bounds[:-1], bounds[1:]
    visible = [place for place, one in enumerate(characters) if not one.text.isspace()]
    for one, other in itertools.pairwise(visible) if placed.gaps else ():
        # Ideographs and their marks have white of their own on their sides.
        if is_wide_or_mark(ord(characters[one].text[-1])) or is_wide_or_mark(
            ord(characters[other].text[0])
        ):
            continue
        for start, end in placed.gaps:
            if middles[one] < (start + end) / 2 < middles[other]:
                ends[one] = min(ends[one], max(starts[one] + 1, start))
                starts[other] = max(starts[other], min(ends[other] - 1, end))
    return [
        (character.text, start, end)
        for character, start, end in zip(characters, starts, ends, strict=True)
    ]


def _drawings(rules: Rules, fills: Sequence[PixelBox], scale: float) -> Drawings:
    return Drawings(
        horizontal=rules.horizontal * scale,
        vertical=rules.vertical * scale,
        fills=np.array(fills, np.float64).reshape(-1, 4) * scale,
        fill_colours=np.full((len(fills), 3), _FILLED, np.uint8),
        images=np.zeros((0, 4)),
        curves=0,
        cut=False,
    )

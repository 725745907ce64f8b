"""A read page as the arrays that the PDF reader lays out: one code for digital pages and scans."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..pdf.characters import Characters, Run
from ..pdf.drawings import Drawings
from ..pdf.page import PageObjects
from ..pdf.wide import are_wide, is_wide
from .detector import PixelBox
from .recogniser import ReadLine
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
"""Sizes that differ less from the usual one are the usual one."""
_TAILED = frozenset(",;()[]{}，；（）《》gjpqy")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text and the box of its ink, in pixels."""

    line: ReadLine
    box: PixelBox


def page_objects(
    number: int,
    size: tuple[int, int],
    dpi: float,
    lines: Sequence[PlacedLine],
    rules: Rules,
) -> PageObjects:
    """The page in points; `size` is its height and width in pixels."""
    scale = 72 / dpi
    height, width = size
    return PageObjects(
        number=number,
        width=width * scale,
        height=height * scale,
        characters=_characters(lines, scale),
        drawings=_drawings(rules, scale),
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


def _characters(lines: Sequence[PlacedLine], scale: float) -> Characters:
    codes: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    runs: list[int] = []
    spaced: list[int] = []
    table: list[Run] = []
    baselines: list[float] = []
    usual = _usual_size(lines)
    for placed in lines:
        size, baseline = _set_in(placed, usual)
        table.append(Run("", round(size * scale, 2), False, False, False, True, 0))
        blank = 0
        for text, left, right in _extents(placed):
            if text.isspace():
                blank = 2
                continue
            for char in text:
                codes.append(ord(char))
                boxes.append((left, baseline - _ABOVE * size, right, baseline + _BELOW * size))
                runs.append(len(table) - 1)
                baselines.append(baseline)
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


def _set_in(placed: PlacedLine, usual: float) -> tuple[float, float]:
    """Size of the font and place of the base line in pixels."""
    _, top, _, bottom = placed.box
    if bottom - top < _FLAT * usual:
        return usual, (top + bottom) / 2 + usual * _HEIGHT / 2
    size = _size(placed)
    if abs(size / usual - 1) < _ALIKE:
        size = usual
    descent = _HAN_DESCENT if _has_han(placed) else _DESCENT
    if not _TAILED.isdisjoint(placed.line.text):
        descent = max(descent, _TAIL)
    return size, bottom - descent * size


def _usual_size(lines: Sequence[PlacedLine]) -> float:
    """Size of the font of most characters of the page, in pixels."""
    sizes = [size for placed in lines for size in [_size(placed)] * len(placed.line.characters)]
    return max(1.0, float(np.median(sizes))) if sizes else 1.0


def _size(placed: PlacedLine) -> float:
    """Size of the font in pixels, from the height of the ink."""
    high = placed.box[3] - placed.box[1]
    tail = _HEIGHT + _TAIL if not _TAILED.isdisjoint(placed.line.text) else _HEIGHT
    return high / (_HAN_HEIGHT if _has_han(placed) else tail)


def _has_han(placed: PlacedLine) -> bool:
    return any(is_wide(ord(char)) for char in placed.line.text)


def _extents(placed: PlacedLine) -> list[tuple[str, float, float]]:
    """Characters with left and right side in pixels: half way to their neighbours."""
    left, _, right, _ = placed.box
    characters = placed.line.characters
    middles = [left + character.middle * (right - left) for character in characters]
    bounds = [left, *((a + b) / 2 for a, b in itertools.pairwise(middles)), right]
    return [
        (character.text, bounds[place], bounds[place + 1])
        for place, character in enumerate(characters)
    ]


def _drawings(rules: Rules, scale: float) -> Drawings:
    return Drawings(
        horizontal=rules.horizontal * scale,
        vertical=rules.vertical * scale,
        fills=np.zeros((0, 4)),
        fill_colours=np.zeros((0, 3), np.uint8),
        images=np.zeros((0, 4)),
        curves=0,
        cut=False,
    )

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

_DIGIT_HEIGHT = 0.72
"""Height of digits and capitals over the size of their font."""
_HAN_HEIGHT = 0.92
_DESCENT = 0.12


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
    sizes: list[float] = []
    spaced: list[int] = []
    table: list[Run] = []
    for placed in lines:
        size = round(_size(placed) * scale, 2)
        table.append(Run("", size, False, False, False, True, 0))
        blank = 0
        for text, left, right in _extents(placed):
            if text.isspace():
                blank = 2
                continue
            for char in text:
                codes.append(ord(char))
                boxes.append((left, placed.box[1], right, placed.box[3]))
                runs.append(len(table) - 1)
                sizes.append(size)
                spaced.append(blank)
                blank = 0
    points = np.array(boxes, np.float64).reshape(-1, 4) * scale
    numbers = np.array(codes, np.uint32)
    return Characters(
        codes=numbers,
        boxes=points,
        baselines=points[:, 3] - _DESCENT * np.array(sizes, np.float64),
        runs=np.array(runs, np.int32),
        sizes=np.array(sizes, np.float64),
        wide=are_wide(numbers),
        spaced=np.array(spaced, np.int8),
        table=tuple(table),
        links=np.full(len(codes), -1, np.int32),
        damaged=0,
        cut=False,
    )


def _size(placed: PlacedLine) -> float:
    """Size of the font in pixels, from the height of the ink."""
    high = placed.box[3] - placed.box[1]
    han = any(is_wide(ord(character.text)) for character in placed.line.characters)
    return high / (_HAN_HEIGHT if han else _DIGIT_HEIGHT)


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

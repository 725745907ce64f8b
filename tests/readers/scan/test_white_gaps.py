"""Columns that were found as one line of text are as far apart as their ink."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.objects import page_objects
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tablewright.converters.readers.scan.rules import Rules
from tablewright.converters.readers.scan.whitegaps import with_gaps

HIGH = 30


def sides(text: str, *glyphs: tuple[int, int]) -> list[tuple[float, float]]:
    """Left and right side of the characters of a line whose glyphs have ink in some columns."""
    ink = np.zeros((100, 400), np.uint8)
    for start, end in glyphs:
        ink[40 : 40 + HIGH, start:end] = 1
    left, right = glyphs[0][0], glyphs[-1][1]
    middles = [((start + end) / 2 - left) / (right - left) for start, end in glyphs]
    characters = tuple(
        ReadCharacter(char, 1.0, middle) for char, middle in zip(text, middles, strict=True)
    )
    line = PlacedLine(ReadLine(characters), (left, 40.0, right, 40.0 + HIGH))
    none = np.zeros((0, 3))
    rules = Rules(none, none, ink * 0, ink)
    boxes = page_objects(1, ink.shape, 72.0, with_gaps(ink, [line]), rules).characters.boxes
    return [(float(box[0]), float(box[2])) for box in boxes]


def test_white_that_is_wider_than_a_glyph_parts_two_numbers() -> None:
    (_, right), (left, _) = sides("78", (100, 116), (190, 206))
    assert (right, left) == pytest.approx((116, 190), abs=4)


def test_glyphs_near_each_other_touch_half_way() -> None:
    (_, right), (left, _) = sides("78", (100, 116), (124, 140))
    assert right == left == 120


def test_white_beside_ideographs_is_theirs() -> None:
    (_, right), (left, _) = sides("合计", (100, 130), (180, 210))
    assert right == left == 155

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from tablewright.converters.readers.scan.objects import PlacedLine
from tablewright.converters.readers.scan.raised import with_raised
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine

Glyph = tuple[int, int, int, int]
DIGITS: tuple[Glyph, ...] = ((10, 10, 22, 30), (26, 10, 38, 30), (42, 10, 54, 30))


def told(text: str, *glyphs: Glyph) -> list[tuple[str, bool, Glyph]]:
    """What becomes of a line with these glyphs, as text, raised or not, and box."""
    ink = np.zeros((50, 120), np.uint8)
    for left, top, right, bottom in glyphs:
        ink[top:bottom, left:right] = 1
    box = (10.0, 7.0, 110.0, 35.0)
    middles = [((left + right) / 2 - box[0]) / (box[2] - box[0]) for left, _, right, _ in glyphs]
    middles += [1.0] * (len(text) - len(middles))
    line = ReadLine(tuple(map(ReadCharacter, text, [0.99] * len(text), middles)))
    parts = with_raised(ink, [PlacedLine(line, box)])
    return [
        (part.line.text, part.raised, tuple(round(side) for side in part.box))  # type: ignore[misc]
        for part in parts
    ]


WHOLE: Glyph = (10, 7, 110, 35)


def test_a_small_glyph_above_the_foot_of_a_number_is_a_mark() -> None:
    assert told("3101", *DIGITS, (56, 7, 64, 21)) == [
        ("310", False, (10, 10, 56, 30)),
        ("1", True, (56, 7, 64, 21)),
    ]


def test_a_mark_may_have_two_characters() -> None:
    assert told("31012", *DIGITS, (56, 7, 64, 21), (66, 7, 74, 21)) == [
        ("310", False, (10, 10, 56, 30)),
        ("12", True, (56, 7, 74, 21)),
    ]


@pytest.mark.parametrize(
    ("text", "glyphs"),
    [
        ("3101", (*DIGITS, (58, 10, 66, 30))),
        ("3101", (*DIGITS, (56, 16, 64, 30))),
        ("3101", (*DIGITS, (56, 8, 64, 27))),
        ("310,", (*DIGITS, (56, 26, 60, 34))),
        ("310%", (*DIGITS, (56, 7, 64, 21))),
        ("310112", (*DIGITS, (56, 7, 64, 21))),
        ("1", ((10, 10, 22, 24),)),
        ("", ()),
    ],
    ids=["high", "small on the line", "nearly high", "comma", "sign", "touching", "alone", "empty"],
)
def test_other_lines_stay_whole(text: str, glyphs: tuple[Glyph, ...]) -> None:
    assert told(text, *glyphs) == [(text, False, WHOLE)]


def test_a_mark_whose_glyph_is_broken_is_a_mark() -> None:
    parts = told("3103", *DIGITS, (57, 7, 61, 21), (62, 7, 65, 21))
    assert parts[1:] == [("3", True, (57, 7, 65, 21))]


def test_dust_is_no_glyph() -> None:
    assert len(told("3101", *DIGITS, (56, 7, 64, 21), (80, 30, 82, 32))) == 2

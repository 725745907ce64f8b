from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from tablewright.converters.readers.scan.placedlines import PlacedLine
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


def test_digits_beside_a_digit_with_a_blot_below_it_are_no_marks() -> None:
    """What is left of a rule hangs on the first digit."""
    blotted: Glyph = (10, 8, 22, 34)
    level: tuple[Glyph, ...] = ((26, 8, 38, 24), (42, 8, 54, 24), (58, 8, 66, 24))
    assert told("5193", blotted, *level) == [("5193", False, WHOLE)]


def test_a_digit_of_the_usual_height_beside_a_higher_one_is_no_mark() -> None:
    ink = np.zeros((150, 120), np.uint8)
    ink[8:34, 10:22] = ink[8:24, 26:38] = 1
    numbers = [("57", (10.0, 8.0, 38.0, 34.0))]
    for top in (60.0, 80.0, 100.0):
        ink[int(top) : int(top) + 16, 10:22] = 1
        numbers.append(("4", (10.0, top, 22.0, top + 16)))
    lines = [
        PlacedLine(ReadLine(tuple(ReadCharacter(one, 0.99, 0.5) for one in text)), box)
        for text, box in numbers
    ]
    assert with_raised(ink, lines) == lines


def test_dust_is_no_glyph() -> None:
    assert len(told("3101", *DIGITS, (56, 7, 64, 21), (80, 30, 82, 32))) == 2


def test_a_speck_beside_digits_that_touch_is_no_mark() -> None:
    ink = np.zeros((50, 120), np.uint8)
    for left, top, right, bottom in ((10, 10, 38, 30), DIGITS[2], (104, 7, 107, 10)):
        ink[top:bottom, left:right] = 1
    characters = tuple(map(ReadCharacter, "310", [0.99] * 3, [0.06, 0.22, 0.38]))
    line = PlacedLine(ReadLine(characters), (10.0, 7.0, 110.0, 35.0))
    assert with_raised(ink, [line]) == [line]

"""Numbers before which a sign stands that was not read ask for a review."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.blots import Mask
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tablewright.converters.readers.scan.signs import doubted_by_sign


def number(text: str = "27", left: int = 100) -> PlacedLine:
    line = ReadLine(tuple(ReadCharacter(character, 0.999, 0.5) for character in text))
    return PlacedLine(line, (left, 50.0, left + 26.0, 70.0))


def paper() -> Mask:
    """Ink of two digits from 100 to 126, 20 pixels high."""
    ink = np.zeros((120, 300), np.uint8)
    ink[50:70, 100:112] = ink[50:70, 114:126] = 1
    return ink


def test_a_stroke_half_way_up_before_a_number_that_has_no_sign_leaves_it_in_doubt() -> None:
    ink = paper()
    ink[60:62, 90:97] = 1
    assert doubted_by_sign(ink, [number()]) == {0}


def test_a_stroke_inside_the_box_before_the_first_digit_does_so_too() -> None:
    ink = paper()
    ink[50:70, 100:112] = 0
    ink[60:62, 100:107] = 1
    assert doubted_by_sign(ink, [number("7")]) == {0}


@pytest.mark.parametrize(
    "stroke",
    [
        (slice(68, 70), slice(90, 97)),  # on the line
        (slice(60, 62), slice(40, 97)),  # a rule
        (slice(52, 68), slice(90, 97)),  # a glyph
        (slice(60, 62), slice(70, 77)),  # far off
        (slice(60, 62), slice(95, 97)),  # dust
    ],
)
def test_other_ink_before_a_number_does_not(stroke: tuple[slice, slice]) -> None:
    ink = paper()
    ink[stroke] = 1
    assert doubted_by_sign(ink, [number()]) == set()


def test_a_stroke_that_another_text_holds_is_none_of_the_number() -> None:
    ink = paper()
    ink[60:62, 90:97] = 1
    assert doubted_by_sign(ink, [number(), number("19-", left=71)]) == set()


def test_a_number_that_was_read_with_its_sign_is_sure() -> None:
    ink = paper()
    ink[60:62, 90:97] = 1
    assert doubted_by_sign(ink, [number("-27", left=90)]) == set()

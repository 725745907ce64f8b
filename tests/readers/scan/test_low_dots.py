"""Dots that lead from a label stand on its base line, so that they are no line of their own."""

from __future__ import annotations

import pytest

from tablewright.converters.readers.scan.lowdots import stands_low, without_led
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine


def placed(
    text: str, left: float, top: float, right: float, bottom: float, sure: float = 0.9
) -> PlacedLine:
    wide = 1 / len(text)
    characters = [ReadCharacter(char, sure, (n + 0.5) * wide) for n, char in enumerate(text)]
    return PlacedLine(ReadLine(tuple(characters)), (left, top, right, bottom))


@pytest.mark.parametrize(
    ("text", "top", "low"), [("....", 116.0, True), ("…", 109.0, False), ("-", 116.0, False)]
)
def test_only_dots_at_the_foot_of_the_text_beside_them_stand_low(
    text: str, top: float, low: bool
) -> None:
    dots = placed(text, 200, top, 240, top + 4)
    lines = [placed("2017", 100, 100, 160, 120), dots, placed("above", 100, 60, 160, 80)]

    assert stands_low(dots, lines) is low


def test_dots_that_lead_from_a_label_go_and_those_of_a_column_stay() -> None:
    label = placed("2017", 100, 100, 160, 120)
    led, value = placed(".....", 170, 115, 260, 119), placed("....", 300, 115, 340, 119)

    assert without_led([label, led, value], 20.0) == [label, value]


def test_a_single_dot_that_was_read_unsurely_is_dirt() -> None:
    lines = [placed("•", 200, 108, 205, 113, 0.3), placed(".", 300, 115, 304, 119)]

    assert without_led(lines, 20.0) == lines[1:]

"""Characters of numbers counted by their width."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.blots import Mask
from tablewright.converters.readers.scan.cells import CellReading
from tablewright.converters.readers.scan.counted import (
    doubted_by_width,
    readings_with_doubt,
    with_doubt,
)
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine

WIDTHS = {".": 5, ",": 5, "-": 7, "%": 16, "1": 10, " ": 5}
DIGIT = 11
USUAL = ["12.5", "340.0", "7.8", "95.1", "206.3", "-4.4", "18.0", "22.2", "5,061.7", "33.9", "0.6"]


def page(numbers: list[tuple[str, str]], high: int = 14) -> tuple[Mask, list[PlacedLine]]:
    """Numbers under each other: as they stand on the page, and as they were read."""
    ink = np.zeros((40 * len(numbers), 300), np.uint8)
    lines: list[PlacedLine] = []
    for row, (text, read) in enumerate(numbers):
        x, top = 10, 40 * row + 5
        for one in text:
            wide = WIDTHS.get(one, DIGIT)
            if one not in " .,":
                ink[top : top + high, x : x + wide - 2] = 1
            x += wide
        line = ReadLine(tuple(ReadCharacter(one, 0.999, 0.5) for one in read))
        lines.append(PlacedLine(line, (10.0, float(top), float(x - 2), float(top + high))))
    return ink, lines


def doubted(*numbers: tuple[str, str]) -> list[str]:
    ink, lines = page([*((text, text) for text in USUAL), *numbers])
    return [lines[place].line.text for place in sorted(doubted_by_width(ink, lines))]


@pytest.mark.parametrize("true", ["3.6", "19.5", "-48.8", "418.2", "97.2%"])
def test_a_number_with_room_for_a_point_that_was_not_read_is_in_doubt(true: str) -> None:
    read = true.replace(".", "")
    assert doubted((true, read)) == [read]
    assert doubted((true, true)) == []


def test_a_number_with_a_digit_too_many_is_in_doubt() -> None:
    assert doubted(("947.3", "947.33"), ("2", "22")) == ["947.33", "22"]


def test_white_before_a_group_of_three_is_no_point() -> None:
    assert doubted(("12 345", "12345"), ("1 206%", "1206%")) == []
    assert doubted(("123 45", "12345")) == ["12345"]


def test_where_most_numbers_lost_their_points_the_narrow_ones_tell_the_digits() -> None:
    lost = ["47.5", "88.1", "6.4", "720.9", "35.0", "14.6", "2.8", "5.5", "63.3", "401.7", "9.9"]
    found = doubted(*((text, text.replace(".", "")) for text in lost))
    assert found == [text.replace(".", "") for text in lost]


def test_numbers_without_points_on_the_whole_page_have_lost_none() -> None:
    ink, lines = page([(str(number), str(number)) for number in range(20, 45)] + [("4 6", "46")])
    assert doubted_by_width(ink, lines) == set()


def test_numbers_of_another_height_are_another_font() -> None:
    ink, lines = page([(text, text) for text in [*USUAL, "45.8"]])
    large = PlacedLine(lines[0].line, (10.0, 0.0, 100.0, 30.0))
    assert doubted_by_width(ink, [*lines, large]) == set()


def test_few_numbers_tell_nothing() -> None:
    ink, lines = page([("3.6", "36"), ("4.5", "4.5")])
    assert doubted_by_width(ink, lines) == set()


def test_the_cell_that_holds_a_number_in_doubt_is_unsure() -> None:
    _, lines = page([("3.6", "36"), ("4.5", "4.5")])
    above, below = ((0.0, 0.0, 300.0, 30.0), (0.0, 40.0, 300.0, 70.0))
    readings = [CellReading(above, 0.99, ()), CellReading(below, 0.98, ())]
    found = readings_with_doubt(readings, lines, {0}, 72)
    assert [reading.confidence for reading in found] == [0.5, 0.98]
    unsure, sure = with_doubt(lines, {0})
    assert (unsure.line.confidence, sure.line.confidence) == (0.5, 0.999)

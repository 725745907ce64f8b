"""Flat ink alone in a cell: dashes, and dots that stand for values there are not."""

from __future__ import annotations

import numpy as np
import pytest

from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tablewright.converters.readers.scan.repairs import with_dashes

EM = 36.0


def read_as(text: str, *strokes: tuple[int, int], high: int = 4) -> str:
    """What flat strokes from and to some columns are taken for that were read as a text."""
    ink = np.zeros((60, 60), np.uint8)
    for start, end in strokes:
        ink[40 : 40 + high, start:end] = 1
    box = (strokes[0][0] - 2.0, 38.0, strokes[-1][1] + 2.0, 42.0 + high)
    characters = tuple(ReadCharacter(char, 0.75, 0.5) for char in text)
    return with_dashes(ink, [PlacedLine(ReadLine(characters), box)], EM)[0].line.text


@pytest.mark.parametrize("text", ["…", ".."])
def test_dots_beside_each_other_are_no_dash(text: str) -> None:
    assert read_as(text, (10, 13), (17, 20), (24, 27)) == text


def test_a_flat_stroke_is_a_dash_whatever_it_was_read_as() -> None:
    assert read_as("一", (10, 28)) == "-"


def test_a_dash_in_two_pieces_is_a_dash() -> None:
    assert read_as("..", (10, 18), (19, 28)) == "-"

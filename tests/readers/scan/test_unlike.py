"""Glyphs that look like others than they were read as leave their number in doubt."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")
pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.blots import Mask
from tablewright.converters.readers.scan.detector import Gray, PixelBox
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tablewright.converters.readers.scan.unlike import doubted_by_shape
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures

TEXTS = [f"{7 + 137 * place % 997}.{place % 9}" for place in range(60)]
"""Numbers of up to four digits and a point; each digit is in many of them."""
SCALE = 150 / 72


@cache
def sheet() -> tuple[Gray, Mask, list[PixelBox]]:
    """The numbers in six columns as coarse pixels, their ink, and a box around each."""
    page = Page()
    boxes: list[PixelBox] = []
    for place, text in enumerate(TEXTS):
        x, y = 60 + 80 * (place % 6), 80 + 26 * (place // 6)
        for order, character in enumerate(text):  # a little apart: glyphs touch in coarse pixels
            page.text(x + 8 * order, y, character, size=9)
        boxes.append(((x - 4) * SCALE, (y - 12) * SCALE, (x + 48) * SCALE, (y + 6) * SCALE))
    (drawn,) = pictures(page, dpi=150)
    gray = np.array(drawn.convert("L"))
    return gray, (gray < 140).astype(np.uint8), boxes


def close(ink: Mask, box: PixelBox) -> PixelBox:
    left, top, right, bottom = (int(side) for side in box)
    rows, columns = (np.flatnonzero(ink[top:bottom, left:right].any(axis)) for axis in (1, 0))
    return left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1


def doubted(readings: dict[int, str]) -> list[int]:
    """Places in doubt where all numbers are read rightly but for `readings`."""
    gray, ink, boxes = sheet()
    lines = [
        PlacedLine(
            ReadLine(tuple(ReadCharacter(c, 0.999, 0.5) for c in readings.get(place, text))),
            close(ink, boxes[place]),
        )
        for place, text in enumerate(TEXTS)
    ]
    return sorted(doubted_by_shape(gray, ink, lines))


def test_numbers_read_as_what_they_are_are_not_in_doubt() -> None:
    assert doubted({}) == []


@pytest.mark.parametrize(("digit", "other"), [("7", "1"), ("3", "8"), ("6", "8"), ("5", "6")])
def test_digits_that_look_like_others_are_in_doubt(digit: str, other: str) -> None:
    places = [place for place, text in enumerate(TEXTS) if digit in text][:2]
    assert doubted({place: TEXTS[place].replace(digit, other) for place in places}) == places


def test_commas_that_stand_on_the_line_are_in_doubt() -> None:
    assert doubted({4: TEXTS[4].replace(".", ",")}) == [4]


def test_numbers_with_another_count_of_glyphs_tell_nothing() -> None:
    assert doubted({4: TEXTS[4] + "1"}) == []


def typed(text: str, high: float) -> PlacedLine:
    return PlacedLine(
        ReadLine(tuple(ReadCharacter(c, 0.999, 0.5) for c in text)), (0.0, 0.0, 60.0, high)
    )


@pytest.mark.parametrize(
    ("texts", "high", "found"),
    [
        (["90.263", "5.171", "7", "81", "640", "3"], 11.0, {0, 1}),
        (["90.263", "5.171", "7", "81", "640", "3"], 20.0, set()),  # commas would have tails
        (["90.263", "5.171", "0.281", "640", "3", "7", "9"], 11.0, set()),  # three decimals
        (["90.263", "5.171", "1.281"], 11.0, set()),
    ],
)
def test_points_of_small_numbers_that_may_be_commas_are_in_doubt(
    texts: list[str], high: float, found: set[int]
) -> None:
    blank = np.zeros((100, 100), np.uint8)
    assert doubted_by_shape(255 - blank, blank, [typed(text, high) for text in texts]) == found

"""Numbers told by the shapes of glyphs that were read elsewhere on the page."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")
pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.blots import Mask
from tablewright.converters.readers.scan.dense_numbers import (
    for_later,
    numbers_in,
    told_numbers,
)
from tablewright.converters.readers.scan.detector import Gray, PixelBox
from tablewright.converters.readers.scan.own_glyphs import Number, number_in, told_by_shape
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures

EM = 28.0
TEXTS = [str(7 + 137 * place % 997) for place in range(104)]
"""Numbers of up to three digits; each digit is in many of them."""


@cache
def sheet() -> tuple[Gray, list[PixelBox]]:
    """The numbers in eight columns, and a box around each."""
    page = Page()
    for place, text in enumerate(TEXTS):
        for order, digit in enumerate(text):  # a little apart: glyphs that touch are not told
            page.text(60 + 60 * (place % 8) + 8 * order, 80 + 26 * (place // 8), digit, size=12)
    (drawn,) = pictures(page, dpi=200)
    scale = 200 / 72
    boxes = [
        ((52 + 60 * (p % 8)) * scale, y - 38, (100 + 60 * (p % 8)) * scale, y + 14)
        for p in range(len(TEXTS))
        for y in [(80 + 26 * (p // 8)) * scale]
    ]
    return np.array(drawn.convert("L")), boxes


def tight(ink: Mask, box: PixelBox) -> PixelBox:
    left, top, right, bottom = (int(side) for side in box)
    rows, columns = (np.flatnonzero(ink[top:bottom, left:right].any(axis)) for axis in (1, 0))
    return left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1


def numbers_of(gray: Gray, boxes: list[PixelBox]) -> list[Number]:
    ink = (gray < 128).astype(np.uint8)
    found = [number_in(ink, box, box) for box in boxes]
    assert all(found)
    return [number for number in found if number is not None]


def told(gray: Gray, texts: list[str] = TEXTS) -> list[str | None]:
    """What the last three quarters say by the first one."""
    numbers = numbers_of(gray, sheet()[1])
    first = len(texts) // 4
    known = list(zip(numbers[:first], texts[:first], strict=True))
    return told_by_shape(gray, known, numbers[first:])


def test_the_others_are_told_as_they_are() -> None:
    assert told(sheet()[0]) == TEXTS[26:]


def test_noise_tells_nothing_wrong() -> None:
    gray = sheet()[0]
    grain = np.random.default_rng(3).normal(0, 22, gray.shape)
    worn = np.clip(gray + grain, 0, 255).astype(np.uint8)
    worn[gray > 250] = np.maximum(worn[gray > 250], 200)
    right = zip(told(worn), TEXTS[26:], strict=True)
    assert all(text in (None, known) for text, known in right)


@pytest.mark.parametrize(
    ("rows", "columns", "value"),
    [
        (slice(-24, -21), slice(12, 18), 190),  # a pale minus before the number
        (slice(-15, -12), slice(40, 43), 120),  # a dot inside it
        (slice(-30, -20), slice(24, 30), 0),  # a blot on its first digit
    ],
)
def test_what_more_stands_there_keeps_a_number_from_being_told(
    rows: slice, columns: slice, value: int
) -> None:
    gray = sheet()[0].copy()
    left, _, _, bottom = (int(side) for side in sheet()[1][60])
    part = gray[
        bottom + rows.start : bottom + rows.stop, left + columns.start : left + columns.stop
    ]
    part[:] = np.minimum(part, value)
    after = told(gray)
    assert after[60 - 26] is None
    assert [text for place, text in enumerate(after) if place != 60 - 26] == [
        text for place, text in enumerate(TEXTS[26:]) if place != 60 - 26
    ]


def test_a_digit_that_was_not_seen_is_none_of_the_others() -> None:
    gray, boxes = sheet()
    numbers = numbers_of(gray, boxes)
    known = [(n, text) for n, text in zip(numbers, TEXTS, strict=True) if "7" not in text]
    asked = [n for n, text in zip(numbers, TEXTS, strict=True) if "7" in text]
    assert told_by_shape(gray, known, asked) == [None] * len(asked)


def test_one_wrong_reading_leaves_its_digits_untold_and_none_wrong() -> None:
    texts = list(TEXTS)
    texts[3] = texts[3].translate(str.maketrans("0123456789", "8888888883"))
    after = told(sheet()[0], texts)
    assert all(text in (None, known) for text, known in zip(after, TEXTS[26:], strict=True))
    assert None in after


def test_a_box_that_cuts_a_glyph_holds_no_number() -> None:
    gray, boxes = sheet()
    ink = (gray < 128).astype(np.uint8)
    (left, top, _, bottom), number = boxes[9], number_in(ink, boxes[9], boxes[9])
    assert number is not None
    middle = (number.glyphs[-1][0] + number.glyphs[-1][2]) // 2
    assert number_in(ink, (left, top, middle, bottom), boxes[9]) is None
    assert number_in(ink, (0, 0, 20, 20), (0, 0, 20, 20)) is None


def test_few_numbers_are_all_read_and_of_many_a_fourth() -> None:
    gray, boxes = sheet()
    ink = (gray < 128).astype(np.uint8)
    close = [tight(ink, box) for box in boxes]
    numbers = numbers_in(ink, boxes, close, EM)
    assert len(numbers) == len(TEXTS)
    assert for_later(dict(list(numbers.items())[:59])) == []
    assert len(for_later(numbers)) == len(TEXTS) - 40
    assert len(for_later(numbers | {500 + place: numbers[0] for place in range(300)})) == 303


def test_a_number_told_has_its_characters_where_its_glyphs_are() -> None:
    gray, boxes = sheet()
    ink = (gray < 128).astype(np.uint8)
    close = [tight(ink, box) for box in boxes]
    numbers = numbers_in(ink, boxes, close, EM)
    later = for_later(numbers)
    read = {
        place: ReadLine(tuple(ReadCharacter(one, 0.99, 0.5) for one in TEXTS[place]))
        for place in numbers
        if place not in later
    }
    found = told_numbers(gray, numbers, read, later, close)
    assert {place: placed.line.text for place, placed in found.items()} == {
        place: TEXTS[place] for place in later
    }
    placed = found[later[0]]
    left, _, right, _ = placed.box
    middles = [left + one.middle * (right - left) for one in placed.line.characters]
    expected = [(start + end) / 2 for start, _, end, _ in numbers[later[0]].glyphs]
    assert middles == pytest.approx(expected)
    assert placed.line.settled
    unsure = {
        place: ReadLine(tuple(ReadCharacter(one, 0.9, 0.5) for one in TEXTS[place]))
        for place in read
    }
    assert told_numbers(gray, numbers, unsure, later, close) == {}


def test_a_number_that_was_read_is_confirmed_by_the_others_alone() -> None:
    gray, boxes = sheet()
    numbers = numbers_of(gray, boxes)
    texts = list(TEXTS)
    texts[3] = texts[3].translate(str.maketrans("0123456789", "8888888883"))
    assert told_by_shape(gray, list(zip(numbers, TEXTS, strict=True)), numbers) == TEXTS
    after = told_by_shape(gray, list(zip(numbers, texts, strict=True)), numbers)
    assert after[3] in (None, TEXTS[3])


def test_what_was_read_otherwise_than_the_shapes_say_stays_as_it_was_read() -> None:
    gray, boxes = sheet()
    close = [tight((gray < 128).astype(np.uint8), box) for box in boxes]
    numbers = dict(enumerate(numbers_of(gray, boxes)))
    read = {
        place: ReadLine(tuple(ReadCharacter(one, 0.98, 0.5) for one in text))
        for place, text in enumerate(TEXTS)
    }
    read[5] = ReadLine((ReadCharacter("1", 0.6, 0.5),))
    found = told_numbers(gray, numbers, read, [4, 5, 6], close)
    assert {
        place: (placed.line.text, placed.line.confidence) for place, placed in found.items()
    } == {place: (TEXTS[place], 0.99) for place in (4, 6)}

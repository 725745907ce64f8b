"""Numbers that the detector found as one line, and boxes that reach into each other."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan import apart
from tablewright.converters.readers.scan.apart import parted_boxes, with_numbers_apart
from tablewright.converters.readers.scan.blots import Mask
from tablewright.converters.readers.scan.detector import Gray
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine

HIGH, DIGIT, EM = 20, 12, 22.0


def line_of(text: str) -> ReadLine:
    return ReadLine(tuple(ReadCharacter(one, 0.999, 0.5) for one in text))


def drawn(text: str) -> tuple[Mask, PlacedLine]:
    """A glyph of 12 x 20 pixels for each character with 2 of white between; a space is 12 more."""
    ink = np.zeros((60, 400), np.uint8)
    x = 20
    for one in text:
        if one != " ":
            ink[20 : 20 + HIGH, x : x + DIGIT - 2] = 1
        x += DIGIT
    box = (20.0, 20.0, float(x - 2), 20.0 + HIGH)
    return ink, PlacedLine(line_of(text.replace(" ", "")), box)


def parts(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    """What a line with spaces that were not read becomes."""
    ink, placed = drawn(text)
    gray: Gray = np.where(ink == 1, 40, 230).astype(np.uint8)
    shown: list[Gray] = []

    def read(pictures: list[Gray]) -> list[ReadLine]:
        shown.extend(pictures)
        return [line_of(part) for part in text.split()] if pictures else []

    monkeypatch.setattr(apart, "read_lines", read)
    found = with_numbers_apart(gray, ink, [placed], EM)
    for picture, part in zip(shown, text.split(), strict=False):
        dark = (picture < 128).any(0)
        assert int(np.diff(dark.astype(int), prepend=0).clip(0).sum()) == len(part)
    return [part.line.text for part in sorted(found, key=lambda part: part.box[0])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("131.58 289.43", ["131.58", "289.43"]),
        ("4578  0.3", ["4578", "0.3"]),
        ("75.3% 45.76", ["75.3%", "45.76"]),
        ("8  -5.0  7.2", ["8", "-5.0", "7.2"]),
    ],
)
def test_numbers_that_were_read_as_one_are_read_each_alone(
    monkeypatch: pytest.MonkeyPatch, text: str, found: list[str]
) -> None:
    assert parts(monkeypatch, text) == found


@pytest.mark.parametrize("text", ["131.58", "4578", "12 345", "1 234 567", "12 beans", "2024-05"])
def test_one_number_and_its_groups_of_three_stay_together(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert parts(monkeypatch, text) == [text.replace(" ", "")]


def test_numbers_whose_space_was_read_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "read_lines", lambda pictures: [line_of("x") for _ in pictures])
    ink, placed = drawn("0.25  -1599")
    read = PlacedLine(line_of("0.25 -1599"), placed.box)
    gray: Gray = np.where(ink == 1, 40, 230).astype(np.uint8)
    found = with_numbers_apart(gray, ink, [read], EM)
    assert [part.line.text for part in found] == ["0.25", "-1599"]
    assert [part.box[0] for part in found] == [20.0, 92.0]


def test_a_minus_stays_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "read_lines", lambda pictures: [line_of("x") for _ in pictures])
    ink, _ = drawn("7.25")
    ink[29:31, 2:10] = 1  # ten pixels of white follow it, half the height of the digits
    gray: Gray = np.where(ink == 1, 40, 230).astype(np.uint8)
    line = PlacedLine(line_of("--7.25"), (2.0, 20.0, 68.0, 40.0))
    assert [part.line.text for part in with_numbers_apart(gray, ink, [line], EM)] == ["--7.25"]


def test_boxes_that_reach_into_each_other_end_in_the_white_between_them() -> None:
    ink, _ = drawn("94 51")
    level = [(18.0, 18.0, 60.0, 42.0), (40.0, 19.0, 90.0, 41.0), (10.0, 48.0, 90.0, 59.0)]
    assert parted_boxes(ink, level) == [
        (18.0, 18.0, 49.0, 42.0),
        (49.0, 19.0, 90.0, 41.0),
        (10.0, 48.0, 90.0, 59.0),
    ]


def test_boxes_that_do_not_overlap_beside_each_other_stay_as_they_are() -> None:
    ink, _ = drawn("94 51")
    boxes = [(18.0, 18.0, 45.0, 42.0), (50.0, 19.0, 90.0, 41.0), (30.0, 36.0, 90.0, 59.0)]
    assert parted_boxes(ink, boxes) == boxes
    assert parted_boxes(ink, []) == []


def test_the_point_of_a_typed_number_parts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ink = np.zeros((60, 400), np.uint8)
    for place, one in enumerate("44.81"):
        x = 20 + place * (DIGIT + 8)
        if one == ".":
            ink[36:40, x + 6 : x + 10] = 1  # as broad a place as a digit has, white on both sides
        else:
            ink[20 : 20 + HIGH, x : x + DIGIT] = 1
    placed = PlacedLine(line_of("44.81"), (20.0, 20.0, 112.0, 40.0))
    monkeypatch.setattr(apart, "read_lines", lambda pictures: [line_of("4")] * len(pictures))
    found = with_numbers_apart(np.full((60, 400), 230, np.uint8), ink, [placed], EM)
    assert [part.line.text for part in found] == ["44.81"]


def test_numbers_whose_boxes_leave_no_pixel_between_them_have_white_paper_there() -> None:
    gray = np.full((60, 100), 200, np.uint8)
    assert apart._paper(gray, (40.2, 40.4), (20.0, 20.0, 40.2, 40.0)) == 255
    assert apart._paper(gray, (40.0, 44.0), (20.0, 20.0, 40.0, 40.0)) == 200

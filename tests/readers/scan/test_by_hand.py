"""Numbers that a hand wrote into a printed table."""

from __future__ import annotations

import pytest

cv2 = pytest.importorskip("cv2")

import numpy as np  # noqa: E402

from tablewright.converters.readers.scan.byhand import doubted_as_handwritten  # noqa: E402
from tablewright.converters.readers.scan.placedlines import PlacedLine  # noqa: E402
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine  # noqa: E402

Gray = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
PRINTED = ("1204", "3417", "568", "9023", "7741", "2856", "6390", "158", "4925", "7306")

HAND = {
    "2": [(0, 6), (4, 0), (10, 1), (12, 7), (3, 19), (0, 25), (7, 22), (16, 25)],
    "4": [(9, 0), (1, 15), (17, 13), (11, 6), (12, 27)],
    "7": [(0, 2), (15, 0), (9, 12), (4, 26), (6, 13), (13, 12)],
}
"""Digits as lines through places, as a hand draws them."""


def written(page: Gray, text: str, x: int, y: int) -> None:
    for number, digit in enumerate(text):
        corner = np.array((x + 24 * number, y - 24 + 3 * number), np.int32)
        places = np.array(HAND[digit], np.int32) + corner
        cv2.polylines(page, [places], False, (30,), 4, cv2.LINE_AA)


def line(page: Gray, text: str, x: int, y: int) -> PlacedLine:
    """What stands at a place, read as it is and with no doubt."""
    rows, columns = np.nonzero(page[y - 34 : y + 12, x - 4 : x + 150] < 140)
    left, right = float(x - 4 + columns.min()), float(x - 3 + columns.max())
    box = (left, float(y - 34 + rows.min()), right, float(y - 33 + rows.max()))
    middles = [(2 * n + 1) / (2 * len(text)) for n in range(len(text))]
    read = tuple(ReadCharacter(c, 0.999, m) for c, m in zip(text, middles, strict=True))
    return PlacedLine(ReadLine(read), box)


def column(hand: str, *, bold: bool = False) -> set[str]:
    """The numbers in doubt of a printed column below which one more stands."""
    page = np.full((700, 300), 255, np.uint8)
    font = cv2.FONT_HERSHEY_SIMPLEX
    for place, text in enumerate(PRINTED):
        for number, digit in enumerate(text):
            at = (50 + 24 * number, 60 + 50 * place)
            cv2.putText(page, digit, at, font, 1.0, (30,), 3, cv2.LINE_AA)
    below = 60 + 50 * len(PRINTED)
    if bold:
        for number, digit in enumerate(hand):
            at = (50 + 24 * number, below)
            cv2.putText(page, digit, at, font, 1.0, (30,), 5, cv2.LINE_AA)
    else:
        written(page, hand, 50, below)
    lines = [line(page, text, 50, 60 + 50 * n) for n, text in enumerate((*PRINTED, hand))]
    ink = (page < 140).astype(np.uint8)
    return {lines[place].line.text for place in doubted_as_handwritten(page, ink, lines)}


@pytest.mark.parametrize("number", ["472", "27", "724"])
def test_a_number_that_a_hand_wrote_is_in_doubt_however_well_it_was_read(number: str) -> None:
    assert column(number) == {number}


def test_a_bold_total_is_print() -> None:
    assert column("472", bold=True) == set()

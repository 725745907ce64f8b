"""What shows through from the other side of a sheet is taken out, pale print of its own is not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tablewright.converters.readers.scan.reverse import without_reverse


def placed(text: str, confidence: float, left: int, top: int) -> PlacedLine:
    wide = 1 / len(text)
    characters = [ReadCharacter(char, confidence, (n + 0.5) * wide) for n, char in enumerate(text)]
    return PlacedLine(ReadLine(tuple(characters)), (left, top, left + 60, top + 20))


def page(confidence: float) -> tuple[NDArray[np.uint8], list[PlacedLine]]:
    """Twelve dark lines that were read surely, and three pale ones."""
    gray = np.full((600, 400), 255, np.uint8)
    lines = []
    for number in range(12):
        gray[20 + 40 * number : 40 + 40 * number, 20:80:4] = 20
        lines.append(placed("1409.5", 0.99, 20, 20 + 40 * number))
    for number in range(3):
        gray[20 + 40 * number : 40 + 40 * number, 200:260:4] = 205
        lines.append(placed("8rPS", confidence, 200, 20 + 40 * number))
    return gray, lines


def test_pale_print_that_reads_as_nonsense_becomes_white_and_the_rest_stays() -> None:
    gray, lines = page(0.4)

    cleared = without_reverse(gray, lines)

    assert cleared is not None
    assert cleared[:, 190:].min() == 255
    assert np.array_equal(cleared[:, :100], gray[:, :100])


def test_pale_print_that_reads_well_stays() -> None:
    assert without_reverse(*page(0.97)) is None


def test_a_page_without_pale_print_stays() -> None:
    gray, lines = page(0.4)

    assert without_reverse(gray, lines[:12]) is None

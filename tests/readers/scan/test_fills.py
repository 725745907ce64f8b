"""Text on areas of one tone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps

cv2 = pytest.importorskip("cv2")

from tablewright.converters.model import Table  # noqa: E402
from tablewright.converters.readers.scan.clearfills import without_fills  # noqa: E402
from tablewright.converters.readers.scan.filledges import Fill  # noqa: E402
from tablewright.converters.readers.scan.fills import find_fills  # noqa: E402
from tablewright.converters.readers.scan.prepare import prepare  # noqa: E402
from tests.readers.pdf.drawn import Page  # noqa: E402
from tests.readers.scan.pictured import Change, png, scanned  # noqa: E402
from tests.tables.notation import printed  # noqa: E402

Gray = NDArray[np.uint8]
Colour = tuple[int, int, int]
NAVY, BLUE, GREY = (18, 58, 107), (68, 114, 196), (166, 166, 166)


def paper(tone: int = 255) -> Gray:
    return np.full((2339, 1654), tone, np.uint8)


def written(page: Gray, at: tuple[int, int], colour: int, size: float = 1.0) -> Gray:
    cv2.putText(page, "Landings 1,204", at, cv2.FONT_HERSHEY_SIMPLEX, size, (colour,), 3)
    return page


def test_a_rectangle_of_one_tone_under_text_is_a_fill() -> None:
    page = written(paper(), (300, 300), 0)
    page[400:460, 200:1400] = 54
    page[460:520, 200:1400] = 190
    written(written(page, (300, 442), 255), (300, 502), 0)
    assert find_fills(page) == (
        Fill((200, 400, 1400, 460), 54),
        Fill((200, 460, 1400, 520), 190),
    )


def test_an_area_of_corners_is_several_fills() -> None:
    page = paper()
    page[400:460, 200:1400] = 54
    page[460:700, 200:420] = 54
    assert [fill.box for fill in find_fills(page)] == [(200, 400, 1400, 460), (200, 460, 420, 700)]


def test_fills_become_white_and_what_is_lighter_on_them_dark() -> None:
    page, fill = paper(), (slice(400, 460), slice(200, 1400))
    page[fill] = 54
    written(page, (300, 442), 255)
    bare = written(paper(), (300, 442), 0)
    shown, _ = without_fills(page)
    assert np.abs(shown.astype(int) - bare).max() <= 2


def test_text_darker_than_its_fill_stays_dark() -> None:
    page = paper()
    page[400:460, 200:1400] = 170
    written(page, (300, 442), 0)
    shown, _ = without_fills(page)
    assert np.abs(shown.astype(int) - written(paper(), (300, 442), 0)).max() <= 2


def test_the_rules_around_the_cells_of_a_fill_stay() -> None:
    page = paper()
    page[400:460, 200:1400] = 110
    page[398:402, 200:1400] = page[458:462, 200:1400] = 0
    for x in (200, 600, 1000, 1396):
        page[398:462, x : x + 4] = 0
    shown, _ = without_fills(page)
    assert (shown[398:402, 204:1396] < 40).all()
    assert (shown[402:458, 600:604] < 40).all()
    assert (shown[405:455, 610:990] == 255).all()


def test_rules_that_noise_hides_on_a_dark_fill_stay() -> None:
    page = paper()
    page[400:470, 200:1400] = 51
    for x in range(300, 1400, 100):
        page[400:470, x : x + 3] = 0
        cv2.putText(page, "12", (x + 40, 424), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (255,), 2)
    page[434:437, 200:1400] = 0
    noise = np.random.default_rng(7).normal(0, 18, page.shape)
    shown, _ = without_fills(np.clip(page + noise, 0, 255).astype(np.uint8))
    assert (shown[435, 205:1395] < 60).mean() > 0.99
    for x in range(300, 1400, 100):
        assert (shown[405:465, x + 1] < 60).mean() > 0.95
        assert (shown[405:430, x + 10 : x + 35] < 60).mean() < 0.01


def test_rules_between_white_cells_are_no_fill() -> None:
    page = paper()
    for y in range(400, 700, 50):
        page[y : y + 6, 200:1400] = 0
    for x in range(200, 1400, 150):
        page[400:656, x : x + 6] = 0
    assert find_fills(written(page, (300, 440), 0)) == ()


def test_large_glyphs_are_no_fills() -> None:
    assert find_fills(written(paper(), (100, 500), 0, size=5)) == ()


def test_shade_is_no_fill() -> None:
    page = np.tile(np.linspace(90, 255, 1654).astype(np.uint8), (2339, 1))
    page[-300:] = np.linspace(240, 120, 300)[:, None]
    assert find_fills(page) == ()


def test_pages_without_fills_are_not_touched() -> None:
    page = written(paper(), (300, 300), 0)
    assert without_fills(page)[0] is page


XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 224.0, 248.0, 272.0)
ROWS = (("Names", "Dozens", "Scope"), ("beans", "12", "3.5"), ("eggs", "7", "40"))
TABLE = "Names | Dozens | Scope\nbeans | 12 | 3.5\neggs | 7 | 40"


def filled(*boxes: tuple[float, float, float, float], colour: Colour, text: Colour) -> Change:
    """The page with boxes (in points) of a colour, and what is printed on them in another."""

    def change(page: Image.Image) -> Image.Image:
        scale = 200 / 72
        for box in boxes:
            place = tuple(round(side * scale) for side in box)
            part = ImageOps.colorize(page.crop(place).convert("L"), text, colour)  # type: ignore[arg-type]
            page.paste(part, place)  # type: ignore[arg-type]
        return page

    return change


def ruled() -> Page:
    return Page().grid(XS, YS).texts([x + 6 for x in XS[:-1]], [y + 16 for y in YS[:-1]], ROWS)


def bare() -> Page:
    return Page().texts([x + 6 for x in XS[:-1]], [y + 16 for y in YS[:-1]], ROWS)


HEAD = (XS[0], YS[0], XS[-1], YS[1])
WHITE = (255, 255, 255)


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("page", "colour", "text"),
    [
        (ruled(), NAVY, WHITE),
        (ruled(), GREY, (0, 0, 0)),
        (bare(), BLUE, WHITE),
        (bare(), (0, 0, 0), WHITE),
    ],
    ids=["ruled, navy", "ruled, grey", "blue", "black"],
)
def test_the_head_of_a_table_may_stand_on_a_fill(page: Page, colour: Colour, text: Colour) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
    document = scanned(png(page, change=filled(HEAD, colour=colour, text=text)))
    assert [printed(block) for block in document.blocks if isinstance(block, Table)] == [TABLE]


@pytest.mark.ocr
def test_cells_on_fills_with_white_between_them_are_cells() -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
    heads = [(a + 1, YS[0] + 1, b - 1, YS[1] - 1) for a, b in pairwise(XS)]
    more = (*ROWS, ("wheat", "31", "8.5"), ("rye", "6", "12.5"), ("peas", "9", "1.5"))
    page = Page().texts([x + 6 for x in XS[:-1]], [216.0 + 24 * row for row in range(6)], more)
    document = scanned(png(page, change=filled(*heads, colour=NAVY, text=WHITE)))
    expected = "\n".join(" | ".join(row) for row in more)
    assert [printed(block) for block in document.blocks if isinstance(block, Table)] == [expected]


def shaded(page: Image.Image) -> Image.Image:
    across = np.linspace(0.5, 1, page.width)[None, :, None]
    return Image.fromarray((np.asarray(page) * across).astype(np.uint8))


@pytest.mark.ocr
@pytest.mark.parametrize(
    "wear",
    [
        shaded,
        lambda page: page.rotate(1.5, fillcolor="white"),
        lambda page: page.transpose(Image.Transpose.ROTATE_90),
        lambda page: page.transpose(Image.Transpose.ROTATE_180),
    ],
    ids=["shaded", "tilted", "sideways", "upside-down"],
)
def test_fills_are_found_in_any_light_and_place(wear: Change) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
    head = filled(HEAD, colour=NAVY, text=WHITE)
    page = ruled().text(72, 120, "Good news each day", size=14)
    document = scanned(png(page, change=lambda picture: wear(head(picture))))
    assert TABLE in [printed(block) for block in document.blocks if isinstance(block, Table)]


def test_prepared_pages_tell_their_fills() -> None:
    page = np.repeat(paper()[:, :, None], 3, 2)
    page[400:460, 200:1400] = NAVY
    prepared = prepare(page)
    assert [fill.box for fill in prepared.fills] == [(200, 400, 1400, 460)]
    assert (prepared.gray == 255).all()

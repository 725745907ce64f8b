from __future__ import annotations

import numpy as np
import pytest

cv2 = pytest.importorskip("cv2")

from tablewright.converters.readers.scan.blots import blots, components  # noqa: E402
from tablewright.converters.readers.scan.prepare import find_skew, prepare  # noqa: E402
from tablewright.converters.readers.scan.rules import find_rules  # noqa: E402
from tablewright.converters.readers.scan.runs import run_blots  # noqa: E402
from tablewright.converters.readers.scan.turning import turned  # noqa: E402


def lined() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A page of grey lines of text, here only strokes."""
    page = np.full((1400, 1000), 255, np.uint8)
    for top in range(100, 1300, 40):
        page[top : top + 18, 100:900:3] = 30
    return page


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("angle", [-3.4, -0.8, 0.5, 2.75])
def test_a_page_is_turned_back_by_what_it_was_turned(angle: float, exact: bool) -> None:
    found = find_skew(turned(lined(), -angle), exact=exact)
    assert found == pytest.approx(angle, abs=0.06)


def test_components_are_those_that_opencv_finds() -> None:
    mask = (np.random.default_rng(3).random((90, 140)) < 0.2).astype(np.uint8)
    known = cv2.connectedComponentsWithStats(mask)
    count, labels, stats = components(mask)
    assert count == known[0]
    assert sorted(map(tuple, stats[1:].tolist())) == sorted(map(tuple, known[2][1:].tolist()))
    assert np.array_equal(labels > 0, mask > 0)


@pytest.mark.parametrize("wide", [1, 2, 7])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.3, 0.7])
def test_blots_of_runs_are_the_components_in_their_order(share: float, wide: int) -> None:
    rng = np.random.default_rng(11)
    drawn = (rng.random((43, 38)) < share).astype(np.uint8)
    mask = np.asarray(cv2.dilate(drawn, np.ones((1, wide), np.uint8)), np.uint8)
    ink = (rng.random(mask.shape) < 0.5).astype(np.uint8)
    count, labels, stats = components(mask)
    found = run_blots(mask)
    assert [(b.left, b.top, b.width, b.height) for b in found] == [
        (x, y, w, h) for x, y, w, h, _ in stats[1:].tolist()
    ]
    for label, blot in zip(range(1, count), found, strict=True):
        own = labels == label
        columns = (own & (ink > 0)).any(0)
        assert blot.row == pytest.approx(np.nonzero(own)[0].mean() - blot.top)
        assert blot.covered(ink) == columns.sum() / blot.width


@pytest.mark.parametrize("share", [0.0, 0.001, 0.01, 0.3])
def test_blots_are_the_components_in_their_order(share: float) -> None:
    mask = (np.random.default_rng(5).random((211, 97)) < share).astype(np.uint8)
    assert np.array_equal(blots(mask), components(mask)[2][1:])
    assert np.array_equal(blots(mask[::2, ::-1]), components(mask[::2, ::-1])[2][1:])


def test_rules_stand_where_they_are_drawn_whatever_the_margins() -> None:
    page = np.full((600, 800), 255, np.uint8)
    for y in (200, 300):
        page[y : y + 3, 150:651] = 0
    for x in (150, 400, 648):
        page[200:303, x : x + 3] = 0
    rules = find_rules(page, (), 20.0)
    assert np.allclose(rules.horizontal, [[201, 150, 651], [301, 150, 651]], atol=3)
    assert np.allclose(rules.vertical, [[151, 200, 303], [401, 200, 303], [649, 200, 303]], atol=3)


Colours = tuple[int, int, int]
Shade = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def stamped(ink: Colours, *, ring: bool) -> Shade:
    """Black strokes of text below a stamp, or below a block of ink like that of a heading."""
    page = np.full((1400, 1000, 3), 255, np.uint8)
    page[100:1300:40, 100:900] = 20
    mark = np.zeros(page.shape[:2], np.uint8)
    if ring:
        cv2.circle(mark, (500, 700), 110, (1,), 9)
        mark[690:710, 440:560] = 1
    else:
        mark[600:640, 300:700:2] = 1
        mark[600:640, 301:700:5] = 1
    where = mark > 0
    page[where] = np.minimum(page[where], np.array(ink, np.uint8))
    return page


@pytest.mark.parametrize(
    ("ink", "named"),
    [((215, 40, 50), "Red"), ((40, 60, 210), "Blue or purple"), ((150, 50, 190), "Blue or purple")],
)
def test_ink_of_a_round_stamp_is_taken_out_and_text_below_it_stays(
    ink: Colours, named: str
) -> None:
    prepared = prepare(stamped(ink, ring=True))
    assert prepared.seal == named
    beside = prepared.gray[585:600, 480:520]  # the ring alone
    below = prepared.gray[700, 450:550]  # a stroke of text below the bar
    assert beside.min() > 140
    assert below.max() < 90


def test_blue_ink_that_is_no_ring_is_text() -> None:
    prepared = prepare(stamped((40, 60, 210), ring=False))
    assert prepared.seal == ""
    assert prepared.gray[610, 400:500].min() < 110


RED = (215, 40, 50)


def inked(mark: np.ndarray[tuple[int, int], np.dtype[np.uint8]], ink: Colours = RED) -> Shade:
    """A white page with ink where there is a mark."""
    page = np.full((*mark.shape, 3), 255, np.uint8)
    page[mark > 0] = ink
    return page


def unmarked() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.zeros((1400, 1000), np.uint8)


def write(
    mark: np.ndarray[tuple[int, int], np.dtype[np.uint8]], text: str, x: int, y: int, size: float
) -> None:
    font = cv2.FONT_HERSHEY_SIMPLEX
    cv2.putText(mark, text, (x, y), font, size, (1,), max(1, round(size * 3)))


def words() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A line of text, and a block of it that is about as wide as high."""
    mark = unmarked()
    write(mark, "A line of coloured words over the page", 100, 300, 1.2)
    for y in range(500, 680, 36):
        write(mark, "dates of May", 300, y, 0.8)
    return mark


def letterhead() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Large letters, round ones among them, over a thick rule."""
    mark = unmarked()
    write(mark, "N O T E", 200, 300, 3.5)
    cv2.rectangle(mark, (100, 350), (900, 356), (1,), -1)
    return mark


def frames() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """The rules of a small table, and a frame around all of the page."""
    mark = unmarked()
    cv2.rectangle(mark, (40, 40), (960, 1360), (1,), 4)
    for place in range(300, 541, 60):
        cv2.line(mark, (300, place), (540, place), (1,), 2)
        cv2.line(mark, (place, 300), (place, 540), (1,), 2)
    return mark


@pytest.mark.parametrize("drawn", [words, letterhead, frames])
@pytest.mark.parametrize("ink", [RED, (255, 165, 0), (150, 50, 190)])
def test_words_rules_and_frames_in_colour_stay(drawn: object, ink: Colours) -> None:
    assert callable(drawn)
    mark = drawn()
    prepared = prepare(inked(mark, ink))
    assert prepared.seal == ""
    assert prepared.gray[mark > 0].max() < 200


def oval(mark: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> None:
    cv2.ellipse(mark, (500, 700), (110, 75), 0, 0, 360, (1,), 6)
    write(mark, "PAID", 440, 715, 1.2)


def square(mark: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> None:
    cv2.rectangle(mark, (440, 640), (560, 760), (1,), 6)
    for y in (690, 745):
        write(mark, "HB", 450, y, 2.0)


def gapped(mark: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> None:
    """A ring that black text crosses."""
    cv2.circle(mark, (500, 700), 110, (1,), 8)
    cv2.rectangle(mark, (380, 690), (410, 706), (0,), -1)
    cv2.rectangle(mark, (590, 632), (620, 652), (0,), -1)


@pytest.mark.parametrize("drawn", [oval, square, gapped])
def test_a_seal_goes_and_the_coloured_words_beside_it_stay(drawn: object) -> None:
    assert callable(drawn)
    mark, text = unmarked(), words()
    drawn(mark)
    text[480:700] = 0
    prepared = prepare(inked(mark | text))
    assert prepared.seal == "Red"
    assert prepared.gray[mark > 0].min() > 170
    assert prepared.gray[text > 0].max() < 150


def test_a_negative_is_turned_about() -> None:
    ink = np.full((1400, 1000, 3), 40, np.uint8)
    page = inked(words(), (20, 20, 20))
    assert np.array_equal(prepare(255 - page).gray, prepare(page).gray)
    dim = np.where(words()[:, :, None] > 0, 5, ink).astype(np.uint8)
    assert prepare(dim).gray[words() > 0].max() < 60

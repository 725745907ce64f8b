from __future__ import annotations

import numpy as np
import pytest

cv2 = pytest.importorskip("cv2")

from tablewright.converters.readers.scan.prepare import find_skew, prepare, turned  # noqa: E402
from tablewright.converters.readers.scan.rules import components, find_rules  # noqa: E402


def lined() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A page of grey lines of text, here only strokes."""
    page = np.full((1400, 1000), 255, np.uint8)
    for top in range(100, 1300, 40):
        page[top : top + 18, 100:900:3] = 30
    return page


@pytest.mark.parametrize("angle", [-3.4, -0.8, 0.5, 2.75])
def test_a_page_is_turned_back_by_what_it_was_turned(angle: float) -> None:
    assert find_skew(turned(lined(), -angle)) == pytest.approx(angle, abs=0.06)


def test_components_are_those_that_opencv_finds() -> None:
    mask = (np.random.default_rng(3).random((90, 140)) < 0.2).astype(np.uint8)
    known = cv2.connectedComponentsWithStats(mask)
    count, labels, stats = components(mask)
    assert count == known[0]
    assert sorted(map(tuple, stats[1:].tolist())) == sorted(map(tuple, known[2][1:].tolist()))
    assert np.array_equal(labels > 0, mask > 0)


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

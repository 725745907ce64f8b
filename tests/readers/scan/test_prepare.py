from __future__ import annotations

import numpy as np
import pytest

cv2 = pytest.importorskip("cv2")

from tablewright.converters.readers.scan.prepare import find_skew, turned  # noqa: E402
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

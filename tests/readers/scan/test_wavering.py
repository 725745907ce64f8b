"""Lines by hand that are no rules."""

from __future__ import annotations

import pytest

cv2 = pytest.importorskip("cv2")

import numpy as np  # noqa: E402

from tablewright.converters.readers.scan.rules import find_rules  # noqa: E402

Places = list[tuple[int, int]]
STRAIGHT: Places = [(300, 450), (440, 450)]
STRUCK: Places = [(300, 452), (330, 446), (370, 445), (410, 451), (440, 458)]


def levels(places: Places, *, bounded: bool = False) -> set[int]:
    """Where the horizontal rules of a page with a table and one more line are."""
    page = np.full((700, 900), 255, np.uint8)
    for y in (300, 400, 500):
        page[y : y + 3, 200:701] = 0
    for number in range(10):
        page[435:465, 290 + 16 * number : 298 + 16 * number] = 0  # glyphs that it crosses
    cv2.polylines(page, [np.array(places, np.int32)], False, (0,), 5)
    if bounded:
        page[300:503, 298:301] = page[300:503, 439:442] = 0
    rules = find_rules(page, (), 30.0)
    return {round(y, -1) for y in rules.horizontal[:, 0].round().astype(int).tolist()}


def test_a_straight_line_is_a_rule_and_one_by_hand_is_none() -> None:
    assert levels(STRAIGHT) == {300, 400, 450, 500}
    assert levels(STRUCK) == {300, 400, 500}


def test_what_ends_at_rules_on_both_sides_is_one_however_it_looks() -> None:
    assert 450 in levels(STRUCK, bounded=True)

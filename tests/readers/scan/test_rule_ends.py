"""Rules that texts cut, and rules in dots, are as long as their ink."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.rules import find_rules

EM = 24.0


def grid() -> NDArray[np.uint8]:
    """Four rows of two columns, ruled."""
    page = np.full((600, 900), 255, np.uint8)
    for y in range(100, 301, 50):
        page[y - 1 : y + 2, 100:501] = 0
    for x in (100, 300, 500):
        page[100:301, x - 1 : x + 2] = 0
    return page


def test_rules_below_a_box_of_text_over_several_rows_reach_the_last_vertical() -> None:
    rules = find_rules(grid(), [(480.0, 110.0, 496.0, 290.0)], EM)

    assert rules.horizontal[:, 2] == pytest.approx([500] * 5, abs=3)


def test_a_rule_in_dots_is_one_as_long_as_the_one_above_it() -> None:
    page = np.full((600, 900), 255, np.uint8)
    page[99:102, 100:800] = 0
    page[200, 100:800] = 0
    for start, end in ((160, 260), (600, 800)):
        page[200, start:end] = 255
        page[200, start:end:3] = page[200, start + 1 : end : 3] = 0

    rules = find_rules(page, [], EM)

    assert rules.horizontal[:, 1:] == pytest.approx(np.array([[100, 800]] * 2), abs=6)


def test_rules_over_several_columns_each_stay_apart() -> None:
    page = np.full((600, 900), 255, np.uint8)
    page[99:102, 100:800] = 0
    page[199:202, 100:440] = page[199:202, 452:800] = 0

    rules = find_rules(page, [], EM)

    assert len(rules.horizontal) == 3

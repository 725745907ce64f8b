"""Strokes of large glyphs are no rules, and shadows are no fills."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers.scan.clearfills import without_fills
from tablewright.converters.readers.scan.light import even, evenly_lit
from tablewright.converters.readers.scan.rules import find_rules

Gray = NDArray[np.uint8]


def ladder(page: Gray, left: int, top: int, right: int, bottom: int, step: int) -> None:
    """Strokes of bold glyphs that touch: level ones above and below, upright ones between."""
    for y in (top, bottom):
        page[y - 3 : y + 3, left:right] = 0
    for x in range(left, right + 1, step):
        page[top:bottom, x - 3 : x + 3] = 0


def test_frames_of_large_glyphs_in_one_text_are_no_rules() -> None:
    page = np.full((600, 900), 255, np.uint8)
    ladder(page, 300, 102, 480, 143, 45)

    rules = find_rules(page, [(100.0, 95.0, 800.0, 150.0)], 24.0)

    assert (len(rules.horizontal), len(rules.vertical)) == (0, 0)


def test_cells_over_which_a_box_of_text_reaches_keep_their_rules() -> None:
    page = np.full((600, 900), 255, np.uint8)
    ladder(page, 100, 100, 800, 140, 175)
    page[140:180, 97:103] = page[140:180, 797:803] = 0
    page[177:183, 100:800] = 0

    rules = find_rules(page, [(120.0, 106.0, 780.0, 134.0)], 24.0)

    assert sorted(rules.horizontal[:, 0].round()) == pytest.approx([100, 140, 180], abs=2)
    assert len({round(x / 10) for x in rules.vertical[:, 0]}) == 5


def lit(page: Gray) -> Gray:
    """A page with a soft and deep shadow over its left half, as that of a hand."""
    y, x = np.indices(page.shape)
    light = 0.55 + 0.45 / (1 + np.exp(-(0.8 * x + 0.3 * y - 700) / 90))
    return np.asarray(page * light, np.uint8)


def test_a_deep_soft_shadow_is_light_and_no_fill() -> None:
    page = np.full((2000, 1400), 250, np.uint8)
    for top in range(300, 1500, 50):
        page[top : top + 3, 150:1250] = 0
        page[top + 18 : top + 34, 180:1200:5] = 20
    page[300:1500, 150:153] = page[300:1500, 600:603] = 0

    shown = evenly_lit(lit(page))

    assert np.percentile(shown[::7, ::7], 30) > 225
    assert without_fills(shown)[1] == ()
    assert np.percentile(even(lit(page))[::7, ::7], 30) > 225


def test_a_large_fill_is_no_shadow() -> None:
    page = np.full((2000, 1400), 250, np.uint8)
    page[300:1300, 100:1300] = 120
    page[350:380, 200:700:6] = 250

    assert np.median(evenly_lit(page)[400:1200, 200:1200]) == pytest.approx(120, abs=8)
    assert [fill.box for fill in without_fills(evenly_lit(page))[1]] == [(100, 300, 1300, 1300)]

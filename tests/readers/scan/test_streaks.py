"""Streaks of a scanner's glass are taken out, rules of tables are not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tablewright.converters.readers.scan.streaks import without_streaks


def sheet() -> NDArray[np.uint8]:
    """A sheet with a table of two columns and a word."""
    page = np.full((1000, 800), 250, np.uint8)
    for y in range(200, 801, 60):
        page[y : y + 2, 100:701] = 20
    for x in (100, 400, 700):
        page[200:802, x : x + 2] = 20
    page[215:230, 480:540:4] = 0
    return page


def test_a_streak_down_the_whole_sheet_goes_and_the_words_under_it_stay() -> None:
    page = sheet()
    page[:, 512] = np.minimum(page[:, 512], 140)

    cleared = without_streaks(page)

    assert cleared[:190, 512].min() > 240
    assert cleared[220, 512] == 0
    assert np.array_equal(
        np.delete(cleared, (511, 512, 513), 1), np.delete(page, (511, 512, 513), 1)
    )


def test_verticals_of_a_table_that_was_cut_out_stay() -> None:
    part = sheet()[200:802]

    assert np.array_equal(without_streaks(part), part)


def test_a_sheet_without_streaks_stays_as_it_is() -> None:
    page = sheet()

    assert without_streaks(page) is page

"""Headers of grids whose verticals start below the names of groups."""

from __future__ import annotations

import pytest

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

XS = (72, 152, 192, 232, 282, 322, 362)


def grid_without_verticals_beside_groups(step: float, bottom: float) -> Page:
    """A grid of which only the first vertical and the left side go up to the top at 100."""
    page = Page()
    ys = (100, bottom, bottom + 16, bottom + 32)
    for y in ys:
        page.line(XS[0], y, XS[-1], y)
    for place, x in enumerate(XS):
        page.line(x, 100 if place < 2 else step, x, ys[-1])
    for name, a, b in (("Spent", 1, 4), ("Earned", 4, 6)):
        page.text((XS[a] + XS[b] - advance(name, 8)) / 2, step - 3, name, size=8)
    rows = [("Town", "2021", "2022", "2023", "2023", "2024")]
    rows += [("Alm", "4", "6", "7", "12", "13"), ("Ost", "3", "8", "5", "21", "16")]
    for row, y in zip(rows, (bottom, *ys[2:]), strict=True):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 4, y - 4, text, size=8)
    return page


@pytest.mark.parametrize(("step", "bottom"), [(112, 126), (112, 122), (118, 132)])
def test_what_stands_above_the_start_of_verticals_heads_several_columns(
    step: float, bottom: float
) -> None:
    page = grid_without_verticals_beside_groups(step, bottom)
    assert shown(page) == (
        "Town | Spent | < | < | Earned | <\n"
        "^ | 2021 | 2022 | 2023 | 2023 | 2024\n"
        "Alm | 4 | 6 | 7 | 12 | 13\n"
        "Ost | 3 | 8 | 5 | 21 | 16"
    )

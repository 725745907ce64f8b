"""Bars and colons that a typewriter sets between columns are walls, no cells."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown, tables_of

BARS = """\
------------+----------+---------
Area        | May 2009 | Apr 2009
------------+----------+---------
North       |   83,152 |   38,908
South       |  640,425 |  265,676
East        |   55,821 |   64,621
------------+----------+---------"""


def typed(text: str) -> Page:
    """A text in a face all of whose letters are half an em wide."""
    page = Page()
    for number, line in enumerate(text.split("\n")):
        for start, word in _words(line):
            page.text(72 + 5 * start, 100 + 12 * number, word)
    return page


def _words(line: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for word in line.split(" "):
        if word:
            found.append((start, word))
        start += len(word) + 1
    return found


EXPECTED = (
    "Area | May 2009 | Apr 2009\nNorth | 83,152 | 38,908\n"
    "South | 640,425 | 265,676\nEast | 55,821 | 64,621"
)


def test_typed_bars_part_columns_and_are_no_text() -> None:
    assert shown(typed(BARS)) == EXPECTED


def test_bars_without_spaces_part_numbers_as_those_of_a_row_that_is_typed_too_short() -> None:
    page = typed(
        "Area       |May 2009|Apr 2009\n"
        "North......|  83,152|  38,908\n"
        "South......| 640,425| 265,676\n"
        "East.......|  55,821|  64,621\n"
        "West......|   9,821|  64,621"
    )
    assert shown(page) == (
        "Area | May 2009 | Apr 2009\nNorth | 83,152 | 38,908\nSouth | 640,425 | 265,676\n"
        "East | 55,821 | 64,621\nWest | 9,821 | 64,621"
    )


def test_a_bar_between_links_is_text() -> None:
    page = typed("Home | About | Contact\n\nSome words of text follow here, and more of them.")
    assert not tables_of(page)

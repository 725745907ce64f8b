"""Bars and colons that a typewriter sets between columns are walls, no cells."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from tablewright.converters.readers.pdf.borderless.leaders import Leaders
from tablewright.converters.readers.pdf.borderless.typedwalls import without_typed_walls
from tablewright.converters.readers.pdf.gaps.doubts import is_table
from tablewright.converters.readers.pdf.gaps.gridlines import grid_lines
from tablewright.converters.readers.pdf.gaps.guttervotes import find_gutters
from tablewright.converters.readers.pdf.gaps.interludes import without_interludes
from tablewright.converters.readers.pdf.heads.headparts import with_parted_words
from tablewright.converters.readers.pdf.lines.words import TextLine, Word
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


def _monospaced(texts: Sequence[str]) -> tuple[Any, list[TextLine]]:
    """A page and the lines of a typewriter face on it."""
    boxes: list[tuple[float, ...]] = []
    lines = []
    for number, text in enumerate(texts):
        y = 100.0 + 12 * number
        words = []
        for start, word in _words(text):
            places = np.arange(len(boxes), len(boxes) + len(word))
            boxes += [(6.0 * n, y - 8, 6.0 * n + 6, y + 2) for n in range(start, start + len(word))]
            sides = 6.0 * start, 6.0 * (start + len(word))
            words.append(Word(word, *sides, y - 8, y + 2, y, 10, False, True, places))
        lines.append(TextLine(tuple(words)))
    return SimpleNamespace(characters=SimpleNamespace(boxes=np.array(boxes))), lines


def test_colons_beside_a_wall_of_colons_part_headers_too() -> None:
    page, lines = _monospaced(
        ("Item   :  June  :  July", "Area   :  60.5     63.2", "Yield  :  40.2     44.9")
    )
    bare, _ = without_typed_walls(page, lines, Leaders())
    assert [chunk.text for chunk in bare[0].chunks] == ["Item", "June", "July"]


def test_a_colon_where_a_typed_rule_starts_is_a_wall() -> None:
    page, lines = _monospaced(
        (
            "       :  1998     1999",
            "Item   :--------------",
            "Area   :  60.5     63.2",
            "Yield  :  40.2",
        )
    )
    bare, rules = without_typed_walls(page, lines, Leaders())
    assert [line.letters for line in bare][:2] == ["19981999", "Item"]
    assert [(left, right) for _, left, right in rules] == [(48, 132)]


def test_a_line_of_nothing_but_walls_is_white_between_rows() -> None:
    page, lines = _monospaced(
        (
            "Item   :  June  :  July",
            "       :",
            "Area   :  60.5     63.2",
            "Yield  :  40.2     44.9",
        )
    )
    bare, _ = without_typed_walls(page, lines, Leaders())
    assert [line.letters[0] for line in bare] == ["I", "A", "Y"]


def test_colons_for_missing_values_are_no_walls() -> None:
    page, lines = _monospaced(("Area   60.5   63.2", "Yield     :   44.9", "Stock  45.6      :"))
    bare, _ = without_typed_walls(page, lines, Leaders())
    assert [line.letters for line in bare] == [line.letters for line in lines]


def test_typed_headers_one_space_apart_head_a_column_each_where_all_are_set_to_theirs() -> None:
    texts = ("drive  cyl surf size", "D31    203    2  1.2", "D44    408    4  5.0")
    gutters = ((18.0, 42.0), (60.0, 84.0), (90.0, 102.0))
    head, *body = grid_lines(_monospaced(texts)[1], gutters)
    assert [piece.text for piece in head.pieces] == ["drive", "cyl surf size"]
    parted = with_parted_words([head], body, gutters)
    assert [piece.text for piece in parted[0].pieces] == ["drive", "cyl", "surf", "size"]


def test_a_typed_header_over_columns_that_its_words_are_not_set_to_is_one() -> None:
    texts = ("drive  all in metres", "D31    203    2  1.2", "D44    408    4  5.0")
    gutters = ((18.0, 42.0), (60.0, 84.0), (90.0, 102.0))
    head, *body = grid_lines(_monospaced(texts)[1], gutters)
    assert with_parted_words([head], body, gutters) == [head]


def test_a_column_that_counts_behind_two_others_is_none_of_line_numbers() -> None:
    codes = ("XO", "C2", "C21", "84", "841", "X42", "421", "8")
    texts = [
        f"{n * 37 % 90 + 10:<6}{code:<8}{n:<6}{'hf'[n % 2] * 2}"
        for n, code in enumerate(codes, start=1)
    ]
    gutters = ((12.0, 36.0), (66.0, 84.0), (90.0, 120.0))
    assert is_table(grid_lines(_monospaced(texts)[1], gutters), 4, ruled=False)


def test_lines_in_another_face_between_typed_ones_are_text_between_two_tables() -> None:
    rows = ["CSR   16   status", "BUF   8    buffer"]
    _, lines = _monospaced([*rows, "", "The output has registers:", "", *rows])
    above, text, below = lines[:2], lines[3], lines[5:]
    plain = TextLine(tuple(word._replace(monospaced=False) for word in text.words))
    assert without_interludes([*above, plain, *below]) == [above, below]
    assert without_interludes([*above, text, *below]) == [[*above, text, *below]]


def test_typed_spaces_under_each_other_part_no_columns() -> None:
    texts = (
        "name  size  comments",
        "CSR   16    input control/state register, lines 0 to 15",
        "BUF   16    input buffer, lines 0 to 15",
        "IREQ  16    receive interrupt requests, lines 0 to 15",
        "DSI   16    dataset interrupt requests, lines 0 to 15",
    )
    assert len(find_gutters(_monospaced(texts)[1], 0, 320)) == 2


def test_a_column_that_counts_signs_is_none_of_line_numbers() -> None:
    texts = [f"{n:02}   {sign}   {'mark' if n % 3 else ''}" for n, sign in enumerate("#@:>{^/ST")]
    assert is_table(grid_lines(_monospaced(texts)[1], ((12.0, 30.0), (36.0, 54.0))), 3, ruled=False)

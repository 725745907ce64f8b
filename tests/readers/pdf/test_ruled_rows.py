"""Tables whose rows are all ruled off and whose columns are not: rules drawn cell by cell."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

XS = (60.0, 140.0, 240.0, 300.0, 360.0, 420.0)
Y, HIGH = 100.0, 20.0


def _pieces(page: Page, y: float, xs: Sequence[float]) -> None:
    """A rule that is drawn cell by cell."""
    for left, right in itertools.pairwise(xs):
        page.line(left, y, right, y)


def _cell(page: Page, text: str, row: float, first: int, last: int | None = None) -> None:
    """A text in the middle of columns."""
    middle = (XS[first] + XS[(first if last is None else last) + 1]) / 2
    page.centred(middle, Y + HIGH * row + 13, text)


def _numbers(page: Page, row: int) -> list[str]:
    texts = [str(row * 10 + n) for n in range(3)]
    for column, text in enumerate(texts, start=2):
        _cell(page, text, row, column)
    return texts


def _report(page: Page, *, closed: bool = True) -> str:
    """A header of two levels and groups of rows, ruled off by pieces that leave out what spans."""
    starts = (0, 2, 0, 0, 1, 1, 0) if closed else (0, 2, 0, 0, 1, 1)
    for number, start in enumerate(starts):
        _pieces(page, Y + HIGH * number, XS[start:])
    _cell(page, "Kinds", 0.5, 0, 1)
    _cell(page, "Requests", 0, 2, 4)
    for column, text in enumerate(("Made", "Met", "Sum"), start=2):
        _cell(page, text, 1, column)
    rows = [" | ".join(["New", "<", *_numbers(page, 2)])]
    _cell(page, "New", 2, 0, 1)
    _cell(page, "Refused", 4, 0)
    for row, label in enumerate(("Secret", "Late", "Other"), start=3):
        _cell(page, label, row, 1)
        rows.append(" | ".join(["Refused" if row == 3 else "^", label, *_numbers(page, row)]))
    return "\n".join(["Kinds | < | Requests | < | <", "^ | < | Made | Met | Sum", *rows])


def test_rules_that_leave_columns_out_tell_cells_over_rows_and_middles_those_over_columns() -> None:
    page = Page()
    expected = _report(page)
    assert shown(page) == expected


def test_rules_beside_a_label_at_the_end_of_a_page_belong_to_the_rules_above_them() -> None:
    page = Page()
    expected = _report(page, closed=False)
    assert shown(page) == expected


@pytest.mark.parametrize("words", [("Kind", "Made-in-the-year"), ("Kind-of-act", "Made")])
def test_one_text_between_the_first_two_of_many_rules_is_a_row(words: tuple[str, str]) -> None:
    page = Page()
    xs = (XS[0], XS[1], XS[3], XS[5])
    for number in range(7):
        _pieces(page, Y + HIGH * number, xs)
    page.centred((xs[0] + xs[3]) / 2, Y + 13, "Article 20")
    page.centred((xs[0] + xs[1]) / 2, Y + HIGH + 13, words[0])
    page.centred((xs[1] + xs[3]) / 2, Y + HIGH + 13, words[1])
    rows = [f"Article 20 | < | <\n{words[0]} | {words[1]} | <"]
    for row, label in enumerate(("Rules", "Orders", "Fees"), start=2):
        page.centred((xs[0] + xs[1]) / 2, Y + HIGH * row + 13, label)
        page.centred((xs[1] + xs[3]) / 2, Y + HIGH * row + 13, str(row * 7))
        rows.append(f"{label} | {row * 7} | <")
    for x, text in zip((100, 220, 360), ("Fines", "31", "47"), strict=True):
        page.centred(x, Y + HIGH * 5 + 13, text)
    rows.append("Fines | 31 | 47")
    assert shown(page) == "\n".join(rows)


def test_a_text_much_larger_than_the_rows_is_the_heading_of_the_next_table() -> None:
    page = Page()
    first, second = (60.0, 180.0, 300.0, 420.0), (60.0, 130.0, 200.0, 270.0, 340.0, 420.0)
    rows: list[str] = []
    for start, xs in ((0, first), (5, second)):
        for number in range(5):
            _pieces(page, Y + HIGH * (start + number), xs)
        for row in range(4):
            texts = [f"Ab{row}", *(str(100 * row + n) for n in range(1, len(xs) - 1))]
            for (left, right), text in zip(itertools.pairwise(xs), texts, strict=True):
                page.centred((left + right) / 2, Y + HIGH * (start + row) + 13, text)
            rows.append(" | ".join(texts))
    page.text(60, Y + HIGH * 4 + 15, "Second matters", size=15)
    tables = "\n".join(rows[:4]), "\n".join(rows[4:])
    assert shown(page).split("\n\n")[0] == tables[0]
    assert shown(page).split("\n\n")[-1] == tables[1]


def test_pieces_of_rules_tell_columns_that_headers_leave_no_white_between() -> None:
    page = Page()
    xs = [60.0 + 40 * number for number in range(9)]
    for y in (100.0, 120.0, 140.0, 160.0):
        _pieces(page, y, xs)
    heads = [
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
        "结果维持",
        "结果纠正",
        "其他结果",
    ]
    numbers = ["1", "0", "4", "0", "5", "12", "14", "9"]
    others = ["2", "7", "3", "6", "8", "10", "11", "19"]
    for y, texts in ((113, heads), (133, numbers), (153, others)):
        for (left, right), text in zip(itertools.pairwise(xs), texts, strict=True):
            page.centred((left + right) / 2, y, text, size=9.5)
    assert shown(page) == "\n".join(" | ".join(texts) for texts in (heads, numbers, others))


def test_rows_that_no_rule_parts_stay_rows_where_all_others_are_ruled_off() -> None:
    page = Page()
    xs = (60.0, 260.0, 340.0, 420.0)
    for y in (100, 120, 140, 180, 200, 220, 240):
        _pieces(page, y, xs)
    rows = [("Year", "2020", "2021"), ("Profit", "233", "201"), ("Other income", "", "")]
    rows += [("Fair value", "31", "64"), ("Pensions", "23", "84"), ("Shares", "15", "21")]
    rows += [("Total", "302", "370")]
    page.texts((64, 290, 370), (113, 133, 153, 173, 193, 213, 233), rows)
    assert shown(page) == "\n".join(" | ".join(row).rstrip(" |") for row in rows)

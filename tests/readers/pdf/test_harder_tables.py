"""Tables that rows far apart, walls without rules, or prose beside them make hard to see."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of

SIDES = (72.0, 232.0, 332.0, 432.0)


def rows_at(page: Page, ys: tuple[float, ...], rows: tuple[tuple[str, ...], ...]) -> Page:
    return page.texts(SIDES[: len(rows[0])], list(ys), rows)


def spread(page: Page, y: float, text: str, width: float, *, left: float = 72.0) -> None:
    """A line justified to a width."""
    words = text.split()
    space = (width - sum(advance(word, 10) for word in words)) / (len(words) - 1)
    for word in words:
        page.text(left, y, word)
        left += advance(word, 10) + space


def test_negative_numbers_in_brackets_are_no_numbers_of_equations() -> None:
    rows = (("Office", "Change"), ("North", "(12)"), ("South", "(7)"), ("East", "(31)"))
    assert shown(rows_at(Page(), (200, 218, 236, 254), rows)) == (
        "Office | Change\nNorth | (12)\nSouth | (7)\nEast | (31)"
    )


def test_signs_a_space_before_their_numbers_are_no_column() -> None:
    rows = (
        ("Office", "Change", "Share"),
        ("North", "+ 1.2", "12"),
        ("South", "- 0.7", "9"),
        ("East", "- 3.1", "31"),
    )
    assert shown(rows_at(Page(), (200, 218, 236, 254), rows)) == (
        "Office | Change | Share\nNorth | + 1.2 | 12\nSouth | - 0.7 | 9\nEast | - 3.1 | 31"
    )


def test_rows_may_stand_far_apart() -> None:
    rows = (("Office", "Staff", "Share"), ("North", "12", "1.5"), ("South", "9", "2.5"))
    page = rows_at(Page(), (200, 248, 296), rows)
    assert shown(page) == "Office | Staff | Share\nNorth | 12 | 1.5\nSouth | 9 | 2.5"


def test_walls_without_rules_between_rows_hold_rows() -> None:
    page = Page().grid((72, 172, 252, 332), (200, 218, 300))
    page.texts((76, 176, 256), [212], [("Office", "Town", "Street")])
    for y, row in ((232, ("North", "Upton", "Mill Lane")), (254, ("South", "Ash", "Oak Row"))):
        page.texts((76, 176, 256), [y], [row])
    page.text(76, 280, "The office in").text(76, 292, "the east")
    page.text(176, 280, "Elm").text(256, 280, "Gate")
    assert shown(page) == (
        "Office | Town | Street\nNorth | Upton | Mill Lane\nSouth | Ash | Oak Row\n"
        "The office in the east | Elm | Gate"
    )


def test_a_frame_that_the_page_break_leaves_open_holds_the_rows_below_its_header() -> None:
    page = Page()
    for y in (700, 718):
        page.line(72, y, 332, y)
    for x in (72, 332):
        page.line(x, 700, x, 800)
    for x in (172, 252):  # a row over all columns parts the inner lines
        page.line(x, 700, x, 736).line(x, 752, x, 800)
    page.texts((76, 176, 256), [712, 730], [("Office", "Staff", "Share"), ("North", "12", "1")])
    page.text(76, 748, "Abroad", bold=True)
    page.texts((76, 176, 256), [766, 784], [("South", "9", "2"), ("East", "31", "5")])
    (table,) = tables_of(page)
    assert (table.rows, table.columns) == (5, 3)


def test_spread_lines_of_prose_above_a_table_are_no_rows_of_it() -> None:
    page = Page()
    spread(page, 160, "the offices answered nearly all requests", 240)
    spread(page, 172, "within a few days everywhere although some", 240)
    page.text(72, 184, "were late.")
    rows = (("Office", "Staff", "Share"), ("North", "12", "1.5"), ("South", "9", "2.5"))
    rows_at(page, (202, 216, 230), rows)
    (table,) = tables_of(page)
    assert (table.rows, table.columns) == (3, 3)


def test_a_table_between_narrow_columns_of_prose_stands_in_its_column() -> None:
    left = "the offices answered all of the many requests they"
    page = Page()
    for number in range(14):
        spread(page, 100 + 12 * number, left, 226)
        spread(page, 105 + 12 * number, left, 226, left=308)
    for number, row in enumerate((("Office", "Staff"), ("North", "12"), ("South", "9"))):
        page.texts((72, 200), [300 + 14 * number], [row])
    (table,) = tables_of(page)
    assert (table.rows, table.columns) == (3, 2)


def test_spaces_in_long_numbers_part_no_columns() -> None:
    page = Page()
    rows = (("North", "12 345", "7"), ("South", "887", "9"), ("East", "1 204", "5"))
    for number, (label, value, share) in enumerate((*rows, ("West", "40 118", "2"))):
        y = 200 + 16 * number
        page.text(72, y, label).text(420, y, share)
        left = 320.0 - sum(advance(part, 10) for part in value.split()) - 3.5 * value.count(" ")
        for part in value.split():
            page.text(left, y, part)
            left += advance(part, 10) + 3.5
    assert shown(page) == "North | 12 345 | 7\nSouth | 887 | 9\nEast | 1 204 | 5\nWest | 40 118 | 2"


def test_a_single_year_is_a_value_and_several_head_columns() -> None:
    rows = (("Office", "Cases"), ("North", "2013"), ("South", "77"), ("East", "1204"))
    assert shown(rows_at(Page(), (200, 213, 226, 239), rows)) == (
        "Office | Cases\nNorth | 2013\nSouth | 77\nEast | 1204"
    )

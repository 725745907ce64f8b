"""Text in columns: what is read after what, and where paragraphs go on."""

from __future__ import annotations

from collections.abc import Sequence

from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import Page, advance, drawn
from tests.readers.pdf.shown import read_here, tables_of
from tests.tables.notation import printed

FERRY = (
    "The ferry leaves the harbour every morning at nine and reaches the far islands before noon "
    "unless the weather keeps it in port, as it does on more days of winter than anybody who "
    "lives there cares to count or to remember."
)
MAIL = (
    "Mail and bread are brought by the same boat, and they are carried up the hill by whoever "
    "happens to be at the pier when it comes in, which is mostly the smith or one of his sons."
)
GOATS = (
    "Goats were sent over in the third year of the trade, but the pilots would not have them on "
    "deck, and so they are towed behind in a barge that was built for turf."
)
LAMPS = (
    "Lamps burn along the quay until the last boat is in. Their oil is paid for by the port, "
    "whose books show that it is dearer in dry summers than in any others."
)


def justified(
    page: Page, text: str, left: float, right: float, top: float, *, last: bool = False
) -> float:
    """Write a paragraph between two sides, its lines 12 points apart; the next line's baseline.

    With `last` its last line is as wide as the others.
    """
    lines: list[list[str]] = [[]]
    for word in text.split():
        if advance(" ".join([*lines[-1], word]), 10) > right - left:
            lines.append([])
        lines[-1].append(word)
    for number, words in enumerate(lines):
        free = right - left - sum(advance(word, 10) for word in words)
        space = free / max(len(words) - 1, 1)
        if number == len(lines) - 1 and not last:
            space = advance(" ", 10)
        x = left
        for word in words:
            page.text(x, top, word)
            x += advance(word, 10) + space
        top += 12
    return top


def texts(*pages: Page) -> list[str]:
    return [block_text((block,)) for block in read_here(drawn(*pages)).blocks]


def test_columns_with_a_gutter_of_one_letter_are_read_one_after_the_other() -> None:
    page = Page()
    foot = justified(page, FERRY, 72, 292, 100)
    justified(page, MAIL, 72, 292, foot)
    foot = justified(page, GOATS, 301, 521, 100)
    justified(page, LAMPS, 301, 521, foot)
    assert texts(page) == [FERRY, MAIL, GOATS, LAMPS]


def test_a_line_beside_white_of_the_other_column_belongs_to_its_column() -> None:
    page = Page().text(72, 60, "A title that is set over the whole width of both of the columns.")
    page.text(372, 60, "It goes on to the right-hand side.")
    foot = justified(page, FERRY, 72, 292, 100)
    foot = justified(page, MAIL, 72, 292, foot + 36)  # a gap, as below a formula
    justified(page, LAMPS, 72, 292, foot)
    justified(page, GOATS, 304, 524, 124)
    assert texts(page)[1:] == [FERRY, MAIL, LAMPS, GOATS]


def test_columns_that_start_again_below_a_heading_are_read_in_two_parts() -> None:
    page = Page()
    justified(page, FERRY, 72, 292, 100)
    justified(page, MAIL, 312, 532, 100)
    page.text(72, 200, "The second winter", size=14)
    justified(page, GOATS, 72, 292, 230)
    justified(page, LAMPS, 312, 532, 230)
    assert texts(page) == [FERRY, MAIL, "The second winter", GOATS, LAMPS]


def test_a_paragraph_goes_on_in_the_next_column_and_in_lines_below() -> None:
    page = Page()
    foot = justified(page, GOATS, 72, 292, 100)
    words = FERRY.split()
    justified(page, " ".join(words[:7]), 72, 292, foot, last=True)
    justified(page, " ".join(words[7:]), 312, 532, 100)
    assert texts(page) == [GOATS, FERRY]


def test_a_page_with_one_narrow_column_has_paragraphs_as_wide_as_it() -> None:
    page = Page()
    foot = justified(page, GOATS, 72, 272, 100)
    justified(page, MAIL, 72, 272, foot)
    assert texts(page) == [GOATS, MAIL]


def test_the_first_line_of_a_paragraph_may_be_moved_in_by_one_letter() -> None:
    page = Page()
    foot = justified(page, MAIL, 72, 292, 100, last=True)
    words = FERRY.split()
    foot = justified(page, " ".join(words[:7]), 82, 292, foot, last=True)
    justified(page, " ".join(words[7:]), 72, 292, foot)
    assert texts(page) == [MAIL, FERRY]


def test_a_heading_of_the_other_column_joins_no_rows_beside_it() -> None:
    page = Page()
    foot = justified(page, FERRY, 72, 292, 100)
    foot += 24
    page.line(90, foot - 12, 280, foot - 12).line(90, foot + 5, 280, foot + 5)
    rows = [("Port", "Boats", "Crew"), ("Alm", "12", "48"), ("Ost", "7", "21"), ("Ulv", "31", "90")]
    for number, row in enumerate(rows):
        for x, text in zip((94, 180, 250), row, strict=True):
            page.text(x, foot + 13 * number, text)
    page.line(90, foot + 45, 280, foot + 45)
    page.text(312, foot + 20.8, "2 Winter", size=14.4)
    justified(page, MAIL, 312, 532, foot + 55)
    (table,) = tables_of(page)
    assert printed(table).splitlines()[-3:] == ["Alm | 12 | 48", "Ost | 7 | 21", "Ulv | 31 | 90"]


def test_a_stretched_line_below_a_table_is_no_row_of_it() -> None:
    page = Page()
    foot = justified(page, FERRY, 72, 292, 100) + 24
    page.line(105, foot - 12, 245, foot - 12).line(105, foot + 5, 245, foot + 5)
    rows = [("Port", "Boats", "Crew"), ("Alm", "12", "48"), ("Ost", "7", "21"), ("Ulv", "31", "90")]
    for number, row in enumerate(rows):
        for x, text in zip((108, 160, 214), row, strict=True):
            page.text(x, foot + 15 * number, text)
    page.line(105, foot + 50, 245, foot + 50)
    justified(page, "The pilots of this port found", 72, 292, foot + 70, last=True)
    (table,) = tables_of(page)
    assert (table.rows, table.columns) == (4, 3)


ROWS = [("Port", "Boats", "Crew"), ("Alm", "12", "48"), ("Ost", "7", "21"), ("Ulv", "31", "90")]


def rows_at(page: Page, top: float, xs: Sequence[int], rows: Sequence[Sequence[str]]) -> float:
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=True):
            page.text(x, top + 14 * number, text)
    return top + 14 * len(rows)


def test_tables_above_each_other_in_one_column_are_two_where_prose_is_wider_than_their_rules() -> (
    None
):
    page = Page()
    for top in (110, 300):
        page.line(105, top + 4, 245, top + 4)
        rows_at(page, top, (108, 160, 214), [*ROWS, *ROWS[1:]])
    justified(page, FERRY, 72, 292, 220)
    foot = justified(page, GOATS, 301, 521, 110)
    foot = justified(page, MAIL, 301, 521, foot)
    justified(page, LAMPS, 301, 521, foot)
    assert [(table.rows, table.columns) for table in tables_of(page)] == [(7, 3), (7, 3)]


def test_columns_that_are_mostly_tables_are_columns_where_both_hold_a_paragraph() -> None:
    page = Page()
    many = [*ROWS, *ROWS[1:], *ROWS[1:]]
    foot = justified(page, f"{FERRY} {GOATS}", 72, 292, 100) + 14
    for _ in range(3):
        foot = rows_at(page, foot, (72, 172, 277), many) + 14
    foot = rows_at(page, 105, (301, 401, 506), many) + 14
    foot = justified(page, f"{MAIL} {LAMPS}", 301, 521, foot) + 14
    for _ in range(2):
        foot = rows_at(page, foot, (301, 401, 506), many) + 14
    assert [(table.rows, table.columns) for table in tables_of(page)] == [(10, 3)] * 6


def test_a_table_below_another_one_starts_at_a_header_with_the_same_first_label() -> None:
    page = Page()
    foot = rows_at(page, 100, (72, 140, 200), [("Port", "2023", "2024"), *ROWS[1:]])
    heads = ("Port", "2021", "2022", "2023", "2024")
    rows = [heads, *((name, one, two, two, one) for name, one, two in ROWS[1:])]
    rows_at(page, foot + 14, (72, 170, 230, 290, 350), rows)
    assert [(table.rows, table.columns) for table in tables_of(page)] == [(4, 3), (4, 5)]


def test_a_table_with_a_rule_below_does_not_go_on_far_below_it() -> None:
    page = Page().line(105, 92, 245, 92).line(105, 105, 245, 105).line(105, 150, 245, 150)
    rows_at(page, 102, (108, 160, 214), ROWS)
    rows_at(page, 270, (60, 160, 214, 280), [("Port", "2022", "2023", "2024")])
    rows_at(page, 284, (60, 160, 214, 280), [("Ems", "4", "5", "6"), ("Ill", "7", "3", "2")])
    assert [(table.rows, table.columns) for table in tables_of(page)] == [(4, 3), (3, 4)]

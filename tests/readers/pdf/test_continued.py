"""Tables without rules that go on over pages, and what stands beside the page break."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tablewright.converters.readers.pdf.gaps.captions import is_continued_mark
from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown, tables_of
from tests.tables.notation import printed

Rows = Sequence[tuple[str, ...]]
XS = (72.0, 200.0, 320.0)
HEAD = ("Name", "Count", "Place")
ROWS = [(f"Label {chr(97 + n)}", str(17 * n + 3), "north" if n % 3 else "south") for n in range(20)]
PROSE = "The words of this paragraph go on and on until the line is as full as any line may be."


def rows_of(page: Page, rows: Rows, top: float) -> Page:
    """The rows at the columns, each 16 points high."""
    return page.texts(XS, [top + 16 * n for n in range(len(rows))], rows)


def table_text(*parts: Rows) -> str:
    return "\n".join(" | ".join(row) for part in parts for row in part)


def test_one_row_on_the_next_page_belongs_to_the_table() -> None:
    first = rows_of(Page().text(72, 420, PROSE), [HEAD, *ROWS[:19]], 460)
    second = rows_of(Page(), ROWS[19:], 60).text(72, 110, PROSE).text(72, 124, PROSE)
    tables = tables_of(first, second)
    assert [printed(table) for table in tables] == [table_text([HEAD], ROWS)]


def test_rows_below_all_text_of_the_page_before_belong_to_the_table() -> None:
    rows = [(label, f"{word} of all", "north") for label, _, word in ROWS]
    first = Page().text(72, 700, PROSE).texts(XS[:1], [760], [["Name"]])
    first = rows_of(first, rows[:1], 776)
    second = rows_of(Page(), rows[1:], 60).text(72, 420, PROSE)
    (table,) = tables_of(first, second)
    assert printed(table).splitlines()[-20:] == table_text(rows).splitlines()


def test_the_end_of_a_cell_on_the_next_page_belongs_to_its_row() -> None:
    torn = [*ROWS[:18], ("A label that is", "41", "west")]
    first = rows_of(Page().text(72, 420, PROSE), [HEAD, *torn], 460)
    second = rows_of(Page().text(72, 60, "longer"), ROWS[12:], 76).text(72, 300, PROSE)
    whole = [*ROWS[:18], ("A label that is longer", "41", "west"), *ROWS[12:]]
    assert [printed(t) for t in tables_of(first, second)] == [table_text([HEAD], whole)]


def test_a_caption_between_two_tables_of_one_width_keeps_them_apart() -> None:
    first = rows_of(Page().text(72, 420, PROSE), [HEAD, *ROWS[:19]], 460)
    second = rows_of(Page().text(72, 60, "Table 2. More"), [("Kind", "Sum", "Town"), *ROWS[:8]], 80)
    assert len(tables_of(first, second)) == 2


def test_headers_over_headers_belong_to_the_table() -> None:
    page = Page().text(72, 60, PROSE)
    page.text(250, 100, "Both").text(72, 118, "Name").text(200, 118, "Count")
    page.text(320, 118, "Place")
    page = page.texts(XS, [136 + 18 * n for n in range(6)], ROWS[:6])
    assert shown(page).startswith(f"{PROSE}\n\nName | Both | <\n^ | Count | Place\n")


def test_coloured_rows_that_end_apart_are_two_tables() -> None:
    page = Page()
    for n in range(0, 8, 2):
        page.box(70, 190 + 16 * n, 250, 206 + 16 * n, grey=0.9)
        page.box(300, 190 + 16 * n, 480, 206 + 16 * n, grey=0.9)
    for n, (label, number, _) in enumerate([HEAD, *ROWS[:7]]):
        page.text(74, 202 + 16 * n, label).text(200, 202 + 16 * n, number)
        page.text(304, 202 + 16 * n, label).text(430, 202 + 16 * n, number)
    text = table_text([row[:2] for row in [HEAD, *ROWS[:7]]])
    assert [printed(table) for table in tables_of(page)] == [text, text]


def test_a_column_that_is_empty_on_the_first_page_lies_beyond_its_piece() -> None:
    first = rows_of(Page().text(72, 600, PROSE), [HEAD, *ROWS[:6]], 640)
    marked = [(*row, "x") for row in ROWS[6:]]
    second = Page().texts((*XS, 364.0), [60 + 16 * n for n in range(len(marked))], marked)
    whole = [(*row, "") for row in (HEAD, *ROWS[:6])] + marked
    assert [printed(table) for table in tables_of(first, second)] == [table_text(whole)]


MARKS = (
    "续表1",
    "表1（续）",
    "表1 续",
    "（续表）",
    "表1 各区收支（续）",
    "(continued)",
    "(接上页)",
)


def test_a_mark_at_the_right_over_a_header_is_no_header() -> None:
    first = rows_of(Page().text(72, 420, PROSE), [HEAD, *ROWS[:17]], 460)
    second = rows_of(Page().text(320, 60, "（续表）"), [HEAD, *ROWS[17:], *ROWS[:8]], 76)
    text = table_text([HEAD], ROWS[:17], ROWS[17:], ROWS[:8])
    assert shown(first, second) == f"{PROSE}\n\n{text}"


@pytest.mark.parametrize("mark", MARKS)
def test_what_says_that_a_table_goes_on_is_no_row_of_it(mark: str) -> None:
    first = Page().text(72, 420, PROSE).text(200, 450, "单位：件")
    first = rows_of(first, [HEAD, *ROWS[:17]], 475)
    second = Page().text(200, 60, mark).text(320, 76, "单位：件")
    second = rows_of(second, [HEAD, *ROWS[17:], *ROWS[:8]], 92).text(72, 280, PROSE)
    text = table_text([HEAD], ROWS[:17], ROWS[17:], ROWS[:8])
    assert [printed(table) for table in tables_of(first, second)] == [text]


def test_a_name_below_the_mark_that_the_first_piece_has_not_is_kept() -> None:
    first = rows_of(Page().text(72, 420, PROSE), [HEAD, *ROWS[:17]], 475)
    second = Page().text(200, 60, "（续表）").text(72, 76, "Part two: women")
    second = rows_of(second, [HEAD, *ROWS[17:], *ROWS[:8]], 110)
    text = table_text([HEAD], ROWS[:17], ROWS[17:], ROWS[:8])
    assert shown(first, second) == f"{PROSE}\n\n{text}\n\nPart two: women"


def test_title_and_unit_may_stand_over_each_piece_of_a_table() -> None:
    def page(top: float, rows: Rows) -> Page:
        page = Page().text(150, top, "Cases by place").text(320, top + 16, "(thousand)")
        return rows_of(page, [HEAD, *rows], top + 40)

    first = page(460, ROWS[:17]).text(72, 420, PROSE)
    second = page(60, [*ROWS[17:], *ROWS[:8]]).text(72, 300, PROSE)
    text = table_text([HEAD], ROWS[:17], ROWS[17:], ROWS[:8])
    assert [printed(table) for table in tables_of(first, second)] == [text]


def test_a_title_that_stands_once_more_after_half_a_page_begins_another_table() -> None:
    def page(rows: Rows) -> Page:
        page = Page().text(150, 60, "Cases by place").text(320, 76, "(thousand)")
        return rows_of(page, [HEAD, *rows], 100)

    full = Page().texts([72.0], [60 + 16 * n for n in range(45)], [[PROSE]] * 45)
    tables = tables_of(full, full, full, full, page(ROWS[:8]), page(ROWS[8:]))
    assert [len(printed(table).splitlines()) for table in tables] == [9, 13]


@pytest.mark.parametrize(
    "text",
    ["Discontinued operations", "Discontinued operations 12 13", "办理手续表", "表2 延续", "接"],
)
def test_a_row_whose_words_only_hold_the_mark_does_not_say_that_a_table_goes_on(text: str) -> None:
    assert not is_continued_mark(text)


def test_a_last_row_of_discontinued_things_stays_where_the_table_goes_on() -> None:
    last = ("Discontinued", "41", "west")
    first = rows_of(Page().text(72, 420, PROSE), [HEAD, *ROWS[:18], last], 460)
    second = rows_of(Page(), [HEAD, *ROWS[12:]], 60).text(72, 300, PROSE)
    text = table_text([HEAD], ROWS[:18], [last], ROWS[12:])
    assert [printed(table) for table in tables_of(first, second)] == [text]


def test_a_rule_below_names_of_groups_alone_is_no_end_of_the_table_below_it() -> None:
    xs = (72.0, 130.0, 215.0, 300.0, 385.0, 480.0)
    page = Page().text(72, 60, PROSE)
    page.text(72, 100, "County").text(150, 100, "Population").text(320, 100, "Households")
    page.text(480, 100, "Rate").line(128, 104, 460, 104)
    page.texts(xs[1:5], [116], [("2010", "2020", "2010", "2020")])
    for n in range(6):
        page.texts(xs, [134 + 18 * n], [("Adams", "1,204", "1,377", "512", "598", "2.1")])
        page.line(70, 121 + 18 * n, 510, 121 + 18 * n)
    page.line(70, 229, 510, 229)
    table = "County | Population | < | Households | < | Rate\n^ | 2010 | 2020 | 2010 | 2020 | ^"
    body = "\nAdams | 1,204 | 1,377 | 512 | 598 | 2.1" * 6
    assert shown(page) == f"{PROSE}\n\n{table}{body}"

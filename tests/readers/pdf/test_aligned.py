"""Tables without a full grid, and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tablewright.converters.readers.pdf.borderless.slottables import tiled
from tablewright.converters.readers.pdf.gaps.captions import is_caption
from tablewright.converters.readers.pdf.gaps.gridlines import is_number
from tablewright.converters.readers.pdf.lines.words import TextLine, Word, chunks_of
from tablewright.converters.tables.draft import DraftCell
from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of
from tests.tables.notation import printed

XS = (72.0, 232.0, 332.0, 432.0)
ROWS = (
    ("Region", "Income", "Share", "Note"),
    ("North", "1,204", "12.5%", "final"),
    ("South", "987", "9.1%", "estimate"),
    ("East", "2,310", "24.0%", "final"),
)
PLAIN = "\n".join(" | ".join(row) for row in ROWS)


def rows_of(page: Page, rows: tuple[tuple[str, ...], ...] = ROWS, *, top: float = 200) -> Page:
    return page.texts(XS, [top + 18 * number for number in range(len(rows))], rows)


def test_a_table_of_white_space_alone() -> None:
    page = rows_of(Page().text(72, 120, "Words before the table.")).text(72, 330, "Words after.")
    assert shown(page) == f"Words before the table.\n\n{PLAIN}\n\nWords after."


def test_a_table_of_three_lines() -> None:
    page = rows_of(Page())
    for y in (185, 206, 262):
        page.line(72, y, 480, y)
    assert shown(page) == PLAIN


def test_the_unit_above_a_header_between_rules_is_no_row_of_it() -> None:
    rows = (("Region", "Income", "Share", "Rate"), *((*row[:3], "7") for row in ROWS[1:]))
    page = rows_of(Page().text(432, 180, "Unit: one"), rows)
    for y in (185, 206, 262):
        page.line(72, y, 480, y)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("表2各行业期末人数（2020年）", True),
        ("续表3-1全区收支情况", True),
        ("圖4人口", True),
        ("表2中的数字", False),
        ("表2列出各行业人数", False),
        ("表2各行业人数见下，其中农业最多", False),
        ("表面处理", False),
    ],
)
def test_a_title_right_after_the_number_makes_a_caption_and_no_sentence(
    text: str, named: bool
) -> None:
    word = Word(text, 72, 172, 90, 100, 98, 10, bold=False, monospaced=False, places=np.arange(1))
    assert is_caption(TextLine((word,))) is named


def test_numbers_may_be_set_to_the_right() -> None:
    page = Page()
    for number, row in enumerate(ROWS):
        y = 200 + 18 * number
        page.text(72, y, row[0])
        page.ending((300, 400, 480), y, row[1:])
    assert shown(page) == PLAIN


def test_coloured_bands_part_rows_of_wrapped_text() -> None:
    page = Page()
    rows = (
        ("Item", "Rule", ""),
        ("first", "a rule that goes on", "for two lines"),
        ("second", "another rule that goes", "on and on"),
        ("third", "a short rule", ""),
    )
    y = 200.0
    for number, (item, rule, rest) in enumerate(rows):
        height = 30.0 if rest else 16.0
        if number % 2 == 0:
            page.box(68, y - 12, 400, y - 12 + height, grey=0.85)
        page.text(72, y, item).text(200, y, rule)
        if rest:
            page.text(200, y + 13, rest)
        y += height
    assert shown(page) == (
        "Item | Rule\nfirst | a rule that goes on for two lines\n"
        "second | another rule that goes on and on\nthird | a short rule"
    )


def test_wrapped_labels_are_one_row_where_rows_stand_further_apart() -> None:
    page = Page()
    for number, (label, more, value, share) in enumerate(
        [
            ("Total of all requests", "that were received", "120", "100%"),
            ("Requests refused", "", "13", "10.8%"),
            ("Requests answered", "only in part", "41", "34.2%"),
            ("Other requests", "", "66", "55.0%"),
        ]
    ):
        y = 200 + 40 * number
        page.text(72, y, label).text(250, y, value).text(350, y, share)
        if more:
            page.text(72, y + 12, more)
    assert shown(page) == (
        "Total of all requests that were received | 120 | 100%\nRequests refused | 13 | 10.8%\n"
        "Requests answered only in part | 41 | 34.2%\nOther requests | 66 | 55.0%"
    )


@pytest.mark.parametrize("bottom", [False, True])
def test_wrapped_labels_are_one_row_where_all_lines_are_equally_far(bottom: bool) -> None:
    page = Page()
    rows = [
        ("Kind of request", "", "Number"),
        ("Total of all requests", "which were received", "120"),
        ("Refused", "", "13"),
        ("Answers given only in", "part or too late", "41"),
        ("Other", "", "66"),
    ]
    y = 200
    for label, more, value in rows:
        page.text(72, y, label).text(250, y + (12 if bottom and more else 0), value)
        if more:
            y += 12
            page.text(72, y, more)
        y += 12
    assert shown(page) == (
        "Kind of request | Number\nTotal of all requests which were received | 120\nRefused | 13\n"
        "Answers given only in part or too late | 41\nOther | 66"
    )


def test_a_bold_label_alone_heads_the_rows_below_and_wraps_none() -> None:
    page = Page()
    rows = [
        ("Kind", "2023", "2024"),
        ("Letters sent to the office", "120", "131"),
        ("By hand", "", ""),
        ("Letters brought", "13", "9"),
        ("Calls", "41", "66"),
        ("Visits", "5", "8"),
    ]
    for number, (label, *values) in enumerate(rows):
        y = 200 + 13 * number
        page.text(72, y, label, bold=not any(values))
        page.ending((280, 340), y, values)
    assert shown(page) == (
        "Kind | 2023 | 2024\nLetters sent to the office | 120 | 131\nBy hand | < | <\n"
        "Letters brought | 13 | 9\nCalls | 41 | 66\nVisits | 5 | 8"
    )


def test_rows_that_stand_apart_as_far_as_all_others_are_no_wrapped_label() -> None:
    page = Page()
    rows = [("Kind", "2023"), ("Letters sent to us", "120"), ("Other letters", ""), ("Calls", "5")]
    for number, (label, value) in enumerate(rows):
        page.text(72, 200 + 16 * number, label)
        page.text(280 - advance(value, 10), 200 + 16 * number, value)
    assert shown(page) == ("Kind | 2023\nLetters sent to us | 120\nOther letters | \nCalls | 5")


def test_signs_of_currency_belong_to_their_numbers() -> None:
    page = Page()
    rows = [("Item", "Cost"), ("Rent", "1,204.50 €"), ("Light", "93.10 €"), ("Heat", "112.00 €")]
    for number, (label, value) in enumerate(rows):
        page.text(72, 200 + 14 * number, label)
        page.text(280 - advance(value, 10), 200 + 14 * number, value)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


@pytest.mark.parametrize(
    "text", ["12", "-3.5%", "(1 204,5)", "$9", "93.10 €", "28–49", "2015/16", "7’204", "31+", "5a"]
)
def test_numbers_of_all_forms_are_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "a1", "12 of 30", "–", "No. 5"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not is_number(text)


def test_two_typed_spaces_part_columns_and_one_does_not() -> None:
    def typed(text: str, start: float, *, monospaced: bool) -> Word:
        end, places = start + 6.0 * len(text), np.zeros(len(text), np.intp)
        return Word(
            text, start, end, 0, 10, 8, 10, bold=False, monospaced=monospaced, places=places
        )

    for monospaced, expected in ((True, ["ab cd", "ef"]), (False, ["ab cd ef"])):
        words = [typed(t, x, monospaced=monospaced) for t, x in (("ab", 0), ("cd", 18), ("ef", 42))]
        assert [chunk.text for chunk in chunks_of(tuple(words), 1.3)] == expected


def test_headers_over_several_columns_span_them() -> None:
    page = Page()
    for y in (185, 222, 280):
        page.line(72, y, 480, y)
    page.line(200, 204, 330, 204).line(350, 204, 480, 204)
    page.text(245, 198, "Actual").text(390, 198, "Planned").text(72, 216, "Item")
    xs = (205, 285, 355, 435)
    page.texts(xs, (216,), (("2021", "2022", "2023", "2024"),))
    for number, label in enumerate(("North", "South", "West")):
        y = 236 + 18 * number
        page.text(72, y, label).texts(xs, (y,), (("12", "14", "15", "17"),))
    assert shown(page) == (
        "Item | Actual | < | Planned | <\n^ | 2021 | 2022 | 2023 | 2024\n"
        "North | 12 | 14 | 15 | 17\nSouth | 12 | 14 | 15 | 17\nWest | 12 | 14 | 15 | 17"
    )


def test_headers_without_rules_span_the_columns_they_are_centred_above() -> None:
    page = Page()
    page.text(72, 216, "Item").text(238, 198, "Actual").text(388, 198, "Planned")
    xs = (205, 285, 355, 435)
    page.texts(xs, (216,), (("2021", "2022", "2023", "2024"),))
    for number, label in enumerate(("North", "South", "West", "East")):
        y = 236 + 18 * number
        page.text(72, y, label).texts(xs, (y,), (("1.2", "14", "1.5", "17"),))
    body = "\n".join(
        f"{label} | 1.2 | 14 | 1.5 | 17" for label in ("North", "South", "West", "East")
    )
    assert shown(page) == (
        f"Item | Actual | < | Planned | <\n^ | 2021 | 2022 | 2023 | 2024\n{body}"
    )


def test_headers_at_the_left_of_wide_columns_of_numbers_find_their_columns() -> None:
    page = Page()
    starts, ends = (72, 150, 190, 260, 330), (140, 185, 255, 325, 395)
    for x, text in zip(starts, ("Name", "Old", "New", "Lost", "Found"), strict=True):
        page.text(x, 200, text)
    rows = [
        ("North", "1", "200", "3", "61"),
        ("South", "4", "5", "16", "7"),
        ("East",) + ("8",) * 4,
    ]
    for number, (label, *values) in enumerate(rows):
        y = 216 + 16 * number
        page.text(72, y, label)
        page.ending(ends[1:], y, values)
    assert shown(page) == (
        "Name | Old | New | Lost | Found\nNorth | 1 | 200 | 3 | 61\nSouth | 4 | 5 | 16 | 7\n"
        "East | 8 | 8 | 8 | 8"
    )


def test_headers_of_headers_stand_alone_above_the_first_line_of_pieces() -> None:
    page = Page().text(325, 170, "Letters").text(295, 186, "Paper")
    page.text(72, 202, "Office").text(270, 202, "Old").text(330, 202, "New").text(400, 202, "All")
    for number, row in enumerate([("Offices of the north and south west", "10", "2", "3")] * 4):
        for x, text in zip((72, 270, 330, 400), row, strict=True):
            page.text(x, 218 + 16 * number, text)
    assert shown(page).startswith(
        "Office | Letters | < | <\n^ | Paper | < | All\n^ | Old | New | ^\n"
    )


def test_lines_of_many_wrapped_cells_are_one_row_where_rows_stand_further_apart() -> None:
    page = Page()
    rows = [
        ("Letters from", "abroad", "old and", "new ones", "12"),
        ("Calls from", "the town", "only by", "day", "7"),
        ("Visits to", "the office", "of all", "kinds", "31"),
    ]
    for number, (a, b, c, d, value) in enumerate(rows):
        y = 200 + 25.0 * number
        page.text(72, y, a).text(180, y, c).text(280, y, value)
        page.text(72, y + 11.5, b).text(180, y + 11.5, d)
    assert shown(page) == (
        "Letters from abroad | old and new ones | 12\nCalls from the town | only by day | 7\n"
        "Visits to the office | of all kinds | 31"
    )


def test_a_table_above_prose_is_not_cut_into_columns_of_prose() -> None:
    page = Page()
    names = ("Transport of households", "Population at home", "Energy for all of us", "Others")
    for number, name in enumerate(names):
        page.text(72, 200 + 20 * number, name).text(290, 200 + 20 * number, f"{7 * number} kg")
        page.text(390, 200 + 20 * number, f"{12 + number}.5")
    line = "Words of a long line of prose that goes on and on over all of the page and"
    page.lines(72, 300, *[line] * 8)
    assert shown(page).startswith("Transport of households | 0 kg | 12.5\n")


def test_headers_are_wrapped_where_their_words_had_no_room() -> None:
    page = rows_of(Page(), (("Region", "income", "Share", "Note"), *ROWS[1:]), top=212)
    page.text(XS[1], 200, "Total")
    for y in (185, 218, 274):
        page.line(72, y, 480, y)
    assert shown(page) == "Region | Total income | Share | Note\n" + "\n".join(
        " | ".join(row) for row in ROWS[1:]
    )


def test_leaders_to_values_are_set_aside() -> None:
    page = Page()
    rows = (("Grants", "12.5"), ("Loans", "7.25"), ("Repayments", "1,031.0"), ("Fees", "0.4"))
    for number, (label, value) in enumerate(rows):
        page.text(72, 200 + 14 * number, f"{label} " + "." * 60)
        page.text(450, 200 + 14 * number, value)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_a_header_cut_off_by_its_rule_keeps_its_body() -> None:
    page = rows_of(Page())
    for y in (185, 206):
        page.line(72, y, 480, y)
    assert shown(page) == PLAIN


def test_rules_that_leave_a_column_out_make_tall_cells() -> None:
    page = Page()
    for y, left in ((185, 72), (205, 72), (225, 172), (245, 72), (265, 172), (285, 72)):
        page.line(left, y, 400, y)
    page.texts((76, 180, 300), (199,), (("Group", "Kind", "Count"),))
    for number, (group, kind, count) in enumerate(
        (("North", "wood", "12"), ("", "stone", "7"), ("South", "wood", "3"), ("", "stone", "4"))
    ):
        page.texts((76, 180, 300), (219 + 20 * number,), ((group, kind, count),))
    assert shown(page) == (
        "Group | Kind | Count\nNorth | wood | 12\n^ | stone | 7\nSouth | wood | 3\n^ | stone | 4"
    )


def test_a_grid_whose_body_has_no_row_lines_is_split() -> None:
    page = rows_of(Page())
    for x in (68, 228, 328, 428, 500):
        page.line(x, 185, x, 264)
    for y in (185, 206, 264):
        page.line(68, y, 500, y)
    assert shown(page) == PLAIN


SENTENCE = "The figures of the second table are those of the year before, as far as known."


@pytest.mark.parametrize("ruled", [False, True])
def test_a_paragraph_between_two_tables_parts_them(ruled: bool) -> None:
    page = rows_of(rows_of(Page(), top=200), top=308).text(72, 280, SENTENCE)
    for y in (188, 206, 260, 296, 314, 368) if ruled else ():
        page.line(68, y, 500, y)
    assert shown(page) == f"{PLAIN}\n\n{SENTENCE}\n\n{PLAIN}"


def test_a_note_in_the_distance_of_the_rows_is_one_of_them() -> None:
    page = rows_of(Page(), (*ROWS, (SENTENCE,), *ROWS[1:]), top=200)
    for number in range(9):
        page.line(68, 188 + 18 * number, 500, 188 + 18 * number)
    assert shown(page).count("\n\n") == 0


def test_rows_of_words_in_a_frame_without_row_lines_stand_further_apart_than_lines() -> None:
    page = Page().grid((60, 180, 330), (185, 205, 345))
    page.text(72, 199, "Kind").text(190, 199, "Meaning")
    rows = [
        ("Letters that are sent", ("papers that the post brings", "to us each day")),
        ("Calls", ("what the telephone is for",)),
        ("Visits to the office", ("everybody who came to see", "one of us at the office")),
        ("Mails that were read", ("letters without any paper",)),
    ]
    y = 220.0
    for label, lines in rows:
        page.text(72, y, label)
        page.lines(190, y, *lines, pitch=12)
        y += 12 * len(lines) + 9
    assert shown(page) == "\n".join(
        ["Kind | Meaning", *(f"{label} | {' '.join(lines)}" for label, lines in rows)]
    )


def test_a_borderless_table_goes_on_over_the_page() -> None:
    above = rows_of(Page(), top=700).text(280, 815, "1")
    below = rows_of(
        Page(),
        (
            ROWS[0],
            ("West", "55", "1.2%", "final"),
            ("Isles", "5", "0.2%", "x"),
            ("Abroad", "8", "0.4%", "y"),
        ),
        top=72,
    ).text(280, 815, "2")
    (table,) = tables_of(above, below)
    assert printed(table) == (
        PLAIN + "\nWest | 55 | 1.2% | final\nIsles | 5 | 0.2% | x\nAbroad | 8 | 0.4% | y"
    )


PROSE_LEFT = [
    "The office keeps a register",
    "of all decisions it took and",
    "shows it on its site each",
    "month, with the names left",
    "out where the law wants it",
    "so, and with the reasons.",
    "Anyone may ask for a copy",
    "of a decision in writing.",
]
PROSE_RIGHT = [
    "Requests are answered in",
    "twenty days, which may be",
    "made longer once if others",
    "must be heard first. A fee",
    "is asked for large copies",
    "only, as the rules of the",
    "province set out in their",
    "second part. See below.",
]


def contents(page: Page) -> None:
    for number, title in enumerate(("Aims", "Means", "Results of the year", "Outlook", "Annex")):
        y = 100 + 16 * number
        page.text(72, y, f"{number + 1}. {title} " + "." * (60 - len(title))).text(
            450, y, f"{number * 3 + 1}"
        )


def bare_contents(page: Page) -> None:
    for number, title in enumerate(("Aims", "Means", "Results of the year", "Outlook", "Annex")):
        page.text(72, 100 + 16 * number, title).text(450, 100 + 16 * number, f"{number * 3 + 1}")


def bullets(page: Page) -> None:
    for number, text in enumerate(("wood and stone", "glass", "paper of all kinds", "iron")):
        page.text(72, 100 + 16 * number, f"{number + 1}.").text(100, 100 + 16 * number, text)


def equations(page: Page) -> None:
    for number, text in enumerate(("a = b + c", "d = a * 2", "e = f - g", "h = i")):
        page.text(200, 100 + 20 * number, text).text(450, 100 + 20 * number, f"({number + 1})")


def two_columns(page: Page) -> None:
    page.lines(72, 100, *PROSE_LEFT).lines(240, 100, *PROSE_RIGHT)


def form(page: Page) -> None:
    for number, text in enumerate(("Name:", "Street:", "Town:", "Date:")):
        page.text(72, 100 + 30 * number, text).text(150, 100 + 30 * number, "_" * 30)


def letter_head(page: Page) -> None:
    page.text(72, 100, "To the council").text(400, 100, "12 May 2024")
    page.text(72, 114, "Town hall").text(400, 114, "No. 7/24").lines(72, 160, *PROSE_LEFT)


@pytest.mark.parametrize(
    "draw", [contents, bare_contents, bullets, equations, two_columns, form, letter_head]
)
def test_what_is_no_table_stays_text(draw: Callable[[Page], None]) -> None:
    page = Page()
    draw(page)
    assert tables_of(page) == []


def test_cells_that_claim_one_slot_are_one_cell() -> None:
    cells = [DraftCell(0, 0, 1, 1), DraftCell(0, 0, 2, 1), DraftCell(0, 1, 1, 1)]
    assert [(c.row, c.column) for c in tiled(cells, 1, 2)] == [(0, 0), (0, 1)]


def test_labels_low_in_their_height_stand_under_a_header_above_one_of_them() -> None:
    xs = (72.0, 172.0, 252.0, 332.0, 422.0)
    page = Page().line(72, 185, 480, 185).line(72, 232, 480, 232).line(72, 292, 480, 292)
    page.text(252, 207, "Gain").text(72, 214, "Region").text(422, 214, "Sum")
    page.texts(xs[1:4], [221], (("Coal", "Salt", "Wool"),))
    page.texts(xs, [247, 265, 283], [(name, "12", "44", "31", "87") for name in "ABC"])
    assert shown(page) == (
        "Region | Gain | < | < | Sum\n^ | Coal | Salt | Wool | ^\n"
        "A | 12 | 44 | 31 | 87\nB | 12 | 44 | 31 | 87\nC | 12 | 44 | 31 | 87"
    )


def test_first_lines_of_labels_are_no_headers_of_the_short_labels_beside_them() -> None:
    xs = (72.0, 172.0, 252.0, 332.0)
    page = Page().line(72, 185, 480, 185).line(72, 232, 480, 232).line(72, 292, 480, 292)
    page.text(72, 214, "Region").texts(xs[2:], [207], (("Under 18", "18 years"),))
    page.texts(xs[1:], [221], (("Total", "years", "and over"),))
    page.texts(xs, [247, 265, 283], [(name, "12", "44", "31") for name in "ABC"])
    assert shown(page).startswith("Region | Total | Under 18 years | 18 years and over\nA | 12")


def test_headers_of_two_lines_over_one_column_each_are_one_row() -> None:
    xs = (72.0, 172.0, 252.0, 332.0)
    page = Page().line(72, 185, 480, 185).line(72, 232, 480, 232).line(72, 292, 480, 292)
    page.text(72, 212, "Region").text(172, 205, "Coal").text(172, 219, "mined")
    page.text(252, 205, "Salt").text(252, 219, "sold").text(332, 212, "Wool")
    page.texts(xs, [247, 265, 283], [(name, "12,345,678", "44,555,666", "31") for name in "ABC"])
    assert shown(page).startswith("Region | Coal mined | Salt sold | Wool\nA | 12,345,678")


def test_a_label_of_two_lines_stands_around_the_numbers_of_its_row() -> None:
    rows = (*ROWS, *ROWS[1:], *ROWS[1:])
    page = rows_of(Page().line(72, 185, 480, 185).line(72, 206, 480, 206), rows)
    page.text(72, 380, "Far away in the").texts(XS[1:], [386.5], (("31", "2.0%", "final"),))
    page.text(72, 393, "west").line(72, 406, 480, 406)
    plain = "\n".join(" | ".join(row) for row in rows)
    assert shown(page) == f"{plain}\nFar away in the west | 31 | 2.0% | final"

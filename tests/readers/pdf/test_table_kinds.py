"""Kinds of tables that documents hold, each in its smallest form."""

from __future__ import annotations

import itertools

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of
from tests.tables.notation import printed

XS = (72.0, 152.0, 212.0, 272.0)
YS = (200.0, 220.0, 240.0, 260.0)
ROWS = (("Item", "Count", "Share"), ("first", "12", "3.5"), ("second", "7", "2.5"))
PLAIN = "Item | Count | Share\nfirst | 12 | 3.5\nsecond | 7 | 2.5"


def texts(page: Page, left: float = 0.0) -> Page:
    return page.texts([x + 4 + left for x in XS[:-1]], [y + 13 for y in YS[:-1]], ROWS)


def test_two_tables_side_by_side_are_two() -> None:
    page = Page().table(XS, YS, ROWS).table([x + 240 for x in XS], YS, ROWS)
    assert shown(page) == f"{PLAIN}\n\n{PLAIN}"


def test_bands_of_colour_without_text_beside_a_table_are_nothing() -> None:
    page = texts(Page())
    for y in YS[:-1]:
        page.box(72, y, 272, y + 9, grey=0.9).box(400, y, 500, y + 9, grey=0.9)
    assert shown(page) == PLAIN


def test_tables_in_two_columns_of_prose_stand_in_their_columns() -> None:
    words = "the office keeps a register of all its decisions here"
    page = Page()
    for left in (0.0, 250.0):
        for number in range(5):
            page.text(72 + left, 80 + 14 * number, words[:40])
            page.text(72 + left, 300 + 14 * number, words[3:43])
        page.table([x + left for x in XS], YS, ROWS)
    tables = tables_of(page)
    assert [printed(table) for table in tables] == [PLAIN, PLAIN]
    assert shown(page).index("Share") < shown(page).rindex("the office")


def test_a_table_turned_by_a_quarter_is_read_upright() -> None:
    page = Page()
    for x in XS:
        page.line(YS[0], 800 - x, YS[-1], 800 - x)
    for y in YS:
        page.line(y, 800 - XS[0], y, 800 - XS[-1])
    for y, row in zip(YS, ROWS, strict=False):
        for x, text in zip(XS, row, strict=False):
            page.text(0, 0, text, matrix=f"0 1 -1 0 {y + 13:.2f} {page.height - 800 + x + 4:.2f}")
    assert shown(page) == PLAIN


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    page = texts(Page(entries="/Rotate 90"))
    page.grid(XS, YS)
    (table,) = tables_of(page)
    assert {table.rows, table.columns} == {3}


def test_shaded_rows_alone_are_rows() -> None:
    page = Page()
    rows = (*ROWS, ("third", "9", "4.5"), ("fourth", "1", "0.5"))
    for number, row in enumerate(rows):
        if number % 2 == 0:
            page.box(70, 200 + 18 * number, 280, 218 + 18 * number, grey=0.85)
        page.texts([x + 4 for x in XS[:-1]], [213 + 18 * number], [row])
    assert shown(page) == f"{PLAIN}\nthird | 9 | 4.5\nfourth | 1 | 0.5"


def test_white_gaps_between_shaded_cells_are_lines() -> None:
    page = Page()
    for y0, y1 in itertools.pairwise(YS):
        for x0, x1 in itertools.pairwise(XS):
            page.box(x0 + 1, y0 + 1, x1 - 1, y1 - 1, grey=0.9)
    assert shown(texts(page)) == PLAIN


def test_dot_leaders_before_figures_are_a_table() -> None:
    page = Page()
    labels = ("Salaries", "Travel and visits", "Paper and print", "Repairs", "All")
    figures = (("1,204", "1,310"), ("87", "64"), ("312", "298"), ("45", "110"), ("1,648", "1,782"))
    page.text(285, 182, "2022").text(345, 182, "2023")
    for number, (label, values) in enumerate(zip(labels, figures, strict=True)):
        y = 200 + 16 * number
        dots = "." * (40 - len(label))
        page.text(72, y, label + dots)
        page.ending((305, 365), y, values)
    (table,) = tables_of(page)
    assert [table.rows, table.columns] == [6, 3]


def test_dot_leaders_before_numbers_with_spaces_in_them_are_a_table() -> None:
    page = Page()
    rows = (
        ("Rents", "12 040"),
        ("Travel", "87"),
        ("Paper", "2 312"),
        ("Post", "45"),
        ("Wages", "97"),
    )
    for number, (label, value) in enumerate(rows):
        y = 200 + 16 * number
        page.text(72, y, label + "." * (50 - len(label))).text(365 - advance(value, 10), y, value)
    assert shown(page) == "\n".join(" | ".join(row) for row in rows)


def test_footnote_marks_stay_in_their_cells() -> None:
    page = Page().grid(XS, YS)
    rows = (("Item", "Count", "Share"), ("first", "12", "3.5"), ("second", "7", "2.5"))
    texts(page)
    page.text(156 + advance("12", 10), 229, "a", size=6)
    assert rows[1][1] == "12"
    assert shown(page) == PLAIN.replace("12", "12a")


def test_section_rows_span_the_table() -> None:
    page = Page()
    ys = (200.0, 220.0, 240.0, 260.0, 280.0)
    page.grid(XS, ys[:2]).grid(XS, ys[2:])
    page.line(72, 220, 72, 240).line(272, 220, 272, 240)
    page.texts([x + 4 for x in XS[:-1]], [213.0], ROWS[:1]).text(76, 233, "Goods")
    page.texts([x + 4 for x in XS[:-1]], [253.0, 273.0], ROWS[1:])
    assert shown(page) == "Item | Count | Share\nGoods | < | <\nfirst | 12 | 3.5\nsecond | 7 | 2.5"


def test_double_rules_are_one_line() -> None:
    page = Page()
    for x in XS:
        page.line(x - 1, YS[0], x - 1, YS[-1]).line(x + 1, YS[0], x + 1, YS[-1])
    for y in YS:
        page.line(XS[0], y - 1, XS[-1], y - 1).line(XS[0], y + 1, XS[-1], y + 1)
    assert shown(texts(page)) == PLAIN


def test_dotted_rules_are_lines() -> None:
    page = Page()
    page.content.append("[1 2] 0 d")
    page.grid(XS, YS).content.append("[] 0 d")
    assert shown(texts(page)) == PLAIN


def test_dots_drawn_one_by_one_are_lines() -> None:
    page = Page()
    for x in XS:
        for step in range(int(YS[0]), int(YS[-1]) + 1, 2):
            page.box(x - 0.4, step - 0.4, x + 0.4, step + 0.4, grey=0)
    for y in YS:
        for step in range(int(XS[0]), int(XS[-1]) + 1, 2):
            page.box(step - 0.4, y - 0.4, step + 0.4, y + 0.4, grey=0)
    assert shown(texts(page)) == PLAIN


def test_a_cell_with_a_slanted_line_keeps_both_of_its_texts() -> None:
    xs, ys = (72.0, 152.0, 212.0, 272.0), (200.0, 230.0, 250.0, 270.0)
    page = Page().grid(xs, ys).line(72, 200, 152, 230)
    page.text(112, 211, "年份").text(76, 226, "地区")
    page.texts((156, 216), (218.0,), (("2022", "2023"),))
    page.texts((76, 156, 216), (243.0, 263.0), (("东部", "12", "14"), ("西部", "7", "9")))
    (table,) = tables_of(page)
    assert printed(table) == "年份\n地区 | 2022 | 2023\n东部 | 12 | 14\n西部 | 7 | 9"


def test_labels_written_downwards_span_their_rows() -> None:
    page = Page().grid((72, 92, 172, 232), (200, 260)).line(92, 220, 232, 220)
    page.line(92, 240, 232, 240)
    page.lines(76, 216, "结", "果", "类", pitch=16)
    page.texts((96, 176), (213, 233, 253), (("维持", "1"), ("纠正", "2"), ("其他", "3")))
    assert shown(page) == "结果类 | 维持 | 1\n^ | 纠正 | 2\n^ | 其他 | 3"


def test_a_grid_inside_a_cell_does_not_break_the_outer_table() -> None:
    page = Page().grid((72, 172, 372), (200, 280, 300))
    page.grid((182, 262, 362), (210, 230, 250))
    page.text(76, 213, "outer").texts((76, 176), (293.0,), (("below", "end"),))
    page.texts((186, 266), (223.0, 243.0), (("in a", "in b"), ("in c", "in d")))
    text = shown(page)
    assert [word for word in ("outer", "in a", "in d", "below", "end") if word not in text] == []
    assert text.index("in a") < text.index("in d") < text.index("below")


def test_prose_between_a_framed_command_and_a_framed_table_is_no_row_of_it() -> None:
    page = Page().box(72, 60, 420, 100).lines(80, 76, "count --pages report.pdf", "8")
    page.text(72, 124, "2.1", bold=True).text(100, 124, "What is stated", bold=True)
    page.lines(
        72,
        140,
        "The document states several pieces of information about itself, which a",
        "viewer shows. Here is a summary of the commands for setting entries in it:",
    )
    page.box(72, 172, 420, 252)
    rows = [("Entry", "Command"), ("Title", "state --title"), ("Author", "state --author")]
    page.texts((80, 220), (186, 202, 218), rows)
    page.texts((80, 220), (234, 246), [("Date", "state --date"), ("Kind", "state --kind")])
    (table,) = tables_of(page)
    assert "summary" not in printed(table)
    assert printed(table).startswith("Entry | Command\nTitle")

"""What real documents hold that looks like a table and is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import Page, advance, drawn
from tests.readers.pdf.shown import read_here, tables_of
from tests.tables.notation import printed


def listing_with_line_numbers(page: Page) -> None:
    code = ("for x in rows:", "total = total + x", "if total > 9:", "break", "print(total)")
    for number, text in enumerate(code, start=11):
        page.text(72, 20 + 12 * number, str(number), size=6).text(100, 20 + 12 * number, text)


def margin_names_beside_a_numbered_listing(page: Page) -> None:
    for number, name in enumerate(("first", "second", "third", "fourth"), start=8):
        page.text(72, 12 * number, name).text(150, 12 * number, str(number), size=6)
        page.text(170, 12 * number, f"new {name} = other")


def prose_with_line_numbers_beside_it(page: Page) -> None:
    lines = (
        "The ferry leaves the harbour every morning at nine and",
        "reaches the far islands before noon unless the weather",
        "keeps it in port, as it does on more days of winter than",
        "anybody who lives there cares to count or to remember.",
        "Mail and bread are brought by the same boat, and they are",
        "carried up the hill by whoever happens to be at the pier.",
    )
    for number, line in enumerate(lines, start=1):
        page.text(40, 80 + 24 * number, str(number)).text(72, 80 + 24 * number, line)


def comments(page: Page) -> None:
    for number, text in enumerate(("Note that the tool", "is not in the path", "of all", "users")):
        page.text(72, 100 + 12 * number, "#").text(100, 100 + 12 * number, text)


def equation_over_several_lines(page: Page) -> None:
    page.text(170, 92, "1").text(230, 92, "d u").text(300, 92, "n")
    page.text(120, 100, "f").text(145, 100, "=").text(170, 104, "2").text(230, 104, "d x")
    page.text(300, 110, "i").text(450, 100, "(3.15)")


def words_framed_in_a_sentence(page: Page) -> None:
    page.text(72, 100, "press").box(99, 90, 127, 103).text(102, 100, "Ctrl")
    page.box(127, 90, 145, 103).text(131, 100, "X").text(147, 100, "to leave, and")
    page.text(72, 114, "press any other key to go on with the work that you left.")


def boxes_of_a_diagram(page: Page) -> None:
    page.box(72, 100, 172, 140).box(272, 100, 372, 140).box(172, 180, 272, 220)
    page.line(172, 120, 272, 120).line(122, 140, 122, 200).line(122, 200, 172, 200)
    page.line(322, 140, 322, 200).line(272, 200, 322, 200)
    page.text(90, 125, "Order").text(290, 125, "Payment").text(190, 205, "Delivery")


def panels_that_overlap(page: Page) -> None:
    page.box(72, 100, 300, 300).box(200, 60, 420, 180).box(260, 150, 460, 360)
    page.text(80, 120, "first panel").text(320, 90, "second panel").text(320, 330, "third")


def code_in_a_box(page: Page) -> None:
    page.box(72, 100, 400, 160)
    page.lines(80, 115, "make all", "make install", "make clean")


def callout_with_a_title(page: Page) -> None:
    page.box(72, 100, 400, 160, grey=0.9).box(72, 100, 400, 160)
    page.text(80, 115, "Note").text(80, 135, "Read this part before you start the engine.")


def title_block(page: Page) -> None:
    page.text(200, 80, "Annual report", size=20).text(230, 110, "The office of wood")
    page.text(250, 130, "12 May 2024")


def axes_of_a_chart(page: Page) -> None:
    page.line(100, 100, 100, 300).line(100, 300, 400, 300)
    for number in range(5):
        page.text(80, 303 - 45 * number, str(10 * number)).line(
            97, 300 - 45 * number, 100, 300 - 45 * number
        )
        page.text(120 + 60 * number, 315, str(2019 + number))
        page.box(115 + 60 * number, 300 - 30 * (number + 1), 145 + 60 * number, 300, grey=0.5)
    page.text(220, 335, "Year")


def chart_with_lines_across(page: Page) -> None:
    for number in range(5):
        page.line(100, 300 - 40 * number, 400, 300 - 40 * number)
        page.text(80, 303 - 40 * number, str(20 * number), size=8)
    for number, (high, value) in enumerate(((60, "30"), (110, "55"), (24, "12"), (86, "43"))):
        page.text(130 + 70 * number, 297 - high, value, size=8)
        page.text(125 + 70 * number, 312, str(2019 + number), size=8)


def chart_beside_prose_with_a_sideways_title(page: Page) -> None:
    chart_with_lines_across(page)
    page.text(0, 0, "Boats a day", size=8, matrix="0 1 -1 0 76 560")
    for number in range(5):
        page.text(20, 143 + 40 * number, "noon, 9")


def bars_without_a_scale(page: Page) -> None:
    for number, high in enumerate((60, 110, 24, 86)):
        page.box(120 + 70 * number, 300 - high, 150 + 70 * number, 300, grey=0.6)
        page.text(128 + 70 * number, 297 - high, str(high // 2), size=8)
        page.text(122 + 70 * number, 312, ("North", "South", "East", "West")[number], size=8)


def spread(page: Page, left: float, right: float, top: float, *lines: str) -> None:
    """Lines whose spaces are as wide as it takes to reach from side to side; the last is not."""
    for number, line in enumerate(lines):
        words, x = line.split(), left
        free = right - left - sum(advance(word, 10) for word in words)
        gap = free / (len(words) - 1) if number < len(lines) - 1 else 5
        for word in words:
            page.text(x, top + 12 * number, word)
            x += advance(word, 10) + gap


PROSE = (
    "the ferry leaves at",
    "noon and reaches",
    "harbour towns along",
    "a coast which few",
    "roads have ever been",
    "built to and where",
    "mail is brought once",
    "each week or less",
    "in winter months.",
)


def three_columns_set_to_both_sides(page: Page) -> None:
    for place in range(3):
        lines = PROSE[place:] + PROSE[:place]
        spread(page, 60 + 160 * place, 200 + 160 * place, 80 + 3 * place, *lines, *lines[::-1])


def last_lines_of_three_columns(page: Page) -> None:
    for place in range(3):
        lines = (
            "ferries leave the harbour at",
            "noon and reach the towns by",
            "evening or later in autumn,",
        )
        page.lines(60 + 160 * place, 80, *lines[place:], *lines[:place], lines[place], pitch=12)


def framed_text(page: Page) -> None:
    page.box(72, 100, 300, 150).text(80, 115, "One frame around words.")


def index_in_two_columns(page: Page) -> None:
    entries = ("A", "anchor 7", "apple 12, 40", "B", "barge 3", "boat 2, 9", "bridge 17", "bow 4")
    others = ("C", "canal 4", "cargo 19, 33", "coast 8", "D", "dam 6, 11", "dock 5", "dredger 7")
    for x, column in ((72, entries), (300, others)):
        for number, entry in enumerate(column):
            term, _, pages = entry.partition(" ")
            y = 100 + 14 * number
            if not pages:
                page.text(x + 80, y, term)
                continue
            dots = "." * (26 - len(pages) - len(term))
            page.text(x, y, f"{term} {dots}").text(x + 190 - advance(pages, 10), y, pages)


def rules_of_the_page_header_and_footer(page: Page) -> None:
    page.line(60, 50, 540, 50).line(60, 800, 540, 800)
    for number in range(12):
        page.text(60, 100 + 40 * number, "#").text(90, 100 + 40 * number, "set here")
        page.text(90, 112 + 40 * number, "go on to the next page of the book")


def squared_paper(page: Page) -> None:
    page.grid(range(60, 540, 20), range(60, 800, 20)).text(70, 75, "Name").text(70, 95, "Date")


def numbered_sections_with_notes(page: Page) -> None:
    page.text(37, 100, "6.4.4").text(75, 100, "Goals of safety")
    page.text(37, 128, "NOTE").text(85, 128, "Goals are what a thing has to reach on the whole")
    page.text(37, 156, "6.4.4.1").text(85, 156, "A goal is set for each event that is a danger")
    page.text(37, 184, "NOTE").text(85, 184, "The goals are put down as is said in part eight")


def contents_with_authors_below_titles(page: Page) -> None:
    for place, (title, number) in enumerate(
        (("Where to start?", 967), ("Tools and findings", 977), ("Ways to look", 993))
    ):
        page.text(72, 100 + 45 * place, title).text(400, 100 + 45 * place, str(number))
        page.text(72, 112 + 45 * place, "E Alm, P Ost").text(72, 124 + 45 * place, "and U Ulv")
    page.text(72, 235, "What pets need").text(400, 235, "1023").text(72, 247, "O Borg")


DRAWINGS = [
    numbered_sections_with_notes,
    contents_with_authors_below_titles,
    index_in_two_columns,
    rules_of_the_page_header_and_footer,
    squared_paper,
    listing_with_line_numbers,
    margin_names_beside_a_numbered_listing,
    prose_with_line_numbers_beside_it,
    comments,
    equation_over_several_lines,
    words_framed_in_a_sentence,
    boxes_of_a_diagram,
    panels_that_overlap,
    code_in_a_box,
    callout_with_a_title,
    title_block,
    axes_of_a_chart,
    chart_with_lines_across,
    chart_beside_prose_with_a_sideways_title,
    bars_without_a_scale,
    three_columns_set_to_both_sides,
    last_lines_of_three_columns,
    framed_text,
]


@pytest.mark.parametrize("draw", DRAWINGS, ids=lambda draw: draw.__name__)
def test_what_only_looks_like_a_table_is_none(draw: Callable[[Page], None]) -> None:
    page = Page()
    draw(page)
    assert tables_of(page) == []


def test_the_text_of_a_frame_stays_where_it_stands() -> None:
    page = Page().text(72, 80, "Above the frame.")
    framed_text(page)
    page.text(72, 180, "Below the frame.")
    assert [block_text((block,)) for block in read_here(drawn(page)).blocks] == [
        "Above the frame.",
        "One frame around words.",
        "Below the frame.",
    ]


def test_shaded_header_cells_of_several_heights_are_no_bars() -> None:
    page = Page()
    for place, high in enumerate((60, 40, 20)):
        page.box(100 + 80 * place, 160 - high, 160 + 80 * place, 160, grey=0.8)
        page.text(104 + 80 * place, 154, ("Port", "Boats", "Crew")[place])
    page.texts([104, 184, 264], [175, 191, 207], [("Alm", "12", "48"), ("Ost", "7", "21")])
    page.texts([104, 184, 264], [207], [("Ulv", "31", "90")])
    (table,) = tables_of(page)
    assert printed(table).splitlines()[-3:] == ["Alm | 12 | 48", "Ost | 7 | 21", "Ulv | 31 | 90"]


def test_years_that_stand_level_with_short_rules_are_no_scale() -> None:
    page = Page().line(60, 80, 400, 80)
    for x in (60, 110, 290, 400):
        page.line(x, 80, x, 200)
    for place in range(3):
        top = 80 + 40 * place
        page.text(64, top + 24, str(2024 - place)).line(110, top + 20, 400, top + 20)
        page.texts([120, 300], [top + 14, top + 34], [("in", f"{place}40"), ("out", f"{place}70")])
        page.line(60, top + 40, 400, top + 40)
    (table,) = tables_of(page)
    assert (table.rows, table.columns) == (6, 3)


def test_frames_apart_that_hold_figures_and_words_are_cards() -> None:
    page = Page()
    for number, (x, y) in enumerate((x, y) for y in (100, 160) for x in (72, 232, 392)):
        page.box(x, y, x + 150, y + 48).text(x + 8, y + 22, f"{number + 1}.4bn", size=16)
        page.text(
            x + 8, y + 38, ("Health", "Schools", "Transport", "Justice", "Culture", "Air")[number]
        )
    assert tables_of(page) == []


def test_frames_joined_by_a_line_are_a_diagram() -> None:
    page = Page().box(100, 100, 200, 126).text(130, 116, "Return")
    page.line(150, 126, 150, 160).box(100, 160, 200, 186).text(130, 176, "Archive")
    assert tables_of(page) == []

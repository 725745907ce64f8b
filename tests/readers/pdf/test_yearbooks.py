"""Tables as yearbooks set them: wrapped headers beside rules, rows close to their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tablewright.converters.readers.pdf.heads.headlook import look_of
from tablewright.converters.readers.pdf.heads.labels import Label
from tablewright.converters.readers.pdf.lines.words import Word
from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of


def _label(column: int, x: float, *lines: tuple[float, str]) -> Label:
    words = [
        Word(text, x, x + 5 * len(text), y - 8, y + 2, y, 10, False, False, np.zeros(0, np.intp))
        for y, text in lines
    ]
    return Label(column, column, words)


def test_a_wrapped_header_beside_moves_the_rule_under_a_header_down() -> None:
    votes = _label(2, 345, (100, "Votes"))
    turnout = _label(4, 465, (100, "Turnout"), (111, "of"), (122, "all"))
    below = [_label(n, 220 + 60 * n, (140, f"Party-{n}")) for n in (1, 2, 3)]
    boxes = [(220 + 60 * n, 250 + 60 * n) for n in range(5)]
    rules = [(128.0, 270.0, 440.0), (144.0, 0.0, 600.0)]
    look = look_of([votes, turnout, *below], boxes, rules)
    assert look.ruled[id(votes)] == (1, 3)


def test_a_rule_below_close_lines_of_a_header_is_that_of_the_lowest_one() -> None:
    votes = _label(2, 345, (100, "Votes"))
    below = [_label(n, 220 + 60 * n, (110, f"Party-{n}")) for n in (1, 2, 3)]
    boxes = [(220 + 60 * n, 250 + 60 * n) for n in range(5)]
    look = look_of([votes, *below], boxes, [(113.0, 270.0, 440.0)])
    assert id(votes) not in {*look.ruled, *look.within}
    assert look.within[id(below[1])] == (1, 3)


def test_the_last_row_may_fall_apart_at_a_narrow_gap_where_others_do_at_wide_ones() -> None:
    page = Page()
    page.text(72, 100, "Date").text(160, 100, "Event").line(70, 104, 300, 104)
    events = (
        ("12 May 2009", "Proposal of the office"),
        ("3 March 2010", "First reading in the house"),
        ("8 April 2010", "Amendments of the council"),
        ("1 December 2010", "Entry into force"),
    )
    for number, (date, event) in enumerate(events):
        page.text(72, 117 + 15 * number, date).text(154, 117 + 15 * number, event)
    table = tables_of(page)[0]
    assert (table.rows, table.columns) == (5, 2)


def test_a_header_of_years_is_not_repeated_where_the_table_goes_on() -> None:
    head = ("Area", "Kind", "2008", "2009")
    body = [(f"Area-{n}", "Births", f"{n},204", f"{n},377") for n in range(1, 7)]
    xs = (70, 150, 220, 290, 360)
    first = Page().table(xs, [700 + 20 * n for n in range(6)], (head, *body[:4]))
    second = Page().table(xs, [60 + 20 * n for n in range(4)], (head, *body[4:]))
    table = tables_of(first, second)[0]
    assert table.rows == 7


def test_headers_of_two_languages_are_one_row_where_rows_of_two_lines_stand_further_apart() -> None:
    page = Page().line(70, 88, 400, 88).line(70, 115, 400, 115).line(70, 197, 400, 197)
    page.text(72, 98, "Posten").text(72, 109, "Item").text(200, 98, "Einheit").text(
        200, 109, "Unit"
    )
    page.text(300, 98, "2008").text(360, 98, "2009")
    for number, (label, other) in enumerate(
        (("Ernte an Korn", "Corn harvest"), ("Preis", "Price"))
    ):
        y = 127 + 40 * number
        page.text(72, y, label).text(72, y + 11, other).text(200, y, "kg")
        page.text(300, y, "62,933").text(360, y, "79,416")
    assert shown(page) == (
        "Posten Item | Einheit Unit | 2008 | 2009\n"
        "Ernte an Korn Corn harvest | kg | 62,933 | 79,416\nPreis Price | kg | 62,933 | 79,416"
    )


def test_a_header_over_the_middle_of_three_spans_them_where_the_one_of_labels_is_at_the_top() -> (
    None
):
    page = Page().line(54, 101, 556, 101).line(54, 130, 556, 130).line(54, 190, 556, 190)
    ends = (215.0, 299.0, 379.0, 466.0, 545.0)
    for x, y, text in ((55, 112, "Region"), (261.5, 112, "Population"), (454, 112, "Households")):
        page.text(x, y, text)
    heads = ("Total", "Urban", "Rural", "Number", "Mean size")
    rows = [(126, heads)]
    rows += [(144 + 14 * n, ("906,505", "15,136", "630,04", "54,152", "0.8")) for n in range(4)]
    for number, (y, values) in enumerate(rows):
        if number:
            page.text(55, y, f"North-{number}")
        page.ending(ends, y, values)
    assert shown(page).startswith(
        "Region | Population | < | < | Households | <\n"
        "^ | Total | Urban | Rural | Number | Mean size\n"
    )


def test_all_rows_of_a_group_go_on_below_a_page_break_that_leaves_its_label_above() -> None:
    def group(page: Page, top: float, label: str, kinds: str) -> None:
        if label:
            page.text(74, top, label)
        for number, kind in enumerate(kinds.split()):
            y = top + 15 * number
            page.text(150, y, kind).text(240, y, "4,285").text(310, y, "6,455")
            page.line(140 if number + 1 < len(kinds.split()) else 70, y + 4, 350, y + 4)

    first, second = Page(), Page()
    first.line(70, 696, 350, 696).line(70, 711, 350, 711)
    for x, text in ((74, "Area"), (150, "Kind"), (240, "2008"), (310, "2009")):
        first.text(x, 707, text)
    group(first, 722, "Aldby", "Births Deaths Moves")
    group(first, 767, "Brenna", "Births Deaths Moves")
    group(first, 812, "Corvik", "Births")
    second.line(70, 40, 350, 40)
    group(second, 51, "", "Deaths Moves Others")
    text = shown(first, second)
    assert "Corvik | Births | 4,285 | 6,455\n^ | Deaths | 4,285 | 6,455\n^ | Moves" in text


def test_units_of_thousands_and_years_in_a_header_set_to_the_middle_are_no_values() -> None:
    page = Page().box(56, 82, 400, 117, grey=0.8).line(56, 165, 400, 165)
    heads = (
        (150.0, 97.5, "Calls"), (150, 107.5, "(number)"),
        (230, 93, "Cargo"), (230, 102.5, "handled"), (230, 112, "(000 t)"),
        (320, 93, "Growth"), (320, 102.5, "2009/08"), (320, 112, "(%)"),
    )  # fmt: skip
    page.text(60, 102.5, "Port", size=8)
    for middle, y, text in heads:
        page.centred(middle, y, text, size=8)
    rows = (("Aldby", "7,840", "56,905", "26.9"), ("Brenna", "712", "1,704", "18.8"))
    for number, (label, *values) in enumerate(rows):
        page.text(60, 130 + 15 * number, label, size=8)
        for end, value in zip((170, 250, 340), values, strict=True):
            page.text(end - advance(value, 8), 130 + 15 * number, value, size=8)
    assert shown(page).startswith(
        "Port | Calls (number) | Cargo handled (000 t) | Growth 2009/08 (%)\n"
    )


def test_a_unit_below_the_header_spans_values_that_are_set_to_the_right() -> None:
    page = Page().line(56, 81, 556, 81).line(56, 111, 556, 111).line(56, 145, 556, 145)
    ends = (284.0, 372.0, 461.0, 550.0)
    rows = (
        (107, "Item", ("2006", "2007", "2008", "2009")),
        (131, "Area-planted", ("46.5", "97.5", "41.6", "42.8")),
        (143, "Area-harvested", ("22.2", "82.4", "11.5", "38.0")),
    )
    for y, label, values in rows:
        page.text(62, y, label, size=8)
        for end, value in zip(ends, values, strict=True):
            page.text(end - advance(value, 8), y, value, size=8)
    page.text(350, 120, "Million acres", size=8)
    assert shown(page).split("\n")[1] == " | Million acres | < | < | <"


def test_marks_that_stand_above_their_numbers_are_no_row() -> None:
    page = Page().line(56, 104, 300, 104)
    rows = (("Period", "Index", "Change"), ("Nov", "104.0", "0.5"), ("Dec", "104.8", "0.9"))
    for number, (label, *values) in enumerate((*rows, ("Jan", "105.3", "0.2"))):
        y = 100 + 15 * number
        page.text(60, y, label)
        page.ending((170, 250), y, values)
        if label in ("Nov", "Jan"):
            page.text(170, y - 8, "r", size=6.5).text(250, y - 8, "r", size=6.5)
    assert shown(page) == (
        "Period | Index | Change\nNov | 104.0r | 0.5r\nDec | 104.8 | 0.9\nJan | 105.3r | 0.2r"
    )


def test_a_table_goes_on_where_its_texts_are_longer_on_the_next_page() -> None:
    def rows(page: Page, top: float, labels: Sequence[str], others: Sequence[str]) -> Page:
        for number, (label, other) in enumerate(zip(labels, others, strict=True)):
            y = top + 15 * number
            page.text(74, y, label).text(330, y, other).text(480, y, f"{number},204")
            page.line(70, y + 4, 520, y + 4)
        return page

    first = Page().line(70, 696, 520, 696).text(74, 707, "Measure").text(330, 707, "Office")
    rows(first.text(480, 707, "Cost").line(70, 711, 520, 711), 722,
         [f"Repair of the bridge over the Alda, part {n}" for n in range(7)],
         ["Roads"] * 7)  # fmt: skip
    second = rows(Page().line(70, 40, 520, 40), 51, ["Canal", "Mill", "Weir", "Lock"],
         ["Office for water and land", "Ports", "Ports", "Ports"])  # fmt: skip
    (table,) = tables_of(first, second)
    assert (table.rows, table.columns) == (12, 3)


def test_years_behind_numbers_make_no_contents_of_a_table_with_leaders() -> None:
    page = Page().line(56, 104, 400, 104)
    rows = [("Year", ("Total", "Men", "Year"))]
    rows += [(f"{n} ........................", (f"32{n},726", f"{n}4", f"{1990 + n}"))
             for n in range(18, 23)]  # fmt: skip
    for number, (label, values) in enumerate(rows):
        page.text(60, 100 + 14 * number, label)
        page.ending((268, 290, 317), 100 + 14 * number, values)
    (table,) = tables_of(page)
    assert (table.rows, table.columns) == (6, 4)


def test_a_rule_that_leaves_the_labels_out_is_not_the_lower_one_of_a_header() -> None:
    page = Page().line(198, 113, 445, 113)
    page.text(156, 110, "Area", size=8).text(234, 110, "Population", size=8)
    page.text(378, 110, "Households", size=8)
    rows = [("", ("Total", "Urban", "Number", "Size"))]
    rows += [(f"Part-{n}", (f"{n}6,505", f"{n}0,136", f"{n},152", f"{n}.8")) for n in range(1, 5)]
    for number, (label, values) in enumerate(rows):
        y = 121 + 10 * number
        if label:
            page.text(156, y, label, size=8)
        for end, value in zip((232, 296, 386, 440), values, strict=True):
            page.text(end - advance(value, 8), y, value, size=8)
    assert shown(page).startswith("Area | Population | < | Households | <\n^ | Total | Urban")


def test_lines_of_a_wrapped_header_between_those_of_others_end_no_header() -> None:
    page = Page()
    page.text(58, 130, "Region", size=7).text(330, 130, "Labour force", size=7)
    page.line(283, 134, 416, 134).line(283, 149, 347, 149).line(350, 149, 416, 149)
    for y, text in ((130, "Not in"), (139, "labour"), (148, "force")):
        page.centred(442, y, text, size=7)
    page.text(294, 144, "Employed", size=7).text(366, 144, "Unemployed", size=7)
    heads = ("Whole", "Part", "Young", "Old")
    for end, text in zip((301, 337, 377, 416), heads, strict=True):
        page.text(end - advance(text, 7), 159, text, size=7)
    page.line(50, 163, 460, 163)
    for number in range(4):
        y = 174 + 14 * number
        page.text(58, y, f"North-{number}", size=7).line(50, y + 4, 460, y + 4)
        for end, text in zip((301, 337, 377, 416, 450), ("30,0", "42,9", "84", "80", "35,5"),
                             strict=True):  # fmt: skip
            page.text(end - advance(text, 7), y, text, size=7)
    assert shown(page).startswith(
        "Region | Labour force | < | < | < | Not in labour force\n^ | Employed | < | Unemployed | <"
    )

"""Tables as gazettes and bulletins of statistics set them: sparse rows, sections, units."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown


def flush(page: Page, y: float, ends: Sequence[float], texts: Sequence[str]) -> Page:
    """Texts set to the right sides `ends` on a baseline; empty ones are not drawn."""
    for end, text in zip(ends, texts, strict=True):
        if text:
            page.text(end - advance(text, 10), y, text)
    return page


def lined(*rows: Sequence[str]) -> str:
    return "\n".join(" | ".join(row) for row in rows)


def test_columns_that_no_row_fills_both_are_parted_by_their_headers_and_sums() -> None:
    ends = (191.9, 248.3, 308.1, 369.0, 418.0, 469.0)
    rows = (
        ("Aldmouth", "1,204", "", "", "", "88", "12"),
        ("Brackwater", "", "402", "", "61", "", ""),
        ("Calder Quay", "", "", "977", "", "", "40"),
        ("Drummore", "310", "", "", "", "", ""),
        ("Eastness", "", "", "", "118", "", "9"),
    )
    head = ("Port", "Coal", "Ore", "Grain", "Timber", "Oil", "Other")
    total = ("Total", "1,514", "402", "977", "179", "88", "61")
    page = Page().line(70, 104, 472, 104).line(70, 179, 472, 179)
    for number, row in enumerate((head, *rows, total)):
        flush(page.text(72, 100 + 15 * number, row[0]), 100 + 15 * number, ends, row[1:])
    assert shown(page) == lined(head, *rows, total)


def test_lines_between_columns_that_sections_interrupt_are_those_of_one_table() -> None:
    ends = (216.0, 286.0, 356.0)
    page = Page().line(70, 85, 360, 85).line(70, 103, 360, 103).line(70, 206, 360, 206)
    page.line(70, 221, 360, 221)
    flush(page.text(72, 97, "Receipts"), 97, ends, ("Gross", "Refunds", "Net"))
    body = (
        ("Taxes:",),
        ("Withheld", "59,694", "975", "58,719"),
        ("Other", "91,040", "", ""),
        ("Both", "150,734", "1,975", "148,759"),
        ("Other receipts:",),
        ("Deposits", "1,204", "-", "1,204"),
        ("Sales", "774", "", "774"),
        ("All", "152,712", "1,975", "150,737"),
    )
    for number, (label, *values) in enumerate(body):
        y = 114 + 13 * number + (12 if number > 6 else 0)
        page.text(72 if len(values) < 3 or label in ("Both", "All") else 82, y, label)
        if values:
            flush(page, y, ends, values)
    for x in (150, 220, 290):
        page.line(x, 85, x, 103).line(x, 117, x, 156).line(x, 169, x, 221)
    assert shown(page) == lined(
        ("Receipts", "Gross", "Refunds", "Net"),
        *(row if len(row) > 1 else (row[0], "<", "<", "<") for row in body),
    )


def test_rows_below_a_framed_header_stand_apart_from_columns_of_prose_around_them() -> None:
    page = Page(width=612)
    prose = "Copies of the form are kept by"
    for x in (42, 224, 406):
        for number in range(8):
            page.text(x, 60 + 11 * number, prose)
            page.text(x, 260 + 11 * number, prose)
    page.line(42, 170, 570, 170).line(42, 190, 570, 190).line(42, 240, 570, 240)
    ends = (344.0, 418.0, 492.0, 566.0)
    head = ("Persons asked", "Persons", "Answers", "Hours each", "Hours")
    for x in (274, 348, 422, 496):
        page.line(x, 170, x, 190)
    flush(page.text(44, 183, head[0]), 183, ends, head[1:])
    rows = (
        ("Offices of health", "54", "1", "12", "648"),
        ("Homes for the old", "2,100", "15", "10/60", "5,250"),
        ("All", "", "", "", "5,898"),
    )
    for number, row in enumerate(rows):
        flush(page.text(44, 203 + 15 * number, row[0]), 203 + 15 * number, ends, row[1:])
    assert lined(head, *rows) in shown(page)


def test_units_between_rows_span_the_values_in_whose_middle_they_stand() -> None:
    ends = (240.0, 310.0, 380.0, 450.0)
    page = Page().line(70, 104, 455, 104)
    flush(page.text(72, 100, "Item"), 100, ends, ("1998", "1999", "2000", "2001"))
    expected = [("Item", "1998", "1999", "2000", "2001")]
    y = 115.0
    for unit, labels in (("Hectares", ("Sown", "Reaped")), ("Tonnes", ("Stocks", "Harvest"))):
        page.centred(330, y, unit)
        expected.append(("", unit, "<", "<", "<"))
        for label in labels:
            y += 14
            flush(page.text(72, y, label), y, ends, ("95.9", "23.8", "40.7", "49.9"))
            expected.append((label, "95.9", "23.8", "40.7", "49.9"))
        y += 14
    page.line(70, y - 8, 455, y - 8)
    assert shown(page) == lined(*expected)


def test_what_says_that_an_interval_follows_heads_the_columns_of_intervals() -> None:
    middles = (190.0, 240.0, 310.0, 370.0, 440.0)
    rows = (
        ("Persons", "%", "(95% CI)", "%", "(95% CI)"),
        ("18,207", "14.0", "(13.1-14.9)", "37.7", "(36.0-39.4)"),
        ("8,144", "16.7", "(15.4-18.1)", "43.1", "(40.8-45.4)"),
        ("9,063", "11.5", "(10.5-12.6)", "32.6", "(30.9-34.4)"),
    )
    page = Page().line(70, 85, 480, 85).line(225, 101, 345, 101).line(355, 101, 475, 101)
    page.text(280 - 17.5, 97, "Now and").text(412 - 10, 97, "Ever")
    for number, (label, row) in enumerate(zip(("", "All", "Men", "Women"), rows, strict=True)):
        y = 112 + 16 * number
        page.line(70, y + 4, 480, y + 4).text(72, y, label)
        for middle, text in zip(middles, row, strict=True):
            page.centred(middle, y - (15 if text == "Persons" else 0), text)
    assert shown(page).startswith(
        " | Persons | Now and | < | Ever | <\n | ^ | % | (95% CI) | % | (95% CI)\nAll | 18,207"
    )


def test_a_section_whose_space_lies_between_two_columns_is_one_text() -> None:
    ends = (162.0, 194.0, 226.0)
    page = Page().line(70, 104, 230, 104)
    flush(page, 100, ends, ("2007", "2012", "2013"))
    expected = [("", "2007", "2012", "2013")]
    y = 116.0
    for section, labels in (
        ("Part A: Employed", ("Full-time", "Part-time")),
        ("Part B: Not employed", ("Without", "Inactive")),
    ):
        page.text(72, y, section)
        expected.append((section, "<", "<", "<"))
        for label in labels:
            y += 14
            flush(page.text(72, y, label), y, ends, ("41.2", "39.9", "33.0"))
            expected.append((label, "41.2", "39.9", "33.0"))
        y += 14
    page.line(70, y - 8, 230, y - 8)
    assert shown(page) == lined(*expected)


def test_headers_below_a_shaded_one_are_none_of_the_first_row_where_rules_part_rows() -> None:
    ends = (216.0, 286.0, 356.0)
    page = Page().box(70, 86, 360, 104, grey=0.8).line(155, 104, 290, 104)
    page.text(72, 98, "Place").text(190, 98, "Persons").text(332, 98, "Area")
    flush(page, 115, ends, ("Total", "Foreign", ""))
    rows = [(f"North-{n}", f"{n},739", f"{n}57", f"5{n}.4") for n in range(1, 8)]
    for number, row in enumerate(rows):
        y = 129 + 15 * number
        flush(page.text(72, y, row[0]), y, ends, row[1:]).line(70, y + 4, 360, y + 4)
    assert shown(page).startswith(
        "Place | Persons | < | Area\n^ | Total | Foreign | ^\nNorth-1 | 1,739 | 157 | 51.4"
    )


def test_a_sign_that_one_row_has_in_a_column_stands_below_the_header_of_that_column() -> None:
    heads = ((208.0, "Met"), (262.0, "Partly"), (316.0, "Missed"))
    rows = (
        ("Leadership of the office", 0, "Directors meet monthly"),
        ("Capacity", 1, "Two of five posts are vacant"),
        ("Plan", 1, "Dates are missing"),
        ("Reports", 2, ""),
        ("Results", 2, "None were given in the year"),
    )
    page = Page().box(70, 86, 500, 106, grey=0.8)
    page.text(72, 99, "Criterion").text(350, 99, "Remarks")
    for middle, text in heads:
        page.centred(middle, 99, text)
    expected: list[Sequence[str]] = [("Criterion", "Met", "Partly", "Missed", "Remarks")]
    for number, (label, column, remark) in enumerate(rows):
        y = 119 + 17 * number
        page.text(72, y, label).text(heads[column][0] - 2.5, y, "X").text(350, y, remark)
        page.line(70, y + 4, 500, y + 4)
        signs = ["X" if column == n else "" for n in range(3)]
        expected.append((label, *signs, remark))
    assert shown(page) == lined(*expected)


def test_codes_of_series_stand_below_one_header_each_that_they_end_with() -> None:
    ends = (189.0, 257.0, 326.0, 415.0)
    page = Page().line(56, 81, 420, 81).line(56, 102, 420, 102).line(56, 114, 420, 114)
    flush(page, 90, ends, ("Product of the whole", "Household", "Public", "Fixed capital"))
    flush(page, 99, ends, ("country", "outlays", "outlays", "formed"))
    flush(page, 111, ends, ("ABMI", "ABJR", "NMRY", "NPQT"))
    for number, year in enumerate(("2012", "2013", "2014", "2015")):
        values = ("737 651", "427 473", "586 581", "693 918")
        flush(page.text(60, 126 + 12 * number, year), 126 + 12 * number, ends, values)
    page.line(56, 166, 420, 166)
    assert shown(page).startswith(
        " | Product of the whole country | Household outlays | Public outlays "
        "| Fixed capital formed\n | ABMI | ABJR | NMRY | NPQT\n2012 | 737 651"
    )


def test_a_rule_below_years_that_reaches_over_the_labels_parts_them_from_the_first_section() -> (
    None
):
    ends = (406.0, 496.0)
    page = Page().line(106, 104, 506, 104)
    flush(page, 97, ends, ("1995", "1996"))
    rows = (
        ("CASH FROM OPERATIONS:",),
        ("Cost", "(4,210)", "(3,977)"),
        ("Depreciation", "812", "790"),
        ("Net cash used", "(3,398)", "(3,187)"),
        ("CASH FROM FINANCING:",),
        ("Received", "3,700", "3,402"),
        ("Net increase", "302", "215"),
    )
    for number, (label, *values) in enumerate(rows):
        y = 125 + 14 * number + (8 if number > 3 else 0)
        page.text(126 if values and not label.startswith("Net ") else 116, y, label)
        if values:
            flush(page, y, ends, values)
    for y in (157, 207):
        page.line(326, y, 416, y).line(416, y, 506, y)
    assert shown(page).startswith(" | 1995 | 1996\nCASH FROM OPERATIONS")

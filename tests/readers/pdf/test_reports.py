"""Tables of reports: annexes, accounts, bulletins of health and labour, set in many ways."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of

ENDS = (250.0, 320.0, 390.0, 460.0)


def rows(
    page: Page,
    texts: Sequence[Sequence[str]],
    *,
    top: float,
    pitch: float = 15,
    ends: Sequence[float] = ENDS,
) -> Page:
    """Rows of a label at the left and values that end at `ends`."""
    for number, (label, *values) in enumerate(texts):
        y = top + pitch * number
        if label:
            page.text(72, y, label)
        for end, value in zip(ends, values, strict=False):
            if value:
                page.text(end - advance(value, 10), y, value)
    return page


def flat(texts: Sequence[Sequence[str]]) -> str:
    return "\n".join(" | ".join(row) for row in texts)


REGIONS = (("North", "82.0", "58.2", "88.5", "67.9"), ("South", "36.3", "11.3", "82.9", "55.7"))
FOUR = (*REGIONS, ("East", "14.2", "22.0", "19.5", "60.1"), ("West", "2.4", "70.2", "8.8", "1.2"))


def test_a_caption_between_tables_with_a_rule_under_their_headers_parts_them() -> None:
    page = Page()
    for top in (160, 262):
        word = "Region" if top < 200 else "Sector"
        page.text(72, top - 18, f"Table {top // 100}: Earnings by {word.lower()}")
        rows(page, ((word, "2016", "2017", "2018", "2019"),), top=top)
        page.line(70, top + 4, 462, top + 4)
        rows(page, FOUR, top=top + 16)
    found = tables_of(page)
    assert [table.rows for table in found] == [5, 5]


def test_many_lines_of_one_cell_may_be_further_apart_than_usual() -> None:
    page = Page()
    xs = (72.0, 170.0, 300.0, 400.0)
    page.texts(xs, (100,), (("Goal", "Indicator", "Base", "Office"),))
    y = 120.0
    for number in range(3):
        page.texts(xs, (y,), ((f"Goal-{number}", "Share-of-pupils", f"{number + 4} %", "Schools"),))
        for line in ("who-reach", "the-lowest", "level-in", "reading", "at-the", "end-of-it"):
            y += 13.4
            page.text(170, y, line)
            if line.startswith(("who", "the")):
                page.text(400, y, "and-others")
        y += 20
    table = tables_of(page)[0]
    assert (table.rows, table.columns) == (4, 4)


def test_a_page_with_a_header_of_its_own_does_not_go_on_with_the_table_before() -> None:
    first = rows(Page(), (("Region", "Begun", "Done", "Open", "Idle"),), top=100)
    rows(first.line(70, 104, 462, 104), FOUR, top=118)
    second = rows(Page(), (("", "Floor", "Price", "", ""),), top=100, ends=(112.0, 170.0))
    rows(second.line(70, 104, 180, 104), [("", *row[1:3]) for row in FOUR], top=118,
         ends=(112.0, 170.0))  # fmt: skip
    found = tables_of(first, second)
    assert found[0].rows == 5


def test_rules_of_the_header_may_leave_the_labels_free() -> None:
    page = Page()
    page.text(72, 100, "Type of").text(72, 112, "accident")
    for middle, text in ((300, "Killed"), (440, "Injured")):
        page.centred(middle, 100, text)
    rows(page, (("", "2018", "2019", "2018", "2019"),), top=114, ends=(280, 340, 420, 480))
    page.line(150, 103, 482, 103).line(150, 117, 482, 117)
    for number, row in enumerate(FOUR):
        rows(page, (row,), top=130 + 16 * number, ends=(280, 340, 420, 480))
        page.line(70, 134 + 16 * number, 482, 134 + 16 * number)
    assert shown(page) == (
        f"Type of accident | Killed | < | Injured | <\n^ | 2018 | 2019 | 2018 | 2019\n{flat(FOUR)}"
    )


def test_the_header_of_intervals_is_no_number() -> None:
    page = Page()
    body = [(a, b, f"({b}-{c})", d, f"({d}-{e})") for a, b, c, d, e in FOUR]
    for middle, text in ((272, "Males"), (432, "Females")):
        page.centred(middle, 100, text)
    page.text(72, 100, "Region")
    ends = (220.0, 320.0, 380.0, 480.0)
    rows(page, (("", "Rate", "95% CI", "Rate", "95% CI"), *body), top=114, ends=ends)
    head = "Region | Males | < | Females | <\n^ | Rate | 95% CI | Rate | 95% CI"
    assert shown(page) == f"{head}\n{flat(body)}"


def test_a_value_in_the_middle_under_a_header_takes_the_columns_of_that() -> None:
    page = Page()
    rows(page, (("", "Mean", "Days", "Mean", "Days"), *FOUR, ("Isles", "3.1", "2.0")), top=118)
    for middle, text in ((272, "2017"), (412, "2018")):
        page.centred(middle, 103, text)
    page.centred(412, 118 + 15 * 5, "not measured")
    page.text(72, 103, "Region").line(70, 122, 462, 122)
    assert shown(page).endswith("Isles | 3.1 | 2.0 | not measured | <")


def test_labels_span_groups_between_rules_that_hold_the_same_texts() -> None:
    page = rows(Page(), (("Sex", "", "Jobs", "Rate"),), top=100, ends=(0, 320, 390))
    page.text(150, 100, "Age").line(70, 104, 400, 104)
    for number, (sex, age) in enumerate(
        (sex, age) for sex in ("Men", "Women") for age in ("15-24", "25-54", "55-64")
    ):
        y = 118 + 15 * number
        rows(page, ((sex if age == "15-24" else "", "", f"{y}", f"{number}.5"),), top=y,
             ends=(0, 320, 390))  # fmt: skip
        page.text(150, y, age)
        if age == "55-64":
            page.line(70, y + 4, 400, y + 4)
    assert [cell.row_span for cell in tables_of(page)[0].cells if cell.column == 0] == [1, 3, 3]


def test_headers_of_two_levels_that_repeat_share_out_the_one_above() -> None:
    page = Page()
    ends = tuple(200.0 + 33 * n for n in range(8))
    page.line(70, 90, 440, 90).text(217, 100, "Public-sector").text(346, 100, "Private-sector")
    for n, text in enumerate(("Men", "Women") * 2):
        page.text(ends[2 * n] - 8, 112, text)
    rows(page, (("Industry", *("Full", "Part") * 4),), top=124, ends=ends)
    rows(page.line(70, 128, 440, 128), [(*r, *r[1:]) for r in FOUR], top=142, ends=ends)
    head = "Industry | Public-sector | < | < | < | Private-sector | < | < | <"
    assert shown(page).startswith(f"{head}\n^ | Men | < | Women | < | Men | < | Women | <\n")


def test_years_right_below_the_rule_of_a_header_belong_to_it() -> None:
    page = rows(Page().line(70, 90, 462, 90), (("Crime", "", "", ""),), top=102)
    page.text(250 - 25, 102, "Offences").text(390 - 10, 102, "Solved")
    rows(page.line(70, 106, 462, 106), (("", "2018", "2019", "2018", "2019"), *FOUR), top=119)
    page.line(70, 185, 462, 185)
    assert shown(page).startswith("Crime | Offences | < | Solved | <\n^ | 2018 | 2019 | 2018")


def test_rules_above_sums_without_labels_make_no_table_without_labels() -> None:
    body = [*FOUR, ("", "10", "20", "30", "40"), *FOUR[:2], ("", "30", "40", "50", "60")]
    page = rows(Page(), (("", "2008", "2009", "2010", "2011"), *body), top=100)
    for row in (4, 5, 7, 8):
        page.line(215, 104 + 15 * row, 462, 104 + 15 * row)
    assert shown(page) == flat([("", "2008", "2009", "2010", "2011"), *body])


def test_ratings_by_signs_are_a_table() -> None:
    body = (
        ("Effects", "0", "+", "++", "+++"),
        ("Costs", "0", "+", "+", "++"),
        ("Coherence", "0", "0", "+", "+"),
        ("Burden", "0", "-", "-", "--"),
    )
    page = rows(Page(), (("Criteria", "One", "Two", "Three", "Four"),), top=100)
    for number, row in enumerate(body):
        page.line(70, 104 + 16 * number, 462, 104 + 16 * number)
        rows(page, (row,), top=116 + 16 * number)
    page.line(70, 168, 462, 168)
    assert shown(page) == flat([("Criteria", "One", "Two", "Three", "Four"), *body])


def test_leaders_with_several_values_behind_them_lead_to_no_pages() -> None:
    body = [("Form", "327", "1", "5", "82"), ("Interview", "367", "1", "45", "174"),
            ("Survey", "540", "2", "20", "219"), ("Visit", "541", "3", "25", "373")]  # fmt: skip
    page = rows(Page().line(70, 90, 462, 90), (("Form", "Number", "Each", "Time", "All"),), top=102)
    rows(page.line(70, 106, 462, 106), body, top=118).line(70, 170, 462, 170)
    for number, (label, *_) in enumerate(body):
        start = 72 + advance(label, 10) + 4
        page.text(start, 118 + 15 * number, "." * int((220 - start) / 5))
    assert shown(page) == flat([("Form", "Number", "Each", "Time", "All"), *body])


def test_level_rules_over_sums_of_two_tables_side_by_side_are_apart() -> None:
    page = Page()
    for left, top, word in ((60.0, 100.0, "Item"), (310.0, 115.0, "Part")):
        ends = (left + 190, left + 236)
        page.line(left, top - 12, left + 237, top - 12).text(left, top, word)
        body = (
            ("Wages", "12", "13"),
            ("Rent", "20", "21"),
            ("Fees", "30", "31"),
            ("All", "9", "8"),
        )
        for number, (label, *values) in enumerate((("", "2009", "2010"), *body)):
            y = top + 15 * number
            page.text(left, y, label)
            page.ending(ends, y, values)
        page.line(left, top + 4, left + 237, top + 4)
    page.line(160, 149, 297, 149).line(60, 164, 297, 164)
    page.line(310, 149, 547, 149).line(410, 164, 547, 164).line(310, 179, 547, 179)
    assert sorted(table.columns for table in tables_of(page)) == [3, 3]


def test_a_label_further_left_than_the_one_above_does_not_go_on_with_it() -> None:
    page = Page().line(70, 90, 462, 90)
    rows(page, (("Group", "2003", "2007", "2011", "2015"),), top=101, pitch=11)
    page.line(70, 104, 462, 104)
    y = 115.0
    for section in ("Gender", "Locale", "School"):
        page.text(72, y, section)
        for number, (label, *values) in enumerate(REGIONS, start=1):
            page.text(80, y + 11 * number, label)
            rows(page, (("", *values),), top=y + 11 * number)
        y += 33
    page.line(70, y - 7, 462, y - 7)
    assert "South Locale" not in shown(page)


def test_rules_that_start_at_one_place_tell_the_column_of_labels() -> None:
    page = Page()
    xs = (150.0, 300.0, 420.0)
    page.line(70, 88, 500, 88).text(74, 100, "Phase")
    page.texts(xs, (100,), (("Activities", "Partners", "Duration"),)).line(70, 106, 500, 106)
    body = (
        ("Survey", "University", "March"),
        ("Training", "Service", "April"),
        ("Distribution", "Union", "May"),
        ("Sheds", "Builders", "June"),
    )
    page.texts(xs, (118, 136, 154, 172), body)
    page.line(145, 124, 500, 124).line(70, 142, 500, 142).line(145, 160, 500, 160)
    page.text(74, 127, "Preparation").text(74, 163, "Works").line(70, 178, 500, 178)
    assert shown(page) == (
        "Phase | Activities | Partners | Duration\n"
        f"Preparation | {' | '.join(body[0])}\n^ | {' | '.join(body[1])}\n"
        f"Works | {' | '.join(body[2])}\n^ | {' | '.join(body[3])}"
    )


def test_groups_of_columns_may_start_with_the_first_one() -> None:
    page = Page()
    ends = (100.0, 170.0, 250.0, 320.0, 400.0, 470.0)
    page.line(70, 90, 480, 90).line(70, 122, 480, 122)
    for number in range(3):
        middle = (ends[2 * number] + ends[2 * number + 1] - 20) / 2
        page.text(middle - 12, 102, f"{number + 1} May")
    lines = [("Time", "High") * 3, *[(f"0{n} 1{n}", f"{n}.{n}") * 3 for n in range(2, 6)]]
    for number, line in enumerate(lines):
        page.ending(ends, 117 + 15 * number, line)
    page.line(70, 182, 480, 182)
    assert shown(page).startswith("1 May | < | 2 May | < | 3 May | <\nTime | High | Time | High")


def test_lines_of_headers_nearer_than_rows_are_of_one_header() -> None:
    page = Page().text(72, 112, "Service")
    for y, texts in ((100, ("2010/11", "2010/11", "Change")), (112, ("$000", "$000", "$000"))):
        rows(page, (("", *texts),), top=y)
    body = [row[:4] for row in FOUR]
    rows(page, body, top=132, pitch=18)
    head = "Service | 2010/11 $000 | 2010/11 $000 | Change $000"
    assert shown(page) == f"{head}\n{flat(body)}"


def test_headers_on_a_band_without_verticals_stand_over_the_columns_of_the_grid_below() -> None:
    xs = (70.0, 150.0, 220.0, 290.0, 360.0, 430.0)
    page = Page().box(70, 82, 430, 100, grey=0.5)
    for middle, text in ((220, "Urban"), (360, "Rural")):
        page.centred(middle, 95, text)
    page.text(74, 95, "Type")
    page.table(xs, [100, 118, 136, 154], (("", "2009", "2010", "2009", "2010"), *FOUR[:2]))
    assert shown(page) == (
        "Type | Urban | < | Rural | <\n | 2009 | 2010 | 2009 | 2010\n" + flat(FOUR[:2])
    )


def test_times_are_values_below_their_header() -> None:
    page = rows(Page(), (("Station", "One", "Two", "Three", "Four"),), top=100)
    body = [("Harbour", "06:12", "08:12", "10:12", "14:12"),
            ("Junction", "06:31", "08:31", "", "14:31"),
            ("Airport", "06:48", "08:48", "10:48", "14:48"),
            ("Central", "07:05", "09:05", "11:05", "15:05")]  # fmt: skip
    for number in (1, 3):
        page.box(70, 103 + 15 * number, 464, 118 + 15 * number, grey=0.9)
    rows(page, body, top=115)
    assert shown(page) == flat([("Station", "One", "Two", "Three", "Four"), *body])


def test_ends_of_long_labels_are_no_sections_where_rows_are_as_near_as_lines() -> None:
    body = [("Defence", "1,204", "1,310", "8.8"), ("Public-order-and", "905", "382", "6.9"),
            ("safety", "", "", ""), ("Economic-affairs", "828", "229", "4.8"),
            ("Environmental", "612", "640", "4.6"), ("protection", "", "", ""),
            ("Housing-and", "14", "15", "7.1"), ("community", "", "", ""),
            ("Health", "4,101", "4,012", "2.2")]  # fmt: skip
    page = rows(Page(), (("Purpose", "2017", "2018", "Change"),), top=100, pitch=12)
    rows(page, body, top=112, pitch=12)
    assert "Environmental protection | 612 | 640 | 4.6" in shown(page)


def test_units_nearer_to_their_headers_than_rows_belong_to_these() -> None:
    page = Page()
    for y, texts in (
        (100, ("1990", "2010", "Share", "Rate")),
        (112, ("(Mt)", "(t)", "(%)", "(kg)")),
    ):
        rows(page, (("Region" if y < 112 else "", *texts),), top=y)
    rows(page, FOUR, top=132, pitch=18)
    head = "Region | 1990 (Mt) | 2010 (t) | Share (%) | Rate (kg)"
    assert shown(page) == f"{head}\n{flat(FOUR)}"


def test_words_below_the_header_in_the_middle_of_all_values_span_these() -> None:
    page = Page().line(70, 90, 462, 90)
    rows(page, (("Group", "Adults", "Hearing", "Vision", "Teeth"),), top=102)
    page.line(70, 106, 462, 106)
    page.centred((225 + 460) / 2, 120, "thousands")
    rows(page, FOUR, top=136).line(70, 188, 462, 188)
    head = "Group | Adults | Hearing | Vision | Teeth\n | thousands | < | < | <"
    assert shown(page) == f"{head}\n{flat(FOUR)}"


def test_errors_below_their_values_between_rules_are_in_the_cells_of_these() -> None:
    page = rows(Page(), (("Region", "Aware", "Known", "Held", "Lost"),), top=100)
    page.line(70, 106, 462, 106)
    for number, (label, *values) in enumerate(FOUR):
        y = 118 + 34 * number
        rows(page, (("", *values), ("", *(f"({number}.{n})" for n in range(4)))), top=y, pitch=12)
        page.text(72, y + 6, label).line(70, y + 20, 462, y + 20)
    assert "North | 82.0 (0.0) | 58.2 (0.1) | 88.5 (0.2) | 67.9 (0.3)" in shown(page)


def test_blocks_with_headers_of_their_own_between_rules_are_tables() -> None:
    page = Page()
    for top, years in ((100, range(2001, 2005)), (200, range(2005, 2009))):
        page.line(70, top - 12, 462, top - 12)
        rows(page, (("Region", *map(str, years)),), top=top).line(70, top + 4, 462, top + 4)
        rows(page, FOUR, top=top + 16).line(70, top + 66, 462, top + 66)
    assert [table.rows for table in tables_of(page)] == [5, 5]


def test_units_stand_below_headers_over_several_columns() -> None:
    page = Page().line(70, 88, 462, 88)
    for first, text in ((0, "Power"), (2, "Output")):
        page.text((ENDS[first] + ENDS[first + 1] - 20 - advance(text, 10)) / 2, 100, text)
        page.line(ENDS[first] - 30, 104, ENDS[first + 1], 104)
    rows(page, (("Plant", "(MW)", "(units)", "(GWh)", "(%)"), *FOUR), top=116)
    page.line(70, 120, 462, 120).line(70, 166, 462, 166)
    assert shown(page).startswith("Plant | Power | < | Output | <\n^ | (MW) | (units) | (GWh)")


def test_small_tables_below_each_other_with_rules_below_rows_are_apart() -> None:
    page = Page()
    y = 100.0
    for name in ("Prices", "Output", "Sales"):
        page.box(70, y - 12, 400, y + 4, grey=0.3)
        rows(page, ((name, "Index", "Month", "Year"),), top=y)
        for month in ("March", "April", "May"):
            y += 16
            rows(page, ((month, "373.2", "-7.1", "9.1"),), top=y)
            page.line(70, y + 4, 400, y + 4)
        y += 34
    assert [table.rows for table in tables_of(page)] == [4, 4, 4]


def test_ends_of_labels_in_capitals_are_no_sections_either() -> None:
    body = [("01-Office-of-the-Vice", "719", "469", "349"), ("President", "", "", ""),
            ("Court", "27", "94", "67"), ("05-National-and-Local", "41", "52", "63"),
            ("Assembly", "", "", ""), ("Police", "17", "28", "36"), ("Schools", "71", "27", "76"),
            ("Health", "71", "27", "76")]  # fmt: skip
    page = rows(Page(), (("Vote", "Estimate", "Revised", "Actual"),), top=100, pitch=12)
    rows(page, body, top=112, pitch=12)
    assert "01-Office-of-the-Vice President | 719 | 469 | 349" in shown(page)

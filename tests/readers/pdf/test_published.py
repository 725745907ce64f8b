"""How published reports set their tables: what pages of statistics and budgets showed."""

from __future__ import annotations

from tablewright.converters.model import Table
from tests.readers.pdf.drawn import Page, advance, drawn
from tests.readers.pdf.shown import read_here, shown, tables_of
from tests.tables.notation import printed

XS = (72.0, 232.0, 312.0, 392.0, 472.0)
HEAD = ("Region", "Lent", "Given", "Repaid", "Left")
ROWS = (
    ("North", "48.1", "-", "2.6", "0.9"),
    ("South", "1.2", "-", "-", "0.1"),
    ("East", "12.7", "-", "0.1", "0.2"),
    ("West", "40.7", "-", "0.2", "-1.0"),
)


def lined(rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join(" | ".join(row) for row in rows)


def under(page: Page, rows: tuple[tuple[str, ...], ...], *, top: float, pitch: float = 18) -> Page:
    return page.texts(XS, [top + pitch * number for number in range(len(rows))], rows)


def test_a_column_of_dashes_among_numbers_says_that_there_is_nothing() -> None:
    assert shown(under(Page(), (HEAD, *ROWS), top=200)) == lined((HEAD, *ROWS))


def test_the_days_of_a_month_are_no_line_numbers() -> None:
    rows = tuple(
        (str(day), f"{day * 917}", f"{day * 311}", f"{day * 77}", "12") for day in range(1, 9)
    )
    page = Page()
    for number, row in enumerate(rows):
        page.text(72, 200 + 14 * number, row[0], size=8)
    page.texts(XS[1:], [200 + 14 * number for number in range(8)], [row[1:] for row in rows])
    assert shown(page) == lined(rows)


def test_text_drawn_with_a_size_below_zero_and_turned_back_is_upright() -> None:
    page = Page()
    for number, row in enumerate((HEAD, *ROWS)):
        for x, text in zip(XS, row, strict=True):
            place = f"-1 0 0 -1 {x:.2f} {page.height - 200 - 18 * number:.2f}"
            page.text(x, 0, text, size=-10, matrix=place)
    assert shown(page) == lined((HEAD, *ROWS))


def test_cells_with_a_frame_each_and_space_between_them_are_one_table() -> None:
    page = Page()
    for number, row in enumerate((HEAD, *ROWS)):
        for x, text in zip(XS, row, strict=True):
            y = 200 + 23 * number
            page.box(x, y, x + (157 if x == XS[0] else 77), y + 20).text(x + 4, y + 14, text)
    assert shown(page) == lined((HEAD, *ROWS))


def test_a_title_over_an_open_table_is_not_its_header() -> None:
    page = Page().text(180, 170, "Loans of the four regions and what they left", size=12)
    page.text(205, 184, "All sums in thousands of the old coin").text(500, 170, "Page: 3")
    page = under(page, (HEAD, *ROWS), top=204)
    assert shown(page).endswith("\n\n" + lined((HEAD, *ROWS)))


def test_a_heading_in_the_middle_spans_all_columns() -> None:
    page = under(Page(), (HEAD, *ROWS[:2]), top=200).text(267, 254, "Islands")
    page = under(page, ROWS[2:], top=272)
    for y in (185, 206, 241, 259, 298):
        page.line(72, y, 502, y)
    assert shown(page) == lined((HEAD, *ROWS[:2], ("Islands", "<", "<", "<", "<"), *ROWS[2:]))


def test_a_label_over_rows_set_further_in_is_a_row_of_its_own() -> None:
    page = under(Page(), (HEAD,), top=200)
    y = 220.0
    expected = [HEAD]
    for label in ("Lands of the coast", "Lands of the hills"):
        page.text(72, y, label)
        expected.append((label, "<", "<", "<", "<"))
        for row in ROWS:
            y += 12
            page.text(84, y, row[0]).texts(XS[1:], [y], [row[1:]])
            expected.append(row)
        y += 20
    assert shown(page) == lined(tuple(expected))


def test_rows_under_each_other_in_one_ruled_cell_are_rows() -> None:
    rows = (
        ("Day", "Person", "Place"),
        ("2005-09-21", "Rosa", "New Harbour"),
        ("2005-10-03", "Hanne", "Mill"),
        ("2005-10-20", "Rosa", "Upper Bridge"),
        ("2005-11-04", "Ole", "Mill"),
    )
    xs = (72.0, 142.0, 192.0, 272.0)
    page = Page().grid(xs, (180, 196, 262))
    page.texts([x + 4 for x in xs[:3]], [192, 208, 222, 236, 250], rows)
    assert shown(page) == lined(rows)


def test_two_such_tables_and_the_text_between_them_stay_apart() -> None:
    page = Page()
    for top in (100, 300):
        page.grid((72, 172, 272), (top, top + 16, top + 80))
        page.texts((76, 176), [top + 12], [("Kind", "Count")])
        page.texts(
            (76, 176), [top + 30, top + 44, top + 58], [("Oak", "12"), ("Elm", "7"), ("Ash", "31")]
        )
        page.text(72, top + 100, "What stands above was counted.").text(
            72, top + 114, "Twice, by 2."
        )
    assert len(tables_of(page)) == 2


def test_the_grid_of_a_chart_is_no_table() -> None:
    page = Page().grid(range(100, 420, 40), range(100, 300, 40))
    page.text(150, 190, "Harvest").text(240, 150, "Rain")
    assert tables_of(page) == []


def test_a_caption_between_rules_of_one_width_parts_two_tables() -> None:
    page = Page()
    for top in (100, 230):
        for y in (top - 14, top + 6, top + 80):
            page.line(72, y, 502, y)
        under(page, (HEAD, *ROWS), top=top)
    page.text(72, 200, "Table 2. What the four lands left in the year after.")
    found = tables_of(page)
    assert [printed(table) for table in found] == [lined((HEAD, *ROWS))] * 2


def test_a_table_over_two_columns_of_prose_is_one() -> None:
    page = Page()
    xs = (60.0, 140.0, 200.0, 260.0, 320.0, 380.0, 440.0, 500.0)
    rows = tuple((f"land {n}", *(str(n * k * 7 + 3) for k in range(2, 9))) for n in range(1, 8))
    page.texts(xs, [100 + 14 * number for number in range(len(rows))], rows)
    prose = "all the words of this line stand close, so that"
    for number in range(24):
        page.text(60, 240 + 12 * number, prose).text(320, 240 + 12 * number, prose)
    assert [printed(table) for table in tables_of(page)] == [lined(rows)]


def test_a_label_that_each_row_repeats_does_not_span_rows() -> None:
    rows = (
        ("Group", "Kind", "Sum"),
        ("hills", "oak", "12"),
        ("hills", "elm", "7"),
        ("", "all", "19"),
    )
    page = Page().texts((72, 172, 272), (100, 118, 136, 154), rows)
    for y, left in ((86, 72), (106, 72), (141, 162), (160, 72)):
        page.line(left, y, 312, y)
    assert shown(page) == lined(rows)


def test_a_label_in_the_middle_of_the_rows_between_two_rules_spans_them() -> None:
    page = Page().texts((72, 172, 272), (100,), (("Group", "Kind", "Sum"),))
    kinds = (("oak", "12"), ("elm", "7"), ("ash", "31"))
    page.texts((172, 272), (118, 136, 154), kinds).text(72, 136, "hills")
    page.texts((172, 272), (172, 190, 208), kinds).text(72, 190, "coast")
    for y in (86, 106, 159, 213):
        page.line(72, y, 312, y)
    groups = [f"{name} | oak | 12\n^ | elm | 7\n^ | ash | 31" for name in ("hills", "coast")]
    assert shown(page) == "\n".join(["Group | Kind | Sum", *groups])


def test_a_frame_without_inner_lines_may_hold_columns() -> None:
    page = Page().grid((72, 272), (100, 118, 136, 190))
    page.text(180, 113, "Mills").texts((140, 200), [131], [("stone", "wind")])
    page.texts(
        (76, 150, 210), [150, 165, 180], [("oak", "12", "7"), ("elm", "3", "1"), ("ash", "5", "31")]
    )
    assert [table.columns for table in tables_of(page)] == [3]


def test_leaders_go_above_a_wrapped_label_too() -> None:
    page = Page()
    labels = (
        ("Total", 200),
        ("Weeds", 214),
        ("Corn, hay and what", 228),
        ("is fed", 242),
        ("Fruit", 256),
    )
    for text, y in labels:
        page.text(72, y, text)
        if text != "Corn, hay and what":
            page.text(72 + advance(text, 10), y, "." * 22)
            page.text(300, y, f"{y}.5").text(360, y, f"{y}.1")
    rows = (
        "Total | 200.5 | 200.1",
        "Weeds | 214.5 | 214.1",
        "Corn, hay and what is fed | 242.5 | 242.1",
    )
    assert shown(page) == "\n".join((*rows, "Fruit | 256.5 | 256.1"))


def test_a_font_whose_descent_is_out_of_all_bounds_does_not_move_its_texts_down() -> None:
    rows = [("项目", "数量"), ("新收", "三件"), ("结转", "五件")]
    data = drawn(Page().table([72, 172, 272], [100, 116, 132, 148], rows))
    data = data.replace(b"/Descent -120", b"/Descent -999")
    (table,) = [block for block in read_here(data).blocks if isinstance(block, Table)]
    assert printed(table) == lined(tuple(rows))


VALUES = (("G1", "0.112", "0.019"), ("S", "0.003", "0.026"), ("G2", "0.147", "0.107"))


def test_headers_are_apart_where_their_gap_is_much_wider_than_their_spaces() -> None:
    page = Page().line(72, 88, 300, 88).line(72, 105, 300, 105).line(72, 160, 300, 160)
    page.text(72, 100, "Value")
    for x, word in ((146, "Con"), (164, "vs"), (176.5, "Rad"), (196.5, "Con"), (214.5, "vs")):
        page.text(x, 100, word)
    page.text(227, 100, "Tor")
    for row, values in enumerate(VALUES):
        for x, text in zip((72, 170, 216), values, strict=True):
            page.text(x, 120 + 15 * row, text)
    assert shown(page) == lined((("Value", "Con vs Rad", "Con vs Tor"), *VALUES))


def test_ranges_that_go_on_below_are_no_rows_of_their_own() -> None:
    rows = (
        ("", "Alm", "Ost", "Ulv"),
        ("Share", "0.50", "0.81", "0.52"),
        ("Interval of", "0.18 to", "0.61 to", "0.20 to"),
        ("confidence", "0.73", "0.91", "0.74"),
        ("Boats", "22", "17", "11"),
    )
    page = Page().line(72, 188, 360, 188).line(72, 204, 360, 204).line(72, 268, 360, 268)
    for y, row in zip((200, 218, 236, 247, 262), rows, strict=True):
        page.texts((72.0, 160.0, 240.0, 320.0), [y], [row])
    assert shown(page).splitlines()[2:] == [
        "Interval of confidence | 0.18 to 0.73 | 0.61 to 0.91 | 0.20 to 0.74",
        "Boats | 22 | 17 | 11",
    ]


def test_a_rule_between_characters_parts_what_looks_like_one_word() -> None:
    page = Page().box(72, 100, 252, 190)
    for x in (132, 192):
        page.line(x, 100, x, 190)
    page.line(72, 134, 252, 134)
    page.text(82, 122, "药剂").text(151.5, 114, "浸药时间稀释倍数")
    page.text(146, 128, "(小时)").text(209, 128, "(倍)")
    for y, row in ((150, ("甲种", "1-6", "2000")), (164, ("乙种", "24", "1500"))):
        page.texts((82.0, 150.0, 209.0), [y], [row])
    assert shown(page).splitlines()[0] == "药剂 | 浸药时间(小时) | 稀释倍数(倍)"


def test_rows_may_each_be_followed_by_a_text_over_all_columns_about_them() -> None:
    xs, head = (72.0, 152.0, 252.0, 352.0), ("Day", "Place", "Boat", "Damage")
    told = "The boat left the harbour at nine with all on board, and it came back to the"
    rows = [("May 3", "Alm", "Ida", "none"), ("May 9", "Ost", "Eva", "little")]
    rows += [("June 1", "Ulv", "Ada", "none"), ("June 8", "Borg", "Una", "sank")]
    page = Page().texts(xs, [90], [head]).line(70, 96, 460, 96)
    expected = [" | ".join(head)]
    for number, row in enumerate(rows):
        top = 96 + 54 * number
        page.texts(xs, [top + 16], [row]).text(72, top + 34, told)
        page.text(72, top + 46, f"pier at {number + 3}.").line(70, top + 54, 460, top + 54)
        expected += [" | ".join(row), f"{told} pier at {number + 3}. | < | < | <"]
    assert shown(page) == "\n".join(expected)


NAMES = tuple(enumerate(("CDK", "FOX", "BCL", "RAD", "TOR", "ATM"), start=1))


def test_numbers_with_powers_of_ten_are_no_lines_of_one_row() -> None:
    rows: tuple[tuple[str, ...], ...]
    rows = (("Gene", "Share", "p"), ("CCN", "3.65E-01", "4.99E-11"), ("CHE", "3.46E-01", "5.9E-10"))
    rows += tuple((name, f"0.{place}07588481", f"0.{place}0439551") for place, name in NAMES)
    page = Page().line(72, 88, 340, 88).line(72, 104, 340, 104).line(72, 222, 340, 222)
    page.texts((72.0, 152.0, 252.0), [100, *range(116, 222, 14)], rows)
    assert shown(page) == lined(rows)


def test_a_note_between_the_last_two_rules_is_no_row() -> None:
    page = under(Page(), (HEAD, *ROWS), top=200)
    for y in (186, 204, 276, 292):
        page.line(70, y, 500, y)
    page.text(72, 287, "* Left at the end of the year, after what was repaid")
    assert shown(page).splitlines()[-1] == "* Left at the end of the year, after what was repaid"
    assert len(tables_of(page)[0].cells) == 25

"""How ministries and offices of statistics set their tables: accounts, yearbooks, typed reports."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

ENDS = (300.0, 380.0, 460.0)
ROWS = (
    ("Receipts", "9,591", "35,348", "2,306"),
    ("Fees", "832", "4,762", "16,048"),
    ("Total", "10,423", "40,110", "18,354"),
    ("Wages", "5,208", "1,587", "(7,037)"),
    ("Grants", "93,100", "31,352", "14,446"),
    ("All", "98,308", "32,939", "7,409"),
)
SHOWN = "\n".join(" | ".join(row) for row in ROWS)


def numbers(
    page: Page, rows: tuple[tuple[str, ...], ...], *, top: float, pitch: float = 15
) -> Page:
    """Labels at the left, numbers that end at ENDS."""
    for number, (label, *values) in enumerate(rows):
        y = top + pitch * number
        page.text(72, y, label)
        page.ending(ENDS, y, values)
    return page


def heads(page: Page, *, y: float) -> Page:
    page.ending(ENDS, y, ("2008", "2009", "2010"))
    return page


def test_rules_above_sums_make_no_tables_of_single_columns() -> None:
    page = numbers(heads(Page(), y=185), ROWS, top=203)
    for end in ENDS:
        for y in (189, 222, 267):
            page.line(end - 45, y, end, y)
        for row in (0, 2, 5):
            page.text(end - 44, 203 + 15 * row, "$")
    dollars = [
        " | ".join([label, *(f"$ {value}" if row in (0, 2, 5) else value for value in values)])
        for row, (label, *values) in enumerate(ROWS)
    ]
    assert shown(page) == "\n".join([" | 2008 | 2009 | 2010", *dollars])


def test_the_first_rule_may_stand_above_a_sum_and_not_below_the_header() -> None:
    page = Page().box(70, 172, 462, 190, grey=0.8)
    numbers(heads(page, y=185), ROWS, top=203)
    for y in (222, 237, 267, 282):
        page.line(70, y, 462, y)
    assert shown(page) == f" | 2008 | 2009 | 2010\n{SHOWN}"


def test_a_caption_parts_two_open_tables() -> None:
    page = numbers(heads(Page(), y=185), ROWS, top=203)
    page.text(72, 303, "Table 2. Receipts and outlays of the provinces")
    numbers(heads(page, y=321), ROWS, top=339)
    table = f" | 2008 | 2009 | 2010\n{SHOWN}"
    assert shown(page) == f"{table}\n\n{table}"  # the caption is the second one's


def test_lines_of_dashes_are_rules() -> None:
    page = numbers(Page(), (("Item", "2008", "2009", "2010"),), top=185)
    page.text(72, 196, "-" * 77)
    numbers(page, ROWS, top=207).text(72, 293, "=" * 77)
    assert shown(page) == f"Item | 2008 | 2009 | 2010\n{SHOWN}"


def test_a_header_drawn_as_a_grid_belongs_to_the_open_rows_below() -> None:
    page = Page()
    for x in (70, 250, 470):
        page.line(x, 160, x, 190)
    for x in (310, 390):
        page.line(x, 175, x, 190)
    page.line(70, 160, 470, 160).line(250, 175, 470, 175).line(70, 190, 470, 190)
    page.text(76, 178, "Item").text(330, 171, "Year")
    heads(page, y=186)
    numbers(page, ROWS, top=203).line(70, 285, 470, 285)
    assert shown(page) == f"Item | Year | < | <\n^ | 2008 | 2009 | 2010\n{SHOWN}"


def test_a_section_may_stand_between_a_framed_header_and_its_rows() -> None:
    page = Page()
    for left, right, text in ((70, 250, "Item"), (250, 310, "2008"), (310, 390, "2009")):
        page.box(left, 172, right, 190).text(left + 4, 185, text)
    page.box(390, 172, 470, 190).text(394, 185, "2010").text(72, 203, "All provinces")
    numbers(page, ROWS, top=219)
    shown_rows = f"Item | 2008 | 2009 | 2010\nAll provinces | < | < | <\n{SHOWN}"
    assert shown(page) == shown_rows


def test_headers_set_to_the_left_stand_over_the_rules_below_them() -> None:
    page = Page()
    rows = (("North", "82.0", "58.2", "88.5", "67.9"), ("South", "36.3", "11.3", "82.9", "55.7"))
    ends = (200.0, 270.0, 350.0, 420.0)
    page.line(72, 160, 424, 160).text(160, 172, "Formal").text(310, 172, "Other")
    page.line(156, 176, 272, 176).line(306, 176, 424, 176)
    page.ending(ends, 188, ("Short", "Long") * 2)
    page.text(72, 188, "Region").line(72, 193, 424, 193)
    for number, (label, *values) in enumerate((*rows, *rows)):
        page.text(72, 206 + 15 * number, label)
        page.ending(ends, 206 + 15 * number, values)
    page.line(72, 258, 424, 258)
    body = "\n".join(" | ".join(row) for row in (*rows, *rows))
    assert shown(page) == (
        f"Region | Formal | < | Other | <\n^ | Short | Long | Short | Long\n{body}"
    )


def test_the_label_of_a_group_at_its_top_spans_the_rows_between_two_rules() -> None:
    page = Page()
    groups = (("Coast and", "islands", ("Herring", "Cod", "Plaice")), ("South", "", ("Cod", "Eel")))
    y = 200.0
    page.line(72, 188, 400, 188)
    for label, more, fish in groups:
        page.text(72, y + 4, label).text(72, y + 18, more)
        for name in fish:
            page.text(170, y + 4, name).text(280, y + 4, "117").text(360, y + 4, "841")
            y += 14
        page.line(72, y - 5, 400, y - 5)
        y += 4
    for number, text in enumerate(("Area", "Fish", "1990", "1995")):
        page.text((72, 170, 280, 360)[number], 183, text)
    page.line(72, 170, 400, 170)
    assert shown(page) == (
        "Area | Fish | 1990 | 1995\nCoast and islands | Herring | 117 | 841\n"
        "^ | Cod | 117 | 841\n^ | Plaice | 117 | 841\n"
        "South | Cod | 117 | 841\n^ | Eel | 117 | 841"
    )


def test_letters_of_turned_headers_are_no_rows_of_a_cell() -> None:
    xs, ys = (72.0, 152.0, 182.0, 212.0), (200.0, 280.0, 300.0, 320.0)
    page = Page().grid(xs, ys).text(76, 270, "Body")
    for x, text in zip((172, 202), ("Planning", "Schools"), strict=True):
        page.text(0, 0, text, matrix=f"0 1 -1 0 {x:.2f} {page.height - 276:.2f}")
    page.texts([76, 160, 190], [313 - 20, 313], (("Alton", "x", "4"), ("Gilroy", "", "7")))
    assert shown(page) == "Body | Planning | Schools\nAlton | x | 4\nGilroy |  | 7"


XS = (72.0, 152.0, 212.0, 272.0)
YS = (200.0, 220.0, 240.0, 260.0)
INSIDE = (("first", "12", "3.5"), ("second", "7", "2.5"), ("third", "9", "1.0"))
IN_GRID = "first | 12 | 3.5\nsecond | 7 | 2.5\nthird | 9 | 1.0"


def grid() -> Page:
    return Page().table(XS, YS, INSIDE)


def test_headers_right_above_a_grid_are_its_headers() -> None:
    page = grid().text(72, 170, "Table 2. Posts by grade")
    page.texts([x + 4 for x in XS[:3]], [196], [("Item", "Count", "Share")])
    assert shown(page) == f"Item | Count | Share\n{IN_GRID}"


def test_sums_right_below_a_grid_are_its_last_row() -> None:
    page = grid().texts([x + 4 for x in XS[:3]], [272], [("Total", "28", "7.0")])
    assert shown(page) == f"{IN_GRID}\nTotal | 28 | 7.0"


def test_prose_right_below_a_grid_is_no_row() -> None:
    page = grid().text(72, 272, "Source: the register of all posts.")
    assert shown(page).split("\n\n")[0] == IN_GRID


def test_labels_left_of_a_grid_are_its_first_column() -> None:
    page = Page().grid(XS[1:], YS)
    page.texts([x + 4 for x in XS[:3]], [y + 13 for y in YS], INSIDE)
    assert shown(page) == IN_GRID


def test_a_framed_header_needs_no_corner_and_headings_part_such_tables() -> None:
    page = Page()
    for top in (100.0, 240.0):
        page.text(72, top, "Votes for the council", bold=True)
        for left, right, text in ((250, 310, "2008"), (310, 390, "2009"), (390, 470, "2010")):
            page.box(left, top + 10, right, top + 36).text(left + 20, top + 27, text)
        numbers(page, ROWS[:3], top=top + 50, pitch=20)
        for row in range(3):
            page.line(72, top + 56 + 20 * row, 470, top + 56 + 20 * row)
    table = " | 2008 | 2009 | 2010\n" + "\n".join(SHOWN.split("\n")[:3])
    heading = "Votes for the council"
    assert shown(page).replace("# ", "") == f"{heading}\n\n{table}\n\n{heading}\n\n{table}"


def test_headers_that_run_upwards_stand_over_open_rows() -> None:
    page = Page().line(72, 130, 470, 130).line(72, 186, 470, 186).line(72, 295, 470, 295)
    for end, text in zip(ENDS, ("Lent", "Given", "Repaid"), strict=True):
        page.text(0, 0, text, matrix=f"0 1 -1 0 {end - 5:.2f} {page.height - 184:.2f}")
    page.text(72, 183, "Year")
    numbers(page, ROWS, top=203)
    assert shown(page) == f"Year | Lent | Given | Repaid\n{SHOWN}"


def test_numbers_with_a_fraction_a_word_space_apart_are_cells() -> None:
    page = Page().line(72, 186, 230, 186).line(72, 266, 230, 266)
    rows = tuple((f"3.{n}5", f"5.{n}6", f"9.{9 - n}1") for n in range(5))
    for number, row in enumerate(rows):
        page.text(72, 200 + 15 * number, "+ label of words").text(
            170, 200 + 15 * number, " ".join(row)
        )
    expected = "\n".join(" | ".join(("+ label of words", *row)) for row in rows)
    assert shown(page) == expected


def test_cells_shaded_in_some_columns_join_no_labels() -> None:
    page = Page()
    for row in range(6):
        page.box(255, 192 + 15 * row, 305, 207 + 15 * row, grey=0.9)
        page.box(415, 192 + 15 * row, 465, 207 + 15 * row, grey=0.9)
    numbers(page, ROWS, top=203)
    assert shown(page) == SHOWN


def test_words_in_the_middle_above_a_shaded_row_head_the_rows_below() -> None:
    page = Page().box(70, 172, 462, 190, grey=0.8)
    heads(page, y=185)
    y = 203.0
    for number, (label, *values) in enumerate(ROWS):
        if number in (0, 3):
            page.centred(266, y, "Index")
            y += 15
        if number % 2:
            page.box(70, y - 11, 462, y + 4, grey=0.9)
        numbers(page, ((label, *values),), top=y)
        y += 15
    rows = SHOWN.split("\n")
    section = "Index | < | < | <"
    assert shown(page) == "\n".join(
        [" | 2008 | 2009 | 2010", section, *rows[:3], section, *rows[3:]]
    )


def test_years_that_come_again_stand_below_headers_over_them() -> None:
    page = Page().line(72, 160, 424, 160).line(72, 193, 424, 193).line(72, 270, 424, 270)
    ends = (200.0, 270.0, 350.0, 420.0)
    for end, text in ((200.0, "Mountains"), (350.0, "Lowlands")):
        page.text(end - 40, 174, text)
    for end, text in zip(ends, ("1990", "1991") * 2, strict=True):
        page.text(end - 40, 188, text)
    rows = tuple((name, "82.0", "58.2", "8.5", "67.9") for name in ("North", "South", "East"))
    for number, (label, *values) in enumerate(rows):
        page.text(72, 208 + 15 * number, label)
        page.ending(ends, 208 + 15 * number, values)
    page.text(72, 255, "West")
    for end in ends:
        page.text(end - 20, 255, "1.00")
    shown_rows = "\n".join(" | ".join(row) for row in (*rows, ("West", *["1.00"] * 4)))
    assert shown(page) == (
        f" | Mountains | < | Lowlands | <\n | 1990 | 1991 | 1990 | 1991\n{shown_rows}"
    )


def test_the_lines_of_a_framed_header_end_above_rows_with_a_rule_below() -> None:
    page = Page()
    for x in (70, 250, 310, 390, 470):
        page.line(x, 172, x, 190)
    for y in (172, 190, 285):
        page.line(70, y, 470, y)
    page.text(76, 185, "Item")
    for left, text in ((254, "2008"), (314, "2009"), (394, "2010")):
        page.text(left, 185, text)
    numbers(page, ROWS, top=203)
    assert shown(page) == f"Item | 2008 | 2009 | 2010\n{SHOWN}"


def test_short_leaders_end_where_long_ones_do() -> None:
    page = Page().line(72, 190, 470, 190).line(72, 285, 470, 285)
    labels = ("Receipts", "Fees", "Of the provinces and of the towns")
    rows = tuple((labels[number % 3], *row[1:]) for number, row in enumerate(ROWS))
    heads(page, y=186)
    numbers(page, rows, top=203)
    for number, row in enumerate(rows):
        left = 72 + advance(row[0], 10)
        page.text(left, 203 + 15 * number, "." * round((252 - left) / 5))
    table = "\n".join(" | ".join(row) for row in rows)
    assert shown(page) == f" | 2008 | 2009 | 2010\n{table}"


def test_headers_over_columns_stand_above_rows_that_are_all_ruled() -> None:
    page = numbers(Page(), ROWS, top=203)
    heads(page, y=185).text(300, 171, "Year").text(72, 171, "Kind")
    for number in range(7):
        page.line(70, 191.5 + 15 * number, 462, 191.5 + 15 * number)
    assert shown(page).split("\n")[0].startswith("Kind | Year")

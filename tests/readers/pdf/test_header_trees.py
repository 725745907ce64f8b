"""Headers over several columns of tables without a full grid: which columns they head."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

ENDS = (220.0, 270.0, 320.0, 370.0, 420.0, 470.0)
PLACES = ("Alton", "Barton", "Calder", "Dale")


def ending(page: Page, y: float, *texts: str, ends: tuple[float, ...] = ENDS) -> Page:
    """Texts that end at the ends of the columns."""
    page.ending(ends, y, texts)
    return page


def body(page: Page, y: float, *, ends: tuple[float, ...] = ENDS) -> str:
    """Rows of numbers; as they are shown."""
    rows = []
    for number, place in enumerate(PLACES):
        page.text(72, y + 15 * number, place)
        values = [f"{7 ** (number + 1) % 1000 + column}.{column}" for column in range(len(ends))]
        ending(page, y + 15 * number, *values, ends=ends)
        rows.append(" | ".join((place, *values)))
    return "\n".join(rows)


def framed(page: Page, *ys: float) -> Page:
    """Rules over all columns."""
    for y in ys:
        page.line(72, y, 472, y)
    return page


def test_years_that_come_again_part_the_headers_over_them() -> None:
    page = framed(Page(), 186, 221, 288)
    page.text(250, 200, "Goods").text(332, 200, "Other services")
    ending(page, 215, *("1998", "1999", "2000") * 2)
    text = body(page, 235)
    assert shown(page) == (
        " | Goods | < | < | Other services | < | <\n"
        f" | 1998 | 1999 | 2000 | 1998 | 1999 | 2000\n{text}"
    )


def test_years_below_a_header_over_their_middle_are_not_its_second_line() -> None:
    page = framed(Page(), 186, 217, 288)
    page.text(250, 200, "Goods").text(395, 200, "Loans")
    ending(page, 211, *("1998", "1999", "2000") * 2)
    text = body(page, 235)
    assert shown(page) == (
        f" | Goods | < | < | Loans | < | <\n | 1998 | 1999 | 2000 | 1998 | 1999 | 2000\n{text}"
    )


def test_periods_of_years_are_headers_and_no_values() -> None:
    page = Page()
    for number, name in enumerate(("Goods", "Loans")):
        page.text(270 + 100 * number - advance(name, 10) - 8, 200, name)
    ends = (250.0, 300.0, 350.0, 400.0)
    ending(page, 215, "1995-97", "1998-00", "1995-97", "1998-00", ends=ends)
    text = body(page, 232, ends=ends)
    assert shown(page) == (
        f" | Goods | < | Loans | <\n | 1995-97 | 1998-00 | 1995-97 | 1998-00\n{text}"
    )


def test_units_in_brackets_over_two_lines_are_one_row() -> None:
    page = framed(Page(), 186, 241, 300)
    ends = (250.0, 350.0, 450.0)
    page.text(72, 200, "Branch")
    ending(page, 200, "1994", "1995", "1996", ends=ends)
    ending(page, 215, "(thousand", "(thousand", "(tonnes)", ends=ends)
    ending(page, 227, "heads)", "heads)", "", ends=ends)
    text = body(page, 255, ends=ends)
    assert shown(page) == (
        f"Branch | 1994 | 1995 | 1996\n | (thousand heads) | (thousand heads) | (tonnes)\n{text}"
    )


def test_headers_at_the_left_of_numbers_at_the_right_belong_to_a_table_of_ruled_rows() -> None:
    ends = (250.0, 350.0, 450.0)
    page = framed(Page(), *(206 + 15 * row for row in range(5)))
    for x, year in zip((155, 255, 355), ("1994", "1995", "1996"), strict=True):
        page.text(x, 200, year)
    text = body(page, 217, ends=ends)
    assert shown(page) == f" | 1994 | 1995 | 1996\n{text}"


def test_a_word_space_where_two_columns_meet_parts_no_header_over_both() -> None:
    page = framed(Page(), 186, 221, 288)
    page.text(72, 215, "All places").text(230, 200, "Own labourer").text(365, 200, "Hired")
    ends = (245.0, 290.0, 365.0, 440.0)
    ending(page, 215, "1998", "1999", "1998", "1999", ends=ends)
    text = body(page, 235, ends=ends)
    assert shown(page) == (
        f"All places | Own labourer | < | Hired | <\n^ | 1998 | 1999 | 1998 | 1999\n{text}"
    )


def test_headers_that_end_on_one_line_are_of_one_level() -> None:
    page = framed(Page(), 176, 221, 288)
    for y, word in ((188, "Average"), (200, "change")):
        page.text(270 - advance(word, 10) / 2 - 10, y, word)
    page.text(397, 200, "Exports")
    ending(page, 215, *("Goods", "Fees", "All") * 2)
    text = body(page, 235)
    assert shown(page) == (
        " | Average change | < | < | Exports | < | <\n"
        f" | Goods | Fees | All | Goods | Fees | All\n{text}"
    )


def test_a_rule_under_several_headers_ends_where_their_columns_end() -> None:
    page = framed(Page(), 186, 226, 288).line(195, 206, 420, 206)
    page.text(72, 220, "Place").text(200, 200, "Mean number").text(345, 200, "Paid")
    ending(page, 220, "Cows", "Pigs", "Sheep", "Boats", "Carts", "Code")
    text = body(page, 240)
    assert shown(page) == (
        "Place | Mean number | < | < | Paid | < | Code\n"
        f"^ | Cows | Pigs | Sheep | Boats | Carts | ^\n{text}"
    )


def test_what_stands_level_with_a_header_for_each_column_wraps_none_over_them() -> None:
    page = framed(Page(), 186, 216, 288)
    page.text(72, 212, "Place").text(200, 200, "Territories overseas")
    page.text(320, 200, "Home and abroad")
    for x, text in ((200, "Paid"), (250, "Due"), (320, "Carts"), (370, "Boats")):
        page.text(x, 212, text)
    ends = (225.0, 275.0, 345.0, 395.0)
    text = body(page, 235, ends=ends)
    assert shown(page) == (
        "Place | Territories overseas | < | Home and abroad | <\n"
        f"^ | Paid | Due | Carts | Boats\n{text}"
    )


def test_a_label_in_the_middle_of_header_lines_hides_none_of_them() -> None:
    page = Page().lines(72, 60, *("The offices sent in these numbers in May and in June." * 2,) * 3)
    page.text(72, 200, "Place").text(270, 194, "Paid in cash").text(262, 206, "From May to August")
    page.text(380, 206, "By post").text(430, 206, "Lorries")
    body(page, 221)
    assert "Paid in cash" in shown(page).split("\n\n")[-1]


def test_headers_in_the_middle_of_cells_whose_texts_end_at_one_side() -> None:
    ends = (200.0, 290.0, 330.0, 370.0, 410.0, 500.0, 540.0)
    page = Page().line(72, 186, 540, 186).line(72, 221, 540, 221).line(72, 288, 540, 288)
    page.text(72, 215, "Place")
    for left, right, text in ((110, 290, "Own"), (290, 410, "Let"), (410, 540, "Empty")):
        page.text((left + right - advance(text, 10)) / 2, 200, text)
    ending(page, 215, "No.", "Rate", "Q1", "Q2", "Q3", "Sum", "%", ends=ends)
    text = body(page, 235, ends=ends)
    assert shown(page) == (
        "Place | Own | < | Let | < | < | Empty | <\n"
        f"^ | No. | Rate | Q1 | Q2 | Q3 | Sum | %\n{text}"
    )


def test_one_header_in_the_middle_of_all_columns_of_numbers_stands_over_all() -> None:
    ends = (320.0, 360.0, 400.0, 440.0)
    page = Page().line(72, 171, 440, 171).line(72, 221, 440, 221).line(72, 288, 440, 288)
    page.text(72, 215, "Place").text(258, 185, "Amount")
    page.text(310, 200, "Own").text(390, 200, "Let")
    ending(page, 215, "1998", "1999", "2000", "2001", ends=ends)
    text = body(page, 235, ends=ends)
    assert shown(page).startswith("Place | Amount | < | < | <\n^ | Own | ")
    assert shown(page).endswith(text)


def test_lines_of_one_header_beside_larger_labels_are_one() -> None:
    page = framed(Page(), 186, 236, 300)
    page.text(72, 201.5, "Place", size=12)
    for y, words in (
        (200, ("Urban", "Other")),
        (209.6, ("areas", "rural")),
        (219.2, ("", "areas")),
    ):
        for middle, word in zip((232, 382), words, strict=True):
            page.centred(middle, y, word, size=8)
    ends = (220.0, 290.0, 360.0, 430.0)
    ending(page, 231, "Cases", "Rate", "Cases", "Rate", ends=ends)
    text = body(page, 250, ends=ends)
    assert shown(page) == (
        f"Place | Urban areas | < | Other rural areas | <\n^ | Cases | Rate | Cases | Rate\n{text}"
    )


def test_a_unit_in_the_white_below_a_header_stands_in_its_column() -> None:
    ends = (260.0, 360.0, 460.0)
    page = framed(Page(), 186, 221, 288)
    page.text(72, 200, "Country")
    for x, head, unit in zip(
        (132, 265, 365),
        ("1982-1986", "1987-1991", "1992-1996"),
        ("(1 000)", "(number)", "(tonnes)"),
        strict=True,
    ):
        page.text(x, 200, head).text(x, 214, unit)
    text = body(page, 238, ends=ends)
    assert shown(page) == (
        f"Country | 1982-1986 | 1987-1991 | 1992-1996\n | (1 000) | (number) | (tonnes)\n{text}"
    )


def test_numbers_right_behind_fractions_are_a_column_of_their_own() -> None:
    rows = (("12.4", "1 204"), ("7.1", "98"), ("31.2", "19 636"), ("0.9", "4 118"))
    page = framed(Page(), 186, 221, 288)
    page.text(72, 215, "Place").text(253, 215, "Rate").text(278, 215, "Cases")
    for number, (place, (rate, cases)) in enumerate(zip(PLACES, rows, strict=True)):
        y = 235 + 15 * number
        page.text(72, y, place)
        ending(page, y, rate, cases, "7", ends=(273.0, 305.0, 440.0))
    shown_rows = [
        f"{place} | {rate} | {cases} | 7" for place, (rate, cases) in zip(PLACES, rows, strict=True)
    ]
    assert shown(page).splitlines()[1:] == shown_rows

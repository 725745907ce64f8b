"""Tables beside each other, under each other, and beside or between prose."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

PROSE = "The bureau gathered all these figures from returns of the"
"""A line of 285 points."""


def columns(page: Page, x: float, top: float, *rows: tuple[str, ...], pitch: float = 13) -> Page:
    """Rows of texts 60 points apart, the first one 90 wide."""
    xs = [x, *(x + 90 + 60 * n for n in range(len(rows[0]) - 1))]
    return page.texts(xs, [top + pitch * n for n in range(len(rows))], rows)


LEFT = (("Item", "2001"), ("Wheat", "138"), ("Fish", "49"))
RIGHT = (("Item", "Imports", "2002"), ("Barley", "Low", "Falling"), ("Fish", "Low", "Rising"))
MORE = (("Milk", "High", "Low"), ("Wine", "Medium", "Falling"), ("Wood", "Low", "Stable"))


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join(" | ".join(row) for row in rows)


def test_tables_side_by_side_are_parted_by_their_captions_and_a_note_below_one_of_them() -> None:
    page = Page().text(72, 184, "Table 3 Products").text(320, 184, "Table 4 Imports")
    columns(page, 72, 200, *LEFT).line(72, 204, 190, 204)
    columns(page, 320, 200, *RIGHT, *MORE)
    page.text(72, 240, "Note: Figures of 2001 are", size=8).text(72, 249, "provisional.", size=8)
    assert table(LEFT) in shown(page)
    assert table((*RIGHT, *MORE)) in shown(page)


def test_a_caption_right_above_a_header_over_a_rule_is_none_of_it() -> None:
    rows = (("Region", "Rate"), ("Alton", "12.4"), ("Barton", "9.9"), ("Calder", "10.7"))
    page = columns(Page(), 72, 200, *rows).text(72, 188, "Table 8 Cases")
    for y in (204, 217, 230, 243):
        page.line(72, y, 190, y)
    assert shown(page).endswith(table(rows))


def test_a_title_with_its_unit_right_above_a_header_is_none_of_it() -> None:
    rows = (("Region", "2002", "Rate"), ("Alton", "1,204", "12.4"), ("Barton", "988", "9.9"))
    page = columns(Page(), 72, 224, *rows).text(72, 200, "Main results").text(72, 212, "(tonnes)")
    for y in (228, 241, 254):
        page.line(72, y, 250, y)
    assert shown(page).endswith(table(rows))


def test_a_header_over_the_only_column_of_values_stands_above_the_first_rule() -> None:
    rows = (("", "Share"), ("Eggs", "None"), ("Fish", "Low"), ("Wine", "Stable"))
    page = columns(Page(), 72, 200, *rows)
    for y in (204, 217, 230, 243):
        page.line(72, y, 200, y)
    assert shown(page) == " | Share\nEggs | None\nFish | Low\nWine | Stable"


def test_prose_between_a_grid_and_rules_as_wide_is_no_row() -> None:
    xs, ys = (72.0, 240.0, 400.0), (200.0, 220.0, 240.0, 260.0)
    page = Page().table(xs, ys, (("Region", "Rate"), ("Alton", "12"), ("Barton", "9")))
    page.lines(72, 276, PROSE, PROSE, "two regions of the north.", pitch=12)
    for y in (318, 334, 376):
        page.line(72, y, 400, y)
    page.texts(
        (74, 300),
        (330, 346, 359, 372),
        (("Item", "Share"), ("Fish", "4.1"), ("Wine", "3.0"), ("Milk", "2")),
    )
    found = shown(page)
    assert found.startswith("Region | Rate\nAlton | 12\nBarton | 9\n\n")
    assert found.endswith("Item | Share\nFish | 4.1\nWine | 3.0\nMilk | 2")


def test_rows_of_words_closer_than_their_header_are_rows() -> None:
    rows = (
        ("Place", "Supply"),
        ("Ames Point", "Low"),
        ("Corrida", "None"),
        ("Benwick", "Uncertain"),
    )
    page = Page().texts((72, 180), (200, 216, 228.5, 241), rows)
    for y in (190, 205, 245):
        page.line(72, y, 240, y)
    assert shown(page) == table(rows)


def test_a_ruled_header_over_two_columns_of_prose_keeps_its_labels() -> None:
    page = Page()
    words = "Returns came in from all of the districts and"
    for top in (100.0, 345.0):
        for number in range(14):
            page.text(60, top + 12 * number, words[:44]).text(315, top + 12 * number, words[:44])
    rows = (
        ("Region", "2001", "Share", "2004"),
        ("Potatoes", "81", "909", "45"),
        ("Wine", "80", "568", "178"),
        ("Pigmeat", "998", "433", "139"),
        ("Sugar", "119", "236", "813"),
    )
    page.texts((60, 340, 420, 500), [285 + 10.5 * n for n in range(5)], rows)
    page.line(60, 288, 536, 288)
    assert table(rows) in shown(page)


def test_a_title_and_a_header_below_numbers_start_another_table() -> None:
    one = (("Product", "Yield"), ("Keld", "397"), ("Barton", "6.7"), ("Oban", "8.9"))
    other = (
        ("Item", "Men", "2004"),
        ("Wood", "167", "447"),
        ("Eggs", "195", "881"),
        ("Milk", "8", "31"),
    )
    page = columns(Page(), 72, 200, *one).text(72, 261, "Main results", bold=True)
    columns(page.text(72, 273, "(tonnes)"), 72, 286, *other)
    found = shown(page)
    assert table(one) in found
    assert found.endswith(table(other))


def banded(page: Page, x: float, rows: tuple[tuple[str, ...], ...], *, bold: int) -> None:
    """Rows 24 points apart, each third one on grey; from the `bold` one on in more white."""
    for number, row in enumerate(rows):
        y = 200 + 24 * number + 12 * (number >= bold)
        if number % 3 == 2:
            page.content.append(f"0.9 g {x - 4} {842 - y - 9:.0f} 130 24 re f 0 g")
        for place, text in enumerate(row):
            page.text(x + 80 * place, y, text, bold=number == bold)


def test_bold_sections_level_with_each_other_start_no_other_tables() -> None:
    above = ("Age", "Exit"), ("Wards", "+3.3"), ("Bills", "-17.5")
    below = ("Marital", "Stock"), ("Wood", "-12.7"), ("Fish", "-3.7")
    one = (*above, ("Convictions",), ("Courts", "-9.9"), ("Arrears", "-29.9"))
    other = (*below, ("Inventory",), ("Wine", "-7.7"), ("Yield", "+24.3"))
    page = Page()
    banded(page, 72, one, bold=3)
    banded(page, 320, other, bold=3)
    assert shown(page) == f"{table(one)}\n\n{table(other)}"


FRAMES = (72.0, 250.0, 320.0, 370.0, 450.0)
COURSES = (
    (("Algebra", "1.0", "A", "1.0"),),
    (("Botany", "2.0", "A", "2.0"), ("Chess", "1.0", "B", "1.0")),
)


def test_frames_apart_have_the_headers_above_and_sums_below_each_also_where_a_column_has_none() -> (
    None
):
    page = Page()
    top = 200.0
    head, expected = ("Course", "Credit", "Final", "Earned"), []
    for rows in COURSES:
        total = sum(float(row[1]) for row in rows)
        last = ("Total:", f"{total}", "", f"{total}")
        texts = (head, *rows, last)
        page.texts([x + 4 for x in FRAMES[:-1]], [top + 12 * n for n in range(len(texts))], texts)
        ys = [top + 2.5 + 12 * n for n in range(len(rows) + 1)]
        for x in FRAMES:
            page.line(x, ys[0], x, ys[-1])
        for y in ys:
            # As browsers round them: the last line is a little shorter than the others.
            page.line(72.4 if y < ys[-1] else 72.6, y, 450, y)
        expected.append("\n".join(" | ".join(row) for row in texts).replace("| |", "|  |"))
        top += 12 * len(texts) + 28
    assert shown(page) == "\n\n".join(expected)

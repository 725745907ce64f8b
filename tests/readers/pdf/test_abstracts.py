"""How statistical abstracts, audits and listings of line printers set their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from tablewright.converters.readers.pdf.objects.fonts import typed_by_name
from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Courier", True),
        ("CourierNew,Bold", True),
        ("LetterGothic", True),
        ("CMTT10", True),
        ("LiberationMono", True),
        ("MonotypeCorsiva", False),
        ("Helvetica", False),
    ],
)
def test_the_name_of_a_font_tells_typewriter_faces_that_no_flag_does(
    name: str, typed: bool
) -> None:
    assert typed_by_name(name) == typed


def test_rows_of_texts_stand_apart_though_only_the_header_has_white_below_it() -> None:
    page = Page().texts([72, 172, 362], [100], [("Agency", "Finding", "Status")])
    rows = [
        ("Office of Roads", "Records of most bridges were", "Implemented"),
        ("", "incomplete.", ""),
        ("Bureau of Grants", "Reports were received late in", "Open"),
        ("", "most of the cases.", ""),
        ("Water Authority", "Backups were not tested in any", "Open"),
        ("", "year.", ""),
    ]
    page.texts([72, 172, 362], [117 + 12.0 * n for n in range(6)], rows)
    assert shown(page) == (
        "Agency | Finding | Status\n"
        "Office of Roads | Records of most bridges were incomplete. | Implemented\n"
        "Bureau of Grants | Reports were received late in most of the cases. | Open\n"
        "Water Authority | Backups were not tested in any year. | Open"
    )


@pytest.mark.parametrize("below", ["", "ACTIVE"])
def test_the_heading_of_a_page_of_a_listing_is_no_header(below: str) -> None:
    page = Page().texts([72, 212, 392], [60, 72], [("REPORT 12", "OFFICE OF CLAIMS", "PAGE 1")])
    page.texts([72, 217], [72], [("RUN 03/31/98", "SUMMARY")])
    page.texts([72], [92], [(below,)])
    for number, row in enumerate(
        (
            ("DISTRICT", "FILED", "PAID", "AVERAGE"),
            ("NORTHERN", "1,204", "1,102", "365.81"),
            ("SOUTHERN", "988", "871", "343.29"),
            ("EASTERN", "2,310", "2,207", "363.14"),
            ("WESTERN", "407", "380", "315.81"),
        )
    ):
        y = 96 + 12 * number + 8 * bool(below)
        page.text(72, y, row[0])
        page.ending((240, 320, 420), y, row[1:])
    (table,) = tables_of(page)
    assert table.rows == 5


def test_a_header_broken_by_hand_goes_on_where_those_beside_it_do() -> None:
    page = Page().line(72, 80, 500, 80).line(72, 146, 500, 146).line(72, 200, 500, 200)
    heads = (
        (120, "", "", "", "", "County"),
        (220, "Total", "popu-", "lation,", "April 1,", "2000"),
        (300, "Popu-", "lation", "per", "square", "mile"),
        (380, "Percent", "of", "persons", "under", "5 years"),
        (460, "Housing", "units", "built", "1990 to", "2000"),
    )
    for middle, *texts in heads:
        for number, text in enumerate(texts):
            page.centred(middle, 92 + 12 * number, text)
    for number, label in enumerate(("Adair", "Barrow", "Calder", "Dunmore")):
        page.text(72, 158 + 12 * number, label)
        for end, value in zip(
            (240, 320, 400, 480), ("82,204", "68.0", "6.1", "5,204"), strict=True
        ):
            page.text(end - advance(value, 10), 158 + 12 * number, value)
    assert shown(page).split("\n")[0] == (
        "County | Total population, April 1, 2000 | Population per square mile"
        " | Percent of persons under 5 years | Housing units built 1990 to 2000"
    )


def test_numbers_in_brackets_below_others_of_their_width_are_not_set_to_the_left() -> None:
    page = Page().line(72, 86, 512, 86).line(72, 106, 512, 106).line(72, 184, 512, 208)
    rights = (330, 390, 450, 510)
    page.text(100, 100, "Item", size=8)
    for end, year in zip(rights, ("1994", "1996", "1998", "2000"), strict=True):
        page.text(end - 36, 100, year, size=8)
    for number, label in enumerate(("Reading", "Mathematics", "Science", "Writing")):
        y = 120 + 24 * number
        page.text(72, y, label, size=8)
        for end in rights:
            page.text(end - 16, y, "2.11", size=8).text(end - 16, y + 12, "(1.2)", size=7.4)
    assert shown(page).split("\n")[0] == "Item | 1994 | 1996 | 1998 | 2000"


def test_a_unit_in_brackets_belongs_to_its_header_though_others_are_not_level_with_it() -> None:
    page = Page().line(72, 80, 460, 80).line(72, 112, 460, 112).line(72, 184, 460, 184)
    heads = ((200, "Pieces", "(millions)", 94), (300, "Revenue", "(dollars)", 94))
    for middle, text, unit, y in (*heads, (400, "Weight", "(million pounds)", 92.8)):
        page.centred(middle, y, text)
        page.centred(middle, 106, unit)
    page.text(72, 106, "Class")
    for number, label in enumerate(("Priority", "Standard", "Parcels", "Letters")):
        page.text(72, 126 + 12 * number, label)
        for end in (220, 320, 430):
            page.text(end - 25, 126 + 12 * number, "1,043")
    assert shown(page).split("\n")[0] == (
        "Class | Pieces (millions) | Revenue (dollars) | Weight (million pounds)"
    )


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("ruled", [False, True])
def test_units_between_dashes_stand_over_the_columns_that_these_reach_over(
    drawn: bool, ruled: bool
) -> None:
    page = Page().line(72, 84, 500, 84).line(72, 200, 500, 200)
    if ruled:
        page.line(72, 104, 500, 104)
    for number, year in enumerate(("1997", "1998", "1999", "2000")):
        page.text(220 + 60 * number, 98, year)
    page.text(72, 98, "State")
    for middle, text, reach in ((260, "1,000 acres", 85), (400, "Bushels", 45)):
        half = advance(text, 10) / 2 + 3
        page.text(middle + 3 - half, 120, text)
        for x0, x1 in ((middle - reach, middle - half), (middle + half, middle + reach)):
            if drawn:
                page.line(x0, 117, x1, 117, width=0.3)
            else:
                page.text(x0, 120, "-" * int((x1 - x0) / 5))
    for number, label in enumerate(("Alder", "Birch", "Carroway", "Delmore", "Total")):
        page.text(72, 136 + 14 * number, label)
        for column in range(4):
            page.text(220 + 60 * column, 136 + 14 * number, "1,20" + str(number))
    units = shown(page).split("\n")[1]
    assert re.sub("-+ ?", "", units) == " | 1,000 acres | < | Bushels | <"


def test_a_sign_of_currency_between_two_columns_leads_the_number_of_the_second() -> None:
    page = Page().line(72, 84, 480, 84).line(72, 104, 480, 104).line(72, 164, 480, 164)
    ends = (220, 300, 380, 460)
    page.ending(ends, 98, ("Pupils", "1990", "1995", "2000"))
    for number, label in enumerate(("All", "Alder", "Birch", "Carroway")):
        y = 116 + 14 * number
        page.text(72, y, label)
        page.ending(ends, y, ("849,585", "5,354", "9,313", "2,856"))
        for end in ends[1:] if not number else ():
            page.text(end - 68, y, "$")
    assert shown(page).split("\n")[1] == "All | 849,585 | $ 5,354 | $ 9,313 | $ 2,856"


def leading(rows: Sequence[tuple[str, str, str]], *, values: Sequence[str]) -> Page:
    """Rows of a label, the dots right behind it, up to one place, and a number."""
    page = Page().line(72, 86, 330, 86).line(72, 84 + 14 * len(rows), 330, 84 + 14 * len(rows))
    for number, ((label, dots, value), other) in enumerate(zip(rows, values, strict=True)):
        y = 100 + 14 * number
        page.text(72, y, label).text(220 - advance(dots, 10), y, dots)
        for end, text in ((260, value), (320, other)):
            page.text(end - advance(text, 10), y, text)
    return page


def test_leaders_of_few_dots_end_where_others_do_though_values_have_points() -> None:
    rows = (
        ("Coal", "." * 24, "4.1"),
        ("Crude oil and gasoline also", "..", "3.0"),
        ("Natural gas", "." * 18, "9.7"),
        ("Renewable energy, all", "." * 8, "1.1"),
    )
    found = shown(leading(rows, values=("2.2", "2.3", "2.4", "2.5")))
    assert found.split("\n")[1] == "Crude oil and gasoline also | 3.0 | 2.3"


def test_leaders_leave_the_points_of_numbers_below_one_and_of_labels() -> None:
    rows = (
        ("Alder", "." * 24, "10.2"),
        ("U.S.", "." * 24, ".9"),
        ("Birch", "." * 24, "4.4"),
        ("Carroway", "." * 20, ".8"),
    )
    found = shown(leading(rows, values=("2.2", ".3", "2.4", ".5")))
    assert found.split("\n")[1::2] == ["U.S. | .9 | .3", "Carroway | .8 | .5"]


def test_dots_right_behind_years_that_end_at_one_place_are_leaders_where_all_are_few() -> None:
    page = Page().line(72, 86, 330, 86).line(72, 170, 330, 170)
    for number in range(5):
        page.text(72, 100 + 14 * number, f"{1995 + number}").text(95, 100 + 14 * number, "...")
        for end in (180, 260):
            page.text(end - 25, 100 + 14 * number, f"1,20{number}")
    assert shown(page).split("\n")[0] == "1995 | 1,200 | 1,200"

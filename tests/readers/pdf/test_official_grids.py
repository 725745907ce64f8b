"""Tables of official statistics whose drawing tells only a part of their grid."""

from __future__ import annotations

import pytest

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown, tables_of

_AREAS = ("North", "South", "East", "West", "Upper Lakes", "Lower Lakes")


def test_numbers_side_by_side_in_all_cells_of_a_drawn_column_are_columns() -> None:
    page = Page().grid((70, 160, 300, 440), (90, 106))
    page.text(74, 101, "Area").text(200, 101, "Capacity").text(340, 101, "Inmates")
    for x in (70, 160, 300, 440):
        page.line(x, 106, x, 204)
    page.line(70, 120, 440, 120).line(70, 204, 440, 204)
    for x, text in zip((180, 220, 260, 320, 360, 400), ("M", "F", "All") * 2, strict=True):
        page.text(x, 116, text)
    for n, area in enumerate(_AREAS):
        y = 131 + 14 * n
        if n % 2:
            page.box(70, y - 11, 440, y + 3, grey=0.9)
        page.text(74, y, area)
        for k, x in enumerate((180, 220, 260, 320, 360, 400)):
            page.text(x, y, "-" if (n, k) == (3, 2) else str(41 + 17 * n + 5 * k))
    assert shown(page).split("\n") == [
        "Area | Capacity | < | < | Inmates | < | <",
        "^ | M | F | All | M | F | All",
        "North | 41 | 46 | 51 | 56 | 61 | 66",
        "South | 58 | 63 | 68 | 73 | 78 | 83",
        "East | 75 | 80 | 85 | 90 | 95 | 100",
        "West | 92 | 97 | - | 107 | 112 | 117",
        "Upper Lakes | 109 | 114 | 119 | 124 | 129 | 134",
        "Lower Lakes | 126 | 131 | 136 | 141 | 146 | 151",
    ]


def _framed_head(page: Page, numbers: tuple[str, ...]) -> Page:
    """A frame around a table whose verticals end below the header, with numbers of its columns."""
    xs = (70, 90, 180, 240, 300, 360)
    for y in (90, 104, 118, 220):
        page.line(70, y, 360, y)
    for x in xs[1:-1]:
        page.line(x, 90, x, 118)
    page.line(70, 90, 70, 220).line(360, 90, 360, 220)
    page.texts([x + 3 for x in xs[:-1]], [101, 115], [("No", "District", "2019", "2020", "2021")])
    return page.texts([x + 8 for x in xs[:-1]], [115], [numbers])


@pytest.mark.parametrize(
    "numbers", [("1", "2", "3", "4", ""), ("[1]", "[2]", "[12]", "[13]", "[14]")]
)
def test_a_framed_header_with_numbers_of_some_columns_heads_the_open_rows(
    numbers: tuple[str, ...],
) -> None:
    page = _framed_head(Page(), numbers)
    for n, area in enumerate(_AREAS):
        y = 131 + 14 * n
        page.text(73, y, str(n + 1)).text(93, y, area)
        for k, x in enumerate((205, 265, 325)):
            page.text(x, y, str(1041 + 317 * n + 5 * k))
    tables = tables_of(page)
    assert [(table.rows, table.header_rows) for table in tables] == [(8, 2)]


def test_rows_of_an_area_for_which_most_is_not_known_are_no_headers() -> None:
    page = Page()
    xs = (74, 200, 250, 300, 350, 400, 450)
    page.texts(xs, [102], [("Age", "Men", "Women", "All", "Men", "Women", "All")])
    ages = ("Ashford", "0 - 4 years", "5 - 14 years", "15 - 64 years", "65 and above")
    for n, age in enumerate((*ages, "Barlow", *ages[1:])):
        y = 122 + 14 * n
        page.text(74, y, age)
        for k, x in enumerate(xs[1:]):
            if n > 4 or k > 3:
                page.text(x, y, str(112 + 31 * n + 7 * k))
    table = tables_of(page)[0]
    assert (table.rows, table.header_rows) == (11, 1)


def test_headers_that_run_upwards_in_two_lines_stand_beside_level_ones_with_all_letters() -> None:
    page = Page().line(70, 100, 330, 100).line(70, 160, 330, 160).line(70, 255, 330, 255)
    page.text(74, 125, "Cause")
    heads = ("Ashford", "Upper|Barlow", "Crewe", "Lower|Denby", "Eastleigh", "Frome")
    ends = (186, 214, 238, 262, 290, 318)
    for k, (end, head) in enumerate(zip(ends, heads, strict=True)):
        page.text(end - 5, 157, str(k + 1), size=8)
        for n, text in enumerate(head.split("|")):
            x = end - 7 + 8 * n
            page.text(0, 0, text, size=7, matrix=f"0 1 -1 0 {x} {page.height - 148}")
    for n, area in enumerate(_AREAS):
        page.text(74, 175 + 14 * n, area, size=8)
        for k, end in enumerate(ends):
            text = str((3 + 5 * n) * (k + 1))
            page.text(end - 4 * len(text), 175 + 14 * n, text, size=8)
    heads_shown = shown(page).split("\n")[0]
    assert heads_shown == "Cause | Ashford | Upper Barlow | Crewe | Lower Denby | Eastleigh | Frome"


def test_sideways_text_far_below_an_open_table_leaves_it_as_it_is() -> None:
    page = Page().line(70, 100, 330, 100).line(70, 116, 330, 116).line(70, 190, 330, 190)
    page.texts((74, 180, 260), [112], [("Area", "Men", "Women")])
    for n, area in enumerate(_AREAS[:5]):
        page.texts((74, 180, 260), [128 + 14 * n], [(area, str(14 + n), str(31 + n))])
    page.text(0, 0, "seen from the west", matrix=f"0 1 -1 0 400 {page.height - 600}")
    assert [(table.rows, table.columns) for table in tables_of(page)] == [(6, 3)]


def test_labels_as_far_apart_as_rows_of_spreadsheets_are_stay_apart() -> None:
    page = Page().line(70, 88, 330, 88).line(70, 104, 330, 104).line(70, 226, 330, 226)
    page.texts((74, 200, 280), [100], [("Area", "Men", "Women")])
    areas = ("Ashford", "Great Highland", "Barlow Forest", "Crewe", "Lower Wetland", "Denby")
    for n, area in enumerate(areas):
        y = 116 + 14.3 * n
        page.text(74, y, area)
        if n != 1:
            page.text(200, y, str(114 + 23 * n)).text(280, y, str(131 + 19 * n))
    assert shown(page).split("\n")[3] == "Barlow Forest | 160 | 169"


def test_a_header_that_comes_again_below_white_under_other_years_starts_a_table() -> None:
    page = Page()
    for block in range(2):
        top = 90 + 170 * block
        page.text(74, top + 10, "Age")
        for k in range(2):
            page.text(190 + 130 * k, top + 10, str(2011 + 5 * k + 10 * block))
        heads = ("group", *("Men", "Women") * 2)
        page.texts((74, 160, 220, 290, 350), [top + 24], [heads])
        for y in (30, 46, 140 + 14 * block):
            page.line(70, top + y, 390, top + y)
        page.texts((76, 165, 225, 295, 355), [top + 42], [("1", "2", "3", "2", "3")])
        for n in range(6 + block):
            y = top + 58 + 14 * n
            page.text(74, y, f"{5 * n}-{5 * n + 4}")
            for k, x in enumerate((160, 220, 290, 350)):
                page.text(x, y, str(112 + 31 * n + 7 * k + block))
    assert [table.rows for table in tables_of(page)] == [9, 10]


def test_a_sideways_text_over_several_cells_is_no_part_of_their_labels() -> None:
    rows = [("Area", "Men"), *((area, str(41 + n)) for n, area in enumerate(_AREAS))]
    page = Page().table((70, 160, 220), [90 + 20 * n for n in range(8)], rows)
    page.text(0, 0, "Report of the survey", matrix=f"0 1 -1 0 95 {page.height - 215}")
    assert shown(page).split("\n")[:8] == [" | ".join(row) for row in rows] + [""]


def test_the_line_under_an_address_that_starts_at_the_side_of_its_cell_parts_no_rows() -> None:
    page = Page().grid((70, 160, 300), (90, 110, 150, 190))
    page.text(74, 104, "Name").text(164, 104, "Address")
    for n, name in enumerate(("Ashford", "Barlow")):
        page.text(74, 130 + 40 * n, name).text(160, 124 + 40 * n, "12 Upper Lane")
        page.text(160, 142 + 40 * n, f"{name.lower()}@example.org")
    page.line(160, 144, 250, 144).line(160, 184, 245, 184)
    assert shown(page).split("\n") == [
        "Name | Address",
        "Ashford | 12 Upper Lane ashford@example.org",
        "Barlow | 12 Upper Lane barlow@example.org",
    ]

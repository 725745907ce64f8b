"""Numbers broken over two lines in narrow columns are one number, rows below others are rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tablewright.converters.readers.pdf.gaps.torn import is_torn
from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown, tables_of

ENDS = (240.0, 310.0, 380.0)


def columns(rows: Sequence[tuple[float, Sequence[str]]]) -> Page:
    """Lines at heights: a label at the left and values that end at `ENDS`."""
    page = Page()
    for y, (label, *values) in rows:
        if label:
            page.text(72, y, label)
        for end, value in zip(ENDS, values, strict=False):
            if value:
                page.text(end - advance(value, 10), y, value)
    return page


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("556,408,54", "7"),
        ("70,994,449.", "1"),
        ("877416", ".88"),
        ("(1,234,5", "67)"),
        ("1.234.5", "67,8"),
        ("12,345,678.9", "%"),
        ("1991/9", "2"),
    ],
)
def test_parts_of_a_number_are_told_by_their_form(above: str, below: str) -> None:
    assert is_torn(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("1,234", "567"),
        ("1,234", "5,678"),
        ("12.3", "0.4"),
        ("1990,", "1991"),
        ("556,408,54", "75"),
        ("3,4", "5 and 6"),
        ("2005", "06"),
        ("2005-", "2006"),
    ],
)
def test_two_numbers_are_not_one(above: str, below: str) -> None:
    assert not is_torn(above, below)


def test_a_number_broken_over_two_lines_is_one_cell_of_one_row() -> None:
    page = columns(
        [
            (100, ("Area", "2001", "2002", "2003")),
            (120, ("Aldby", "238,886,78", "862,789", "3.4")),
            (132, ("", "4")),
            (150, ("Brenna", "580,461", "46,510", "0.2")),
            (168, ("Corvik", "338,269,06", "282,595", "1.8")),
            (180, ("valley", "1")),
        ]
    )
    assert shown(page) == (
        "Area | 2001 | 2002 | 2003\n"
        "Aldby | 238,886,784 | 862,789 | 3.4\n"
        "Brenna | 580,461 | 46,510 | 0.2\n"
        "Corvik valley | 338,269,061 | 282,595 | 1.8"
    )


def test_a_number_may_start_above_a_row_whose_cells_are_set_to_the_bottom() -> None:
    page = columns(
        [
            (100, ("Area", "Season", "Visits", "Share")),
            (120, ("", "1991/9")),
            (132, ("Aldby", "2", "862,789", "3.4")),
            (152, ("", "2006/0", "12,580,46")),
            (164, ("Brenna", "7", "1", "0.2")),
            (184, ("Corvik", "", "282,595", "1.8")),
        ]
    )
    assert shown(page) == (
        "Area | Season | Visits | Share\n"
        "Aldby | 1991/92 | 862,789 | 3.4\n"
        "Brenna | 2006/07 | 12,580,461 | 0.2\n"
        "Corvik |  | 282,595 | 1.8"
    )


def test_a_number_without_groups_goes_on_where_it_fills_its_column() -> None:
    page = columns(
        [
            (100, ("Area", "2001", "2002", "2003")),
            (114, ("Aldby", "23888678", "862789", "3.4")),
            (126, ("", "4")),
            (140, ("Brenna", "5804612", "46510", "0.2")),
            (154, ("Corvik", "33826906", "282595", "1.8")),
            (166, ("", "1")),
        ]
    )
    assert "Aldby | 238886784 | 862789" in shown(page)
    assert "Corvik | 338269061 | 282595" in shown(page)


def test_a_number_parted_between_its_groups_goes_on_closer_than_rows_stand() -> None:
    page = columns(
        [
            (100, ("Area", "2001", "2002", "2003")),
            (118, ("Aldby", "23 888", "862", "3.4")),
            (130, ("", "678")),
            (148, ("Brenna", "5 804", "46", "0.2")),
            (166, ("Corvik", "33 826", "282", "1.8")),
            (178, ("", "906")),
        ]
    )
    assert shown(page).endswith(
        "Aldby | 23 888 678 | 862 | 3.4\nBrenna | 5 804 | 46 | 0.2\nCorvik | 33 826 906 | 282 | 1.8"
    )


def test_a_row_without_label_that_has_a_value_in_each_column_stays_a_row() -> None:
    page = columns(
        [
            (100, ("Area", "2001", "2002", "2003")),
            (114, ("Aldby", "238886", "862789", "346127")),
            (128, ("", "44", "17", "35")),
            (142, ("Brenna", "580461", "465108", "290115")),
            (156, ("", "31", "12", "48")),
        ]
    )
    assert tables_of(page)[0].rows == 5


def test_a_number_broken_in_a_full_cell_between_rules_is_one() -> None:
    page = Page()
    page.table(
        (70, 130, 180), (100, 120, 150, 170), (("Area", "2001"), ("", ""), ("Brenna", "5,461"))
    )
    page.text(74, 114, "").text(74, 132, "Aldby")
    page.text(134, 132, "38,886,7").text(170, 144, "84")
    assert shown(page) == "Area | 2001\nAldby | 38,886,784\nBrenna | 5,461"

"""Labels that stand beside several rows: a column of their own, whatever heads it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.pdf.drawn import Page, advance
from tests.readers.pdf.shown import shown

COLUMNS = (72, 130, 240, 310)
ROWS = [("Barley", "4.1", "5.2"), ("Oats", "14.3", "6.0"), ("Apples", "7.7", "8.1")]
ROWS += [("Pears", "0.9", "11.6")]


def _page(pitch: float, *, header: float) -> Page:
    """Two groups of two rows each; the header of both columns of labels stands at `header`."""
    page = Page().line(72, 100, 340, 100, width=1).line(72, 118, 340, 118)
    page.text(header, 112, "All crops here").texts(COLUMNS[2:], [112], [("Hill", "Vale")])
    for number, row in enumerate(ROWS):
        page.texts(COLUMNS[1:], [132 + pitch * number], [row])
    for group, name in enumerate(("Fields", "Gardens")):
        page.text(72, 132 + pitch * (2 * group + 0.5), name)
    return page.line(72, 128 + 4 * pitch, 340, 128 + 4 * pitch, width=1)


def test_a_header_over_two_columns_of_labels_does_not_hide_where_the_rules_of_one_start() -> None:
    page = _page(24, header=84)
    for y, left in ((142, 130), (166, 72), (190, 130)):
        page.line(left, y, 340, y)
    assert shown(page).splitlines() == [
        "All crops here | < | Hill | Vale",
        "Fields | Barley | 4.1 | 5.2",
        "^ | Oats | 14.3 | 6.0",
        "Gardens | Apples | 7.7 | 8.1",
        "^ | Pears | 0.9 | 11.6",
    ]


def test_labels_half_way_between_rows_are_a_column_of_their_own() -> None:
    page = _page(24, header=84)
    assert [line.split(" | ")[1:] for line in shown(page).splitlines()] == [
        ["<", "Hill", "Vale"],
        *map(list, ROWS),
    ]


def test_a_header_half_way_between_two_levels_is_no_such_label() -> None:
    page = Page().line(72, 80, 340, 80, width=1).line(235, 118, 340, 118)
    page.text(104, 103, "Crop").text(270, 94, "Fields").texts(
        COLUMNS[2:], [112], [("Hill", "Vale")]
    )
    for number, row in enumerate(ROWS):
        page.texts(COLUMNS[1:], [136 + 24 * number], [row])
    for group, name in enumerate(("Fields", "Gardens")):
        page.text(72, 148 + 48 * group, name)
    page.line(72, 224, 340, 224, width=1)
    assert [line.split(" | ")[1:] for line in shown(page).splitlines()[-4:]] == list(
        map(list, ROWS)
    )


def test_the_ends_of_a_few_long_labels_are_no_column() -> None:
    names = ["Wholesale trade", "Retail", "Mining", "Construction", "Arts and recreations"]
    names += ["Health of all", "Transport and storage", "Electricity and  gas"]
    page = Page().line(72, 100, 380, 100, width=1).line(72, 118, 380, 118)
    page.text(160, 112, "Branch").texts(COLUMNS[2:], [112], [("Hill", "Vale")])
    for number, name in enumerate(names):
        page.text(72, 132 + 16 * number, name)
        page.texts(COLUMNS[2:], [132 + 16 * number], [(f"{7 * number}.3", f"{9 * number}.1")])
    page.line(72, 256, 380, 256, width=1)
    assert [line.split(" | ")[0] for line in shown(page).splitlines()] == [
        "Branch",
        *(" ".join(name.split()) for name in names),
    ]


def _typed(rows: Sequence[Sequence[str]]) -> Page:
    """Rows whose texts end at four places, with spaces as wide as their characters."""
    page = Page().line(72, 100, 400, 100, width=1).line(72, 118, 400, 118)
    for number, row in enumerate(rows):
        for end, text in zip((130, 220, 310, 390), row, strict=True):
            for place, part in enumerate(reversed(text.split())):
                page.text(end - 22 * place - 5 * len(part), 112 + 18 * number, part)
    return page.line(72, 118 + 18 * len(rows), 400, 118 + 18 * len(rows), width=1)


def test_the_wide_spaces_of_typewriters_in_long_numbers_part_no_columns() -> None:
    rows = [("Crop", "Hill", "Vale", "Sum"), ("Oats", "37 270", "2 427", "39 697")]
    rows += [("Rye", "85", "62 566", "62 651"), ("Corn", "2 754", "85", "2 839")]
    rows += [("Figs", "68", "44", "112")]
    assert [line.split(" | ") for line in shown(_typed(rows)).splitlines()] == list(map(list, rows))


def test_groups_of_long_numbers_are_one_number_though_no_line_crosses_their_spaces() -> None:
    rows = [("Alder", "212", "345.6", "4.1"), ("Birch", "8", "127.0", "3.9")]
    rows += [("Cedar", "45", "870.2", "5.5"), ("Dogwood", "131", "444.8", "2.7")]
    rows += [("Elm", "7", "650.3", "8.0")]
    page = Page().text(72, 90, "District").text(195, 90, "Value").text(300, 90, "Share")
    for number, (name, upper, lower, share) in enumerate(rows):
        y = 110 + 16 * number
        page.text(72, y, name).text(215.4 - advance(upper, 10), y, upper)
        page.text(220, y, lower).text(300, y, share)
    whole = [f"{name} | {upper} {lower} | {share}" for name, upper, lower, share in rows]
    assert shown(page).splitlines() == ["District | Value | Share", *whole]


def test_the_unit_of_all_values_is_no_header() -> None:
    rows = [("Crop", "Hill", "Vale"), ("Oats", "1.5", "2.2"), ("Rye", "4.5", "8.2")]
    rows += [("Corn", "1.7", "6.2"), ("Figs", "1.1", "2.9")]
    page = Page().line(72, 118, 340, 118).text(290, 100, "單位：千元")
    page.texts((72, 160, 300), [112.0 + 18 * number for number in range(5)], rows)
    assert [line.split(" | ") for line in shown(page).splitlines()] == list(map(list, rows))


def test_headers_above_the_first_rule_may_stand_as_close_as_words() -> None:
    page = Page().texts(
        (72, 170, 220.5, 271), [112], [("Crop", "Hillsides", "Valesides", "Output")]
    )
    for number, name in enumerate(("Oats", "Barley", "Rye", "Corn", "Apples")):
        page.line(72, 118 + 20 * number, 300, 118 + 20 * number)
        row = (name, *(f"{7 * number + k}.5%" for k in range(3)))
        page.texts((72, 185, 230, 272), [132 + 20 * number], [row])
    page.line(72, 218, 300, 218)
    assert shown(page).splitlines()[0] == "Crop | Hillsides | Valesides | Output"

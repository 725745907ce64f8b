"""Labels that stand beside several rows: a column of their own, whatever heads it."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
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

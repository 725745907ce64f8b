"""Columns of labels whose rules end before them, counts of rows, and notes between two rules."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

WARDS = (
    ("Medical ward", "1,049", "8.50"),
    ("Surgical ward", "540", "5.09"),
    ("Trauma ward", "412", "7.33"),
    ("Burns ward", "247", "8.53"),
    ("Total", "2,248", "7.06"),
)
HEAD = ("Wards", "Cases", "Rate")
XS = (72.0, 200.0, 300.0, 400.0)


def lined(*rows: tuple[str, ...]) -> str:
    return "\n".join(map(" | ".join, rows))


def test_labels_level_with_the_rows_beside_them_are_one_each_without_rules_between() -> None:
    ys = [200 + 16 * number for number in range(len(WARDS) + 2)]
    page = Page().texts([x + 4 for x in XS], [y + 11 for y in ys], (HEAD, *WARDS))
    for x in XS:
        page.line(x, ys[0], x, ys[-1])
    for number, y in enumerate(ys):
        page.line(XS[0] if number in (0, 1, len(ys) - 1) else XS[1], y, XS[-1], y)
    assert shown(page) == lined(HEAD, *WARDS)


def test_a_text_of_some_lines_beside_rows_stays_in_its_cell_over_them() -> None:
    ys = [200 + 16 * number for number in range(len(WARDS) + 2)]
    page = Page().texts([x + 4 for x in XS[1:]], [y + 11 for y in ys], (HEAD, *WARDS))
    page.text(76, 211, "Where")
    page.lines(76, 227, "Wards of the", "old house by", "the river", pitch=16)
    for x in (*XS, 500):
        page.line(x, ys[0], x, ys[-1])
    for number, y in enumerate(ys):
        page.line(XS[0] if number in (0, 1, len(ys) - 1) else XS[1], y, 500, y)
    first, *others = WARDS
    assert shown(page) == lined(
        ("Where", *HEAD),
        ("Wards of the old house by the river", *first),
        *(("^", *row) for row in others),
    )


COUNTED = (
    ("No.", "State", "Deaths", "Share"),
    ("1", "Ashland", "8302", "4.9"),
    ("2", "Birchland", "93", "0.1"),
    ("", "TOTAL (STATES)", "8395", "5.0"),
    ("", "ISLANDS", "", ""),
    ("3", "Cedar Island", "164", "0.1"),
    ("4", "Dune Island", "96", "0.1"),
    ("5", "Elm Island", "193", "0.1"),
    ("6", "Fir Island", "2905", "1.7"),
    ("", "TOTAL (ISLANDS)", "3358", "2.0"),
)


def counted() -> Page:
    page = Page().texts((76, 110, 260, 340), [214 + 16 * n for n in range(10)], COUNTED)
    for y in (202, 218, 250, 266, 346, 362):
        page.line(72, y, 400, y)
    return page


def test_numbers_of_rows_are_no_lines_of_one_label() -> None:
    read = shown(counted()).split("\n")
    assert read[:4] == lined(*COUNTED[:4]).split("\n")
    assert read[5:] == lined(*COUNTED[5:]).split("\n")


def test_a_note_in_pieces_between_a_table_and_the_rule_of_the_foot_is_no_row() -> None:
    page = counted().text(76, 380, "Note: # -").text(140, 380, "Report of the group on growth")
    page.text(76, 392, "*").text(140, 392, "As given by the states").line(72, 780, 400, 780)
    assert "Note" not in shown(page).split("\n\n")[0]

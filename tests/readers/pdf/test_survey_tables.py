"""Tables of surveys and registers: shares below counts, groups, open bodies below framed heads."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown, tables_of


def test_shares_in_brackets_below_the_counts_of_all_drawn_rows_are_no_rows() -> None:
    page = Page().grid((70, 200, 280, 360), (90, 106, 136, 166, 196))
    page.text(74, 101, "Agent").text(204, 101, "Blood").text(284, 101, "Pus")
    for n, (agent, blood, pus) in enumerate(
        (("First", "172/542", "584/1969"), ("Second", "33/88", "61/90"), ("Third", "5/7", "0/30"))
    ):
        y = 118 + 30 * n
        page.text(74, y + 6, agent)
        page.text(204, y, blood).text(204, y + 12, f"({31 + n}.7)")
        page.text(284, y, pus).text(284, y + 12, "(-)" if pus[0] == "0" else f"({29 + n}.5)")
    assert shown(page).split("\n")[1:] == [
        "First | 172/542 (31.7) | 584/1969 (29.5)",
        "Second | 33/88 (32.7) | 61/90 (30.5)",
        "Third | 5/7 (33.7) | 0/30 (-)",
    ]


def test_numbers_in_brackets_that_stand_above_others_too_are_rows_of_their_own() -> None:
    page = Page().grid((70, 200, 280, 360), (90, 106, 136, 166))
    page.text(74, 101, "Item").text(204, 101, "2021").text(284, 101, "2022")
    gross = (("Income", "418", "(90)"), ("Costs", "(207)", "311"))
    net = (("Gain", "(12)", "77"), ("Loss", "35", "(8)"))
    for n, block in enumerate((gross, net)):
        for line, row in enumerate(block):
            for x, text in zip((74, 204, 284), row, strict=True):
                page.text(x, 118 + 30 * n + 12 * line, text)
    assert tables_of(page)[0].rows == 5

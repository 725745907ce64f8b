"""Tables whose rules are level with those of others, and what stands between their rules."""

from __future__ import annotations

from collections.abc import Sequence

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

Rows = Sequence[tuple[str, ...]]

FISH = (("", "2021", "2022"), ("Cod", "202", "284"), ("Hake", "12", "18"), ("Eel", "170", "248"))
WOOD = (("", "2021", "2022"), ("Oak", "1,225", "2,629"), ("Pine", "6,802", "966"))
MORE = (("Ash", "2,102", "226"), ("Elm", "113", "254"))


def ruled(page: Page, x: float, top: float, number: int, rows: Rows) -> float:
    """A rule, a caption, and rows 14 points apart, ruled off from each other; where they end."""
    page.line(x, top, x + 240, top).text(x + 2, top + 12, f"Table {number}")
    page.text(x + 2, top + 25, "Yields in tonnes")
    for place, row in enumerate(rows):
        y = top + 44 + 14 * place
        page.texts([x + 2, x + 130, x + 190], [y], [row])
        if place < len(rows) - 1:
            page.line(x, y + 4, x + 240, y + 4)
    return top + 44 + 14 * (len(rows) - 1)


def table(rows: Rows) -> str:
    return "\n".join(" | ".join(row) for row in rows)


def test_level_rules_are_of_two_tables_where_each_has_others_of_its_own() -> None:
    page = Page()
    low = ruled(page, 40, 188, 1, FISH)
    ruled(page, 40, low + 14, 2, (*WOOD, *MORE))
    low = ruled(page, 290, 188, 3, (*WOOD, *MORE))
    ruled(page, 290, low + 14, 4, FISH)
    tables = [part for part in shown(page).split("\n\n") if "|" in part]
    assert tables == list(map(table, (FISH, (*WOOD, *MORE), (*WOOD, *MORE), FISH)))


def test_pieces_of_rules_under_each_column_are_one_rule() -> None:
    page = Page()
    for number, row in enumerate(FISH):
        y = 200 + 14 * number
        page.texts([62, 190, 250], [y], [row])
        for x0, x1 in ((60, 180), (186, 240), (246, 300)):
            page.line(x0, y + 4, x1, y + 4)
    assert shown(page) == table(FISH)


def test_a_caption_and_its_title_between_the_first_rules_are_no_header() -> None:
    page = Page()
    ruled(page, 40, 160, 3, FISH)
    assert shown(page).split("\n\n")[-1] == table(FISH)


def test_a_numbered_note_above_the_first_rule_of_another_table_is_no_row() -> None:
    page = Page()
    low = ruled(page, 40, 188, 3, FISH)
    note = "1. Values of eels are those of the whole", "river and its mouth, all told."
    page.lines(42, low + 14, *note)
    ruled(page, 40, low + 50, 4, WOOD)
    tables = [part for part in shown(page).split("\n\n") if "|" in part]
    assert tables == [table(FISH), table(WOOD)]


def test_a_section_above_dates_and_marked_numbers_is_no_title_of_another_table() -> None:
    rows = (
        ("Office", "Change", "Day"),
        ("North", "45.4", "28/3/2019 Ales"),
        ("South", "0.8", "7/1/2018 Beers"),
        ("Turnover",),
        ("West", "(0.8)2)", "8/10/2025 Wines"),
        ("East", "60.4", "27/4/2018 Ales"),
        ("Centre", "18.6", "7/1/2021 Beers"),
    )
    page = Page()
    for number, row in enumerate(rows):
        page.texts([60, 200, 280], [200 + 20 * number], [row])
        page.line(56, 207 + 20 * number, 340, 207 + 20 * number)
    page.line(56, 187, 340, 187)
    assert shown(page) == table(rows).replace("Turnover", "Turnover | < | <")

"""How the cells of a column are aligned."""

from __future__ import annotations

from tablewright.converters.model import Table
from tests.readers.pdf.drawn import Page, advance, drawn
from tests.readers.pdf.shown import read_here

WORDS = ("ab", "ink", "harbour", "of", "market town", "mill", "rivers", "sea")


def _alignments(page: Page, column: int) -> list[str | None]:
    (table,) = read_here(drawn(page)).blocks
    assert isinstance(table, Table)
    return [cell.alignment for cell in table.cells if cell.column == column]


def _ruled(places: list[float]) -> Page:
    """Three rules around rows of a name, and of a word that starts at its place."""
    page = Page()
    for y in (100, 118, 124 + 14 * len(WORDS)):
        page.line(72, y, 262, y)
    page.text(76, 113, "Name").text(places[0], 113, "Word")
    for row, (word, x) in enumerate(zip(WORDS, places, strict=True)):
        page.text(76, 132 + 14 * row, f"Name {row}").text(x, 132 + 14 * row, word)
    return page


def test_cells_that_start_at_one_place_are_set_to_the_left_however_wide() -> None:
    assert set(_alignments(_ruled([180.0] * len(WORDS)), 1)) == {None}


def test_cells_that_end_at_one_place_are_set_to_the_right() -> None:
    page = _ruled([258 - advance(word, 10) for word in WORDS])
    assert set(_alignments(page, 1)[1:]) == {"right"}


def test_cells_with_one_middle_are_set_to_the_middle() -> None:
    page = _ruled([220 - advance(word, 10) / 2 for word in WORDS])
    assert set(_alignments(page, 1)[1:]) == {"center"}


def test_cells_of_a_full_grid_share_the_alignment_of_their_column() -> None:
    xs, ys = (72.0, 140.0, 211.0), [100.0 + 18 * row for row in range(len(WORDS) + 1)]
    page = Page().grid(xs, ys)
    for row, word in enumerate(WORDS):
        page.text(76, ys[row] + 13, f"Name {row}").text(148, ys[row] + 13, word)
    assert set(_alignments(page, 1)) == {None}

"""Sums that choose between readings."""

from __future__ import annotations

from msgspec.structs import replace

from tablewright.converters import Cell, Document, Table, read
from tablewright.converters.diagnostics import diagnostic
from tablewright.converters.forms.arbitration import SURE, arbitrate
from tablewright.converters.model import PageOrigin
from tablewright.converters.model.block import Reading
from tablewright.converters.model.text import cell_text

PAGE = """<table><tr><th>Place<th>Boys<th>Girls<th>Total</tr>
<tr><td>East<td>13<td>20<td>33</tr><tr><td>West<td>7<td>8<td>15</tr>
<tr><td>Total<td>20<td>28<td>48</tr></table>"""


def disputed(page: str, readings: dict[tuple[int, int], str]) -> Document:
    """The document of a page with other readings in some cells."""
    document = read(page.encode(), name="page.html")
    (table,) = document.blocks
    assert isinstance(table, Table)

    def changed(cell: Cell) -> Cell:
        other = readings.get((cell.row, cell.column))
        if other is None:
            return cell
        return replace(cell, confidence=0.6, readings=(Reading(other, "page", 0.5, "confidence"),))

    cells = tuple(changed(cell) for cell in table.cells)
    return replace(document, blocks=(replace(table, cells=cells),), diagnostics=())


def cell_at(document: Document, row: int, column: int) -> Cell:
    (table,) = document.blocks
    assert isinstance(table, Table)
    return next(c for c in table.cells if (c.row, c.column) == (row, column))


def test_a_reading_with_which_row_and_column_add_up_is_taken() -> None:
    wrong = PAGE.replace("<td>13<", "<td>18<")
    document = arbitrate(disputed(wrong, {(1, 1): "13"}))
    cell = cell_at(document, 1, 1)
    assert cell_text(cell) == "13"
    assert cell.confidence == SURE
    assert [(r.text, r.rejected_by) for r in cell.readings] == [("18", "total Total")]
    assert [finding.code for finding in document.diagnostics] == ["reading-chosen"]


def test_a_reading_that_stands_and_adds_up_is_confirmed() -> None:
    document = arbitrate(disputed(PAGE, {(1, 1): "18"}))
    cell = cell_at(document, 1, 1)
    assert (cell_text(cell), cell.confidence) == ("13", SURE)
    assert [(r.text, r.rejected_by) for r in cell.readings] == [("18", "total Total")]


def test_letters_for_digits_are_tried_as_digits() -> None:
    document = arbitrate(disputed(PAGE.replace("<td>13<", "<td>18<"), {(1, 1): "l3"}))
    assert cell_text(cell_at(document, 1, 1)) == "13"


def test_nothing_changes_where_two_choices_add_up() -> None:
    page = """<table><tr><th>Place<th>Boys<th>Girls<th>Total</tr><tr><td>East<td>13<td>20<td>33</tr>
    <tr><td>West<td>7<td>8<td>15</tr><tr><td>South<td>4<td>5<td>9</tr></table>"""
    source = disputed(page, {(1, 1): "18", (1, 2): "15"})
    document = arbitrate(source)
    assert document.blocks == source.blocks
    assert [finding.code for finding in document.diagnostics] == ["reading-disputed"] * 2


def test_a_cell_that_no_sum_reaches_stays_disputed() -> None:
    page = "<table><tr><th>Place<th>Boys</tr><tr><td>East<td>13</tr><tr><td>West<td>7</tr></table>"
    source = disputed(page, {(1, 1): "18"})
    document = arbitrate(source)
    assert document.blocks == source.blocks
    assert [finding.code for finding in document.diagnostics] == ["reading-disputed"]


def test_a_printed_total_that_is_wrong_is_not_explained_away() -> None:
    source = disputed(PAGE.replace("<td>33", "<td>34"), {(2, 1): "1"})
    document = arbitrate(source)
    assert cell_text(cell_at(document, 1, 3)) == "34"
    assert cell_text(cell_at(document, 2, 1)) == "7"


def second(document: Document, row: int, column: int, text: str) -> Document:
    """The document with a second choice for one character of a cell."""
    (table,) = document.blocks
    assert isinstance(table, Table)
    cells = tuple(
        replace(cell, confidence=0.9, readings=(Reading(text, "second", 0.1),))
        if (cell.row, cell.column) == (row, column)
        else cell
        for cell in table.cells
    )
    return replace(document, blocks=(replace(table, cells=cells),))


def test_a_second_choice_of_a_character_is_taken_where_it_adds_up() -> None:
    wrong = read(PAGE.replace("<td>13<", "<td>18<").encode(), name="page.html")
    document = arbitrate(second(wrong, 1, 1, "13"))
    cell = cell_at(document, 1, 1)
    assert (cell_text(cell), cell.confidence) == ("13", SURE)
    assert [(r.text, r.rejected_by) for r in cell.readings] == [("18", "total Total")]


def test_a_second_choice_that_no_sum_asks_for_is_not_reported() -> None:
    page = "<table><tr><th>Place<th>Boys<tr><td>East<td>13<tr><td>West<td>7</table>"
    document = second(read(page.encode(), name="page.html"), 1, 1, "18")
    assert arbitrate(document) == document


def test_letters_of_a_scan_are_tried_as_digits_without_another_reading() -> None:
    document = read(PAGE.replace("<td>13<", "<td>l3<").encode(), name="page.html")
    (table,) = document.blocks
    assert isinstance(table, Table)
    cells = tuple(replace(cell, confidence=0.99) for cell in table.cells)
    document = arbitrate(replace(document, blocks=(replace(table, cells=cells),)))
    assert cell_text(cell_at(document, 1, 1)) == "13"


def test_a_sum_does_not_make_a_doubtful_place_sure() -> None:
    doubt = diagnostic("place-doubtful", "Numbers may stand in wrong cells.", PageOrigin(1))
    document = disputed(PAGE.replace("<td>13<", "<td>18<"), {(1, 1): "13"})
    (table,) = document.blocks
    assert isinstance(table, Table)
    cells = tuple(replace(cell, origins=(PageOrigin(1),)) for cell in table.cells)
    blocks = (replace(table, cells=cells),)
    cell = cell_at(arbitrate(replace(document, blocks=blocks, diagnostics=(doubt,))), 1, 1)
    assert (cell_text(cell), cell.confidence) == ("13", 0.6)

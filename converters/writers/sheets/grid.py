"""A table as rows of texts: what sheets without spans can hold."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Cell, Table
from ...model.scripts import printed_text
from ...model.text import clean_text


def grid_texts(table: Table) -> Iterator[list[str]]:
    """The rows of `table` with a text for each column.

    Labels (header and stub cells) stand in every slot that they cover, so that each row and
    column has its names; data stands only in the first slot, so that sums over a column count it
    once.
    """
    texts: dict[tuple[int, int], str] = {}
    for number, row in enumerate(table.slots()):
        yield [_slot_text(cell, number, column, texts) for column, cell in enumerate(row)]


def _slot_text(cell: Cell, row: int, column: int, texts: dict[tuple[int, int], str]) -> str:
    first = (cell.row, cell.column)
    if first != (row, column) and cell.role not in ("header", "stub"):
        return ""
    if first not in texts:
        texts[first] = clean_text(printed_text(cell))
    return texts[first]

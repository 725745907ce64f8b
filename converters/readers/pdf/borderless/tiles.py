"""Cells that fill a grid without gaps."""

from __future__ import annotations

from operator import attrgetter

from ....tables.draft import DraftCell


def tiled(cells: list[DraftCell], rows: int, columns: int) -> list[DraftCell]:
    """The cells with empty ones where there is none.

    Cells that overlap are cut back to one row and to free columns; one without a slot of its own
    joins the cell that holds it.
    """
    owner: dict[tuple[int, int], DraftCell] = {}
    out: list[DraftCell] = []
    for cell in sorted(cells, key=attrgetter("row", "column")):
        if cell.row_span == cell.column_span == 1 and (cell.row, cell.column) not in owner:
            owner[cell.row, cell.column] = cell  # most cells
            out.append(cell)
            continue
        slots = _slots(cell)
        if any(slot in owner for slot in slots):
            cell.row_span = 1
            slots = _slots(cell)
        holder = owner.get(slots[0])
        if holder is not None:
            holder.blocks += cell.blocks
            continue
        while any(slot in owner for slot in slots):
            cell.column_span -= 1
            slots = _slots(cell)
        owner.update(dict.fromkeys(slots, cell))
        out.append(cell)
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in owner:
                out.append(DraftCell(row, column, 1, 1))
    return out


def _slots(cell: DraftCell) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]

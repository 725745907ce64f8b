"""Tables of a page from their cells on a grid of rows and columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ....tables.draft import DraftCell, DraftTable
from ..drawn.ruled import GridCell
from ..gaps.gutters import Gutter
from ..gaps.slots import Slot
from ..grids.cells import texts_by_owner
from ..grids.grids import PageTable, draft_cells
from ..objects.geometry import rounded
from ..objects.page import PageObjects


def _characters_of(slots: Sequence[Slot]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """The places of all characters of the cells, and the number of the cell of each.

    Cell by cell, and in the order of the page's content in each.
    """
    places = [word.places for slot in slots for word in slot.words]
    counts = list(map(len, places))
    cells = np.arange(len(slots)).repeat([len(slot.words) for slot in slots])
    owners, chosen = cells.repeat(counts), np.concatenate(places)
    return chosen[np.lexsort((chosen, owners))], owners


def page_table(
    page: PageObjects,
    gutters: tuple[Gutter, ...],
    slots: Sequence[Slot],
    sides: tuple[tuple[float, ...], tuple[float, ...]],
    dropped: list[str],
) -> PageTable:
    """The table of some cells between `gutters`.

    `sides` are the boundaries of its columns and of its rows; what is not shown goes to `dropped`.
    """
    xs, ys = sides
    boxes = [(xs[s.first], ys[s.row], xs[s.last + 1], ys[s.row + s.row_span]) for s in slots]
    taken, owners = _characters_of(slots)
    torn = {number for number, slot in enumerate(slots) if slot.torn}
    texts = texts_by_owner(page, taken, owners, boxes, dropped, torn)
    grid_cells = [GridCell(s.row, s.first, s.row_span, s.last - s.first + 1) for s in slots]
    cells = draft_cells(page, grid_cells, boxes, texts)
    box = (xs[0], ys[0], xs[-1], ys[-1])
    draft = DraftTable(
        len(ys) - 1,
        len(xs) - 1,
        tiled(cells, len(ys) - 1, len(xs) - 1),
        column_widths=tuple(round(b - a, 1) for a, b in itertools.pairwise(xs)),
        origin=PageOrigin(page.number, rounded(box)),
    )
    return PageTable(draft, xs, box, page.number, np.sort(taken), ruled=False, gutters=gutters)


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

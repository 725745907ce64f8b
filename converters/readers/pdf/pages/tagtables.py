"""Tables as a tagged PDF states them, held against what is seen on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ....tables.draft import DraftCell
from ..grids.grids import PageTable
from ..objects.geometry import middles
from ..objects.page import PageObjects
from .statedgrid import made
from .statedtables import NOWHERE, StatedCell, StatedTable, scope_of

_SHARED = 0.8
"""Share of characters that a seen and a stated table have in common when they are one."""
_AT_ONCE = 128
"""Stated cells that are held against all seen ones at once."""


@dataclass(slots=True)
class Reconciled:
    """Tables of a page after structure and page were held against each other."""

    tables: list[PageTable]
    disagreements: int = 0
    """Stated tables that do not fit what is seen."""


def reconciled(
    page: PageObjects,
    seen: list[PageTable],
    stated: Sequence[StatedTable],
    free: NDArray[np.bool_],
    dropped: list[str],
) -> Reconciled:
    """The seen tables, their headers marked as stated; stated ones where the page shows them.

    `free` marks the characters of no seen table. A stated table takes the place of a seen one
    that has other cells when its own tile a grid, and when the seen one is not ruled.
    """
    result = Reconciled(list(seen))
    for table in stated:
        partner = _partner(result.tables, table)
        if partner is not None and _mark_headers(partner, table, page):
            continue
        if partner is not None and partner.ruled:
            result.disagreements += 1
            continue
        mine = [t for t in result.tables if _overlaps(t, table)]
        if any(t.ruled for t in mine):
            result.disagreements += 1
            continue
        inside = free.copy()
        for other in mine:
            inside[other.characters] = True
        whole = made(page, table, inside, dropped)
        if whole is None:
            result.disagreements += len(table.rows) > 1 and max(map(len, table.rows)) > 1
            continue
        # What the seen table took beyond the stated one is text again.
        result.tables = [t for t in result.tables if not any(t is m for m in mine)] + [whole]
    return result


def _overlaps(seen: PageTable, stated: StatedTable) -> bool:
    return bool(np.isin(seen.characters, stated.places).any())


def _partner(seen: Sequence[PageTable], stated: StatedTable) -> PageTable | None:
    places = stated.places
    for table in seen:
        shared = np.count_nonzero(np.isin(table.characters, places))
        if shared >= _SHARED * max(len(table.characters), len(places)):
            return table
    return None


def _mark_headers(table: PageTable, stated: StatedTable, page: PageObjects) -> bool:
    """Mark the headers of a seen table as stated; False when their cells are not the same."""
    boxes = page.characters.boxes
    owner: dict[int, int] = {}
    cells = table.draft.cells
    filled = [cell for row in stated.rows for cell in row if len(cell.places)]
    pairs: list[tuple[int, StatedCell]] = []
    for cell, found in zip(filled, _owners(cells, filled, boxes), strict=True):
        if found is None or owner.setdefault(found, id(cell)) != id(cell):
            return False
        pairs.append((found, cell))
    for number, cell in pairs:
        if cell.element.kind == "TH":
            cells[number].header_mark = True
            cells[number].scope = scope_of(cell.element)
    return True


def _sides(cells: Sequence[DraftCell]) -> tuple[list[int], NDArray[np.float64]]:
    """The boxes of the cells, a point larger: the number of the cell of each, and its sides."""
    found = [
        (number, origin.box)
        for number, cell in enumerate(cells)
        for origin in cell.origins
        if isinstance(origin, PageOrigin) and origin.box is not None
    ]
    sides = np.array([box for _, box in found], np.float64).reshape(-1, 4)
    sides += np.array((-1.0, -1.0, 1.0, 1.0))
    return [number for number, _ in found], np.ascontiguousarray(sides.T)


def _owners(
    seen: Sequence[DraftCell], stated: Sequence[StatedCell], boxes: NDArray[np.float64]
) -> Iterator[int | None]:
    """For each stated cell, which has characters, the number of the cell that is seen around it.

    That is the first one whose box holds the middle of some of its characters; None when it does
    not hold all of them.
    """
    numbers, (left, top, right, bottom) = _sides(seen)
    places = np.concatenate([cell.places for cell in stated] or [NOWHERE])
    chosen = boxes[places]
    x, y = middles(chosen)
    ends = np.cumsum([len(cell.places) for cell in stated], dtype=np.int64).tolist()
    starts = [0, *ends[:-1]]
    if not stated or not numbers:
        yield from [None] * len(stated)
        return
    low_x, high_x = np.minimum.reduceat(x, starts), np.maximum.reduceat(x, starts)
    low_y, high_y = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    for first in range(0, len(stated), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        x0, x1, y0, y1 = (side[some, None] for side in (low_x, high_x, low_y, high_y))
        near = (left < x1) & (right > x0) & (top < y1) & (bottom > y0)
        holds = (left < x0) & (right > x1) & (top < y0) & (bottom > y1)
        owner: int | None
        for cell, at, all_of_it in zip(range(first, len(stated)), near, holds, strict=False):
            owner = None
            for place in at.nonzero()[0].tolist():
                if all_of_it[place]:
                    owner = numbers[place]
                    break
                mine = slice(starts[cell], ends[cell])
                inside = (x[mine] > left[place]) & (x[mine] < right[place])
                inside &= (y[mine] > top[place]) & (y[mine] < bottom[place])
                if inside.any():
                    break
            yield owner

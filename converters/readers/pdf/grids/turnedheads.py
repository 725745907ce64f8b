"""Headers that run upwards over the columns of a table without a full grid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ..objects.geometry import Box, union
from ..objects.page import PageObjects
from .addedcells import add_cells
from .grids import PageTable

_SHARE = 0.6
"""Share of the columns beside the first one that such headers stand over."""
_FAR = 14.0
"""Points between such headers and the first row at most."""
_LONGEST = 160.0
"""Points that they are long at most."""


def take_turned_heads(
    page: PageObjects, tables: list[PageTable], free: NDArray[np.bool_], dropped: list[str]
) -> None:
    """Give the sideways text that `free` marks to the tables whose columns it stands over."""
    angles = page.characters.angles
    if not tables or not angles.any():
        return
    sideways = free & np.isin(angles, (90, 270))
    if not sideways.any():
        return
    for table in tables:
        if table.ruled:
            continue
        found = _over_columns(page, table, sideways)
        if len(found) < max(2, round(_SHARE * (table.draft.columns - 1))):
            continue
        found |= _beside(page, table, found, free & ~sideways)
        _add(page, table, found, dropped)
        sideways[table.characters] = False


def _over_columns(
    page: PageObjects, table: PageTable, sideways: NDArray[np.bool_]
) -> dict[int, NDArray[np.intp]]:
    """The sideways characters over each column, where they end near the first row."""
    left, top, right, _ = table.box
    first = _first_row(table)
    boxes = page.characters.boxes
    x, y = page.characters.middles
    near = sideways & (x > left) & (x < right) & (y < first[3]) & (y > top - _LONGEST)
    places = np.nonzero(near)[0]
    columns = np.searchsorted(table.xs, x[places], side="right") - 1
    found = {int(column): places[columns == column] for column in np.unique(columns)}
    return {
        column: mine for column, mine in found.items() if boxes[mine, 3].max() > first[1] - _FAR
    }


def _beside(
    page: PageObjects,
    table: PageTable,
    found: dict[int, NDArray[np.intp]],
    free: NDArray[np.bool_],
) -> dict[int, NDArray[np.intp]]:
    """The level characters left of such headers, level with them: that of the labels below."""
    boxes = page.characters.boxes
    places = np.concatenate(list(found.values()))
    x, y = page.characters.middles
    left, right = table.box[0] - 2, table.xs[min(found)]
    inside = free & (x > left) & (x < right) & (y < table.box[1])
    inside &= (boxes[:, 1] > boxes[places, 1].min()) & (boxes[:, 3] < boxes[places, 3].max() + 2)
    mine = np.nonzero(inside & ~np.isin(np.arange(len(boxes)), table.characters))[0]
    return {0: mine} if len(mine) and min(found) == 1 else {}


def _first_row(table: PageTable) -> Box:
    """The place of the first row."""
    boxes = [
        origin.box
        for cell in table.draft.cells
        if cell.row == 0
        for origin in cell.origins
        if isinstance(origin, PageOrigin) and origin.box is not None
    ]
    return union(boxes) if boxes else table.box


def _add(
    page: PageObjects, table: PageTable, found: dict[int, NDArray[np.intp]], dropped: list[str]
) -> None:
    draft = table.draft
    held = {
        cell.column + n for cell in draft.cells if not cell.row for n in range(cell.column_span)
    }
    boxes = [union([tuple(b) for b in page.characters.boxes[p].tolist()]) for p in found.values()]
    if not held.isdisjoint(found):
        for cell in draft.cells:
            cell.row += 1
        draft.rows += 1
    slots = [(0, column) for column in found]
    add_cells(page, table, slots, list(found.values()), boxes, dropped)

"""Headers that run upwards over the columns of a table without a full grid."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

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
_SAME = 0.4
"""Font sizes between the middles of characters of one turned line at most."""
_APART = 2.0
"""Font sizes of white inside a turned line at most."""
_PITCH = 1.35
"""Font sizes between turned lines of one header at most."""


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
    """The sideways characters over each column, where they end near the first row.

    Short ones beside them may start below it. Headers of several lines are wider than their
    columns: as many as there are columns to the right of the first one stand over one column each.
    """
    left, top, right, _ = table.box
    first = _first_row(table)
    boxes = page.characters.boxes
    x, _ = page.characters.middles
    inside = sideways & (x > left) & (x < right) & (boxes[:, 3] > top - _LONGEST)
    places = np.nonzero(inside & (boxes[:, 1] < first[3] + _LONGEST))[0]
    if not len(places):
        return {}
    sides = [
        (float(a), float(b), line)
        for line in _turned_lines(page, places)
        if (b := boxes[line, 3].max()) - (a := boxes[line, 1].min()) < _LONGEST
    ]
    low = max((b for a, b, _ in sides if a < first[3] and b > first[1] - _FAR), default=first[1])
    lines = [line for a, b, line in sides if a < low and b > first[1] - _FAR]
    if not lines:
        return {}
    heads = list(_heads(page, lines))
    middles = [float(boxes[head, 0].min() + boxes[head, 2].max()) / 2 for head in heads]
    columns = (np.searchsorted(table.xs, middles, side="right") - 1).tolist()
    if len(heads) == table.draft.columns - columns[0]:
        columns = list(range(columns[0], table.draft.columns))
    found: dict[int, NDArray[np.intp]] = {}
    for column, head in zip(columns, heads, strict=True):
        found[column] = np.sort(np.concatenate((found.get(column, head[:0]), head)))
    return found


def _turned_lines(page: PageObjects, places: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """The characters at `places` as lines that run upwards or downwards, from left to right."""
    boxes, sizes = page.characters.boxes, page.characters.sizes
    x = (boxes[places, 0] + boxes[places, 2]) / 2
    order = np.argsort(x, kind="stable")
    places, x = places[order], x[order]
    for level in np.split(places, np.nonzero(np.diff(x) > _SAME * sizes[places[1:]])[0] + 1):
        mine = level[np.argsort(boxes[level, 1], kind="stable")]
        white = boxes[mine[1:], 1] - boxes[mine[:-1], 3]
        yield from np.split(mine, np.nonzero(white > _APART * sizes[mine[1:]])[0] + 1)


def _heads(page: PageObjects, lines: Sequence[NDArray[np.intp]]) -> Iterator[NDArray[np.intp]]:
    """The characters of each header: lines side by side, no further apart than those of a text."""
    boxes, sizes = page.characters.boxes, page.characters.sizes
    head = lines[0]
    for before, line in itertools.pairwise(lines):
        pitch = (boxes[line, :3:2].mean() - boxes[before, :3:2].mean()) / sizes[line[0]]
        if pitch > _PITCH:
            yield head
            head = line[:0]
        head = np.concatenate((head, line))
    yield head


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
        cell.column + n
        for cell in draft.cells
        if not cell.row and cell.blocks
        for n in range(cell.column_span)
    }
    boxes = [union([tuple(b) for b in page.characters.boxes[p].tolist()]) for p in found.values()]
    if held.isdisjoint(found):
        draft.cells[:] = [c for c in draft.cells if c.row or c.blocks or c.column not in found]
    else:
        for cell in draft.cells:
            cell.row += 1
        draft.rows += 1
    slots = [(0, column) for column in found]
    add_cells(page, table, slots, list(found.values()), boxes, dropped)

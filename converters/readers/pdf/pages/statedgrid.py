"""A table that only the structure of a tagged PDF states, on a grid of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ....tables.draft import DraftCell, DraftTable
from ..drawn.ruled import GridCell
from ..grids.cells import cell_texts
from ..grids.grids import PageTable, draft_cells
from ..objects.geometry import Box, rounded, union
from ..objects.page import PageObjects
from .statedtables import StatedCell, StatedTable, scope_of


def made(
    page: PageObjects, table: StatedTable, free: NDArray[np.bool_], dropped: list[str]
) -> PageTable | None:
    """A stated table as a table of the page; None when its cells do not tile."""
    cells = [cell for row in table.rows for cell in row]
    if not all(free[cell.places].all() for cell in cells):
        return None
    columns = _placed(page, table)
    rows = len(table.rows)
    if columns is None or columns < 2 or rows < 2 or not _tiles(page, table, columns):
        return None
    xs = _boundaries(page, table, columns)
    filled = [cell for cell in cells if len(cell.places)]
    box = union([cell.box(page) for cell in filled])
    draft = DraftTable(
        rows,
        columns,
        _drafts(page, cells, xs, rows, columns, dropped),
        column_widths=tuple(round(b - a, 1) for a, b in pairwise(xs)),
        origin=PageOrigin(page.number, rounded(box)),
    )
    return PageTable(draft, xs, box, page.number, np.sort(table.places), ruled=False)


def _drafts(
    page: PageObjects,
    cells: Sequence[StatedCell],
    xs: Sequence[float],
    rows: int,
    columns: int,
    dropped: list[str],
) -> list[DraftCell]:
    boxes: list[Box] = []
    for cell in cells:
        wide = min(cell.element.column_span, columns - cell.column)
        _, top, _, bottom = cell.box(page) if len(cell.places) else (0.0, 0.0, 0.0, 0.0)
        boxes.append((xs[cell.column], top, xs[cell.column + wide], bottom))
    texts = cell_texts(page, [cell.places for cell in cells], boxes, dropped)
    drafts = draft_cells(page, [_slot(cell, rows, columns) for cell in cells], boxes, texts)
    for cell, draft in zip(cells, drafts, strict=True):
        draft.header_mark = cell.element.kind == "TH"
        draft.scope = scope_of(cell.element)
        if not len(cell.places):
            draft.origins, draft.shaded = (), False
    return drafts


def _slot(cell: StatedCell, rows: int, columns: int) -> GridCell:
    """The place of a cell on a grid, its spans no larger than that has room for."""
    spans = cell.element.row_span, cell.element.column_span
    return GridCell(
        cell.row, cell.column, min(spans[0], rows - cell.row), min(spans[1], columns - cell.column)
    )


def _placed(page: PageObjects, table: StatedTable) -> int | None:
    """Give each cell its row and column; the number of columns, None when they do not fit.

    Programs leave empty cells out: a row that is too short is placed by where its cells stand.
    """
    columns = max((sum(c.element.column_span for c in row) for row in table.rows), default=0)
    taken: set[tuple[int, int]] = set()
    short: list[tuple[int, list[StatedCell]]] = []
    for number, row in enumerate(table.rows):
        blocked = sum((number, column) in taken for column in range(columns))
        if blocked + sum(cell.element.column_span for cell in row) < columns:
            if any(cell.element.row_span > 1 for cell in row):
                return None  # where the cells below start would be a guess
            short.append((number, row))
            continue
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            cell.row, cell.column = number, column
            _take(cell, taken)
            column += cell.element.column_span
        if column > columns:
            return None
    extents = _extents(page, table)
    for number, row in short:
        if not _place_by_position(page, number, row, columns, extents):
            return None
    return columns


def _take(cell: StatedCell, taken: set[tuple[int, int]]) -> None:
    for row in range(cell.row, cell.row + cell.element.row_span):
        for column in range(cell.column, cell.column + cell.element.column_span):
            taken.add((row, column))


def _extents(page: PageObjects, table: StatedTable) -> dict[int, tuple[float, float]]:
    """Left and right side of the text of each column, by cells of one column."""
    sides: dict[int, list[Box]] = {}
    for row in table.rows:
        for cell in row:
            if cell.row >= 0 and cell.element.column_span == 1 and len(cell.places):
                sides.setdefault(cell.column, []).append(cell.box(page))
    return {
        column: (min(box[0] for box in boxes), max(box[2] for box in boxes))
        for column, boxes in sides.items()
    }


def _place_by_position(
    page: PageObjects,
    number: int,
    row: Sequence[StatedCell],
    columns: int,
    extents: dict[int, tuple[float, float]],
) -> bool:
    if len(extents) < columns:
        return False
    following = 0
    for cell in row:
        if not len(cell.places):
            return False
        box = cell.box(page)
        middle = (box[0] + box[2]) / 2
        best = min(
            range(columns),
            key=lambda c: (
                abs((extents[c][0] + extents[c][1]) / 2 - middle)
                - max(0.0, min(extents[c][1], box[2]) - max(extents[c][0], box[0])) * 10
            ),
        )
        if best < following:
            return False
        cell.row, cell.column = number, best
        following = best + cell.element.column_span
    return following <= columns


def _tiles(page: PageObjects, table: StatedTable, columns: int) -> bool:
    """Whether no two cells claim a slot, rows go down and columns go right on the page."""
    slots: Counter[tuple[int, int]] = Counter()
    for row in table.rows:
        for cell in row:
            for r in range(cell.row, min(cell.row + cell.element.row_span, len(table.rows))):
                for c in range(cell.column, cell.column + cell.element.column_span):
                    slots[r, c] += 1
    if any(count > 1 for count in slots.values()) or any(c >= columns for _, c in slots):
        return False
    extents = _extents(page, table)
    lefts = [extents[column] for column in sorted(extents)]
    if any(b[0] <= a[0] or b[1] <= a[1] for a, b in pairwise(lefts)):
        return False
    tops = [
        min(cell.box(page)[1] for cell in row if len(cell.places))
        for row in table.rows
        if any(len(cell.places) for cell in row)
    ]
    return all(b > a - 1 for a, b in pairwise(tops))


def _boundaries(page: PageObjects, table: StatedTable, columns: int) -> tuple[float, ...]:
    extents = _extents(page, table)
    box = union([cell.box(page) for row in table.rows for cell in row if len(cell.places)])
    xs = [box[0]]
    for column in range(columns - 1):
        right = extents.get(column, (xs[-1], xs[-1]))[1]
        left = extents.get(column + 1, (right, right))[0]
        xs.append(max((right + left) / 2, xs[-1] + 0.1))
    return (*xs, max(box[2], xs[-1] + 0.1))

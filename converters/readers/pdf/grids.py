"""Ruled grids of a page as draft tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...model import PageOrigin
from ...tables.draft import DraftCell, DraftTable
from .cells import cell_blocks
from .geometry import Box, rounded
from .page import PageObjects
from .ruled import Grid, find_grids


@dataclass(slots=True)
class PageTable:
    """A table of one page, where it stands and the characters it took."""

    draft: DraftTable
    xs: tuple[float, ...]
    """Column boundaries in points."""
    box: Box
    page: int
    characters: NDArray[np.intp]
    ruled: bool = True
    joined: tuple[int, ...] = ()
    """Pages that later pieces came from."""


def ruled_tables(
    page: PageObjects, usable: NDArray[np.bool_], dropped: list[str]
) -> list[PageTable]:
    """The ruled tables of a page, from the characters that `usable` marks."""
    tables = []
    free = usable.copy()
    for grid in find_grids(page.drawings):
        table = _table(page, grid, free, dropped)
        if table is not None:
            free[table.characters] = False
            tables.append(table)
    return tables


def _table(
    page: PageObjects, grid: Grid, free: NDArray[np.bool_], dropped: list[str]
) -> PageTable | None:
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    owner = np.full((rows, columns), -1, np.int64)
    for number, cell in enumerate(grid.cells):
        owner[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] = (
            number
        )
    boxes = page.characters.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    column = np.searchsorted(grid.xs, x, side="right") - 1
    row = np.searchsorted(grid.ys, y, side="right") - 1
    inside = free & (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    taken = np.nonzero(inside)[0]
    if not len(taken) or (len(grid.cells) < 4 and columns < 2):
        return None
    owners = owner[row[taken], column[taken]]
    order = np.argsort(owners, kind="stable")
    taken, owners = taken[order], owners[order]
    bounds = np.searchsorted(owners, np.arange(len(grid.cells) + 1))
    cells = []
    for number, cell in enumerate(grid.cells):
        box = grid.cell_box(cell)
        blocks, alignment, bold = cell_blocks(
            page, taken[bounds[number] : bounds[number + 1]], box, dropped
        )
        cells.append(
            DraftCell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                blocks,
                alignment=alignment,
                origins=(PageOrigin(page.number, rounded(box)),),
                bold=bold and bool(blocks),
                shaded=is_shaded(page, box),
            )
        )
    draft = DraftTable(
        rows,
        columns,
        cells,
        column_widths=tuple(round(b - a, 1) for a, b in zip(grid.xs, grid.xs[1:], strict=False)),
        origin=PageOrigin(page.number, rounded(grid.box)),
    )
    return PageTable(draft, grid.xs, grid.box, page.number, np.sort(taken))


def is_shaded(page: PageObjects, box: Box) -> bool:
    """Whether a fill that is not white covers the middle of a cell."""
    fills, colours = page.drawings.fills, page.drawings.fill_colours
    if not len(fills):
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    over = (fills[:, 0] <= x) & (fills[:, 2] >= x) & (fills[:, 1] <= y) & (fills[:, 3] >= y)
    return bool((colours[over].min(axis=1) < 250).any()) if over.any() else False

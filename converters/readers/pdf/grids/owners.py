"""Which cell of a grid each character belongs to, also beyond its sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid
from ..objects.arrays import distinct
from ..objects.page import PageObjects

_RUN = 30.0
"""Points before the end of a grid in which a word that runs over it ends inside."""
_AT_WALL = 0.1
"""Font sizes between a wall and the start of a text in a cell without margins, at most."""
_ALIKE = 0.1
"""Points between the sides of texts that start at one place, at most."""


def rows_of(page: PageObjects, grid: Grid) -> NDArray[np.intp]:
    """The row that the middle of each character of a page is level with; beyond the grid others."""
    return np.searchsorted(grid.ys, page.characters.middles[1], side="right") - 1


def characters_inside(
    page: PageObjects, grid: Grid, free: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """The characters inside a grid, of those that `free` marks, and the number of the cell of each.

    That is the one that holds most of the text it is drawn with.
    """
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    owner = np.full((rows, columns), -1, np.int64)
    for number, cell in enumerate(grid.cells):
        owner[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] = (
            number
        )
    column = np.searchsorted(grid.xs, page.characters.middles[0], side="right") - 1
    row = rows_of(page, grid)
    taken = np.nonzero(free & (row >= 0) & (row < rows) & (column >= 0) & (column < columns))[0]
    if not len(taken):
        return taken, np.zeros(0, np.int64)
    owners = _by_text(page, taken, owner[row[taken], column[taken]], np.array(grid.xs))
    apart = _across(page, taken, owners)
    return (taken[~apart], owners[~apart]) if apart.any() else (taken, owners)


def with_characters_outside(
    page: PageObjects,
    grid: Grid,
    free: NDArray[np.bool_],
    taken: NDArray[np.intp],
    owners: NDArray[np.int64],
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """The characters of a grid and their cells with those that these have below or beside it."""
    for number, more in _hanging(page, grid, free, set(owners.tolist())):
        taken, owners = np.append(taken, more), np.append(owners, np.full(len(more), number))
    for number, more in _running_over(page, grid, free, taken, owners):
        taken, owners = np.append(taken, more), np.append(owners, np.full(len(more), number))
    return taken, owners


def _hanging(
    page: PageObjects, grid: Grid, free: NDArray[np.bool_], filled: set[int]
) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Numbers of cells that go on below the last rule, and the characters there.

    A page break between the rows of a group lets the group's label stand lower than the rows:
    a label in the middle of its group, even far below those that found room.
    """
    if not grid.open_columns:
        return
    boxes = page.characters.boxes
    below = free & (boxes[:, 1] + boxes[:, 3] > 2 * grid.ys[-1])
    for number, cell in enumerate(grid.cells):
        left, _, right, bottom = grid.cell_box(cell)
        columns = range(cell.column, cell.column + cell.column_span)
        if bottom < grid.ys[-1] or not set(columns) <= set(grid.open_columns):
            continue
        mine = np.nonzero(below & (boxes[:, 0] > left - 1) & (boxes[:, 2] < right + 1))[0]
        reach = grid.ys[-1] if number in filled else boxes[mine, 1].min(initial=np.inf)
        for place in mine[np.argsort(boxes[mine, 1], kind="stable")].tolist():
            if boxes[place, 1] - reach > 0.9 * (boxes[place, 3] - boxes[place, 1]):
                break
            reach = max(reach, boxes[place, 3])
        mine = mine[boxes[mine, 3] <= reach + 0.1]
        if len(mine) and np.count_nonzero(below & (boxes[:, 3] <= reach + 0.1)) == len(mine):
            yield number, mine


def _running_over(
    page: PageObjects,
    grid: Grid,
    free: NDArray[np.bool_],
    taken: NDArray[np.intp],
    owners: NDArray[np.int64],
) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Numbers of cells whose last word is too long for the grid, and its end beside that."""
    characters = page.characters
    boxes, codes = characters.boxes, characters.codes
    near = taken[boxes[taken, 2] > grid.xs[-1] - _RUN]
    if not len(near):
        return
    owner = dict(zip(taken.tolist(), owners.tolist(), strict=True))
    for last in near.tolist():
        end = last + 1
        while (
            end < len(codes)
            and free[end]
            and end not in owner
            and codes[end] != 32
            and abs(boxes[end, 0] - boxes[end - 1, 2]) < 0.1 * (boxes[end, 3] - boxes[end, 1])
            and abs(characters.baselines[end] - characters.baselines[last]) < 1
        ):
            end += 1
        if end > last + 1 and codes[last] != 32:
            yield owner[last], np.arange(last + 1, end)


def _across(
    page: PageObjects, taken: NDArray[np.intp], owners: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which characters are of sideways texts that run over several cells with level ones.

    Fills of the cells cover a page's running title, or a mark lies over the table.
    """
    characters = page.characters
    sideways = ~characters.level[taken]
    if not sideways.any():
        return sideways
    level = np.unique(owners[~sideways])
    runs = np.where(sideways, characters.runs[taken], -1)
    for run in np.unique(runs[sideways]):
        held = np.unique(owners[runs == run])
        if len(held) < 2 or not np.isin(held, level).all():
            sideways &= runs != run
    return sideways


def _by_text(
    page: PageObjects,
    taken: NDArray[np.intp],
    owners: NDArray[np.int64],
    walls: NDArray[np.float64],
) -> NDArray[np.int64]:
    """For each character the cell that holds most of the text it is drawn with.

    A text that is too long for its cell runs over the next one; its end still belongs to it. One
    that is cut off ends at the text of the next cell, which starts where other texts do, or at the
    wall between them where cells have no margins.
    """
    characters = page.characters
    boxes, runs = characters.boxes[taken], characters.runs[taken]
    gap = boxes[1:, 0] - boxes[:-1, 2]
    size = boxes[1:, 3] - boxes[1:, 1]
    other = runs[1:] != runs[:-1]
    reach = np.where(other, 0.05, 0.3) * size
    middles = boxes[:, 1] + boxes[:, 3]
    apart = (np.abs(gap) > reach) | (taken[1:] - taken[:-1] != 1)
    apart |= np.abs(middles[1:] - middles[:-1]) > size
    torn = (owners[1:] != owners[:-1]) & ~apart
    if not torn.any():
        return owners  # nearly always
    over = (torn & other).nonzero()[0] + 1
    if len(over):
        starts = boxes[1:][apart, 0]
        lefts = boxes[over, 0][:, None]
        alike = (np.abs(starts - lefts) < _ALIKE).sum(axis=1) > 1
        alike |= (np.abs(walls - lefts) < _AT_WALL * size[over - 1][:, None]).any(axis=1)
        apart[over[alike] - 1] = True
    text = np.concatenate(([0], np.cumsum(apart)))
    numbers = distinct(text[:-1][torn & ~apart])
    firsts = np.searchsorted(text, numbers).tolist()
    ends = np.searchsorted(text, numbers, side="right").tolist()
    for start, end in zip(firsts, ends, strict=True):
        counts = Counter(owners[start:end].tolist())
        owners[start:end] = max(counts, key=lambda owner: (counts[owner], -owner))
    return owners

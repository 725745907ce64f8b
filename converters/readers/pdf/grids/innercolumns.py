"""Columns of a grid that no line parts: numbers side by side in most cells of a drawn column."""

from __future__ import annotations

import bisect

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid
from ..gaps.gridlines import is_nothing, is_number
from ..lines.pagelines import text_lines
from ..lines.words import TextLine, Word
from ..objects.page import PageObjects

_ROWS = 4
"""Rows with numbers side by side at least: two values may stand in single cells."""
_SHARE = 0.6
"""Share of the rows with a text in the column that they are at least."""
_WIDE = 0.8
"""Font sizes between two of the numbers at least."""


def has_inner_columns(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> bool:
    """Whether the same white parts the numbers in most cells of a drawn column."""
    rows = len(grid.ys) - 1
    if rows < _ROWS:
        return False
    x, y = page.characters.middles
    column = np.searchsorted(grid.xs, x, side="right") - 1
    row = np.searchsorted(grid.ys, y, side="right") - 1
    inside = free & (row >= 0) & (row < rows) & (column >= 0) & (column < len(grid.xs) - 1)
    chosen = np.nonzero(inside & (page.characters.codes != 32))[0]
    wide = _with_gaps(page, chosen, row[chosen], column[chosen], len(grid.xs))
    if not wide:
        return False
    for lines in _lines_of(page, chosen, grid, wide).values():
        several = [line for line in lines if _is_several(line)]
        if len(several) < max(_ROWS, _SHARE * len(lines)):
            continue
        sides = sorted((chunk.x0, chunk.x1) for line in several for chunk in line.chunks)
        reach = sides[0][1]
        for x0, x1 in sides:
            if x0 > reach:
                return True
            reach = max(reach, x1)
    return False


def _with_gaps(
    page: PageObjects,
    chosen: NDArray[np.intp],
    row: NDArray[np.intp],
    column: NDArray[np.intp],
    columns: int,
) -> list[int]:
    """The columns with white inside the cells of enough rows, which needs no words to be seen."""
    boxes = page.characters.boxes[chosen]
    order = np.lexsort((boxes[:, 0], column, row))
    boxes, cell = boxes[order], (row * columns + column)[order]
    white = boxes[1:, 0] - boxes[:-1, 2] > _WIDE * (boxes[1:, 3] - boxes[1:, 1])
    found = np.unique(cell[1:][white & (cell[1:] == cell[:-1])]) % columns
    return np.nonzero(np.bincount(found, minlength=1) >= _ROWS)[0].tolist()


def _lines_of(
    page: PageObjects, chosen: NDArray[np.intp], grid: Grid, wide: list[int]
) -> dict[int, list[TextLine]]:
    """The parts of the lines in each of some columns of a grid."""
    out: dict[int, list[TextLine]] = {number: [] for number in wide}
    for line in text_lines(page, chosen):
        words: dict[int, list[Word]] = {}
        for word in line.words:
            words.setdefault(bisect.bisect(grid.xs, (word.x0 + word.x1) / 2) - 1, []).append(word)
        for number, mine in words.items():
            if number in out:
                out[number].append(TextLine(tuple(mine)))
    return out


def _is_several(line: TextLine) -> bool:
    """Whether a line is numbers side by side, or marks for none."""
    texts = [chunk.text for chunk in line.chunks]
    return len(texts) > 1 and all(is_number(text) or is_nothing(text) for text in texts)

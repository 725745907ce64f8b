"""Frames around one row of sums, below rows without rules on the same columns."""

from __future__ import annotations

import bisect

import numpy as np
from numpy.typing import NDArray

from ..drawn.ruled import Grid
from ..gaps.attached import with_marks, with_units
from ..gaps.gridlines import is_nothing, is_number
from ..lines.pagelines import text_lines
from ..lines.words import TextLine
from ..objects.page import PageObjects

_ABOVE = 2.0
"""Heights of the framed row in which the next row above it stands."""
_SHARED = 2
"""Columns with numbers in both at least."""


def is_last_row(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> bool:
    """Whether a grid of one row frames the sums of the open rows above it.

    Numbers stand right above its own in several columns.
    """
    if len(grid.ys) != 2 or len(grid.xs) <= _SHARED + 1:
        return False
    left, top, right, bottom = grid.box
    boxes = page.characters.boxes
    _, middle = page.characters.middles
    high = top - _ABOVE * (bottom - top)
    near = free & (boxes[:, 0] > left - 2) & (boxes[:, 2] < right + 2)
    inside = np.nonzero(near & (middle > top) & (middle < bottom))[0]
    above = np.nonzero(near & (middle > high) & (middle < top))[0]
    own = _number_columns(_lines(page, inside), grid)
    last = _lines(page, above)[-2:]  # labels of two lines stand beside one of numbers
    return len(own & _number_columns(last, grid)) >= _SHARED


def _lines(page: PageObjects, chosen: NDArray[np.intp]) -> list[TextLine]:
    return with_units(with_marks(text_lines(page, chosen)))


def _number_columns(lines: list[TextLine], grid: Grid) -> set[int]:
    """The columns of a grid in which, or above which, numbers end."""
    return {
        bisect.bisect(grid.xs, word.x1 - 1)
        for line in lines
        for word in line.words
        if is_number(word.text) or is_nothing(word.text)
    }

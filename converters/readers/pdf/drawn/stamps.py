"""Seals and other drawings that are laid over a table: its rules run on below them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..objects.geometry import Box, meet
from ..objects.page import PageObjects
from .ruled import Grid, find_grids

_FEWEST = 2
"""Rules across and cells that a drawing lies over at least."""
_FILLED = 0.4
"""Share of the cells beside it that hold text, at least: those behind a plot hold none."""


def without_stamps(page: PageObjects, usable: NDArray[np.bool_], boxes: Sequence[Box]) -> list[Box]:
    """The boxes of drawings but those laid over cells of a table; `usable` marks shown characters.

    Grids are looked for once, and only where rules run on below a drawing.
    """
    crossed = [_is_crossed(page, box) for box in boxes]
    if not any(crossed):
        return list(boxes)
    grids = find_grids(page.drawings)
    return [
        box
        for box, over in zip(boxes, crossed, strict=True)
        if not (over and any(_is_under(page, usable, box, grid) for grid in grids))
    ]


def _is_crossed(page: PageObjects, box: Box) -> bool:
    """Whether rules run on below a drawing: those that end at both its sides may be its own."""
    left, top, right, bottom = box
    y, start, end = page.drawings.horizontal.T
    across = (y > top) & (y < bottom) & (start < right) & (end > left)
    runs_on = across & ((start < left - 1) | (end > right + 1))
    return int(np.count_nonzero(runs_on)) >= _FEWEST


def _is_under(page: PageObjects, usable: NDArray[np.bool_], box: Box, grid: Grid) -> bool:
    """Whether several cells of a grid lie below a drawing and most others hold text."""
    if not meet(grid.box, box):
        return False
    boxes = [grid.cell_box(cell) for cell in grid.cells]
    beside = [cell for cell in boxes if not meet(cell, box)]
    if len(boxes) - len(beside) < _FEWEST or not beside:
        return False
    x, y = (part[usable & (page.characters.codes > 32)] for part in page.characters.middles)
    filled = sum(
        bool(((x > left) & (x < right) & (y > top) & (y < bottom)).any())
        for left, top, right, bottom in beside
    )
    return filled >= _FILLED * len(beside)

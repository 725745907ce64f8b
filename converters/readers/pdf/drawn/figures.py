"""Figures known by what is drawn in them: lines aslant, curves. Tables have none of these."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..objects.geometry import Box, Boxes
from ..objects.page import PageObjects
from .stamps import without_stamps

_FEWEST = 3
"""Paths that make a figure."""
_CURVED = 8
"""Steps aslant from which one path makes a figure."""
_SMALLEST = 36.0
"""Points along and up that it is large at least."""
_APART = 6.0
"""Points between two paths of one figure at most."""
_BACKGROUND = 0.7
"""Share of the page's width and height from which a path is drawn behind the text."""
_MOST = 1_500
"""Paths that are looked at; more are put together by squares of the page first."""
_SQUARE = 12.0
_MARGIN = 0.06
"""Share of a plot's size that is left free between its frame and what is plotted."""
_ARROW = 20.0
"""Points that the head of an arrow is large at most."""


def figures_of(page: PageObjects, usable: NDArray[np.bool_]) -> list[Box]:
    """The boxes of figures: paths near each other that run aslant or bend, with their frames.

    What is laid over a table, as a seal is, is no figure; `usable` marks the shown characters.
    """
    paths, bends = page.drawings.slants, page.drawings.bends
    size = np.array((page.width, page.height))
    small = ((paths[:, 2:] - paths[:, :2]) < _BACKGROUND * size).any(axis=1)
    paths, bends = paths[small], bends[small]
    if len(paths) > _MOST:
        paths = _squared(paths)
        bends = np.zeros(len(paths), np.int64)
    if not 0 < len(paths) <= _MOST:
        return []
    found: list[Box] = []
    names = _groups(paths)
    for name in np.unique(names):
        mine = paths[names == name]
        left, top = mine[:, :2].min(axis=0).tolist()
        right, bottom = mine[:, 2:].max(axis=0).tolist()
        many = len(mine) >= _FEWEST or (bends[names == name] >= _CURVED).any()
        box = left, top, right, bottom
        large = min(right - left, bottom - top) >= _SMALLEST
        if many and large:
            found.append(box)
    return [with_frame(page, box) for box in without_stamps(page, usable, found)]


def with_frame(page: PageObjects, plotted: Box) -> Box:
    """What is plotted with the lines mostly beside it, and with those beside these."""
    across, down = page.drawings.horizontal, page.drawings.vertical
    lines = np.concatenate((across[:, [1, 0, 2, 0]], down[:, [0, 1, 0, 2]]))
    long = np.maximum(lines[:, 2] - lines[:, 0], np.maximum(lines[:, 3] - lines[:, 1], 0.0))
    sides = np.array(plotted)
    near = 2 + _MARGIN * np.tile(sides[2:] - sides[:2], 2)
    box = plotted
    for _ in range(3):
        low, high = box[:2] - near[:2], box[2:] + near[2:]
        shared = np.minimum(lines[:, 2:], high) - np.maximum(lines[:, :2], low)
        wide, high = shared.T
        most = np.maximum(np.maximum(wide, high), 0.0) > 0.5 * long
        mine = lines.compress((wide >= 0) & (high >= 0) & most, axis=0)
        box = around(box, mine)
        near = np.full(4, 2.0)
    return box


def has_arrows(page: PageObjects, box: Box) -> bool:
    """Whether lines in a box end in heads of arrows: a diagram."""
    heads, bends = page.drawings.slants, page.drawings.bends
    small = ((heads[:, 2:] - heads[:, :2]) < _ARROW).all(axis=1) & (bends > 1)
    heads = heads[small & _within(heads, box)][:_MOST]
    if len(heads) < 2:
        return False
    across, down = page.drawings.horizontal, page.drawings.vertical
    count = 0
    for left, top, right, bottom in heads.tolist():
        level = np.abs(across[:, 0] - (top + bottom) / 2) < 1
        upright = np.abs(down[:, 0] - (left + right) / 2) < 1
        count += _ends(across[level], left, right) or _ends(down[upright], top, bottom)
    return count > 1


def _ends(lines: NDArray[np.float64], low: float, high: float) -> bool:
    """Whether a line that is longer than an arrow's head starts or ends in it."""
    long = lines[lines[:, 2] - lines[:, 1] > high - low, 1:]
    return bool(((long > low - 1) & (long < high + 1)).any())


def _within(boxes: Boxes, box: Box) -> NDArray[np.bool_]:
    left, top, right, bottom = box
    across = (boxes[:, 0] > left) & (boxes[:, 2] < right)
    down: NDArray[np.bool_] = (boxes[:, 1] > top) & (boxes[:, 3] < bottom)
    return across & down


def inside(page: PageObjects, boxes: Sequence[Box]) -> NDArray[np.bool_]:
    """Which characters have their middles in some of the boxes."""
    found = np.zeros(len(page.characters.boxes), bool)
    for box in boxes:
        found |= page.characters.inside(box)
    return found


def around(box: Box, boxes: Boxes) -> Box:
    """The smallest box around one and the rows of an array."""
    if not len(boxes):
        return box
    lefts, tops, rights, bottoms = boxes.T
    return (
        min(box[0], float(lefts.min())),
        min(box[1], float(tops.min())),
        max(box[2], float(rights.max())),
        max(box[3], float(bottoms.max())),
    )


def listed(boxes: Boxes) -> list[Box]:
    """The rows of an array as boxes."""
    return [(left, top, right, bottom) for left, top, right, bottom in boxes.tolist()]


def _squared(paths: Boxes) -> Boxes:
    """Boxes of paths, one for each square of the page that some start and some end in."""
    return np.unique(np.round(paths / _SQUARE), axis=0) * _SQUARE


def _groups(paths: Boxes) -> NDArray[np.intp]:
    """A name for each path, the same for those that are near each other."""
    low, high = paths[:, :2] - _APART, paths[:, 2:]
    near = (low[:, None, :] <= high[None, :, :]).all(axis=2)
    near &= near.T
    of, other = np.nonzero(near)  # each is near itself too
    starts = np.searchsorted(of, np.arange(len(paths)))
    names = np.arange(len(paths))
    while True:
        fresh = np.minimum.reduceat(names[other], starts)
        if (fresh == names).all():
            return names
        names = fresh[fresh]

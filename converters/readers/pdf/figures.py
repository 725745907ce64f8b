"""Figures known by what is drawn in them: lines aslant, curves. Tables have none of these."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .geometry import Box, Boxes
from .page import PageObjects

_FEWEST = 3
"""Paths that make a figure."""
_SMALLEST = 36.0
"""Points along and up that it is large at least."""
_APART = 6.0
"""Points between two paths of one figure at most."""
_BACKGROUND = 0.7
"""Share of the page's width and height from which a path is drawn behind the text."""
_MOST = 1_500
"""Paths that are looked at; more are put together by squares of the page first."""
_SQUARE = 12.0


def figures_of(page: PageObjects) -> list[Box]:
    """The boxes of figures: several paths near each other that run aslant or bend."""
    paths = page.drawings.slants
    if len(paths) < _FEWEST:
        return []
    size = np.array((page.width, page.height))
    paths = paths[((paths[:, 2:] - paths[:, :2]) < _BACKGROUND * size).any(axis=1)]
    if len(paths) > _MOST:
        paths = _squared(paths)
    if not _FEWEST <= len(paths) <= _MOST:
        return []
    found: list[Box] = []
    names = _groups(paths)
    for name in np.unique(names):
        mine = paths[names == name]
        left, top = mine[:, :2].min(axis=0).tolist()
        right, bottom = mine[:, 2:].max(axis=0).tolist()
        if len(mine) >= _FEWEST and min(right - left, bottom - top) >= _SMALLEST:
            found.append((left, top, right, bottom))
    return found


def inside(page: PageObjects, boxes: Sequence[Box]) -> NDArray[np.bool_]:
    """Which characters have their middles in some of the boxes."""
    sides = page.characters.boxes
    x, y = (sides[:, 0] + sides[:, 2]) / 2, (sides[:, 1] + sides[:, 3]) / 2
    found = np.zeros(len(sides), bool)
    for left, top, right, bottom in boxes:
        found |= (x > left) & (x < right) & (y > top) & (y < bottom)
    return found


def _squared(paths: Boxes) -> Boxes:
    """Boxes of paths, one for each square of the page that some start and some end in."""
    return np.unique(np.round(paths / _SQUARE), axis=0) * _SQUARE


def _groups(paths: Boxes) -> NDArray[np.intp]:
    """A name for each path, the same for those that are near each other."""
    low, high = paths[:, :2] - _APART, paths[:, 2:]
    near = (low[:, None, :] <= high[None, :, :]).all(axis=2)
    near &= near.T
    names = np.arange(len(paths))
    while True:
        fresh = np.where(near, names[None, :], len(paths)).min(axis=1)
        if (fresh == names).all():
            return names
        names = fresh

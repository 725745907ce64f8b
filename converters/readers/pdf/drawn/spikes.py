"""Plots of spikes: lines that start on one level at even distances and end at many."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from ..objects.arrays import changes, distinct
from ..objects.geometry import Box
from ..objects.page import PageObjects
from .axes import even_parts, is_ruler
from .figures import with_frame
from .rulings import Lines

_SPIKES = 8
"""Lines of such a plot at least."""
_LENGTHS = 5
"""Lengths that they have at least: the sides of cells have fewer."""
_TALL = 15.0
"""Points that the longest one is long at least: the strokes of a ruler are short."""


def spikes_of(page: PageObjects) -> list[Box]:
    """The boxes of plots of spikes, up or down from a level, with their frames."""
    down = page.drawings.vertical
    found = [with_frame(page, box) for side in (2, 1) for box in _of_side(down, side)]
    return [box for box in found if not is_ruler(page, box)]


def _of_side(lines: Lines, side: int) -> Iterator[Box]:
    """The boxes of lines with one end, which is column `side`, at even distances."""
    if len(lines) < _SPIKES:
        return
    levels = np.round(lines[:, side])
    order = np.lexsort((lines[:, 0], levels))
    bounds = [*changes(levels[order]).nonzero()[0].tolist(), len(lines)]
    for start, end in itertools.pairwise(bounds):
        mine = lines.take(order[start:end], axis=0)
        # What the lines of a level have not, those at even distances among them have not either.
        if not _are_spikes(mine):
            continue
        for places in even_parts(distinct(mine[:, 0].round(1))):
            inside = mine[(mine[:, 0] > places[0] - 0.1) & (mine[:, 0] < places[-1] + 0.1)]
            if len(places) >= _SPIKES and _are_spikes(inside):
                yield places[0], float(inside[:, 1].min()), places[-1], float(inside[:, 2].max())


def _are_spikes(lines: Lines) -> bool:
    """Whether lines are many, some of them long, and of many lengths."""
    if len(lines) < _SPIKES:
        return False
    lengths = np.round(lines[:, 2] - lines[:, 1])
    return bool(lengths.max() >= _TALL) and len(set(lengths.tolist())) >= _LENGTHS

"""Lines of a text that has no room in its row: a clipping path hides them.

Rows of a fixed height cut their texts off below (hRule="exact" of ECMA-376 17.18.37). The lines
that are not seen lie behind the texts of the next rows. Only lines on the other side of a rule are
asked for their clipping path, so that pages without such rows cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .characters import Characters
from .clips import clip_box
from .geometry import Box, PageSpace

_DOWN = (0.6, 2.0)
"""Distance of the baselines of two lines of one text, in font sizes."""
_MOST = 400
"""Lines that are asked."""


def without_overflow(
    characters: Characters, rules: NDArray[np.float64], space: PageSpace
) -> Characters:
    """The characters, those of lines that a clipping path hides marked as invisible.

    `rules` are horizontal lines, rows of y, left, right.
    """
    if len(characters.runs) < 2 or len(rules) < 2:
        return characters
    fresh = (characters.runs[1:] != characters.runs[:-1]).nonzero()[0] + 1
    starts = np.concatenate(([0], fresh, [len(characters.runs)]))
    found = _below_rules(characters, starts, rules)
    if not found:
        return characters
    bounds, runs = starts.tolist(), characters.runs[starts[:-1]].tolist()
    hidden: set[int] = set()
    for place in found[:_MOST]:
        while place < len(runs) and _is_cut_off(
            characters.table[runs[place]].handle, _box(characters, bounds, place), space
        ):
            hidden.add(runs[place])
            place += 1
    if not hidden:
        return characters
    table = tuple(
        run._replace(visible=False) if number in hidden else run
        for number, run in enumerate(characters.table)
    )
    return replace(characters, table=table)


def _below_rules(
    characters: Characters, starts: NDArray[np.intp], rules: NDArray[np.float64]
) -> list[int]:
    """Places of the lines that stand right below the one drawn before, with a rule between."""
    firsts, boxes = starts[:-1], characters.boxes
    baselines = characters.baselines[firsts]
    down = (baselines[1:] - baselines[:-1]) / characters.sizes[firsts[1:]]
    places = ((down > _DOWN[0]) & (down < _DOWN[1])).nonzero()[0] + 1
    lefts, rights = boxes[firsts, 0], boxes[starts[1:] - 1, 2]
    over = (lefts[places] < rights[places - 1]) & (lefts[places - 1] < rights[places])
    places = places[over]
    if not len(places):
        return []
    y, left, right = (side[:, None] for side in rules.T)
    middles = (lefts[places] + rights[places]) / 2
    between = (y > boxes[firsts[places - 1], 1]) & (y < boxes[firsts[places], 3])
    between &= (left < middles) & (right > middles)
    found: list[int] = places[between.any(axis=0)].tolist()
    return found


def _box(characters: Characters, bounds: Sequence[int], place: int) -> Box:
    """The box of a text object; `bounds` are the places of the first characters of all."""
    mine = characters.boxes[bounds[place] : bounds[place + 1]]
    left, top = mine[:, :2].min(axis=0).tolist()
    right, bottom = mine[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _is_cut_off(handle: int, box: Box, space: PageSpace) -> bool:
    """Whether the middle of a line lies above or below what its clipping path shows.

    The path of a text inside a form may be in other coordinates: it would lie beside it as well.
    """
    clip = clip_box(handle)
    if clip is None or not np.isfinite(clip).all():
        return False
    (left, top, right, bottom) = space.boxes(np.array([clip]))[0].tolist()
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return left < x < right and not top < y < bottom

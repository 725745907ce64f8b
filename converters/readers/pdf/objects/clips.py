"""Characters that a clipping path hides: ends of long texts, dots of leaders under the numbers.

Programs cut off what has no room in its cell by a clipping path (ISO 32000-1, 8.5.4), and draw the
next cell there. Only texts that another one starts in are asked for theirs, so that nearly all
pages cost a sort.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_void_p

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .arrays import changes, median
from .fonts import Run
from .geometry import Box, Boxes

_INTO = 0.6
"""Of the font size, how far a text reaches into the next one at least to be looked at."""


def clipped(boxes: Boxes, of: NDArray[np.int32], table: Sequence[Run]) -> NDArray[np.bool_] | None:
    """Which characters are cut off by the clipping path of their text object; None for none.

    `boxes` hold left, bottom, right, top in user space; `of` has the place in `table` of each
    character's text object, -1 for none.
    """
    if len(of) < 2:
        return None
    hidden = np.zeros(len(of), bool)
    for run in _reaching(boxes, of):
        clip = clip_box(table[run].handle)
        if clip is None:
            continue
        mine = np.nonzero(of == run)[0]
        middles = (boxes[mine, 0] + boxes[mine, 2]) / 2
        levels = boxes[mine, 1], boxes[mine, 3]
        # The path of a text inside a form may be in other coordinates: it would lie elsewhere.
        level = (levels[0] < clip[3]) & (levels[1] > clip[1])
        out = (middles < clip[0]) | (middles > clip[2])
        if level.all() and not out.all():
            hidden[mine[out]] = True
    return hidden if hidden.any() else None


def _reaching(boxes: Boxes, of: NDArray[np.int32]) -> list[int]:
    """The text objects that reach into one that starts behind them on their line."""
    starts = changes(of).nonzero()[0]
    lefts = np.minimum.reduceat(boxes[:, 0], starts)
    rights = np.maximum.reduceat(boxes[:, 2], starts)
    feet, sizes = boxes[starts, 1], np.maximum(boxes[starts, 3] - boxes[starts, 1], 0.5)
    line = max(median(sizes), 0.5)
    found: set[int] = set()
    for lower in (0.0, 0.5):
        order = np.lexsort((lefts, np.floor(feet / line + lower)))
        one, other = order[:-1], order[1:]
        into = rights[one] - lefts[other] > _INTO * sizes[one]
        into &= np.abs(feet[one] - feet[other]) < 0.5 * sizes[one]
        found.update(of[starts[one[into]]].tolist())
    return sorted(run for run in found if run >= 0)


def clip_box(handle: int | c_void_p) -> Box | None:
    """The box inside all parts of the clipping path of an object; None where it has none."""
    path = pdfium.clip_path(handle)
    parts = pdfium.clip_count(path) if path else -1
    if parts < 1:
        return None
    box = (-np.inf, -np.inf, np.inf, np.inf)
    for part in range(parts):
        points = list(clip_points(path, part))
        if not points:
            continue
        xs, ys = zip(*points, strict=True)
        box = (
            max(box[0], min(xs)),
            max(box[1], min(ys)),
            min(box[2], max(xs)),
            min(box[3], max(ys)),
        )
    return box


def clip_points(path: int, part: int) -> Iterator[tuple[float, float]]:
    """The points of one part of a clipping path, in points."""
    x, y = c_float(), c_float()
    for number in range(pdfium.clip_segment_count(path, part)):
        segment = c_void_p(pdfium.clip_segment(path, part, number))
        if pdfium.segment_point(segment, byref(x), byref(y)):
            yield x.value, y.value

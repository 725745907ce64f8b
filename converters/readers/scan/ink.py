"""Lines of text inside a box, by their ink."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .blots import Mask, components
from .detector import Gray, PixelBox

_SPECK = 6
"""Pixels of ink below which a blot is dust."""
_FRAGMENT = 0.45
"""Share of the tallest line's height below which a run of ink is a part of a line."""
_INTRUDER = 0.4
"""Share of the tallest run's height below which one at the edge of a box is of another line."""
_MAIN = 0.35
"""Share of a box's height from which ink that does not touch its edges is the line's."""
_ABOVE, _BESIDE = 0.2, 0.3
"""Margin around the ink that the recogniser reads best with, as shares of the ink's height."""


def text_box(ink: Mask, box: PixelBox) -> PixelBox:
    """The box shrunk from all sides to the ink of its line; unchanged where there is none.

    What reaches in from the lines above and below, apart from the line's own ink, is left out.
    """
    left, top, right, bottom = (max(0, int(side)) for side in box)
    part = _without_specks(ink[top : bottom + 1, left : right + 1])
    runs = _own_rows(part)
    if not runs:
        return box
    first, last = runs[0][0], runs[-1][1]
    columns = np.flatnonzero(part[first:last].any(0))
    return left + float(columns[0]), top + first, left + float(columns[-1]) + 1, top + last


def _own_rows(part: Mask) -> list[tuple[int, int]]:
    """Runs of inked rows without those at the edges that are parts of other lines."""
    runs = _runs(np.flatnonzero(part.any(1)), 1)
    inner = [run for run in runs if run[0] > 0 and run[1] < len(part)]
    if inner and inner[-1][1] - inner[0][0] > _MAIN * len(part):
        return inner
    tallest = max((end - start for start, end in runs), default=0)
    return [run for run in runs if run in inner or run[1] - run[0] > _INTRUDER * tallest]


def cell_lines(ink: Mask, box: PixelBox, em: float) -> list[PixelBox]:
    """Boxes of the lines of text in a cell, from top to bottom, close around their ink."""
    left, top, right, bottom = (round(side) for side in box)
    inset = max(2, round(em * 0.08))
    left, top, right, bottom = left + inset, top + inset, right - inset, bottom - inset
    clean = _without_specks(ink[max(0, top) : bottom, max(0, left) : right])
    if not clean.size:
        return []
    found: list[PixelBox] = []
    for start, end in _rows(clean, max(3, round(em * 0.12))):
        columns = np.flatnonzero(clean[start:end].any(0))
        if len(columns) > 1:
            found.append((left + columns[0], top + start, left + columns[-1] + 1, top + end))
    return found


def stretches(ink: Mask, box: PixelBox) -> int:
    """How many stretches of ink stand beside each other in a box: glyphs that do not touch."""
    left, top, right, bottom = (round(side) for side in box)
    clean = _without_specks(ink[max(0, top) : bottom, max(0, left) : right])
    columns = np.flatnonzero(clean.any(0))
    return 1 + int((np.diff(columns) > 1).sum()) if len(columns) else 0


def crop(gray: Gray, box: PixelBox, em: float) -> Gray:
    """The picture of one line with the margin it reads best with; a dash gets a line's height."""
    left, top, right, bottom = box
    high = bottom - top
    above = max(3.0, high * _ABOVE, (em * 1.1 - high) / 2)
    beside = max(4.0, max(high, em * 0.6) * _BESIDE)
    height, width = gray.shape
    return gray[
        max(0, round(top - above)) : min(height, round(bottom + above)),
        max(0, round(left - beside)) : min(width, round(right + beside)),
    ]


def _without_specks(ink: Mask) -> Mask:
    if not ink.size:
        return ink
    _, labels, stats = components(np.ascontiguousarray(ink))
    keep = stats[:, 4] >= _SPECK
    if keep[1:].all():
        return ink
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def _rows(ink: Mask, gap: int) -> list[tuple[int, int]]:
    """Runs of inked rows; breaks up to `gap` are closed, parts of glyphs (三, i) joined."""
    inked = np.flatnonzero(ink.any(1))
    if not len(inked):
        return []
    runs = _runs(inked, gap)
    tallest = max(end - start for start, end in runs)
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined:
            first, last = joined[-1]
            small = min(end - start, last - first) < tallest * _FRAGMENT
            if small and start - last < tallest * 0.4:
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _runs(inked: NDArray[np.intp], gap: int) -> list[tuple[int, int]]:
    """Start and end of each run of numbers, breaks up to `gap` closed."""
    if not len(inked):
        return []
    breaks = np.flatnonzero(np.diff(inked) > gap)
    starts = [int(inked[0]), *(int(inked[place + 1]) for place in breaks)]
    ends = [*(int(inked[place]) + 1 for place in breaks), int(inked[-1]) + 1]
    return list(zip(starts, ends, strict=True))

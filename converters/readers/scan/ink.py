"""Lines of text inside a box, by their ink."""

from __future__ import annotations

import numpy as np

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
    start, end = _columns(part[first:last])
    return left + float(start), top + first, left + float(end), top + last


def _own_rows(part: Mask) -> list[tuple[int, int]]:
    """Runs of inked rows without those at the edges that are parts of other lines."""
    runs = _runs(_inked(part, 1), 1)
    inner = [run for run in runs if run[0] > 0 and run[1] < len(part)]
    if inner and inner[-1][1] - inner[0][0] > _MAIN * len(part):
        return inner
    tallest = max((end - start for start, end in runs), default=0)
    return [run for run in runs if run in inner or run[1] - run[0] > _INTRUDER * tallest]


def inside_of(box: PixelBox, em: float) -> tuple[int, int, int, int]:
    """A cell without the ink of its rules that is left at its sides."""
    left, top, right, bottom = (round(side) for side in box)
    inset = max(2, round(em * 0.08))
    return max(0, left + inset), max(0, top + inset), right - inset, bottom - inset


def cell_lines(ink: Mask, box: PixelBox, em: float) -> list[PixelBox]:
    """Boxes of the lines of text in a cell, from top to bottom, close around their ink."""
    left, top, right, bottom = inside_of(box, em)
    clean = _without_specks(ink[top:bottom, left:right])
    if not clean.size:
        return []
    found: list[PixelBox] = []
    for start, end in _rows(clean, max(3, round(em * 0.12))):
        first, last = _columns(clean[start:end])
        if last - first > 1:
            found.append((left + first, top + start, left + last, top + end))
    return found


def stretches(ink: Mask, box: PixelBox) -> list[tuple[int, int]]:
    """The stretches of ink beside each other in a box: glyphs that do not touch; without specks."""
    left, top, right, bottom = (round(side) for side in box)
    return stretches_of(_without_specks(ink[max(0, top) : bottom, max(0, left) : right]))


def stretches_of(part: Mask) -> list[tuple[int, int]]:
    """Start and end of the stretches of ink beside each other, from left to right."""
    return _runs(_inked(part, 0), 1)


def crop(gray: Gray, box: PixelBox, em: float) -> Gray:
    """The picture of one line with the margin it reads best with; a dash gets a line's height."""
    left, top, right, bottom = with_margin(box, em)
    height, width = gray.shape
    return gray[
        max(0, round(top)) : min(height, round(bottom)),
        max(0, round(left)) : min(width, round(right)),
    ]


def with_margin(box: PixelBox, em: float) -> PixelBox:
    """What `crop` shows of a box."""
    left, top, right, bottom = box
    high = bottom - top
    above = max(3.0, high * _ABOVE, (em * 1.1 - high) / 2)
    beside = max(4.0, max(high, em * 0.6) * _BESIDE)
    return left - beside, top - above, right + beside, bottom + above


def _without_specks(ink: Mask) -> Mask:
    if not ink.size:
        return ink
    _, labels, stats = components(ink)
    keep = stats[:, 4] >= _SPECK
    if keep[1:].all():
        return ink
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def _rows(ink: Mask, gap: int) -> list[tuple[int, int]]:
    """Runs of inked rows; breaks up to `gap` are closed, parts of glyphs (三, i) joined."""
    runs = _runs(_inked(ink, 1), gap)
    tallest = max((end - start for start, end in runs), default=0)
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


def _inked(part: Mask, axis: int) -> bytes:
    """1 for each row (`axis` 1) or column (0) with ink; bytes are searched fastest."""
    return np.asarray(np.bitwise_or.reduce(part, axis=axis)).tobytes()


def _columns(part: Mask) -> tuple[int, int]:
    """The first column with ink and the one after the last."""
    import cv2

    left, _, width, _ = cv2.boundingRect(part)
    return left, left + width


def _runs(inked: bytes, gap: int) -> list[tuple[int, int]]:
    """Start and end of each run of places that are 1, breaks shorter than `gap` closed."""
    found: list[tuple[int, int]] = []
    start = inked.find(1)
    while start >= 0:
        end = inked.find(0, start)
        end = end if end >= 0 else len(inked)
        if found and start - found[-1][1] < gap:
            start = found.pop()[0]
        found.append((start, end))
        start = inked.find(1, end)
    return found

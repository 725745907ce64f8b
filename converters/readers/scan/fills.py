"""Areas of one tone under text: heads of tables in white on blue, grey rows, boxes.

All that follows looks for ink that is darker than the paper around it. Inside a fill that is
wrong where its text is lighter than it, and at its edges everywhere. So fills are found first and
made white, with what was lighter than them made dark.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .blots import Mask, blots
from .detector import Gray
from .filledges import ALIKE, BELL, CLEAR, LEAST, SLIM, Fill, exact_fill
from .planes import shrunk

_SIDE = 1170
"""Pixels of the longer side of the copy on which fills are sought: A4 at 100 dpi."""
_ROUND = 5
"""Side of the square whose median is the tone at a place, in pixels of a copy half as large: half
of what stands there must be fill, and text never is as dense."""
_PATCH = (4, 4)
"""Height and width there of a part of a fill without text."""
_AROUND, _DENSE = (15, 9), 0.3
"""Width and height of the surroundings of a pixel, and the share of them that must have the tone
of a fill: text on it leaves more, the edges of glyphs elsewhere have less."""
_HOLE, _LIGHT = 36, 0.7
"""Shorter side of a hole at most that text may leave, and the share of it that is light at most:
what is lighter is paper inside a frame."""
_TINTED = 0.86
"""Brightness over that of paper below which a tone is a fill: paler ones hide nothing."""
_TONES = 8
"""Tones of fills that are told apart on a page."""
_WHOLE = 0.9
"""Share of its box that a fill takes which is a single rectangle."""


def find_fills(gray: Gray) -> tuple[Fill, ...]:
    """The fills of a level page, larger ones first."""
    import cv2

    scale = _factor(gray)
    small = shrunk(gray, scale)
    tones, palest = _tones(small)
    if not tones:
        return ()
    gray = np.asarray(cv2.medianBlur(gray, 3), np.uint8)  # noise out, edges where they were
    found: list[Fill] = []
    for tone in tones:
        alike = np.asarray(cv2.inRange(small, (tone - ALIKE,), (tone + ALIKE,)), np.uint8)
        for box in _rectangles(small, _dense(alike), tone):
            fill = exact_fill(gray, box, tone, scale)
            if fill is not None and fill.tone < palest:
                found.append(fill)
    kept: list[Fill] = []
    for fill in sorted(found, key=lambda fill: (-_area(fill), fill.box)):
        if not any(_overlap(fill, other) for other in kept):  # none that is a part of another
            for other in kept:
                fill = _beside(fill, other)
            kept.append(fill)
    return tuple(kept)


def may_have_fills(gray: Gray) -> bool:
    """Whether a coarse look at a page, level or not, shows areas of one tone."""
    return bool(_tones(shrunk(gray, _factor(gray)))[0])


def _factor(gray: Gray) -> int:
    longer: int = max(gray.shape)
    return max(1, round(longer / _SIDE))


def _tones(small: Gray) -> tuple[list[int], float]:
    """The tones of which there are areas with an edge, commonest first, from a coarse look.

    With the grey value below which a tone is a fill.
    """
    import cv2

    coarse = shrunk(small, 2)
    tones = np.asarray(cv2.medianBlur(coarse, _ROUND), np.uint8)
    paper = int(np.searchsorted(np.cumsum(np.bincount(tones.ravel())), 0.95 * tones.size))
    palest = _TINTED * paper
    even = (np.asarray(cv2.absdiff(tones, coarse)) <= ALIKE) & (tones < palest)
    opened = cv2.morphologyEx(even.view(np.uint8), cv2.MORPH_OPEN, np.ones(_PATCH, np.uint8))
    patches = np.asarray(opened, np.bool_)
    if not patches.any():
        return [], palest
    steps = np.asarray(cv2.morphologyEx(tones, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)))
    edges = (steps >= CLEAR).view(np.uint8)
    near = np.asarray(cv2.dilate(edges, np.ones((5, 5), np.uint8)), np.bool_)
    return list(_peaks(np.bincount(tones[patches & near], minlength=256))), palest


def _dense(alike: Mask) -> Mask:
    """Where enough of what is around a pixel has a tone."""
    import cv2

    share = cv2.blur(alike, _AROUND)
    return np.asarray(cv2.threshold(share, 255 * _DENSE, 1, cv2.THRESH_BINARY)[1], np.uint8)


def _peaks(counts: NDArray[np.int64]) -> Iterator[int]:
    """The commonest tones that are clearly apart, commonest first."""
    around = np.convolve(counts, BELL, "same")
    for _ in range(_TONES):
        tone = int(around.argmax())
        if around[tone] < _PATCH[0] * _PATCH[1]:
            return
        yield tone
        around[max(0, tone - ALIKE) : tone + ALIKE + 1] = 0


def _rectangles(small: Gray, near: Mask, tone: int) -> Iterator[tuple[int, int, int, int]]:
    """Rectangles of which a mask is made, holes of text closed: left, top, right, bottom."""
    import cv2

    solid = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    solid = _without_holes(np.asarray(solid, np.uint8), small, tone)
    for left, top, wide, high, area in blots(solid).tolist():
        if min(wide, high) < SLIM - 4 or max(wide, high) < LEAST:
            continue
        if area >= _WHOLE * wide * high:
            yield left, top, left + wide, top + high
            continue
        part = solid[top : top + high, left : left + wide] > 0
        for first, above, last, below in _stacked(part):
            yield left + first, top + above, left + last, top + below


def _without_holes(solid: Mask, small: Gray, tone: int) -> Mask:
    """The mask with what text left open in it."""
    import cv2

    outlines, tree = cv2.findContours(solid, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return solid
    for outline, (_, _, _, outer) in zip(outlines, tree[0], strict=True):
        if outer < 0:
            continue
        left, top, wide, high = cv2.boundingRect(outline)
        inside = small[top : top + high, left : left + wide]
        light = np.count_nonzero(inside > (tone + 255) / 2) / inside.size
        if min(wide, high) <= _HOLE and light <= _LIGHT:
            cv2.drawContours(solid, [outline], -1, (1,), cv2.FILLED)
    return solid


def _stacked(part: NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int]]:
    """Rectangles of rows in which a mask begins and ends at the same places."""
    open_runs: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*part, np.zeros(part.shape[1], np.bool_)]):
        edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
        runs = [(int(a), int(b)) for a, b in edges.reshape(-1, 2) if b - a >= SLIM - 4]
        going_on: dict[tuple[int, int], int] = {}
        for run in runs:
            same = next((old for old in open_runs if _same_run(old, run)), None)
            going_on[same or run] = open_runs.pop(same) if same else y
        for (first, last), above in open_runs.items():
            if min(y - above, last - first) >= SLIM - 4:
                yield first, above, last, y
        open_runs = going_on


def _same_run(old: tuple[int, int], new: tuple[int, int]) -> bool:
    return max(abs(old[0] - new[0]), abs(old[1] - new[1])) <= 4


def _area(fill: Fill) -> int:
    left, top, right, bottom = fill.box
    return (right - left) * (bottom - top)


def _overlap(one: Fill, other: Fill) -> bool:
    wide = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    high = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return wide > 0 and high > 0 and wide * high > 0.5 * min(_area(one), _area(other))


def _beside(fill: Fill, other: Fill) -> Fill:
    """The fill without what of it is on `other`, which goes on at one of its sides."""
    sides = list(fill.box)
    for along, across in ((0, 1), (1, 0)):
        low, high = sides[across], sides[across + 2]
        within = other.box[along] <= sides[along] and sides[along + 2] <= other.box[along + 2]
        if within and other.box[across] < low < other.box[across + 2] < high:
            sides[across] = other.box[across + 2]
        elif within and low < other.box[across] < high < other.box[across + 2]:
            sides[across + 2] = other.box[across]
    left, top, right, bottom = sides
    return Fill((left, top, right, bottom), fill.tone)

"""Photographs of a sheet: the sheet is found before what it lies on, and seen from above.

A camera that is not held level makes the sides of a page converge; no turning makes its lines
level then. The four sides are sought as steps from something darker to the sheet, each along one
straight line. Pictures in which there are none, or none that converge, stay as they are.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .pictures import PagePicture
from .planes import Colours, as_colours, grey_plane

Gray = NDArray[np.uint8]
Points = NDArray[np.float64]
"""Shape (n, 2): x and y."""

_SIDE = 700
"""Pixels of the longer side of the copy on which the sheet is sought, about."""
_STEP = 22
"""How much brighter the sheet is than what it lies on, at its sides, of 255."""
_WIDE = 4
"""Pixels of the copy over which it becomes so."""
_DEEP = 0.4
"""Share of the picture in which a side is sought from its edge."""
_LOOKS = 64
"""Rows or columns in which a side is sought."""
_STRAIGHT, _SHARE = 1.6, 0.7
"""Pixels of the copy from a line within which the looks are on it, and how many must be."""
_CONVERGE, _TURNED = 0.6, 3.5
"""Degrees between opposite sides, or off level, from which a sheet is seen askew."""
_LEAST = 0.3
"""Share of the picture that the sheet fills."""
_INSIDE = 3.0
"""Pixels of the copy at its sides that are left out."""


class Side(NamedTuple):
    """A line: `along` runs with it from 0, `across` is slope * along + start."""

    slope: float
    start: float


def seen_from_above(picture: PagePicture) -> PagePicture:
    """The sheet of a photograph without what it lies on, its corners square."""
    corners = sheet_corners(picture.colours)
    if corners is None:
        return picture
    import cv2

    top, right, bottom, left = (
        math.dist(corners[one], corners[other]) for one, other in ((0, 1), (1, 2), (3, 2), (0, 3))
    )
    width, height = round(max(top, bottom)), round(max(left, right))
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    plane = grey_plane(picture.colours)
    shown = picture.colours if plane is None else plane
    made = np.asarray(
        cv2.warpPerspective(
            shown, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )
    dpi = picture.dpi * max(width, height) / max(picture.colours.shape[:2])
    return PagePicture(picture.number, made if plane is None else as_colours(made), dpi)


def sheet_corners(colours: Colours) -> Points | None:
    """Corners of a sheet seen askew, from the upper left clockwise; None for other pictures."""
    factor = max(1, max(colours.shape[:2]) // _SIDE)
    small = np.ascontiguousarray(colours[::factor, ::factor, 1])  # green is brightness enough
    if not _lies_on_something(small):
        return None
    import cv2

    small = np.asarray(cv2.blur(small, (3, 3)), np.uint8)
    flipped = small[:, ::-1]
    left, right = _side(small), _side(flipped)
    upper, lower = _side(small.T), _side(small[::-1].T)
    if left is None or right is None or upper is None or lower is None:
        return None
    high, wide = small.shape
    right = Side(-right.slope, wide - 1 - right.start)
    lower = Side(-lower.slope, high - 1 - lower.start)
    angles = [math.degrees(math.atan(side.slope)) for side in (left, right, upper, lower)]
    converge = max(abs(angles[0] - angles[1]), abs(angles[2] - angles[3]))
    if converge < _CONVERGE and abs(angles[2] + angles[3]) / 2 < _TURNED:
        return None
    left = Side(left.slope, left.start + _INSIDE)
    right = Side(right.slope, right.start - _INSIDE)
    upper = Side(upper.slope, upper.start + _INSIDE)
    lower = Side(lower.slope, lower.start - _INSIDE)
    corners = np.array(
        [_crossing(a, b) for a, b in ((left, upper), (right, upper), (right, lower), (left, lower))]
    )
    x, y = corners[:, 0], corners[:, 1]
    area = abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2
    return corners * factor if area >= _LEAST * high * wide else None


def _lies_on_something(small: Gray) -> bool:
    """Whether all four edges of the picture are darker than what is inside."""
    high, wide = small.shape
    if min(high, wide) < _LOOKS:
        return False
    inside = float(np.percentile(small[high // 8 : -high // 8, wide // 8 : -wide // 8], 75))
    edges = (small[:2], small[-2:], small[:, :2], small[:, -2:])
    return all(float(np.median(edge)) < inside - _STEP for edge in edges)


def _side(plane: Gray) -> Side | None:
    """The left side of a sheet, x by y; None where there is no straight one."""
    high, wide = plane.shape
    looks = np.linspace(0.06 * high, 0.94 * high, _LOOKS).astype(np.intp)
    rows = plane[looks, : max(int(_DEEP * wide), 2 * _WIDE)].astype(np.float64)
    rise = rows[:, _WIDE:] - rows[:, :-_WIDE]
    steep = rise > _STEP
    found = steep.any(axis=1)
    first = steep.argmax(axis=1)
    # The steepest place of the first rise is where the side runs.
    reach = np.minimum(first[:, None] + np.arange(_WIDE + 1)[None, :], rise.shape[1] - 1)
    places = first + np.take_along_axis(rise, reach, axis=1).argmax(axis=1) + _WIDE / 2
    return _line(looks[found].astype(np.float64), places[found].astype(np.float64))


def _line(along: NDArray[np.float64], across: NDArray[np.float64]) -> Side | None:
    """The line that most looks are on."""
    least = _SHARE * _LOOKS
    if len(along) < least:
        return None
    half = len(along) // 2
    best = np.zeros(len(along), np.bool_)
    for one in range(0, half, 2):
        for other in range(half, len(along), 2):
            slope = (across[other] - across[one]) / (along[other] - along[one])
            near = np.abs(across - across[one] - slope * (along - along[one])) < _STRAIGHT
            if near.sum() > best.sum():
                best = near
    if best.sum() < least:
        return None
    slope, start = np.polyfit(along[best], across[best], 1)
    return Side(float(slope), float(start))


def _crossing(upright: Side, level: Side) -> tuple[float, float]:
    """Where x = upright(y) and y = level(x) meet."""
    y = (level.slope * upright.start + level.start) / (1 - level.slope * upright.slope)
    return upright.slope * y + upright.start, y

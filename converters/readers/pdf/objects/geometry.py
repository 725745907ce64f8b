"""From PDF user space to page space: points, origin at the top left, y downwards, rotation applied.

User space is ISO 32000-1, 8.3.2; rotation and boxes are 14.11.2 and Table 30.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_float, c_void_p
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import pdfium

Boxes = NDArray[np.float64]
"""Shape (n, 4): left, top, right, bottom."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page space."""

_LETTER = (0.0, 0.0, 612.0, 792.0)
"""MediaBox of a page that has none; what pdfium assumes too."""


@dataclass(frozen=True, slots=True)
class PageSpace:
    """The visible box of a page in user space and its rotation."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int
    """Clockwise rotation of the shown page in quarters."""

    @property
    def width(self) -> float:
        """Width of the shown page in points."""
        wide, high = self.right - self.left, self.top - self.bottom
        return high if self.quarter_turns % 2 else wide

    @property
    def height(self) -> float:
        """Height of the shown page in points."""
        wide, high = self.right - self.left, self.top - self.bottom
        return wide if self.quarter_turns % 2 else high

    def boxes(self, user: Boxes) -> Boxes:
        """Boxes left, bottom, right, top in user space as boxes in page space."""
        if not len(user):
            return np.zeros((0, 4))
        x0, y0, x1, y1 = user.T
        if self.quarter_turns == 0:
            sides = (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        elif self.quarter_turns == 1:
            sides = (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        elif self.quarter_turns == 2:
            sides = (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        else:
            sides = (self.top - y1, self.right - x1, self.top - y0, self.right - x0)
        return np.stack(sides, axis=1)


def page_space(page: c_void_p) -> PageSpace:
    """The space of a page: its CropBox clipped to its MediaBox.

    pdfium's bounds take both from the page tree too, where most pages have neither of their own.
    """
    bounds = pdfium.Rectangle()
    if pdfium.page_bounds(page, byref(bounds)):
        left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
        if right - left >= 1 and top - bottom >= 1:
            return PageSpace(left, bottom, right, top, pdfium.page_rotation(page) % 4)
    media = _box(pdfium.media_box, page) or _LETTER
    crop = _box(pdfium.crop_box, page) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media if media[2] - media[0] >= 1 else _LETTER
    return PageSpace(left, bottom, right, top, pdfium.page_rotation(page) % 4)


def _box(getter: object, page: c_void_p) -> tuple[float, float, float, float] | None:
    sides = [c_float() for _ in range(4)]
    if not getter(page, *(byref(side) for side in sides)):  # type: ignore[operator]
        return None
    x0, y0, x1, y1 = (side.value for side in sides)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around `boxes`, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def middles(boxes: Boxes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The middles of boxes, across and down."""
    x: NDArray[np.float64] = (boxes[:, 0] + boxes[:, 2]) / 2
    y: NDArray[np.float64] = (boxes[:, 1] + boxes[:, 3]) / 2
    return x, y


def rounded(box: Box) -> Box:
    """A box in tenths of a point, as origins record it."""
    left, top, right, bottom = box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


class Tenths(dict[float, float]):
    """Numbers in tenths, each worked out and held once: the cells of a table share their sides."""

    def __missing__(self, number: float) -> float:
        tenths = self[number] = round(number, 1)
        return tenths

    def box(self, box: Box) -> Box:
        """A box in tenths of a point, as `rounded` gives it."""
        left, top, right, bottom = box
        return self[left], self[top], self[right], self[bottom]


def meet(box: Box, other: Box) -> bool:
    """Whether two boxes share a place."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def intersection(box: Box, other: Box) -> Box:
    """What two boxes share: with sides the wrong way round where that is nothing."""
    return (
        max(box[0], other[0]),
        max(box[1], other[1]),
        min(box[2], other[2]),
        min(box[3], other[3]),
    )


def overlap(box: Box, other: Box) -> bool:
    """Whether two boxes share more than half of the smaller one."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other))
    return width > 0 and height > 0 and width * height > 0.5 * smaller

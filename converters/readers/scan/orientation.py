"""Which way up a page is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .detector import Gray, PixelBox
from .recogniser import read_lines

_TALL = 1.5
"""Height over width from which a box of text stands on its side."""
_TRIED = 8
_READABLE = 0.9
"""Mean confidence from which a page is surely upright."""


def is_sideways(boxes: Sequence[PixelBox]) -> bool:
    """Whether most of the text runs up or down the page."""
    tall = wide = 0.0
    for left, top, right, bottom in boxes:
        width, height = right - left, bottom - top
        if height > _TALL * width:
            tall += height
        elif width > _TALL * height:
            wide += width
    return tall > wide


def quarter_turn(gray: Gray) -> Gray:
    """The picture turned clockwise by 90 degrees."""
    return np.ascontiguousarray(np.rot90(gray, -1))


def quarter_turned(boxes: Sequence[PixelBox], height: float) -> list[PixelBox]:
    """Boxes on the picture that `quarter_turn` gives for one of `height` pixels."""
    return [(height - bottom, left, height - top, right) for left, top, right, bottom in boxes]


def half_turned(boxes: Sequence[PixelBox], size: tuple[int, int]) -> list[PixelBox]:
    """Boxes on the picture, of `size` (height, width), turned upside down."""
    height, width = size
    return [
        (width - right, height - bottom, width - left, height - top)
        for left, top, right, bottom in boxes
    ]


def is_upside_down(gray: Gray, boxes: Sequence[PixelBox]) -> bool:
    """Whether the text reads better upside down; tried on the longest lines."""
    longest = sorted(boxes, key=lambda box: (box[0] - box[2], box))[:_TRIED]
    if not longest:
        return False
    crops = [
        gray[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        for left, top, right, bottom in longest
    ]
    upright = _mean_confidence(crops)
    if upright >= _READABLE:
        return False
    return _mean_confidence([np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops]) > upright


def _mean_confidence(crops: Sequence[Gray]) -> float:
    chances = [character.confidence for line in read_lines(crops) for character in line.characters]
    return sum(chances) / len(chances) if chances else 0.0

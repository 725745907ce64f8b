"""Which way up a page is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .detector import Gray, PixelBox
from .recogniser import ReadLine, read_lines

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


def is_upside_down(gray: Gray, boxes: Sequence[PixelBox], read: Sequence[ReadLine]) -> bool:
    """Whether the text in `boxes` reads better upside down than it did, which was `read`.

    Most pages read so well as they are that nothing else need be tried; otherwise some lines,
    not the longest, are turned.
    """
    if _mean_confidence(read) >= _READABLE:
        return False
    longest = sorted(zip(boxes, read, strict=True), key=lambda pair: pair[0][0] - pair[0][2])
    tried = longest[len(longest) // 8 :][:_TRIED]
    turned = [
        np.ascontiguousarray(
            gray[int(top) : int(bottom) + 1, int(left) : int(right) + 1][::-1, ::-1]
        )
        for (left, top, right, bottom), _ in tried
    ]
    upright = _mean_confidence([line for _, line in tried])
    return bool(tried) and _mean_confidence(read_lines(turned)) > upright


def _mean_confidence(read: Sequence[ReadLine]) -> float:
    chances = [character.confidence for line in read for character in line.characters]
    return sum(chances) / len(chances) if chances else 0.0

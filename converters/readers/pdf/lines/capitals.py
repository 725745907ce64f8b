"""Drop caps: a large first letter beside the first lines of its paragraph."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ....model import Text
from ..objects.geometry import Box
from ..objects.page import PageObjects
from .segments import Segment

_LARGER = 1.8
"""Times the usual size of the page's characters."""
_MOST = 12
"""Large characters of a page; more of them are titles."""


def drop_caps(page: PageObjects, free: NDArray[np.bool_]) -> list[int]:
    """Places of the characters that are drop caps, among those that `free` marks."""
    characters = page.characters
    places = np.nonzero(free)[0]
    if not len(places):
        return []
    sizes = characters.sizes[places]
    if sizes.max() <= _LARGER * sizes.min():
        return []
    usual = float(np.median(sizes))
    large = places[sizes > _LARGER * usual]
    if not 0 < len(large) <= _MOST:
        return []
    boxes = characters.boxes
    return [
        int(place)
        for place in large
        if chr(characters.codes[place]).isalpha() and _is_beside_lines(boxes, places, place, usual)
    ]


def _is_beside_lines(
    boxes: NDArray[np.float64], places: NDArray[np.intp], place: int, usual: float
) -> bool:
    """Whether at least two lines of text start right of a letter, and none goes on left of it."""
    left, top, right, bottom = boxes[place]
    others = places[places != place]
    middle = (boxes[others, 1] + boxes[others, 3]) / 2
    level = others[(middle > top) & (middle < bottom)]
    near = level[(boxes[level, 0] > right - 1) & (boxes[level, 0] < right + 1.2 * usual)]
    small = near[boxes[near, 3] - boxes[near, 1] < 0.7 * (bottom - top)]
    before = level[(boxes[level, 2] < left + 1) & (boxes[level, 2] > left - 3 * usual)]
    starts = np.unique(np.round(boxes[small, 3] / (0.6 * usual)))
    return len(starts) >= 2 and len(small) == len(near) and not len(before)


def with_drop_caps(page: PageObjects, segments: list[Segment], caps: list[int]) -> list[Segment]:
    """The segments, each cap at the start of the first line beside it.

    A cap without a line beside it is a segment of its own.
    """
    out = list(segments)
    for place in caps:
        box: Box = tuple(page.characters.boxes[place].tolist())
        char = chr(page.characters.codes[place])
        size = float(page.characters.sizes[place])
        beside = [n for n, segment in enumerate(out) if _starts_beside(segment, box)]
        if not beside:
            out.append(Segment.plain(char, page.characters.boxes[[place]], size))
            continue
        first = min(beside, key=lambda number: out[number].box[1])
        for number in beside:
            segment = out[number]
            out[number] = replace(segment, box=(box[0], *segment.box[1:]))
        segment = out[first]
        inlines = (Text(char), *segment.inlines)
        out[first] = replace(segment, text=char + segment.text, inlines=inlines)
    return out


def _starts_beside(segment: Segment, box: Box) -> bool:
    middle = (segment.box[1] + segment.box[3]) / 2
    return box[1] < middle < box[3] and -1 < segment.box[0] - box[2] < 1.5 * segment.size

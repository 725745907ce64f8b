"""Characters that lie across a page without belonging to its text."""

from __future__ import annotations

from ctypes import byref, c_uint, c_void_p

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .page import PageObjects

_LARGE = 24.0
"""Font size in points; watermarks are set larger than text."""
_HUGE = 48.0
_LIGHT = (165, 245)
"""Darkest channel of a very light colour; what is nearly white was made for dark paper."""
_DARK = 160
"""Brightest channel of a fill on which light text is ordinary text."""


def watermark_of(page: PageObjects) -> NDArray[np.bool_]:
    """Which characters of a page, whose handles are open, are a watermark.

    Large text that runs aslant is one, and so is large and very light text on bare paper.
    """
    characters = page.characters
    table = characters.table
    chosen = [number for number, run in enumerate(table) if run.size >= _LARGE]
    found = np.zeros(len(characters.codes), bool)
    for number in chosen:
        run = table[number]
        if run.angle % 90 or _is_light(run.handle):
            mine = characters.runs == number
            if run.angle % 90 or run.size >= _HUGE or _is_crossed(page, mine):
                found |= mine
    if not found.any():
        return found
    found &= ~_on_fill(page, found)
    # All there is on a page is its text, however it is set.
    return found if np.count_nonzero(found) < 0.5 * len(found) else np.zeros(len(found), bool)


def _is_light(handle: int) -> bool:
    if not handle:
        return False
    parts = [c_uint() for _ in range(4)]
    if not pdfium.fill_colour(c_void_p(handle), *(byref(part) for part in parts)):
        return False
    *colour, opacity = (part.value for part in parts)
    shown = [255 - (255 - channel) * opacity // 255 for channel in colour]
    return _LIGHT[0] <= min(shown) < _LIGHT[1]


def _is_crossed(page: PageObjects, mine: NDArray[np.bool_]) -> bool:
    """Whether other text stands on the chosen characters."""
    boxes = page.characters.boxes
    left, top = boxes[mine, :2].min(axis=0)
    right, bottom = boxes[mine, 2:].max(axis=0)
    inside = page.characters.inside((left, top, right, bottom))
    return bool((inside & ~mine).any())


def _on_fill(page: PageObjects, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the chosen characters stand on a dark fill or a picture."""
    drawings = page.drawings
    dark = drawings.fill_colours.min(axis=1, initial=255) < _DARK
    on = np.zeros(len(chosen), bool)
    for box in [*drawings.fills[dark].tolist(), *drawings.images.tolist()]:
        on |= page.characters.inside(box)
    return on & chosen

"""Where text stands on a picture: boxes of lines and words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..pdf.document.sharing import alone
from .memory import give_back
from .sessions import open_session, run_session
from .weights import engine_in_use, find_weights

Gray = NDArray[np.uint8]
"""A picture, shape (height, width), 0 black to 255 white."""
PixelBox = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

_INK = 0.3
_SURE = 0.5
_GROWTH = 1.6
"""The model marks the core of a line; its box grows by this share of area over circumference."""
_STEP = 32
"""Sides of what the model sees are multiples of this."""
_HALF = 0.45
"""Scale from which a picture is halved by way of one twice as large as what the model sees."""
_AROUND, _FAINTEST = 51, 6
"""Ink is darker by so much than the mean of a square of so many pixels around it."""
_LEAST = 0.75
"""Share of the page that the model sees at least."""


def find_text(picture: Gray) -> list[PixelBox]:
    """Boxes of stretches of text, in no order; words far apart have boxes of their own."""
    if engine_in_use() == "tesseract":
        from .tesseract import find_lines

        return find_lines(picture)
    import cv2

    height, width = picture.shape
    scale = find_weights().side / max(height, width)
    rows, columns = (
        max(_STEP, round(length * scale / _STEP) * _STEP) for length in (height, width)
    )
    small = _resized(picture, columns, rows, scale)
    heat = np.zeros((rows, columns), np.float32)
    inked = _inked_part(small)
    heat[inked] = _heat(small[inked].astype(np.float32) / 127.5 - 1)
    mask = cv2.dilate((heat > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]
    sx, sy = width / columns, height / rows
    found: list[PixelBox] = []
    for outline in outlines:
        x, y, w, h = cv2.boundingRect(outline)
        if min(w, h) < 3:
            continue
        shape = np.zeros((h, w), np.uint8)
        cv2.fillPoly(shape, [outline - (x, y)], (1,))
        if cv2.mean(heat[y : y + h, x : x + w], shape)[0] < _SURE:
            continue
        grow = w * h * _GROWTH / (2 * (w + h))
        found.append(
            (
                max(0.0, (x - grow) * sx),
                max(0.0, (y - grow) * sy),
                min(float(width), (x + w + grow) * sx),
                min(float(height), (y + h + grow) * sy),
            )
        )
    return found


def _resized(picture: Gray, columns: int, rows: int, scale: float) -> Gray:
    """The picture in another size.

    A little more than halved it is enlarged first and then halved, which takes a third of the time
    and differs by a sixth of a grey value.
    """
    import cv2

    if _HALF <= scale < 1:
        picture = np.asarray(cv2.resize(picture, (2 * columns, 2 * rows)), np.uint8)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (columns, rows), interpolation=method), np.uint8)


def _inked_part(small: Gray) -> tuple[slice, slice]:
    """The part of the page without its blank margins, whose price the model need not be paid.

    Never less than _LEAST of it: the model judges a page as a whole too, and of one that is full
    of text draws wider boxes. A page with grain has no blank margins.
    """
    import cv2

    around = cv2.blur(small, (_AROUND, _AROUND)).astype(np.int16)
    dark = around - cv2.blur(small, (3, 3)) > _FAINTEST
    rows, columns = small.shape
    across = _stretch(np.asarray(dark.any(0)), round(_LEAST * columns / _STEP) * _STEP)
    needed = _LEAST * rows * columns / (across.stop - across.start)
    return _stretch(np.asarray(dark.any(1)), min(rows, -int(-needed // _STEP) * _STEP)), across


def _stretch(dark: NDArray[np.bool_], least: int) -> slice:
    """The stretch that has all that is dark, at least so long, in whole steps."""
    places = np.flatnonzero(dark)
    if not len(places):
        return slice(0, len(dark))
    first = max(0, int(places[0]) - _STEP) // _STEP * _STEP
    last = min(len(dark), (int(places[-1]) // _STEP + 2) * _STEP)
    last = max(last, min(len(dark), first + least))
    return slice(max(0, min(first, last - least)), last)


def _heat(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much each pixel looks like text, 0 to 1."""
    with alone():
        give_back()
        weights = find_weights()
        session = open_session(weights.detector, arena=weights.arena)
        heat = run_session(session, values[None, None])[0, 0]
        give_back()
    return np.asarray(heat)

"""Shapes of strokes: dead straight ones are rules, tilted frames are stamps, rows may be tilted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask

_RUN, _GRID = 3.0, 4.0
"""Length of a stretch of ink that is a piece of a straight line, in glyph heights; the shorter side
of a grid from which such are looked for, those of a smaller one have to be as long as it."""
_WHOLE: Final = 0.8
"""Share of a side of a small frame that has ink."""
_OUTSIDE: Final = 0.2
"""Share of the ink of rules that may lie outside such stretches."""
_SLIM, _THIN = 0.25, 1.2
"""Shorter side up to which ink is a single stroke, over the longer one and in glyph heights."""
_BENT, _UNEVEN = 0.12, 0.5
"""How far the middle of a rule leaves a straight line, in glyph heights, and how much its thickness
changes, as a share of it, at most."""
_ASLANT: Final = 1.5
"""Degrees off level from which a straight stroke is no rule."""
_FRAMED, _RIM = 0.8, 0.12
"""Share of each side of a frame with ink, and the depth in which it is looked for, over the height
of the frame."""
_FRAME_TILT: Final = 1.5
"""Degrees off level from which a frame is a stamp's."""
_LOW: Final = 2.0
"""Height of a frame at least, in glyph heights."""
_HOLLOW: Final = 0.6
"""Share of its box that the ink of a frame fills at most."""
_FEWEST, _OFF = 5, 0.4
"""Glyphs in a row that tell its tilt, and how far one may be off, in heights of the tallest."""
_BASED, _BAND = 0.5, 0.15
"""Share of the columns of a line of print that end on its base line, and the breadth in which they
do, in heights of the line."""

Corners = NDArray[np.float64]


def is_ruled(ink: Mask, em: float, skew: float) -> bool:
    """Whether ink is made of straight strokes along and down the page, as rules and grids are."""
    import cv2

    level = levelled(ink, skew)
    high, wide = level.shape
    if min(high, wide) <= min(_SLIM * max(high, wide), _THIN * em):
        return _is_rule(ink, em, skew)
    # Turned strokes have steps of a pixel.
    broad = np.asarray(cv2.dilate(np.pad(level, 1), np.ones((3, 3), np.uint8)), np.uint8)[
        1:-1, 1:-1
    ]
    if min(high, wide) > _GRID * em:
        run = round(_RUN * em)
        across = cv2.morphologyEx(broad, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
        down = cv2.morphologyEx(broad, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
        straight = np.asarray(cv2.max(across, down), np.uint8)
    else:
        straight = np.zeros_like(level)
        straight[broad.mean(1) >= _WHOLE] = 1
        straight[:, broad.mean(0) >= _WHOLE] = 1
    outside = cv2.countNonZero(level & (1 - straight))
    return outside <= _OUTSIDE * cv2.countNonZero(level)


def levelled(ink: Mask, skew: float) -> Mask:
    """The ink of a page turned level, close around it."""
    import cv2

    if abs(skew) > 0.1:
        high, wide = ink.shape
        around = round(abs(math.sin(math.radians(skew))) * max(high, wide)) + 1
        padded = np.pad(ink, around)
        size = padded.shape[1], padded.shape[0]
        turn = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), skew, 1)
        ink = np.asarray(cv2.warpAffine(padded, turn, size, flags=cv2.INTER_NEAREST), np.uint8)
    left, top, wide, high = cv2.boundingRect(ink)
    return ink[top : top + high, left : left + wide]


def _is_rule(ink: Mask, em: float, skew: float) -> bool:
    """Whether a single stroke is dead straight, level or upright, and of one thickness."""
    upright = ink.shape[0] > ink.shape[1]
    along = ink.T if upright else ink
    counts = along.sum(0, dtype=np.float64)
    places = np.flatnonzero(counts)
    if len(places) < 3:
        return True
    rows = np.arange(along.shape[0], dtype=np.float64)
    middles = (rows @ along)[places] / counts[places]
    inner = slice(len(places) // 20, len(places) - len(places) // 20)
    places, middles, counts = places[inner], middles[inner], counts[places][inner]
    slope, start = np.polyfit(places, middles, 1)
    # The grain of paper and of JPEG changes a rule from pixel to pixel, a hand more slowly.
    window = np.ones(max(1, round(em))) / max(1, round(em))
    bent = float(np.abs(np.convolve(middles - (slope * places + start), window, "valid")).max())
    uneven = float(np.convolve(counts, window, "valid").std())
    return (
        bent <= max(2.0, _BENT * em)
        and abs(math.degrees(math.atan(slope)) + (skew if upright else -skew)) < _ASLANT
        and uneven < max(1.0, _UNEVEN * float(counts.mean()))
    )


def is_line_of_print(ink: Mask, skew: float) -> bool:
    """Whether connected ink may be a line of glyphs that run into each other."""
    ink = levelled(ink, skew)
    high, wide = ink.shape
    if wide < high:
        return False
    feet = high - 1 - ink[::-1].argmax(0)[ink.any(0)]
    counts = np.bincount(feet, minlength=high + 1)
    band = max(1, round(_BAND * high))
    based = np.convolve(counts, np.ones(band)).max() >= _BASED * len(feet)
    starts = np.diff(np.pad(ink, ((1, 0), (0, 0))).astype(np.int8), axis=0) == 1
    return bool(based and starts.sum(0).mean() > 1.4)


def is_tilted_frame(ink: Mask, em: float, skew: float) -> bool:
    """Whether ink holds four sides of a rectangle that is not level on the page."""
    import cv2

    high, wide = ink.shape
    if min(high, wide) < _LOW * em:
        return False
    outlines = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    if not outlines or float(ink.mean()) > _HOLLOW:
        return False
    outline = max(outlines, key=len)
    corners = np.asarray(cv2.boxPoints(cv2.minAreaRect(outline)), np.float64)
    sides = np.roll(corners, -1, 0) - corners
    lengths = np.hypot(*sides.T)
    if lengths.min() < _LOW * em:
        return False
    longest = sides[int(lengths.argmax())]
    tilt = math.degrees(math.atan2(longest[1], longest[0])) - skew
    tilt = (tilt + 45) % 90 - 45
    return abs(tilt) > _FRAME_TILT and _is_framed(ink, corners, lengths)


def _is_framed(ink: Mask, corners: Corners, lengths: NDArray[np.float64]) -> bool:
    """Whether ink lies all along the four sides between corners."""
    import cv2

    wide, high = round(float(lengths[0])), round(float(lengths[1]))
    target = np.array([(0, 0), (wide, 0), (wide, high)], np.float32)
    turn = cv2.getAffineTransform(corners[:3].astype(np.float32), target)
    flat = np.asarray(cv2.warpAffine(ink, turn, (wide, high), flags=cv2.INTER_NEAREST), np.uint8)
    rim = max(3, round(_RIM * min(wide, high)))
    sides = (flat[:rim].any(0), flat[-rim:].any(0), flat[:, :rim].any(1), flat[:, -rim:].any(1))
    return min(float(side.mean()) for side in sides) >= _FRAMED


def tilt_of_row(boxes: Sequence[tuple[int, int, int, int]], em: float) -> float | None:
    """Degrees by which glyphs in a row fall to the right at least; None where they do not tell.

    Heads, feet and middles must agree: letters with tails tilt one of these, not all.
    """
    glyphs = np.array([box for box in boxes if box[3] - box[1] > 0.4 * em], np.float64)
    if len(glyphs) < _FEWEST:
        return None
    left, top, right, bottom = glyphs.T
    x = (left + right) / 2
    wide = float(x.max() - x.min())
    slopes = [float(np.polyfit(x, y, 1)[0]) for y in (top, bottom, (top + bottom) / 2)]
    if wide < em or min(slopes) < 0 < max(slopes):
        return None
    off = _OFF * float((bottom - top).max()) / wide  # a long row says more than a short one
    sure = max(0.0, min(abs(slope) for slope in slopes) - off)
    return math.degrees(math.atan(math.copysign(sure, slopes[0])))

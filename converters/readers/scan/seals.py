"""Seals among coloured ink, told from text, rules and frames by their shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .blots import blots

Ink = NDArray[np.bool_]
"""Shape (height, width): where a page has ink of one colour."""
_LEAST, _MOST = 1 / 27, 1 / 3.6
"""Sides of a seal, as shares of the longer side of the page: 11 to 82 mm of A4."""
_SLIM = 0.6
"""Shorter side of a seal over its longer one, at least."""
_GAPS = (50, 120, 400)
"""Gaps that strokes of black glyphs leave in a ring, as parts of the page's width."""
_RIM, _SECTORS, _CLOSED = (0.86, 1.1), 36, 0.8
"""Radii, over those of its box, between which a ring has ink; sectors that it is looked at in, and
the share of them that must have some."""
_OUTSIDE = 0.03
"""Share of its ink that a ring may have further out, where letters cross it."""
_STRIP, _INNER, _SOLID = 0.08, 0.1, 0.75
"""Depth of the sides of a square seal, over its own; shares of the area inside them that glyphs
fill at least and at most: frames of tables have less, pictures more."""
_ALIKE, _NEAR = 1.35, 1.2
"""Heights that differ less are those of glyphs of one line; room between such, in heights."""
_MOST_PIECES = 4_000

Box = tuple[int, int, int, int]
"""Left, top, width and height in pixels."""


def seals(ink: Ink, *, square: bool) -> Ink:
    """True within the boxes of seals, all that stands inside them as well.

    A seal is a ring, an oval or (with `square`) a square frame full of glyphs, neither small nor
    large. A ring that stands beside glyphs of its own height is a glyph as they are.
    """
    import cv2

    found = np.zeros_like(ink)
    shown = ink.view(np.uint8)
    left, top, wide, high = cv2.boundingRect(shown)
    around = max(3, ink.shape[1] // min(_GAPS))
    left, top, right, bottom = left - around, top - around, left + wide, top + high
    part = (slice(max(0, top), bottom + around), slice(max(0, left), right + around))
    ink, inside = ink[part], found[part]
    for gap in _GAPS:
        side = max(3, found.shape[1] // gap)
        kernel = np.ones((side, side), np.uint8)
        closed = cv2.morphologyEx(shown[part], cv2.MORPH_CLOSE, kernel)
        boxes = _boxes(np.asarray(closed, np.uint8))
        shaped = {
            box: _is_seal(_cut(ink, box), square) for box in boxes if fits_seal(box, found.shape)
        }
        glyphs = [box for box in boxes if not shaped.get(box)]
        for box in (box for box, is_seal in shaped.items() if is_seal):
            if not any(_of_one_line(box, other) for other in glyphs):
                _cut(inside, box)[:] = True
    return found


def _boxes(mask: NDArray[np.uint8]) -> list[Box]:
    """Those of connected ink; none where there is too much of it for seals to be told."""
    found = blots(mask)
    if len(found) >= _MOST_PIECES:
        return []
    return [(left, top, wide, high) for left, top, wide, high, _ in found.tolist()]


def _cut(ink: Ink, box: Box) -> Ink:
    left, top, wide, high = box
    return ink[top : top + high, left : left + wide]


def fits_seal(box: Box, shape: tuple[int, ...]) -> bool:
    """Whether a box is as large as a seal, and about as wide as high."""
    short, long = sorted(box[2:])
    page = max(shape)
    return page * _LEAST <= short and long <= page * _MOST and short >= _SLIM * long


def _is_seal(ink: Ink, square: bool) -> bool:
    return is_ring(ink) or (square and _is_square(ink))


def is_ring(ink: Ink) -> bool:
    """Whether ink lies all along the ellipse in its box, and hardly any outside."""
    high, wide = ink.shape
    y, x = np.nonzero(ink)
    x, y = (2 * x + 1) / wide - 1, (2 * y + 1) / high - 1
    radius = np.hypot(x, y)
    if (radius > _RIM[1]).mean() > _OUTSIDE:
        return False
    rim = (radius > _RIM[0]) & (radius <= _RIM[1])
    sectors = np.unique(np.arctan2(y[rim], x[rim]) * _SECTORS / (2 * np.pi) // 1)
    return len(sectors) >= _CLOSED * _SECTORS


def _is_square(ink: Ink) -> bool:
    """Whether ink lies all along the four sides of its box, and glyphs fill it."""
    high, wide = ink.shape
    down, across = max(2, round(high * _STRIP)), max(2, round(wide * _STRIP))
    sides = (
        ink[:down].any(axis=0),
        ink[-down:].any(axis=0),
        ink[:, :across].any(axis=1),
        ink[:, -across:].any(axis=1),
    )
    inner = ink[down:-down, across:-across]
    framed = min(float(side.mean()) for side in sides) >= _CLOSED
    return framed and _INNER <= float(inner.mean()) <= _SOLID


def _of_one_line(box: Box, other: Box) -> bool:
    """Whether two boxes stand side by side as glyphs of one size do."""
    left, top, wide, high = box
    beside, over, breadth, tall = other
    shared = min(top + high, over + tall) - max(top, over)
    room = max(left, beside) - min(left + wide, beside + breadth)
    alike = max(high, tall) <= _ALIKE * min(high, tall)
    return alike and shared > 0.6 * high and room < _NEAR * high

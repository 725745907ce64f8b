"""Print of the other side of the sheet that shows through: pale, mirrored, read as nonsense."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .detector import Gray
from .placedlines import PlacedLine

_PALE = 0.35
"""Darkness of such print at most, over that of the usual text of the page."""
_CLEARED = 0.5
"""The same of what is taken out with it at most."""
_UNSURE, _SURE = 0.8, 0.95
"""Confidence up to which a pale line may be nonsense, and from which a line is text."""
_LETTERS = 8
"""Characters of pale nonsense from which it is that of the other side of the sheet."""
_TEXTS = 10
"""Lines of sure text from which the page shows how dark its own print is."""
_OWN = 0.6
"""Darkness over that of the usual text from which ink is the page's own; so are its pale edges."""
_EDGE = 5
"""Pixels of a square around own ink in which its edges lie."""
_NOISE = 8.0
"""Grey values by which grain makes the print of the other side darker."""


def without_reverse(gray: Gray, lines: Sequence[PlacedLine]) -> Gray | None:
    """The page without what shows through from its other side; None where nothing does.

    Lines of that print are far paler than text and most are not read surely. All ink up to their
    darkness becomes white.
    """
    depths = [_darkness(gray, placed) for placed in lines]
    sure = [
        depth
        for depth, placed in zip(depths, lines, strict=True)
        if placed.line.confidence >= _SURE
    ]
    if len(sure) < _TEXTS:
        return None
    usual = float(np.median(sure))
    pale = [
        placed.line
        for depth, placed in zip(depths, lines, strict=True)
        if depth < _PALE * usual and len(placed.line.text) > 1
    ]
    nonsense = [line for line in pale if line.confidence < _UNSURE]
    if sum(len(line.text) for line in nonsense) < _LETTERS or 2 * len(nonsense) <= len(pale):
        return None
    deepest = max(depth for depth in depths if depth < _PALE * usual)
    return _cleared(gray, min(deepest + _NOISE, _CLEARED * usual), _OWN * usual)


def _cleared(gray: Gray, most: float, own: float) -> Gray:
    """The page without ink up to a darkness, but for the edges of ink from another one on."""
    import cv2

    dark = np.asarray(gray < 255 - own, np.uint8)
    near = cv2.dilate(dark, np.ones((_EDGE, _EDGE), np.uint8)) > 0
    return np.where((gray >= 255 - most) & ~near, 255, gray).astype(np.uint8)


def _darkness(gray: Gray, placed: PlacedLine) -> float:
    """How dark the darkest twentieth of the pixels of a line is."""
    left, top, right, bottom = (max(0, round(side)) for side in placed.box)
    part = gray[top : bottom + 1, left : right + 1]
    return 255.0 - float(np.percentile(part, 5)) if part.size else 0.0

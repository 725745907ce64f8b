"""A page of pixels made ready: seals out, paper white, lines level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .detector import Gray
from .pictures import Colours

_LEVEL = 0.06
"""Degrees below which a page is left as it is."""
_SEAL = 45
"""How much redder than green and blue the ink of a seal is, of 255."""
_SEAL_SHARE = 0.0005
"""Share of the page from which red ink is a seal and not a coloured word."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page that can be read, and what was done to it."""

    gray: Gray
    skew: float
    """Degrees by which it was turned clockwise to be level."""
    seal: bool
    """Whether red ink over the page was taken out."""


def prepare(colours: Colours) -> Prepared:
    """The page in grey, without seals and shade, level."""
    gray, seal = _without_seal(colours)
    gray = _even(gray)
    angle = find_skew(gray)
    if abs(angle) >= _LEVEL:
        gray = turned(gray, angle)
    else:
        angle = 0.0
    return Prepared(gray, angle, seal)


def _without_seal(colours: Colours) -> tuple[Gray, bool]:
    """Grey values; where ink is red the red light it reflects, in which seals do not show."""
    import cv2

    gray = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), np.uint8)
    red = colours[:, :, 0]
    others = np.maximum(colours[:, :, 1], colours[:, :, 2])
    redder = (red.astype(np.int16) - others) > _SEAL
    if redder.mean() < _SEAL_SHARE:
        return gray, False
    reach = cv2.dilate(redder.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    lit: Gray = np.where(reach, np.maximum(gray, red), gray)
    return lit, True


def _even(gray: Gray) -> Gray:
    """The page on white paper: shadows and grey backgrounds divided out.

    The paper's brightness at a place is that of the bright pixels around it, found on a small
    copy, so that glyphs and rules do not count.
    """
    import cv2

    height, width = gray.shape
    small = cv2.resize(
        gray, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA
    )
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    if int(paper.min()) > 245:
        return gray
    full = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(gray, np.maximum(full, 32), scale=255), np.uint8)


def find_skew(gray: Gray) -> float:
    """Degrees by which the page must turn to be level, between -4 and 4.

    The level page is the one whose rows differ most from their neighbours in ink.
    """
    import cv2

    height, width = gray.shape
    scale = 700 / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    ink = cv2.bitwise_not(cv2.resize(gray, size, interpolation=cv2.INTER_AREA))
    ink = cv2.subtract(ink, cv2.blur(ink, (41, 41)))
    half = max(1, size[0] // 2), max(1, size[1] // 2)
    small = np.asarray(cv2.resize(ink, half, interpolation=cv2.INTER_AREA), np.uint8)
    best = 0.0
    for picture, reach, step in ((small, 4.0, 0.5), (ink, 0.5, 0.1), (ink, 0.1, 0.03)):
        angles = np.arange(best - reach, best + reach + 1e-6, step).tolist()
        shown = np.asarray(picture, np.uint8)
        sharpness = [_sharpness(shown, angle) for angle in angles]
        best = float(angles[int(np.argmax(sharpness))])
    return best


def _sharpness(ink: Gray, angle: float) -> float:
    import cv2

    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    level = cv2.warpAffine(ink, matrix, (width, height))
    rows = cv2.reduce(level, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0]
    return float((np.diff(rows).astype(np.float64) ** 2).sum())


def turned(gray: Gray, angle: float) -> Gray:
    """The picture turned around its middle by `angle` degrees, the same size."""
    import cv2

    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    level = cv2.warpAffine(
        gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(level, np.uint8)

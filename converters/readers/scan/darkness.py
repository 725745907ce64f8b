"""Where a page is darker than its paper, and how much grain the paper has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .blots import Mask
from .detector import Gray

_AROUND = 51
"""Side in pixels of the square around a pixel whose mean is its paper."""
_GRAINY = 3.0
"""Standard deviation of grey values of the paper from which noise is smoothed away."""
_SMOOTHED = 1.0
"""How far, in pixels."""
_WHITE = 250
"""Grey value from which paper is cut off and shows no noise."""
_EXACT = 1 << 24
"""Numbers up to which OpenCV counts without rounding."""


def inked(gray: Gray) -> Mask:
    """1 where a pixel is clearly darker than the paper around it."""
    return dark(*smooth(gray))


def dark(gray: Gray, grain: float) -> Mask:
    """The same for a picture of so much grain."""
    import cv2

    depth = np.asarray(cv2.subtract(cv2.blur(gray, (_AROUND, _AROUND)), gray), np.uint8)
    faintest = max(8.0, 5 * grain)
    counts = _histogram(depth)
    counts[: int(faintest) + 1] = 0
    least = max(12.0, faintest, _median(counts) * 0.5) if counts.any() else 12.0
    return greater(depth, least)


def greater(values: Gray, least: float) -> Mask:
    """1 where a value is greater."""
    import cv2

    return np.asarray(cv2.threshold(values, least, 1, cv2.THRESH_BINARY)[1], np.uint8)


def smooth(gray: Gray) -> tuple[Gray, float]:
    """The picture with grain smoothed, and the grain that is left."""
    import cv2

    grain = _grain(gray)
    if grain <= _GRAINY:
        return gray, grain
    gray = np.asarray(cv2.GaussianBlur(gray, (0, 0), _SMOOTHED), np.uint8)
    return gray, _grain(gray)


def _grain(gray: Gray) -> float:
    """Standard deviation of the noise of the paper, from differences of neighbouring pixels."""
    import cv2

    if gray.shape[1] < 2:
        return 0.0
    left, right = gray[::3, :-1], gray[::3, 1:]
    steps = np.asarray(cv2.absdiff(left, right), np.uint8)
    shown = np.asarray(cv2.inRange(cv2.max(left, right), (0,), (_WHITE - 1,)), np.uint8)
    enough = cv2.countNonZero(shown) > 0.2 * steps.size
    counts = _histogram(steps, shown if enough else None)
    return _median(counts) * 1.0484  # of differences: 1.4826 over the root of two


def _histogram(values: Gray, mask: Mask | None = None) -> NDArray[np.int64]:
    """How many pixels have each of 256 values, among those where `mask` is set."""
    import cv2

    step = max(1, _EXACT // max(1, values.shape[1]))
    counts = np.zeros(256, np.int64)
    for top in range(0, len(values), step):
        rows = slice(top, top + step)
        part = None if mask is None else mask[rows]
        counts += cv2.calcHist([values[rows]], [0], part, [256], [0, 256]).ravel().astype(np.int64)
    return counts


def _median(counts: NDArray[np.int64]) -> float:
    """The median of values of which there are so many each; half way where it is between two."""
    below = np.cumsum(counts)
    number = int(below[-1])
    middle = np.searchsorted(below, [(number - 1) // 2, number // 2], side="right")
    return float(middle.mean())

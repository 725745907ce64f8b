"""Light on a page: shadows and grey backgrounds divided out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .detector import Gray
from .planes import shrunk

_COPY = 8
"""Pixels along both sides that are one in the copy on which the paper is looked at."""
_SAMPLED = 4
"""Pixels along both sides of which one is looked at to tell a negative."""
_NEGATIVE, _STANDS_OUT, _TOLD = 110, 60, 0.005
"""Grey value of the paper of a negative at most, by how much text differs from it at least, and the
share of the page that does."""
_DARKEST = 32
"""Brightness of paper at least: what is darker is no paper."""
_WHITE = 245
"""Brightness of paper on which nothing need be done."""
_ROUGHLY = (0.75, 0.85, 0.92, 0.95)
"""Brightness over that of the light from which a place is paper, in steps as the light is known
better."""


_SHADED, _LARGE = 0.86, 0.15
"""Brightness over that of the light below which a place is a fill or in a shadow, and the share of
the page that is, from which shadows are sought."""
_STEEP = 0.035
"""Change of the logarithm of brightness from one pixel of the copy to the next at the edge of a
fill, at least; shadows of hands and cameras are softer."""


def positive(gray: Gray) -> Gray:
    """The page with dark text on light paper: a negative, as of microfilm, turned about.

    A page in bad light is as dark, but what stands out on it is darker still.
    """
    some = gray[::_SAMPLED, ::_SAMPLED]
    counts = np.bincount(some.ravel(), minlength=256)
    middle = int(np.searchsorted(np.cumsum(counts), some.size / 2))
    if middle >= _NEGATIVE:
        return gray
    lighter, darker = counts[middle + _STANDS_OUT :].sum(), counts[: max(0, middle - _STANDS_OUT)]
    told = lighter >= _TOLD * some.size and lighter > darker.sum()
    return 255 - gray if told else gray


def even(gray: Gray) -> Gray:
    """The page on white paper: shadows and grey backgrounds divided out.

    The paper's brightness at a place is that of the bright pixels around it, found on a small
    copy, so that glyphs and rules do not count.
    """
    paper = _paper(gray)
    return gray if int(paper.min()) > _WHITE else _divided(gray, paper)


def evenly_lit(gray: Gray) -> Gray:
    """The page with the light on it divided out, and not the tones of fills.

    Light changes slowly over the whole page, as a surface of the third degree; what is darker than
    that is no paper.
    """
    paper = _paper(gray).astype(np.float64)
    y, x = (2 * np.indices(paper.shape) / np.array(paper.shape)[:, None, None] - 1).reshape(2, -1)
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y, x**3, y**3], 1)
    values, light = paper.ravel(), np.full(paper.size, paper.max())
    for share in _ROUGHLY:
        bright = values >= share * light
        if bright.sum() > terms.shape[1]:
            light = terms @ np.linalg.lstsq(terms[bright], values[bright], rcond=None)[0]
    if (values < _SHADED * light).mean() > _LARGE:
        light = _slow_changes(paper).ravel()
    surface = np.clip(light, _DARKEST, 255).astype(np.uint8).reshape(paper.shape)
    return gray if int(surface.min()) > _WHITE else _divided(gray, surface)


def _slow_changes(paper: NDArray[np.float64]) -> NDArray[np.float64]:
    """The light where a shadow lies over the page: what changes step by step, and no steps.

    Slopes of the logarithm that are steep are those of fills and are left out; the sum of all
    others is the light (a Poisson equation, solved by cosines).
    """
    import cv2

    high, wide = (side - side % 2 for side in paper.shape)  # cosines of OpenCV need even sides
    logs = np.log(np.maximum(paper[:high, :wide], 1))
    slopes = [np.diff(logs, axis=axis) for axis in (0, 1)]
    for slope in slopes:
        slope[np.abs(slope) > _STEEP] = 0
    down, right = slopes
    sums = np.zeros_like(logs)
    sums[:-1] += down
    sums[1:] -= down
    sums[:, :-1] += right
    sums[:, 1:] -= right
    waves = [2 * np.cos(np.pi * np.arange(side) / side) for side in (high, wide)]
    scale = waves[0][:, None] + waves[1][None, :] - 4
    scale[0, 0] = 1
    level = cv2.dct(sums) / scale
    level[0, 0] = 0
    found = cv2.idct(level)
    found = np.exp(found + np.percentile(logs - found, 95))
    return np.asarray(
        cv2.copyMakeBorder(
            found, 0, paper.shape[0] - high, 0, paper.shape[1] - wide, cv2.BORDER_REPLICATE
        ),
        np.float64,
    )


def _paper(gray: Gray) -> Gray:
    """How bright the bright pixels around a place are, on a copy an eighth as wide."""
    import cv2

    small = shrunk(gray, _COPY)
    return np.asarray(cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21), np.uint8)


def _divided(gray: Gray, paper: Gray) -> Gray:
    """The page over the brightness of its paper, given for a smaller copy."""
    import cv2

    full = cv2.resize(paper, gray.shape[::-1], interpolation=cv2.INTER_LINEAR)
    if int(paper.min()) < _DARKEST:
        full = np.maximum(full, _DARKEST)
    return np.asarray(cv2.divide(gray, full, scale=255), np.uint8)

"""A page of pixels made ready: seals and streaks out, paper white, lines level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .clearfills import without_fills
from .colouredmarks import without_coloured_marks
from .detector import Gray
from .filledges import Fill
from .fills import may_have_fills
from .light import even, evenly_lit, positive
from .marks import Marked
from .planes import Colours, grey_plane
from .seals import seals
from .streaks import without_streaks
from .turning import turned
from .weights import engine_in_use

Ink = NDArray[np.uint8] | NDArray[np.float32]
"""How dark each pixel is."""

_LEVEL = 0.06
"""Degrees below which a page is left as it is."""
_SKEWED = 700
"""Pixels of the longer side of the copy on which skew is sought."""
_SQUEEZED, _COMPARED = 8, 3
"""Pixels of a row of it that are taken together, and angles that are compared without that."""
_SEAL = 45
"""How much brighter than in other colours the ink of a seal is in its own, of 255."""
_ROWS = 64
"""Rows in which a page is searched for colours at a time."""
_SEAL_SHARE = 0.0002
"""Share of the page with ink of one colour below which there is no seal."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page that can be read, and what was done to it."""

    gray: Gray
    skew: float
    """Degrees by which it was turned clockwise to be level."""
    seal: str
    """Colours of the ink over the page that was taken out; empty where there was none."""
    fills: tuple[Fill, ...] = ()
    """Areas of one tone that were made white."""
    marked: Marked | None = None
    """Coloured marks that were taken out, and the page with them; None where there are none."""


def prepare(colours: Colours) -> Prepared:
    """The page in grey, without seals, streaks, coloured marks, fills and shade, level."""
    bare, seal, taken = _without_seal(colours)
    upright = positive(bare)
    clear = without_streaks(upright)
    white = even(clear)
    angle = find_skew(white, exact=engine_in_use() == "accurate")
    if abs(angle) < _LEVEL:
        angle = 0.0
    marked = None
    if grey_plane(colours) is None and upright is bare:
        marked = without_coloured_marks(colours, clear, angle, taken)
    if marked is not None:
        clear, marked = marked.gray, replace(marked, gray=white).turned(angle)
        white = even(clear)
    if may_have_fills(clear):
        lit = evenly_lit(clear)
        cleared, fills = without_fills(turned(lit, angle) if angle else lit)
        if fills:
            return Prepared(even(cleared), angle, seal, fills, marked)
    return Prepared(turned(white, angle) if angle else white, angle, seal, (), marked)


def _without_seal(colours: Colours) -> tuple[Gray, str, NDArray[np.bool_] | None]:
    """Grey values; where ink is that of a seal the light that it reflects, in which it is white.

    The second value names the colours of seals, the third is true within them. Other coloured ink
    is that of words, rules, pictures or marks and stays. Squares of blue ink are more often
    drawings than seals.
    """
    import cv2

    plane = grey_plane(colours)
    if plane is not None:
        return plane, "", None
    gray = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), np.uint8)
    if _coloured(colours) < _SEAL_SHARE:
        return gray, "", None
    red, green, blue = (np.asarray(plane, np.uint8) for plane in cv2.split(colours))
    found: list[str] = []
    taken: NDArray[np.bool_] | None = None
    redder = cv2.subtract(red, cv2.max(green, blue)) > _SEAL
    bluer = (cv2.subtract(blue, green) > _SEAL) & ~redder
    for name, ink, light in (("Red", redder, red), ("Blue or purple", bluer, blue)):
        if ink.mean() >= _SEAL_SHARE and (where := seals(ink, square=name == "Red")).any():
            gray = _lit(gray, ink & where, light)
            found.append(name)
            taken = where if taken is None else taken | where
    return gray, " and ".join(found), taken


def _coloured(colours: Colours) -> float:
    """Share of the page with red, blue or purple ink, looked at in parts that fit in the cache."""
    import cv2

    found = 0
    for top in range(0, len(colours), _ROWS):
        red, green, blue = cv2.split(colours[top : top + _ROWS])
        strongest = cv2.subtract(cv2.max(red, blue), green)
        found += cv2.countNonZero(cv2.threshold(strongest, _SEAL, 1, cv2.THRESH_BINARY)[1])
    return float(found / max(1, colours.shape[0] * colours.shape[1]))


def _lit(gray: Gray, ink: NDArray[np.bool_], light: Gray) -> Gray:
    """The picture, on and beside `ink` at least as bright as in one colour of light."""
    import cv2

    reach = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(reach, np.maximum(gray, light), gray)


def find_skew(gray: Gray, *, exact: bool = True) -> float:
    """Degrees by which the page must turn to be level, between -4 and 4.

    The level page is the one whose rows differ most from their neighbours in ink. That is looked
    at with some pixels of a row as one, which costs a fraction; the last hundredths are `exact`
    when the best angles are compared once more by all pixels.
    """
    import cv2

    height, width = gray.shape
    scale = _SKEWED / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    dark = cv2.bitwise_not(cv2.resize(_halved(gray), size, interpolation=cv2.INTER_AREA))
    ink = np.asarray(cv2.subtract(dark, cv2.blur(dark, (41, 41))), np.uint8)
    half = max(1, size[0] // 2), max(1, size[1] // 2)
    small = np.asarray(cv2.resize(ink, half, interpolation=cv2.INTER_AREA), np.uint8)
    best = _levelest(small, np.arange(-4.0, 4.0 + 1e-6, 0.5).tolist(), exact=False)
    for reach, step in ((0.5, 0.1), (0.1, 0.03)):
        angles = np.arange(best - reach, best + reach + 1e-6, step).tolist()
        best = _levelest(ink, angles, exact=exact)
    return best


def _halved(gray: Gray) -> Gray:
    """The picture halved while its longer side stays longer than what skew is sought on.

    Halving takes four pixels as one, which is far quicker than any other reduction.
    """
    import cv2

    while max(gray.shape) >= 2 * _SKEWED and min(gray.shape) >= 2:
        high, wide = gray.shape[0] // 2, gray.shape[1] // 2
        even = gray[: 2 * high, : 2 * wide]
        gray = np.asarray(cv2.resize(even, (wide, high), interpolation=cv2.INTER_AREA), np.uint8)
    return gray


def _levelest(ink: Gray, angles: Sequence[float], *, exact: bool) -> float:
    """The angle by which a picture turned has rows that differ most."""
    squeezed, times = _squeezed(ink)
    ranked = sorted(angles, key=lambda angle: -_sharpness(squeezed, angle, times))
    if exact:
        best = sorted(ranked[:_COMPARED])
        ranked = sorted(best, key=lambda angle: -_sharpness(ink, angle, 1.0))
    return ranked[0]


def _squeezed(ink: Gray) -> tuple[Ink, float]:
    """The picture with some pixels of a row as one, and how many times it was wider."""
    import cv2

    height, width = ink.shape
    size = max(1, width // _SQUEEZED), height
    narrow = cv2.resize(ink.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(narrow, np.float32), width / size[0]


def _sharpness(ink: Ink, angle: float, times: float) -> float:
    """How much the rows differ when a picture, `times` wider than `ink`, is turned."""
    import cv2

    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width * times / 2, height / 2), angle, 1)
    matrix = np.asarray(turn, np.float64)
    matrix[0] /= times
    matrix[:, 0] *= times
    level = cv2.warpAffine(ink, matrix, (width, height))
    kind = cv2.CV_32S if ink.dtype == np.uint8 else cv2.CV_32F
    rows = cv2.reduce(level, 1, cv2.REDUCE_SUM, dtype=kind)[:, 0]
    return float((np.diff(rows).astype(np.float64) ** 2).sum())

"""Coloured ink on a page, in pieces that are connected but for the print that cuts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask, blots, components
from .detector import Gray
from .marks import Kind
from .planes import Colours

_ROWS: Final = 64
"""Rows in which a page is searched for colours at a time."""
_CHROMA, _MEAN = 20, 28
"""Least difference between the strongest and the weakest colour of coloured ink, of 255, and of the
colours of a piece of it in the mean."""
_FRINGE: Final = 0.6
"""Share of a piece that lies right beside print, from which it is the fringe that scanners and JPEG
give to print."""
_LEAST: Final = 60
"""Pixels of coloured ink below which there is no mark."""
_MOST_SHARE, _MOST_PIECES = 0.08, 3_000
"""Share of the page with coloured ink, and pieces of it, beyond which it is a picture or a print
in colours."""
_TINTED: Final = 12
"""Difference of the colours of paper from which they are evened first."""
_DARK, _DARKER, _PALER = 110, 0.62, 0.6
"""Value of print at most in all colours, and over that of the strongest colour of the ink above
it; how much of a colour it has at most over that ink."""
_GAP: Final = 0.3
"""Gaps that print leaves in a stroke over it, in glyph heights."""
_SOLID, _THICK = 0.65, 1 / 170
"""Thickness of a stroke of a pen at most, in glyph heights, or over the page's longer side (1.7 mm
of A4) where that is more; what is thicker is an area."""
_AREA: Final = 0.2
"""Share of its ink that is thicker, from which a piece is an area."""
_CORE: Final = 30
"""Percentage of the pixels of ink that are its core."""


@dataclass(slots=True)
class Piece:
    """Connected ink of one colour; strokes that print cuts are one piece."""

    left: int
    top: int
    ink: Mask
    colour: NDArray[np.float64]
    """Mean red, green and blue."""
    crossing: float
    """Share of it that lies at print which it runs over."""
    encloses: bool
    """Whether there is print within its box."""
    beside: bool
    """Whether there is print right beside it."""
    is_area: bool
    """Whether it is thicker than strokes are."""
    over: Mask
    """1 where print lies below it."""
    kind: Kind | None = None

    @property
    def high(self) -> int:
        """Height in pixels."""
        return int(self.ink.shape[0])

    @property
    def wide(self) -> int:
        """Width in pixels."""
        return int(self.ink.shape[1])

    @property
    def right(self) -> int:
        """The first column right of it."""
        return self.left + self.wide

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + self.high


@dataclass(frozen=True, slots=True)
class ColouredInk:
    """The coloured ink of a page."""

    pieces: list[Piece]
    em: float
    """Height of the glyphs of the page, in pixels."""


def coloured_ink(
    colours: Colours, gray: Gray, taken: NDArray[np.bool_] | None
) -> ColouredInk | None:
    """The pieces of ink of one colour each, without what was `taken`; None where there is none.

    `gray` is the same page.
    """
    import cv2

    ink = _coloured(colours)
    if ink is None:
        return None
    if taken is not None:
        ink[taken] = 0
    if not _LEAST <= cv2.countNonZero(ink) <= _MOST_SHARE * ink.size:
        return None
    em = _glyph_height(((gray < _DARK) & (ink == 0)).astype(np.uint8), ink)
    return ColouredInk(_pieces(colours, ink, em), em)


def _coloured(colours: Colours) -> Mask | None:
    """1 where ink has a colour; None where there is none. Paper is taken for white."""
    import cv2

    some = colours[::16, ::16].reshape(-1, 3)
    paper = np.median(some, 0)
    tinted = paper.max() - paper.min() > _TINTED
    gains = paper.max() / np.maximum(paper, 1) if tinted else np.ones(3)
    found: Mask | None = None
    for top in range(0, len(colours), _ROWS):
        planes = list(cv2.split(colours[top : top + _ROWS]))
        if tinted:
            planes = [
                np.asarray(np.clip(plane * gain, 0, 255), np.uint8)
                for plane, gain in zip(planes, gains.tolist(), strict=True)
            ]
        red, green, blue = planes
        most, least = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
        there = cv2.threshold(cv2.subtract(most, least), _CHROMA, 1, cv2.THRESH_BINARY)[1]
        if cv2.countNonZero(there):
            if found is None:
                found = np.zeros(colours.shape[:2], np.uint8)
            found[top : top + _ROWS] = there
    return found


def _glyph_height(print_: Mask, ink: Mask) -> float:
    """Height of the capitals of the page, in pixels: that which most glyphs do not exceed."""
    import cv2

    half = cv2.resize(print_, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_NEAREST)
    found = blots(np.asarray(half, np.uint8))
    high, wide = found[:, 3], found[:, 2]
    glyphs = high[(high > 3) & (wide > 1) & (wide < 3 * high) & (high < 4 * wide)]
    if len(glyphs) < 20:
        return float(max(ink.shape)) / 120
    return float(2 * np.percentile(glyphs, 70))


def _pieces(colours: Colours, ink: Mask, em: float) -> list[Piece]:
    """The pieces of coloured ink, larger than specks."""
    import cv2

    side = max(3, round(_GAP * em)) | 1
    left, top, wide, high = cv2.boundingRect(ink)
    left, top = max(0, left - side), max(0, top - side)
    part = (slice(top, top + high + 2 * side), slice(left, left + wide + 2 * side))
    own = ink[part]
    dark = (cv2.inRange(colours[part], (0, 0, 0), (_DARK, _DARK, _DARK)) > 0).astype(np.uint8)
    # Print over a stroke counts for it where the stroke goes on behind it.
    whole = cv2.morphologyEx(own, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    bridged = own | (dark & np.asarray(whole, np.uint8))
    count, labels, stats = components(bridged)
    if count > _MOST_PIECES:
        return []
    out: list[Piece] = []
    for label, (x, y, w, h, area) in enumerate(stats[1:].tolist(), 1):
        if area < 0.03 * em * em:
            continue
        around = (slice(max(0, y - 2), y + h + 2), slice(max(0, x - 2), x + w + 2))
        piece = (labels[around] == label).astype(np.uint8)
        made = _piece(colours[part][around], piece, own[around] & piece, em, ink.shape)
        if made is not None:
            made.left, made.top = left + around[1].start, top + around[0].start
            aside = slice(max(0, x - round(em)), x + w + round(em))
            there = dark[y : y + h, aside] & (1 - own[y : y + h, aside])
            made.beside = cv2.countNonZero(there) > 0.1 * em * em
            out.append(made)
    return out


def _piece(
    colours: Colours, whole: Mask, coloured: Mask, em: float, page: tuple[int, ...]
) -> Piece | None:
    """A piece at no place yet; None for what is no ink of one colour."""
    import cv2

    counted = cv2.countNonZero(coloured)
    light = colours.max(2)
    if not counted:
        return None
    level = core_level(light[coloured > 0])
    mean = np.array(cv2.mean(colours, coloured & (light <= level + 1))[:3])
    if mean.max() - mean.min() < _MEAN:
        return None
    chroma = light - colours.min(2)
    pale = chroma < _PALER * (mean.max() - mean.min())
    dark = (pale & (light < min(_DARK, _DARKER * level))).astype(np.uint8)
    crossed = cv2.countNonZero(dark & whole)
    beside = cv2.countNonZero(dark) - crossed
    near = np.asarray(cv2.dilate(dark, np.ones((5, 5), np.uint8)), np.uint8)
    if cv2.countNonZero(near & coloured) > _FRINGE * counted and max(whole.shape) < 2 * em:
        return None
    thick = round(max(_SOLID * em, _THICK * max(page)))
    broad = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    return Piece(
        left=0,
        top=0,
        ink=whole,
        colour=mean,
        crossing=crossed / max(1, counted),
        encloses=beside > 0.05 * em * em,
        beside=False,
        over=dark & whole,
        is_area=cv2.countNonZero(np.asarray(broad)) > _AREA * counted,
    )


def core_level(light: NDArray[np.uint8]) -> float:
    """How bright ink is in its own colour, the pale rims of its strokes left out."""
    return float(np.percentile(light, _CORE))

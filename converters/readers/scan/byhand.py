"""Numbers that do not look printed: their digits are like none of those of their page.

A number that a hand wrote into a cell may be read well, and is none of the print all the same. Its
digits are held against those that other numbers of the page have for the same character, made of
one height. Totals in bold and headings find their like, or are too few to differ from all; where
a page has too few numbers to know its font nothing is told but by height.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask
from .detector import Gray
from .own_glyphs import Glyph
from .placedlines import PlacedLine
from .unlike import glyphs_of

_NUMBER: Final = re.compile(r"[-−–+(]?[\d.,]*\d[%)]*")
_SIDE: Final = 16
"""Pixels of the height that all digits are given."""
_MOST: Final = 24
"""Glyphs of one digit that others are compared with at most."""
_FEWEST: Final = 3
"""Numbers with a digit from which the page knows it."""
_LEAST: Final = 0.82
"""Correlation of the digits of a printed number with those of others at least, in the mean."""
_BELOW: Final = 0.12
"""How much below that of most digits of the page it is where a hand wrote it, at least."""
_KNOWN: Final = 0.5
"""Share of the digits of a number that must be known."""
_HEIGHT: Final = 0.2
"""Share by which heights of digits that are printed in one table differ at most."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Digits:
    """Digits on a page, in the order of their lines."""

    lines: NDArray[np.int64]
    characters: NDArray[np.str_]
    vectors: Vectors


def doubted_as_handwritten(gray: Gray, ink: Mask, lines: Sequence[PlacedLine]) -> set[int]:
    """Places of the lines with numbers that are not printed as those around them are."""
    digits = _digits(gray, ink, lines)
    if digits is None:
        return set()
    likeness = _likeness(digits)
    told = ~np.isnan(likeness)
    if not told.any():
        return set()
    usual = float(np.median(likeness[told]))
    found: set[int] = set()
    for line in np.unique(digits.lines[told]).tolist():
        own = digits.lines == line
        known = likeness[own & told]
        if len(known) < _KNOWN * own.sum():
            continue
        mean = float(known.mean())
        if mean < _LEAST and mean < usual - _BELOW and not lines[line].line.settled:
            found.add(line)
    return found


def _digits(gray: Gray, ink: Mask, lines: Sequence[PlacedLine]) -> _Digits | None:
    places: list[int] = []
    characters: list[str] = []
    vectors: list[Vectors] = []
    for place, placed in enumerate(lines):
        text = "".join(placed.line.text.split())
        if placed.angle or _NUMBER.fullmatch(text) is None:
            continue
        for one, glyph in zip(text, glyphs_of(ink, placed.box, len(text)), strict=False):
            if one.isdecimal():
                places.append(place)
                characters.append(one)
                vectors.append(_vector(gray, glyph))
    if not places:
        return None
    return _Digits(np.array(places), np.array(characters), np.array(vectors))


def _vector(gray: Gray, glyph: Glyph) -> Vectors:
    """A glyph in the middle of a square picture, as high as that, of mean 0 and length 1."""
    import cv2

    left, top, right, bottom = glyph
    part = gray[top:bottom, left:right]
    wide = min(_SIDE, max(1, round(_SIDE * part.shape[1] / max(1, part.shape[0]))))
    shown = np.full((_SIDE, _SIDE), 255, np.uint8)
    start = (_SIDE - wide) // 2
    shown[:, start : start + wide] = cv2.resize(part, (wide, _SIDE), interpolation=cv2.INTER_AREA)
    values = shown.ravel().astype(np.float32)
    values -= values.mean()
    return np.asarray(values / max(1.0, float(np.sqrt(values @ values))), np.float32)


def _likeness(digits: _Digits) -> NDArray[np.float32]:
    """Correlation of each digit with the most alike ones of its character in other numbers.

    NaN where the page does not know a character.
    """
    out = np.full(len(digits.lines), np.nan, np.float32)
    for character in np.unique(digits.characters).tolist():
        mine = np.flatnonzero(digits.characters == character)
        if len(np.unique(digits.lines[mine])) <= _FEWEST:
            continue
        known = mine[:: max(1, -(-len(mine) // _MOST))]
        alike = np.einsum("ij,kj->ik", digits.vectors[known], digits.vectors[mine])
        alike[digits.lines[known][:, None] == digits.lines[mine][None]] = -1
        out[mine] = np.sort(alike, 0)[-_FEWEST:].mean(0)
    return out

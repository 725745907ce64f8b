"""Glyphs of numbers that look like others than they were read as: a 7 that was read as a 1.

The recogniser knows all fonts and none well; where glyphs are a few pixels high it is sure of a
wrong one. The page knows its own font: each of its digits stands on it many times, mostly read as
what it is. A glyph that is more like those of another character than like those it was read as
leaves its number in doubt, and so does a point that reaches below the line as a comma does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .blots import Mask
from .detector import Gray, PixelBox
from .ink import stretches, stretches_of
from .own_glyphs import Glyph, Vectors, glyph_vectors, most_alike
from .placedlines import PlacedLine

_NUMBER: Final = re.compile(r"[-−–+(]?[\d.,]*\d[%)]*")
_GROUPED: Final = re.compile(r"[-−–(]?[1-9]\d{0,2}(\.\d{3})+\)?")
_WHOLE: Final = re.compile(r"[-−–(]?\d{1,3}\)?")
_DECIMALS: Final = re.compile(r"[-−–(]?(0\.\d+|\d+\.(\d{1,2}|\d{4,}))%?\)?")
_COARSE: Final = 14
"""Height of digits in pixels from which commas have tails."""
_TOLD: Final = frozenset("0123456789")
_COMPARED: Final = _TOLD | {"%"}
"""Characters whose glyphs are compared."""
_ANY_HEIGHT: Final = frozenset("%()")
_FEWEST: Final = 4
"""Numbers with a digit from which the page knows it."""
_MOST: Final = 16
"""Glyphs of one digit that others are compared with at most."""
_NEAREST: Final = 3
"""Glyphs of one digit whose likeness counts, so that few that were misread do not tell."""
_LIKE: Final = 0.9
"""Correlation from which a glyph is one of another character."""
_MORE: Final = 0.03
"""How much more it is that than what it was read as."""
_SIZE: Final = 0.12
"""Share by which the heights of digits of one font differ at most."""
_BELOW, _ON = 0.12, 0.04
"""How far below the line, in heights of digits, a comma reaches at least and a point at most."""
_HIGH, _LOW = 0.6, 0.5
"""Height of digits over that of the highest glyph at least, and of points and signs at most."""
_PIXELS: Final = 1.5
"""Pixels that it reaches below it at least."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A digit as it stands on the page."""

    line: int
    character: str
    glyph: Glyph


def doubted_by_shape(gray: Gray, ink: Mask, lines: Sequence[PlacedLine]) -> set[int]:
    """Places of the lines with a glyph that is more like those of other characters."""
    shown: list[_Shown] = []
    doubted = _coarse_groups(lines)
    for place, placed in enumerate(lines):
        text = "".join(placed.line.text.split())
        if placed.angle or _NUMBER.fullmatch(text) is None:
            continue
        glyphs = glyphs_of(ink, placed.box, len(text))
        if not _are_those(text, glyphs):
            continue
        if _points_off(text, glyphs):
            doubted.add(place)
        shown += [
            _Shown(place, character, glyph)
            for character, glyph in zip(text, glyphs, strict=True)
            if character in _COMPARED
        ]
    for group in _by_height(shown):
        doubted |= _unlike(gray, group)
    return doubted


def _coarse_groups(lines: Sequence[PlacedLine]) -> set[int]:
    """Places of small numbers with a point before three digits, which may have been a comma.

    The tail of a comma is a pixel or two there. Where other numbers are whole and none has other
    decimals, the point is no decimal one.
    """
    texts = [placed.line.text for placed in lines]
    grouped = [place for place, text in enumerate(texts) if _GROUPED.fullmatch(text)]
    whole = sum(_WHOLE.fullmatch(text) is not None for text in texts)
    if whole < _FEWEST or any(_DECIMALS.fullmatch(text) for text in texts):
        return set()
    return {place for place in grouped if lines[place].box[3] - lines[place].box[1] < _COARSE}


def glyphs_of(ink: Mask, box: PixelBox, count: int) -> list[Glyph]:
    """The stretches of ink beside each other in a box, each close around its ink.

    None where there are not as many as characters. Small points are no larger than dust, so dust
    is left out only where that gives the right number.
    """
    import cv2

    left, top, right, bottom = (max(0, round(side)) for side in box)
    part = ink[top:bottom, left:right]
    runs = next((r for r in (stretches_of(part), stretches(ink, box)) if len(r) == count), [])
    found: list[Glyph] = []
    for start, end in runs:
        _, above, _, high = cv2.boundingRect(part[:, start:end])
        found.append((left + start, top + above, left + end, top + above + high))
    return found


def _are_those(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether points are low and digits high, so that each glyph is that of its character."""
    if not glyphs:
        return False
    high = max(bottom - top for _, top, _, bottom in glyphs)
    for one, (_, top, _, bottom) in zip(text, glyphs, strict=True):
        share = (bottom - top) / high
        if one not in _ANY_HEIGHT and not (share > _HIGH if one in _TOLD else share < _LOW):
            return False
    return True


def _points_off(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether a point reaches below the line as a comma does, or a comma stands on it.

    Some digits reach below it as well in fonts with such; the highest foot is on the line.
    """
    digits = [glyph for one, glyph in zip(text, glyphs, strict=True) if one in _TOLD]
    foot = min(bottom for *_, bottom in digits)
    high = max(bottom - top for _, top, _, bottom in digits)
    for one, (_, _, _, bottom) in zip(text, glyphs, strict=True):
        below = bottom - foot
        if one == "." and below > max(_BELOW * high, _PIXELS):
            return True
        if one == "," and below <= _ON * high:
            return True
    return False


def _by_height(shown: Sequence[_Shown]) -> Iterator[list[_Shown]]:
    """The digits in groups of one height."""
    left = {number: one.glyph[3] - one.glyph[1] for number, one in enumerate(shown)}
    while left:
        middle = float(np.median(list(left.values())))
        group = [number for number, high in left.items() if abs(high / middle - 1) < _SIZE]
        yield [shown[number] for number in group]
        for number in group or list(left):
            del left[number]


def _unlike(gray: Gray, group: Sequence[_Shown]) -> set[int]:
    """Lines with a digit that is more like other digits of a group than like its own."""
    characters = np.array([one.character for one in group])
    lines = np.array([one.line for one in group])
    known = [
        place
        for digit in sorted(_COMPARED)
        if len(np.unique(lines[mine := np.flatnonzero(characters == digit)])) >= _FEWEST
        for place in mine[:: max(1, -(-len(mine) // _MOST))].tolist()
    ]
    if not known:
        return set()
    size = (
        max(bottom - top for _, top, _, bottom in (one.glyph for one in group)) + 4,
        max(right - left for left, _, right, _ in (one.glyph for one in group)) + 4,
    )
    vectors = glyph_vectors(gray, [one.glyph for one in group], size)
    alike = most_alike(vectors[known], vectors, size)
    alike[lines[known][:, None] == lines[None]] = 0
    kinds = sorted(set(characters[known].tolist()))
    best = np.array([_likeness(alike[characters[known] == kind]) for kind in kinds])
    own = np.zeros(len(group), np.float32)
    for row, kind in enumerate(kinds):
        mine = characters == kind
        own[mine] = best[row, mine]
        best[row, mine] = 0
    told = np.isin(characters, kinds)
    other = best.max(0)
    odd = told & (other >= _LIKE) & (other > own + _MORE)
    return set(lines[odd].tolist())


def _likeness(alike: Vectors) -> Vectors:
    """How like the nearest of some known glyphs others are, in the middle."""
    nearest = -np.sort(-alike, 0)[:_NEAREST]
    return np.asarray(nearest.mean(0), np.float32)

"""Numbers told by the page's own glyphs: what was read once is known by its shape again.

On a dense page a fourth of the numbers holds every digit several times. Where the glyphs of such a
part are so alike among each other, and so unlike those of other digits, that shape alone tells
them, it tells the other numbers as well, for a hundredth of what the recogniser costs. Noise, blur
and fonts with digits that are much alike bring the shapes together, and then nothing is told.

A glyph is a stretch of ink. It is compared at the page's own size with each one that was read, by
the correlation of how dark their pixels are, up to one pixel aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask
from .detector import Gray, PixelBox
from .ink import stretches_of
from .points import Reach, hides_a_point, reach
from .sessions import multiplied

Glyph = tuple[int, int, int, int]
"""Left, top, right and bottom of a stretch of ink, in pixels."""
Vectors = NDArray[np.float32]
"""Shape (glyphs, pixels): how dark each pixel of a glyph is, of length 1."""

_ALIKE: Final = 0.95
"""Correlation of two glyphs of one character at least."""
_APART: Final = 0.05
"""How much less that with any glyph of another one is, at least."""
_SOUND: Final = 0.9
"""Share of the known glyphs that those two hold for, from which shapes tell anything."""
_WITNESSES: Final = 2
"""Numbers that a digit was seen in at least, and that must be like a glyph that is told."""
_MOST: Final = 14
"""Glyphs of one character that are compared at most."""
_AT_ONCE: Final = 500
"""Glyphs that are compared with them at a time: pages with thousands would take much memory."""
_OFF: Final = 1.5
"""Pixels by which a glyph's place and sizes differ at most from those of one like it."""
_PALER: Final = 0.8
"""How much paler a glyph may be than one like it."""
_LEFT_OVER: Final = 0.25
"""How dark what lies between and beside the glyphs may be, over the darkest of them."""
_DIGITS: Final = "0123456789"
_CHARACTERS: Final = frozenset(_DIGITS + ".,%")
"""Characters that have one stretch of ink and are told by it; dashes are told by others."""


@dataclass(frozen=True, slots=True)
class Number:
    """The ink of what looks like a number."""

    glyphs: tuple[Glyph, ...]
    box: PixelBox
    """The box of text that it was found in."""
    reaches: tuple[Reach, ...]
    """Of each glyph."""


def number_in(ink: Mask, box: PixelBox, close: PixelBox) -> Number | None:
    """The glyphs in a box of text; `close` is around its ink. None where a side cuts one."""
    import cv2

    left, top, right, bottom = (max(0, int(side)) for side in box)
    part = ink[top : bottom + 1, left : right + 1]
    runs = stretches_of(part)
    if not runs or runs[0][0] == 0 or runs[-1][1] == part.shape[1]:
        return None
    first, last = int(close[1]), int(close[3])
    glyphs: list[Glyph] = []
    reaches: list[Reach] = []
    for start, end in runs:
        blot = ink[first:last, left + start : left + end]
        _, above, _, high = cv2.boundingRect(blot)
        if not high:
            return None
        glyphs.append((left + start, first + above, left + end, first + above + high))
        reaches.append(reach(blot))
    return Number(tuple(glyphs), box, tuple(reaches))


def told_by_shape(
    gray: Gray, known: Sequence[tuple[Number, str]], asked: Sequence[Number]
) -> list[str | None]:
    """What each of the numbers asked for says, by the glyphs of known ones; None where in doubt.

    One that is known itself is told by the others.
    """
    told: list[str | None] = [None] * len(asked)
    seen = [
        (number, text)
        for number, text in known
        if len(text) == len(number.glyphs) and not hides_a_point(text, number.reaches)
    ]
    if not seen or not asked:
        return told
    shapes = _Shapes.of(gray, seen)
    if not shapes.tell():
        return told
    widest = max(_widest_gap(number) for number, _ in seen)
    fit = [
        place
        for place, number in enumerate(asked)
        if _widest_gap(number) <= widest + _OFF and not _left_over(gray, number)
    ]
    sources = {number: source for source, (number, _) in enumerate(seen)}
    glyphs = [
        (sources.get(asked[place], -1), glyph) for place in fit for glyph in _placed(asked[place])
    ]
    said = iter(shapes.told(gray, glyphs))
    for place in fit:
        characters = [next(said) for _ in asked[place].glyphs]
        text = "".join(each or "" for each in characters)
        if all(characters) and not hides_a_point(text, asked[place].reaches):
            told[place] = text
    return told


@dataclass(frozen=True, slots=True)
class _Placed:
    """A glyph and how it stands beside the tallest one of its number."""

    glyph: Glyph
    above: int
    """Pixels from the head of that one down to its own."""
    below: int
    """Pixels from the foot of that one down to its own."""

    @property
    def measures(self) -> tuple[int, int, int]:
        left, _, right, _ = self.glyph
        return self.above, self.below, right - left


def _placed(number: Number) -> list[_Placed]:
    tallest = max(number.glyphs, key=lambda glyph: glyph[3] - glyph[1])
    return [_Placed(glyph, glyph[1] - tallest[1], glyph[3] - tallest[3]) for glyph in number.glyphs]


def _widest_gap(number: Number) -> int:
    return max((after[0] - before[2] for before, after in pairwise(number.glyphs)), default=0)


def _left_over(gray: Gray, number: Number) -> bool:
    """Whether something pale stands between the glyphs or beside them, which is not ink."""
    tallest = max(number.glyphs, key=lambda glyph: glyph[3] - glyph[1])
    _, above, _, foot = tallest
    high = foot - above
    start = max(int(number.box[0]), number.glyphs[0][0] - high // 2)
    end = min(int(number.box[2]), number.glyphs[-1][2] + high // 2)
    bare = gray[above : foot + high // 6, start:end].copy()
    inside = bare[:, max(0, tallest[0] - start) : tallest[2] - start]
    darkest = 255 - int(inside.min(initial=255))
    for left, _, right, _ in number.glyphs:
        bare[:, max(0, left - 2 - start) : right + 2 - start] = 255
    return 255 - int(bare.min(initial=255)) > _LEFT_OVER * darkest


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Glyphs that were read, and how dark their pixels are."""

    characters: NDArray[np.str_]
    sources: NDArray[np.int64]
    """The number that each is of."""
    measures: NDArray[np.int64]
    """Shape (n, 3): see `_Placed`."""
    vectors: Vectors
    lengths: NDArray[np.float32]
    """Of the vectors before they were made of length 1."""
    size: tuple[int, int]
    """Height and width of the pictures that the vectors are."""

    @classmethod
    def of(cls, gray: Gray, known: Sequence[tuple[Number, str]]) -> _Shapes:
        counts: dict[str, int] = {}
        chosen: list[tuple[str, int, _Placed]] = []
        for source, (number, text) in enumerate(known):
            for character, placed in zip(text, _placed(number), strict=True):
                counts[character] = counts.get(character, 0) + 1
                if counts[character] <= _MOST:
                    chosen.append((character, source, placed))
        chosen.sort(key=lambda one: one[:2])
        boxes = [placed.glyph for _, _, placed in chosen]
        size = (
            max(foot - above for _, above, _, foot in boxes) + 4,
            max(right - left for left, _, right, _ in boxes) + 4,
        )
        vectors, lengths = _vectors(gray, boxes, size)
        return cls(
            np.array([character for character, _, _ in chosen]),
            np.array([source for _, source, _ in chosen]),
            np.array([placed.measures for _, _, placed in chosen]),
            vectors,
            lengths,
            size,
        )

    def tell(self) -> bool:
        """Whether shape alone tells these glyphs, and each digit is among them often enough."""
        for digit in _DIGITS:
            if len(np.unique(self.sources[self.characters == digit])) < _WITNESSES:
                return False
        alike = self._alike(self.vectors)
        same = self.characters[:, None] == self.characters[None]
        others = self.sources[:, None] != self.sources[None]
        best = np.where(same & others, alike, 0).max(0)
        wrong = np.where(same, 0, alike).max(0)
        sound = (best >= _ALIKE) & (best - wrong >= _APART)
        return bool(sound.mean() >= _SOUND)

    def told(self, gray: Gray, asked: Sequence[tuple[int, _Placed]]) -> list[str | None]:
        """The character of each glyph, asked for with its source; None where it is in doubt."""
        if not asked:
            return []
        vectors, lengths = _vectors(gray, [placed.glyph for _, placed in asked], self.size)
        alike = self._alike(vectors)
        alike[self.sources[:, None] == np.array([source for source, _ in asked])] = 0
        measures = np.array([placed.measures for _, placed in asked])
        near = (np.abs(self.measures[:, None] - measures[None]) <= _OFF).all(2)
        near &= np.minimum(lengths, self.lengths[:, None]) >= _PALER * np.maximum(
            lengths, self.lengths[:, None]
        )
        best = np.where(near, alike, 0).argmax(0)
        each = np.arange(len(asked))
        # Glyphs stand in the order of their characters, and of those of one in that of numbers.
        starts = np.flatnonzero(np.r_[True, self.characters[1:] != self.characters[:-1]])
        own = np.searchsorted(starts, best, side="right") - 1
        highest = np.maximum.reduceat(alike, starts, 0)
        highest[own, each] = -1
        apart = alike[best, each] - highest.max(0) >= _APART
        new = np.r_[True, self.sources[1:] != self.sources[:-1]]
        new[starts] = True
        numbers = np.flatnonzero(new)
        agree = np.logical_or.reduceat(near & (alike >= _ALIKE), numbers, 0)
        witnesses = np.add.reduceat(
            agree.astype(np.int64), np.searchsorted(numbers, starts), axis=0
        )[own, each]
        known = np.isin(self.characters[best], sorted(_CHARACTERS))
        sure = known & (witnesses >= _WITNESSES) & apart
        texts = self.characters[best].tolist()
        return [
            text if is_sure else None for text, is_sure in zip(texts, sure.tolist(), strict=True)
        ]

    def _alike(self, vectors: Vectors) -> Vectors:
        return most_alike(self.vectors, vectors, self.size)


def most_alike(known: Vectors, others: Vectors, size: tuple[int, int]) -> Vectors:
    """Correlation of each known glyph with each of others, the best of nine places.

    Both are as `glyph_vectors` makes them, of pictures of `size`. Shape (known, others).
    """
    high, wide = size
    pictures = known.reshape(-1, high, wide)
    aside = [np.roll(pictures, (dy, dx), (1, 2)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    rows = np.concatenate(aside).reshape(9 * len(known), high * wide)
    parts = [
        multiplied(rows, np.ascontiguousarray(others[start : start + _AT_ONCE].T))
        for start in range(0, len(others), _AT_ONCE)
    ]
    return np.hstack([part.reshape(9, len(known), -1).max(0) for part in parts])


def glyph_vectors(gray: Gray, glyphs: Sequence[Glyph], size: tuple[int, int]) -> Vectors:
    """How dark the pixels of glyphs are in pictures of one size, given as height and width."""
    return _vectors(gray, glyphs, size)[0]


def _vectors(
    gray: Gray, glyphs: Sequence[Glyph], size: tuple[int, int]
) -> tuple[Vectors, NDArray[np.float32]]:
    """The glyphs, each in the middle of a picture of one size, and how dark each is in all.

    A glyph that is larger than the pictures is nothing, and like none.
    """
    high, wide = size
    out = np.full((len(glyphs), high, wide), 255, np.uint8)
    for place, (left, above, right, foot) in enumerate(glyphs):
        part = gray[max(0, above - 1) : foot + 1, max(0, left - 1) : right + 1]
        down, along = (high - part.shape[0]) // 2, (wide - part.shape[1]) // 2
        if down >= 0 and along >= 0:
            out[place, down : down + part.shape[0], along : along + part.shape[1]] = part
    vectors = np.bitwise_not(out, out=out).reshape(len(glyphs), high * wide).astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    vectors /= np.maximum(lengths, 1)[:, None]
    return vectors, lengths

"""Words, chunks and lines of words, which tables without full rulings are found from."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..objects.wide import ends_wide, is_wide
from .kept import Kept
from .lines import WIDE_GAP
from .onepiece import Extent, extent_of
from .wordspaces import Space, stretched_spaces

IDEOGRAPH = 2
"""Letters of a typewriter face that an ideograph is as wide as."""
TIGHT = 0.6
"""Word space in em up to which words are surely one piece."""
SCRIPTS = 0.25
"""White in em that is set between an ideograph and a letter besides the word space."""


class Word(NamedTuple):
    """Characters of one line with no space between them."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    monospaced: bool
    places: NDArray[np.intp]
    """Places of its characters on the page."""
    italic: bool = False


class Chunk:
    """Neighbouring words with no wide gap between them."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.__dict__["words"] = words

    @Kept
    def words(self) -> tuple[Word, ...]:
        """Its words from left to right."""
        return ()

    @Kept
    def x0(self) -> float:
        """Left side."""
        return self.words[0].x0

    @Kept
    def x1(self) -> float:
        """Right side."""
        return self.words[-1].x1

    @Kept
    def size(self) -> float:
        """Font size of its first word."""
        return self.words[0].size

    @Kept
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join([word.text for word in self.words])


class TextLine:
    """The words of one line from left to right."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.__dict__["words"] = words

    @Kept
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return ()

    @Kept
    def texts(self) -> tuple[str, ...]:
        """The text of each word."""
        return tuple([word.text for word in self.words])

    @Kept
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(self.texts)

    @Kept
    def top(self) -> float:
        """Top of its highest word."""
        return min([word.top for word in self.words])

    @Kept
    def bottom(self) -> float:
        """Bottom of its lowest word."""
        return max([word.bottom for word in self.words])

    @Kept
    def level(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2

    @Kept
    def size(self) -> float:
        """Largest font size."""
        return max([word.size for word in self.words])

    @Kept
    def baseline(self) -> float:
        """Baseline of its largest word."""
        size = self.size
        return next(word.baseline for word in self.words if word.size == size)

    @Kept
    def x0(self) -> float:
        """Left side."""
        return self.words[0].x0

    @Kept
    def x1(self) -> float:
        """Right side."""
        return max([word.x1 for word in self.words])

    @Kept
    def letters(self) -> str:
        """Its words with nothing between them."""
        return "".join([word.text for word in self.words])

    @Kept
    def sides(self) -> tuple[tuple[float, float], ...]:
        """Left and right side of each word."""
        return tuple([(word.x0, word.x1) for word in self.words])

    @Kept
    def extent(self) -> Extent:
        """Where its words stand, and parts of it that may be one piece."""
        return extent_of(self.sides, self.texts, self.chunk_sides, self.size)

    @Kept
    def stretched(self) -> tuple[Space, ...]:
        """Its word spaces if they are stretched alike, else none."""
        return stretched_spaces(self.sides, self.texts, self.size)

    @Kept
    def chunk_sides(self) -> tuple[tuple[float, float, float], ...]:
        """Left side, right side and size of each of `chunks`."""
        return self._sides("chunks", WIDE_GAP)

    @Kept
    def tight_sides(self) -> tuple[tuple[float, float, float], ...]:
        """Left side, right side and size of each of `tight`."""
        return self._sides("tight", TIGHT)

    def _sides(self, name: str, gap: float) -> tuple[tuple[float, float, float], ...]:
        """Those of its chunks of a `name`, which need not be made where nobody asked for them."""
        if name in self.__dict__:
            return tuple([(chunk.x0, chunk.x1, chunk.size) for chunk in self.__dict__[name]])
        words = self.words
        bounds = _bounds(words, gap)
        return tuple(
            [(words[a].x0, words[b - 1].x1, words[a].size) for a, b in itertools.pairwise(bounds)]
        )

    @Kept
    def chunks(self) -> tuple[Chunk, ...]:
        """Its words grouped at wide gaps."""
        return chunks_of(self.words)

    @Kept
    def tight(self) -> tuple[Chunk, ...]:
        """Its words grouped where no gap can part two cells."""
        return chunks_of(self.words, TIGHT)

    def cut(self, tight: tuple[Chunk, ...], chunks: tuple[Chunk, ...]) -> TextLine:
        """The line with its words grouped as given, whatever gaps are between them."""
        line = TextLine(self.words)
        line.__dict__.update(tight=tight, chunks=chunks)
        return line

    def in_one_piece(self) -> TextLine:
        """The line as one chunk, however wide its gaps are."""
        whole = (Chunk(self.words),)
        return self.cut(whole, whole)

    def within(self, left: float, right: float) -> TextLine | None:
        """The line of the words whose middles lie between two sides; None without any."""
        inside = tuple([left <= (x0 + x1) / 2 <= right for x0, x1 in self.sides])
        if all(inside):
            return self
        if not any(inside):
            return None
        part = self._parts.get(inside)
        if part is None:
            words = tuple(itertools.compress(self.words, inside))
            part = self._parts[inside] = TextLine(words)
        return part

    @Kept
    def _parts(self) -> dict[tuple[int, ...], TextLine]:
        """The parts of it that were asked for: the same ones are, again and again."""
        return {}


def _typed_spaces(before: Word, after: Word, space: float) -> int:
    """How many spaces were typed between two words of one typewriter face; 0 for none whole.

    An ideograph is as wide as two of them; so is the one space inside words of two ideographs that
    are set apart: 合　计.
    """
    pitch = min((word.x1 - word.x0) / _cells(word.text) for word in (before, after))
    count = round(space / pitch) if pitch > 0 else 0
    if abs(space - count * pitch) >= 0.1 * pitch:
        return 0
    lone = all(len(word.text) == 1 and _cells(word.text) == IDEOGRAPH for word in (before, after))
    return 1 if lone and count == IDEOGRAPH else count


def is_typed_space(before: Word, after: Word) -> bool:
    """Whether one space stands between two words of a typewriter face: inside a text."""
    if not (before.monospaced and before.text.isalpha() and after.text.isalpha()):
        return False
    return _typed_spaces(before, after, after.x0 - before.x1) == 1


def is_one_typed_space(before: Word, after: Word) -> bool:
    """Whether one space stands between two words of a typewriter face, numbers among them."""
    return before.monospaced and _typed_spaces(before, after, after.x0 - before.x1) == 1


def _cells(text: str) -> int:
    """How many letters of a typewriter face are as wide as a text."""
    return len(text) + (0 if text.isascii() else sum(is_wide(ord(char)) for char in text))


def chunks_of(words: tuple[Word, ...], gap: float = WIDE_GAP) -> tuple[Chunk, ...]:
    """Words grouped at gaps wider than `gap` em."""
    bounds = _bounds(words, gap)
    return tuple([Chunk(words[a:b]) for a, b in itertools.pairwise(bounds)])


def _bounds(words: tuple[Word, ...], gap: float) -> list[int]:
    """Where groups of words start, and one past the last word."""
    starts = [0]
    for place in range(1, len(words)):
        before, after = words[place - 1], words[place]
        size = before.size if before.size < after.size else after.size
        space = after.x0 - before.x1
        typed = _typed_spaces(before, after, space) if before.monospaced else 0
        apart = not typed and space > gap * size
        if apart and space <= (gap + SCRIPTS) * size and _change_script(before, after):
            apart = False
        if typed > 1 or apart:
            starts.append(place)
    return [*starts, len(words)]


def _change_script(before: Word, after: Word) -> bool:
    """Whether a word in letters follows one that ends with an ideograph: a name in both scripts."""
    first = after.text[0]
    return ends_wide(before.text) and first.isalpha() and not is_wide(ord(first))


def parts_within(lines: Sequence[TextLine], left: float, right: float) -> list[TextLine]:
    """The parts of lines between two sides, of those that have one."""
    return [part for line in lines if (part := line.within(left, right)) is not None]

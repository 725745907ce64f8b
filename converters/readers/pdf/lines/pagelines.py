"""The characters of a page to lines of words, each word made when somebody asks for it."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..objects.geometry import Box
from ..objects.page import PageObjects
from .kept import Kept
from .lines import WIDE_GAP, InLines, are_spaces, in_lines
from .narrowgutters import behind_gutters
from .words import IDEOGRAPH, SCRIPTS, TIGHT, Chunk, TextLine, Word

_WORD_GAP = 0.5
"""Gap that ends a word whatever its characters, in em."""
_SCRIPT_GAP = 0.3
"""The same between a wide and a narrow character; typesetters leave a quarter there."""

Sides = tuple[float, float, float]
"""Left side, right side and size of a group of words."""


class _Words:
    """The words of a page in lines, each made when it is asked for: of prose, hardly one is."""

    def __init__(self, page: PageObjects, ordered: InLines) -> None:
        characters, places = page.characters, ordered.places
        self.table = characters.table
        self.places = places
        script = characters.wide[places]
        spaces = are_spaces(script, ordered.marks)
        turns = script != np.concatenate((script[:1], script[:-1]))
        least = np.where(turns, _SCRIPT_GAP, _WORD_GAP) * ordered.ems
        fresh = ordered.starts | spaces | (ordered.gaps > least)
        starts = np.nonzero(fresh)[0]
        self.bounds = [*starts.tolist(), len(places)]
        self.made: list[Word | None] = [None] * len(starts)
        codes = characters.codes[places]
        self.text = codes.astype("<u4").tobytes().decode("utf-32-le", errors="replace")
        boxes = ordered.boxes
        x0, x1 = boxes[starts, 0], np.maximum.reduceat(boxes[:, 2], starts)
        top = np.minimum.reduceat(boxes[:, 1], starts)
        bottom = np.maximum.reduceat(boxes[:, 3], starts)
        base = characters.baselines[places[starts]]
        sizes = characters.sizes[places[starts]]
        self.runs = characters.runs[places[starts]].tolist()
        self.x0: list[float] = x0.tolist()
        self.x1: list[float] = x1.tolist()
        middles = (x0 + x1) / 2
        self.middles: list[float] = middles.tolist()
        self.top: list[float] = top.tolist()
        self.bottom: list[float] = bottom.tolist()
        self.base: list[float] = base.tolist()
        self.sizes: list[float] = sizes.tolist()
        first = np.nonzero(ordered.starts[starts])[0]
        rising = middles[1:] >= middles[:-1]
        rising[first[1:] - 1] = True
        self.rising = bool(rising.all())
        """Whether the middles of the words of every line go from left to right."""
        self.firsts = [*first.tolist(), len(starts)]
        self.line_facts = (
            np.minimum.reduceat(top, first).tolist(),
            np.maximum.reduceat(bottom, first).tolist(),
            np.maximum.reduceat(sizes, first).tolist(),
            np.maximum.reduceat(x1, first).tolist(),
        )
        least = np.minimum(sizes[1:], sizes[:-1])
        gaps = x0[1:] - x1[:-1]
        between = SCRIPTS * _change_script(script, codes, starts[1:])
        wide, tight = (gaps > (most + between) * least for most in (WIDE_GAP, TIGHT))
        monospaced = np.array([run.monospaced for run in self.table], bool)
        if monospaced.any() and (typed := monospaced[self.runs[:-1]]).any():
            cells = np.add.reduceat(1 + script.astype(np.intp), starts)
            many = np.diff(self.bounds)
            lone = (many == 1) & (cells == IDEOGRAPH)
            spaces = _all_typed_spaces(gaps, (x1 - x0) / cells, lone) * typed
            wide, tight = ((spaces > 1) | ((spaces == 0) & part) for part in (wide, tight))
        lines = np.cumsum(ordered.starts, dtype=np.int64)
        behind = behind_gutters(boxes, lines, ordered.gaps[1:], ordered.ems[1:])[starts[1:] - 1]
        wide, tight = wide | behind, tight | behind
        self.wide, self.tight = _starts(wide, first), _starts(tight, first)
        self.wide_sides, self.tight_sides = self._sides(self.wide), self._sides(self.tight)

    def lines(self) -> list[TextLine]:
        """The lines from top to bottom."""
        return [
            _PageLine(self, first, last, top=top, bottom=bottom, size=size, x1=right)
            for first, last, top, bottom, size, right in zip(
                self.firsts[:-1], self.firsts[1:], *self.line_facts, strict=True
            )
        ]

    def words(self, first: int, last: int) -> tuple[Word, ...]:
        """The words from `first` to before `last`."""
        return tuple([self.made[n] or self._word(n) for n in range(first, last)])

    def chunks(self, first: int, last: int, starts: Sequence[int]) -> tuple[Chunk, ...]:
        """These words grouped at `starts`, which are those of all groups of the page in order."""
        bounds = self.bounds_between(first, last, starts)
        if len(bounds) == 2:
            return (_PageChunk(self, first, last),)
        return tuple([_PageChunk(self, a, b) for a, b in itertools.pairwise(bounds)])

    def _sides(self, starts: Sequence[int]) -> list[Sides]:
        """Left side, right side and size of all groups of the page."""
        ends = [*starts[1:], len(self.made)]
        x0, x1, sizes = self.x0, self.x1, self.sizes
        return [(x0[a], x1[b - 1], sizes[a]) for a, b in zip(starts, ends, strict=True)]

    def chunk_sides(
        self, first: int, last: int, starts: Sequence[int], sides: Sequence[Sides]
    ) -> tuple[Sides, ...]:
        """Those of the words from `first` to `last` grouped at `starts`, given those of all."""
        low, high = bisect_left(starts, first), bisect_left(starts, last)
        end = starts[high] if high < len(starts) else len(self.made)
        if low < high and starts[low] == first and end == last:
            return tuple(sides[low:high])
        bounds = self.bounds_between(first, last, starts)
        x0, x1, sizes = self.x0, self.x1, self.sizes
        return tuple([(x0[a], x1[b - 1], sizes[a]) for a, b in itertools.pairwise(bounds)])

    def bounds_between(self, first: int, last: int, starts: Sequence[int]) -> list[int]:
        """The `starts` from word `first` to before `last`, and these two."""
        low, high = bisect_right(starts, first), bisect_left(starts, last)
        return [first, *starts[low:high], last]

    def _word(self, number: int) -> Word:
        a, b = self.bounds[number], self.bounds[number + 1]
        run = self.table[self.runs[number]]
        # A page has hundreds of words: as cheap to make as can be.
        word = self.made[number] = tuple.__new__(
            Word,
            (
                self.text[a:b],
                self.x0[number],
                self.x1[number],
                self.top[number],
                self.bottom[number],
                self.base[number],
                self.sizes[number],
                run.bold,
                run.monospaced,
                self.places[a:b],
                run.italic,
            ),
        )
        return word

    def texts(self, first: int, last: int) -> tuple[str, ...]:
        """The texts of the words from `first` to before `last`."""
        text, bounds = self.text, self.bounds[first : last + 1]
        return tuple([text[a:b] for a, b in itertools.pairwise(bounds)])


def _change_script(
    wide: NDArray[np.bool_], codes: NDArray[np.uint32], starts: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """For each of the words that start at `starts` whether letters follow an ideograph there."""
    first = codes[starts] | 0x20  # small letters for capital ones
    letters = ((first >= ord("a")) & (first <= ord("z"))) | (first >= 0xC0)
    return np.asarray(wide[starts - 1] & ~wide[starts] & letters)


def _all_typed_spaces(
    gaps: NDArray[np.float64], pitches: NDArray[np.float64], lone: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """What `_typed_spaces` says of each gap between words of the `pitches`.

    `lone` are words of one ideograph.
    """
    least = np.minimum(pitches[1:], pitches[:-1])
    pitch = np.where(least > 0, least, np.inf)
    counts = np.rint(gaps / pitch)
    near = np.abs(gaps - counts * np.where(least > 0, least, 0.0)) < 0.1 * least
    counts[(counts == IDEOGRAPH) & lone[1:] & lone[:-1]] = 1.0
    return np.where(near, counts, 0.0)


def _starts(apart: NDArray[np.bool_], first: NDArray[np.intp]) -> list[int]:
    """Words that start a group: those behind a gap, and the `first` ones of lines."""
    starts = np.concatenate(([True], apart))
    starts[first] = True
    return np.nonzero(starts)[0].tolist()


class _PageChunk(Chunk):
    """A chunk of words that are not made yet."""

    def __init__(self, source: _Words, first: int, last: int) -> None:
        self._span = source, first, last
        self.__dict__["x0"] = source.x0[first]
        self.__dict__["x1"] = source.x1[last - 1]
        self.__dict__["size"] = source.sizes[first]

    @Kept
    def words(self) -> tuple[Word, ...]:
        """Its words from left to right."""
        source, first, last = self._span
        return source.words(first, last)

    @Kept
    def text(self) -> str:
        """Its words with spaces between them."""
        source, first, last = self._span
        return " ".join(source.texts(first, last))


class _PageLine(TextLine):
    """A line of words that are not made yet."""

    def __init__(self, source: _Words, first: int, last: int, **facts: float) -> None:
        self._span = source, first, last
        self.__dict__.update(facts, x0=source.x0[first])

    @Kept
    def top(self) -> float:
        """Top of its highest word."""
        source, first, last = self._span
        return min(source.top[first:last])

    @Kept
    def bottom(self) -> float:
        """Bottom of its lowest word."""
        source, first, last = self._span
        return max(source.bottom[first:last])

    @Kept
    def size(self) -> float:
        """Largest font size."""
        source, first, last = self._span
        return max(source.sizes[first:last])

    @Kept
    def x1(self) -> float:
        """Right side."""
        source, first, last = self._span
        return max(source.x1[first:last])

    def within(self, left: float, right: float) -> TextLine | None:
        """The line of the words whose middles lie between two sides; None without any."""
        if left <= self.x0 and self.x1 <= right:
            return self
        source, first, last = self._span
        if source.rising:
            start = bisect_left(source.middles, left, first, last)
            return self._part(start, bisect_right(source.middles, right, start, last))
        inside = [left <= middle <= right for middle in source.middles[first:last]]
        count = inside.count(True)
        start = inside.index(True) if count else 0
        if not all(inside[start : start + count]):
            return TextLine(tuple(itertools.compress(self.words, inside)))
        return self._part(first + start, first + start + count)

    def _part(self, first: int, last: int) -> TextLine | None:
        """The line of the words from `first` to before `last`, made once; None without any."""
        if first == last:
            return None
        source, *span = self._span
        if [first, last] == span:
            return self
        part = self._parts.get((first, last))
        if part is None:
            part = self._parts[first, last] = _PageLine(source, first, last)
        return part

    @Kept
    def words(self) -> tuple[Word, ...]:
        """Its words from left to right."""
        source, first, last = self._span
        return source.words(first, last)

    @Kept
    def texts(self) -> tuple[str, ...]:
        """The text of each word."""
        source, first, last = self._span
        return source.texts(first, last)

    @Kept
    def baseline(self) -> float:
        """Baseline of its largest word."""
        source, first, last = self._span
        largest = source.sizes.index(self.size, first, last)
        return source.base[largest]

    @Kept
    def letters(self) -> str:
        """Its words with nothing between them."""
        source, first, last = self._span
        return source.text[source.bounds[first] : source.bounds[last]]

    @Kept
    def sides(self) -> tuple[tuple[float, float], ...]:
        """Left and right side of each word."""
        source, first, last = self._span
        return tuple(zip(source.x0[first:last], source.x1[first:last], strict=True))

    @Kept
    def chunks(self) -> tuple[Chunk, ...]:
        """Its words grouped at wide gaps."""
        source, first, last = self._span
        return source.chunks(first, last, source.wide)

    @Kept
    def chunk_sides(self) -> tuple[tuple[float, float, float], ...]:
        """Left side, right side and size of each of `chunks`."""
        source, first, last = self._span
        return source.chunk_sides(first, last, source.wide, source.wide_sides)

    @Kept
    def tight_sides(self) -> tuple[tuple[float, float, float], ...]:
        """Left side, right side and size of each of `tight`."""
        source, first, last = self._span
        return source.chunk_sides(first, last, source.tight, source.tight_sides)

    @Kept
    def tight(self) -> tuple[Chunk, ...]:
        """Its words grouped where no gap can part two cells."""
        source, first, last = self._span
        return source.chunks(first, last, source.tight)


def lines_inside(page: PageObjects, box: Box, free: NDArray[np.bool_]) -> list[TextLine]:
    """Lines of the characters in a box, of those that `free` marks, from top to bottom."""
    return text_lines(page, np.nonzero(free & page.characters.inside(box))[0])


def text_lines(page: PageObjects, chosen: NDArray[np.intp]) -> list[TextLine]:
    """Lines of the characters at `chosen`, from top to bottom; made once for each choice."""
    if not len(chosen):
        return []
    known, key = page.characters.known, ("lines", chosen.tobytes())
    if key not in known:
        known[key] = _Words(page, in_lines(page, chosen)).lines()
    return list(known[key])

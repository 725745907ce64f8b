"""Characters to words and lines of words, which tables without full rulings are found from."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .kept import Kept
from .lines import WIDE_GAP, InLines, are_spaces, in_lines
from .page import PageObjects

TIGHT = 0.6
"""Word space in em up to which words are surely one piece."""
_UNIT_GAP = 0.75
"""Gap in em between a number and its sign; a space of a typewriter is 0.6."""
_SIGN_GAP = 0.5
"""Gap in em between a sign and the number that it belongs to."""
_CURRENCIES = "$€£¥￥"
_SIGNS = "+-−±"
_UNITS = frozenset(_CURRENCIES + "%‰％" + _SIGNS)
_WORD_GAP = 0.5
"""Gap that ends a word whatever its characters, in em."""
_SCRIPT_GAP = 0.3
"""The same between a wide and a narrow character; typesetters leave a quarter there."""


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
    def top(self) -> float:
        """Top of its highest word."""
        return min([word.top for word in self.words])

    @Kept
    def bottom(self) -> float:
        """Bottom of its lowest word."""
        return max([word.bottom for word in self.words])

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
    def chunks(self) -> tuple[Chunk, ...]:
        """Its words grouped at wide gaps."""
        return chunks_of(self.words)

    @Kept
    def tight(self) -> tuple[Chunk, ...]:
        """Its words grouped where no gap can part two cells."""
        return chunks_of(self.words, TIGHT)

    def within(self, left: float, right: float) -> TextLine | None:
        """The line of the words whose middles lie between two sides; None without any."""
        inside = [left <= (x0 + x1) / 2 <= right for x0, x1 in self.sides]
        if all(inside):
            return self
        words = tuple(itertools.compress(self.words, inside)) if any(inside) else ()
        return TextLine(words) if words else None


def _typed_spaces(before: Word, after: Word, space: float) -> int:
    """How many spaces were typed between two words of one typewriter face; 0 for none whole."""
    pitch = min((word.x1 - word.x0) / len(word.text) for word in (before, after))
    count = round(space / pitch) if pitch > 0 else 0
    return count if abs(space - count * pitch) < 0.1 * pitch else 0


def chunks_of(words: tuple[Word, ...], gap: float = WIDE_GAP) -> tuple[Chunk, ...]:
    """Words grouped at gaps wider than `gap` em."""
    starts = []
    for place in range(1, len(words)):
        before, after = words[place - 1], words[place]
        size = before.size if before.size < after.size else after.size
        space = after.x0 - before.x1
        typed = _typed_spaces(before, after, space) if before.monospaced else 0
        if typed > 1 or (not typed and space > gap * size):
            starts.append(place)
    bounds = [0, *starts, len(words)]
    return tuple(Chunk(words[a:b]) for a, b in itertools.pairwise(bounds))


def with_units(lines: list[TextLine]) -> list[TextLine]:
    """The lines, numbers and their signs of currency or per cent a space away as one word.

    Signs that stand under each other look like a column else.
    """
    return [TextLine(_with_units(line.words)) if _has_unit(line) else line for line in lines]


def _has_unit(line: TextLine) -> bool:
    return not _UNITS.isdisjoint(line.letters) and any(
        word.text in _UNITS or word.text[-1] in _CURRENCIES for word in line.words
    )


def _with_units(words: tuple[Word, ...]) -> tuple[Word, ...]:
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        near = last is not None and word.x0 - last.x1 < _UNIT_GAP * word.size
        if last is not None and near and _are_one(last, word):
            out[-1] = last._replace(
                text=last.text + word.text,
                x1=word.x1,
                top=min(last.top, word.top),
                bottom=max(last.bottom, word.bottom),
                places=np.concatenate((last.places, word.places)),
            )
        else:
            out.append(word)
    return tuple(out)


def _are_one(before: Word, after: Word) -> bool:
    """Whether one of two words is a number and the other one its sign."""
    if after.text in _UNITS:
        return after.text not in _SIGNS and before.text[-1].isdigit()
    if not after.text[0].isdigit():
        return False
    close = after.x0 - before.x1 < _SIGN_GAP * after.size
    return (before.text[-1] in _CURRENCIES and len(before.text) < 4) or (
        before.text in _SIGNS and close
    )


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
        boxes = characters.boxes[places]
        x0, x1 = boxes[starts, 0], np.maximum.reduceat(boxes[:, 2], starts)
        top = np.minimum.reduceat(boxes[:, 1], starts)
        bottom = np.maximum.reduceat(boxes[:, 3], starts)
        base = characters.baselines[places[starts]]
        sizes = characters.sizes[places[starts]]
        self.runs = characters.runs[places[starts]].tolist()
        self.x0: list[float] = x0.tolist()
        self.x1: list[float] = x1.tolist()
        self.top: list[float] = top.tolist()
        self.bottom: list[float] = bottom.tolist()
        self.base: list[float] = base.tolist()
        self.sizes: list[float] = sizes.tolist()
        first = np.nonzero(ordered.starts[starts])[0]
        self.firsts = [*first.tolist(), len(starts)]
        self.line_facts = (
            np.minimum.reduceat(top, first).tolist(),
            np.maximum.reduceat(bottom, first).tolist(),
            np.maximum.reduceat(sizes, first).tolist(),
            np.maximum.reduceat(x1, first).tolist(),
        )
        least = np.minimum(sizes[1:], sizes[:-1])
        gaps = x0[1:] - x1[:-1]
        wide, tight = gaps > WIDE_GAP * least, gaps > TIGHT * least
        typed = np.array([self.table[run].monospaced for run in self.runs[:-1]], bool)
        if typed.any():
            spaces = _all_typed_spaces(gaps, (x1 - x0) / np.diff(self.bounds)) * typed
            wide, tight = ((spaces > 1) | ((spaces == 0) & part) for part in (wide, tight))
        self.wide, self.tight = _starts(wide, first), _starts(tight, first)

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
        low, high = bisect_right(starts, first), bisect_left(starts, last)
        if low == high:
            return (_PageChunk(self, first, last),)
        bounds = [first, *starts[low:high], last]
        return tuple([_PageChunk(self, a, b) for a, b in itertools.pairwise(bounds)])

    def _word(self, number: int) -> Word:
        a, b = self.bounds[number], self.bounds[number + 1]
        run = self.table[self.runs[number]]
        word = self.made[number] = Word(
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
        )
        return word


def _all_typed_spaces(
    gaps: NDArray[np.float64], pitches: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What `_typed_spaces` says of each gap between words of the `pitches`."""
    least = np.minimum(pitches[1:], pitches[:-1])
    pitch = np.where(least > 0, least, np.inf)
    counts = np.rint(gaps / pitch)
    near = np.abs(gaps - counts * np.where(least > 0, least, 0.0)) < 0.1 * least
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
        inside = [left <= (x0 + x1) / 2 <= right for x0, x1 in self.sides]
        count = sum(inside)
        if count == len(inside):
            return self
        start = inside.index(True) if count else 0
        if not all(inside[start : start + count]):
            return TextLine(tuple(itertools.compress(self.words, inside)))
        source, first, _ = self._span
        return _PageLine(source, first + start, first + start + count) if count else None

    @Kept
    def words(self) -> tuple[Word, ...]:
        """Its words from left to right."""
        source, first, last = self._span
        return source.words(first, last)

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
    def tight(self) -> tuple[Chunk, ...]:
        """Its words grouped where no gap can part two cells."""
        source, first, last = self._span
        return source.chunks(first, last, source.tight)


def text_lines(page: PageObjects, chosen: NDArray[np.intp]) -> list[TextLine]:
    """Lines of the characters at `chosen`, from top to bottom."""
    return _Words(page, in_lines(page, chosen)).lines() if len(chosen) else []


def with_marks(lines: list[TextLine]) -> list[TextLine]:
    """The lines, superscripts that stand on the line above their word moved down to it.

    Beside a wrapped text aligned to the middle, raised marks are level with its upper line.
    """
    out = list(lines)
    for number, (above, below) in enumerate(itertools.pairwise(lines)):
        if below.baseline - above.baseline > below.size:
            continue
        moved = [
            word
            for word in out[number].words
            if word.size < 0.85 * below.size
            and any(
                -0.1 < (word.x0 - base.x1) / base.size < 0.3 and base.size > word.size
                for base in below.words
            )
        ]
        kept = tuple(
            word for word in out[number].words if all(word is not other for other in moved)
        )
        if moved and kept:
            words = sorted((*below.words, *moved), key=lambda word: word.x0)
            out[number], out[number + 1] = TextLine(kept), TextLine(tuple(words))
    return out

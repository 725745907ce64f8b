"""Characters to words and lines of words, which tables without full rulings are found from."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .kept import Kept
from .lines import WIDE_GAP, are_spaces, in_lines
from .page import PageObjects

TIGHT = 0.6
"""Word space in em up to which words are surely one piece."""
_UNIT_GAP = 0.75
"""Gap in em between a number and its sign; a space of a typewriter is 0.6."""
_CURRENCIES = "$€£¥￥"
_UNITS = frozenset(_CURRENCIES + "%‰％")
_WORD_GAP = 0.5
"""Gap that ends a word whatever its characters, in em."""


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


@dataclass(frozen=True)
class Chunk:
    """Neighbouring words with no wide gap between them."""

    words: tuple[Word, ...]

    @Kept
    def x0(self) -> float:
        """Left side."""
        return self.words[0].x0

    @Kept
    def x1(self) -> float:
        """Right side."""
        return self.words[-1].x1

    @Kept
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class TextLine:
    """The words of one line from left to right."""

    words: tuple[Word, ...]

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
    def chunks(self) -> tuple[Chunk, ...]:
        """Its words grouped at wide gaps."""
        return chunks_of(self.words)

    @Kept
    def tight(self) -> tuple[Chunk, ...]:
        """Its words grouped where no gap can part two cells."""
        return chunks_of(self.words, TIGHT)

    def within(self, left: float, right: float) -> TextLine | None:
        """The line of the words whose middles lie between two sides; None without any."""
        words = [word for word in self.words if left <= (word.x0 + word.x1) / 2 <= right]
        return TextLine(tuple(words)) if words else None


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
    return any(word.text in _UNITS for word in line.words)


def _with_units(words: tuple[Word, ...]) -> tuple[Word, ...]:
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        near = last is not None and word.x0 - last.x1 < _UNIT_GAP * word.size
        if (
            last is not None
            and near
            and (
                (word.text in _UNITS and last.text[-1].isdigit())
                or (last.text in _CURRENCIES and word.text[0].isdigit())
            )
        ):
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


def text_lines(page: PageObjects, chosen: NDArray[np.intp]) -> list[TextLine]:
    """Lines of the characters at `chosen`, from top to bottom."""
    if not len(chosen):
        return []
    ordered = in_lines(page, chosen)
    characters, places = page.characters, ordered.places
    codes = characters.codes[places]
    spaces = are_spaces(characters.wide[places], ordered.marks)
    fresh = ordered.starts | spaces | (ordered.gaps > _WORD_GAP * ordered.ems)
    bounds = [*np.nonzero(fresh)[0].tolist(), len(places)]
    text = codes.astype("<u4").tobytes().decode("utf-32-le", errors="replace")
    boxes, runs, table = (
        characters.boxes[places],
        characters.runs[places].tolist(),
        characters.table,
    )
    starts = np.array(bounds[:-1])
    x0 = np.minimum.reduceat(boxes[:, 0], starts).tolist()
    x1 = np.maximum.reduceat(boxes[:, 2], starts).tolist()
    top = np.minimum.reduceat(boxes[:, 1], starts).tolist()
    bottom = np.maximum.reduceat(boxes[:, 3], starts).tolist()
    base = characters.baselines[places].tolist()
    lines: list[list[Word]] = []
    first_of_line = ordered.starts.tolist()
    for number, (a, b) in enumerate(itertools.pairwise(bounds)):
        run = table[runs[a]]
        word = Word(
            text[a:b],
            x0[number],
            x1[number],
            top[number],
            bottom[number],
            base[a],
            run.size,
            run.bold,
            run.monospaced,
            places[a:b],
        )
        if first_of_line[a]:
            lines.append([word])
        else:
            lines[-1].append(word)
    return [TextLine(tuple(line)) for line in lines]


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

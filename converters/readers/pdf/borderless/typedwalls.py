"""Columns parted by typed bars or colons: what a typewriter draws walls with."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..gaps.rules import Rule
from ..lines.words import Chunk, TextLine, Word
from ..objects.page import PageObjects
from .leaders import Leaders

_BARS = frozenset("|¦│┃")
_SIGNS = re.compile("[|¦│┃:]")
_RULE = re.compile(r"[-=_–—─━═]{3,}")
_UNDER = 0.2
"""Font sizes by which a typed line under letters lies below their baseline."""
_WALL = 0.8
"""Width of a typed wall in font sizes at most."""
_FEWEST = 3
"""Lines in which it stands at one place at least."""
_MOSTLY = 0.8
"""Share of the lines from the first such one to the last that have it at least."""
_SAME = 0.3
"""Widths of a character by which the places differ at most."""
_NEXT = 2.6
"""Distance of two lines of one table, in font sizes, at most."""


def without_typed_walls(
    page: PageObjects, lines: Sequence[TextLine], leaders: Leaders
) -> tuple[list[TextLine], list[Rule]]:
    """The lines, apart at typed walls and without them, and the rules typed between walls.

    The characters of both are added to `leaders`.
    """
    some = [line for line in lines if _SIGNS.search(line.letters)]
    if not any(_marks(word) for line in some for word in line.words):
        return list(lines), []  # no other word need be made
    out: list[TextLine] = []
    rules: list[Rule] = []
    for run in _runs(lines):
        walls = _walls(page, run)
        for line in run:
            parted = _parted(page, line, walls, leaders) if walls else line
            if parted is line:
                out.append(line)
                continue
            if parted is None:  # nothing but walls: white between two rows
                continue
            bare, drawn = _without_rules(parted, leaders)
            rules += drawn
            if bare is not None:
                out.append(bare)
    return out, rules


def _runs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines under each other."""
    run: list[TextLine] = []
    for line in lines:
        if run and line.baseline - run[-1].baseline > _NEXT * line.size:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _marks(word: Word) -> list[int]:
    """The places in a word of what may be walls.

    Colons stand alone, or between typed rules, and in a typewriter face; elsewhere they close
    labels.
    """
    if len(word.text) != len(word.places):
        return []
    if ":" in word.text and word.monospaced and not word.text.strip(":-=_"):
        return [place for place, char in enumerate(word.text) if char == ":"]
    return [place for place, char in enumerate(word.text) if char in _BARS]


def _places(page: PageObjects, line: TextLine) -> list[float]:
    """The middles of what may be walls in a line, in points."""
    boxes = page.characters.boxes
    return [
        float(boxes[word.places[mark], [0, 2]].mean())
        for word in line.words
        for mark in _marks(word)
    ]


def _walls(page: PageObjects, run: Sequence[TextLine]) -> list[float]:
    """The places at which walls stand in most of some lines.

    Beside a wall of colons all others that stand alone are walls, if only between headers.
    """
    found = [_places(page, line) for line in run]
    near = _SAME * 0.6 * run[0].size
    walls: list[float] = []
    for x in sorted(itertools.chain.from_iterable(found)):
        if walls and x - walls[-1] < 2 * near:
            continue
        having = [n for n, places in enumerate(found) if any(abs(x - y) < near for y in places)]
        if len(having) >= _FEWEST and len(having) >= _MOSTLY * (having[-1] - having[0] + 1):
            walls.append(x)
    colons = [word for line in run for word in line.words if word.monospaced and word.text == ":"]
    if any(abs((word.x0 + word.x1) / 2 - x) < near for word in colons for x in walls):
        walls = sorted({*walls, *((word.x0 + word.x1) / 2 for word in colons)})
    return walls


def _parted(
    page: PageObjects, line: TextLine, walls: Sequence[float], leaders: Leaders
) -> TextLine | None:
    """A line without its walls, apart at them; None where it has no other words."""
    words: list[Word] = []
    near = _SAME * 0.6 * line.size
    boxes = page.characters.boxes
    starts: set[int] = set()
    # Values typed a letter too short move the walls behind them.
    every = len(_places(page, line)) == len(walls)
    for word in line.words:
        gone = [
            mark
            for mark in _marks(word)
            if every
            or any(abs(float(boxes[word.places[mark], [0, 2]].mean()) - x) < near for x in walls)
        ]
        if gone:
            leaders.places.append(word.places[gone])
        for first, end in itertools.pairwise([-1, *gone, len(word.text)]):
            if first >= 0:
                starts.add(len(words))
            if end > first + 1:
                words.append(_stretch(page, word, first + 1, end))
    if len(words) == len(line.words) and not starts:
        return line
    return _cut(words, starts) if words else None


def _without_rules(line: TextLine, leaders: Leaders) -> tuple[TextLine | None, list[Rule]]:
    """A line without its words that draw rules, None where it has no others, and these rules.

    Those that only a wall parts are one.
    """
    rules: list[Rule] = []
    kept: list[Word] = []
    starts: set[int] = set()
    firsts = {id(chunk.words[0]) for chunk in line.tight}
    for word in line.words:
        if _RULE.fullmatch(word.text) is None:
            if id(word) in firsts:
                starts.add(len(kept))
            kept.append(word)
            continue
        leaders.places.append(word.places)
        low = word.text[0] == "_"
        y = word.baseline + _UNDER * word.size if low else (word.top + word.bottom) / 2
        if rules and word.x0 - rules[-1][2] < _WALL * word.size:
            rules[-1] = y, rules[-1][1], word.x1
        else:
            rules.append((y, word.x0, word.x1))
    if not rules:
        return line, []
    return (_cut(kept, starts) if kept else None), rules


def _stretch(page: PageObjects, word: Word, first: int, end: int) -> Word:
    """Some characters of a word."""
    places = word.places[first:end]
    sides = page.characters.boxes[places]
    return word._replace(
        text=word.text[first:end],
        x0=float(sides[:, 0].min()),
        x1=float(sides[:, 2].max()),
        places=places,
    )


def _cut(words: Sequence[Word], starts: set[int]) -> TextLine:
    """A line whose pieces start at some of its words, besides where white parts them."""
    line = TextLine(tuple(words))
    firsts = {id(words[start]) for start in starts if start < len(words)}
    return line.cut(_parts(line.tight, firsts), _parts(line.chunks, firsts))


def _parts(chunks: Sequence[Chunk], firsts: set[int]) -> tuple[Chunk, ...]:
    out: list[Chunk] = []
    for chunk in chunks:
        starts = [n for n, word in enumerate(chunk.words) if n and id(word) in firsts]
        bounds = [0, *starts, len(chunk.words)]
        out += [Chunk(chunk.words[a:b]) for a, b in itertools.pairwise(bounds)]
    return tuple(out)

"""Units between dashes over several columns: --- 1,000 acres ---, typed or drawn."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.words import Word
from .gridlines import GridLine, Piece
from .gutters import Gutter
from .rules import Rule

_DASHES = "-–—−"
_FEWEST = 2
"""Typed dashes on each side of a unit at least; one may be a sign or stand for no value."""
_NEAR = 1.5
"""Font sizes of white between a unit and the dashes drawn beside it at most."""
_STUB = 1.0
"""Font sizes by which dashes may reach over the labels."""

_Unit = tuple[tuple[Word, ...], float, float]
"""The words of a unit, dashes too, and how far the dashes on both its sides go."""


def with_dashed_units(
    lines: Sequence[GridLine], gutters: Sequence[Gutter], rules: Sequence[Rule]
) -> list[GridLine]:
    """The lines; units between dashes share out all columns behind the labels, as far as these go.

    The dashes of one, from its first to its last, reach over the columns whose values it counts.
    """
    return [_shared_out(line, gutters, rules) for line in lines]


def _shared_out(line: GridLine, gutters: Sequence[Gutter], rules: Sequence[Rule]) -> GridLine:
    words = [word for piece in line.pieces for word in piece.words]
    if words[0].text[0] in _DASHES and words[-1].text[-1] in _DASHES:
        units = _typed(words)
    else:
        units = _drawn(line, rules)
    middle = sum(gutters[0]) / 2 if gutters else 0.0
    if not 0 < len(units) <= len(gutters) or units[0][1] < middle - _STUB * line.line.size:
        return line
    sides = [(a + b) / 2 for a, b in gutters]
    sides.append(max(units[-1][2], 2 * gutters[-1][1] - sides[-1]))
    owners = [
        min(range(len(units)), key=lambda n: max(units[n][1] - x, x - units[n][2], 0.0))
        for x in ((left + right) / 2 for left, right in itertools.pairwise(sides))
    ]
    if len(set(owners)) < len(units):
        return line
    pieces = [
        Piece(1 + owners.index(n), len(owners) - owners[::-1].index(n), words, fixed=True)
        for n, (words, _, _) in enumerate(units)
    ]
    return GridLine(line.line, pieces)


def _typed(words: Sequence[Word]) -> list[_Unit]:
    """The units of a line that starts and ends with dashes, each between two and more."""
    texts = [n for n, word in enumerate(words) if word.text.strip(_DASHES)]
    starts = [0]
    for before, number in itertools.pairwise(texts):
        between = words[before : number + 1]
        if len(between) > 2 or (_after(words[before]) and _before(words[number])):
            gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(between)]
            starts.append(before + 1 + gaps.index(max(gaps)))
    units: list[_Unit] = []
    for first, end in itertools.pairwise([*starts, len(words)]):
        mine = words[first:end]
        inside = [n for n, word in enumerate(mine) if word.text.strip(_DASHES)]
        if not any(char.isalpha() for n in inside for char in mine[n].text):
            return []  # values beside marks for none
        first, last = inside[0], inside[-1]
        left = sum(len(word.text) for word in mine[:first]) + _before(mine[first])
        right = sum(len(word.text) for word in mine[last + 1 :]) + _after(mine[last])
        if min(left, right) < _FEWEST:
            return []
        units.append((tuple(mine), mine[0].x0, mine[-1].x1))
    return units


def _before(word: Word) -> int:
    """How many dashes a word starts with."""
    return len(word.text) - len(word.text.lstrip(_DASHES))


def _after(word: Word) -> int:
    """How many dashes a word ends with."""
    return len(word.text) - len(word.text.rstrip(_DASHES))


def _drawn(line: GridLine, rules: Sequence[Rule]) -> list[_Unit]:
    """The pieces of a line that all have rules on both sides, level with them, else none."""
    high, low, near = line.line.top, line.line.bottom, _NEAR * line.line.size
    level = [rule for rule in rules if high + 1 < rule[0] < low - 1]
    units: list[_Unit] = []
    for piece in line.pieces if len(level) > len(line.pieces) else ():
        left = [x0 for _, x0, x1 in level if 0 <= piece.x0 - x1 < near]
        right = [x1 for _, x0, x1 in level if 0 <= x0 - piece.x1 < near]
        if not left or not right:
            return []
        units.append((piece.words, min(left), max(right)))
    return units

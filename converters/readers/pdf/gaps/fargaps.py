"""Gutters between numbers that stand far apart on too few lines to win a vote."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.words import TextLine, Word
from .gridlines import is_nothing, is_number
from .gutters import Gutter, level_lines

_FAR = 1.6
"""Gap in font sizes that no two numbers of one cell have between them."""
_NARROWEST = 1.5
"""Points that a gutter is wide at least."""


def with_far_numbers(lines: Sequence[TextLine], gutters: Sequence[Gutter]) -> list[Gutter]:
    """The gutters from left to right, with those in gaps between numbers that none parts.

    What other lines have there makes them narrower; where it fills the gap there is none.
    """
    out = list(gutters)
    level = level_lines(lines)
    for line in level:
        for before, after in itertools.pairwise(line.words):
            gap = before.x1, after.x0
            if gap[1] - gap[0] <= _FAR * after.size:
                continue
            if any(a < gap[1] and b > gap[0] for a, b in out) or not _are_amounts(before, after):
                continue
            free = _widest_free(gap, [w for other in level for w in other.words])
            if free[1] - free[0] >= _NARROWEST:
                out.append(free)
    return sorted(out)


def _are_amounts(before: Word, after: Word) -> bool:
    """Whether two words are numbers, or one of them and a mark for none."""
    numbers = [is_number(word.text) for word in (before, after)]
    return any(numbers) and all(
        number or is_nothing(word.text)
        for number, word in zip(numbers, (before, after), strict=True)
    )


def _widest_free(gap: Gutter, words: Sequence[Word]) -> Gutter:
    """The widest part of a gap that no word stands over."""
    best, start = (gap[0], gap[0]), gap[0]
    for word in sorted(words, key=lambda word: word.x0):
        if word.x1 <= start or word.x0 >= gap[1]:
            continue
        if word.x0 - start > best[1] - best[0]:
            best = start, word.x0
        start = max(start, word.x1)
    return (start, gap[1]) if gap[1] - start > best[1] - best[0] else best

"""Single justified lines whose word spaces are as wide as the gaps between columns.

All spaces of such a line are stretched alike, those behind full stops aside, and words of the lines
beside it stand over them; the gaps of a table differ, or stand under each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .words import Chunk, TextLine

_ALIKE = 0.1
"""Font sizes by which stretched spaces of one line differ at most."""
_NEAR = 2.0
"""Distance of baselines of neighbouring lines, in font sizes, at most."""
_FLUSH = 1.0
"""Points by which the sides of lines of one paragraph differ."""
_FEW = 2
"""Spaces that tell enough where both sides are flush; one more is needed where one is."""
_NUMBERS = 0.34
"""Share of numbers among the words from which a line is a table's."""
_BEHIND_STOP = 2.5
"""How many times wider than others the space behind a full stop is at most."""
_STOPS = tuple(".,;:!?…”»)")


def with_whole_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, spread ones of justified paragraphs as one piece each."""
    out = list(lines)
    doubtful = [
        n for n, line in enumerate(lines) if len(line.tight_sides) > 1 and len(line.sides) > 2
    ]
    for number in doubtful:
        beside = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
        if _is_spread(lines[number], beside):
            out[number] = _whole(lines[number])
    return out


def _whole(line: TextLine) -> TextLine:
    whole = TextLine(line.words)
    whole.__dict__["chunks"] = whole.__dict__["tight"] = (Chunk(line.words),)
    return whole


def _is_spread(line: TextLine, beside: Sequence[TextLine]) -> bool:
    flush = [(other, count) for other in beside if (count := _flush_sides(line, other))]
    if not flush:
        return False
    every = [(before[1], after[0]) for before, after in itertools.pairwise(line.sides)]
    stops = [text.endswith(_STOPS) for text in line.texts]
    gaps = [gap for gap, stop in zip(every, stops, strict=False) if not stop]
    widths = [b - a for a, b in gaps]
    if len(gaps) < _FEW or max(widths) - min(widths) > _ALIKE * line.size:
        return False
    if max(b - a for a, b in every) > _BEHIND_STOP * max(widths):
        return False
    numbers = sum([any(map(str.isdigit, text)) for text in line.texts])
    if numbers > _NUMBERS * len(line.texts):
        return False
    for other, count in flush:
        if len(gaps) < _FEW + 2 - count:
            continue
        over = sum(any(x0 < (a + b) / 2 < x1 for x0, x1 in other.sides) for a, b in gaps)
        reached = sum((a + b) / 2 < other.x1 for a, b in gaps)
        if reached and over > 0.5 * reached:
            return True
    return False


def _flush_sides(line: TextLine, other: TextLine) -> int:
    """How many sides two lines share; 0 where they stand far from each other."""
    if abs(other.baseline - line.baseline) > _NEAR * line.size:
        return 0
    return (abs(other.x0 - line.x0) < _FLUSH) + (abs(other.x1 - line.x1) < _FLUSH)


def within_sides(lines: Sequence[TextLine], side: tuple[float, float]) -> list[TextLine]:
    """The parts of lines between two sides, spread ones as one piece each."""
    return with_whole_lines(parts_within(lines, side))


def parts_within(lines: Sequence[TextLine], side: tuple[float, float]) -> list[TextLine]:
    """The parts of lines between two sides as they are."""
    return [part for line in lines if (part := line.within(*side)) is not None]


def runs_over(line: TextLine, a: float, b: float) -> bool:
    """Whether a text of a line reaches over a gutter, which may be as narrow as a wide space."""
    if not any(x0 < a - 4 and x1 > b + 4 for x0, x1, _ in line.chunk_sides):
        return False
    return not any(
        min(after[0], b) - max(before[1], a) > 0.8 * (b - a)
        for before, after in itertools.pairwise(line.sides)
    )

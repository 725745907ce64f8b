"""Single justified lines whose word spaces are as wide as the gaps between columns.

All spaces of such a line are stretched alike, those behind full stops aside, and words of the lines
beside it stand over them; the gaps of a table differ, or stand under each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.words import TextLine
from ..lines.wordspaces import FEW_SPACES

_NEAR = 2.0
"""Distance of baselines of neighbouring lines, in font sizes, at most."""
_FLUSH = 1.0
"""Points by which the sides of lines of one paragraph differ."""


def with_whole_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, spread ones of justified paragraphs as one piece each."""
    out = list(lines)
    doubtful = [n for n, line in enumerate(lines) if may_be_whole(line)]
    for number in doubtful:
        beside = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
        if _is_spread(lines[number], beside):
            out[number] = lines[number].in_one_piece()
    return out


def may_be_whole(line: TextLine) -> bool:
    """Whether a line in pieces is one, if the lines beside it are as those of its paragraph."""
    return len(line.tight_sides) > 1 and len(line.sides) > 2 and bool(line.stretched)


def _is_spread(line: TextLine, beside: Sequence[TextLine]) -> bool:
    flush = [(other, count) for other in beside if (count := _flush_sides(line, other))]
    gaps = line.stretched
    for other, count in flush:
        # One space more is needed where one side is flush only.
        if len(gaps) < FEW_SPACES + 2 - count:
            continue
        over = sum(any(x0 < (a + b) / 2 < x1 for x0, x1 in other.sides) for a, b in gaps)
        reached = sum((a + b) / 2 < other.x1 for a, b in gaps)
        if reached and over > 0.5 * reached:
            return True
    return False


def _flush_sides(line: TextLine, other: TextLine) -> int:
    """How many sides two lines share; 0 where they stand far from each other."""
    shared = (abs(other.x0 - line.x0) < _FLUSH) + (abs(other.x1 - line.x1) < _FLUSH)
    if shared and abs(other.baseline - line.baseline) > _NEAR * line.size:
        return 0
    return shared


def runs_over(line: TextLine, a: float, b: float) -> bool:
    """Whether a text of a line reaches over a gutter, which may be as narrow as a wide space."""
    if not any(x0 < a - 4 and x1 > b + 4 for x0, x1, _ in line.chunk_sides):
        return False
    return not any(
        min(after[0], b) - max(before[1], a) > 0.8 * (b - a)
        for before, after in itertools.pairwise(line.sides)
    )

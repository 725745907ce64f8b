"""Prose set to both sides: its word spaces grow so wide that lines seem to fall into cells."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from ..lines.letters import has_digit
from ..lines.words import TextLine, Word, parts_within

_NEAR = 0.12
"""Font sizes within which sides are one."""
_FLUSH = 0.5
"""Share of the lines of a column that reach from side to side."""
_GAP = 0.8
"""Font sizes of white between two columns at least."""
_WIDEST = 5.0
"""Font sizes of it at most."""
_SHARE = 0.2
"""Share of the lines that start, or end, at the side of a column: those of others may stand at
heights of their own."""
_CROSSING = 0.2
"""Share of the lines that may run through it: headings."""
_NUMBERS = 0.3
"""Share of numbers among the words beside it, and in a column, from which it is a table's."""
_LONG = 10
"""Font sizes that a line of ideographs, which are one word, is long at least."""
_TRIED = 6
_UNEQUAL = 1.6
"""How many times wider the widest space of a line is than the narrowest: typesetters stretch the
space behind a full stop more."""
_EVEN = 0.6
"""Share of such lines whose spaces are about as wide."""
_BY_CHANCE = 5
"""Lines up to which spaces of prose may stand under each other by chance."""
_INDENT = 3.0
"""Font sizes by which the first line of a paragraph is moved in at most."""
_PITCH = 1.9
"""Distance of baselines, in font sizes, between lines of one column at most."""
_LINES = 3
"""Lines from which white between columns is seen."""

Strip = tuple[float, float]
"""Left and right side of the white between two columns."""


def spread_columns(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The columns of prose that lines are set to the sides of; none where they are not.

    Between two columns, texts end where the white starts and others start where it ends, and in
    all columns most lines reach from one side to the other.
    """
    if len(lines) < _LINES:
        return []
    starts, ends = _outer_sides(lines)
    least = max(_LINES, _SHARE * len(lines))
    often = [start for start, count in starts.most_common(_TRIED) if count >= least]
    found = {strip for start in often if (strip := _strip(lines, start, ends)) is not None}
    strips = _apart(sorted(found))
    columns = _parted(lines, strips)
    return columns if strips and all(map(_is_spread, columns)) else []


def _apart(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, but those that share white with the one before."""
    out: list[Strip] = []
    for strip in strips:
        if not out or strip[0] >= out[-1][1]:
            out.append(strip)
    return out


def _outer_sides(lines: Sequence[TextLine]) -> tuple[Counter[int], Counter[int]]:
    """How many texts with white before them start at each point, and end with white behind them."""
    starts: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    for line in lines:
        starts[round(line.x0)] += 1
        ends[round(line.x1)] += 1
        for (_, end), (start, _) in itertools.pairwise(line.sides):
            if start - end > _GAP * line.size:
                starts[round(start)] += 1
                ends[round(end)] += 1
    return starts, ends


def _strip(lines: Sequence[TextLine], start: int, ends: Counter[int]) -> Strip | None:
    """The white before texts that start at a point, where many texts before it have one end."""
    size = lines[0].size
    near = [(count, end) for end, count in ends.items() if _GAP < (start - end) / size < _WIDEST]
    if not near or max(near)[0] < max(_LINES, _SHARE * len(lines)):
        return None
    left, right = start - _GAP * size, start - 1.0  # marks may hang over the end of a line
    crossing = sum(any(x0 < right and x1 > left for x0, x1 in line.sides) for line in lines)
    beside = [w for line in lines for w in _beside(line, left, right)]
    numbers = sum(has_digit(word.text) for word in beside)
    few = crossing < _CROSSING * len(lines) and numbers < _NUMBERS * len(beside)
    return (left, right) if few else None


def _beside(line: TextLine, left: float, right: float) -> list[Word]:
    """The words right before and right behind a strip."""
    before = [word for word in line.words if word.x1 <= left]
    return [*before[-1:], *[word for word in line.words if word.x0 >= right][:1]]


def _parted(lines: Sequence[TextLine], strips: Sequence[Strip]) -> list[list[TextLine]]:
    """The parts of the lines between the strips."""
    bounds = [float("-inf"), *(sum(strip) / 2 for strip in strips), float("inf")]
    return [parts_within(lines, *sides) for sides in itertools.pairwise(bounds)]


def _is_spread(lines: Sequence[TextLine]) -> bool:
    """Whether lines of words, few of them numbers, mostly reach from side to side."""
    if len(lines) < _LINES:
        return False
    left, right = _flush_sides(lines)
    flush = [line for line in lines if _reaches(line, left, right)]
    if len(flush) < _FLUSH * len(lines):
        return False
    words = sum([len(line.sides) for line in lines])
    long = sum((line.x1 - line.x0) / line.size for line in lines) > _LONG * len(lines)
    if (words < 2 * len(lines) and not long) or _has_strip([x for x in flush if len(x.sides) > 1]):
        return False
    numbers = sum([has_digit(text) for line in lines for text in line.texts])
    if numbers > _NUMBERS * words:
        return False
    spaced = [line for line in flush if len(line.sides) > 2]
    even = sum(map(_is_even, spaced))
    return 1 < even >= _EVEN * len(spaced) or all(len(line.sides) == 1 for line in flush)


def _flush_sides(lines: Sequence[TextLine]) -> Strip:
    """The sides that most lines start and end at."""
    starts = Counter(round(line.x0) for line in lines)
    ends = Counter(round(line.x1) for line in lines)
    left, right = starts.most_common(1)[0][0], ends.most_common(1)[0][0]
    return float(left), float(right)


def _reaches(line: TextLine, left: float, right: float) -> bool:
    near = max(_NEAR * line.size, 1.0)
    return -near < line.x0 - left < _INDENT * line.size and abs(line.x1 - right) < near


def with_prose_whole(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of one column, those of prose set to both sides in one piece each."""
    out = list(lines)
    for first, last in _runs(lines):
        run = lines[first:last]
        if not _is_spread(run):
            continue
        left, right = _flush_sides(run)
        for place in range(first, last):
            if _reaches(lines[place], left, right):
                out[place] = lines[place].in_one_piece()
    return out


def _runs(lines: Sequence[TextLine]) -> list[tuple[int, int]]:
    """Stretches of lines at the distance of prose, as long as that of paragraphs."""
    runs: list[tuple[int, int]] = []
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or (
            lines[place].baseline - lines[place - 1].baseline > _PITCH * lines[place].size
        ):
            if place - start >= _LINES:
                runs.append((start, place))
            start = place
    return runs


def _is_even(line: TextLine) -> bool:
    """Whether the spaces of a line are about as wide."""
    gaps = [b[0] - a[1] for a, b in itertools.pairwise(line.sides)]
    return max(gaps) < _UNEQUAL * max(min(gaps), 0.1 * line.size)


def _has_strip(lines: Sequence[TextLine]) -> bool:
    """Whether some white runs through all lines, and that not by chance: columns of a table."""
    if len(lines) < _BY_CHANCE:
        return False
    sides = sorted(side for line in lines for side in line.sides)
    reach = sides[0][1]
    for x0, x1 in sides:
        if x0 > reach + 1.0:
            return True
        reach = max(reach, x1)
    return False

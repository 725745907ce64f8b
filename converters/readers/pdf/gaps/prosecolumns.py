"""Pages set in columns of prose, which are taken apart before tables are sought in each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.onepiece import pieces_beside
from ..lines.words import TextLine, parts_within
from .gutters import Gutter
from .guttervotes import find_gutters
from .spread import spread_columns
from .stretched import may_be_whole, runs_over, with_whole_lines

_WIDE_LINES = 0.4
"""Share of the lines of prose that are about as wide as all at least."""
_SEVERAL = 16
"""Lines from which it is less, as there are more ends of paragraphs: `_FEWER_WIDE`."""
_FEWER_WIDE = 0.25
_FULL = 0.8
"""Share of such lines in a column that is all prose, beside one with a table in it."""
_RUN = 3
"""Such lines in a row of the other one at least."""
_PARAGRAPH = 5
"""Such lines in a row on both sides of white that parts columns with tables in them."""
_LONG_PIECE = 12.0
"""Font sizes that lines of a column of prose are long at least."""
_SAME_START = 0.8
"""Points by which they start apart at most."""
_FEW = 0.2
"""Share of the lines that may run over the white between columns: headings."""
_MANY_GUTTERS = 2
"""Gutters from which it is worth while to see first which may part prose."""


def columns_of_prose(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines of a page, or for a page set in columns of prose those of each column."""
    if len(lines) < 8:
        return _spread_columns(lines)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    gutters = find_gutters(lines, left, right)
    if len(gutters) > 1 and (columns := _all_prose(lines, gutters, (left - 1, right + 1))):
        return columns
    if len(gutters) > _MANY_GUTTERS:
        gutters = [(a, b) for a, b in gutters if _may_part_prose(lines, (a + b) / 2)]
    for gutter in [*gutters, *_gutters_of_prose(lines, gutters)]:
        sides = _prose_on_both_sides(lines, gutter, (left - 1, right + 1))
        if sides:
            return [part for side in sides for part in columns_of_prose(side)]
    return _spread_columns(lines)


def _all_prose(
    lines: Sequence[TextLine], gutters: Sequence[Gutter], outer: tuple[float, float]
) -> list[list[TextLine]]:
    """The columns between all gutters and the outer sides if each is prose, else none."""
    bounds = [outer[0], *((a + b) / 2 for a, b in gutters), outer[1]]
    parts = _prose_between(lines, bounds)
    if not parts or any(_covering(lines, gutter) >= _FEW * len(lines) for gutter in gutters):
        return []
    columns = list(map(with_whole_lines, parts))
    return columns if all(map(_is_prose, columns)) else []


def _prose_on_both_sides(
    lines: Sequence[TextLine], gutter: Gutter, outer: tuple[float, float]
) -> list[list[TextLine]]:
    """The lines on both sides of a gutter if these are columns of prose, else none."""
    over = [runs_over(line, *gutter) for line in lines]
    crossing = sum(over)
    if crossing >= _FEW * len(lines):
        return []
    middle = (gutter[0] + gutter[1]) / 2
    bounds = (outer[0], middle), (middle, outer[1])
    parts = [parts_within(lines, *side) for side in bounds]
    clear = list(itertools.compress(lines, [not one for one in over])) if crossing else lines
    held = all(_holds_prose(parts_within(clear, *side)) for side in bounds)
    if not (
        held
        or all(map(_may_be_prose, parts))
        or (not crossing and _are_mixed_columns(*parts, whole=False))
    ):
        return []  # most gutters of tables: no need to look at spread lines
    sides = list(map(with_whole_lines, parts))
    if held or all(map(_is_prose, sides)) or (not crossing and _are_mixed_columns(*sides)):
        return sides
    return []


def _gutters_of_prose(lines: Sequence[TextLine], known: Sequence[Gutter]) -> list[Gutter]:
    """White but the `known` one between long pieces, of which several start below each other.

    Rows of tables above and below these leave more white, and their columns hide it.
    """
    ends: list[tuple[float, float]] = []
    for line in lines:
        if len(line.chunk_sides) > 1:
            for (a, b, _), (c, d, size) in itertools.pairwise(line.chunk_sides):
                if min(b - a, d - c) > _LONG_PIECE * size:
                    ends.append((c, b))
    found: list[Gutter] = []
    ends.sort()
    while len(ends) >= _PARAGRAPH:
        near = ends[0][0] + _SAME_START
        group = [end for end in ends if end[0] < near]
        gutter = max(b for _, b in group), group[0][0]
        taken = any(a < gutter[1] and gutter[0] < b for a, b in known)
        if len(group) >= _PARAGRAPH and gutter[0] < gutter[1] and not taken:
            found.append(gutter)
        ends = ends[len(group) :]
    return found


def _prose_between(lines: Sequence[TextLine], bounds: Sequence[float]) -> list[list[TextLine]]:
    """The parts of lines between bounds if each of these may be prose, else none."""
    parts = []
    for side in itertools.pairwise(bounds):
        part = parts_within(lines, *side)
        if not _may_be_prose(part):
            return []
        parts.append(part)
    return parts


def _may_part_prose(lines: Sequence[TextLine], middle: float) -> bool:
    """Whether white may part prose from prose, or from a column that has some lines of it.

    Of prose many lines are one piece on its side, or may be.
    """
    left, right = pieces_beside([line.extent for line in lines], middle)
    one, other = sum(left), sum(right)
    return (
        (one >= _FEWER_WIDE * len(left) and other >= _FEWER_WIDE * len(right))
        or (one > _FULL * len(left) and other >= _RUN)
        or (other > _FULL * len(right) and one >= _RUN)
        or min(one, other) >= _PARAGRAPH
    )


def _spread_columns(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines, or those of each column that is set to both sides."""
    columns = spread_columns(lines)
    return [part for column in columns for part in columns_of_prose(column)] or [list(lines)]


def _covering(lines: Sequence[TextLine], gutter: Gutter) -> int:
    """Lines with a word in the middle of a gutter."""
    middle = (gutter[0] + gutter[1]) / 2
    return sum(any(x0 < middle < x1 for x0, x1 in line.sides) for line in lines)


def _is_prose(lines: Sequence[TextLine]) -> bool:
    if len(lines) < 6:
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    wide = sum(
        len(line.chunk_sides) == 1 and line.x1 - line.x0 > 0.72 * (right - left) for line in lines
    )
    return right - left > 110 and wide >= _least_wide(lines)


def _may_be_prose(lines: Sequence[TextLine]) -> bool:
    """Whether the lines are prose if each that may be one piece is."""
    if len(lines) < 6:
        return False
    left, right = min([line.x0 for line in lines]), max([line.x1 for line in lines])
    wide = [line for line in lines if line.x1 - line.x0 > 0.72 * (right - left)]
    least = _least_wide(lines)
    return right - left > 110 and len(wide) >= least and sum(map(_may_be_one, wide)) >= least


def _least_wide(lines: Sequence[TextLine]) -> float:
    """How many lines of prose are about as wide as all at least."""
    return (_WIDE_LINES if len(lines) < _SEVERAL else _FEWER_WIDE) * len(lines)


def _are_mixed_columns(
    left: Sequence[TextLine], right: Sequence[TextLine], *, whole: bool = True
) -> bool:
    """Whether one side is all prose and the other one has a few lines of it in a row.

    Spread lines are `whole`, or it is asked whether the sides may be such if they were.
    """
    if min(len(left), len(right)) < 8:
        return False
    full, other = _wide_lines(left, whole=whole), _wide_lines(right, whole=whole)
    if sum(other) > _FULL * len(other):
        full, other = other, full
    return sum(full) > _FULL * len(full) and _longest_run(other) >= _RUN


def _holds_prose(lines: Sequence[TextLine]) -> bool:
    """Whether lines, of which most may be rows of tables, hold a paragraph of prose."""
    wide = _wide_lines(lines, whole=False)
    return sum(wide) >= _PARAGRAPH and _longest_run(wide) >= _PARAGRAPH


def _longest_run(marks: Sequence[bool]) -> int:
    """How many marks in a row are set at most."""
    return max((len(list(group)) for on, group in itertools.groupby(marks) if on), default=0)


def _wide_lines(lines: Sequence[TextLine], *, whole: bool) -> list[bool]:
    """Which lines are one piece about as wide as all, or may be unless spread ones are `whole`."""
    return [
        wide and (len(line.chunk_sides) == 1 if whole else _may_be_one(line))
        for wide, line in zip(_wide(lines), lines, strict=True)
    ]


def _may_be_one(line: TextLine) -> bool:
    """Whether a line is one piece, or is if it is spread."""
    return len(line.chunk_sides) == 1 or may_be_whole(line)


def _wide(lines: Sequence[TextLine]) -> list[bool]:
    """Which lines are about as wide as all."""
    left = min([line.x0 for line in lines], default=0.0)
    right = max([line.x1 for line in lines], default=0.0)
    least = max(0.72 * (right - left), 80)
    return [line.x1 - line.x0 > least for line in lines]

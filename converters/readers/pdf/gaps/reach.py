"""Tables that go on above and below their rules."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.words import TIGHT, TextLine, parts_within
from .captions import is_caption
from .columnlines import FAR, ON_SIDE, going_on, heads_above
from .gridlines import GridLine
from .gutters import Gutter
from .interludes import is_remark
from .regions import Region
from .restarts import has_numbers
from .rules import Rule
from .wrapped import wraps_end

MOST_HEADER_LINES = 12
"""Lines of a header, wrapped ones counted, at most."""
_HEADS = 3
"""Lines below a header whose pieces tell what it stands over."""
_TOLD = 3
"""Lines over all columns from which texts are told of rows."""
_SEVERAL = 12
"""Rows that show how texts stand in their columns."""
_EVEN = 3.0
"""Points by which the ends of rules differ that end at one place."""
_WRAPPED = 1.35
"""Distance of baselines, in font sizes, of the lines of one header at most."""
_STRETCHED = 3
"""Words with spaces of one width at least that make a stretched line."""
_ALIKE = 1.15
"""How many times wider than others such spaces are at most."""


def larger_region(
    region: Region,
    mine: Sequence[GridLine],
    gutters: Sequence[Gutter],
    lines: Sequence[TextLine],
    rules: Sequence[Rule],
) -> Region | None:
    """The region with the lines above and below it that stand on its columns; None without any.

    `mine` are the lines of the region on the columns between `gutters`. Where a page break cuts a
    table there is no rule, and some tables have none below.
    """
    left, top, right, bottom = region.box
    parts = parts_within(lines, left - 3, right + 3)
    stops = _stops(region, gutters, lines, rules)
    below = [line for line in parts if line.level > bottom + 1]
    above = [line for line in reversed(parts) if line.level < top - 1]
    told = sum(_is_told(line, len(gutters)) for line in mine) >= _TOLD
    if _is_head_only(region, mine):
        after = _body_below(below, region.lines[-1], 0.6 * (right - left), stops)
    else:
        after = going_on(below, region.lines[-1], gutters, stops, bottom, told)
    full = region.full
    if above and _is_between_stubs(above[0], region, gutters, rules):
        before, full = above[:1], tuple(y for y in full if y > top + 1)
    else:
        before = _before(region, above, gutters, stops, told)
    if not after and not before:
        return None
    every = (*reversed(before), *region.lines, *after)
    low = max(bottom, *(line.bottom for line in every))
    high = min(top, *(line.top for line in every))
    over = [
        rule
        for rule in rules
        if high < rule[0] < top - 1
        and (_is_beside_stub(rule, region, gutters) or _is_over_columns(rule, right, gutters))
    ]
    return Region((left, high, right, low), every, (*over, *region.rules), full)


def _stops(
    region: Region, gutters: Sequence[Gutter], lines: Sequence[TextLine], rules: Sequence[Rule]
) -> list[float]:
    """Heights of rules, and of lines of prose, that a table does not go on over.

    Rules that leave its labels out may stand inside its header.
    """
    left, top, right, bottom = region.box
    stops = [
        y
        for y, x0, x1 in rules
        if not top - 1 < y < bottom + 1
        and x1 - x0 > 0.6 * (right - left)
        and x0 < right
        and x1 > left
        and not _is_beside_stub((y, x0, x1), region, gutters)
        and not (y < top - 1 and _is_over_columns((y, x0, x1), right, gutters))
    ]
    for line in lines:
        if _is_spaced_beyond(line, left - 3, right + 3):
            stops += [line.top, line.bottom]
    return stops


def _is_spaced_beyond(line: TextLine, left: float, right: float) -> bool:
    """Whether a line goes on over one of two sides with the spaces that it has between them.

    So do lines of prose whose spaces are stretched until each word stands alone.
    """
    words = line.words
    inside = [n for n, word in enumerate(words) if left <= (word.x0 + word.x1) / 2 <= right]
    if len(inside) < _STRETCHED or len(inside) == len(words):
        return False
    first, last = inside[0], inside[-1]
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(words[first : last + 1])]
    least, most = min(gaps), max(gaps)
    if most > _ALIKE * least or most < TIGHT * line.size:
        return False
    outer = [words[n + 1].x0 - words[n].x1 for n in (first - 1, last) if 0 <= n < len(words) - 1]
    return any(least / _ALIKE < gap < most * _ALIKE for gap in outer)


def _is_beside_stub(rule: Rule, region: Region, gutters: Sequence[Gutter]) -> bool:
    """Whether a rule above a table leaves its first column free: the label there takes all rows
    of the header."""
    y, x0, x1 = rule
    _, top, right, _ = region.box
    return y < top - 1 and gutters[0][0] < x0 < gutters[0][1] + 1 and abs(x1 - right) < _EVEN


def _is_over_columns(rule: Rule, right: float, gutters: Sequence[Gutter]) -> bool:
    """Whether a rule is over some columns behind the labels: it is under a header of these."""
    _, x0, x1 = rule
    return x0 > gutters[0][0] and x1 < right + 1


def _is_between_stubs(
    line: TextLine, region: Region, gutters: Sequence[Gutter], rules: Sequence[Rule]
) -> bool:
    """Whether one text stands between two rules that leave the first column free, the lower one
    at the top of the region: the header of all other columns."""
    top = region.box[1]
    if len(line.chunks) > 1 or is_caption(line) or line.x0 < gutters[0][0]:
        return False
    upper = [rule for rule in rules if _is_beside_stub(rule, region, gutters)]
    lower = [rule for rule in rules if abs(rule[0] - top) < 1 and rule[1] > gutters[0][0]]
    return bool(lower) and any(line.top - line.size < y <= line.top + 1 for y, _, _ in upper)


def _before(
    region: Region,
    above: Sequence[TextLine],
    gutters: Sequence[Gutter],
    stops: Sequence[float],
    told: bool,
) -> list[TextLine]:
    """The lines above a region that go on with it: rows, headers, and headers over these."""
    rows = region.lines[:_SEVERAL]
    before = going_on(above, rows[0], gutters, stops, region.box[1], told, rows)
    while len(before) < MOST_HEADER_LINES:
        first = before[-1] if before else region.lines[0]
        if has_numbers(first):
            break
        below = [*reversed(before), *region.lines][:_HEADS]
        rest = above[len(before) :]
        heads = heads_above(rest, below[0], gutters, stops)
        if not heads and rest and _is_wrapped_below(rest[0], below):
            more = heads_above(rest[1:], rest[0], gutters, stops)
            heads = [rest[0], *more] if more else []
        if not heads:
            break
        before += heads
    return before


def _is_wrapped_below(line: TextLine, below: Sequence[TextLine]) -> bool:
    """Whether one text goes on right below, beside other headers: it is part of a wrapped one."""
    if len(line.chunks) > 1:
        return False
    near = ON_SIDE * line.size
    for other in below:
        if other.baseline - line.baseline > _WRAPPED * line.size:
            return False
        for chunk in other.tight:
            sides = chunk.x0 - line.x0, chunk.x1 - line.x1
            if min(abs(sides[0]), abs(sides[1]), abs(sum(sides)) / 2) < near:
                return True
    return False


def _is_head_only(region: Region, lines: Sequence[GridLine]) -> bool:
    """Whether a region ends with the rule below a header: no numbers, and no other rule."""
    few = len(region.full) <= 2 and len(lines) <= MOST_HEADER_LINES
    return few and not any(piece.numeric for line in lines for piece in line.pieces)


def _body_below(
    lines: Sequence[TextLine], last: TextLine, wide: float, stops: Sequence[float]
) -> list[TextLine]:
    """The lines below a header down to the last one in pieces before prose, a rule or white."""
    found: list[TextLine] = []
    sure = 0
    for line in lines:
        if line.baseline - last.baseline > FAR * line.size or is_remark(line):
            break
        if any(last.level < y < line.level for y in stops):
            break
        if len(line.tight) == 1 and line.x1 - line.x0 > wide:
            break
        found.append(line)
        last = line
        if len(line.chunks) > 1 or (sure and wraps_end(found)):
            sure = len(found)
    return found[:sure]


def _is_told(line: GridLine, last: int) -> bool:
    """Whether a line is one text over most columns: what is told of the row above."""
    piece = line.pieces[0]
    return len(line.pieces) == 1 and piece.first == 0 and 2 * piece.last > last

"""Columns where rules start: those between rows leave the labels free that stand beside several."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..lines.words import TextLine
from .gutters import Gutter
from .rules import Rule

_EVEN = 1.5
"""Points by which the ends of rules differ that start at one place."""
_FEWEST = 2
"""Rules that start at one place at least."""
_MARGIN = 0.1
"""Share of the width from both sides of a table in which no rule tells a column."""


def with_rule_starts(
    gutters: Sequence[Gutter],
    lines: Sequence[TextLine],
    rules: Sequence[Rule],
    sides: tuple[float, float],
) -> list[Gutter]:
    """The gutters with those at places where rules that reach the right side start.

    Right above and right below these rules no text stands over such a place, and there is some on
    both its sides; labels of other rows may stand over it.
    """
    left, right = sides
    margin = _MARGIN * (right - left)
    short = [rule for rule in rules if left + margin < rule[1] < right - margin]
    short = [rule for rule in short if rule[2] > right - 6]
    starts = [x0 for _, x0, _ in short]
    heights = sorted({y for y, _, x1 in rules if x1 > right - 6})
    out = list(gutters)
    for x in sorted(set(starts)):
        same = sum(abs(x - other) < _EVEN for other in starts)
        if same < _FEWEST or any(a - 1 <= x <= b + 1 for a, b in out):
            continue
        beside = [_beside(heights, y) for y, other, _ in short if abs(x - other) < _EVEN]
        words = [
            sides
            for line in lines
            if any(top < line.baseline < bottom for top, bottom in beside)
            for sides in line.sides
        ]
        before = [x1 for _, x1 in words if x1 <= x + _EVEN]
        after = [x0 for x0, _ in words if x0 >= x - _EVEN]
        if not before or not after or len(before) + len(after) < len(words):
            continue
        gutter = max(before), min(after)
        if not any(a < gutter[1] and b > gutter[0] for a, b in out):
            out.append(gutter)
    return sorted(out)


def _beside(heights: Sequence[float], y: float) -> tuple[float, float]:
    """The heights above and below one, each of which goes on to the right side."""
    above = max((other for other in heights if other < y), default=-math.inf)
    return above, min((other for other in heights if other > y), default=math.inf)

"""Rules as long as they look: pieces side by side as one, but for those of tables side by side."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .spans import Rule

_SIDE_BY_SIDE = 16.0
"""Points between rules of one height that are pieces of one line of a table."""
_SHORT = 15.0
"""Points that a rule of a table is wide at least."""
_LEVEL = 1.0
"""Points by which the heights of pieces of one rule differ at most."""
_EVEN = 1.5
"""Points by which the ends of rules differ that end at one place."""
_STACK = 3
"""Rules of each of two tables side by side at least."""
_ALONE = 3
"""Rules of both, together, that are level with none of the other one at least."""


def through(rules: Sequence[Rule]) -> list[Rule]:
    """Rules as long as they look, from top to bottom: pieces at one height as one.

    Two tables side by side may have rules at the same heights: each has others where the other
    one has none, and no rule goes on over the white between them.
    """
    out: list[Rule] = []
    divides = _divides(rules)
    for y, left, right in rules:
        if (
            out
            and abs(out[-1][0] - y) < _LEVEL
            and left - out[-1][2] < _SIDE_BY_SIDE
            and not any(_ends_at(x0, out[-1][2]) and _ends_at(x1, left) for x0, x1 in divides)
        ):
            out[-1] = (out[-1][0], min(left, out[-1][1]), max(right, out[-1][2]))
        else:
            out.append((y, left, right))
    return [rule for rule in out if rule[2] - rule[1] >= _SHORT]


def _ends_at(x: float, end: float) -> bool:
    return abs(x - end) < _EVEN


def _divides(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """The white between tables that stand side by side, as left and right side."""
    found: list[tuple[float, float]] = []
    for one, other in itertools.pairwise(rules):
        x0, x1 = one[2], other[1]
        if not abs(one[0] - other[0]) < _LEVEL or not _EVEN < x1 - x0 < _SIDE_BY_SIDE:
            continue
        if any(_ends_at(a, x0) and _ends_at(b, x1) for a, b in found):
            continue
        if _is_divide(rules, one, other):
            found.append((x0, x1))
    return found


def _is_divide(rules: Sequence[Rule], one: Rule, other: Rule) -> bool:
    """Whether two level rules are of two stacks, with rules at heights of their own.

    Rules over sums are as long as the others at one side only.
    """
    lefts = [y for y, x0, x1 in rules if _ends_at(x1, one[2]) and x0 < one[1] + _EVEN]
    rights = [y for y, x0, x1 in rules if _ends_at(x0, other[1]) and x1 > other[2] - _EVEN]
    if min(len(lefts), len(rights)) < _STACK:
        return False
    top, bottom = min(lefts[0], rights[0]), max(lefts[-1], rights[-1])
    if any(
        top - 1 < y < bottom + 1 and x0 < one[2] - _EVEN and x1 > other[1] + _EVEN
        for y, x0, x1 in rules
    ):
        return False
    alone = [
        sum(all(abs(y - level) > _LEVEL for level in others) for y in mine)
        for mine, others in ((lefts, rights), (rights, lefts))
    ]
    return min(alone) > 0 and sum(alone) >= _ALONE

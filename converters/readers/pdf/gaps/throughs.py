"""Rules as long as they look: pieces side by side as one, but for those of tables side by side."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .rules import Rule

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
    refused: set[tuple[float, ...]] = set()
    stacks: _Stacks | None = None
    for one, other in itertools.pairwise(rules):
        x0, x1 = one[2], other[1]
        if not abs(one[0] - other[0]) < _LEVEL or not _EVEN < x1 - x0 < _SIDE_BY_SIDE:
            continue
        if any(_ends_at(a, x0) and _ends_at(b, x1) for a, b in found):
            continue
        if (sides := (*one[1:], *other[1:])) in refused:
            continue
        stacks = stacks or _Stacks(rules)
        if _is_divide(stacks, one, other):
            found.append((x0, x1))
        else:
            refused.add(sides)
    return found


class _Stacks:
    """Rules by their sides: drawings have tens of thousands of them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = np.array(rules)
        self._starts, self._ends = (np.argsort(self._rules[:, side]) for side in (1, 2))

    def left_of(self, rule: Rule) -> NDArray[np.float64]:
        """Heights, from top to bottom, of the rules that end where one does and are as long."""
        near = self._near(self._ends, 2, rule[2])
        return np.sort(near[near[:, 1] < rule[1] + _EVEN, 0])

    def right_of(self, rule: Rule) -> NDArray[np.float64]:
        """The same of those that start where one does."""
        near = self._near(self._starts, 1, rule[1])
        return np.sort(near[near[:, 2] > rule[2] - _EVEN, 0])

    def cross(self, top: float, bottom: float, left: float, right: float) -> bool:
        """Whether a rule between two heights goes on over two sides."""
        y, x0, x1 = self._rules.T
        return bool(np.any((y > top) & (y < bottom) & (x0 < left) & (x1 > right)))

    def _near(self, order: NDArray[np.intp], side: int, x: float) -> NDArray[np.float64]:
        """The rules whose side is at `x`, of those in the order of that side."""
        sides = self._rules[:, side]
        first, last = np.searchsorted(sides, (x - _EVEN, x + _EVEN), sorter=order)
        near = self._rules[order[first:last]]
        return near[np.abs(near[:, side] - x) < _EVEN]


def _is_divide(stacks: _Stacks, one: Rule, other: Rule) -> bool:
    """Whether two level rules are of two stacks, with rules at heights of their own.

    Rules over sums are as long as the others at one side only.
    """
    lefts, rights = stacks.left_of(one), stacks.right_of(other)
    if min(len(lefts), len(rights)) < _STACK:
        return False
    top, bottom = min(lefts[0], rights[0]), max(lefts[-1], rights[-1])
    if stacks.cross(top - 1, bottom + 1, one[2] - _EVEN, other[1] + _EVEN):
        return False
    alone = _alone(lefts, rights), _alone(rights, lefts)
    return min(alone) > 0 and sum(alone) >= _ALONE


def _alone(mine: NDArray[np.float64], others: NDArray[np.float64]) -> int:
    """How many heights are level with none of the others, both from top to bottom."""
    place = np.searchsorted(others, mine)
    below = np.abs(others[np.minimum(place, len(others) - 1)] - mine) > _LEVEL
    above = np.abs(others[np.maximum(place - 1, 0)] - mine) > _LEVEL
    return int(np.sum(below & above))

"""Where nothing but prose stands between two frames of one width."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..lines.words import TextLine
from ..objects.geometry import Box
from .ruledstretches import lines_between
from .rules import Rule
from .wrapped import in_pieces

_SIDES = 4
"""Of two frames."""
_AT = 2.0
"""Points between the end of a side and the rule that it meets, at most."""


def frame_gaps(
    rules: Sequence[Rule], verticals: NDArray[np.float64], lines: Sequence[TextLine]
) -> list[Box]:
    """The places between a frame's lower side and the upper one of the next, as wide frame.

    Rows without sides may stand between a framed header and framed sums; most fall into pieces.
    """
    if len(verticals) < _SIDES:
        return []
    lower = [rule for rule in rules if _has_sides(rule, verticals[:, (0, 2)])]
    upper = [rule for rule in rules if _has_sides(rule, verticals[:, (0, 1)])]
    gaps: list[Box] = []
    for rule in lower:
        below = next((r for r in upper if r[0] > rule[0] + _AT and _is_as_wide(r, rule)), None)
        if below is None or _goes_through(rule, below, verticals):
            continue
        inside = lines_between(rule, below, lines)
        if inside and 2 * in_pieces(inside) < len(inside):
            gaps.append((rule[1], rule[0], rule[2], below[0]))
    return gaps


def _has_sides(rule: Rule, ends: NDArray[np.float64]) -> bool:
    """Whether verticals with these `ends` (x and y) meet both ends of a rule."""
    level = np.abs(ends[:, 1] - rule[0]) < _AT
    return all(bool((level & (np.abs(ends[:, 0] - x) < _AT)).any()) for x in rule[1:3])


def _is_as_wide(one: Rule, other: Rule) -> bool:
    return abs(one[1] - other[1]) < _AT and abs(one[2] - other[2]) < _AT


def _goes_through(upper: Rule, lower: Rule, verticals: NDArray[np.float64]) -> bool:
    """Whether a vertical between the sides of two rules runs from one to the other."""
    x, top, bottom = verticals.T
    within = (x > upper[1] - _AT) & (x < upper[2] + _AT)
    return bool((within & (top < lower[0] - _AT) & (bottom > upper[0] + _AT)).any())

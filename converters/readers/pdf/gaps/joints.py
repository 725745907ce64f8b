"""Where the pieces of rules meet: sides of the columns there.

Browsers and word processors draw the rule between two rows cell by cell: what looks like one line
is made of pieces, one for each column, whatever its cells span.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..lines.words import TextLine
from ..objects.drawings import Drawings
from ..objects.geometry import Box

_PIECE = 6.0
"""Points that a piece is long at least: dashes are shorter."""
_MEET = 1.2
"""Points between the ends of two pieces that meet, or by which they overlap, at most."""
_LEVEL = 0.8
"""Points by which the heights of two pieces of one rule differ at most."""
_HEIGHTS = 2
"""Heights at which pieces meet on the side of a column at least."""
_SAME = 1.0
"""Points by which such places differ at most."""
_SIDE = 3.0
"""Points from the sides of a table in which no joint tells a column."""
_USUAL = 0.6
"""Share of the heights at which pieces meet that the side of a column is at, whatever texts are."""
_CROSSED = 0.5
"""Share of the lines with several texts that have one over another side at most."""

Joints = NDArray[np.float64]
"""Shape (n, 2): height and place of each, sorted by place."""


def joints_of(drawings: Drawings) -> Joints:
    """Where pieces of the rules of a page meet."""
    rules = drawings.horizontal
    found = _meeting(rules[:, 0], rules[:, 1], rules[:, 2])
    joints: Joints = found[np.argsort(found[:, 1], kind="stable")]
    return joints


def _meeting(
    heights: NDArray[np.float64], lefts: NDArray[np.float64], rights: NDArray[np.float64]
) -> Joints:
    """Heights and places where one piece ends and another one starts."""
    long = rights - lefts >= _PIECE
    if np.count_nonzero(long) < 2 * _HEIGHTS:
        return np.zeros((0, 2))
    heights, lefts, rights = heights[long], lefts[long], rights[long]
    order = np.lexsort((lefts, (heights / _LEVEL).round()))
    heights, lefts, rights = heights[order], lefts[order], rights[order]
    meet = (np.abs(np.diff(heights)) < _LEVEL) & (np.abs(lefts[1:] - rights[:-1]) < _MEET)
    return np.stack((heights[1:][meet], (lefts[1:] + rights[:-1])[meet] / 2), axis=1)


def meets_at(joints: Joints, y: float, x: float) -> bool:
    """Whether pieces of the rule at a height meet at a place."""
    near = (np.abs(joints[:, 0] - y) < _SIDE) & (np.abs(joints[:, 1] - x) < _SIDE)
    return bool(near.any())


def column_sides(joints: Joints, box: Box, lines: Sequence[TextLine]) -> list[float]:
    """The sides between the columns of a table in a box, from left to right.

    Empty where its rules are whole.
    """
    left, top, right, bottom = box
    inside = joints[
        (joints[:, 1] > left + _SIDE)
        & (joints[:, 1] < right - _SIDE)
        & (joints[:, 0] > top - _SIDE)
        & (joints[:, 0] < bottom + _SIDE)
    ]
    if len(inside) < _HEIGHTS:
        return []
    groups = np.split(inside, np.nonzero(np.diff(inside[:, 1]) > _SAME)[0] + 1)
    found = [(float(g[:, 1].mean()), len(np.unique((g[:, 0] / 2).round()))) for g in groups]
    most = max(count for _, count in found)
    several = [line.tight_sides for line in lines if len(line.tight_sides) > 1]
    return [
        x
        for x, count in found
        if count >= _HEIGHTS
        and (
            count > _USUAL * most
            or sum(any(a + 1 < x < b - 1 for a, b, _ in texts) for texts in several)
            <= _CROSSED * len(several)
        )
    ]

"""The order in which a tagged PDF wants its texts read, where the page allows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..lines.segments import Segment
from ..objects.geometry import Box

if TYPE_CHECKING:
    from .layout import Placed

_UP = 5.0
"""Points by which the next text may stand higher in the same column."""


def in_logical_order(placed: Sequence[Placed]) -> list[Placed]:
    """Items of a page in the order of their tags, or as they are where that order jumps about.

    What has no tag stays behind the item before it.
    """
    keys: list[int] = []
    last = -1
    for item in placed:
        number = _number(item)
        last = last if number is None else number
        keys.append(last)
    if all(a <= b for a, b in pairwise(keys)):
        return list(placed)
    places = sorted(range(len(placed)), key=lambda place: keys[place])
    wanted = [placed[place] for place in places]
    return wanted if _jumps(wanted) <= _jumps(placed) else list(placed)


def _number(placed: Placed) -> int | None:
    tag = placed.item.tag if isinstance(placed.item, Segment) else None
    return None if tag is None else tag.number


def _jumps(placed: Sequence[Placed]) -> int:
    """How often the next item stands above the one before and in the same column."""
    boxes: list[Box] = [item.item.box for item in placed]
    return sum(b[1] < a[1] - _UP and b[0] < a[2] and b[2] > a[0] for a, b in pairwise(boxes))

"""Cells too narrow for the numbers they hold: programs break these at any digit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines.segments import Segment
from ..objects.geometry import Box

_DIGITS = re.compile(r"\d+")


def torn_cells(lines: Sequence[list[Segment]], boxes: Sequence[Box]) -> frozenset[int]:
    """The cells too narrow for the digits they hold: 12 above 0 where no third digit fits.

    The least white beside a text of the table is what its cells leave free on both sides, but that
    beside a single character, which cannot be broken and may reach into it.
    """
    digits = [
        cell
        for cell, mine in enumerate(lines)
        if len(mine) > 1 and all(_DIGITS.fullmatch(line.text.strip()) for line in mine)
    ]
    if not digits:
        return frozenset()
    white = min(
        (
            min(line.box[0] - box[0], box[2] - line.box[2])
            for mine, box in zip(lines, boxes, strict=True)
            for line in mine
            if len(line.text.strip()) > 1
        ),
        default=0.0,
    )
    return frozenset(
        cell
        for cell in digits
        if _is_too_narrow(lines[cell], boxes[cell][2] - boxes[cell][0] - 2 * max(white, 0.0))
    )


def _is_too_narrow(lines: list[Segment], room: float) -> bool:
    """Whether all lines of digits but the last have no room for one more.

    That one is shorter, unless all are single digits, 7 above 0: a column that narrow was not made
    for two numbers, as one of two digits may be.
    """
    *full, rest = [line.text.strip() for line in lines]
    if len(set(map(len, full))) > 1 or len(rest) >= max(len(full[0]), 2):
        return False
    wide = min(line.box[2] - line.box[0] for line in lines[:-1])
    return wide * (1 + 1 / len(full[0])) > room

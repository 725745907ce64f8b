"""Frames that pages draw around form fields: they are no lines of the tables the fields stand in.

LibreOffice draws the border of each field into the page, a little outside the field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .drawings import Drawings
from .geometry import Box

_AROUND: Final = 4.0
"""Points between a field and its frame, at most."""
_AT: Final = 1.0
"""Points within which lines meet."""

_Lines = NDArray[np.float64]


def without_borders(drawings: Drawings, fields: Sequence[Box]) -> Drawings:
    """The drawings without the frames of fields."""
    across, down = drawings.horizontal, drawings.vertical
    if not len(across) or not len(down):
        return drawings
    kept_across, kept_down = np.ones(len(across), bool), np.ones(len(down), bool)
    for left, top, right, bottom in fields:
        flat = _sides(across, (top, bottom), (left, right))
        tall = _sides(down, (left, right), (top, bottom))
        if flat is not None and tall is not None and _stands_apart(drawings, flat, tall):
            kept_across[list(flat)] = False
            kept_down[list(tall)] = False
    if kept_across.all():
        return drawings
    return replace(drawings, horizontal=across[kept_across], vertical=down[kept_down])


def _sides(
    lines: _Lines, at: tuple[float, float], ends: tuple[float, float]
) -> tuple[int, int] | None:
    """The two lines right outside `at` that are as long as from one of the `ends` to the other."""
    alike = (np.abs(lines[:, 1] - ends[0]) < _AROUND) & (np.abs(lines[:, 2] - ends[1]) < _AROUND)
    found: list[int] = []
    for place in at:
        near = np.flatnonzero(alike & (np.abs(lines[:, 0] - place) < _AROUND))
        if not len(near):
            return None
        found.append(int(near[np.argmin(np.abs(lines[near, 0] - place))]))
    return (found[0], found[1]) if found[0] != found[1] else None


def _stands_apart(drawings: Drawings, flat: tuple[int, int], tall: tuple[int, int]) -> bool:
    """Whether two sides of a frame that meet are met by no other line: a cell's are.

    Lines of a table may run along the others.
    """
    free_flat = [not _is_met(drawings.horizontal, drawings.vertical, n, flat, tall) for n in flat]
    free_tall = [not _is_met(drawings.vertical, drawings.horizontal, n, tall, flat) for n in tall]
    return any(free_flat) and any(free_tall)


def _is_met(
    along: _Lines, cross: _Lines, number: int, own: tuple[int, int], others: tuple[int, int]
) -> bool:
    """Whether a side of a frame has another line on it, at its ends or across it."""
    at, start, end = along[number]
    level = np.abs(along[:, 0] - at) < _AT
    level &= (along[:, 2] > start - _AT) & (along[:, 1] < end + _AT)
    level[list(own)] = False
    crossing = (cross[:, 0] > start - _AT) & (cross[:, 0] < end + _AT)
    crossing &= (cross[:, 1] < at + _AT) & (cross[:, 2] > at - _AT)
    crossing[list(others)] = False
    return bool(level.any() or crossing.any())

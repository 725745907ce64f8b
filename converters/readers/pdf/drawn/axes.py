"""Plots known by their axes: short even strokes along two of their sides."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..objects.geometry import Box, union
from ..objects.page import PageObjects
from .figures import with_frame
from .rulings import Lines

_SHORTEST = 1.9
_LONGEST = 10.0
"""Points that the strokes are long; where dotted rules cross browsers draw shorter ones."""
_TICKS = 3
"""Strokes of an axis at least."""
_EVEN = 0.06
"""Share by which their distances differ at most."""
_NEAR = 0.15
"""Share of an axis by which it stays away from where the other one ends at most."""
_PAGE = 0.9
"""Share of the page's width and height from which strokes are those of a ruler."""
_MOST = 2_000
"""Pairs of axes that are looked at."""

Axis = tuple[float, float, float, float]
"""The first and last place of its strokes, and where they start and end across."""


def plots_with_axes(page: PageObjects) -> list[Box]:
    """The boxes of plots with strokes along the left or right side and below or above."""
    up, along = axes_of(page.drawings.horizontal), axes_of(page.drawings.vertical)
    found: list[Box] = []
    if len(up) * len(along) > _MOST:
        return found
    for (top, bottom, left, right), (first, last, high, low) in itertools.product(up, along):
        reach = _NEAR * (last - first) + _LONGEST
        beside = min(abs(right - first), abs(left - first), abs(left - last), abs(right - last))
        under = min(abs(high - bottom), abs(low - bottom), abs(low - top), abs(high - top))
        if beside < reach and under < _NEAR * (bottom - top) + _LONGEST:
            plot = union([(left, top, right, bottom), (first, high, last, low)])
            plot = with_frame(page, plot)
            if not is_ruler(page, plot):
                found.append(plot)
    return found


def is_ruler(page: PageObjects, plot: Box) -> bool:
    """Whether strokes stand along the sides of the page itself: a ruler for its printer."""
    width, height = plot[2] - plot[0], plot[3] - plot[1]
    return width > _PAGE * page.width and height > _PAGE * page.height


def axes_of(lines: Lines) -> list[Axis]:
    """Rows of short strokes of one length under, or beside, each other at even distances."""
    long = lines[:, 2] - lines[:, 1]
    short = lines[(long >= _SHORTEST) & (long <= _LONGEST)]
    if len(short) < _TICKS:
        return []
    short = _apart(short)
    if len(short) < _TICKS:
        return []
    sides = np.round(short[:, 1:], 1)
    order = np.lexsort((short[:, 0], sides[:, 1], sides[:, 0]))
    short, sides = short.take(order, axis=0), sides.take(order, axis=0)
    fresh = (sides[1:, 0] != sides[:-1, 0]) | (sides[1:, 1] != sides[:-1, 1])
    bounds = [0, *(np.nonzero(fresh)[0] + 1).tolist(), len(short)]
    found: list[Axis] = []
    for start, end in itertools.pairwise(bounds):
        if end - start < _TICKS:
            continue
        mine = short[start:end]
        places = sorted(set(np.round(mine[:, 0], 1).tolist()))
        parts = even_parts(places)
        # Plots above each other have as many strokes each, and none is left over; the sides of rows
        # of a table, some of them higher, fall into parts as well.
        if len({len(part) for part in parts}) == 1 and sum(map(len, parts)) == len(places):
            found += [(part[0], part[-1], *mine[0, 1:].tolist()) for part in parts]
    return found


def even_parts(places: Sequence[float]) -> list[Sequence[float]]:
    """The parts of a row of places with one distance: plots above each other have an axis each."""
    parts: list[Sequence[float]] = []
    start = 0
    while start + _TICKS <= len(places):
        gap = places[start + 1] - places[start]
        end = start + 2
        while end < len(places) and _is_alike(places[end] - places[end - 1], gap):
            end += 1
        if end - start >= _TICKS:
            parts.append(places[start:end])
            start = end
        else:
            start += 1
    return parts


def _is_alike(one: float, other: float) -> bool:
    return max(one, other) < (1 + _EVEN) * min(one, other) + 0.3


def _apart(lines: Lines) -> Lines:
    """The strokes that stand apart from those on one line with them: others are its dashes."""
    lines = lines[np.lexsort((lines[:, 1], np.round(lines[:, 0], 1)))]
    level = np.abs(np.diff(lines[:, 0])) < 0.2
    dashes = level & (lines[1:, 1] - lines[:-1, 2] < 2 * _LONGEST)
    beside = np.concatenate(([False], dashes)) | np.concatenate((dashes, [False]))
    kept: Lines = lines[~beside]
    return kept

"""Coloured rows: where they part rows, and where tables side by side end."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..lines.words import TextLine, parts_within
from ..objects.arrays import distinct
from ..objects.drawings import Drawings
from ..objects.geometry import Box, middles, union
from .gridlines import is_number
from .regions import Region
from .rules import Rule

_TOUCHING = 3.0
"""Points between coloured cells of one row at most."""
_APART = 8.0
"""Points without colour from which it is between two tables, whatever their columns are."""
_ROW = 60.0
"""Points that a row on colour is high at most."""
_ABOVE = 2.5
"""Font sizes between the colour of a header and the run below it at most: one row without any."""
_HEADS = 4
"""Lines above a run that may be its header at most."""
_ASIDE = 12.0
"""Points by which a row on colour reaches over its texts at most."""
_SHORT = 0.4
"""Share of a table's width by which the texts of its last column may end before its colour."""
_BANDS = 2
"""Coloured rows of each table at least."""


def side_by_side(run: Sequence[TextLine], drawings: Drawings) -> list[list[TextLine]]:
    """The lines of a run, or, between bands of colour that end apart, those of each side."""
    sides = _sides(run, drawings)
    if len(sides) < 2:
        return [list(run)]
    cuts = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(sides)]
    if any(x0 < cut < x1 for line in run for x0, x1, _ in line.tight_sides for cut in cuts):
        return [list(run)]
    bounds = [float("-inf"), *cuts, float("inf")]
    parts = [parts_within(run, *bound) for bound in itertools.pairwise(bounds)]
    near = min(b[0] - a[1] for a, b in itertools.pairwise(sides)) < _APART
    if near and not all(map(_has_columns, parts)):
        return [list(run)]
    return [part for part in parts if part]


def _sides(run: Sequence[TextLine], drawings: Drawings) -> list[tuple[float, float]]:
    """Left and right sides of stacks of coloured rows beside each other, from left to right."""
    top, bottom = run[0].top, max(line.bottom for line in run)
    fills = drawings.coloured
    _, middle = middles(fills)
    inside = (middle > top) & (middle < bottom)
    inside &= fills[:, 3] - fills[:, 1] < 0.9 * (bottom - top)
    bands = fills[inside]
    if len(bands) < 2 * _BANDS:
        return []
    bands = bands[np.argsort(bands[:, 0], kind="stable")]
    reach = np.maximum.accumulate(bands[:, 2])
    breaks = np.nonzero(bands[1:, 0] > reach[:-1] + _TOUCHING)[0] + 1
    parts = np.split(bands, breaks)
    sides = [(float(part[:, 0].min()), float(part[:, 2].max())) for part in parts]
    rows = [len(distinct(part[:, 1].round())) for part in parts]
    return sides if min(rows) >= _BANDS else []


def _has_columns(lines: Sequence[TextLine]) -> bool:
    """Whether most lines start with words and have other texts beside these."""
    starts = [line.tight[0].text for line in lines if len(line.tight) > 1]
    labels = sum(not is_number(text) for text in starts)
    return len(starts) > 0.5 * len(lines) and labels > 0.6 * len(starts)


def band_edges(drawings: Drawings, region: Region) -> list[Rule]:
    """Upper and lower edges of coloured boxes in a region, as rules."""
    left, top, right, bottom = region.box
    fills = drawings.coloured
    _, middle = middles(fills)
    inside = (
        ((fills[:, 1] > top - 8) | (middle > top))
        & ((fills[:, 3] < bottom + 8) | (middle < bottom))
        & (fills[:, 0] < right)
        & (fills[:, 2] > left)
        & (fills[:, 3] - fills[:, 1] < 0.9 * (bottom - top))
    )
    boxes = fills[inside].tolist()
    return [(y, x0, x1) for x0, y0, x1, y1 in boxes for y in (y0, y1)]


def with_filled_head(
    run: Sequence[TextLine], lines: Sequence[TextLine], drawings: Drawings
) -> list[TextLine]:
    """A run with those of the `lines` above it that stand on the colour of its header, and below.

    That is as wide as the rows on colour below it, or reaches into the first of the run's lines.
    """
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    top, size = run[0].top, run[0].size
    bands = _bands(drawings, left, right)
    above = [box for box in bands if box[1] < top - 0.5 * size]
    heads = [box for box in above if box[3] > run[0].baseline]
    if not heads and any(top - 1 < (box[1] + box[3]) / 2 < run[-1].bottom for box in bands):
        heads = [box for box in above if -_ABOVE * size < box[3] - top < size]
    if not heads:
        return list(run)
    x0, y0, x1, _ = union(heads)
    head = [
        line
        for line in lines
        if y0 < line.level
        and line.baseline < run[0].baseline
        and x0 - 1 < line.x0
        and line.x1 < x1 + 1
    ]
    return [*head, *run] if len(head) <= _HEADS else list(run)


def _bands(drawings: Drawings, left: float, right: float) -> list[Box]:
    """Boxes of coloured rows that are about as wide as a run of lines."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for x0, y0, x1, y1 in drawings.coloured.tolist():
        if y1 - y0 < _ROW and x1 > left and x0 < right:
            rows.setdefault((round(y0), round(y1)), []).append((x0, y0, x1, y1))
    far = right + _ASIDE + _SHORT * (right - left)
    return [
        box
        for box in map(union, rows.values())
        if left - _ASIDE < box[0] < left + 3 and right - 3 < box[2] < far
    ]

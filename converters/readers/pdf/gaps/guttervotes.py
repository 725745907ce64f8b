"""Columns of a table from its white space: places that are blank on most lines.

A wide gap between two pieces of a line is a vote for every place inside it, a word over a place
a vote against. Words that reach over a gutter (headers above several columns, section rows) are
outvoted; a word that stands wholly inside one makes a sparse column of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..lines.letters import has_digit
from ..lines.words import TextLine
from .gutters import BESIDE, NARROWEST, Gutter, level_lines, own_columns
from .narrowgaps import narrow_gutters

_STEP = 0.5
"""Points between the places that are looked at."""
_MOST = 0.7
"""Share of votes for a gutter among all votes at a place."""
_ENOUGH = 3
"""Lines of several pieces below a header that decide without it."""


class _Pieces(NamedTuple):
    """The pieces of lines, whose words are surely one text."""

    lefts: NDArray[np.float64]
    rights: NDArray[np.float64]
    lines: NDArray[np.intp]
    """Number of the line of each."""
    several: NDArray[np.bool_]
    """Which of them are not alone on their line."""

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> _Pieces:
        """Those of some lines, from top to bottom."""
        pieces = [line.tight_sides for line in lines]
        counts = np.array(list(map(len, pieces)), np.intp)
        flat = itertools.chain.from_iterable(itertools.chain.from_iterable(pieces))
        values = np.fromiter(flat, np.float64, 3 * int(counts.sum()))
        numbers = np.arange(len(counts)).repeat(counts)
        return cls(values[::3], values[1::3], numbers, (counts > 1).repeat(counts))

    def below(self, head: int) -> _Pieces:
        """Those below so many lines."""
        first = int(self.lines.searchsorted(head))
        return _Pieces(
            self.lefts[first:],
            self.rights[first:],
            self.lines[first:] - head,
            self.several[first:],
        )


def _counts(starts: NDArray[np.int64], ends: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """How many stretches from a start to before its end cover each place below `size`."""
    kept = ends > starts
    opened = np.bincount(starts[kept], minlength=size + 2)
    closed = np.bincount(ends[kept], minlength=size + 2)
    return (opened - closed).cumsum()[:size]


def _votes(
    pieces: _Pieces, left: float, right: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many lines of several pieces vote for a gutter at each place, and how many against it."""
    size = max(int((right - left) / _STEP) + 2, 2)
    sides = np.stack((pieces.lefts[pieces.several], pieces.rights[pieces.several]))
    first, last = np.rint((sides - left) / _STEP).clip(0, size).astype(np.int64)
    covered = _counts(first, np.maximum(last, first + 1), size)
    lines = pieces.lines[pieces.several]
    ends = (lines[1:] == lines[:-1]).nonzero()[0]
    return _counts(last[ends], first[ends + 1], size), covered


def find_gutters(
    lines: Sequence[TextLine], left: float, right: float, *, head: int = 0
) -> list[Gutter]:
    """The gutters of the columns that `lines` stand in, from left to right.

    `head` leading lines are known to be a header. Headers over several columns reach over the
    gutters between these, so where there are enough lines below they alone decide; what they
    leave blank may still be parted by the header.
    """
    lines = level_lines(lines)
    head = head or _header_lines(lines)
    body = lines[head:]
    pieces = _Pieces.of(lines)
    if sum([len(line.tight_sides) > 1 for line in body]) < _ENOUGH:
        return _voted(lines, pieces, left, right)
    gutters = _voted(body, pieces.below(head), left, right)
    gutters += narrow_gutters(body, lines, gutters)
    found = _voted(lines, pieces, left, right)
    gutters = [part for gutter in gutters for part in _around_columns(gutter, found, body)]
    for a, b in found:
        apart = all(b < x or a > y for x, y in gutters)
        low, high = b - _STEP, a + _STEP  # as exact as votes are
        if apart and not any(x0 < low and x1 > high for line in body for x0, x1 in line.sides):
            gutters.append((a, b))
    return sorted(gutters)


def _around_columns(
    gutter: Gutter, found: Sequence[Gutter], body: Sequence[TextLine]
) -> list[Gutter]:
    """A gutter of the body, or those that are `found` inside it where the header votes too.

    Between each two of them stands text of the body: a column that few rows fill.
    """
    inside = [(a, b) for a, b in found if gutter[0] - _STEP <= a and b <= gutter[1] + _STEP]
    for (_, low), (high, _) in itertools.pairwise(inside):
        if not any(
            low - 1 < x0 and x1 < high + 1 for line in body for x0, x1, _ in line.tight_sides
        ):
            return [gutter]
    return inside if len(inside) > 1 else [gutter]


def _voted(lines: Sequence[TextLine], pieces: _Pieces, left: float, right: float) -> list[Gutter]:
    """The gutters that most of the lines, which have these `pieces`, vote for."""
    many = sum([len(line.tight_sides) > 1 for line in lines])
    if not many:
        return []
    blank, covered = _votes(pieces, left, right)
    needed = max(2 if many > 2 else 1, round(0.1 * many))
    open_ = (blank >= needed) & (blank >= _MOST * (blank + covered))
    edges = np.concatenate(([False], open_, [False]))
    bounds = (left + (edges[1:] != edges[:-1]).nonzero()[0] * _STEP).tolist()
    blanks = [
        (start, end)
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
        if end - start >= NARROWEST
    ]
    if not blanks:
        return []
    return _separating(_around_sparse(blanks, pieces, _header_lines(lines)), pieces, lines)


def _header_lines(lines: Sequence[TextLine]) -> int:
    """Leading lines before the first one with numbers; at most three."""
    for number, line in enumerate(lines[:3]):
        if sum(has_digit(chunk.text) for chunk in line.chunks) > 1:
            return max(number, 1)
    return min(3, max(len(lines) // 2, 1))


def _around_sparse(gutters: Sequence[Gutter], pieces: _Pieces, head: int) -> list[Gutter]:
    """The gutters; instead of one that few lines fill those on both sides of that column.

    What stands there only in the `head` leading lines is a header centred over two columns.
    """
    a, b = np.array(gutters).T[:, :, None]
    inside = (pieces.lefts > a + 1) & (pieces.rights < b - 1) & pieces.several
    filled = (inside & (pieces.lines >= head)).any(axis=1).tolist()
    out: list[Gutter] = []
    for number, (low, high) in enumerate(gutters):
        if filled[number]:
            start = float(pieces.lefts[inside[number]].min())
            end = float(pieces.rights[inside[number]].max())
            if start - low >= NARROWEST and high - end >= NARROWEST:
                out += [(low, start), (end, high)]
                continue
        out.append((low, high))
    return out


def _separating(gutters: list[Gutter], pieces: _Pieces, lines: Sequence[TextLine]) -> list[Gutter]:
    """The gutters with text on both sides on some line; others run through one column."""
    gutters = _without_torn(gutters, pieces)
    if _are_all_parting(gutters, lines):
        return gutters
    filled = _filled_beside(lines, gutters)
    for place in reversed(range(len(gutters))):
        if not any(place in columns and place + 1 in columns for columns in filled):
            del gutters[place]
            filled = _filled_beside(lines, gutters)
    return gutters


def _are_all_parting(gutters: Sequence[Gutter], lines: Sequence[TextLine]) -> bool:
    """Whether for each gutter some line has text on both its sides: the first few tell mostly."""
    left = set(range(len(gutters)))
    for line in lines:
        if not left:
            break
        columns = own_columns(line, gutters)
        left -= {place for place in left if place in columns and place + 1 in columns}
    return not left


def _without_torn(gutters: list[Gutter], pieces: _Pieces) -> list[Gutter]:
    """The gutters without those that more texts run over, and end behind, than start behind them.

    The ends of a few long labels have white on both sides; they are no column.
    """
    if len(gutters) < 2:
        return gutters
    a, b = np.array(gutters[:-1]).T[:, :, None]
    end = np.array([end for _, end in gutters[1:]])[:, None]
    before, behind = pieces.rights < end, pieces.lefts >= a - 1
    over = (before & ~behind & (pieces.rights > b + 1)).sum(axis=1)
    started = (before & behind & (pieces.lefts < end)).sum(axis=1)
    return [*itertools.compress(gutters, over <= started), gutters[-1]]


def _filled_beside(lines: Sequence[TextLine], gutters: Sequence[Gutter]) -> list[set[int]]:
    """For each line the columns with text on it or on one that stands half a line off.

    Cells aligned to the middle of their row stand between the lines of their neighbours.
    """
    filled = [own_columns(line, gutters) for line in lines]
    for number, (above, below) in enumerate(itertools.pairwise(lines)):
        if below.baseline - above.baseline < BESIDE * below.size:
            filled[number] = filled[number] | filled[number + 1]
    return filled

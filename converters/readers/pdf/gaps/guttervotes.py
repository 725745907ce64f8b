"""Columns of a table from its white space: places that are blank on most lines.

A wide gap between two pieces of a line is a vote for every place inside it, a word over a place
a vote against. Words that reach over a gutter (headers above several columns, section rows) are
outvoted; a word that stands wholly inside one makes a sparse column of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes of the lines for and against a gutter at each place."""

    left: float
    blank: NDArray[np.int64]
    covered: NDArray[np.int64]


def _counts(starts: NDArray[np.int64], ends: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """How many stretches from a start to before its end cover each place below `size`."""
    kept = ends > starts
    opened = np.bincount(starts[kept], minlength=size + 2)
    closed = np.bincount(ends[kept], minlength=size + 2)
    return np.cumsum(opened - closed)[:size]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pieces of lines, whose words are surely one text."""

    sides: NDArray[np.float64]
    """Left and right side of each."""
    lines: NDArray[np.intp]
    """Number of its line."""

    @classmethod
    def of(cls, lines: Sequence[TextLine], *, least: int = 1) -> _Pieces:
        """Those of the lines that have so many at least."""
        pieces = [line.tight_sides if len(line.tight_sides) >= least else () for line in lines]
        counts = list(map(len, pieces))
        flat = itertools.chain.from_iterable(itertools.chain.from_iterable(pieces))
        values = np.fromiter(flat, np.float64, 3 * sum(counts))
        return cls(values.reshape(-1, 3)[:, :2], np.repeat(np.arange(len(counts)), counts))


def count_votes(pieces: _Pieces, left: float, right: float) -> Votes:
    """Votes of lines with at least two pieces each."""
    size = max(int((right - left) / _STEP) + 2, 2)
    places = np.clip(np.rint((pieces.sides - left) / _STEP), 0, size).astype(np.int64)
    first, last = places[:, 0], places[:, 1]
    covered = _counts(first, np.maximum(last, first + 1), size)
    ends = np.nonzero(np.diff(pieces.lines) == 0)[0]
    blank = _counts(last[ends], first[ends + 1], size)
    return Votes(left, blank, covered)


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
    if sum([len(line.tight_sides) > 1 for line in body]) < _ENOUGH:
        return _voted(lines, left, right)
    gutters = _voted(body, left, right)
    gutters += narrow_gutters(body, lines, gutters)
    found = _voted(lines, left, right)
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


def _voted(lines: Sequence[TextLine], left: float, right: float) -> list[Gutter]:
    """The gutters that most lines vote for."""
    many = sum([len(line.tight_sides) > 1 for line in lines])
    if not many:
        return []
    pieces = _Pieces.of(lines, least=2)
    votes = count_votes(pieces, left, right)
    needed = max(2 if many > 2 else 1, round(0.1 * many))
    total = votes.blank + votes.covered
    open_ = (votes.blank >= needed) & (votes.blank >= _MOST * total)
    edges = np.diff(np.concatenate(([0], open_.astype(np.int8), [0])))
    starts, ends = np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0]
    blanks = [
        (left + start * _STEP, left + end * _STEP)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if (left + end * _STEP) - (left + start * _STEP) >= NARROWEST
    ]
    return _separating(_around_sparse(blanks, pieces, lines), lines) if blanks else []


def _header_lines(lines: Sequence[TextLine]) -> int:
    """Leading lines before the first one with numbers; at most three."""
    for number, line in enumerate(lines[:3]):
        if sum(has_digit(chunk.text) for chunk in line.chunks) > 1:
            return max(number, 1)
    return min(3, max(len(lines) // 2, 1))


def _around_sparse(
    gutters: Sequence[Gutter], pieces: _Pieces, lines: Sequence[TextLine]
) -> list[Gutter]:
    """The gutters; instead of one that few lines fill those on both sides of that column."""
    head = _header_lines(lines)
    (starts, ends), numbers = pieces.sides.T, pieces.lines
    out: list[Gutter] = []
    for a, b in gutters:
        inside = (starts > a + 1) & (ends < b - 1)
        # What stands there only high up is a header centred over two columns.
        if (inside & (numbers >= head)).any():
            low, high = float(starts[inside].min()), float(ends[inside].max())
            if low - a >= NARROWEST and b - high >= NARROWEST:
                out += [(a, low), (high, b)]
                continue
        out.append((a, b))
    return out


def _separating(gutters: list[Gutter], lines: Sequence[TextLine]) -> list[Gutter]:
    """The gutters with text on both sides on some line; others run through one column."""
    gutters = _without_torn(gutters, lines)
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


def _without_torn(gutters: Sequence[Gutter], lines: Sequence[TextLine]) -> list[Gutter]:
    """The gutters without those that more texts run over, and end behind, than start behind them.

    The ends of a few long labels have white on both sides; they are no column.
    """
    if len(gutters) < 2:
        return list(gutters)
    starts, ends = _Pieces.of(lines).sides.T
    out = []
    for (a, b), (_, end) in itertools.pairwise(gutters):
        before = ends < end
        over = np.count_nonzero(before & (starts < a - 1) & (ends > b + 1))
        started = np.count_nonzero(before & (starts >= a - 1) & (starts < end))
        if over <= started:
            out.append((a, b))
    return [*out, gutters[-1]]


def _filled_beside(lines: Sequence[TextLine], gutters: Sequence[Gutter]) -> list[set[int]]:
    """For each line the columns with text on it or on one that stands half a line off.

    Cells aligned to the middle of their row stand between the lines of their neighbours.
    """
    filled = [own_columns(line, gutters) for line in lines]
    for number, (above, below) in enumerate(itertools.pairwise(lines)):
        if below.baseline - above.baseline < BESIDE * below.size:
            filled[number] = filled[number] | filled[number + 1]
    return filled

"""Columns of a table from its white space: places that are blank on most lines.

A wide gap between two pieces of a line is a vote for every place inside it, a word over a place
a vote against. Words that reach over a gutter (headers above several columns, section rows) are
outvoted; a word that stands wholly inside one makes a sparse column of its own.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..lines.letters import has_digit
from ..lines.words import Chunk, TextLine, Word, is_one_typed_space

_STEP = 0.5
"""Points between the places that are looked at."""
_MOST = 0.7
"""Share of votes for a gutter among all votes at a place."""
_NARROWEST = 1.5
"""Points that a gutter is wide at least."""
BESIDE = 0.95
"""Distance of baselines, in font sizes, up to which two lines stand beside each other."""

_MARKS = 2.0
"""Font sizes that bullets and numbers of items are wide at most."""
_BESIDE_ONE = 0.8
"""Share of the lines on one side of a gutter that go on on its other side."""
_ENOUGH = 3
"""Lines of several pieces below a header that decide without it."""
SPACE = 0.33
"""Widest word space in font sizes; justified lines aside."""

_WIDER = 0.42
"""Gap in font sizes that is wider than word spaces."""
_UNEQUAL = 0.12
"""Font sizes by which gaps between columns differ at least."""

_GROUP = re.compile(r"\D{0,3}\d{1,3}")
_LAST_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?\D{0,2}")
"""Groups of digits in long numbers; the last one has the fraction and marks."""

_FRACTION = re.compile(r"[-−–+(]?\d+\.\d+[%)*]{0,2}")

_DIGITS = re.compile(r"[-−–+]?\d")

Gutter = tuple[float, float]
"""Left and right side of a blank strip between two columns."""


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
    gutters += _narrow(body, lines, gutters)
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


def level_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, those that stand half a line off beside each other as one.

    Cells aligned to the middle of their row stand between the lines of their neighbours.
    """
    out: list[TextLine] = []
    for line in lines:
        near = bool(out) and line.baseline - out[-1].baseline < BESIDE * line.size
        if near and not _overlap(out[-1], line):
            words = sorted((*out[-1].words, *line.words), key=lambda word: word.x0)
            out[-1] = TextLine(tuple(words))
        else:
            out.append(line)
    return out


def _overlap(one: TextLine, other: TextLine) -> bool:
    return any(
        a0 < b1 and b0 < a1 for a0, a1, _ in one.tight_sides for b0, b1, _ in other.tight_sides
    )


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
        if (left + end * _STEP) - (left + start * _STEP) >= _NARROWEST
    ]
    return _separating(_around_sparse(blanks, pieces, lines), lines) if blanks else []


def _narrow(
    body: Sequence[TextLine], lines: Sequence[TextLine], gutters: Sequence[Gutter]
) -> list[Gutter]:
    """Gutters too narrow to part pieces of a line, which no line of the body crosses.

    A gap of this width may be a word space, but not under each other on all lines; and spaces
    inside numbers are narrower. A word alone on its line may be a section over all columns.
    """
    flanked: dict[float, list[tuple[Word, Word]]] = {}
    words = sorted(sides for line in body if len(line.sides) > 1 for sides in line.sides)
    blanks: list[Gutter] = []
    reach = words[0][1] if words else 0.0
    for x0, x1 in words:
        if x0 > reach + _NARROWEST:
            blanks.append((reach, x0))
        if x1 > reach:
            reach = x1
    for a, b in blanks:
        if any(x < b and a < y for x, y in gutters):
            continue
        flanked[a] = [
            (before, after)
            for line in lines
            for before, after in itertools.pairwise(line.words)
            if before.x1 <= a + 0.01
            and after.x0 >= b - 0.01
            # What stands beyond the next gutter is no neighbour.
            and not any(before.x1 <= x + 1 and y - 1 <= after.x0 for x, y in gutters)
        ]
    return [(a, b) for a, b in blanks if a in flanked and _is_narrow_gutter(b - a, flanked[a])]


def _is_narrow_gutter(width: float, flanks: Sequence[tuple[Word, Word]]) -> bool:
    if len(flanks) < _ENOUGH:
        return False
    narrow = width < SPACE * flanks[0][0].size
    if narrow and _have_errors(flanks):
        return False
    if _are_behind_fractions(flanks) or all(
        _FRACTION.fullmatch(word.text) for pair in flanks for word in pair
    ):
        return True
    if narrow:
        return False
    size = flanks[0][0].size
    if _parts_thousands(flanks) or _parts_lists(flanks):
        return False
    if all(is_one_typed_space(before, after) for before, after in flanks):
        return False
    gaps = [after.x0 - before.x1 for before, after in flanks]
    if max(gaps) - min(gaps) < _UNEQUAL * size:  # a space between equal words, or narrow columns
        widths = [[pair[side].x1 - pair[side].x0 for pair in flanks] for side in (0, 1)]
        if width < _WIDER * size or all(max(side) - min(side) < 0.3 * size for side in widths):
            return False
    return any(
        sum(_is_value(pair[side].text) for pair in flanks) >= 0.6 * len(flanks) for side in (0, 1)
    )


def _are_behind_fractions(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether numbers stand behind fractions, where no group of digits goes on: 12.4 1 204.

    One pair of headers aside.
    """
    behind = sum(
        bool(_FRACTION.fullmatch(before.text) and _DIGITS.match(after.text))
        for before, after in flanks
    )
    return behind >= max(len(flanks) - 1, _ENOUGH)


def _have_errors(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether behind each number its error, or its share, stands in brackets: 12.4 (0.3)."""
    return all(
        after.text.startswith("(") and after.text.endswith(")") and not before.text.endswith(")")
        for before, after in flanks
    )


def _parts_thousands(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether a gap is the space between the groups of long numbers: 12 345,6.

    All that ends at the gap goes on right behind it, as cells of two columns do not.
    """
    near = 0.15 * flanks[0][0].size
    end = max(before.x1 for before, _ in flanks)
    start = min(after.x0 for _, after in flanks)
    pairs = [(before, after) for before, after in flanks if end - before.x1 < near]
    return all(
        after.x0 - start < near
        and _GROUP.fullmatch(before.text)
        and _LAST_GROUP.fullmatch(after.text)
        for before, after in pairs
    )


def _parts_lists(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether a gap is the space behind a comma in most lines: 4047, 4237."""
    return sum(before.text.endswith((",", ";")) for before, _ in flanks) > 0.5 * len(flanks)


def _is_value(text: str) -> bool:
    return has_digit(text) or len(text) == 1


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
            if low - a >= _NARROWEST and b - high >= _NARROWEST:
                out += [(a, low), (high, b)]
                continue
        out.append((a, b))
    return out


def with_walls(
    gutters: Sequence[Gutter], walls: Sequence[float], lines: Sequence[TextLine]
) -> list[Gutter]:
    """The gutters of a table that has vertical rules at `walls`.

    A wall is a gutter. White space between two walls parts columns only where most lines with
    text between them have it on both sides.
    """
    if not walls:
        return list(gutters)
    out = [(x - 1.0, x + 1.0) for x in walls if not any(a - 1 <= x <= b + 1 for a, b in gutters)]
    bounds = [float("-inf"), *sorted(walls), float("inf")]
    unwalled = sum(not any(a - 1 <= x <= b + 1 for x in walls) for a, b in gutters)
    few = len(walls) <= unwalled  # those that the labels or a group are ruled off by
    for a, b in gutters:
        wall = next((x for x in walls if a - 1 <= x <= b + 1), None)
        place = bisect(bounds, (a + b) / 2)
        between = bounds[place - 1], bounds[min(place, len(bounds) - 1)]
        if wall is not None:
            out.append((wall - 1.0, wall + 1.0))
        elif _parts_most((a, b), between, lines, few=few):
            out.append((a, b))
    return sorted(out)


def _parts_most(
    gutter: Gutter, between: Gutter, lines: Sequence[TextLine], *, few: bool = False
) -> bool:
    """Whether lines between two walls mostly have text on both sides of a gutter.

    Where there are `few` walls, those of the side with fewer lines: texts of the other one wrap.
    """
    inside = [part for line in lines if (part := line.within(*between)) is not None]
    left, right = gutter[0] + 1, gutter[1] - 1
    both = sum(
        _filled(line, [gutter]) == {0, 1}
        or (
            line.x0 < left < right < line.x1
            and not any(a < right and b > left for a, b in line.sides)
        )
        for line in inside
    )
    if both > 0.6 * len(inside):
        return True
    before = [x0 for line in inside for x0, x1 in line.sides if x1 < right]
    ends = [x1 for line in inside for _, x1 in line.sides if x1 < right]
    if not few or both < _ENOUGH or max(ends) - min(before) < _MARKS * inside[0].size:
        return False
    sides = [sum(any(x1 < right for _, x1 in line.sides) for line in inside)]
    sides.append(sum(any(x0 > left for x0, _ in line.sides) for line in inside))
    return both > _BESIDE_ONE * min(sides)


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
        columns = _filled(line, gutters)
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
    filled = [_filled(line, gutters) for line in lines]
    for number, (above, below) in enumerate(itertools.pairwise(lines)):
        if below.baseline - above.baseline < BESIDE * below.size:
            filled[number] = filled[number] | filled[number + 1]
    return filled


def _filled(line: TextLine, gutters: Sequence[Gutter]) -> set[int]:
    """Columns in which a line has a text of its own."""
    columns = set()
    for x0, x1, size in line.tight_sides:
        first, last = column_between(x0, x1, 0.1 * size, gutters)
        if first == last:
            columns.add(first)
    return columns


def column_of(chunk: Chunk, gutters: Sequence[Gutter]) -> tuple[int, int]:
    """First and last column that a chunk stands in.

    A gutter is blank on most lines only: a long text of the column before it may reach into it,
    and so may one of the column after it. Only a text that reaches over all of it spans.
    """
    return column_between(chunk.x0, chunk.x1, 0.1 * chunk.size, gutters)


def column_between(x0: float, x1: float, near: float, gutters: Sequence[Gutter]) -> tuple[int, int]:
    """The same for a text between two sides, which may reach `near` points into a gutter."""
    first = last = 0
    for number, (a, b) in enumerate(gutters, start=1):
        if x0 < a - near:
            if x1 > b + near:
                last = number
            elif x1 < a - near:
                break  # the others lie further right
        elif x1 > b + near or x0 - a > b - x1:
            first = last = number
        # Else it stands in the gutter, nearer to the column before it.
    return first, last if last > first else first

"""Tables whose rows are all ruled off, or lie on colour, and whose columns are not.

Each height of a rule is the boundary of a row; where the rule leaves a column out, the cell there
goes on below it.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..gaps.gridlines import GridLine, Piece
from ..gaps.rowlines import RowGroup
from ..gaps.rules import Rule
from ..gaps.slots import Slot
from ..lines.words import Word
from .plans import Plan

_LEVEL = 2.0
"""Points by which the heights of pieces of one rule differ at most."""
_ROW = 0.6
"""Font sizes that a row is high at least; less is a rule drawn double."""
_COVERED = 0.5
"""Share of a column's width that the rule between two of its cells takes at least."""
_WIDE = 0.6
"""Share of the width of a table that edges of colour take, which part its rows."""
_OFF_MIDDLE = 0.35
"""Font sizes by which a text stands off the middle of its column at most."""
_WHITE = 1.5
"""Font sizes of white between the lines of one text at most."""
_FEWEST = 3
"""Rows that are ruled off at least."""
_ROWS_INSIDE = 0.3
"""Rows without a rule between them, for each stretch between rules, at most."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """The rows of a table between rules."""

    ys: tuple[float, ...]
    """Their boundaries from top to bottom."""
    parted: tuple[tuple[bool, ...], ...]
    """For each boundary which columns it parts."""

    def reach(self, column: int, row: int) -> tuple[int, int]:
        """The rows of the cell that holds a row of a column, the last one excluded."""
        first, end = row, row + 1
        while first > 0 and not self.parted[first][column]:
            first -= 1
        while end < len(self.ys) - 1 and not self.parted[end][column]:
            end += 1
        return first, end


def lattice_of(
    plan: Plan,
    xs: Sequence[float],
    edges: Sequence[Rule],
    rows: Sequence[RowGroup],
    header: int,
) -> Lattice | None:
    """The rows of a plan between columns with the sides `xs`; None where not all are ruled off.

    `edges` are those of colour, which part rows too where they go over most columns. `rows` are
    those that all else tells, `header` of them headers: a few may stand together between two rules.
    """
    lines = plan.lines
    least = _WIDE * (xs[-1] - xs[0])
    rules = [*plan.region.rules, *_wide(edges, least)]
    if len(rules) <= _FEWEST or not plan.region.rules:
        return None
    heights = _heights(rules, lines[0].line.size)
    top, bottom = min(line.line.top for line in lines), max(line.line.bottom for line in lines)
    levels = [line.line.level for line in lines]
    if levels[0] < heights[0][0]:
        heights.insert(0, (top, []))
    if levels[-1] > heights[-1][0]:
        heights.append((bottom, []))
    ys = tuple(y for y, _ in heights)
    if len(ys) <= _FEWEST:
        return None
    inner = [
        tuple(_covers(pieces, a, b) for a, b in itertools.pairwise(xs))
        for _, pieces in heights[1:-1]
    ]
    whole = (True,) * (len(xs) - 1)
    lattice = Lattice(ys, (whole, *inner, whole))
    if not plan.sides and not _leaves_labels(lattice, rows[header:]):
        return None
    counts = Counter(bisect(ys, row.lines[0].line.level) for row in rows)
    if sum(counts.values()) > (1 + _ROWS_INSIDE) * len(counts):
        return None
    return _with_rows(lattice, rows[header:])


def _leaves_labels(lattice: Lattice, rows: Sequence[RowGroup]) -> bool:
    """Whether rules below the header leave columns out: cells there take several rows."""
    first = rows[0].lines[0].line.level if rows else lattice.ys[-1]
    return any(
        y > first and True in parted and False in parted
        for y, parted in zip(lattice.ys, lattice.parted, strict=True)
    )


def _with_rows(lattice: Lattice, rows: Sequence[RowGroup]) -> Lattice:
    """The lattice with boundaries between rows that no rule parts."""
    ys, parted = [lattice.ys[0]], [lattice.parted[0]]
    columns = range(len(lattice.parted[0]))
    for band, bottom in enumerate(lattice.ys[1:]):
        alone = tuple(lattice.reach(column, band) == (band, band + 1) for column in columns)
        inside = [
            row
            for row in rows
            if ys[-1] < row.lines[0].line.level < bottom
            and any(alone[piece.first] for piece in row.pieces)
        ]
        for above, below in itertools.pairwise(inside):
            low = max(line.line.bottom for line in above.lines)
            ys.append((low + below.lines[0].line.top) / 2)
            parted.append(alone)
        ys.append(bottom)
        parted.append(lattice.parted[band + 1])
    return Lattice(tuple(ys), tuple(parted))


def _wide(edges: Sequence[Rule], least: float) -> list[Rule]:
    """The edges at heights where they take so many points together."""
    taken: dict[int, float] = {}
    for y, x0, x1 in edges:
        taken[round(y)] = taken.get(round(y), 0.0) + x1 - x0
    return [edge for edge in edges if taken[round(edge[0])] > least]


def _heights(rules: Sequence[Rule], size: float) -> list[tuple[float, list[Rule]]]:
    """Heights of rules, from top to bottom, with the pieces at each; double rules are one."""
    found: list[tuple[float, list[Rule]]] = []
    for rule in sorted(rules):
        if found and rule[0] - found[-1][1][-1][0] < max(_LEVEL, _ROW * size):
            found[-1][1].append(rule)
        else:
            found.append((rule[0], [rule]))
    return [(sum(y for y, _, _ in pieces) / len(pieces), pieces) for _, pieces in found]


def _covers(pieces: Sequence[Rule], left: float, right: float) -> bool:
    reach, start = 0.0, left
    for x0, x1 in sorted((x0, x1) for _, x0, x1 in pieces):
        low, high = max(x0, start), min(x1, right)
        if high > low:
            reach += high - low
            start = high
    return reach > _COVERED * (right - left)


def ruled_slots(plan: Plan, lattice: Lattice, xs: Sequence[float]) -> list[Slot] | None:
    """The cells of a plan on its lattice; None where these are not cells of one text each."""
    slots: list[_Cell] = []
    for number, line in enumerate(plan.lines):
        row = min(max(bisect(lattice.ys, line.line.level) - 1, 0), len(lattice.ys) - 2)
        for piece in [part for whole in line.pieces for part in _parted(whole, xs)]:
            reaches = [lattice.reach(c, row) for c in range(piece.first, piece.last + 1)]
            first, end = max(a for a, _ in reaches), min(b for _, b in reaches)
            touching = [
                cell
                for cell in slots
                if cell.first_row < end
                and first < cell.end_row
                and cell.first <= piece.last
                and piece.first <= cell.last
            ]
            if len(touching) > 1:
                return None
            if touching:
                cell = touching[0]
                if len(cell.lines) and (cell.first, cell.last) != (piece.first, piece.last):
                    several = {p.first for n, p in cell.lines if n == number}
                    if several:
                        return None
                cell.lines.append((number, piece))
                cell.first, cell.last = min(cell.first, piece.first), max(cell.last, piece.last)
            else:
                slots.append(_Cell(first, end, piece.first, piece.last, [(number, piece)]))
    if any(cell.is_stack() or cell.is_torn(plan.lines, lattice.ys) for cell in slots):
        return None
    return [cell.slot() for cell in sorted(slots, key=lambda c: (c.first_row, c.first))]


def _parted(piece: Piece, xs: Sequence[float]) -> list[Piece]:
    """A piece over several columns, or its parts where each stands in the middle of one."""
    if piece.first == piece.last:
        return [piece]
    parts: dict[int, list[Word]] = {}
    for word in piece.words:
        column = bisect(xs, (word.x0 + word.x1) / 2) - 1
        parts.setdefault(column, []).append(word)
    if list(parts) != list(range(piece.first, piece.last + 1)):
        return [piece]
    for column, words in parts.items():
        left, right = words[0].x0, max(word.x1 for word in words)
        middle = (xs[column] + xs[column + 1]) / 2
        if left < xs[column] or right > xs[column + 1]:
            return [piece]
        if abs((left + right) / 2 - middle) > _OFF_MIDDLE * words[0].size:
            return [piece]
    return [Piece(column, column, tuple(words)) for column, words in parts.items()]


@dataclass(slots=True)
class _Cell:
    """A cell with its pieces and the numbers of their lines."""

    first_row: int
    end_row: int
    first: int
    last: int
    lines: list[tuple[int, Piece]]

    def is_stack(self) -> bool:
        """Whether whole numbers stand under each other in it."""
        return len({n for n, _ in self.lines}) > 1 and all(
            (piece.numeric or piece.blank) and not piece.torn for _, piece in self.lines
        )

    def is_torn(self, lines: Sequence[GridLine], ys: Sequence[float]) -> bool:
        """Whether texts of several rows stand in it: with white between them, or one
        on each row, level with its numbers."""
        rows = self.end_row - self.first_row
        if rows < 2:
            return False
        mine = [lines[n] for n in sorted({n for n, _ in self.lines})]
        level = {
            bisect(ys, line.line.level)
            for line in mine
            if any(piece.numeric and piece.first > self.last for piece in line.pieces)
        }
        return (len(level) > 1 and len(mine) >= rows) or any(
            b.line.top - a.line.bottom > _WHITE * a.line.size for a, b in itertools.pairwise(mine)
        )

    def slot(self) -> Slot:
        """It as a slot."""
        words = [word for _, piece in self.lines for word in piece.words]
        torn = any(piece.torn for _, piece in self.lines)
        return Slot(
            self.first_row, self.first, self.last, words, self.end_row - self.first_row, torn
        )

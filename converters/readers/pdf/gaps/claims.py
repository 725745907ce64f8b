"""Which column each piece of a line stands in, where white space leaves a choice.

Headers set to the left stand before the numbers below them, in the white between two columns. Where
the texts of a column end at one side, that is its side: what stands beyond belongs to the next
column. And the pieces of one line share out the columns: no two stand in one as long as there is
another choice.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from ..lines.words import TIGHT, Chunk
from .gutters import Gutter

_SHARED = 20.0
"""Cost, in font sizes, of two pieces of a line in one column."""
_BEYOND = 10.0
"""Cost of a piece beyond the side of its column."""
_BRACKET = 0.33
"""Width of a closing bracket in font sizes: numbers in brackets may reach so much further."""
_FLUSH = 0.7
"""Share of the texts of a column that end where it ends."""

Claim = tuple[int, int]
"""First and last column."""
Closed = tuple[bool, bool]
"""Whether a column starts where its texts start, and ends where they end."""


def gutter_of(chunk: Chunk, gutters: Sequence[Gutter]) -> int | None:
    """The first gutter that a chunk stands in, if any."""
    near, x0, x1 = 0.1 * chunk.size, chunk.x0, chunk.x1
    for number, (a, b) in enumerate(gutters):
        if a - near > x0:
            break  # the others lie further right
        if x1 <= b + near:
            return number
    return None


def closed_sides(
    lines: Sequence[Sequence[Chunk]],
    claims: Sequence[Sequence[Claim]],
    between: Sequence[Sequence[int | None]],
    columns: int,
) -> list[Closed]:
    """The sides of the `columns`, for the chunks of each line, whose columns `claims` holds.

    Those that stand in a gutter, which `between` tells, show no side.
    """
    found: list[list[Chunk]] = [[] for _ in range(columns)]
    for line, mine, places in zip(lines, claims, between, strict=True):
        for chunk, (first, last), place in zip(line, mine, places, strict=True):
            if first == last and place is None:
                found[first].append(chunk)
    flush = [_flush(chunks) for chunks in found]
    right = sum(side == (False, True) for side in flush) > sum(
        side == (True, False) for side in flush
    )
    closed = []
    for chunks, side in zip(found, flush, strict=True):
        # Texts of one width tell nothing; numbers among them stand as those of other columns do.
        as_others = right and sum(chunk.text[-1:].isalpha() for chunk in chunks) < len(chunks) / 2
        closed.append(side if side != (True, True) else (False, as_others))
    return closed


def _flush(chunks: Sequence[Chunk]) -> Closed:
    """Whether most texts of a column share their left side, and their right side."""
    if len(chunks) < 3:
        return False, False
    size = chunks[0].words[0].size
    near = 0.12 * size
    ends = [-chunk.x1 for chunk in chunks]
    out = [_BRACKET * size * (chunk.words[-1].text[-1] == ")") for chunk in chunks]
    return (
        _is_flush([chunk.x0 for chunk in chunks], near),
        _is_flush(ends, near)
        or (any(out) and _is_flush([a + b for a, b in zip(ends, out, strict=True)], near)),
    )


def _is_flush(sides: Sequence[float], near: float) -> bool:
    """Whether most sides are one, and hardly any lies before it."""
    usual = statistics.median(sides)
    level = sum(abs(side - usual) < near for side in sides)
    before = sum(side < usual - near for side in sides)
    return level >= _FLUSH * len(sides) and before <= 0.15 * len(sides)


def shared_out(
    chunks: Sequence[Chunk],
    claims: Sequence[Claim],
    between: Sequence[int | None],
    gutters: Sequence[Gutter],
    closed: Sequence[Closed],
) -> list[Claim]:
    """The columns of the chunks of one line, from left to right, that fit best together.

    `claims` are those that each stands in by itself, `between` the gutters that some stand in.
    """
    if between.count(None) == len(between):
        return list(claims)
    alone = len(chunks) == len(gutters)
    choices = [
        [(0.0, claim)] if place is None else _choices(chunk, place, gutters, closed, alone=alone)
        for chunk, claim, place in zip(chunks, claims, between, strict=True)
    ]
    best: list[tuple[float, list[Claim]]] = [(0.0, [])]
    for number, (chunk, some) in enumerate(zip(chunks, choices, strict=True)):
        near = number and chunk.x0 - chunks[number - 1].x1 <= TIGHT * chunk.words[0].size
        after: dict[Claim, tuple[float, list[Claim]]] = {}
        for (cost, choice), (before, path) in itertools.product(some, best):
            shares = bool(path) and path[-1][1] >= choice[0] and not near
            more = before + cost + _SHARED * shares
            if choice not in after or more < after[choice][0]:
                after[choice] = more, [*path, choice]
        best = sorted(after.values(), key=lambda pair: pair[0])
    return best[0][1]


def _choices(
    chunk: Chunk,
    number: int,
    gutters: Sequence[Gutter],
    closed: Sequence[Closed],
    *,
    alone: bool,
) -> list[tuple[float, Claim]]:
    """The columns beside the gutter that a chunk stands in, with their costs in font sizes.

    `alone` when its line has a piece for each column but one, which is that of the labels: beyond
    labels that start at one side stands no header of theirs.
    """
    size = max(chunk.words[0].size, 1.0)
    to_left, to_right = chunk.x0 - gutters[number][0], gutters[number][1] - chunk.x1
    shut = closed[number][1] or (alone and not number and closed[0][0]), closed[number + 1][0]
    costs = [max(to_left - to_right, 0.0) / size, max(to_right - to_left, 0.0) / size]
    return [
        (cost + _BEYOND * (beyond and shut != (True, True)), (column, column))
        for cost, beyond, column in zip(costs, shut, (number, number + 1), strict=True)
    ]

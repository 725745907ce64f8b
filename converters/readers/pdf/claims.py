"""Which column each piece of a line stands in, where white space leaves a choice.

Headers set to the left stand before the numbers below them, in the white between two columns. The
pieces of one line share out the columns: no two stand in one as long as there is another choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from .gutters import Gutter
from .words import TIGHT, Chunk

_SHARED = 4.0
"""Cost, in font sizes, of two pieces of a line in one column."""

Claim = tuple[int, int]
"""First and last column."""


def shared_out(
    chunks: Sequence[Chunk], claims: Sequence[Claim], gutters: Sequence[Gutter]
) -> list[Claim]:
    """The columns of the chunks of one line, from left to right, that fit best together.

    `claims` are those that each fits best alone.
    """
    if len(chunks) < 2 or all(a[1] < b[0] for a, b in zip(claims, claims[1:], strict=False)):
        return list(claims)
    best: list[tuple[float, list[Claim]]] = [(0.0, [])]
    for number, (chunk, claim) in enumerate(zip(chunks, claims, strict=True)):
        near = number and chunk.x0 - chunks[number - 1].x1 <= TIGHT * chunk.words[0].size
        after: dict[Claim, tuple[float, list[Claim]]] = {}
        for cost, choice in _choices(chunk, claim, gutters):
            for before, path in best:
                more = cost
                if path and path[-1][1] >= choice[0]:
                    more += 0.0 if near else _SHARED
                if choice not in after or before + more < after[choice][0]:
                    after[choice] = before + more, [*path, choice]
        best = sorted(after.values(), key=lambda pair: pair[0])
    return best[0][1]


def _choices(
    chunk: Chunk, claim: Claim, gutters: Sequence[Gutter]
) -> list[tuple[float, Claim]]:
    """The columns that a chunk may stand in, with their costs in font sizes."""
    choices = [(0.0, claim)]
    size = max(chunk.words[0].size, 1.0)
    for number, (a, b) in enumerate(gutters):
        if a - 0.1 * size <= chunk.x0 and chunk.x1 <= b + 0.1 * size:
            to_left, to_right = chunk.x0 - a, b - chunk.x1
            for column, more in ((number, to_left - to_right), (number + 1, to_right - to_left)):
                if (column, column) != claim:
                    choices.append((max(more, 0.0) / size, (column, column)))
    return choices

"""Labels of a header that stand under one over several columns, told by where they stand."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence, Set

from ..gaps.gridlines import GridLine

_LEVEL = 0.25
"""Font sizes by which baselines of one level differ at most."""


def under_headers(lines: Sequence[GridLine]) -> frozenset[int]:
    """Columns whose label on the lowest line stands below a header over several columns.

    Where labels alone in their column stand in the middle of the whole height, one that is alone
    on the lowest line fills only a part of it: the rest is that of a header over it and its
    neighbours, though this header's text stands over one of these alone.
    """
    low, high = lines[-1].line.baseline, lines[0].line.baseline
    size = max(lines[-1].line.size, 1.0)
    pieces = [(piece, line.line.baseline) for line in lines for piece in line.pieces]
    filled = Counter(column for piece, _ in pieces for column in range(piece.first, piece.last + 1))
    alone = [
        (piece.first, baseline)
        for piece, baseline in pieces
        if piece.first == piece.last and filled[piece.first] == 1
    ]
    near = _LEVEL * size
    centred = any(abs(baseline - (low + high) / 2) < near for _, baseline in alone)
    if low - high < 3 * near or not centred:
        return frozenset()
    wide = {
        column
        for piece, _ in pieces
        if piece.first != piece.last
        for column in range(piece.first, piece.last + 1)
    }
    lowest = sorted({piece.first for piece in lines[-1].pieces} - wide)
    found: set[int] = set()
    for _, run in itertools.groupby(enumerate(lowest), key=lambda pair: pair[1] - pair[0]):
        columns = {column for _, column in run}
        low_ones = {column for column, baseline in alone if low - baseline < near} & columns
        if low_ones and _have_neighbours(sorted(columns - low_ones), low_ones):
            found |= columns
    return frozenset(found)


def _have_neighbours(under: Sequence[int], alone: Set[int]) -> bool:
    """Whether each column with a text above has one beside it that this text heads as well.

    Else these texts are first lines of labels, beside shorter labels.
    """
    left = set(alone)
    for column in under:
        beside = {column - 1, column + 1} & left
        if not beside:
            return False
        left.discard(min(beside))
    return True

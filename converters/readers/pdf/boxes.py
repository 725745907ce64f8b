"""Where the columns of a table without rules begin and end."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .gridlines import GridLine, Piece
from .gutters import Gutter


def column_boxes(
    body: Sequence[GridLine],
    header: Sequence[GridLine],
    gutters: Sequence[Gutter],
    sides: Gutter,
) -> list[Gutter]:
    """Left and right sides of the columns, from how the texts of their bodies are aligned.

    `sides` are those of the table. The lowest headers take their place too.
    """
    left, right = sides
    extents: list[Gutter] = []
    aligned: list[tuple[bool, bool]] = []
    for column in range(len(gutters) + 1):
        cells = [p for line in body for p in line.pieces if p.first == p.last == column]
        if not cells:
            low = gutters[column - 1][1] if column else left
            high = gutters[column][0] if column < len(gutters) else right
            extents.append((low, high))
            aligned.append((False, False))
            continue
        starts, ends = sorted(p.x0 for p in cells), sorted(p.x1 for p in cells)
        extents.append((starts[0], ends[-1]))
        middle = len(cells) // 2
        aligned.append((starts[middle] - starts[0] < 1.5, ends[-1] - ends[middle] < 1.5))
    _make_room(extents, header)
    gaps = [after[0] - before[1] for before, after in itertools.pairwise(extents)]
    padding = min(max(min(gaps, default=2.0) / 2, 0.5), 10.0)
    edges = [min(left, extents[0][0] - padding)]
    for number, (before, after) in enumerate(itertools.pairwise(extents)):
        ends_there, starts_there = aligned[number][1], aligned[number + 1][0]
        if ends_there and not starts_there:
            edges.append(before[1] + padding)
        elif starts_there and not ends_there:
            edges.append(after[0] - padding)
        else:
            edges.append((before[1] + after[0]) / 2)
    edges.append(max(right, extents[-1][1] + padding))
    return list(itertools.pairwise(edges))


def _make_room(extents: list[Gutter], header: Sequence[GridLine]) -> None:
    """Let the extents of columns reach over their lowest headers, where these are apart."""
    lowest: dict[int, Piece] = {}
    for line in reversed(header):
        for piece in line.pieces:
            if piece.first == piece.last:
                lowest.setdefault(piece.first, piece)
    for column, piece in sorted(lowest.items()):
        low = extents[column - 1][1] if column else float("-inf")
        high = extents[column + 1][0] if column + 1 < len(extents) else float("inf")
        if low < piece.x0 and piece.x1 < high:
            before, after = extents[column]
            extents[column] = (min(before, piece.x0), max(after, piece.x1))

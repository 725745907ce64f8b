"""Where the columns of a table without rules begin and end."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Mapping, Sequence

from .gridlines import GridLine, Piece, in_columns
from .gutters import Gutter

_FLUSH = 0.15
"""Font sizes by which a header stands off the side of the texts below it at most."""
_MOST = 0.8
"""Share of the headers that are set to one side where all are."""

Loose = tuple[Sequence[Gutter], Sequence[Gutter]]
"""Left and right sides of columns: the least and the most that they may be."""


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
    for column, cells in enumerate(in_columns(body, len(gutters) + 1)):
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


def flush_boxes(
    body: Sequence[GridLine], header: Sequence[GridLine], boxes: Sequence[Gutter], sides: Gutter
) -> list[Loose]:
    """The columns as cells whose texts and lowest headers are all set to one side, if they are.

    `boxes` are their sides as the white between them tells, `sides` those of the table. Where
    the first cell behind the labels starts, or the last one ends, is known between two places.
    """
    out: list[Loose] = []
    lowest = _lowest(header)
    extents = _texts_of(body, lowest, len(boxes))
    if any(not extent for extent in extents) or len(boxes) < 3:
        return out
    starts = [statistics.median(x0 for x0, _ in extent) for extent in extents]
    ends = [statistics.median(x1 for _, x1 in extent) for extent in extents]
    middles = [statistics.median(x0 + x1 for x0, x1 in extent) / 2 for extent in extents]
    if _are_flush(lowest, middles, at=0.5):
        return out
    if _are_flush(lowest, ends, at=1.0):
        first = max(x1 for _, x1 in extents[0]), min(x0 for x0, _ in extents[1])
        out.append(_loose([boxes[0][0], first, *ends[1:]]))
    if _are_flush(lowest, starts, at=0.0):
        last = max(x1 for _, x1 in extents[-1])
        out.append(_loose([*starts, (last, max(last, sides[1]))]))
    return out


def open_boxes(
    body: Sequence[GridLine], header: Sequence[GridLine], boxes: Sequence[Gutter]
) -> Loose:
    """The columns, the first behind the labels starting anywhere between those and its texts."""
    labels, first = _texts_of(body, _lowest(header), len(boxes))[:2]
    if not labels or not first:
        return boxes, boxes
    low, high = max(x1 for _, x1 in labels), min(x0 for x0, _ in first)
    return _loose([boxes[0][0], (low, max(low, high)), *(right for _, right in boxes[1:])])


def _loose(edges: Sequence[float | Gutter]) -> Loose:
    """Boxes between edges, of which some are known between two places only."""
    low, high = (
        [edge[side] if isinstance(edge, tuple) else edge for edge in edges] for side in (0, 1)
    )
    return list(itertools.pairwise(low)), list(itertools.pairwise(high))


def _texts_of(
    body: Sequence[GridLine], lowest: Mapping[int, Piece], columns: int
) -> list[list[Gutter]]:
    """The sides of the texts of each column, its lowest header among them."""
    found = in_columns(body, columns)
    for column, piece in lowest.items():
        found[column].append(piece)
    return [[(piece.x0, piece.x1) for piece in pieces] for pieces in found]


def _are_flush(lowest: Mapping[int, Piece], places: Sequence[float], *, at: float) -> bool:
    """Whether nearly all lowest headers behind the labels start, or end, where their texts do.

    `at` is 0 for their left sides, 1 for their right ones, and in between.
    """
    mine = [(piece, places[column]) for column, piece in lowest.items() if column]
    flush = sum(
        abs(piece.x0 + at * (piece.x1 - piece.x0) - place) < _FLUSH * piece.words[0].size
        for piece, place in mine
    )
    return len(mine) > 1 and flush >= _MOST * len(mine)


def _lowest(header: Sequence[GridLine]) -> dict[int, Piece]:
    """The lowest header of each column."""
    lowest: dict[int, Piece] = {}
    for line in reversed(header):
        for piece in line.pieces:
            if piece.first == piece.last:
                lowest.setdefault(piece.first, piece)
    return lowest


def _make_room(extents: list[Gutter], header: Sequence[GridLine]) -> None:
    """Let the extents of columns reach over their lowest headers, where these are apart."""
    for column, piece in sorted(_lowest(header).items()):
        low = extents[column - 1][1] if column else float("-inf")
        high = extents[column + 1][0] if column + 1 < len(extents) else float("inf")
        if low < piece.x0 and piece.x1 < high:
            before, after = extents[column]
            extents[column] = (min(before, piece.x0), max(after, piece.x1))

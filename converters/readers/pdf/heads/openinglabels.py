"""Pieces of header lines that surely open a label, though others stand right above them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..gaps.gridlines import GridLine
from ..gaps.gutters import Gutter
from ..gaps.rowlines import is_year
from ..lines.letters import has_digit
from .repeats import bare, repeated

_IN_MIDDLE = 1.0
"""Font sizes by which a name stands off the middle of the texts of its columns at most."""


def opening_pieces(lines: Sequence[GridLine], boxes: Sequence[Gutter]) -> frozenset[int]:
    """The `id` of each such piece, where the columns have their texts between the sides `boxes`."""
    return frozenset(_repeated(lines) | _under_spanners(lines) | _years_under(lines, boxes))


def _repeated(lines: Sequence[GridLine]) -> set[int]:
    """The `id` of each piece that comes again on its line while all above it differ: years."""
    found: set[int] = set()
    for above, line in itertools.pairwise(lines):
        mine = [piece for piece in line.pieces if piece.first > 0]
        over = [piece.text for piece in above.pieces if piece.first > 0]
        if 1 < len(over) < len(mine) and len(set(over)) == len(over):
            again = repeated([bare(piece.text) for piece in mine])
            found |= {id(piece) for piece in mine if bare(piece.text) in again}
    return found


def _years_under(lines: Sequence[GridLine], boxes: Sequence[Gutter]) -> set[int]:
    """The `id` of each year on a line of years, one for each column, below fewer names that stand
    in the middle of neighbouring ones each: over one column, a name is no part of its year."""
    found: set[int] = set()
    for above, line in itertools.pairwise(lines):
        years = [piece for piece in line.pieces if piece.first > 0]
        over = [piece for piece in above.pieces if piece.first > 0]
        if not 1 < len(over) < len(years) or not all(is_year(piece.text) for piece in years):
            continue
        columns = [piece.first for piece in years]
        if columns != list(range(1, len(boxes))) or any(p.first != p.last for p in years):
            continue
        if any(has_digit(piece.text) for piece in over):
            continue
        near = _IN_MIDDLE * line.line.size
        if _share(boxes[1:], [(piece.x0 + piece.x1) / 2 for piece in over], near):
            found |= {id(piece) for piece in years}
    return found


def _share(boxes: Sequence[Gutter], middles: Sequence[float], near: float) -> bool:
    """Whether columns fall into groups with one of the `middles` each, in their order."""
    if not middles:
        return not boxes
    return any(
        abs((boxes[0][0] + boxes[count - 1][1]) / 2 - middles[0]) < near
        and _share(boxes[count:], middles[1:], near)
        for count in range(1, len(boxes) - len(middles) + 2)
    )


def _under_spanners(lines: Sequence[GridLine]) -> set[int]:
    """The `id` of each piece in the middle of columns with no other header above them.

    Where the header of the labels stands at the top, headers of single columns do too. Those of a
    lower line then stand under one over several columns, as others of its line surely are.
    """
    found: set[int] = set()
    for above, line in itertools.pairwise(lines):
        over = [piece for piece in above.pieces if piece.first > 0]
        wide = any(
            sum(piece.x0 < other.x1 and other.x0 < piece.x1 for other in line.pieces) > 1
            for piece in over
        )
        if line.at(0) is not None or above.at(0) is None or not wide:
            continue
        for piece in line.pieces:
            column = piece.first
            head = above.at(column)
            beside = [line.at(column - 1), line.at(column + 1)]
            free = above.at(column - 1) is None is above.at(column + 1)
            if (
                head is not None
                and head.first == head.last == piece.last
                and free
                and all(other is not None and other.first > 0 for other in beside)
            ):
                found.add(id(piece))
    return found

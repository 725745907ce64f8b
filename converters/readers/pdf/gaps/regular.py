"""What only tables have where no rules stand: enough rows, and columns that are aligned."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from .gridlines import GridLine, Piece, in_columns
from .prose import display_width
from .rowlines import header_lines

_BODY = 3
"""Lines below the header whose texts may be aligned without it at least."""
_INDENTS = 4
"""Indents of labels at most."""
_ALONE = 0.2
"""Share of labels at most that start where no other does."""
_SOLID = 1.36
"""Distance of baselines, in font sizes, of lines of one text at most: faces set wide have it."""
_SPACED = 1.7
"""The same with more space between lines."""
_NARROWER = 0.95
"""Share of the distance of rows that lines of one text stand apart at most."""


def is_regular(
    lines: Sequence[GridLine], full: Sequence[GridLine], columns: int, numeric: frozenset[int]
) -> bool:
    """Without rules: enough rows, aligned columns, and something that only tables have."""
    if len(full) < 3:
        return False
    if len(full) < 0.45 * len(lines):  # else there is no need to count what is wrapped
        wrapped = _wrapped(lines, on=len(numeric - {0}) > 1)
        if len(full) < 0.45 * (len(lines) - wrapped):
            return False
    if columns == 2 and not (numeric and len(full) >= 3) and not _short_pairs(full):
        return False
    if columns > 2 and not numeric and (len(full) < 4 or _is_patchy(lines, columns)):
        return False
    aligned = [
        _are_aligned(cells, column) for column, cells in enumerate(in_columns(lines, columns))
    ]
    if sum(aligned) >= 0.7 * columns:
        return True
    body = lines[header_lines(lines, numeric) :]
    if len(body) < _BODY:
        return False
    below = in_columns(body, columns)
    return (
        sum(whole or _are_aligned(below[column], column) for column, whole in enumerate(aligned))
        >= 0.7 * columns
    )


def _wrapped(lines: Sequence[GridLine], *, on: bool) -> int:
    """Lines of one piece close to a fuller line: wrapped text of its row.

    Its further lines are such too where texts may go `on` below them.
    """
    wrapped: list[bool] = []
    within = _line_distance(lines)
    for number, line in enumerate(lines):
        near = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
        alone = len(line.pieces) == 1 and line.pieces[0].first == line.pieces[0].last
        beside = [other for other in near if _is_close(other, line, within)]
        below = on and number > 0 and wrapped[-1] and lines[number - 1].columns == line.columns
        wrapped.append(
            alone
            and (
                any(len(other.pieces) > 1 for other in beside)
                or (below and _is_close(lines[number - 1], line, within))
            )
        )
    return sum(wrapped)


def _line_distance(lines: Sequence[GridLine]) -> float:
    """Distance of baselines, in font sizes, of the lines of one text at most.

    Where lines that fill most columns all stand further apart from each other, a text may be set
    with more space between its lines.
    """
    most = max(len(line.pieces) for line in lines) / 2
    rows = [
        (below.line.baseline - above.line.baseline) / max(below.line.size, 1.0)
        for above, below in itertools.pairwise(lines)
        if min(len(above.pieces), len(below.pieces)) > most
    ]
    return max(_SOLID, min(_SPACED, _NARROWER * min(rows, default=0.0)))


def _is_close(one: GridLine, other: GridLine, within: float) -> bool:
    return abs(one.line.baseline - other.line.baseline) < within * other.line.size


def _is_patchy(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether many places are empty or reached over: lists set side by side."""
    pieces = [piece for line in lines for piece in line.pieces]
    over = sum(piece.first != piece.last for piece in pieces)
    return len(pieces) < 0.55 * columns * len(lines) or over > 0.08 * len(pieces)


def _short_pairs(full: Sequence[GridLine]) -> bool:
    """Two columns of short texts, as in a glossary with a head."""
    texts = [piece.text for line in full for piece in line.pieces]
    colons = sum(line.pieces[0].text.endswith((":", "：")) for line in full)
    return (
        len(full) >= 5
        and colons < 0.3 * len(full)
        and all(display_width(text) <= 30 for text in texts)
    )


def _are_aligned(cells: Sequence[Piece], column: int) -> bool:
    """Whether most texts of a column share a left side, a right side or a middle."""
    if len(cells) < 2:
        return True
    near = max(2.5, 0.35 * cells[0].words[0].size)
    least = 0.55 * len(cells)
    places = (
        sorted([cell.x0 for cell in cells]),
        sorted([cell.x1 for cell in cells]),
        sorted([(cell.x0 + cell.x1) / 2 for cell in cells]),
    )
    for sides in sorted(places, key=_extent):  # what differs least tells soonest
        if any(
            bisect_right(sides, a + near) - bisect_left(sides, a - near / 2) >= least for a in sides
        ):
            return True
    return column == 0 and _are_indented(cells)


def _extent(sides: Sequence[float]) -> float:
    return sides[-1] - sides[0]


def _are_indented(cells: Sequence[Piece]) -> bool:
    """Whether labels start at a few places, most of them at one where others do."""
    starts = Counter(round(cell.x0) for cell in cells)
    alone = sum(count == 1 for count in starts.values())
    return len(starts) <= _INDENTS and alone <= _ALONE * len(cells)

"""Lines of rows whose texts are wrapped: in pieces, beside each other, or alone below others."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..lines.words import Chunk, TextLine
from .gutters import BESIDE, level_lines
from .torn import may_be_torn

_ROW = 1.4
"""How many times higher than others a row without pieces is at most."""
_LONG = 0.6
"""Share of the width of all lines from which one is no rest of a cell."""
_PITCH = 1.35
"""Distance of baselines, in font sizes, of lines of one text at most."""
_WIDEST_PITCH = 1.6
"""The same in a table whose rows are told from these by their distance."""
_ROWS_APART = 1.2
"""Distance of rows over that of the lines of one text at least."""
_SPACED = 1.7
"""The same of texts that are set with more space between their lines, where others are so."""
_ALIKE = 2
"""Lines of one piece under others as far apart that tell so at least."""
_PADDED = 2.0
"""Distances of lines that a row is higher than they at most."""


def in_pieces(lines: Sequence[TextLine]) -> int:
    """How many lines fall into pieces, or stand half a line off beside the one above.

    Cells aligned to the middle of their row stand between the lines of their neighbours.
    """
    count = sum(len(line.tight_sides) > 1 for line in lines)
    for above, below in itertools.pairwise(lines):
        near = below.baseline - above.baseline < BESIDE * below.size
        bare = len(above.tight_sides) == len(below.tight_sides) == 1
        count += near and bare and (above.x1 < below.x0 or below.x1 < above.x0)
    return count


def has_beside(run: Sequence[TextLine], number: int) -> bool:
    """Whether a line of one piece has another one half a line above or below, beside it."""
    line = run[number]
    near = [*run[max(number - 1, 0) : number], *run[number + 1 : number + 2]]
    return any(
        abs(line.baseline - other.baseline) < BESIDE * line.size
        and len(other.tight_sides) == 1
        and (other.x1 < line.x0 or line.x1 < other.x0)
        for other in near
    )


def is_wrapped_row(inside: Sequence[TextLine], high: float, usual: float) -> bool:
    """Whether a stretch of lines as long as each other is a row whose texts hardly part.

    It is as high as rows are, and its lines are as close to the rules as to each other.
    """
    if usual == 0 or high > _ROW * usual:
        return False
    text = inside[-1].baseline - inside[0].baseline
    pitch = text / (len(inside) - 1)
    return pitch < _PITCH * inside[0].size and high - text < _PADDED * pitch


def wraps_end(part: Sequence[TextLine]) -> bool:
    """Whether the last lines are the close continuation of one piece of the line above them.

    Cells aligned to the middle of their row make one line with those beside them.
    """
    whole = max([line.x1 for line in part]) - min([line.x0 for line in part])
    if _is_long_alone(part, _LONG * whole):
        return False  # prose: no need to look at all lines above
    part = level_lines(part)
    if len(part[-1].chunk_sides) > 1:
        return True
    place = len(part) - 1
    near_by = _line_distance(part)
    while place > 0 and len(part[place].chunk_sides) < 2:
        last, above = part[place], part[place - 1]
        pitch = last.baseline - above.baseline
        if pitch >= near_by or last.x1 - last.x0 >= _LONG * whole:
            return False
        if abs(last.x0 - part[-1].x0) > 3:
            return False
        place -= 1
    # In a row of cells aligned to the middle the text may go on from further above.
    near = [part[place], *part[max(place - 2, 0) : place]]
    lowest = part[place].baseline - near_by
    chunks = [chunk for line in near if line.baseline > lowest for chunk in line.chunks]
    return any(
        abs(chunk.x0 - part[-1].x0) < 3
        or (chunk.x0 < part[-1].x0 < part[-1].x1 < chunk.x1 + 1 and _is_torn(chunk, part[-1]))
        for chunk in chunks
    )


def _is_long_alone(part: Sequence[TextLine], least: float) -> bool:
    """Whether the last line is one long piece, and so far below another one that it is no part."""
    line = part[-1]
    return (
        len(part) > 1
        and line.x1 - line.x0 >= least
        and len(line.chunk_sides) == 1
        and line.baseline - part[-2].baseline >= BESIDE * line.size
    )


def _is_torn(above: Chunk, line: TextLine) -> bool:
    """Whether a line may be the rest of a number that had no room."""
    return may_be_torn(above.text, line.text)


def _line_distance(part: Sequence[TextLine]) -> float:
    """The distance of lines, in points, up to which the last one may go on with a text.

    As large as that of other lines of one piece at its place is.
    """
    last = part[-1]
    alike = sorted(
        below.baseline - above.baseline
        for above, below in itertools.pairwise(part[:-1])
        if len(below.chunk_sides) == 1
        and abs(below.x0 - last.x0) < 3
        and below.baseline - above.baseline < _SPACED * last.size
    )
    return max(_PITCH * last.size, 1.02 * alike[-1] if len(alike) >= _ALIKE else 0.0)


def is_close(part: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a single piece is narrow and so near the line above that it wraps one of it.

    In faces set wide it is as near as the nearest lines of the table, rows being further apart.
    """
    whole = max(other.x1 for other in part) - min(other.x0 for other in part)
    pitch = line.baseline - part[-1].baseline
    if line.x1 - line.x0 >= 0.5 * whole or pitch >= _WIDEST_PITCH * line.size:
        return False
    if pitch < _line_distance([*part, line]):
        return True
    pitches = [below.baseline - above.baseline for above, below in itertools.pairwise(part)]
    return bool(pitches) and pitch < 1.02 * min(pitches) and max(pitches) > _ROWS_APART * pitch

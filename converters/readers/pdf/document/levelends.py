"""Lines that end level with others: set to both sides of a measure narrower than their column.

Beside a line of program text that runs over the margin, in an abstract, or in a quotation, the
column of text is wider than its paragraphs, and a full line seems to have room at its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from .pieces import Line

_LEVEL = 0.05
"""Font sizes by which ends of lines set to both sides differ at most."""
_ROOM = 0.29
"""Font sizes of white beside a line from which it may seem to have room."""
_LONG = 12.0
"""Font sizes that lines are long at least which end level by no chance."""
_INDENT = 2.8
"""Font sizes by which lines of one paragraph start apart at most."""
_PITCH = 2.2
"""Font sizes between lines of one paragraph at most."""
_SHARED = 2
"""Pairs of lines from which where they end is a measure for others of their column."""


def with_level_ends(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, those `level` that end where one beside them does, or where several pairs do."""
    level: set[int] = set()
    ends: Counter[tuple[int, float, int]] = Counter()
    short = [place for place, line in enumerate(lines) if _seems_short(line)]
    for place in short:
        if place and _are_level(lines[place - 1], lines[place]):
            level |= {place - 1, place}
            ends[_end(lines[place])] += 1
    if not level:
        return lines
    out = list(lines)
    for place in short:
        if place in level or ends[_end(lines[place])] >= _SHARED:
            out[place] = replace(lines[place], level=True)
    return out


def _seems_short(line: Line) -> bool:
    return line.column[1] - line.box[2] > _ROOM * line.size


def _end(line: Line) -> tuple[int, float, int]:
    """Page, right side of the column, and end of a line in half points."""
    return line.page, line.column[1], round(2 * line.box[2])


def _are_level(above: Line, below: Line) -> bool:
    """Whether two lines under each other, of one measure, are set to both of its sides."""
    size, (x0, _, x1, _), (left, _, right, _) = below.size, above.box, below.box
    return (
        abs(right - x1) < _LEVEL * size
        and min(right - left, x1 - x0) > _LONG * size
        and abs(left - x0) < _INDENT * size
        and above.page == below.page
        and above.column == below.column
        and 0 < below.baseline - above.baseline < _PITCH * size
        and abs(above.size - size) < _LEVEL * size
        and not (above.rtl or above.text[-1:].isdigit() or below.text[-1:].isdigit())
    )

"""What may open a table without rules, or go on with it: headers, sections, rows far apart."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from ..lines.words import Chunk, TextLine
from .captions import is_caption
from .gridlines import is_nothing, is_number
from .gutters import BESIDE

_NEXT = 1.9
"""Distance of baselines, in font sizes, of lines next to each other at most."""
_BRACKET = 0.45
"""Font sizes by which a negative number in brackets reaches further than others at most."""
_HEADERS = 6
"""Lines of one piece above the first line of pieces that may be headers."""


def headers_above(run: Sequence[TextLine], number: int) -> int:
    """How many single pieces above a line of pieces are headers over some of its columns.

    They are as close as the lines of the table, and further away than usual only where none stands
    in the middle of the table, as a title does.
    """
    table = run[number : number + 8]
    left, right = min(line.x0 for line in table), max(line.x1 for line in table)
    pitches = [below.baseline - above.baseline for above, below in itertools.pairwise(table)]
    pitch = statistics.median(pitches) if pitches else 0.0
    count = 0
    while count < min(number, _HEADERS):
        above, line = run[number - count - 1], run[number - count]
        apart = line.baseline - above.baseline
        titled = abs(above.x0 + above.x1 - left - right) < above.size
        over = run[number - count - 2] if count + 2 <= number else above
        if not _is_label(above, line, over, left) and (
            len(above.chunks) > 1
            or apart > (1.7 * line.size if titled else max(1.7 * line.size, 1.1 * pitch))
            or above.x0 < left + line.size
            or above.x1 > right + line.size
            or is_caption(above)
            or abs(above.size - run[number].size) > 0.1 * run[number].size
        ):
            break
        count += 1
    return count


def _is_label(label: TextLine, line: TextLine, over: TextLine, left: float) -> bool:
    """Whether a text at the left stands in the middle of header lines, half beside one of them.

    It is between `line` and the one `over` it.
    """
    beside = line.baseline - label.baseline < BESIDE * line.size or (
        0 < label.baseline - over.baseline < BESIDE * line.size
        and line.baseline - label.baseline < _NEXT * line.size
        and over.x0 > label.x1
    )
    return beside and len(label.chunks) == 1 and label.x0 < left + 1 and label.x1 < line.x0


def is_section_above(run: Sequence[TextLine]) -> bool:
    """Whether a short piece starts a run as its first row: above lines of pieces, as far as they.

    On the page before the table may have begun.
    """
    first, line = run[0], run[1]
    if len(run) < 4 or any(len(other.chunks) < 2 for other in run[1:]):
        return False
    pitches = [below.baseline - above.baseline for above, below in itertools.pairwise(run)]
    return (
        abs(first.x0 - line.x0) < 1
        and first.x1 < (line.x0 + line.x1) / 2
        and abs(pitches[0] - pitches[1]) < 0.05 * pitches[1]
    )


def stands_alike(run: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    """Whether the fullest of some lines has pieces that stand as those of a run: rows far apart.

    One pair of columns is not enough, unless it holds numbers.
    """
    below = max(lines, key=lambda line: len(line.chunks))
    pieced = [line.chunks for line in run[-8:] if len(line.chunks) > 1]
    alike = [
        piece
        for piece in below.chunks
        if any(
            _are_aligned(piece, other) or _end_together(piece, other)
            for chunks in pieced
            for other in chunks
        )
    ]
    numbers = any(piece.text[-1].isdigit() for piece in alike)
    return len(alike) >= 0.6 * len(below.chunks) and len(alike) > (1 if numbers else 2)


def stands_on(line: TextLine, others: Sequence[TextLine]) -> bool:
    """Whether a line next to others falls apart at narrow gaps only, into pieces that stand as
    theirs."""
    if len(line.tight) < 2 or not others:
        return False
    near = min(others, key=lambda other: abs(other.baseline - line.baseline))
    close = abs(near.baseline - line.baseline) < _NEXT * line.size
    pieces = [chunk for other in others[-4:] for chunk in other.tight]
    return close and all(any(_are_aligned(one, other) for other in pieces) for one in line.tight)


def _end_together(one: Chunk, other: Chunk) -> bool:
    """Whether two values end at one place but for a bracket: accounts leave room for it."""
    near = abs(one.x1 - other.x1) < _BRACKET * one.size
    return near and all(is_number(text) or is_nothing(text) for text in (one.text, other.text))


def _are_aligned(one: Chunk, other: Chunk) -> bool:
    near = 0.15 * one.size
    left, right = one.x0 - other.x0, one.x1 - other.x1
    return abs(left) < near or abs(right) < near or abs(left + right) < near

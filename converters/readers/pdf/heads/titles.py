"""Lines above a table without rules that are its title, or the page's, and no header."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from ....tables.remarks import UNIT
from ..gaps.gridlines import GridLine, Piece

_PAGE_NUMBER = re.compile(r"(Page|Seite|P\.|S\.|第)?[:\s]*\d+(\s*(of|/|von|sur|de)\s*\d+)?\s*页?")
_PAGE_OF_LISTING = re.compile(r"page(?:\s*no\.?)?[:\s]*\d+(?:\s*of\s*\d+)?", re.IGNORECASE)
_OFF = 1.5
"""Ratio of distances of lines from which a line is set off from those above."""
_HEADING = 4
"""Lines of the heading of a page in a listing at most."""
_LARGER = 1.08
"""Ratio of font sizes from which a line is larger than the table."""


def title_lines(lines: Sequence[GridLine], columns: int) -> int:
    """The number of leading lines that are titles.

    A title stands alone over several columns, and is larger than the table, or the first of
    two with one middle. What stands alone below it, at the left, goes with it. The unit of all
    values is none of the headers either.
    """
    if columns < 2 or len(lines) < 3:
        return 0
    if len(lines[0].pieces) == 1 < len(lines[1].pieces) and UNIT.fullmatch(lines[0].pieces[0].text):
        return 1
    if columns < 3 or len(lines) < 5:
        return 0
    if heading := _heading(lines):
        return heading + _is_alone(lines, heading)
    usual = statistics.median(line.line.size for line in lines)
    titles = [_title(line) for line in lines[:6]]
    first, second = titles[:2]
    if first is None or first.last - first.first < 2:
        return 0
    larger = first.words[0].size > _LARGER * usual
    if not larger and (second is None or abs(_middle(first) - _middle(second)) > 2):
        return 0
    count = next((n for n, title in enumerate(titles) if title is None), len(titles))
    return count + _is_alone(lines, count)


def _is_alone(lines: Sequence[GridLine], number: int) -> bool:
    """Whether a line is one text at the left above one of several."""
    alone = len(lines[number].pieces) == 1 and lines[number].pieces[0].first == 0
    return alone and len(lines[number + 1].pieces) > 1


def _heading(lines: Sequence[GridLine]) -> int:
    """The leading lines that head a page of a listing: white is below them, and then headers.

    One has the number of the page, or its first text runs on over labels and the next column.
    """
    pitches = [b.line.baseline - a.line.baseline for a, b in itertools.pairwise(lines)]
    near = _OFF * min(pitches)
    count = next((n for n, pitch in enumerate(pitches[:_HEADING], start=1) if pitch > near), 0)
    if not count or len(lines) < count + 3:
        return 0
    if any(piece.numeric for piece in lines[count].pieces):
        return 0
    pieces = [piece for line in lines[:count] for piece in line.pieces]
    first = pieces[0]
    runs_on = first.first == 0 < first.last and first.words[0].monospaced
    return count if runs_on or any(_PAGE_OF_LISTING.fullmatch(p.text) for p in pieces) else 0


def _title(line: GridLine) -> Piece | None:
    """The one text of a line, over several columns, the number of the page aside."""
    rest = [piece for piece in line.pieces if not _PAGE_NUMBER.fullmatch(piece.text)]
    if len(rest) != 1 or rest[0].last == rest[0].first:
        return None
    return rest[0]


def title_in_frame(lines: Sequence[GridLine]) -> int:
    """1 where the first line between two rules that frame all is alone and larger, else 0."""
    usual = statistics.median(line.line.size for line in lines)
    alone = len(lines) > 3 and len(lines[0].pieces) == 1 < len(lines[1].pieces)
    return int(alone and lines[0].line.size > _LARGER * usual)


def _middle(piece: Piece) -> float:
    return (piece.x0 + piece.x1) / 2

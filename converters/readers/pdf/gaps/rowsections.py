"""Rows that head those below them: bold or slanted texts, and words in the middle of numbers."""

from __future__ import annotations

from ..lines.letters import has_letter
from .gridlines import GridLine, Piece
from .rowlines import Lines, RowGroup

_OFF_CENTRE = 0.12
"""Twice the share of a table's width by which words may stand off its middle."""


def is_bold_head(row: RowGroup, line: GridLine) -> bool:
    """Whether a row is one bold text at the left and the line below is not bold there."""
    pieces = row.pieces
    below = line.at(0)
    return (
        below is not None
        and all(piece.first == 0 for piece in pieces)
        and all(word.bold for piece in pieces for word in piece.words)
        and not any(word.bold for word in below.words)
    )


def is_section(table: Lines, row: RowGroup, line: GridLine) -> bool:
    """Whether a row heads those from a line on, or the line those below."""
    return _is_section_above(table, row, line) or _is_section_below(table, row, line)


def _is_section_above(table: Lines, row: RowGroup, line: GridLine) -> bool:
    """Whether a row is one text in italics at the left, or one in the middle over a number."""
    pieces = row.pieces
    first = pieces[0]
    if len(pieces) > 1 or first.numeric or not has_letter(first.text):
        return False
    below = line.at(first.first)
    if below is None:
        return False
    if first.first == 0:
        slanted = all(word.italic for word in first.words)
        return slanted and len(line.pieces) > 1 and not any(word.italic for word in below.words)
    return below.numeric and _is_in_the_middle(table, first)


def _is_section_below(table: Lines, row: RowGroup, line: GridLine) -> bool:
    """Whether a line is one text in the middle, below a number in its column."""
    first = line.pieces[0]
    if len(line.pieces) > 1 or first.first == 0 or not _is_in_the_middle(table, first):
        return False
    above = next((piece for other in row.lines if (piece := other.at(first.first))), None)
    return above is not None and above.numeric and not first.numeric


def _is_in_the_middle(table: Lines, piece: Piece) -> bool:
    """Whether words stand in the middle of a table, in a column of numbers."""
    left = min(other.line.x0 for other in table.lines)
    right = max(other.line.x1 for other in table.lines)
    near = abs(piece.x0 + piece.x1 - left - right) < _OFF_CENTRE * (right - left)
    return near and piece.first in table.numeric and has_letter(piece.text)


def turns_bold(row: RowGroup, line: GridLine) -> bool:
    """Whether a line is one bold text below a text that is not: it heads the rows below.

    It stands in the first column, or in the second where the first one counts the rows.
    """
    place = line.pieces[0].first
    if len(line.pieces) > 1 or place > 1 or (place == 1 and not _is_counted(row)):
        return False
    above = next((piece for other in reversed(row.lines) if (piece := other.at(place))), None)
    return (
        above is not None
        and all(word.bold for word in line.pieces[0].words)
        and not any(word.bold for word in above.words)
    )


def _is_counted(row: RowGroup) -> bool:
    """Whether a row starts with a number beside its label."""
    first = next((piece for line in row.lines if (piece := line.at(0))), None)
    return first is not None and not has_letter(first.text)


def is_first_section(row: RowGroup, line: GridLine) -> bool:
    """Whether a line below a header is the first section: it stands alone and wraps no label."""
    alone = len(line.pieces) == 1 and line.pieces[0].first == 0
    return alone and row.lines[-1].at(0) is None

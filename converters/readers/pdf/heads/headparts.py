"""Typed headers of single columns that stand no farther apart than the words inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..gaps.gridlines import GridLine, Piece
from ..gaps.gutters import Gutter, column_of
from ..lines.words import Chunk, Word

_ON = 0.35
"""Font sizes by which a header stands off a side or the middle of its column at most."""


def with_parted_words(
    lines: Sequence[GridLine], body: Sequence[GridLine], gutters: Sequence[Gutter]
) -> list[GridLine]:
    """Header lines, the pieces of the lowest one apart where their typed words head a column each.

    Headers over several columns have headers of these below them. So a text on the lowest line
    whose words stand over all of its columns, each set as what is below it, is one for each.
    """
    out = list(lines)
    if not out or all(piece.first == piece.last for piece in out[-1].pieces):
        return out
    sides = _sides(body)
    pieces = [part for piece in out[-1].pieces for part in _parts(piece, gutters, sides)]
    out[-1] = GridLine(out[-1].line, pieces)
    return out


def _sides(lines: Sequence[GridLine]) -> dict[int, Gutter]:
    """Left and right side of the texts of each column."""
    sides: dict[int, Gutter] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                left, right = sides.get(piece.first, (piece.x0, piece.x1))
                sides[piece.first] = min(left, piece.x0), max(right, piece.x1)
    return sides


def _parts(piece: Piece, gutters: Sequence[Gutter], sides: dict[int, Gutter]) -> Iterator[Piece]:
    """A piece, or one for each of its columns."""
    columns: dict[int, list[Word]] = {}
    for word in piece.words:
        columns.setdefault(_column(word, piece, gutters), []).append(word)
    whole = piece.first == piece.last or piece.fixed
    if whole or list(columns) != list(range(piece.first, piece.last + 1)):
        yield piece
        return
    parts = [Piece(column, column, tuple(words)) for column, words in columns.items()]
    if all(part.first in sides and _heads(part, sides[part.first]) for part in parts):
        yield from parts
    else:
        yield piece


def _column(word: Word, piece: Piece, gutters: Sequence[Gutter]) -> int:
    first, last = column_of(Chunk((word,)), gutters)
    return first if first == last else -1


def _heads(part: Piece, below: Gutter) -> bool:
    """Whether words stand as the header of the column that has its texts between two sides."""
    words, size = part.words, part.words[0].size
    if not words[0].text[0].isalpha() or not all(word.monospaced for word in words):
        return False
    left, right = part.x0 - below[0], part.x1 - below[1]
    return min(abs(left), abs(right), abs(left + right) / 2) < _ON * size

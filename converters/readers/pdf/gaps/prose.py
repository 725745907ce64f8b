"""Texts on columns that are prose: long lines, text that runs on, words flush on both sides."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .gridlines import GridLine, Piece
from .rowlines import numeric_columns

_PAGES = re.compile(r"[^\W\d_].*, \d{1,4}([-–]\d{1,4}|[a-z]?f{1,2}\.?)?$")
"""Words of an index with the pages behind them."""
_TELEPHONE = re.compile(r"\b(Tel|Phone|Telephone|Fax|Tél|E-?mail)\b|@\w", re.IGNORECASE)
_FULL = 9
"""Font sizes that lines of ideographs, which are one word, are long at least."""
_CAPITAL = 0.6
"""Share of lines that start with a capital from which they are rows: with wrapped ones among them,
but more than nouns and names make in prose."""
_IN_ROWS = 0.8
"""Share of the lines that have a text in the last column where these are rows."""
_LONG = 45
"""Characters of a text that is prose and not a cell, a wide one counted as two."""


def crosses(line: GridLine, columns: int) -> bool:
    """Whether a line is one long text over most columns."""
    piece = line.pieces[0]
    whole = len(line.pieces) == 1 and piece.last - piece.first + 1 > 0.5 * columns
    return whole and display_width(piece.text) > _LONG


def is_prose(
    cells: Sequence[Piece], columns: int, lines: Sequence[GridLine], numeric: frozenset[int]
) -> bool:
    """Whether most columns hold long lines."""
    long = {column: [0, 0] for column in range(columns)}
    for piece in cells:
        if piece.first == piece.last:
            long[piece.first][0] += _is_long(piece.text)
            long[piece.first][1] += 1
    wordy = sum(count and many > 0.5 * count for many, count in long.values())
    crossing = sum(
        len(line.pieces) == 1 and display_width(line.pieces[0].text) > 1.5 * _LONG for line in lines
    )
    return (wordy > 0.5 * columns and not numeric) or crossing > 0.4 * len(lines)


def is_index(cells: Sequence[Piece]) -> bool:
    """Whether most texts end with numbers of pages behind a comma, in all columns."""
    return sum(bool(_PAGES.search(piece.text)) for piece in cells) > 0.7 * len(cells)


def are_addresses(full: Sequence[GridLine]) -> bool:
    """Whether texts side by side are addresses: each has its telephone on one line."""
    return sum(all(_TELEPHONE.search(p.text) for p in line.pieces) for line in full) > 1


def is_running_text(lines: Sequence[GridLine], columns: Sequence[int]) -> bool:
    """Whether each column is text that runs on: the next line's first word has no room on a line.

    Texts of cells end where they end, and most leave more room than that.
    """
    pairs = ends = 0
    for column in columns:
        pieces = [p for line in lines if (p := line.at(column)) is not None and p.first == p.last]
        size = pieces[0].words[0].size if pieces else 0.0
        words = sum(len(piece.words) for piece in pieces)
        wide = sum(piece.x1 - piece.x0 for piece in pieces) > _FULL * size * len(pieces)
        if len(pieces) < 3 or (words < 2.5 * len(pieces) and not wide):
            return False
        side = max(piece.x1 for piece in pieces)
        for above, below in itertools.pairwise(pieces):
            first = below.words[0]
            needed = min(first.x1 - first.x0, 6 * size) + 0.2 * size
            pairs += 1
            ends += side - above.x1 > (
                size if display_width(first.text) > len(first.text) else needed
            )
    return ends <= max(1, 0.12 * pairs)


def _is_long(text: str) -> bool:
    """Whether a text is one of prose and not of a cell; most are far too short."""
    return 2 * len(text) > _LONG and display_width(text) > _LONG


def display_width(text: str) -> int:
    """Characters of a text, a wide one counted as two."""
    if text.isascii():
        return len(text)
    return len(text) + sum([char > "\u2e7f" for char in text])


def is_justified(lines: Sequence[GridLine], last: int) -> bool:
    """Whether words of the last column end at one side and start anywhere: spread prose.

    Texts of a table may be set to the right as well. Its rows all have one, and start with
    capitals, and hardly a line of prose does.
    """
    cells = [piece for line in lines for piece in line.pieces if piece.first == piece.last == last]
    if len(cells) < 3 or numeric_columns(lines):
        return False
    capitals = sum(line.pieces[0].text[0].isupper() for line in lines)
    if capitals > _CAPITAL * len(lines) and len(cells) > _IN_ROWS * len(lines):
        return False
    size = cells[0].words[0].size
    starts, ends = sorted(cell.x0 for cell in cells), sorted(cell.x1 for cell in cells)
    flush = sum(ends[-1] - x < 0.1 * size for x in ends)
    level = max(sum(0 <= x - a < 0.2 * size for x in starts) for a in starts)
    return flush > 0.6 * len(cells) > level

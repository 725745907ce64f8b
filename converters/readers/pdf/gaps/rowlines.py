"""What the lines of a table without a full grid hold: numbers, years, texts of which width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .gridlines import GridLine, Piece, is_number

_YEARS = re.compile(
    r"(19|20)\d\d(\s?[-‐‑–—/]\s?((19|20)\d\d|\d\d?))?"
    r"(\s?\([\da-z]{1,2}\)|[*†‡]|\s?[bepr])?"  # the mark of a note, or that it is provisional
    r"|\((19|20)\d\d\s?[-‐‑–—/]\s?((19|20)\d\d|\d\d)\)"
)
UNFINISHED = re.compile(r"(,|[–/&(-]|\b(and|or|of|for|the|und|oder|et|ou|de|des|du|y|e))$")
"""Ends of texts that go on for sure."""


@dataclass(slots=True)
class RowGroup:
    """Lines that make one row."""

    lines: list[GridLine]

    @property
    def columns(self) -> frozenset[int]:
        """Columns in which it has text."""
        return frozenset().union(*(line.columns for line in self.lines))

    @property
    def pieces(self) -> list[Piece]:
        """All pieces, line by line."""
        return [piece for line in self.lines for piece in line.pieces]

    @property
    def middle(self) -> float:
        """Height of the middle of its middle word."""
        middles = sorted((w.top + w.bottom) / 2 for line in self.lines for w in line.line.words)
        return middles[len(middles) // 2]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a table with what they hold."""

    lines: Sequence[GridLine]
    numeric: frozenset[int]
    """Columns that hold numbers mostly."""
    width: dict[int, float]
    """Width of the widest text of each column, and half the way to a next one of texts at least."""
    header: int
    """Lines before the first one with numbers."""
    indents: frozenset[int] = frozenset()
    """Where whole rows below a whole row start."""


def numeric_columns(lines: Sequence[GridLine]) -> frozenset[int]:
    """Columns where at least six in ten texts are numbers, one header aside."""
    found: dict[int, list[bool]] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last and not (piece.blank or piece.torn):
                found.setdefault(piece.first, []).append(piece.numeric)
    return frozenset(
        column
        for column, numeric in found.items()
        if (count := numeric.count(True)) >= 2 and count >= 0.6 * (len(numeric) - 1)
    )


def described(lines: Sequence[GridLine]) -> Lines:
    """The lines with their columns of numbers, widths and indents."""
    numeric = numeric_columns(lines)
    width = _rooms(lines, widths_of(lines), numeric)
    table = Lines(lines, numeric, width, header_lines(lines, numeric))
    whole = [is_whole(table, line) for line in lines]
    firsts = [
        round(first.x0)
        for number in range(1, len(lines))
        if whole[number - 1] and whole[number] and (first := lines[number].at(0)) is not None
    ]
    indents = frozenset(x for x, count in Counter(firsts).items() if count > 2)
    return replace(table, indents=indents)


def header_lines(lines: Sequence[GridLine], numeric: frozenset[int]) -> int:
    """Lines before the first one with numbers in the columns of these."""
    return next(
        (
            number
            for number, line in enumerate(lines)
            if any(piece.numeric and piece.first in numeric for piece in line.pieces)
            and not are_header_years(line.pieces, numeric)
            and not (
                number and all(is_year_of(lines[number - 1].at(p.first), p) for p in line.pieces)
            )
        ),
        0,
    )


def _rooms(
    lines: Sequence[GridLine], widths: dict[int, float], numeric: frozenset[int]
) -> dict[int, float]:
    """The widths that texts of columns may have: half the way to a next one of texts at least.

    Texts that are wrapped fill their columns; those before numbers may be wrapped by hand.
    """
    left: dict[int, float] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                left[piece.first] = min(left.get(piece.first, piece.x0), piece.x0)
    return {
        column: width
        if column + 1 in numeric
        else max(width, 0.5 * (left.get(column + 1, 0.0) - left[column]))
        for column, width in widths.items()
    }


def widths_of(lines: Sequence[GridLine]) -> dict[int, float]:
    """The width of the widest text of each column, sections left out."""
    width: dict[int, float] = {}
    sections = _sections(lines)
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last and id(piece) not in sections:
                width[piece.first] = max(width.get(piece.first, 0.0), piece.x1 - piece.x0)
    return width


def _sections(lines: Sequence[GridLine]) -> frozenset[int]:
    """The `id` of each bold text that stands alone at the left where labels are not bold."""
    labels = [piece for line in lines if (piece := line.at(0)) is not None]
    bold = [all(word.bold for word in piece.words) for piece in labels]
    if 2 * sum(bold) > len(bold):
        return frozenset()
    alone = {id(line.pieces[0]) for line in lines if len(line.pieces) == 1}
    return frozenset(
        id(piece) for piece, its in zip(labels, bold, strict=True) if its and id(piece) in alone
    )


def is_year(text: str) -> bool:
    """Whether a text is a year or a few of them, as headers are: 1995, 1995-97, 2003/04,
    2013 p, (2019-21)."""
    return bool(_YEARS.fullmatch(text))


def is_figure(text: str) -> bool:
    """Whether a text is a number and no year."""
    return is_number(text) and not is_year(text)


def are_years(numbers: Sequence[str]) -> bool:
    """Whether the numbers of a line are several years: headers."""
    return len(numbers) > 1 and all(map(is_year, numbers))


def are_header_years(pieces: Sequence[Piece], numeric: frozenset[int]) -> bool:
    """Whether the numbers of a row are several years, or one beside words over other numbers."""
    numbers = [piece.text for piece in pieces if piece.numeric]
    words = [p for p in pieces if not (p.numeric or p.blank) and p.first in numeric]
    return are_years(numbers) or (len(words) > 1 == len(numbers) and is_year(numbers[0]))


def is_year_of(above: Piece | None, below: Piece) -> bool:
    """Whether a text is the year, or years, that the unfinished one above it goes on with."""
    return (
        above is not None
        and not above.numeric
        and is_year(below.text)
        and UNFINISHED.search(above.text) is not None
    )


def pitch_of(above: GridLine, below: GridLine) -> float:
    """Distance of baselines in font sizes."""
    size = min(above.line.size, below.line.size)
    return (below.line.baseline - above.line.baseline) / max(size, 1.0)


def clash(table: Lines, row: RowGroup, line: GridLine) -> bool:
    """Whether both have numbers in one column."""
    held = {
        piece.first
        for other in row.lines
        for piece in other.pieces
        if (piece.numeric or piece.blank) and piece.first in table.numeric
    }
    return any((piece.numeric or piece.blank) and piece.first in held for piece in line.pieces)


def has_number(table: Lines, line: GridLine) -> bool:
    """Whether a line has a number, or a mark for none, in a column of numbers."""
    return any(
        (piece.numeric or piece.blank) and piece.first in table.numeric for piece in line.pieces
    )


def is_whole(table: Lines, line: GridLine) -> bool:
    """Whether a line has what each row has: numbers, or a label and most other texts."""
    if table.numeric:
        return has_number(table, line)
    return 0 in line.columns and len(line.columns) > 0.6 * len(table.width)


def is_first_of_group(table: Lines, above: GridLine, below: GridLine) -> bool:
    """Whether a label stands alone above a row set further in, as other whole rows are."""
    label, first = above.at(0), below.at(0)
    if label is None or first is None or len(above.pieces) > 1 or not is_whole(table, below):
        return False
    return first.x0 - label.x0 > 3 and round(first.x0) in table.indents

"""Lines of a header that are rows of their own: numbers of the columns, units for each or all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..gaps.gridlines import GridLine
from ..gaps.gutters import Gutter
from ..gaps.slots import Slot
from ..lines.words import Word

CLOSER = 0.88
"""Distance of the lines of a header, in that of rows, up to which they are one header's."""
_MIDDLE = 4
"""Columns from which the middle of those behind the labels is told from a column's."""
_DASHED = re.compile(r"[-–—−]{2,}.*[-–—−]{2,}")
_UNIT = re.compile(r"[(\[][^()\[\]]+[)\]]")
_COUNT = re.compile(r"[(\[]?(\d{1,2})[)\]]?")
_STUB_COUNTS = ("甲", "乙", "丙", "丁"), ("A", "B", "C", "D")
"""What counts columns of labels beside columns of numbers that are counted by numbers."""


def own_lines(lines: Sequence[GridLine], boxes: Sequence[Gutter], rows: float = 0.0) -> int:
    """How many of the lowest lines of a header are one row that no other header wraps into.

    It counts the columns, or has a unit for all, or one for each; 0 without such a row. Units
    nearer to the line above than the `rows` of the body are to each other belong to that.
    """
    if len(lines) < 2:
        return 0
    if (
        counts_columns(lines[-1])
        or _is_unit_of_all(lines, boxes)
        or _turns_slanted(lines, len(boxes))
        or _is_under_leaves(lines)
    ):
        return 1
    count = _unit_lines(lines, len(boxes))
    over = {c for line in lines[:-count] for p in line.pieces for c in range(p.first, p.last + 1)}
    if count and not over.issuperset(range(1, len(boxes))):
        return 0  # they stand below headers over several columns
    if count and lines[-count].line.baseline - lines[-count - 1].line.baseline < CLOSER * rows:
        return 0
    return count


def row_of(lines: Sequence[GridLine], row: int, columns: int) -> list[Slot]:
    """The pieces of lines as cells of one row, one alone over all columns behind the labels."""
    words: dict[tuple[int, int], list[Word]] = {}
    for line in lines:
        for piece in line.pieces:
            words.setdefault((piece.first, piece.last), []).extend(piece.words)
    slots = [Slot(row, first, last, mine) for (first, last), mine in words.items()]
    if len(slots) == 1:
        slots[0].first, slots[0].last = 1, columns - 1
    return slots


def counts_columns(line: GridLine) -> bool:
    """Whether a line counts the columns, from one on: (1) (2) (3), or 甲 1 2. It is its own row.

    Behind a sign that counts the labels a number may be missing, as scans lose a lone 1.
    """
    stubs = _stubs_counted(line)
    pieces = line.pieces[stubs:]
    counts = [_COUNT.fullmatch(piece.text) for piece in pieces]
    numbers = [int(count[1]) for count in counts if count]
    least = 1 if all(piece.text[0] in "([" for piece in pieces) else 2
    if len(numbers) != len(counts):
        return False
    places = {piece.first - number for piece, number in zip(pieces, numbers, strict=True)}
    if stubs and len(numbers) > 1 and places == {stubs - 1}:
        return True
    return len(counts) > least and numbers == list(range(1, len(numbers) + 1))


def _stubs_counted(line: GridLine) -> int:
    """How many pieces at the left count columns of labels."""
    texts = [piece.text.strip("()[]（）") for piece in line.pieces]
    for signs in _STUB_COUNTS:
        count = sum(text == sign for text, sign in zip(texts, signs, strict=False))
        if count and texts[:count] == list(signs[:count]):
            return count
    return 0


def _is_under_leaves(lines: Sequence[GridLine]) -> bool:
    """Whether the lowest line has texts over several columns each, known to be these, with headers
    of single columns above: their units."""
    over = {p.first for line in lines[:-1] for p in line.pieces if p.first == p.last}
    pieces = lines[-1].pieces
    return all(p.fixed and over.issuperset(range(p.first, p.last + 1)) for p in pieces) and any(
        piece.first < piece.last for piece in pieces
    )


def _turns_slanted(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether the lowest line alone is in italics, with a text for each column: their units."""
    filled = [piece.first for piece in lines[-1].pieces if piece.first == piece.last]
    return (
        columns > _MIDDLE
        and filled == list(range(1, columns))
        and all(word.italic for piece in lines[-1].pieces for word in piece.words)
        and not any(word.italic for line in lines[:-1] for word in line.line.words)
    )


def is_unit(text: str) -> bool:
    """Whether a text stands in brackets, as units do."""
    return _UNIT.fullmatch(text) is not None


def _unit_lines(lines: Sequence[GridLine], columns: int) -> int:
    """How many of the lowest lines hold a unit in brackets for each column behind the labels.

    0 where they do not, or there is a unit above as well.
    """
    texts = [""] * columns
    for count, line in enumerate(reversed(lines[1:]), start=1):
        for piece in line.pieces:
            if piece.first != piece.last or piece.first == 0:
                return 0
            texts[piece.first] = f"{piece.text} {texts[piece.first]}".strip()
        if columns > 3 and all(map(is_unit, texts[1:])):
            above = [piece.text for line in lines[:-count] for piece in line.pieces]
            return 0 if any(map(is_unit, above)) else count
    return 0


def _is_unit_of_all(lines: Sequence[GridLine], boxes: Sequence[Gutter]) -> bool:
    """Whether the lowest line is one text in the middle of all columns behind the labels.

    Dashes lead to it from both sides, or it is wider than its column.
    """
    pieces = lines[-1].pieces
    if len(pieces) > 1 or len(boxes) < _MIDDLE or pieces[0].first == 0:
        return False
    piece, size = pieces[0], max(lines[-1].line.size, 1.0)
    if all(line.at(piece.first) is None for line in lines[:-1]):
        return False
    middle, (left, right) = (piece.x0 + piece.x1) / 2, (boxes[1][0], boxes[-1][1])
    # Columns set to the right do not tell where the first of them starts.
    starts = [first.x0 for line in lines if (first := line.at(1)) is not None]
    latest = max(left, min(starts, default=left))
    if _DASHED.fullmatch(piece.text):
        return left + right - 2 * size < 2 * middle < latest + right + 2 * size
    wide = piece.x1 - piece.x0 > boxes[piece.first][1] - boxes[piece.first][0] + size
    return wide and abs(2 * middle - left - right) < 2 * size

"""Texts below a full row of headers that hold for several of them, as `% changes` below years."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..gaps.gridlines import GridLine, Piece
from ..gaps.slots import Slot
from .headlines import is_unit

_LINES = 3
"""Lines of such texts at most."""
_MOST = 4
"""Such texts at most: more of them are the ends of wrapped headers."""
_NEAR = 0.5
"""Font sizes by which texts differ that have one middle, or start or end together, at most."""
_OFF = 1.0
"""Font sizes by which a text over several columns stands off the middle of each one's header."""
_TOGETHER = 1.0
"""Font sizes by which texts of one line stand off the middles of their columns differently."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of one text, or a header."""

    pieces: tuple[Piece, ...]
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Middle across."""
        return (self.x0 + self.x1) / 2

    @property
    def is_unit(self) -> bool:
        """Whether it is a text in brackets."""
        return is_unit(" ".join(piece.text for piece in self.pieces))

    def is_flush(self, other: _Text, near: float) -> bool:
        """Whether both have one middle, or start or end at one place."""
        sides = self.x0 - other.x0, self.x1 - other.x1, self.middle - other.middle
        return min(map(abs, sides)) < near


def units_under(lines: Sequence[GridLine], columns: int) -> tuple[list[Slot], int]:
    """The cells of texts below lines with a header for each column, and their number of lines.

    They make one row, whose number is 0, and hold for all columns behind the labels together:
    one at least for several columns, in whose middle it stands, at no header's own place.
    """
    if columns < 3 or len(lines) < 2 or _is_full(lines[-1], columns):
        return [], 0
    for count in range(min(_LINES, len(lines) - 1), 0, -1):
        slots = _slots(lines[:-count], lines[-count:], columns)
        if slots:
            return slots, count
    return [], 0


def _is_full(line: GridLine, columns: int) -> bool:
    """Whether a line has a text of its own for each column behind the labels."""
    return {p.first for p in line.pieces if p.first == p.last} >= set(range(1, columns))


def _slots(above: Sequence[GridLine], below: Sequence[GridLine], columns: int) -> list[Slot]:
    """The cells of the texts of some lines over the headers of those above, if they are units."""
    heads = _heads(above, columns)
    size = max(below[-1].line.size, 1.0)
    texts = _texts(below, size) if heads else []
    runs = _shared_out(texts, heads, size)
    if not runs:
        return []
    wide = [(text, run) for text, run in zip(texts, runs, strict=True) if run[0] < run[1]]
    if not wide or not all(_is_over(text, heads[a : b + 1], size) for text, (a, b) in wide):
        return []
    return [
        Slot(0, a + 1, b + 1, [word for piece in text.pieces for word in piece.words])
        for text, (a, b) in zip(texts, runs, strict=True)
    ]


def _heads(lines: Sequence[GridLine], columns: int) -> list[_Text]:
    """The headers of all columns behind the labels on lines that have one for each, else none."""
    found: dict[int, list[Piece]] = {}
    for piece in (piece for line in lines for piece in line.pieces):
        if piece.first == piece.last:
            found.setdefault(piece.first, []).append(piece)
    if not found.keys() >= set(range(1, columns)):
        return []
    return [
        _Text(tuple(mine), min(piece.x0 for piece in mine), max(piece.x1 for piece in mine))
        for mine in (found[column] for column in range(1, columns))
    ]


def _texts(lines: Sequence[GridLine], size: float) -> list[_Text]:
    """The texts of lines, those over each other as one; none where they are not set alike.

    None as well where they are too many, or stand below the header of the labels.
    """
    texts: list[_Text] = []
    for piece in (piece for line in lines for piece in line.pieces):
        new = _Text((piece,), piece.x0, piece.x1)
        over = [text for text in texts if text.x0 < new.x1 and new.x0 < text.x1]
        if piece.first == 0 or not all(text.is_flush(new, _NEAR * size) for text in over):
            return []
        if over:
            texts = [text for text in texts if text not in over]
            pieces = tuple(piece for text in (*over, new) for piece in text.pieces)
            new = _Text(pieces, min(p.x0 for p in pieces), max(p.x1 for p in pieces))
        texts.append(new)
    return sorted(texts, key=lambda text: text.x0) if len(texts) <= _MOST else []


def _shared_out(
    texts: Sequence[_Text], heads: Sequence[_Text], size: float
) -> list[tuple[int, int]]:
    """The first and last header over each text, all of them shared out; none where they do not fit.

    Where headers are set to the right they stand right of the middles of their columns, all alike
    and by less than half of a column.
    """
    if not 0 < len(texts) < len(heads):
        return []
    half = (heads[-1].middle - heads[0].middle) / (len(heads) - 1) / 2
    best: tuple[float, list[tuple[int, int]]] = (_TOGETHER * size, [])
    for runs in _partitions(len(heads), len(texts)):
        off = [
            (heads[a].middle + heads[b].middle) / 2 - text.middle
            for text, (a, b) in zip(texts, runs, strict=True)
        ]
        cost = max(off) - min(off) + abs(sum(off)) / len(off) / 4
        if cost < best[0] and max(map(abs, off)) < half:
            best = (cost, runs)
    return best[1]


def _partitions(count: int, parts: int) -> Iterator[list[tuple[int, int]]]:
    """All ways to part so many columns in runs."""
    for cuts in itertools.combinations(range(1, count), parts - 1):
        ends = (0, *cuts, count)
        yield [(first, last - 1) for first, last in itertools.pairwise(ends)]


def _is_over(text: _Text, heads: Sequence[_Text], size: float) -> bool:
    """Whether a text is none of single headers: off each, reaching below others, or a unit."""
    if sum(text.x0 < head.middle < text.x1 for head in heads) > 1:
        return True
    if text.is_unit and not any(head.is_unit for head in heads):
        return True
    return not any(
        abs(text.middle - head.middle) < _OFF * size or text.is_flush(head, _NEAR * size)
        for head in heads
    )

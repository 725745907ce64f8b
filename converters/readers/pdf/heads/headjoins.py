"""Headers over several columns whose word spaces happen to lie where these columns meet."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from ..gaps.gridlines import GridLine, Piece
from .repeats import bare, repeated

_SPACE = 0.28
"""Word space in font sizes where no other text shows it."""
_EQUAL = 0.06
"""Font sizes by which a word space differs from the usual one at most."""
_FLUSH = 0.1
"""Font sizes by which headers differ from those below them that they are aligned with."""


def with_whole_heads(lines: Sequence[GridLine], every: Sequence[GridLine]) -> list[GridLine]:
    """Header lines whose pieces are one where only a word space parts them, over other headers.

    `every` are all lines of the table. Pieces that are set to the headers below them, each to its
    own in the same way, stay apart.
    """
    space = _usual_space(every)
    out = []
    for number, line in enumerate(lines):
        below = lines[number + 1 :]
        if below and len(line.pieces) > 1:
            again = any(map(_come_again, below))
            line = _joined(line, below, space, again)
        out.append(line)
    return out


def _come_again(line: GridLine) -> bool:
    """Whether the texts of a line are mostly such as come again below several headers."""
    return bool(repeated([bare(piece.text) for piece in line.pieces if piece.first > 0]))


def _usual_space(lines: Sequence[GridLine]) -> float:
    """The usual word space inside texts of a table, in font sizes."""
    spaces = [
        (after.x0 - before.x1) / max(before.size, 1.0)
        for line in lines
        for piece in line.pieces
        if not piece.numeric
        for before, after in itertools.pairwise(piece.words)
    ]
    return statistics.median(spaces) if spaces else _SPACE


def _joined(line: GridLine, below: Sequence[GridLine], space: float, again: bool) -> GridLine:
    runs: list[list[Piece]] = []
    for piece in line.pieces:
        size = max(piece.words[0].size, 1.0)
        near = bool(runs) and abs((piece.x0 - runs[-1][-1].x1) / size - space) < _EQUAL
        if near and piece.first == runs[-1][-1].last + 1:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    if all(len(run) == 1 for run in runs):
        return line
    pieces: list[Piece] = []
    for run in runs:
        leaves = [_leaf(piece, below) for piece in run]
        if len(run) > 1 and all(leaves) and (again or not _are_alike(run, leaves)):
            words = tuple(word for piece in run for word in piece.words)
            pieces.append(Piece(run[0].first, run[-1].last, words))
        else:
            pieces += run
    return GridLine(line.line, pieces)


def _leaf(piece: Piece, below: Sequence[GridLine]) -> Piece | None:
    """The lowest header of a piece's first column, where it stands in that alone."""
    leaf = next((found for line in reversed(below) if (found := line.at(piece.first))), None)
    return leaf if leaf is not None and leaf.first == leaf.last else None


def _are_alike(run: Sequence[Piece], leaves: Sequence[Piece | None]) -> bool:
    """Whether each piece is aligned with the header below it, all in the same way."""
    near = _FLUSH * run[0].words[0].size
    pairs = [(piece, leaf) for piece, leaf in zip(run, leaves, strict=True) if leaf is not None]
    return (
        all(abs(piece.x0 - leaf.x0) < near for piece, leaf in pairs)
        or all(abs(piece.x1 - leaf.x1) < near for piece, leaf in pairs)
        or all(abs(piece.x0 + piece.x1 - leaf.x0 - leaf.x1) < 2 * near for piece, leaf in pairs)
    )

"""Tables whose columns break every text at any letter or digit: most rows go on in rests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines.letters import has_digit
from .gridlines import GridLine, Piece

_PARTS = re.compile(r"[-−–+(]{0,2}[\d.,'’\s]*\d[\d.,'’\s]*")
_REST = re.compile(r"[\d.,'’\s]*[\d.,][%)]{0,2}|[%)]{1,2}")
_NEAR = 1.6
"""Distance of baselines, in font sizes, of the parts of one text at most."""
_ROUNDED = 0.1
"""Font sizes by which a letter may seem wider than the room that it did not get."""
_SHORTER = 0.4
"""Font sizes by which a rest is shorter than what it is the rest of at least."""
_NUMBERS = 3
"""Numbers that are broken at least, in two lines at least."""


def shredded(lines: Sequence[GridLine]) -> list[int]:
    """The lines that hold nothing but rests of what stands above them; none where few lines do.

    What goes on fills its column to the last letter. A rest of a word, or the other half of it,
    must be among them and rests of numbers in several lines, as many as there are rows by half.
    """
    below = [n for n in range(1, len(lines)) if _may_be_rests(lines[n - 1], lines[n])]
    if 3 * len(below) <= len(lines) or len(lines) < 4:
        return []
    widest: dict[int, float] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                widest[piece.first] = max(widest.get(piece.first, 0.0), piece.x1 - piece.x0)
    rests: list[int] = []
    words = numbers = counted = 0
    for number in below:
        parts = _parts(lines[number - 1], lines[number], widest)
        if not parts:
            continue
        rests.append(number)
        words += any(_is_word(above, below) for above, below in parts)
        mine = sum(_is_number(above, below) for above, below in parts)
        numbers += mine
        counted += mine > 0
    enough = counted > 1 and numbers >= _NUMBERS and 3 * len(rests) > len(lines)
    return rests if words and enough else []


def _may_be_rests(above: GridLine, below: GridLine) -> bool:
    """Whether all pieces of a line are shorter than those above them: a cheap look."""
    if not below.columns <= above.columns:
        return False
    over = {piece.first: len(piece.text) for piece in above.pieces}
    return all(len(p.text) < over.get(p.first, 0) + (not p.numeric) for p in below.pieces)


def _parts(above: GridLine, below: GridLine, widest: dict[int, float]) -> list[tuple[Piece, Piece]]:
    """The pieces of a line with those that they are the rests of; none unless all are rests."""
    if below.line.baseline - above.line.baseline > _NEAR * max(below.line.size, 1.0):
        return []
    parts: list[tuple[Piece, Piece]] = []
    for piece in below.pieces:
        over = above.at(piece.first)
        if over is None or not over.first == over.last == piece.first == piece.last:
            return []
        if not (_is_word(over, piece) or _is_number(over, piece) or _is_cut(over, piece)):
            return []
        word = piece.words[0]
        letter = max((word.x1 - word.x0) / len(word.text), 0.5 * word.size)
        room = widest[piece.first] - (over.x1 - over.x0)
        shorter = over.x1 - over.x0 - (piece.x1 - piece.x0)
        if room > letter + _ROUNDED * word.size or shorter < _SHORTER * word.size:
            return []
        parts.append((over, piece))
    return parts


def _is_number(above: Piece, below: Piece) -> bool:
    """Whether two pieces may be the parts of one number."""
    return bool(_PARTS.fullmatch(above.text) and _REST.fullmatch(below.text))


def _is_word(above: Piece, below: Piece) -> bool:
    """Whether a word may go on below: with a small letter, without a hyphen."""
    return above.text[-1].isalpha() and below.text[0].islower()


def _is_cut(above: Piece, below: Piece) -> bool:
    """Whether a text of letters may go on below with its next word."""
    return not has_digit(above.text + below.text)

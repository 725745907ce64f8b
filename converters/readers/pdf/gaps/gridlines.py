"""Lines of a table as cells on its columns: which pieces share a cell, which span columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..lines.words import TIGHT, Chunk, TextLine, Word, is_typed_space
from .claims import Claim, closed_sides, gutter_of, shared_out
from .gutters import SPACE, Gutter, column_of

_FIGURE = r"\d[\d.,٬٫\s'’]*(?:(?<=\d):\d\d)?"
_NUMBER = re.compile(
    r"[(\[（]?\s*[-‐‑−–+±<>≤≥~]?\s*(?:[A-Z]{0,3}[$€£¥￥])?\s*"
    rf"{_FIGURE}(?:[-‐‑−–~～/]\s*{_FIGURE}){{0,2}}"  # a date has two strokes
    r"(?:[eE][-−–+]?\d{1,3}|[×x]\s?10\s?[-−–]?\d{1,2})?"  # 4.9E-11, 2.1 × 10−3
    r"\s*[)\]）%％‰٪]?\s*[$€£¥]?\s*[a-zA-Z*†‡+#]{0,2}[)\]）]?"
    rf"(?:\s*[(（][-−–]?{_FIGURE}[%％٪]?[)）])?"  # its share, or its error
)
_NAMED = re.compile(
    r".*[%％]\s?[A-Z]{2}[)\]]?"  # 95% CI
    r"|[(]?(?:[A-Z]{0,3}[$€£¥])?\s?['’]?0{3}s?(?:\s[a-z]{1,3}[23²³]?)?[)]?"  # $000, '000
)
"""What headers say in digits: intervals, and units of thousands, as (000 t)."""
_WIDER = 0.45
"""Gap in font sizes that no word space of a header is as wide as."""
_APART = 0.42
"""Gap in font sizes from which two headers may be apart."""
_MORE = 1.6
"""How many times wider it is than the spaces inside them at least."""
_NOTHING = re.compile(
    r"[-‐‑−–—./…*×＼\\]+|n\.?a\.?|N/?A|nil|\.\.+|无|:(?:\s?[a-z]{1,2})?|\((?:NA|[A-Z])\)|[†‡]"
)


@lru_cache(4096)
def is_number(text: str) -> bool:
    """Whether a text is a number as tables print it: signs, units and marks around digits.

    What ends with `to` is the first half of a range; headers may have digits too.
    """
    if text.endswith((" to", " à")) or _NAMED.fullmatch(text):
        return False
    return bool(_NUMBER.fullmatch(text))


@lru_cache(4096)
def is_nothing(text: str) -> bool:
    """Whether a text is a mark for no value."""
    return bool(_NOTHING.fullmatch(text))


@dataclass(slots=True)
class Piece:
    """Words of one line that belong to one cell."""

    first: int
    """First column."""
    last: int
    words: tuple[Word, ...]
    floating: bool = False
    """Whether it stands in a gutter: a header over the columns beside it, most likely."""
    fixed: bool = False
    """Whether vertical rules tell its columns, or dashes that lead to their sides."""
    torn: bool = False
    """Whether it is a part of a number that had no room on one line: no number of its own."""
    goes_on: bool = False
    """Whether that number goes on below it, in the line that has the rest of the row."""

    x0: float = field(init=False, repr=False, compare=False)
    """Left side."""
    x1: float = field(init=False, repr=False, compare=False)
    """Right side."""
    text: str = field(init=False, repr=False, compare=False)
    """Its words with spaces between them."""
    numeric: bool = field(init=False, repr=False, compare=False)
    """Whether it is a number."""
    blank: bool = field(init=False, repr=False, compare=False)
    """Whether it is a mark for no value."""

    def __post_init__(self) -> None:
        # All is asked for many times for each piece: as cheap to read as can be.
        words = self.words
        self.x0 = words[0].x0
        if len(words) == 1:
            self.x1, self.text = words[0].x1, words[0].text
        else:
            self.x1 = max([word.x1 for word in words])
            self.text = " ".join([word.text for word in words])
        self.numeric = is_number(self.text)
        self.blank = is_nothing(self.text)

    def tear(self, *, goes_on: bool) -> None:
        """Make it a part of a number that has no room on one line."""
        self.torn, self.goes_on = True, goes_on
        self.numeric = self.blank = False


@dataclass(slots=True)
class GridLine:
    """A line of a table: its pieces on the columns."""

    line: TextLine
    pieces: list[Piece]
    columns: frozenset[int] = field(init=False)
    """Columns in which it has text."""

    def __post_init__(self) -> None:
        self.columns = frozenset(
            [column for piece in self.pieces for column in range(piece.first, piece.last + 1)]
        )

    def at(self, column: int) -> Piece | None:
        """The piece in a column."""
        for piece in self.pieces:
            if piece.first <= column <= piece.last:
                return piece
        return None


def in_columns(lines: Sequence[GridLine], columns: int) -> list[list[Piece]]:
    """For each column the pieces that stand in it alone, from top to bottom."""
    found: list[list[Piece]] = [[] for _ in range(columns)]
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                found[piece.first].append(piece)
    return found


def grid_lines(lines: Sequence[TextLine], gutters: Sequence[Gutter]) -> list[GridLine]:
    """The lines on the columns between `gutters`."""
    chunks = [_chunks(line, gutters) for line in lines]
    claims = [[column_of(chunk, gutters) for chunk in parts] for parts in chunks]
    columns = len(gutters) + 1
    spanning = any(first != last for mine in claims for first, last in mine)
    sides = _usual_sides(chunks, claims, columns) if spanning else []
    alone = spanning and any(len(mine) == 1 and 0 == mine[0][0] < mine[0][1] for mine in claims)
    values = _value_columns(chunks, claims) if alone else frozenset()
    between = [[gutter_of(chunk, gutters) for chunk in parts] for parts in chunks]
    floating = any(place is not None for places in between for place in places)
    closed = closed_sides(chunks, claims, between, columns) if floating else []
    out = []
    for line, parts, mine, places in zip(lines, chunks, claims, between, strict=True):
        pieces: list[Piece] = []
        shares = shared_out(parts, mine, places, gutters, closed)
        for chunk, (first, last), place in zip(parts, shares, places, strict=True):
            if first != last:
                section = values if len(parts) == 1 else frozenset()
                pieces += _pieces(chunk, (first, last), gutters, sides, section)
            else:
                inside = place is not None and _is_inside(chunk, gutters)
                pieces.append(Piece(first, last, chunk.words, inside))
        out.append(GridLine(line, _merged(pieces)))
    return out


def _chunks(line: TextLine, gutters: Sequence[Gutter]) -> list[Chunk]:
    """The words of a line grouped at wide gaps, and at narrow ones that fill a gutter."""
    out: list[Chunk] = []
    for chunk in line.tight:
        if len(chunk.words) == 1:
            out.append(chunk)
            continue
        start = 0
        for number, (before, after) in enumerate(itertools.pairwise(chunk.words), start=1):
            gap, near = after.x0 - before.x1, 0.1 * before.size
            if is_typed_space(before, after):
                continue
            if gap > SPACE * before.size and any(
                before.x1 <= a + near
                and after.x0 >= b - near
                and gap > min(0.8 * (b - a), _WIDER * before.size)
                for a, b in gutters
            ):
                out.append(Chunk(chunk.words[start:number]))
                start = number
        out.append(Chunk(chunk.words[start:]) if start else chunk)
    return out


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one line that claim a common column as one."""
    out: list[Piece] = []
    for piece in pieces:
        if out and piece.first <= out[-1].last:
            out[-1] = Piece(
                out[-1].first, max(piece.last, out[-1].last), out[-1].words + piece.words
            )
        else:
            out.append(piece)
    return out


def _is_inside(chunk: Chunk, gutters: Sequence[Gutter]) -> bool:
    """Whether a chunk stands in a gutter, with white on both sides."""
    return any(a < chunk.x0 and chunk.x1 < b for a, b in gutters)


def _pieces(
    chunk: Chunk,
    claim: Claim,
    gutters: Sequence[Gutter],
    sides: list[tuple[float, float, float] | None],
    values: frozenset[int],
) -> list[Piece]:
    """The cells of a chunk over columns: one, unless gutters run through its word gaps.

    A section alone on its line, over columns of `values`, may have one of its spaces there.
    """
    first, last = claim
    cuts = sorted(cut for a, b in gutters[first:last] if (cut := _widest_gap(chunk, a, b)))
    bounds = [0, *cuts, len(chunk.words)]
    parts = [Chunk(chunk.words[a:b]) for a, b in itertools.pairwise(bounds) if a < b]
    pieces = [Piece(*column_of(part, gutters), part.words) for part in parts]
    section = first == 0 and values.issuperset(piece.first for piece in pieces[1:])
    if (section and _is_evenly_spaced(pieces)) or not _are_cells(pieces, sides):
        return [Piece(first, last, chunk.words)]
    return pieces


def _value_columns(
    lines: Sequence[Sequence[Chunk]], claims: Sequence[Sequence[Claim]]
) -> frozenset[int]:
    """The columns whose clear cells are numbers mostly."""
    count: dict[int, list[bool]] = {}
    for line, mine in zip(lines, claims, strict=True):
        for chunk, (first, last) in zip(line, mine, strict=True):
            if first == last:
                count.setdefault(first, []).append(is_number(chunk.text))
    return frozenset(column for column, found in count.items() if 2 * sum(found) > len(found))


def _is_evenly_spaced(pieces: Sequence[Piece]) -> bool:
    """Whether words without a number stand no further apart between pieces than inside them."""
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(pieces)]
    if any(piece.numeric or piece.blank for piece in pieces):
        return False
    return bool(gaps) and max(gaps) < 1.02 * _widest_inside(pieces) < float("inf")


def _widest_gap(chunk: Chunk, left: float, right: float) -> int:
    """Number of the word before which the widest gap inside a gutter lies; 0 for none."""
    gaps = [
        (after.x0 - before.x1, number)
        for number, (before, after) in enumerate(itertools.pairwise(chunk.words), start=1)
        if before.x1 < right and after.x0 > left and not is_typed_space(before, after)
    ]
    return max(gaps)[1] if gaps else 0


def _are_cells(pieces: list[Piece], sides: list[tuple[float, float, float] | None]) -> bool:
    """Whether the pieces of a chunk are cells of their own and not one header over columns."""
    if len(pieces) < 2:
        return False
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(pieces)]
    size = pieces[0].words[0].size
    if all(gap > TIGHT * size for gap in gaps):
        return True
    if all(piece.numeric or piece.blank for piece in pieces):
        return True
    if min(gaps) > _APART * size and min(gaps) > _MORE * _widest_inside(pieces):
        return all(piece.first == piece.last for piece in pieces)
    return all(_fits(piece, sides) for piece in pieces)


def _widest_inside(pieces: Sequence[Piece]) -> float:
    """The widest space inside some pieces; no bound without any."""
    spaces = [b.x0 - a.x1 for piece in pieces for a, b in itertools.pairwise(piece.words)]
    return max(spaces, default=float("inf"))


def _fits(piece: Piece, sides: list[tuple[float, float, float] | None]) -> bool:
    """Whether a piece is aligned like the others of its column."""
    usual = sides[piece.first]
    if piece.first != piece.last or usual is None:
        return False
    left, middle, right = usual
    near = 0.25 * piece.words[0].size
    return (
        abs(piece.x0 - left) < near
        or abs(piece.x1 - right) < near
        or abs((piece.x0 + piece.x1) / 2 - middle) < near
    )


def _usual_sides(
    lines: Sequence[Sequence[Chunk]], claims: Sequence[Sequence[Claim]], columns: int
) -> list[tuple[float, float, float] | None]:
    """For each column the medians of left sides, middles and right sides of clear cells."""
    found: list[list[Chunk]] = [[] for _ in range(columns)]
    for line, mine in zip(lines, claims, strict=True):
        for chunk, (first, last) in zip(line, mine, strict=True):
            if first == last:
                found[first].append(chunk)
    usual: list[tuple[float, float, float] | None] = []
    for chunks in found:
        if len(chunks) < 2:
            usual.append(None)
            continue
        middle = len(chunks) // 2
        usual.append(
            (
                sorted(chunk.x0 for chunk in chunks)[middle],
                sorted((chunk.x0 + chunk.x1) / 2 for chunk in chunks)[middle],
                sorted(chunk.x1 for chunk in chunks)[middle],
            )
        )
    return usual

"""Numbers broken over two lines: narrow columns of word processors tear them at any digit.

What stands below is no row of its own, and a number cut in two would state two wrong ones. Two
parts are told to be one number by their form (`556,408,54` and `7`), by the form of others in
their line or column, or by columns that are full to the last digit where each rest stands.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .gridlines import GridLine, Piece
from .rowlines import is_year, pitch_of
from .shreds import shredded

_PART = re.compile(r"[-−–+(]{0,2}[\d.,'’]*\d[\d.,'’]*[%)]{0,2}")
_REST = re.compile(r"[\d.,'’]*\d[%)]{0,2}|[.,][%)]?|[%)]{1,2}")
_GROUPED = re.compile(r"[-−–+(]{0,2}\d{1,3}([,.'’])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?%?[)]?")
_SINGLE = re.compile(r"[-−–+(]{0,2}\d+(?:[.,]\d{1,3})?%?[)]?")  # 1990,1991 are two
_YEARS = re.compile(r"(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)")
_CUT_YEARS = re.compile(r"(?:19|20)\d\d[-–/](?:\d|\d{3})|(?:19|20)\d")
_UPPER = re.compile(r"[-−–+(]{0,2}\d{1,3}(?:\s\d{3})*")
_LOWER = re.compile(r"\d{3}(?:\s\d{3})*(?:[.,]\d{1,3})?%?[)]?")
"""Parts of a number whose groups are parted by spaces."""
_LONG = 5
"""Digits above a rest whose form does not tell it at least: years and counts are shorter."""
_DIGIT = 0.56
"""Width of a digit in font sizes."""
_NEAR = 1.6
"""Distance of baselines, in font sizes, of the parts of one number at most."""
_EVEN = 0.1
"""Font sizes by which the widest numbers of a column differ at most."""
_SHORT = 2
"""Characters of a rest whose form does not tell it at most."""
_SPACE = 0.2
"""Width of a space in font sizes at least."""
_CLOSER = 0.93
"""Distance of the parts of a number over that of rows at most, where their form tells nothing."""
_DECIMALS = re.compile(r"\d[.,]\d{1,2}\D*$")
_GROUPS = 3
"""Numbers broken between groups of digits from which all such lines tell that they are."""
_OTHERS = 2
"""Other numbers of a column, and more, that all have decimals where a number has."""
_LINES = 2
"""Lines up to which the upper part stands above: cells in the middle of theirs lie between."""


def is_torn(above: str, below: str) -> bool:
    """Whether two texts are the parts of one number by their form: only together they have one."""
    whole = above + below
    if _YEARS.fullmatch(whole):
        return _CUT_YEARS.fullmatch(above) is not None
    if not (_PART.fullmatch(above) and _REST.fullmatch(below)):
        return False
    if _GROUPED.fullmatch(whole):
        return not (_is_whole(above) and _is_whole(below))
    ends = above[-1] in ".," or below[0] in ".,%)"
    return ends and _SINGLE.fullmatch(whole) is not None


def joint(above: str, below: str) -> str:
    """What stands between the parts of a number: a space where groups of digits are spaced."""
    return " " if _UPPER.fullmatch(above) and _LOWER.fullmatch(below) else ""


def may_be_torn(above: str, below: str) -> bool:
    """Whether two texts may be the parts of one number, by their form or where columns are full."""
    if is_torn(above, below) or joint(above, below):
        return True
    digits = sum(map(str.isdigit, above))
    return (
        digits >= _LONG
        and len(below) < len(above)
        and _PART.fullmatch(above) is not None
        and _REST.fullmatch(below) is not None
        and _is_whole(above + below)
    )


def _is_whole(text: str) -> bool:
    return bool(_GROUPED.fullmatch(text) or _SINGLE.fullmatch(text))


@dataclass(frozen=True, slots=True)
class _Tear:
    """The parts of what may be one number."""

    above: Piece
    below: Piece
    room: float
    """Width, in font sizes, by which the widest number of the column is wider than the upper."""

    @property
    def told(self) -> bool:
        """Whether their form tells that it is one."""
        return is_torn(self.above.text, self.below.text)

    @property
    def spaced(self) -> bool:
        """Whether it may be parted at the space between two groups of its digits."""
        return bool(joint(self.above.text, self.below.text))

    @property
    def is_full(self) -> bool:
        """Whether the column has no room for the next digit, or group of digits, of the upper."""
        if not self.spaced:
            return self.room < _DIGIT
        group = self.below.words[0]
        return self.room * group.size < group.x1 - group.x0 + _SPACE * group.size


def with_torn_numbers(lines: Sequence[GridLine]) -> list[GridLine]:
    """The lines, the parts of numbers torn in two marked as such.

    The rests stand alone below a row, or the starts above one whose cells are set to the bottom.
    """
    for number in shredded(lines):
        for piece in lines[number].pieces:
            piece.tear(goes_on=False)
    widest: dict[int, float] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last and piece.numeric:
                widest[piece.first] = max(widest.get(piece.first, 0.0), piece.x1 - piece.x0)
    labels = _label_columns(lines)
    rests = [_tears(lines, number, widest, labels) for number in range(len(lines))]
    starts = [_tears(lines, number, widest, labels, down=True) for number in range(len(lines))]
    groups = _are_groups(lines, rests, starts)
    sure = [(groups or _are_sure(lines, n, tears), tears, False) for n, tears in enumerate(rests)]
    sure += [(groups or _are_sure(lines, n, tears), tears, True) for n, tears in enumerate(starts)]
    columns = {tear.below.first for its, tears, _ in sure if its for tear in tears}
    for its, tears, down in sure:
        if its or all(tear.below.first in columns for tear in tears):
            for tear in tears:
                (tear.above if down else tear.below).tear(goes_on=down)
    return list(lines)


def _label_columns(lines: Sequence[GridLine]) -> int:
    """How many columns at the left hold labels: the first one and texts beside it."""
    kinds: dict[int, int] = {}
    for line in lines:
        for piece in line.pieces:
            kinds[piece.first] = kinds.get(piece.first, 0) + (-1 if piece.numeric else 1)
    return next((column for column in itertools.count(1) if kinds.get(column, 0) <= 0), 1)


def _tears(
    lines: Sequence[GridLine],
    number: int,
    widest: dict[int, float],
    labels: int,
    *,
    down: bool = False,
) -> list[_Tear]:
    """The numbers that go on in a line, or from it; none unless all of it but labels may."""
    tears: list[_Tear] = []
    if down and not _is_fuller(lines[number + 1 : number + 2], lines[number]):
        return tears
    for piece in lines[number].pieces:
        if piece.last < labels and not piece.numeric:
            continue
        other = _below(lines, number, piece) if down else _above(lines, number, piece)
        if other is None:
            return []
        above, below = (piece, other) if down else (other, piece)
        room = (widest.get(above.first, 0.0) - (above.x1 - above.x0)) / above.words[0].size
        tear = _Tear(above, below, room)
        if not (tear.is_full and may_be_torn(above.text, below.text)):
            return []
        tears.append(tear)
    return tears


def _above(lines: Sequence[GridLine], number: int, below: Piece) -> Piece | None:
    """The number of one column that may go on in a piece."""
    line = lines[number].line
    for other in reversed(lines[max(number - _LINES, 0) : number]):
        if line.baseline - other.line.baseline > _NEAR * line.size:
            return None
        piece = other.at(below.first)
        if piece is not None:
            return piece if _share_a_column(piece, below) else None
    return None


def _below(lines: Sequence[GridLine], number: int, above: Piece) -> Piece | None:
    """The number of one column in which a piece may go on, in the next line."""
    if pitch_of(lines[number], lines[number + 1]) > _NEAR:
        return None
    piece = lines[number + 1].at(above.first)
    return piece if piece is not None and _share_a_column(piece, above) else None


def _is_fuller(below: Sequence[GridLine], line: GridLine) -> bool:
    """Whether there is a line below that has more pieces: the rest of a row whose start it is."""
    return bool(below) and len(below[0].pieces) > len(line.pieces)


def _share_a_column(one: Piece, other: Piece) -> bool:
    return one.first == one.last == other.first == other.last


def _are_groups(
    lines: Sequence[GridLine], rests: Sequence[Sequence[_Tear]], starts: Sequence[Sequence[_Tear]]
) -> bool:
    """Whether all lines of numbers without a label are broken where digits are grouped.

    A rest starts with 0, or all are starts, or the columns have whole numbers of several groups.
    """
    torn = [(n, up or down) for n, (up, down) in enumerate(zip(rests, starts, strict=True))]
    torn = [(n, tears) for n, tears in torn if tears and lines[n].at(0) is None]
    tears = [tear for _, mine in torn for tear in mine]
    if len(tears) < _GROUPS or not all(tear.spaced for tear in tears):
        return False
    own, columns = {n for n, _ in torn}, {tear.below.first for tear in tears}
    upper = {id(tear.above) for tear in tears}
    numbers = {
        n: [p for p in line.pieces if p.numeric and p.first in columns and id(p) not in upper]
        for n, line in enumerate(lines)
        if n not in own
    }
    first = next((n for n in numbers if numbers[n] and lines[n].at(0) is not None), 0)
    least = min(columns)
    if any(
        numbers[n] and n > first and not any(piece.last < least for piece in lines[n].pieces)
        for n in numbers
    ):
        return False
    if any(tear.below.text.startswith("0") for tear in tears) or not any(rests[n] for n in own):
        return True
    grouped = [piece for mine in numbers.values() for piece in mine if " " in piece.text]
    return columns <= {piece.first for piece in grouped}


def _are_sure(lines: Sequence[GridLine], number: int, tears: Sequence[_Tear]) -> bool:
    """Whether the form of a number tells, or all of a line, that its parts are no rows.

    Then nothing but rests below the widest numbers stands in it. Rows would have a label, or a
    value in each column in which the row above has one. A whole group of digits may be a value,
    so it must stand closer than any two rows.
    """
    if any(tear.told for tear in tears):
        return True
    if not tears or lines[number].at(0) is not None:
        return False
    if len(tears) > 1 and all(_lacks_decimals(lines, tear) for tear in tears):
        return True
    mine = {tear.below.first for tear in tears}
    row = next((line for line in reversed(lines[:number]) if line.at(0) is not None), None)
    if row is None or all(p.first in mine or not p.numeric for p in row.pieces):
        return False
    if all(not t.spaced and t.room < _EVEN and len(t.below.text) <= _SHORT for t in tears):
        return True
    return all(tear.spaced for tear in tears) and pitch_of(lines[number - 1], lines[number]) < (
        _CLOSER * _least_pitch(lines)
    )


def _lacks_decimals(lines: Sequence[GridLine], tear: _Tear) -> bool:
    """Whether the upper part has no decimals, the lower has, and so have all others there."""
    if not tear.spaced or _DECIMALS.search(tear.above.text):
        return False
    pieces = (line.at(tear.above.first) for line in lines)
    others = [p for p in pieces if p is not None and p is not tear.above and p.numeric]
    others = [piece for piece in others if not is_year(piece.text)]
    return len(others) > _OTHERS and all(_DECIMALS.search(piece.text) for piece in others)


def _least_pitch(lines: Sequence[GridLine]) -> float:
    """The least distance of two rows with labels and numbers, in font sizes."""
    whole = [line.at(0) is not None and any(p.numeric for p in line.pieces) for line in lines]
    return min(
        (
            pitch_of(above, below)
            for (above, below), (one, other) in zip(
                itertools.pairwise(lines), itertools.pairwise(whole), strict=True
            )
            if one and other
        ),
        default=0.0,
    )

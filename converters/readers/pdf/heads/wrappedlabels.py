"""Header lines without a full grid to labels: which lines over the same columns are one label."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..gaps.gridlines import GridLine, Piece
from ..gaps.gutters import Gutter
from ..gaps.rowlines import UNFINISHED
from ..gaps.rules import Rule
from ..lines.words import Word
from ..objects.wide import starts_wide
from .doubleheads import DOUBLE_PITCH, is_translation
from .headlines import CLOSER
from .labels import Label, are_parted
from .openinglabels import opening_pieces
from .underheads import under_headers

_GRAMMAR = frozenset(
    ("of", "and", "per", "in", "for", "to", "the", "or", "with", "by", "from", "than")
)
"""Words that open no header, so that it is one with the line above."""
_PITCH = 1.5
"""Distance of the lines of one header, in font sizes, at most, where nothing tells it."""
_RULED_PITCH = 1.75
"""The same where a rule runs between the lines of other headers."""
_ROUNDED = 0.8
"""Points by which distances of lines differ at browsers that set them to whole pixels."""
_BROKEN = 0.15
"""Font sizes by which a column is too narrow for one more ideograph though numbers seem wider."""
_FEW_STARTS = 3
"""Headers that go on, on a line, for each that seems not to, from which it does too."""
_UNIT = re.compile(r"[（(][^()（）\d]+[)）]")


def labels_of(
    lines: Sequence[GridLine],
    boxes: Sequence[Gutter],
    rules: Sequence[Rule],
    widths: Sequence[float],
    rows: float = 0.0,
) -> list[Label]:
    """The pieces of header lines, wrapped ones joined, from top to bottom.

    Lines over one column that are nearer than the `rows` of the body are those of one header.
    """
    header = _Header.of(lines, boxes, rules, widths, rows)
    labels: list[Label] = []
    for line in lines:
        joined = 0
        starts: list[tuple[Label, Label]] = []
        for piece in line.pieces:
            label = Label(piece.first, piece.last, list(piece.words), piece.fixed)
            above = next((other for other in reversed(labels) if other.meets(label)), None)
            if above is None or not header.may_go_on(above, label, piece):
                labels.append(label)
                continue
            last = id(piece) in header.lowest or _is_among_others(above, line)
            if _is_rest_of(above, label) or (not last and header.goes_on(above, label)):
                above.add(label)
                joined += 1
            else:
                labels.append(label)
                if not last and _are_stacked(above, label):
                    starts.append((above, label))
        if len(starts) * _FEW_STARTS <= joined:
            # Lines broken by hand may have had room: where all beside one go on, so does it.
            for above, label in starts:
                above.add(label)
                labels = [other for other in labels if other is not label]
    return labels


@dataclass(frozen=True, slots=True)
class _Header:
    """What tells of the lines of a header which go on with those above them."""

    boxes: Sequence[Gutter]
    """Left and right sides of the columns."""
    rules: Sequence[Rule]
    rows: float
    """Least distance of the rows below, in points."""
    narrow: float
    """Largest distance of two lines of one label, in font sizes."""
    room: Sequence[float]
    """Points that the texts of each column may be wide."""
    opening: frozenset[int]
    """The `id` of each piece that is surely no rest of the label above it."""
    lowest: frozenset[int]
    """The `id` of each piece of the lowest line that stands below a header over several columns."""
    capital: bool
    """Whether labels start with capitals."""

    @classmethod
    def of(
        cls,
        lines: Sequence[GridLine],
        boxes: Sequence[Gutter],
        rules: Sequence[Rule],
        widths: Sequence[float],
        rows: float,
    ) -> _Header:
        """That of header lines, `widths` being those of the widest texts of each column."""
        headed = under_headers(lines)
        return cls(
            boxes,
            rules,
            rows,
            _line_pitch(lines, rules),
            _room(lines, widths),
            opening_pieces(lines, boxes),
            frozenset(id(piece) for piece in lines[-1].pieces if piece.first in headed),
            _are_capital(lines),
        )

    def may_go_on(self, above: Label, label: Label, piece: Piece) -> bool:
        """Whether a label, which is one `piece`, stands near enough to the one above it."""
        return (
            _are_near(above, label, self.narrow)
            and not are_parted(above, label, self.rules)
            and id(piece) not in self.opening
        )

    def goes_on(self, above: Label, label: Label) -> bool:
        """Whether a label that may do so goes on with the one above it."""
        return (
            _are_closer(above, label, self.rows)
            or _goes_on(above, label, self.boxes, self.room)
            or (_opens_small(label, self.capital) and _stand_alike(above, label))
        )


def _are_stacked(above: Label, label: Label) -> bool:
    """Whether a label stands below two or more lines of one header over its single column."""
    lines = {round(word.baseline) for word in above.words}
    return label.first == label.last and len(lines) > 1 and _stand_alike(above, label)


def _are_near(above: Label, label: Label, narrow: float) -> bool:
    """Whether two lines are as near as those of one header, a translation somewhat farther.

    So is a unit in brackets: lines set to the middle of a header need not be level.
    """
    pitch = (label.words[0].baseline - above.words[-1].baseline) / label.size
    if pitch <= narrow:
        return True
    if pitch <= _PITCH and _UNIT.fullmatch(label.text) is not None:
        return _is_rest_of(above, label)
    return pitch <= DOUBLE_PITCH and is_translation(above.text, label.text)


def _are_closer(above: Label, label: Label, rows: float) -> bool:
    """Whether two lines over the same single column are nearer to each other than rows are."""
    columns = {above.first, above.last, label.first, label.last}
    return (
        len(columns) == 1
        and label.words[0].baseline - above.words[-1].baseline < CLOSER * rows
        and _stand_alike(above, label)
    )


def _is_rest_of(above: Label, label: Label) -> bool:
    """Whether a label closes a bracket of the one above, or is its unit in brackets, or English.

    Or the one above ends as no header does: then what goes on may hang.
    """
    columns = {above.first, above.last, label.first, label.last}
    if len(columns) == 1 and UNFINISHED.search(above.text):
        return True
    if not _stand_alike(above, label):
        return False
    text, rest = above.text, label.text
    unclosed = sum(map(text.count, "([（")) > sum(map(text.count, ")]）"))
    unit = _UNIT.fullmatch(rest) is not None and _UNIT.fullmatch(text) is None
    return unclosed or unit or is_translation(text, rest)


def _is_among_others(above: Label, line: GridLine) -> bool:
    """Whether a line has a piece for each of the columns of the header above it: those below it."""
    columns = range(above.first, above.last + 1)
    return len(columns) > 1 and all(
        (found := line.at(column)) is not None and found.first == found.last for column in columns
    )


def _room(lines: Sequence[GridLine], widths: Sequence[float]) -> list[float]:
    """The width of the widest text of each column, headers over several columns left out."""
    room = list(widths)
    lowest: dict[int, Piece] = {}
    for line in reversed(lines):
        for piece in line.pieces:
            if piece.first == piece.last:
                leaf = lowest.setdefault(piece.first, piece)
                if _are_aligned((piece.x0, piece.x1), (leaf.x0, leaf.x1), piece.words[0].size):
                    room[piece.first] = max(room[piece.first], piece.x1 - piece.x0)
    return room


def _are_aligned(one: Gutter, other: Gutter, size: float) -> bool:
    """Whether two texts above each other share a side or their middles."""
    near = 0.15 * size
    middles = abs(one[0] + one[1] - other[0] - other[1]) / 2
    return abs(one[0] - other[0]) < near or abs(one[1] - other[1]) < near or middles < 1.5 * near


def _line_pitch(lines: Sequence[GridLine], rules: Sequence[Rule]) -> float:
    """The largest distance of two lines of one header, in font sizes.

    Rules between headers beside it part its lines too.
    """
    pitches: list[float] = []
    last: dict[int, Word] = {}
    for line in lines:
        for piece in line.pieces:
            word = piece.words[0]
            for column in range(piece.first, piece.last + 1):
                if column in last:
                    pitches.append((word.baseline - last[column].baseline) / max(word.size, 1.0))
                last[column] = word
    pitches.sort()
    size = max((line.line.size for line in lines), default=1.0)
    for below, above_ in itertools.pairwise(pitches):
        if below > 0.9 and above_ / below > 1.07 and (above_ - below) * size > _ROUNDED:
            return below + 0.02
    high, low = lines[0].line.bottom - 3, lines[-1].line.top + 3
    return _RULED_PITCH if any(high < y < low for y, _, _ in rules) else _PITCH


def _goes_on(above: Label, label: Label, boxes: Sequence[Gutter], room: Sequence[float]) -> bool:
    """Whether a label wraps the one above it: it is aligned with it, and had no room there."""
    last = [word for word in above.words if abs(word.baseline - above.words[-1].baseline) < 1]
    x0, x1 = last[0].x0, last[-1].x1
    if not _are_aligned((x0, x1), (label.x0, label.x1), label.size):
        return False
    wide = starts_wide(label.words[0].text)
    # A wide character goes on right away, a word after a space.
    word = label.size if wide else label.words[0].x1 - label.words[0].x0 + 0.25 * label.size
    if above.first != above.last:
        if (above.first, above.last) == (label.first, label.last):
            return True
        whole = boxes[above.last][1] - boxes[above.first][0]
        return x0 <= label.x0 and x1 - x0 + word > whole - label.size
    near = -_BROKEN if wide else 0.02
    return x1 - x0 + word > room[above.first] + near * label.size


def _are_capital(lines: Sequence[GridLine]) -> bool:
    """Whether headers start with capitals: those of one line alone in their column do."""
    filled = Counter(c for line in lines for p in line.pieces for c in range(p.first, p.last + 1))
    alone = [p.text for line in lines for p in line.pieces if filled[p.first] == 1]
    words = [text for text in alone if text[0].isalpha()]
    return bool(words) and all(text[0].isupper() for text in words)


def _opens_small(label: Label, capital: bool) -> bool:
    """Whether a label starts as no header does: with a word of grammar, or small among capitals."""
    word = label.words[0].text
    return word in _GRAMMAR or (capital and word[0].islower())


def _stand_alike(above: Label, label: Label) -> bool:
    """Whether a label is below one of its column and shares a side, or the middle, with it."""
    last = [word for word in above.words if abs(word.baseline - above.words[-1].baseline) < 1]
    same = (above.first, above.last) == (label.first, label.last)
    return same and _are_aligned((last[0].x0, last[-1].x1), (label.x0, label.x1), label.size)

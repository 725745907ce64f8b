"""The labels of a header without a full grid: lines over columns, wrapped ones joined."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..gaps.gridlines import GridLine, Piece
from ..gaps.gutters import Gutter
from ..gaps.rowlines import UNFINISHED, is_year
from ..gaps.spans import Rule
from ..lines.letters import has_digit
from ..lines.words import Word
from ..objects.wide import starts_wide
from .doubleheads import DOUBLE_PITCH, is_translation
from .headlines import CLOSER
from .repeats import bare, repeated
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
_IN_MIDDLE = 1.0
"""Font sizes by which a name stands off the middle of the texts of its columns at most."""
_UNIT = re.compile(r"[（(][^()（）\d]+[)）]")


@dataclass(slots=True)
class Label:
    """The lines of one header."""

    first: int
    last: int
    words: list[Word]
    fixed: bool = False
    """Whether vertical rules tell its columns."""

    text: str = field(init=False, repr=False, compare=False)
    """Its words with spaces between them."""
    x0: float = field(init=False, repr=False, compare=False)
    """Left side."""
    x1: float = field(init=False, repr=False, compare=False)
    """Right side."""
    middle: float = field(init=False, repr=False, compare=False)
    """Middle across."""
    top: float = field(init=False, repr=False, compare=False)
    """Upper side."""
    bottom: float = field(init=False, repr=False, compare=False)
    """Lower side."""
    size: float = field(init=False, repr=False, compare=False)
    """Font size of its first word, one point at least."""

    def __post_init__(self) -> None:
        # Each label is compared with all others and with all rules: as cheap to read as can be.
        words = self.words
        self.text = " ".join([word.text for word in words])
        self.x0 = min([word.x0 for word in words])
        self.x1 = max([word.x1 for word in words])
        self.middle = (self.x0 + self.x1) / 2
        self.top = min([word.top for word in words])
        self.bottom = max([word.bottom for word in words])
        self.size = max(words[0].size, 1.0)

    def add(self, line: Label) -> None:
        """Add a line below it."""
        self.words += line.words
        self.__post_init__()

    @property
    def column(self) -> int:
        """The column in its middle."""
        return (self.first + self.last) // 2

    def meets(self, other: Label) -> bool:
        """Whether both share a column, or start at one place where columns meet."""
        beside = self.first == self.last and abs(self.first - other.first) == 1
        return self.shares(other) or (beside and abs(self.x0 - other.x0) < 0.15 * self.size)

    def shares(self, other: Label) -> bool:
        """Whether both stand in a common column."""
        return self.first <= other.last and other.first <= self.last


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
    narrow = _line_pitch(lines, rules)
    room = _room(lines, widths)
    headed = under_headers(lines)
    opening = _opening(lines) | _under_spanners(lines) | _years_under(lines, boxes)
    capital = _are_capital(lines)
    labels: list[Label] = []
    for line in lines:
        joined = 0
        starts: list[tuple[Label, Label]] = []
        for piece in line.pieces:
            label = Label(piece.first, piece.last, list(piece.words), piece.fixed)
            above = next((other for other in reversed(labels) if other.meets(label)), None)
            if (
                above is None
                or not _are_near(above, label, narrow)
                or are_parted(above, label, rules)
                or id(piece) in opening
            ):
                labels.append(label)
                continue
            whole = _is_rest_of(above, label)
            last = (line is lines[-1] and piece.first in headed) or _is_among_others(above, line)
            if whole or (
                not last
                and (
                    _are_closer(above, label, rows)
                    or _goes_on(above, label, boxes, room)
                    or (_opens_small(label, capital) and _stand_alike(above, label))
                )
            ):
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


def _opening(lines: Sequence[GridLine]) -> set[int]:
    """The `id` of each piece that comes again on its line while all above it differ: years."""
    found: set[int] = set()
    for above, line in itertools.pairwise(lines):
        mine = [piece for piece in line.pieces if piece.first > 0]
        over = [piece.text for piece in above.pieces if piece.first > 0]
        if 1 < len(over) < len(mine) and len(set(over)) == len(over):
            again = repeated([bare(piece.text) for piece in mine])
            found |= {id(piece) for piece in mine if bare(piece.text) in again}
    return found


def _years_under(lines: Sequence[GridLine], boxes: Sequence[Gutter]) -> set[int]:
    """The `id` of each year on a line of years, one for each column, below fewer names that stand
    in the middle of neighbouring ones each: over one column, a name is no part of its year."""
    found: set[int] = set()
    for above, line in itertools.pairwise(lines):
        years = [piece for piece in line.pieces if piece.first > 0]
        over = [piece for piece in above.pieces if piece.first > 0]
        if not 1 < len(over) < len(years) or not all(is_year(piece.text) for piece in years):
            continue
        columns = [piece.first for piece in years]
        if columns != list(range(1, len(boxes))) or any(p.first != p.last for p in years):
            continue
        if any(has_digit(piece.text) for piece in over):
            continue
        near = _IN_MIDDLE * line.line.size
        if _share(boxes[1:], [(piece.x0 + piece.x1) / 2 for piece in over], near):
            found |= {id(piece) for piece in years}
    return found


def _share(boxes: Sequence[Gutter], middles: Sequence[float], near: float) -> bool:
    """Whether columns fall into groups with one of the `middles` each, in their order."""
    if not middles:
        return not boxes
    return any(
        abs((boxes[0][0] + boxes[count - 1][1]) / 2 - middles[0]) < near
        and _share(boxes[count:], middles[1:], near)
        for count in range(1, len(boxes) - len(middles) + 2)
    )


def _under_spanners(lines: Sequence[GridLine]) -> set[int]:
    """The `id` of each piece in the middle of columns with no other header above them.

    Where the header of the labels stands at the top, headers of single columns do too. Those of a
    lower line then stand under one over several columns, as others of its line surely are.
    """
    found: set[int] = set()
    for above, line in itertools.pairwise(lines):
        over = [piece for piece in above.pieces if piece.first > 0]
        wide = any(
            sum(piece.x0 < other.x1 and other.x0 < piece.x1 for other in line.pieces) > 1
            for piece in over
        )
        if line.at(0) is not None or above.at(0) is None or not wide:
            continue
        for piece in line.pieces:
            column = piece.first
            head = above.at(column)
            beside = [line.at(column - 1), line.at(column + 1)]
            free = above.at(column - 1) is None is above.at(column + 1)
            if (
                head is not None
                and head.first == head.last == piece.last
                and free
                and all(other is not None and other.first > 0 for other in beside)
            ):
                found.add(id(piece))
    return found


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


def are_parted(above: Label, label: Label, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs between two labels."""
    return any(
        above.bottom - 3 < y < label.top + 3 and left < label.middle < right
        for y, left, right in rules
    )


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


def is_below(label: Label, other: Label) -> bool:
    """Whether a label stands below another one in one of its columns."""
    return label is not other and label.shares(other) and label.top > other.top + 0.4 * other.size


def are_centred(labels: Sequence[Label]) -> bool:
    """Whether headers stand in the middle of their height: some between two levels."""
    levels = [
        label.words[0].baseline
        for label in labels
        if label.first != label.last or any(is_below(other, label) for other in labels)
    ]
    lowest = max(labels, key=lambda label: label.words[0].baseline)
    levels.append(lowest.words[0].baseline)
    return any(
        all(abs(label.words[0].baseline - level) > 0.25 * label.size for level in levels)
        for label in labels
        if all(abs(word.baseline - label.words[0].baseline) < 1 for word in label.words)
    )

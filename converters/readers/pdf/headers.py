"""Headers of tables without a full grid: lines over columns to a tree of headers.

A header over several columns stands above the middle of them; what stands above a single column
is either a line of a wrapped header or such a header. The columns under each are found for all
headers of one level together, so that they share the columns between them without a gap.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from .gridlines import GridLine, Piece
from .gutters import Gutter
from .spans import Rule, Slot
from .underheads import under_headers
from .wide import is_wide
from .words import Word

_DEEPEST = 8
"""Rows of a header at most."""
_OVER_ONE = 2.0
"""Cost, in font sizes off the middle, of a header over a single other one."""
_OVER_STUB = 1.5
"""Cost of the first column under a header: it holds what the rows are about."""
_LEFT_OVER = 0.9
"""Cost of a column that no header stands over while there is room for one."""
_BESIDE = 3.0
"""Cost of a column under a header that it stands beside."""
_NOT_RULED = 6.0
"""Cost of columns other than those over the rule below a header."""


@dataclass(slots=True)
class _Label:
    """The lines of one header."""

    first: int
    last: int
    words: list[Word]

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        return max(self.words[0].size, 1.0)

    @property
    def column(self) -> int:
        """The column in its middle."""
        return (self.first + self.last) // 2

    def meets(self, other: _Label) -> bool:
        """Whether both share a column, or start at one place where columns meet."""
        beside = self.first == self.last and abs(self.first - other.first) == 1
        return self.shares(other) or (beside and abs(self.x0 - other.x0) < 0.15 * self.size)

    def shares(self, other: _Label) -> bool:
        """Whether both stand in a common column."""
        return self.first <= other.last and other.first <= self.last


@dataclass(slots=True)
class _Tree:
    boxes: Sequence[Gutter]
    rules: Sequence[Rule]
    centred: bool = False
    slots: list[Slot] = field(default_factory=list)
    leaves: list[Slot] = field(default_factory=list)


def header_cells(
    lines: Sequence[GridLine],
    boxes: Sequence[Gutter],
    rules: Sequence[Rule],
    widths: Sequence[float],
) -> tuple[list[Slot], int]:
    """The cells of header lines and the number of their rows.

    `boxes` are the left and right sides of the columns, `rules` those inside the header, `widths`
    those of the widest texts of each column below it.
    """
    labels = _labels(lines, boxes, rules, widths)
    tree = _Tree(boxes, rules, centred=_are_centred(labels))
    _part(tree, labels, 0, len(boxes), 0)
    high, low = lines[0].line.bottom - 3, lines[-1].line.top + 3
    parted = any(high < y < low for y, _, _ in rules)
    if tree.centred and not parted and all(slot.first == slot.last for slot in tree.slots):
        return _unstacked(tree.slots), 1
    depth = max((slot.row for slot in tree.slots), default=0) + 1
    for slot in tree.leaves:
        slot.row_span = depth - slot.row
    return tree.slots, depth


def _unstacked(slots: Sequence[Slot]) -> list[Slot]:
    """Headers over one column each as lines of one header: none says more than its column."""
    joined: dict[int, list[Word]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.first, slot.row)):
        joined.setdefault(slot.first, []).extend(slot.words)
    return [Slot(0, column, column, words) for column, words in joined.items()]


def _labels(
    lines: Sequence[GridLine],
    boxes: Sequence[Gutter],
    rules: Sequence[Rule],
    widths: Sequence[float],
) -> list[_Label]:
    """The pieces of header lines, wrapped ones joined, from top to bottom."""
    narrow = _line_pitch(lines)
    room = _room(lines, widths)
    headed = under_headers(lines)
    labels: list[_Label] = []
    for line in lines:
        for piece in line.pieces:
            label = _Label(piece.first, piece.last, list(piece.words))
            above = next((other for other in reversed(labels) if other.meets(label)), None)
            if (
                above is not None
                and (label.words[0].baseline - above.words[-1].baseline) / label.size <= narrow
                and not _are_parted(above, label, rules)
                and _goes_on(above, label, boxes, room)
                and not (line is lines[-1] and piece.first in headed)
            ):
                above.words += label.words
            else:
                labels.append(label)
    return labels


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


def _are_parted(above: _Label, label: _Label, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs between two labels."""
    return any(
        above.bottom - 3 < y < label.top + 3 and left < label.middle < right
        for y, left, right in rules
    )


def _line_pitch(lines: Sequence[GridLine]) -> float:
    """The largest distance of two lines of one header, in font sizes."""
    pitches: list[float] = []
    last: dict[int, GridLine] = {}
    for line in lines:
        for column in line.columns:
            if column in last:
                above = last[column].line
                pitches.append((line.line.baseline - above.baseline) / max(line.line.size, 1.0))
            last[column] = line
    pitches.sort()
    for below, above_ in itertools.pairwise(pitches):
        if below > 0.9 and above_ / below > 1.07:
            return below + 0.02
    return 1.75


def _goes_on(above: _Label, label: _Label, boxes: Sequence[Gutter], room: Sequence[float]) -> bool:
    """Whether a label wraps the one above it: it is aligned with it, and had no room there."""
    last = [word for word in above.words if abs(word.baseline - above.words[-1].baseline) < 1]
    x0, x1 = last[0].x0, last[-1].x1
    if not _are_aligned((x0, x1), (label.x0, label.x1), label.size):
        return False
    wide = is_wide(ord(label.words[0].text[0]))
    # A wide character goes on right away, a word after a space.
    word = label.size if wide else label.words[0].x1 - label.words[0].x0 + 0.25 * label.size
    if above.first != above.last:
        if (above.first, above.last) == (label.first, label.last):
            return True
        whole = boxes[above.last][1] - boxes[above.first][0]
        return x0 <= label.x0 and x1 - x0 + word > whole - label.size
    return x1 - x0 + word > room[above.first] + 0.02 * label.size


def _part(tree: _Tree, labels: list[_Label], start: int, end: int, row: int) -> None:
    """Set the headers over columns `start` to `end`, from a row on."""
    heads = [label for label in labels if any(_is_below(other, label) for other in labels)]
    parents: list[_Label] = []
    if heads and row < _DEEPEST:
        high = min(heads, key=lambda label: label.words[0].baseline)
        level = high.words[0].baseline + 0.6 * high.size
        parents = sorted((h for h in heads if h.words[0].baseline < level), key=lambda h: h.x0)
    if not parents:
        _set_leaves(tree, labels, row)
        return
    spans = _shared_out(tree, labels, parents, start, end)
    rest = [label for label in labels if all(label is not parent for parent in parents)]
    begin = start
    for parent, (first, last) in zip(parents, spans, strict=True):
        tree.slots.append(Slot(row, first, last, parent.words))
        if first > begin:
            _part_of(tree, rest, (begin, first), row)
        _part_of(tree, rest, (first, last + 1), row + 1)
        begin = last + 1
    if begin < end:
        _part_of(tree, rest, (begin, end), row)


def _part_of(tree: _Tree, labels: Sequence[_Label], columns: tuple[int, int], row: int) -> None:
    start, end = columns
    mine = [label for label in labels if start <= label.column < end]
    for label in mine:
        label.first, label.last = max(label.first, start), min(label.last, end - 1)
    if mine:
        _part(tree, mine, start, end, row)


def _set_leaves(tree: _Tree, labels: Sequence[_Label], row: int) -> None:
    """Set labels that head no other ones; those that share a column are one."""
    mine: list[Slot] = []
    for label in labels:
        same = next((s for s in mine if s.first <= label.last and label.first <= s.last), None)
        if same is None:
            mine.append(Slot(row, label.first, label.last, label.words))
        else:
            same.words += label.words
            same.first, same.last = min(same.first, label.first), max(same.last, label.last)
    tree.slots += mine
    tree.leaves += mine


def _is_below(label: _Label, other: _Label) -> bool:
    """Whether a label stands below another one in one of its columns."""
    return label is not other and label.shares(other) and label.top > other.top + 0.4 * other.size


def _shared_out(
    tree: _Tree, labels: Sequence[_Label], parents: Sequence[_Label], start: int, end: int
) -> list[tuple[int, int]]:
    """The first and last column of each parent, such that all stand best over their middles."""
    if not parents:
        return []
    leaves = [_top_leaf(labels, parents, column) for column in range(start, end)]
    beside = [leaf is not None and _is_beside(leaf, parents, labels, tree) for leaf in leaves]
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {(start, 0): (0.0, [])}
    for column in range(start, end):
        for done in range(len(parents) + 1):
            if (column, done) not in best:
                continue
            cost, spans = best[column, done]
            alone = column == 0 or leaves[column - start] is None or beside[column - start]
            free = 0.0 if alone else _LEFT_OVER
            _keep(best, (column + 1, done), cost + free, spans)
            if done == len(parents):
                continue
            for last in range(column, end):
                more = _cost(tree, parents[done], column, last)
                more += _BESIDE * sum(beside[column - start : last + 1 - start])
                more += 0.5 * sum(
                    leaf is None for leaf in leaves[column - start : last + 1 - start]
                )
                _keep(best, (last + 1, done + 1), cost + more, [*spans, (column, last)])
    if (end, len(parents)) not in best:
        return [(parent.first, parent.last) for parent in parents]
    return best[end, len(parents)][1]


def _keep(
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]],
    state: tuple[int, int],
    cost: float,
    spans: list[tuple[int, int]],
) -> None:
    if state not in best or cost < best[state][0]:
        best[state] = (cost, spans)


def _top_leaf(labels: Sequence[_Label], parents: Sequence[_Label], column: int) -> _Label | None:
    """The highest label of a column that is no parent."""
    mine = [
        label
        for label in labels
        if label.first <= column <= label.last and all(label is not parent for parent in parents)
    ]
    return min(mine, key=lambda label: label.top, default=None)


def _is_beside(
    leaf: _Label, parents: Sequence[_Label], labels: Sequence[_Label], tree: _Tree
) -> bool:
    """Whether a header stands beside those over several columns and not below one of them."""
    level = statistics.median(parent.bottom for parent in parents)
    if leaf.top < level - 0.3 * leaf.size:
        return True
    if not tree.centred or any(_is_below(other, leaf) for other in labels):
        return False
    # Set in the middle of its height, it is so of the whole height or of that below the parents.
    low = max(label.bottom for label in labels)
    high = min(parent.top for parent in parents)
    middle = (leaf.top + leaf.bottom) / 2
    return abs(middle - (high + low) / 2) < abs(middle - (level + low) / 2)


def _are_centred(labels: Sequence[_Label]) -> bool:
    """Whether headers stand in the middle of their height: some between two levels."""
    levels = [
        label.words[0].baseline
        for label in labels
        if label.first != label.last or any(_is_below(other, label) for other in labels)
    ]
    lowest = max(labels, key=lambda label: label.words[0].baseline)
    levels.append(lowest.words[0].baseline)
    return any(
        all(abs(label.words[0].baseline - level) > 0.25 * label.size for level in levels)
        for label in labels
        if all(abs(word.baseline - label.words[0].baseline) < 1 for word in label.words)
    )


def _cost(tree: _Tree, parent: _Label, first: int, last: int) -> float:
    """How badly a parent stands over columns `first` to `last`, in font sizes."""
    boxes = tree.boxes
    off = abs((boxes[first][0] + boxes[last][1]) / 2 - parent.middle) / parent.size
    cost = off + (_OVER_ONE if first == last else 0.0) + (_OVER_STUB if first == 0 else 0.0)
    if not (first <= parent.first and parent.last <= last):
        cost += 4.0
    ruled = _over_rule(tree, parent)
    if ruled is not None and ruled != (first, last):
        cost += _NOT_RULED
    return cost


def _over_rule(tree: _Tree, parent: _Label) -> tuple[int, int] | None:
    """The columns over a short rule right under a parent."""
    whole = len(tree.boxes)
    for y, left, right in tree.rules:
        if not (parent.bottom - 3 <= y <= parent.bottom + 1.2 * parent.size):
            continue
        if not left <= parent.middle <= right:
            continue
        under = [n for n, (a, b) in enumerate(tree.boxes) if left - 1 <= (a + b) / 2 <= right + 1]
        if under and len(under) < whole:
            return under[0], under[-1]
    return None

"""Headers of tables without a full grid: lines over columns to a tree of headers.

A header over several columns stands above the middle of them; what stands above a single column
is either a line of a wrapped header or such a header. The columns under each are found for all
headers of one level together, so that they share the columns between them without a gap.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from .gridlines import GridLine
from .gutters import Gutter
from .labels import Label, are_centred, are_parted, come_again, is_below, labels_of
from .spans import Rule, Slot
from .words import Word

_MIDDLE = 4
"""Columns from which the middle of those behind the labels is told from a column's."""
_DASHED = re.compile(r"[-–—−]{2,}.*[-–—−]{2,}")
_UNIT = re.compile(r"[(\[].+[)\]]")
_COUNT = re.compile(r"[(\[]?(\d{1,2})[)\]]?")
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
_AS_RULED = 1.0
"""Cost of those at most, wherever over them it stands."""
_OFF_MIDDLE = 1.5
"""Font sizes by which a header set to the left stands off the middle of its columns."""
_NOT_RULED = 6.0
"""Cost of columns other than those over the rule below a header."""


@dataclass(slots=True)
class _Tree:
    boxes: Sequence[Gutter]
    rules: Sequence[Rule]
    centred: bool = False
    ruled: dict[int, tuple[int, int]] = field(default_factory=dict)
    """The columns over the short rule right under a label, by its `id`."""
    side: int = 0
    """Where headers over columns stand: -1 where these start, 1 where they end, 0 in the middle."""
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
    if len(lines) > 1 and _is_own_row(lines, boxes):
        slots, depth = header_cells(lines[:-1], boxes, rules, widths)
        return [*slots, *_row_of(lines[-1], depth, boxes)], depth + 1
    if len(lines) > 1 and _count_columns(lines[0]):
        slots, depth = header_cells(lines[1:], boxes, rules, widths)
        for slot in slots:
            slot.row += 1
        return [*_row_of(lines[0], 0, boxes), *slots], depth + 1
    labels = labels_of(lines, boxes, rules, widths)
    tree = _Tree(boxes, rules, centred=are_centred(labels))
    _see_rules(tree, labels)
    _part(tree, labels, 0, len(boxes), 0)
    high, low = lines[0].line.bottom - 3, lines[-1].line.top + 3
    parted = any(high < y < low for y, _, _ in rules)
    if tree.centred and not parted and all(slot.first == slot.last for slot in tree.slots):
        return _unstacked(tree.slots), 1
    depth = max((slot.row for slot in tree.slots), default=0) + 1
    for slot in tree.leaves:
        slot.row_span = depth - slot.row
    _lower_leaves(tree, depth)
    return tree.slots, depth


def _is_own_row(lines: Sequence[GridLine], boxes: Sequence[Gutter]) -> bool:
    """Whether the lowest line of a header counts the columns, or has a unit for each or all."""
    return (
        _count_columns(lines[-1]) or _are_units(lines, len(boxes)) or _is_unit_of_all(lines, boxes)
    )


def _are_units(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether the lowest line has a unit in brackets for each column behind the labels."""
    units = [_UNIT.fullmatch(piece.text) is not None for piece in lines[-1].pieces]
    above = sum(_UNIT.fullmatch(p.text) is not None for line in lines[:-1] for p in line.pieces)
    return len(units) > 2 and len(units) == columns - 1 and all(units) and not above


def _count_columns(line: GridLine) -> bool:
    """Whether a line counts the columns, from one on: (1) (2) (3). It is a row of its own."""
    counts = [_COUNT.fullmatch(piece.text) for piece in line.pieces]
    numbers = [int(count[1]) for count in counts if count]
    least = 1 if all(piece.text[0] in "([" for piece in line.pieces) else 2
    return len(numbers) == len(counts) > least and numbers == list(range(1, len(numbers) + 1))


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


def _row_of(line: GridLine, row: int, boxes: Sequence[Gutter]) -> list[Slot]:
    """The pieces of a line as cells of one row, one alone over all columns behind the labels."""
    slots = [Slot(row, piece.first, piece.last, list(piece.words)) for piece in line.pieces]
    if len(slots) == 1:
        slots[0].first, slots[0].last = 1, len(boxes) - 1
    return slots


def _lower_leaves(tree: _Tree, depth: int) -> None:
    """Let a header over columns take the rows that those below it have too many of.

    It stands level with headers over columns of a lower row, and they with the lowest ones.
    """
    leaves = {id(slot) for slot in tree.leaves}
    heads = [slot for slot in tree.slots if id(slot) not in leaves]
    low = [slot.words[-1].baseline for slot in tree.leaves if slot.row == depth - 1]
    for head in heads:
        below = [s for s in tree.leaves if s.row > head.row and head.first <= s.first <= head.last]
        slack = depth - 1 - head.row - 1
        if slack < 1 or any(slot.row != head.row + 1 for slot in below) or not low:
            continue
        beside = [s.words[-1].baseline for s in heads if s.row == head.row + slack]
        near = 0.3 * head.words[0].size
        if any(abs(head.words[-1].baseline - y) < near for y in beside) and all(
            abs(slot.words[-1].baseline - low[0]) < near for slot in below
        ):
            head.row_span += slack
            for slot in below:
                slot.row, slot.row_span = slot.row + slack, slot.row_span - slack


def _unstacked(slots: Sequence[Slot]) -> list[Slot]:
    """Headers over one column each as lines of one header: none says more than its column."""
    joined: dict[int, list[Word]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.first, slot.row)):
        joined.setdefault(slot.first, []).extend(slot.words)
    return [Slot(0, column, column, words) for column, words in joined.items()]


def _part(tree: _Tree, labels: list[Label], start: int, end: int, row: int) -> None:
    """Set the headers over columns `start` to `end`, from a row on."""
    heads = [label for label in labels if any(is_below(other, label) for other in labels)]
    parents: list[Label] = []
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


def _part_of(tree: _Tree, labels: Sequence[Label], columns: tuple[int, int], row: int) -> None:
    start, end = columns
    mine = [label for label in labels if start <= label.column < end]
    for label in mine:
        label.first, label.last = max(label.first, start), min(label.last, end - 1)
    if mine:
        _part(tree, mine, start, end, row)


def _set_leaves(tree: _Tree, labels: Sequence[Label], row: int) -> None:
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


def _shared_out(
    tree: _Tree, labels: Sequence[Label], parents: Sequence[Label], start: int, end: int
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


def _top_leaf(labels: Sequence[Label], parents: Sequence[Label], column: int) -> Label | None:
    """The highest label of a column that is no parent."""
    mine = [
        label
        for label in labels
        if label.first <= column <= label.last and all(label is not parent for parent in parents)
    ]
    return min(mine, key=lambda label: label.top, default=None)


def _is_beside(leaf: Label, parents: Sequence[Label], labels: Sequence[Label], tree: _Tree) -> bool:
    """Whether a header stands beside those over several columns and not below one of them."""
    level = statistics.median(parent.bottom for parent in parents)
    if leaf.top < level - 0.3 * leaf.size:
        return True
    if not tree.centred or any(is_below(other, leaf) for other in labels):
        return False
    # Set in the middle of its height, it is so of the whole height or of that below the parents.
    low = max(label.bottom for label in labels)
    high = min(parent.top for parent in parents)
    middle = (leaf.top + leaf.bottom) / 2
    return abs(middle - (high + low) / 2) < abs(middle - (level + low) / 2)


def _cost(tree: _Tree, parent: Label, first: int, last: int) -> float:
    """How badly a parent stands over columns `first` to `last`, in font sizes."""
    boxes = tree.boxes
    place, start = (boxes[first][0] + boxes[last][1]) / 2, parent.middle
    if tree.side:
        place = boxes[last][1] if tree.side > 0 else boxes[first][0]
        start = parent.x1 if tree.side > 0 else parent.x0
    cost = abs(place - start) / parent.size
    ruled = tree.ruled.get(id(parent))
    if ruled is not None:
        cost = min(cost, _AS_RULED) if ruled == (first, last) else cost + _NOT_RULED
    cost += (_OVER_ONE if first == last else 0.0) + (_OVER_STUB if first == 0 else 0.0)
    if not (first <= parent.first and parent.last <= last):
        cost += 4.0
    return cost


def _see_rules(tree: _Tree, labels: Sequence[Label]) -> None:
    """Note which columns the short rules under labels cover, and where labels stand over them."""
    starting = centred = 0
    for label in labels:
        rule = _rule_under(tree, label, labels)
        if rule is None:
            continue
        left, right = rule
        inside = [n for n, (a, b) in enumerate(tree.boxes) if left - 1 <= (a + b) / 2 <= right + 1]
        if not inside or len(inside) == len(tree.boxes):
            continue
        tree.ruled[id(label)] = inside[0], inside[-1]
        if len(inside) > 1:
            off = label.middle - (left + right) / 2
            starting += label.x0 - left < label.size and off < -_OFF_MIDDLE * label.size
            centred += abs(off) < label.size
    if starting > centred or (not centred and _are_flush(labels, tree.rules, -1)):
        tree.side = -1
    elif not centred and _are_flush(labels, tree.rules, 1):
        tree.side = 1


def _are_flush(labels: Sequence[Label], rules: Sequence[Rule], side: int) -> bool:
    """Whether all labels over others start, or end, where one of these does, below a rule.

    Lowest labels that repeat, as years do under each of them, tell as much as rules.
    """
    off: list[bool] = []
    repeated = _are_repeated(labels)
    for head in labels:
        below = [other for other in labels if is_below(other, head)]
        starting = [
            other
            for other in below
            if abs(other.x0 - head.x0 if side < 0 else other.x1 - head.x1) < 0.1 * head.size
            and (repeated or are_parted(head, other, rules))
        ]
        if below and not starting:
            return False
        off += [abs(other.middle - head.middle) > 0.5 * head.size for other in starting[:1]]
    return sum(off) > 1


def _are_repeated(labels: Sequence[Label]) -> bool:
    """Whether the texts of the lowest labels, from left to right, are some that come again."""
    leaves = [label for label in labels if not any(is_below(other, label) for other in labels)]
    texts = [
        " ".join(word.text for word in label.words)
        for label in sorted(leaves, key=lambda label: label.x0)
        if label.first > 0
    ]
    return come_again(texts)


def _rule_under(tree: _Tree, label: Label, labels: Sequence[Label]) -> Gutter | None:
    """The sides of the rule right under a label, under it alone of those beside it."""
    for y, left, right in tree.rules:
        near = label.bottom - 3 <= y <= label.bottom + 1.2 * label.size
        if near and left <= label.middle <= right:
            level = label.words[-1].baseline
            beside = any(
                other is not label
                and left <= other.middle <= right
                and abs(other.words[-1].baseline - level) < 0.5 * label.size
                for other in labels
            )
            return None if beside else (left, right)
    return None

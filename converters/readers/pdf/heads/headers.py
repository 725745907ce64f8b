"""Headers of tables without a full grid: lines over columns to a tree of headers.

A header over several columns stands above the middle of them; what stands above a single column
is either a line of a wrapped header or such a header. The columns under each are found for all
headers of one level together, so that they share the columns between them without a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..gaps.boxes import Loose
from ..gaps.gridlines import GridLine
from ..gaps.gutters import Gutter
from ..gaps.rules import Rule
from ..gaps.slots import Slot
from ..lines.words import Word
from .headlines import counts_columns, own_lines, row_of
from .headlook import Look, look_of
from .headshares import shared_out
from .labels import Label, is_below
from .underunits import units_under
from .wrappedlabels import labels_of

_DEEPEST = 8
"""Rows of a header at most."""


@dataclass(slots=True)
class _Tree:
    look: Look
    slots: list[Slot] = field(default_factory=list)
    leaves: list[Slot] = field(default_factory=list)


def header_cells(
    lines: Sequence[GridLine],
    boxes: Sequence[Gutter],
    rules: Sequence[Rule],
    widths: Sequence[float],
    others: Sequence[Loose] = (),
    rows: float = 0.0,
) -> tuple[list[Slot], int]:
    """The cells of header lines and the number of their rows.

    `boxes` are the left and right sides of the columns, `rules` those inside the header, `widths`
    those of the widest texts of each column below it, `others` other sides that they
    may have, the first with the first column behind the labels open, `rows` the least distance of
    lines of the body, in points.
    """
    own = own_lines(lines, boxes, rows)
    if own:
        slots, depth = header_cells(lines[:-own], boxes, rules, widths, others, rows)
        return [*slots, *row_of(lines[-own:], depth, len(boxes))], depth + 1
    under, count = units_under(lines, len(boxes))
    if under:
        slots, depth = header_cells(lines[:-count], boxes, rules, widths, others, rows)
        for slot in under:
            slot.row = depth
        return [*slots, *under], depth + 1
    if len(lines) > 1 and counts_columns(lines[0]):
        slots, depth = header_cells(lines[1:], boxes, rules, widths, others, rows)
        for slot in slots:
            slot.row += 1
        return [*row_of(lines[:1], 0, len(boxes)), *slots], depth + 1
    labels = labels_of(lines, boxes, rules, widths, rows)
    tree = _Tree(look_of(labels, boxes, rules, others))
    _part(tree, labels, 0, len(boxes), 0)
    high, low = lines[0].line.bottom - 3, lines[-1].line.top + 3
    parted = any(high < y < low for y, _, _ in rules)
    if tree.look.centred and not parted and all(slot.first == slot.last for slot in tree.slots):
        return _unstacked(tree.slots), 1
    depth = max((slot.row for slot in tree.slots), default=0) + 1
    for slot in tree.leaves:
        slot.row_span = depth - slot.row
    _lower_leaves(tree, depth)
    return tree.slots, depth


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
        top = [head for head in heads if head.words[0].baseline < level]
        parents = sorted([*top, *_level_with(top, heads)], key=lambda head: head.x0)
    if not parents:
        _set_leaves(tree, labels, row)
        return
    spans = shared_out(tree.look, labels, parents, start, end)
    rest = [label for label in labels if all(label is not parent for parent in parents)]
    begin = start
    for parent, (first, last) in zip(parents, spans, strict=True):
        tree.slots.append(Slot(row, first, last, list(parent.words)))
        if first > begin:
            rest = _part_of(tree, rest, (begin, first), row)
        rest = _part_of(tree, rest, (first, last + 1), row + 1)
        begin = last + 1
    if begin < end:
        _part_of(tree, rest, (begin, end), row)


def _level_with(top: Sequence[Label], heads: Sequence[Label]) -> list[Label]:
    """The heads below no other that end on the line on which the `top` ones, all taller, end."""
    if any(other.bottom - other.top < 1.5 * other.size for other in top):
        return []
    return [
        head
        for head in heads
        if not any(is_below(head, other) for other in heads)
        and not any(head is other for other in top)
        and any(
            abs(other.words[-1].baseline - head.words[-1].baseline) < 0.2 * head.size
            for other in top
        )
    ]


def _part_of(
    tree: _Tree, labels: Sequence[Label], columns: tuple[int, int], row: int
) -> list[Label]:
    """Set the labels over some columns; what is left, as two parents may stand over one column."""
    start, end = columns
    mine = [label for label in labels if start <= label.column < end]
    left = [label for label in labels if not start <= label.column < end]
    for label in mine:
        label.first, label.last = max(label.first, start), min(label.last, end - 1)
    if mine:
        _part(tree, mine, start, end, row)
    return left


def _set_leaves(tree: _Tree, labels: Sequence[Label], row: int) -> None:
    """Set labels that head no other ones; those that share a column are one."""
    mine: list[Slot] = []
    for label in labels:
        same = next((s for s in mine if s.first <= label.last and label.first <= s.last), None)
        if same is None:
            mine.append(Slot(row, label.first, label.last, list(label.words)))
        else:
            same.words += label.words
            same.first, same.last = min(same.first, label.first), max(same.last, label.last)
    tree.slots += mine
    tree.leaves += mine

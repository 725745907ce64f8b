"""Rows of pieces to cells, some of which span columns or rows."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from .grouplabels import span_groups
from .rowlines import RowGroup
from .rowspans import merge_unruled
from .rules import Rule, Wall
from .slots import Slot
from .widesections import widen_sections, widen_units


def cells_of(
    rows: Sequence[RowGroup],
    centres: Sequence[float],
    *,
    header: int,
    rules: Sequence[Rule],
    edges: Sequence[Rule] = (),
    walls: Sequence[Wall] = (),
) -> list[Slot]:
    """The cells of the rows of a body.

    `centres` are the middles of the columns, `header` is the number of rows of headers above,
    `rules` are the rules between rows, `edges` those of colour, `walls` the rules between columns.
    """
    slots = [slot for number, row in enumerate(rows) for slot in _row_slots(number, row)]
    bounds = [_within_walls(slot, centres, walls) for slot in slots]
    drawn, rules = rules, [*rules, *edges]
    widen_sections(slots, header, len(centres), rules)
    if header:
        widen_units(slots, centres)
    for slot, (first, last) in zip(slots, bounds, strict=True):
        slot.first, slot.last = max(slot.first, first), min(slot.last, last)
    slots = merge_unruled(slots, rows, centres, rules, drawn)
    return span_groups(slots, rows, rules)


def _within_walls(slot: Slot, centres: Sequence[float], walls: Sequence[Wall]) -> tuple[int, int]:
    """The first and last column that a cell may take: no rule beside its text goes through it."""
    first, last = 0, len(centres) - 1
    if not walls:
        return first, last
    middle = (slot.words[0].top + slot.words[0].bottom) / 2
    left, right = min([word.x0 for word in slot.words]), max([word.x1 for word in slot.words])
    for x, top, bottom in walls:
        if not top < middle < bottom:
            continue
        before = bisect(centres, x)
        if x > right - 1:
            last = min(last, before - 1)
        elif x < left + 1:
            first = max(first, before)
    return min(first, slot.first), max(last, slot.last)


def _row_slots(number: int, row: RowGroup) -> list[Slot]:
    """The cells of one row: pieces of its lines merged where they share columns."""
    slots: list[Slot] = []
    if len(row.lines) == 1:  # pieces of one line share no column
        return [
            Slot(number, piece.first, piece.last, list(piece.words), torn=piece.torn)
            for piece in row.lines[0].pieces
        ]
    for line in row.lines:
        for piece in line.pieces:
            touching = [s for s in slots if s.first <= piece.last and piece.first <= s.last]
            if not touching:
                slot = Slot(number, piece.first, piece.last, list(piece.words), torn=piece.torn)
                slots.append(slot)
                continue
            into = touching[0]
            into.torn = into.torn or piece.torn
            for other in touching[1:]:
                into.words += other.words
                slots.remove(other)
            into.words += piece.words
            into.first = min(piece.first, *(s.first for s in touching))
            into.last = max(piece.last, *(s.last for s in touching))
    return slots

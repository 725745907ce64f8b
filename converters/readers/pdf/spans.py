"""Rows of pieces to cells: headers over several columns, cells over several rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from .rows import RowGroup
from .words import Word

Rule = tuple[float, float, float]
"""A horizontal rule: height, left, right."""


@dataclass(slots=True)
class Slot:
    """A cell on the grid with the words that stand in it."""

    row: int
    first: int
    """First column."""
    last: int
    words: list[Word] = field(default_factory=list)
    row_span: int = 1

    @property
    def middle(self) -> float:
        """Middle of its text across."""
        return (min(w.x0 for w in self.words) + max(w.x1 for w in self.words)) / 2


def cells_of(
    rows: Sequence[RowGroup],
    centres: Sequence[float],
    *,
    header: int,
    rules: Sequence[Rule],
) -> list[Slot]:
    """The cells of rows.

    `centres` are the middles of the columns, `header` is the number of leading rows that can hold
    headers over several columns, `rules` are the rules between rows.
    """
    slots = [slot for number, row in enumerate(rows) for slot in _row_slots(number, row)]
    for number in range(header - 1):
        _widen(number, rows, slots, centres, rules)
    _close_header(rows, slots, header, len(centres))
    _widen_sections(slots, header, len(centres))
    return _merge_unruled(slots, rows, centres, rules, header)


def _row_slots(number: int, row: RowGroup) -> list[Slot]:
    """The cells of one row: pieces of its lines merged where they share columns."""
    slots: list[Slot] = []
    for line in row.lines:
        for piece in line.pieces:
            touching = [s for s in slots if s.first <= piece.last and piece.first <= s.last]
            if not touching:
                slots.append(Slot(number, piece.first, piece.last, list(piece.words)))
                continue
            into = touching[0]
            for other in touching[1:]:
                into.words += other.words
                slots.remove(other)
            into.words += piece.words
            into.first = min(piece.first, *(s.first for s in touching))
            into.last = max(piece.last, *(s.last for s in touching))
    return slots


def _widen(
    number: int,
    rows: Sequence[RowGroup],
    slots: list[Slot],
    centres: Sequence[float],
    rules: Sequence[Rule],
) -> None:
    """Let headers reach over the columns that they are centred above or that a rule shows."""
    mine = sorted((s for s in slots if s.row == number), key=lambda s: s.first)
    below = {s.first for s in slots if s.row == number + 1}
    bottom = max(line.line.bottom for line in rows[number].lines)
    top_below = min(line.line.top for line in rows[number + 1].lines)
    under = [rule for rule in rules if bottom - 3 <= rule[0] <= top_below + 3]
    for place, slot in enumerate(mine):
        low = mine[place - 1].last + 1 if place else 0
        high = mine[place + 1].first - 1 if place + 1 < len(mine) else len(centres) - 1
        ruled = _ruled_extent(slot, under, centres)
        if ruled is not None:
            slot.first, slot.last = max(low, ruled[0]), min(high, ruled[1])
            continue
        if slot.first != slot.last or slot.first not in below or (low, high) == (slot.first,) * 2:
            continue
        slot.first, slot.last = _centred_extent(slot, low, high, below, centres)


def _ruled_extent(
    slot: Slot, rules: Sequence[Rule], centres: Sequence[float]
) -> tuple[int, int] | None:
    """Columns over a short rule right under a header."""
    whole = len(centres)
    for _, left, right in rules:
        covered = [place for place, x in enumerate(centres) if left <= x <= right]
        if 1 <= len(covered) < whole and left <= slot.middle <= right:
            return covered[0], covered[-1]
    return None


def _centred_extent(
    slot: Slot, low: int, high: int, below: set[int], centres: Sequence[float]
) -> tuple[int, int]:
    """The columns between blank neighbours over whose middle a header stands.

    A header above another header of the same column reaches over more than that column; of the
    fitting stretches the shortest is taken.
    """
    size = slot.words[0].size
    found = [
        (abs((centres[first] + centres[last]) / 2 - slot.middle), last - first, first, last)
        for first in range(low, slot.first + 1)
        for last in range(max(slot.last, first + 1), high + 1)
        if below.issuperset(range(first, last + 1))
    ]
    fitting = [item for item in found if item[0] < 0.7 * size]
    if fitting:
        _, _, first, last = min(fitting, key=lambda item: (item[1], item[0]))
        return first, last
    off, _, first, last = min(found, default=(size * 9, 0, 0, 0))
    return (first, last) if off < 2.5 * size else (slot.first, slot.last)


def _close_header(rows: Sequence[RowGroup], slots: list[Slot], header: int, columns: int) -> None:
    """In a header of several rows, cells reach down or up to where their column has text."""
    if header < 2:
        return
    spanned = any(s.last > s.first and s.row < header - 1 for s in slots)
    if not spanned:
        return
    owner: dict[tuple[int, int], Slot] = {}
    for slot in slots:
        if slot.row < header:
            for column in range(slot.first, slot.last + 1):
                owner[slot.row, column] = slot
    for column in range(columns):
        held = [row for row in range(header) if (row, column) in owner]
        if len(held) != 1:
            continue
        slot = owner[held[0], column]
        if slot.first == slot.last:
            slot.row, slot.row_span = 0, header


def _widen_sections(slots: list[Slot], header: int, columns: int) -> None:
    """Bold lines that stand alone in a body of plain ones head the rows below: they span all."""
    by_row: dict[int, list[Slot]] = {}
    for slot in slots:
        by_row.setdefault(slot.row, []).append(slot)
    plain = any(
        not word.bold for s in slots if s.row >= header and s.first == 0 for word in s.words
    )
    for row, mine in by_row.items():
        alone = len(mine) == 1 and mine[0].first == 0 and row >= header > 0
        if alone and (mine[0].last > 0 or (plain and all(w.bold for w in mine[0].words))):
            mine[0].last = columns - 1


def _merge_unruled(
    slots: list[Slot],
    rows: Sequence[RowGroup],
    centres: Sequence[float],
    rules: Sequence[Rule],
    header: int,
) -> list[Slot]:
    """Join cells above each other where the rule between two rows leaves their column out."""
    middles = [_middle(row) for row in rows]
    between = [
        [rule for rule in rules if above < rule[0] < below]
        for above, below in itertools.pairwise(middles)
    ]
    for column, x in enumerate(centres):
        start = 0
        for row in range(1, len(rows) + 1):
            here = between[row - 1] if row < len(rows) else []
            open_ = bool(here) and not any(left - 3 <= x <= right + 3 for _, left, right in here)
            if open_ and row != header:
                continue
            if row - start > 1:
                slots = _joined(slots, column, start, row)
            start = row
    return slots


def _joined(slots: list[Slot], column: int, start: int, end: int) -> list[Slot]:
    """The slots with those of one column in rows `start` to `end` as one."""
    mine = [s for s in slots if start <= s.row < end and s.first <= column <= s.last]
    if not mine or any(s.first != s.last or s.row + s.row_span > end for s in mine):
        return slots
    if len(mine) > 1 and all(any(char.isdigit() for w in s.words for char in w.text) for s in mine):
        return slots
    kept = mine[0]
    kept.row, kept.row_span = start, end - start
    for other in mine[1:]:
        kept.words += other.words
    gone = {id(other) for other in mine[1:]}
    return [slot for slot in slots if id(slot) not in gone]


def _middle(row: RowGroup) -> float:
    middles = sorted((w.top + w.bottom) / 2 for line in row.lines for w in line.line.words)
    return middles[len(middles) // 2]

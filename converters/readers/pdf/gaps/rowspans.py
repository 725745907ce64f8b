"""Cells over several rows: where the rule between two rows leaves their column out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from ..lines.letters import has_digit, has_letter
from .gridlines import is_nothing
from .rowlines import RowGroup
from .rules import Rule
from .slots import Slot

_RULED_ROWS = 0.6
"""Share of the rows with a rule below them from which rows are parted by rules."""


def merge_unruled(
    slots: list[Slot],
    rows: Sequence[RowGroup],
    centres: Sequence[float],
    rules: Sequence[Rule],
    drawn: Sequence[Rule],
) -> list[Slot]:
    """Join cells above each other where the rule between two rows leaves their column out.

    `rules` are those that are `drawn` and the edges of colour, which often leave out the labels.
    """
    if not rules:
        return slots
    middles = [row.middle for row in rows]
    between = [
        [rule for rule in rules if above < rule[0] < below]
        for above, below in itertools.pairwise(middles)
    ]
    parted = sum(
        any(above < rule[0] < below for rule in drawn)
        for above, below in itertools.pairwise(middles)
    )
    ruled = parted > _RULED_ROWS * len(between)
    if not ruled:
        parts = _parts_no_rows(slots, centres)
        between = [[r for r in here if not parts(row, r)] for row, here in enumerate(between)]
    for column, x in enumerate(centres):
        start = 0
        for row in range(1, len(rows) + 1):
            here = between[row - 1] if row < len(rows) else []
            open_ = bool(here) and not any(left - 3 <= x <= right + 3 for _, left, right in here)
            if open_:
                continue
            if row - start > 1:
                slots = _joined(slots, column, start, row, ruled=ruled)
            start = row
    return slots


def _parts_no_rows(slots: Sequence[Slot], centres: Sequence[float]) -> Callable[[int, Rule], bool]:
    """Tells of a row and a rule below it whether no cell goes on beside it.

    It stands over a sum, over numbers alone, or it underlines a text that has its row to itself.
    """
    by_row: dict[int, list[Slot]] = {}
    for slot in slots:
        by_row.setdefault(slot.row, []).append(slot)

    def is_above_sum(row: int, columns: Sequence[int]) -> bool:
        held = [
            {slot.first: slot for slot in by_row.get(place, ()) if slot.first in columns}
            for place in (row, row + 1)
        ]
        texts = [slot.text for slots in held for slot in slots.values()]
        return bool(held[0] and held[1]) and all(map(_is_amount, texts))

    def parts_none(row: int, rule: Rule) -> bool:
        _, left, right = rule
        columns = [column for column, x in enumerate(centres) if left - 3 <= x <= right + 3]
        if 0 not in columns and is_above_sum(row, columns):
            return True
        alone = len(by_row.get(row, ())) == 1
        return alone and 2 * len(columns) < len(centres)

    return parts_none


def _is_amount(text: str) -> bool:
    """Whether a text has digits and no letters, or says that there is no value."""
    return is_nothing(text) or (has_digit(text) and not has_letter(text))


def _joined(slots: list[Slot], column: int, start: int, end: int, *, ruled: bool) -> list[Slot]:
    """The slots with those of one column in rows `start` to `end` as one.

    Unless most rows are `ruled` off, rules stand above sums: each row keeps its own text then.
    """
    mine = [s for s in slots if start <= s.row < end and s.first <= column <= s.last]
    if not mine or any(s.first != s.last or s.row + s.row_span > end for s in mine):
        return slots
    if len(mine) > 1 and not ruled:
        return slots
    if len(mine) > 1 and all(has_digit(slot.text) or is_nothing(slot.text) for slot in mine):
        return slots
    above = [s for s in slots if s.row == start - 1 and s.first <= column <= s.last]
    if any(slot.text == mine[0].text for slot in above):
        return slots  # a label that each row repeats
    if len(mine) == end - start > 2 and all(_is_level(slot, slots) for slot in mine):
        return slots
    kept = mine[0]
    kept.row, kept.row_span = start, end - start
    for other in mine[1:]:
        kept.words += other.words
    gone = {id(other) for other in mine[1:]}
    return [slot for slot in slots if id(slot) not in gone]


def _is_level(slot: Slot, slots: Sequence[Slot]) -> bool:
    """Whether a text stands level with the others of its row."""
    base = slot.words[0].baseline
    return all(
        abs(other.words[0].baseline - base) < 0.1 * slot.words[0].size
        for other in slots
        if other.row == slot.row and other.row_span == 1
    )

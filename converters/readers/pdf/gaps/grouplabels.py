"""Labels of groups of rows: cells that span all rows between two rules."""

from __future__ import annotations

import itertools
from collections.abc import Container, Mapping, Sequence

from ..lines.letters import has_letter
from .rowlines import RowGroup
from .rules import Rule
from .slots import Slot

_CENTRAL = (0.6, 0.3)
"""Distances of rows between the middle of a group and that of its label, which may stand level with
one of the two middle rows; and where a line of it is next to the group's first or last row."""


def span_groups(slots: list[Slot], rows: Sequence[RowGroup], rules: Sequence[Rule]) -> list[Slot]:
    """Let a label in the middle of the rows between two rules span them."""
    if not rules:
        return slots
    middles = [row.middle for row in rows]
    groups = _groups_of(middles, slots, rules)
    if _open_groups(slots, groups):
        return _spanned_from_top(slots, groups)
    for start, end in groups:
        labels = [s for s in slots if start <= s.row < end and s.first == 0]
        if not _is_one_label(labels, middles, start, end):
            continue
        kept, *others = sorted(labels, key=lambda slot: slot.row)
        kept.row, kept.row_span = start, end - start
        for other in others:
            kept.words += other.words
        slots = [slot for slot in slots if not any(slot is other for other in others)]
    return slots


def _groups_of(
    middles: Sequence[float], slots: Sequence[Slot], rules: Sequence[Rule]
) -> list[tuple[int, int]]:
    """First row of each group between rules over all columns and the one after it; none without."""
    widest = max(right - left for _, left, right in rules)
    labels = [
        (slot.words[0].x0 + slot.words[-1].x1) / 2
        for slot in slots
        if slot.first == 0 and slot.words
    ]
    reach = min(labels, default=0.0)
    full = [rule for rule in rules if rule[2] - rule[1] > 0.9 * widest and rule[1] < reach]
    ends = [
        number
        for number, (above, below) in enumerate(itertools.pairwise(middles), start=1)
        if any(above < rule[0] < below for rule in full)
    ]
    return list(itertools.pairwise([0, *ends, len(middles)] if ends else []))


def _is_one_label(labels: Sequence[Slot], middles: Sequence[float], start: int, end: int) -> bool:
    """Whether texts in the first column of a group are the lines of one label in its middle."""
    held = sorted(row for s in labels for row in range(s.row, s.row + s.row_span))
    if not 0 < len(held) < end - start or end - start < 3:
        return False
    if len(labels) > 1 and not any(has_letter(slot.text) for slot in labels):
        return False  # numbers of rows
    level = held == list(range(held[0], held[-1] + 1))
    at_end = held[0] == start or held[-1] == end - 1
    centred = _off_middle(labels, middles[start:end]) < _CENTRAL[at_end]
    return level and centred and all(s.last == 0 for s in labels)


def _off_middle(labels: Sequence[Slot], middles: Sequence[float]) -> float:
    """How far the lines of a label stand from the middle of its rows, in distances of rows."""
    tops = [word.top for slot in labels for word in slot.words]
    bottoms = [word.bottom for slot in labels for word in slot.words]
    off = (min(tops) + max(bottoms) - middles[0] - middles[-1]) / 2
    return abs(off) * (len(middles) - 1) / max(middles[-1] - middles[0], 0.1)


def _open_groups(slots: Sequence[Slot], groups: Sequence[tuple[int, int]]) -> bool:
    """Whether the label of each group between two rules stands at its top, before other labels."""
    held = {slot.row: slot.text for slot in slots if slot.first == 0 and slot.last == 0}
    second = {slot.row: slot.text for slot in slots if slot.first == 1}
    rows = range(groups[0][0], groups[-1][1]) if groups else range(0)
    words = sum(has_letter(second.get(row, "")) for row in rows)
    if any(slot.first == 0 < slot.last for slot in slots):
        return False
    if words < len(rows) and not _come_again(second, groups):
        return False
    several = [(start, end, _after(start, held)) for start, end in groups if end - start > 1]
    if len(several) < 2 or not all(start in held for start, _ in groups):
        return False
    labels = [
        " ".join(held[row] for row in range(start, end) if row in held) for start, end in groups
    ]
    if len(set(labels)) < len(labels):
        return False
    if any(row in held for _, end, after in several for row in range(after, end)):
        return False
    wrapped = sum(after > start + 1 for start, _, after in several)
    return 2 * wrapped <= len(several) and 2 * sum(a < end for _, end, a in several) > len(several)


def _come_again(texts: Mapping[int, str], groups: Sequence[tuple[int, int]]) -> bool:
    """Whether each group of rows has the same texts, as ages do under each sex."""
    each = [[texts.get(row, "") for row in range(start, end)] for start, end in groups]
    return len(each) > 1 and len(each[0]) > 1 and all(each[0]) and all(e == each[0] for e in each)


def _after(start: int, held: Container[int]) -> int:
    """The first row from `start` on that is not held."""
    return next(row for row in itertools.count(start) if row not in held)


def _spanned_from_top(slots: list[Slot], groups: Sequence[tuple[int, int]]) -> list[Slot]:
    out = list(slots)
    for start, end in groups:
        labels = sorted(
            (slot for slot in out if start <= slot.row < end and slot.first == 0),
            key=lambda slot: slot.row,
        )
        if len(labels) == end - start > 1:
            continue  # a label on each row
        kept, *others = labels
        kept.row_span = end - start
        for other in others:
            kept.words += other.words
        out = [slot for slot in out if not any(slot is other for other in others)]
    return out

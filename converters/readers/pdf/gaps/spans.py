"""Rows of pieces to cells: section rows over all columns, cells over several rows."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..lines.letters import has_digit, has_letter
from ..lines.words import Word
from .gridlines import is_nothing
from .rowlines import RowGroup

Rule = tuple[float, float, float]
"""A horizontal rule: height, left, right."""
Wall = tuple[float, float, float]
"""A vertical rule: place, top, bottom."""


_VALUES = 3
"""Columns of values that a unit spans at least."""
_EVEN = 0.2
"""Font sizes by which the right sides of values differ that are set to one."""
_INDENT = 5.0
"""Font sizes by which a text in the middle of two columns stands off their left side at least."""
_CENTRAL = (0.6, 0.3)
"""Distances of rows between the middle of a group and that of its label, which may stand level with
one of the two middle rows; and where a line of it is next to the group's first or last row."""
_RULED_ROWS = 0.6
"""Share of the rows with a rule below them from which rows are parted by rules."""


@dataclass(slots=True)
class Slot:
    """A cell on the grid with the words that stand in it."""

    row: int
    first: int
    """First column."""
    last: int
    words: list[Word] = field(default_factory=list)
    row_span: int = 1
    torn: bool = False
    """Whether its lines are the parts of one number."""

    @property
    def middle(self) -> float:
        """Middle of its text across."""
        return (min(w.x0 for w in self.words) + max(w.x1 for w in self.words)) / 2


def without_words(slots: Sequence[Slot], held: NDArray[np.intp]) -> list[Slot]:
    """Cells without the words whose characters are `held` by another table.

    None where these are most of the words.
    """
    words = [word for slot in slots for word in slot.words]
    owned = np.isin([word.places[0] for word in words], held)
    if not owned.any():
        return list(slots)
    if 2 * owned.sum() > len(owned):
        return []
    gone = {id(word) for word, other in zip(words, owned.tolist(), strict=True) if other}
    for slot in slots:
        slot.words = [word for word in slot.words if id(word) not in gone]
    return [slot for slot in slots if slot.words]


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
    _widen_sections(slots, header, len(centres), rules)
    if header:
        _widen_units(slots, centres)
    for slot, (first, last) in zip(slots, bounds, strict=True):
        slot.first, slot.last = max(slot.first, first), min(slot.last, last)
    slots = _merge_unruled(slots, rows, centres, rules, drawn)
    return _span_groups(slots, rows, rules)


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


def _widen_sections(
    slots: list[Slot], header: int, columns: int, rules: Sequence[Rule] = ()
) -> None:
    """Lines that stand alone head the rows below and span all columns.

    They stand at the left of full rows, or in the middle of the table. Where no header stands
    above, as on the later pages of a table, they are bold too.
    """
    if not slots:
        return
    by_row: dict[int, list[Slot]] = {}
    for slot in slots:
        by_row.setdefault(slot.row, []).append(slot)
    plain = any(not word.bold for s in slots if s.first == 0 for word in s.words)
    sides = [(left, right) for _, left, right in rules]
    sides += [(w.x0, w.x1) for slot in slots for w in slot.words]
    left, right = min(x for x, _ in sides), max(x for _, x in sides)
    middle = (left + right) / 2
    for row, mine in by_row.items():
        if len(mine) != 1:
            continue
        full = len(by_row.get(row + 1, ())) > 0.6 * columns > 1
        bold = plain and all(word.bold for word in mine[0].words)
        if header == 0 and not (bold and full and mine[0].first == 0):
            continue
        if _stands_in_the_middle(mine[0], middle, left, columns):
            mine[0].first, mine[0].last = 0, columns - 1
        if mine[0].first != 0:
            continue
        if mine[0].last > 0 or bold or (full and columns > 2):
            mine[0].last = columns - 1


def _widen_units(slots: Sequence[Slot], centres: Sequence[float]) -> None:
    """Let words alone in the middle of all columns of values span these, as units of rows do.

    They stand below the header or above a full row. Where values are set to the right the first
    of their columns starts half a column further left.
    """
    if len(centres) < _VALUES + 1:
        return
    by_row: dict[int, list[Slot]] = {}
    for slot in slots:
        by_row.setdefault(slot.row, []).append(slot)
    middle, half = (centres[1] + centres[-1]) / 2, (centres[2] - centres[1]) / 2
    usual: list[Slot] | None = None
    for row, mine in by_row.items():
        slot = mine[0]
        if len(mine) > 1 or slot.first == 0:
            continue
        if row and len(by_row.get(row + 1, ())) <= 0.6 * len(centres):
            continue
        if not "".join(word.text for word in slot.words).strip("()[]").isalpha():
            continue
        if usual is None:
            usual = [s for others in by_row.values() if len(others) > 1 for s in others]
        size = slot.words[0].size
        beside = _stands_beside(slot, usual)
        off = beside or abs(slot.middle - centres[slot.first]) > size
        if off and -(half if beside else 0.0) - size < slot.middle - middle < size:
            slot.first, slot.last = 1, len(centres) - 1


def _stands_beside(slot: Slot, slots: Sequence[Slot]) -> bool:
    """Whether a text reaches beyond the right side that all others of its column have."""
    size = slot.words[0].size
    others = [s.words[-1].x1 for s in slots if s is not slot and s.first == s.last == slot.first]
    return (
        bool(others)
        and all(abs(x - others[0]) < _EVEN * size for x in others)
        and (slot.words[-1].x1 > others[0] + size)
    )


def _stands_in_the_middle(slot: Slot, middle: float, left: float, columns: int) -> bool:
    """Whether a text without a number is set to the middle of the table, far from its left side.

    Of two columns the first may reach over the middle.
    """
    text = "".join(word.text for word in slot.words)
    size = slot.words[0].size
    near = abs(slot.middle - middle) < 0.6 * size
    if columns == 2:
        start = min(word.x0 for word in slot.words)
        return near and start > left + _INDENT * size and has_letter(text)
    return slot.first > 0 and near and has_letter(text) and not is_nothing(text)


def _merge_unruled(
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
    middles = [_middle(row) for row in rows]
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
        sums = _above_sums(slots, centres)
        between = [[r for r in here if not sums(row, r)] for row, here in enumerate(between)]
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


def _above_sums(slots: Sequence[Slot], centres: Sequence[float]) -> Callable[[int, Rule], bool]:
    """Tells of a row and a rule below it whether this stands over a sum: over numbers alone."""
    by_row: dict[int, list[Slot]] = {}
    for slot in slots:
        by_row.setdefault(slot.row, []).append(slot)

    def is_above_sum(row: int, rule: Rule) -> bool:
        _, left, right = rule
        columns = [column for column, x in enumerate(centres) if left - 3 <= x <= right + 3]
        if 0 in columns:
            return False
        held = [
            {slot.first: slot for slot in by_row.get(place, ()) if slot.first in columns}
            for place in (row, row + 1)
        ]
        texts = [_text(slot) for slots in held for slot in slots.values()]
        return bool(held[0] and held[1]) and all(map(_is_amount, texts))

    return is_above_sum


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
    if len(mine) > 1 and all(has_digit(t) or is_nothing(t) for t in map(_text, mine)):
        return slots
    above = [s for s in slots if s.row == start - 1 and s.first <= column <= s.last]
    if any(_text(slot) == _text(mine[0]) for slot in above):
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


def _text(slot: Slot) -> str:
    return " ".join(word.text for word in slot.words)


def _span_groups(slots: list[Slot], rows: Sequence[RowGroup], rules: Sequence[Rule]) -> list[Slot]:
    """Let a label in the middle of the rows between two rules span them."""
    if not rules:
        return slots
    widest = max((right - left for _, left, right in rules), default=0.0)
    first = [
        (slot.words[0].x0 + slot.words[-1].x1) / 2
        for slot in slots
        if slot.first == 0 and slot.words
    ]
    reach = min(first, default=0.0)
    full = [rule for rule in rules if rule[2] - rule[1] > 0.9 * widest and rule[1] < reach]
    middles = [_middle(row) for row in rows]
    ends = [
        number
        for number, (above, below) in enumerate(itertools.pairwise(middles), start=1)
        if any(above < rule[0] < below for rule in full)
    ]
    groups = list(itertools.pairwise([0, *ends, len(rows)] if ends else []))
    if _open_groups(slots, groups):
        return _spanned_from_top(slots, groups)
    for start, end in groups:
        labels = [s for s in slots if start <= s.row < end and s.first == 0]
        held = sorted(row for s in labels for row in range(s.row, s.row + s.row_span))
        if not 0 < len(held) < end - start or end - start < 3:
            continue
        level = held == list(range(held[0], held[-1] + 1))
        at_end = held[0] == start or held[-1] == end - 1
        centred = _off_middle(labels, middles[start:end]) < _CENTRAL[at_end]
        if level and centred and all(s.last == 0 for s in labels):
            kept, *others = sorted(labels, key=lambda slot: slot.row)
            kept.row, kept.row_span = start, end - start
            for other in others:
                kept.words += other.words
            slots = [slot for slot in slots if not any(slot is other for other in others)]
    return slots


def _off_middle(labels: Sequence[Slot], middles: Sequence[float]) -> float:
    """How far the lines of a label stand from the middle of its rows, in distances of rows."""
    tops = [word.top for slot in labels for word in slot.words]
    bottoms = [word.bottom for slot in labels for word in slot.words]
    off = (min(tops) + max(bottoms) - middles[0] - middles[-1]) / 2
    return abs(off) * (len(middles) - 1) / max(middles[-1] - middles[0], 0.1)


def _open_groups(slots: Sequence[Slot], groups: Sequence[tuple[int, int]]) -> bool:
    """Whether the label of each group between two rules stands at its top, before other labels."""
    held = {slot.row: _text(slot) for slot in slots if slot.first == 0 and slot.last == 0}
    second = {slot.row: _text(slot) for slot in slots if slot.first == 1}
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


def _middle(row: RowGroup) -> float:
    middles = sorted((w.top + w.bottom) / 2 for line in row.lines for w in line.line.words)
    return middles[len(middles) // 2]

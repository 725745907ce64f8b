"""Cells over several columns told by where their texts stand: in the middle of these.

Where rows are ruled off and columns are not, nothing else tells them from cells of one column
beside empty ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..gaps.gridlines import is_number
from ..gaps.slots import Slot
from .ruledrows import Lattice

_BLANK = 0.35
"""What an empty cell weighs against font sizes that a text stands off the middle of its columns."""
_OFF = 0.6
"""Font sizes by which a text stands off the middle of columns that it spans at most."""
_SURELY_OFF = 0.5
"""Font sizes that a text in the middle of several columns stands off that of its own at least."""
_SURELY = 0.25
"""Font sizes by which it stands off the middle of these at most."""


@dataclass(frozen=True)
class _Table:
    slots: Sequence[Slot]
    lattice: Lattice
    xs: Sequence[float]

    @cached_property
    def header(self) -> int:
        """Rows before the first one with a number behind the labels; without any, a full one."""
        numbers = [s.row for s in self.slots if s.first > 0 and is_number(s.text)]
        if numbers:
            return min(numbers)
        columns = len(self.xs) - 1
        counts: dict[int, int] = {}
        for slot in self.slots:
            counts[slot.row] = counts.get(slot.row, 0) + 1
        return min((row for row, count in counts.items() if count == columns), default=1)

    @cached_property
    def padding(self) -> float:
        """Points between the left side of columns and the texts that stand there."""
        alone = [s for s in self.slots if s.first == s.last]
        return min((_sides(s)[0] - self.xs[s.first] for s in alone), default=0.0)

    def off(self, slot: Slot, first: int, last: int) -> float:
        """Font sizes by which the text of a cell stands off the middle of columns."""
        left, right = _sides(slot)
        middle = (self.xs[first] + self.xs[last + 1]) / 2
        return abs((left + right) / 2 - middle) / slot.words[0].size

    def aside(self, slot: Slot, first: int) -> float:
        """Font sizes by which it stands off the left side of a column, as others do."""
        return abs(_sides(slot)[0] - self.xs[first] - self.padding) / slot.words[0].size

    def has_heads_below(self, slot: Slot, last: int) -> bool:
        """Whether below a header, and below the columns beside it, headers of these stand."""
        row = slot.row + slot.row_span
        below = {s.first for s in self.slots if s.row == row and s.first == s.last}
        return row < self.header and below.issuperset(range(slot.first, last + 1))


def _sides(slot: Slot) -> tuple[float, float]:
    return min(word.x0 for word in slot.words), max(word.x1 for word in slot.words)


def widen_middles(slots: Sequence[Slot], lattice: Lattice, xs: Sequence[float]) -> None:
    """Let cells take the columns that their texts stand in the middle of."""
    table = _Table(slots, lattice, xs)
    by_rows: dict[tuple[int, int], list[Slot]] = {}
    for slot in slots:
        by_rows.setdefault((slot.row, slot.row + slot.row_span), []).append(slot)
    above: dict[int, Slot] = {}
    section = -1
    for (first, end), mine in sorted(by_rows.items(), key=lambda item: item[0]):
        heads = first < table.header or (
            section == first and not any(is_number(slot.text) for slot in mine)
        )
        for a, b in _runs(lattice, first, end):
            inside = [slot for slot in mine if a <= slot.first and slot.last <= b]
            if inside and sum(s.last - s.first + 1 for s in inside) <= b - a:
                _widen(table, inside, (a, b), heads=heads)
        _take_over(table, mine, above, (first, end))
        above |= {column: slot for slot in mine for column in range(slot.first, slot.last + 1)}
        if len(mine) == 1 and (mine[0].first, mine[0].last) == (0, len(xs) - 2):
            section = end


def _take_over(
    table: _Table, slots: Sequence[Slot], above: Mapping[int, Slot], rows: tuple[int, int]
) -> None:
    """Let texts alone in the middle below a cell over several columns take all of these."""
    held = {column for slot in slots for column in range(slot.first, slot.last + 1)}
    for slot in slots:
        over = above.get(slot.first)
        if over is None or over.row + over.row_span != rows[0] or over.last - over.first < 1:
            continue
        columns = range(over.first, over.last + 1)
        if len(held.intersection(columns)) > slot.last - slot.first + 1 or slot.last > over.last:
            continue
        if any(table.lattice.reach(column, rows[0]) != rows for column in columns):
            continue
        if table.off(slot, over.first, over.last) < _SURELY and len(columns) < len(table.xs) - 1:
            slot.first, slot.last = over.first, over.last


def _runs(lattice: Lattice, first: int, end: int) -> list[tuple[int, int]]:
    """First and last columns that stand beside each other and have a cell of these rows."""
    columns = [
        column
        for column in range(len(lattice.parted[0]))
        if lattice.reach(column, first) == (first, end)
    ]
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and column == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], column
        else:
            runs.append((column, column))
    return runs


def _widen(table: _Table, slots: Sequence[Slot], run: tuple[int, int], *, heads: bool) -> None:
    """Give the cells of a run of columns those that fit best, in order from the left."""
    slots = sorted(slots, key=lambda slot: slot.first)
    a, b = run
    bounds = [a - 1, *(s.last for s in slots)], [*(s.first for s in slots), b + 1]
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {a - 1: (0.0, ())}
    numbers = [n for n, slot in enumerate(slots) if is_number(slot.text)]
    stub = numbers[0] if numbers else len(slots)
    for n, slot in enumerate(slots):
        fresh: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        for first in range(bounds[0][n] + 1, slot.first + 1):
            for last in range(slot.last, bounds[1][n + 1]):
                cost = _cost(table, slot, (first, last), heads=heads, stub=n < stub)
                if cost is None:
                    continue
                for before, (total, chosen) in best.items():
                    if before >= first:
                        continue
                    whole = total + cost + _BLANK * (first - before - 1)
                    if last not in fresh or whole < fresh[last][0]:
                        fresh[last] = whole, (*chosen, (first, last))
        best = fresh
    found = min(
        ((total + _BLANK * (b - last), chosen) for last, (total, chosen) in best.items()),
        default=None,
    )
    if found is not None:
        for slot, (first, last) in zip(slots, found[1], strict=True):
            slot.first, slot.last = first, last


def _cost(
    table: _Table, slot: Slot, columns: tuple[int, int], *, heads: bool, stub: bool
) -> float | None:
    """What it weighs that a cell takes some columns; None where it surely does not."""
    first, last = columns
    off = table.off(slot, first, last)
    own = table.off(slot, slot.first, slot.last)
    if columns == (slot.first, slot.last):
        if not heads:
            return 0.0 if own < _SURELY_OFF or not stub else own
        return min(own, table.aside(slot, first), _OFF)
    if heads:
        if first == slot.first and table.has_heads_below(slot, last):
            off = min(off, table.aside(slot, first))
        return off if off < _OFF else None
    if is_number(slot.text) or not stub:
        return None
    return off if off < _SURELY and own > _SURELY_OFF else None

"""Texts alone on their row that span columns: sections over all of them, units over values."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines.letters import has_letter
from .gridlines import is_nothing
from .rules import Rule
from .slots import Slot

_VALUES = 3
"""Columns of values that a unit spans at least."""
_EVEN = 0.2
"""Font sizes by which the right sides of values differ that are set to one."""
_INDENT = 5.0
"""Font sizes by which a text in the middle of two columns stands off their left side at least."""


def widen_sections(
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


def widen_units(slots: Sequence[Slot], centres: Sequence[float]) -> None:
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

"""Values in the middle under a header over several columns: they take all of these."""

from __future__ import annotations

from collections.abc import Sequence

from ..gaps.slots import Slot

_NEAR = 0.35
"""Font sizes by which the middles of a header and of what stands alone under it differ at most."""
_OFF = 1.0
"""Font sizes by which that stands off the middle of its own column at least."""
_FLUSH = 0.2
"""Font sizes by which sides of texts differ that are set to one side at most."""


def widened(slots: Sequence[Slot], heads: Sequence[Slot], centres: Sequence[float]) -> None:
    """Let cells of a body span the columns of the header in whose middle each stands alone.

    `centres` are the middles of the columns' texts: what stands in one of them is its value, and
    so is what starts or ends where others of the column do.
    """
    over = [head for head in heads if head.first < head.last]
    rows: dict[int, list[Slot]] = {}
    for slot in slots if over else ():
        rows.setdefault(slot.row, []).append(slot)
    for mine in rows.values():
        for head in over:
            under = [s for s in mine if s.first <= head.last and head.first <= s.last]
            if len(under) != 1 or under[0].first != under[0].last:
                continue
            slot = under[0]
            size = slot.words[0].size
            if (
                abs(slot.middle - head.middle) < _NEAR * size
                and abs(slot.middle - centres[slot.first]) > _OFF * size
                and not _is_flush(slot, slots)
            ):
                slot.first, slot.last = head.first, head.last


def _is_flush(slot: Slot, slots: Sequence[Slot]) -> bool:
    """Whether a text starts or ends where several others of its column do."""
    near = _FLUSH * slot.words[0].size
    others = [s for s in slots if s.first == s.last == slot.first and s is not slot]
    starts = sum(abs(_start(s) - _start(slot)) < near for s in others)
    ends = sum(abs(_end(s) - _end(slot)) < near for s in others)
    return max(starts, ends) > 1


def _start(slot: Slot) -> float:
    return min(word.x0 for word in slot.words)


def _end(slot: Slot) -> float:
    return max(word.x1 for word in slot.words)

"""Where a head at the start of a stretch of rows would have to end, by its shape.

Below every cell that reaches down from it, below the parts of its group headers, below a row of
units or column numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .evidence import Column, Look, View, counts_up

_NUMBERING_WORDS: Final = frozenset(
    ["栏次", "行次", "列次", "序号", "甲", "乙", "丙", "丁", "—", "No.", "#"]
)

MAX_HEAD: Final = 8
"""Rows of the tallest head that is inferred."""


def head_end(view: View, first: int, end: int, stop: int, body: Sequence[int]) -> int | None:
    """Where a head that holds rows `first` to `end` must end by its shape; None when nowhere."""
    limit = min(stop, view.sampled, first + MAX_HEAD)
    while True:
        closed = _closed(view, first, end)
        if closed > limit or closed >= view.rows:
            return None
        if closed < limit and _goes_on(view, first, closed, body):
            end = closed + 1
        else:
            return closed


def _closed(view: View, first: int, end: int) -> int:
    """`end`, moved down until no cell reaches over it."""
    row = first
    while row < min(end, view.rows):
        end = max([end, *(cell.row + cell.row_span for cell in view.starts[row])])
        row += 1
    return end


def _goes_on(view: View, first: int, end: int, body: Sequence[int]) -> bool:
    """Whether row `end` belongs to the head above it."""
    looks = view.looks(end)
    if not looks or view.full_row(end) is not None:
        return False
    if is_numbering(looks):
        return True
    labels = all(
        look.kind in ("word", "empty") or look.names_period or look.names_unit for look in looks
    )
    if not labels or not any(look.text for look in looks):
        return False
    below = view.profile(row for row in body if row > end)
    if unfinished(view, first, end):
        return grouped_throughout(view, first, end) or contrast(view, end, below) != (0, 0)
    agree, against = contrast(view, end, below)
    values = sum(column.holds_values for column in below)
    # A row of words over numbers in all of several columns: units, or a second line of labels.
    return agree >= 2 and against == 0 and agree >= values and end - first < 3


def unfinished(view: View, first: int, end: int) -> bool:
    """Whether a header of the rows before `end` spans columns whose parts stand in row `end`."""
    return any(
        1 < cell.column_span < view.columns
        and cell.row + cell.row_span == end
        and sum(
            cell.column <= part.column < cell.column + cell.column_span for part in view.starts[end]
        )
        > 1
        for cell in view.iter_cells(range(first, end))
    )


def grouped_throughout(view: View, first: int, end: int) -> bool:
    """Whether every header that ends above row `end`, the corner aside, is a group."""
    ending = [cell for cell in view.slots[end - 1] if cell.row + cell.row_span == end]
    return all(cell.column_span > 1 or not cell.column for cell in ending) and first < end


def is_numbering(looks: list[Look]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3, ... behind 栏次, 甲, or nothing."""
    numbers = [look for look in looks if look.kind == "value"]
    words = [look for look in looks if look.kind not in ("value", "empty")]
    known = all(look.text in _NUMBERING_WORDS for look in words)
    enough = len(numbers) >= (2 if words else 4)
    return enough and known and counts_up(numbers) and looks[-1].kind == "value"


def contrast(view: View, row: int, below: list[Column]) -> tuple[int, int]:
    """In how many columns row `row` has a label over values, and in how many a value."""
    agree = against = 0
    for cell, column in zip(view.slots[row], below, strict=True):
        if column.holds_values:
            look = view.look(cell)
            names = look.names_period or look.names_unit
            agree += look.kind == "word" or names
            against += look.kind == "value" and not names
    return agree, against

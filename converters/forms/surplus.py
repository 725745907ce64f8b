"""Rows with more numbers than places, where the sums say nothing.

Values are read on from the label at the distance that all other rows of the source table keep.
What is left behind the last place is the surplus. One row alone may have got its number anywhere;
only neighbouring rows with the same surplus show that a column was added behind the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .align import Alignment
from .gap import Ambiguity
from .places import Place
from .tokens import Token

LEAST_ROWS = 3
"""Other rows of the source table that have to agree in the distance."""


@dataclass(frozen=True, slots=True)
class _Surplus:
    """A row of the source whose first numbers fill the places of a group."""

    group: Ambiguity
    head: tuple[Token, ...]
    table: int
    over: int
    """Numbers behind the last place."""
    distance: int
    """Cells from the label to the first number."""


def narrow_by_surplus(alignment: Alignment, is_open: Callable[[Ambiguity], bool]) -> bool:
    """Settle groups of neighbouring rows with the same surplus; whether there were any.

    `is_open` says whether the sums have no say in a group.
    """
    rows: dict[int, list[Token]] = {}
    for token in alignment.source:
        if token.strict and token.kind != "blank":
            rows.setdefault(token.row, []).append(token)
    found: dict[int, _Surplus] = {}
    for group in alignment.ambiguous:
        surplus = _surplus(group, rows, alignment.sequence.places) if is_open(group) else None
        if surplus is not None:
            found[surplus.head[0].row] = surplus
    taken = [
        surplus
        for row, surplus in found.items()
        if any(_alike(surplus, found.get(other)) for other in (row - 1, row + 1))
        and _usual_distance(alignment, surplus.table, rows) == surplus.distance
    ]
    for surplus in taken:
        alignment.values.update(zip(surplus.group.places, surplus.head, strict=True))
    settled = {id(surplus.group) for surplus in taken}
    alignment.ambiguous = [g for g in alignment.ambiguous if id(g) not in settled]
    return bool(taken)


def _alike(surplus: _Surplus, other: _Surplus | None) -> bool:
    return other is not None and (surplus.table, surplus.over, surplus.distance) == (
        other.table,
        other.over,
        other.distance,
    )


def _surplus(
    group: Ambiguity, rows: dict[int, list[Token]], places: tuple[Place, ...]
) -> _Surplus | None:
    """The group as a whole row with too many numbers, or None."""
    first = group.candidates[0][0] if group.candidates else None
    if first is None or not first.strict or not _whole_row(group, places):
        return None
    cells = rows.get(first.row, [])
    numbers = [token for token in cells if token.kind == "number"]
    head = tuple(numbers[: len(group.places)])
    over = len(numbers) - len(head)
    # The row is a label and numbers without a blank or a text among them.
    distance = _distance(cells)
    if over < 1 or distance is None or cells[-len(numbers) :] != numbers:
        return None
    if numbers[-1].index - numbers[0].index >= len(numbers):
        return None
    known = {id(token) for token in numbers}
    full = all(t is not None and id(t) in known for c in group.candidates for t in c)
    if not full or head not in group.candidates:
        return None
    return _Surplus(group, head, first.table, over, distance)


def _whole_row(group: Ambiguity, places: tuple[Place, ...]) -> bool:
    """Whether the group is all values of one printed row."""
    row = places[group.places[0]].row
    start = group.places[0]
    while start and places[start - 1].row == row and places[start - 1].address is not None:
        start -= 1
    end = start
    while end < len(places) and places[end].row == row and places[end].address is not None:
        end += 1
    return group.places == tuple(range(start, end))


def _distance(cells: list[Token]) -> int | None:
    """Cells from the last text before the first number of a row to that number."""
    for before, token in pairwise(cells):
        if token.kind == "number":
            return token.index - before.index if before.kind == "label" else None
    return None


def _usual_distance(alignment: Alignment, table: int, rows: dict[int, list[Token]]) -> int | None:
    """The distance that every other row of a source table has, or None when they differ."""
    found = [
        distance
        for row in _sure_rows(alignment, table)
        if (distance := _distance(rows[row])) is not None
    ]
    return found[0] if len(found) >= LEAST_ROWS and len(set(found)) == 1 else None


def _sure_rows(alignment: Alignment, table: int) -> Iterator[int]:
    """Source rows of a table whose values have their places, each once."""
    sure = [token for token in alignment.values.values() if token is not None]
    yield from dict.fromkeys(
        token.row for token in sure if token.kind == "number" and token.table == table
    )

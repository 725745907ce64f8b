"""One alignment for the cells of a column, from where their texts start and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ....model import Alignment
from ....tables.draft import DraftCell
from .cells import CellText

_LEVEL = 1.0
"""Points by which sides, or middles, of texts that are set alike differ at most."""
_SHARE = 0.7
"""Share of the texts of a column that are set alike at least."""
_ALIGNMENTS: Final[tuple[Alignment | None, ...]] = (None, "right", "center")
"""What left sides, right sides and middles that are level say."""
_FIRST = 8
"""Texts of a column, all seemingly set to the left, that are looked at first."""

_Placed = tuple[DraftCell, tuple[float, float]]
"""A cell, and the left and right side of its text."""


def share_alignments(cells: Sequence[DraftCell], texts: Sequence[CellText]) -> None:
    """Set the cells of each column alike; `texts`, one a cell, know where their lines stand.

    A text alone may seem to stand in the middle because its column leaves it that much room. Cells
    above the first one that is set as most are keep their own alignment, as headers.
    """
    columns: dict[int, list[_Placed]] = {}
    for cell, text in zip(cells, texts, strict=True):
        if text.sides and cell.column_span == 1:
            columns.setdefault(cell.column, []).append((cell, text.sides))
    for column in columns.values():
        own = {cell.alignment for cell, _ in column}
        if len(own) > 1 or (None in own and _starts_anywhere(column)):
            _share(column)


def _starts_anywhere(column: Sequence[_Placed]) -> bool:
    """Whether the first texts of a column start at three places."""
    return len({round(sides[0] / _LEVEL) for _, sides in column[:_FIRST]}) > 2


def _share(column: Sequence[_Placed]) -> None:
    """Set one column alike: as most of its sides or middles are level, else as most cells are."""
    own = Counter([cell.alignment for cell, _ in column])
    lefts, rights = zip(*[sides for _, sides in column], strict=True)
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    level = [_are_level(places) for places in (lefts, rights, middles)]
    counts = [one.count(True) for one in level]
    most = max(counts)
    if most >= _SHARE * len(column):
        # Texts of one width are level at both sides and in the middle.
        alike = [kind for kind, count in enumerate(counts) if count == most]
        chosen = max(alike, key=lambda kind: own[_ALIGNMENTS[kind]])
        alignment, first = _ALIGNMENTS[chosen], level[chosen].index(True)
    else:
        alignment = own.most_common(1)[0][0]
        first = next(n for n, (cell, _) in enumerate(column) if cell.alignment == alignment)
    for cell, _ in column[first:]:
        cell.alignment = alignment


def _are_level(places: Sequence[float]) -> list[bool]:
    """Which places are level with the middle one of them."""
    middle = sorted(places)[len(places) // 2]
    return [abs(place - middle) <= _LEVEL for place in places]

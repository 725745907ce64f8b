"""Rules between groups of rows, told from rules between rows whose texts are wrapped."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from .gridlines import GridLine
from .rowlines import Lines
from .wrapping import wraps

_ROWS = 3
"""Rows of a group at least."""
_GROUPS = 2
"""Groups of so many rows at least: the texts of one row may all be broken by hand."""
_WORDY = 1.5
"""Words of a text, on average, of columns that tell something."""
_RUN_ON = 1 / 3
"""Share of the texts below others of their column that seem to go on with these at most."""


def are_groups(table: Lines, stretches: Mapping[int, Sequence[int]]) -> bool:
    """Whether the lines between two rules are rows of their own in a table.

    `stretches` are the numbers of the lines between two rules each. Wrapped texts fill their
    column, so that nearly each line goes on with the one above; under each other in rows they do
    so by chance only. Single words and letters tell nothing, since few columns have room for two.
    """
    parts = [[table.lines[number] for number in numbers] for numbers in stretches.values()]
    wholes = [[is_full(table, line) for line in lines] for lines in parts]
    if not _are_several([sum(full) if all(full) else 0 for full in wholes[1:]], table) and not (
        sum(sum(full) >= _ROWS for full in wholes) >= _GROUPS
    ):
        return False
    going: dict[int, list[bool]] = {}
    words: Counter[int] = Counter()
    for lines, full in zip(parts, wholes, strict=True):
        for number, (above, below) in enumerate(itertools.pairwise(lines)):
            if full[number] and full[number + 1]:
                for upper, lower in zip(above.pieces, below.pieces, strict=True):
                    going.setdefault(lower.first, []).append(wraps(table, upper, lower))
                    words[lower.first] += sum(len(word.text) > 1 for word in lower.words)
    told = [on for column, on in going.items() if words[column] > _WORDY * len(on)]
    return all(sum(on) <= _RUN_ON * len(on) for on in told or going.values())


def _are_several(counts: Sequence[int], table: Lines) -> bool:
    """Whether most stretches below the header are two rows of words and more, not all as many.

    `counts` are the whole lines of each. Rows of two lines, broken by hand, all have two.
    """
    pairs = sum(count > 1 for count in counts)
    many = pairs > _GROUPS and 2 * pairs > len(counts) and len(set(counts)) > 1
    return many and not table.numeric


def is_full(table: Lines, line: GridLine) -> bool:
    """Whether a line has one text in each column."""
    return len(line.pieces) == len(line.columns) == len(table.width) > 1

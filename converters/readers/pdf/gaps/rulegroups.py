"""What rules between the lines of a table part: single rows of wrapped texts, or groups of rows."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from .gridlines import GridLine
from .rowlines import Lines, RowGroup, clash
from .wrapping import goes_on, wraps

_ROWS = 3
"""Rows of a group at least."""
_GROUPS = 2
"""Groups of so many rows at least: the texts of one row may all be broken by hand."""
_WORDY = 1.5
"""Words of a text, on average, of columns that tell something."""
_RUN_ON = 1 / 3
"""Share of the texts below others of their column that seem to go on with these at most."""
_BRACKETS = re.compile(r"\(.*\)|\[.*\]")
_FULL = 3
"""Lines, and columns, that tell rows from texts that are wrapped in all their columns."""


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


def lines_between_rules(interval: Sequence[int]) -> dict[int, list[int]]:
    """The numbers of the lines between two rules each."""
    stretches: dict[int, list[int]] = {}
    for number, place in enumerate(interval):
        stretches.setdefault(place, []).append(number)
    return stretches


def single_rows(table: Lines, interval: Sequence[int]) -> frozenset[int]:
    """The stretches between rules that are one row each; none unless there are so many rules that
    nearly all are."""
    stretches = lines_between_rules(interval)
    if len(stretches) < 4 or are_groups(table, stretches):
        return frozenset()
    several = {
        place
        for place, numbers in stretches.items()
        if _clash_inside(table, numbers) or _are_full_rows(table, numbers)
    }
    most = 3 if several else 6
    if len(several) > len(stretches) // 8 or len(table.lines) > most * len(stretches):
        return frozenset()
    return frozenset(stretches) - several


def _clash_inside(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether several lines have numbers in one column."""
    lines = [table.lines[number] for number in numbers]
    return any(
        clash(table, RowGroup(lines[:end]), lines[end])
        and not (end == len(lines) - 1 and are_errors(lines[:end], lines[end]))
        for end in range(1, len(lines))
    )


def are_errors(above: Sequence[GridLine], below: GridLine) -> bool:
    """Whether a line has nothing but values in brackets, each under one without: their errors."""
    for piece in below.pieces:
        over = [value for line in above if (value := line.at(piece.first)) is not None]
        if not (piece.numeric and _BRACKETS.fullmatch(piece.text) and len(over) == 1):
            return False
        if not over[0].numeric or _BRACKETS.fullmatch(over[0].text):
            return False
    return True


def _are_full_rows(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether lines between two rules all fill every column, and none goes on with another.

    No text is wrapped into itself, so where one stands under the same one, rows do.
    """
    lines = [table.lines[number] for number in numbers]
    return (
        len(lines) >= _FULL <= len(table.width)
        and all(len(line.columns) == len(table.width) for line in lines)
        and not any(
            goes_on(table, above, below) and not _texts(above) & _texts(below)
            for above, below in itertools.pairwise(lines)
        )
    )


def _texts(line: GridLine) -> set[str]:
    return {piece.text for piece in line.pieces}

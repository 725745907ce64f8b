"""Whether lines on columns are a table, or what only looks like one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .gridlines import GridLine
from .gutters import BESIDE
from .lookalikes import (
    are_numbered,
    are_ratings,
    is_any_symbols,
    is_contents,
    is_drawing,
    is_equations,
    is_line_number,
    is_list,
    is_listing,
)
from .prose import are_addresses, crosses, is_index, is_prose, is_running_text
from .regular import is_regular
from .rowlines import numeric_columns

_RECORDS = 3
"""Whole rows with texts between them at least."""


def is_table(lines: Sequence[GridLine], columns: int, *, ruled: bool) -> bool:
    """Whether lines on columns are a table; `ruled` when rules stand above and below them."""
    if columns < 2 or len(lines) < 2:
        return False
    cells = [piece for line in lines for piece in line.pieces]
    full = [line for line in lines if len(line.pieces) > 1]
    beside = _beside_each_other(lines) if ruled else 0
    if len(full) + beside < (1 if ruled else 2):
        return False
    if is_list(full, columns) or is_equations(full, lines):
        return False
    numeric = numeric_columns(lines)
    if is_contents(lines, numeric) or _are_lines_numbered(lines, columns, numeric):
        return False
    rated = are_ratings(lines, columns)
    if not rated and is_any_symbols(lines, columns, numeric):
        return False
    if _are_records(lines, columns):
        return True
    if is_prose(cells, columns, lines, numeric) or (not rated and is_drawing(cells)):
        return False
    if is_listing(cells) and (columns < 3 or not numeric):
        return False
    wide = sum(crosses(line, columns) for line in lines)
    if wide > max(1, (0.3 if ruled else 0.2) * len(lines)):
        return False
    if ruled:
        return len(full) + beside >= 2 or any(len(line.pieces) > 2 for line in full)
    if columns == 2 and not numeric - {0} and are_numbered(lines):
        return False
    if not numeric and _are_texts_side_by_side(lines, full, columns):
        return False
    return is_regular(lines, full, columns, numeric)


def _are_lines_numbered(lines: Sequence[GridLine], columns: int, numeric: frozenset[int]) -> bool:
    """Whether a column counts lines: a margin may stand before their numbers, and no more."""
    return any(is_line_number(lines, column, numeric) for column in range(min(columns - 1, 2)))


def _are_texts_side_by_side(
    lines: Sequence[GridLine], full: Sequence[GridLine], columns: int
) -> bool:
    """Whether columns without numbers are texts of their own: prose, an index, addresses."""
    cells = [piece for line in lines for piece in line.pieces]
    return is_running_text(lines, range(columns)) or is_index(cells) or are_addresses(full)


def _beside_each_other(lines: Sequence[GridLine]) -> int:
    """How many lines of one piece stand half a line below one in another column."""
    return sum(
        len(above.pieces) == len(below.pieces) == 1
        and not above.columns & below.columns
        and below.line.baseline - above.line.baseline < BESIDE * below.line.size
        for above, below in itertools.pairwise(lines)
    )


def _are_records(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether each of several whole rows is followed by a text over all columns about it."""
    whole = [line for line in lines if len(line.pieces) == len(line.columns) >= columns - 1]
    if columns < 4 or len(whole) < _RECORDS:
        return False
    rest = [line.pieces for line in lines if len(line.pieces) == 1 and line.pieces[0].first == 0]
    if len(whole) + len(rest) < len(lines) or len(rest) < len(whole) - 1:
        return False
    starts = [[round(p.x0) for line in whole if (p := line.at(c))] for c in range(columns)]
    return all(max(xs) - min(xs) < 3 for xs in starts if xs)

"""How many leading rows of a table without a full grid are headers."""

from __future__ import annotations

from collections.abc import Sequence

from ..gaps.gridlines import GridLine
from ..gaps.reach import MOST_HEADER_LINES
from ..gaps.regions import Region
from ..gaps.rowlines import RowGroup, are_header_years, is_year, numeric_columns
from .repeats import bare, come_again

_ROW_RULES = 0.8
"""Rules for each row below the first one from which they part rows."""
_LONG = 60
"""Characters of a text that no header has."""
_EVEN = 3.0
"""Points by which the ends of rules differ that end at one place."""
_SPARSE = 3
"""Rows of a label and few numbers from which they are rows and no headers."""
_SUMMED = 2
"""Rows of labels and numbers above the first rule from which it stands above their sum."""


def header_rows(
    rows: Sequence[RowGroup],
    lines: Sequence[GridLine],
    region: Region,
    edges: Sequence[float] = (),
) -> int:
    """Leading rows that may hold headers over columns: those above the first row of numbers.

    `edges` are the heights at which rules or edges of colour part rows.
    """
    numeric = numeric_columns(lines)
    full = _through(rows, lines, region, numeric)
    if not numeric and full:  # texts do not tell that the first row below a shaded header is none
        full = [*(y for y in edges if region.lines[0].bottom - 2 < y < full[0] - 2), *full]
    first = _first_numbers(rows, numeric)
    count = _above_rule(rows, full, first)
    labelled = sum(0 in row.columns and _values(row, numeric) > 0 for row in rows[:count])
    if 0 < count < len(rows) and count <= MOST_HEADER_LINES and labelled < _SUMMED:
        count = _with_rows_beside_rule(rows, count, first, numeric, edges)
        return _above_text(rows[:count])
    return _above_sections(rows, lines, min(first, MOST_HEADER_LINES), edges)


def _first_numbers(rows: Sequence[RowGroup], numeric: frozenset[int]) -> int:
    """The first row with numbers in half of the columns of numbers, or 0.

    Or the first of several rows, each a label and two numbers or more: a table may start with an
    area for which most is not known.
    """
    run = 0
    for number, row in enumerate(rows):
        values = _values(row, numeric)
        if values >= max(1, len(numeric) // 2):
            return number - run if run >= _SPARSE else number
        run = run + 1 if values > 1 and 0 in row.columns else 0
    return 0


def _through(
    rows: Sequence[RowGroup],
    lines: Sequence[GridLine],
    region: Region,
    numeric: frozenset[int],
) -> list[float]:
    """Heights of the rules over all columns of a table, or of the one beside its labels."""
    full = [
        y
        for y in region.full
        if y > region.lines[0].bottom - 2 and not _leaves_labels_out(y, rows, region)
    ]
    if not numeric and not any(y < region.lines[-1].baseline for y in full):
        return _beside_labels(rows, region) or full
    return full


def _above_rule(rows: Sequence[RowGroup], full: Sequence[float], first: int) -> int:
    """Rows above the rule below the headers; 0 where rules part rows, or there is none.

    `first` is the first row of numbers.
    """
    count = sum(row.lines[-1].line.baseline < full[0] for row in rows) if full else 0
    count = _below_more_rules(rows, full, count, first)
    if 0 < first < count and len(full) > max(1, _ROW_RULES * (len(rows) - count)):
        return 0  # rules part the rows, and another sign the header
    return count


def _with_rows_beside_rule(
    rows: Sequence[RowGroup],
    count: int,
    first: int,
    numeric: frozenset[int],
    edges: Sequence[float],
) -> int:
    """Rows of headers where `count` stand above their rule: one more may stand below it.

    The last one above it may be the first section.
    """
    below = rows[count:]
    if (count == first - 1 and _are_years_below(rows[count - 1], below[0])) or (
        count <= first and _are_words_below(rows[count - 1], below, numeric)
    ):
        count += 1
    if count > 1 and _is_cut_section(rows[count - 1], rows[count - 2], edges):
        count -= 1
    return count


def _above_sections(
    rows: Sequence[RowGroup], lines: Sequence[GridLine], count: int, edges: Sequence[float]
) -> int:
    """Rows of headers among those above the first numbers: a section is no header of columns."""
    while (
        count > 1
        and (
            _is_section(rows[count - 1], rows[count - 2], lines)
            or _is_cut_off(rows[count - 1], rows[count - 2], edges)
        )
        and len(rows[count - 2].columns) > 1
    ):
        count -= 1
    return count


def _leaves_labels_out(y: float, rows: Sequence[RowGroup], region: Region) -> bool:
    """Whether a rule starts behind the labels, above headers of the other columns alone."""
    below = next((row for row in rows if row.lines[0].line.baseline > y), None)
    if below is None or 0 in below.columns:
        return False
    labels = [piece.x1 for row in rows for line in row.lines if (piece := line.at(0)) is not None]
    starts = [left for height, left, _ in region.rules if abs(height - y) < 1]
    return bool(labels and starts) and min(starts) > max(labels)


def _beside_labels(rows: Sequence[RowGroup], region: Region) -> list[float]:
    """The one rule inside a table that leaves labels out and reaches its end: that of its header.

    It starts behind the label of the row below it.
    """
    right = region.box[2]
    inside = [
        (y, left)
        for y, left, end in region.rules
        if rows[0].lines[0].line.baseline < y < rows[-1].lines[0].line.baseline
        and abs(end - right) < _EVEN
    ]
    if len(inside) != 1:
        return []
    y, left = inside[0]
    below = next((row for row in rows if row.lines[0].line.baseline > y), None)
    label = below.lines[0].at(0) if below is not None else None
    return [y] if label is not None and label.x1 < left else []


def _below_more_rules(
    rows: Sequence[RowGroup], full: Sequence[float], count: int, first: int
) -> int:
    """Rows above the lowest rule over the `first` row of numbers, where fuller ones are between.

    `count` rows stand above the first rule, which may part headers from those below them.
    """
    columns = len(frozenset().union(*(row.columns for row in rows)))
    for y in full[1:]:
        above = sum(row.lines[-1].line.baseline < y for row in rows)
        between = rows[count:above]
        if not 0 < count < above <= first:
            break
        if any(_is_sparse(row, columns) for row in between):
            break
        count = above
    return count


def _are_years_below(above: RowGroup, row: RowGroup) -> bool:
    """Whether a row below the rule under a header has years alone, more than texts stand there."""
    pieces = row.pieces
    heads = sum(len(line.pieces) for line in above.lines)
    return (
        0 not in row.columns
        and len(pieces) > max(2, heads - 1)
        and come_again([bare(piece.text) for piece in pieces])
        and all(is_year(bare(piece.text)) for piece in pieces)
    )


def _are_words_below(above: RowGroup, below: Sequence[RowGroup], numeric: frozenset[int]) -> bool:
    """Whether the row below the rule under a header has texts for its columns: `Men`, `15-34`.

    It has a text for each column that has numbers, words among them, more than stand above, and
    alone no label.
    """
    row, *others = below
    pieces = row.pieces
    heads = sum(piece.last > 0 for piece in above.pieces)
    words = [p for p in pieces if p.first in numeric and not (p.numeric or p.blank)]
    return (
        0 not in row.columns
        and len(words) > 1
        and len(pieces) > max(2, heads)
        and len(others) > 1
        and all(0 in other.columns for other in others)
    )


def _is_sparse(row: RowGroup, columns: int) -> bool:
    """Whether a row fills few columns and may be a section, not headers under one over several."""
    few = len(row.columns) <= 0.5 * columns
    return few and (0 in row.columns or len(row.columns) < 2)


def _above_text(rows: Sequence[RowGroup]) -> int:
    """Rows of headers among rows: none holds a long text, which is told of the row above it."""
    for number, row in enumerate(rows):
        pieces = row.pieces
        text = " ".join(piece.text for piece in pieces)
        if number > 1 and pieces[0].first == 0 < pieces[0].last and len(text) > _LONG:
            return number - 1
    return len(rows)


def _values(row: RowGroup, numeric: frozenset[int]) -> int:
    """Numbers of a row in columns of numbers; years that head columns are none."""
    mine = [piece for piece in row.pieces if piece.first in numeric]
    texts = [piece.text for piece in mine if piece.numeric]
    blank = sum(piece.blank for piece in mine) if texts else 0
    return 0 if are_header_years(mine, numeric) else len(texts) + blank


def _is_cut_off(row: RowGroup, above: RowGroup, edges: Sequence[float]) -> bool:
    """Whether a row is one text that an edge parts from a fuller row above it."""
    one = sum(len(line.pieces) for line in row.lines) == 1 < len(above.columns)
    high, low = above.lines[-1].line.baseline, row.lines[0].line.baseline
    return one and any(high < y < low for y in edges)


def _is_cut_section(row: RowGroup, above: RowGroup, edges: Sequence[float]) -> bool:
    """Whether a row is one text at the left that an edge of colour parts from headers above."""
    left = all(piece.first == 0 for piece in row.pieces)
    return left and 0 in above.columns and _is_cut_off(row, above, edges)


def _is_section(row: RowGroup, above: RowGroup, lines: Sequence[GridLine]) -> bool:
    """Whether a row is one text at the left, or in the middle of the table below a full row."""
    pieces = row.pieces
    if row.columns == {0}:
        return len(pieces) == 1 or all(line.at(0) is None for line in above.lines)
    if len(pieces) != 1:
        return False
    middle = (min(line.line.x0 for line in lines) + max(line.line.x1 for line in lines)) / 2
    near = 0.6 * pieces[0].words[0].size
    label = next((p for line in reversed(above.lines) if (p := line.at(pieces[0].first))), None)
    centred = abs((pieces[0].x0 + pieces[0].x1) / 2 - middle) < near
    return centred and (label is None or abs((label.x0 + label.x1) / 2 - middle) > near)

"""Labels and headers in two languages, and labels beside numbers, that tell of wrong cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..pdf.heads.doubleheads import is_translation
from .tablecells import Doubt, TableCell

_NUMBER_FIRST = re.compile(r"[-−–(]?(\d[\d.,\s]*(?<![.,\s])|\d)%?\s*([^\W\d_]\D+)")
"""A number and a label right behind it. `1.` and `1)` number items, and dates have more digits."""
_FULL = 0.7
"""Share of the rows with numbers from which a column is filled."""
_TOUCHING, _CUT = 0.4, 2
"""White in font sizes between the halves of a word, and words that are cut, from which a column is
none."""
_MANY = 3
"""Cells of a column from which it holds numbers with labels behind them."""


def doubts_of_labels(cells: Sequence[TableCell]) -> Iterator[Doubt]:
    """Rows and columns that labels speak against."""
    yield from _translated_below(cells)
    yield from _numbers_with_labels(cells)
    yield from _columns_of_specks(cells)
    yield from _words_cut(cells)


def _words_cut(cells: Sequence[TableCell]) -> Iterator[Doubt]:
    """Columns that words go on into from those left of them: a fold of the sheet is between."""
    ends = {
        (cell.row, cell.column + cell.column_span): cell.lines[0] for cell in cells if cell.lines
    }
    cut: dict[int, int] = {}
    for cell in cells:
        left = ends.get((cell.row, cell.column))
        if left is None or not cell.lines:
            continue
        right = cell.lines[0]
        near = right.x0 - left.x1 < _TOUCHING * right.size
        if near and left.text[-1].isalpha() and right.text[0].islower():
            cut[cell.column] = cut.get(cell.column, 0) + 1
    if any(count >= _CUT for count in cut.values()):
        yield Doubt(0, "words go on in the column beside them")


def _columns_of_specks(cells: Sequence[TableCell]) -> Iterator[Doubt]:
    """Columns with nothing but dots and lone digits in few rows: what leads there, or dirt."""
    rows = {cell.row for cell in cells if cell.numeric}
    columns: dict[int, list[str]] = {}
    for cell in cells:
        if cell.column > 0 and cell.column_span == 1 and cell.lines:
            columns.setdefault(cell.column, []).append(" ".join(line.text for line in cell.lines))
    for texts in columns.values():
        told = [text for text in texts if any(map(str.isalnum, text))]
        alone = all(sum(map(str.isalnum, text)) == 1 and text[0].isdigit() for text in told)
        if alone and len(told) < len(texts) < _FULL * len(rows):
            yield Doubt(0, "a column holds little but dots")


def _translated_below(cells: Sequence[TableCell]) -> Iterator[Doubt]:
    """Headings in one language whose translation stands in the row below, as most do not."""
    below = {(cell.row, cell.column, cell.column_span): cell for cell in cells}
    for cell in cells:
        other = below.get((cell.row + cell.row_span, cell.column, cell.column_span))
        if not cell.lines or other is None or not other.lines:
            continue
        if is_translation(cell.lines[-1].text, other.lines[0].text):
            yield Doubt(cell.row, "a label may be one with its translation in the row below it")


def _numbers_with_labels(cells: Sequence[TableCell]) -> Iterator[Doubt]:
    """Columns of numbers behind each of which another label stands: that of the next column.

    Labels at the left are numbered, and units are the same behind all numbers.
    """
    columns: dict[int, list[tuple[int, re.Match[str]]]] = {}
    for cell in cells:
        found = _NUMBER_FIRST.fullmatch(cell.lines[0].text) if len(cell.lines) == 1 else None
        if found is not None and cell.column > 0 and cell.column_span == 1:
            columns.setdefault(cell.column, []).append((cell.row, found))
    for mine in columns.values():
        labels = {found[2] for _, found in mine}
        if len(mine) >= _MANY and len(labels) == len(mine):
            yield Doubt(mine[0][0], "a number may stand in one cell with the label beside it")

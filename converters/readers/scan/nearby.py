"""What stands around a table and may belong to it: headers, rows, the table above."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ..pdf.gaps.gridlines import is_number
from ..pdf.gaps.rowlines import is_year
from ..pdf.grids.grids import PageTable
from ..pdf.lines.segments import Segment
from ..pdf.pages.layout import PageLayout
from .tablecells import LEVEL, Doubt, TableCell

_NEAR = 1.6
"""Font sizes above a table within which the lines of a header would stand."""
_INTO = 0.6
"""Font sizes by which they may reach below its top: labels in the middle of two lines stand there.
"""


def doubts_around(layout: PageLayout, number: int, cells: Sequence[TableCell]) -> Iterator[Doubt]:
    """Text inside a table that it did not take, and lines of pieces right above it."""
    table = layout.tables[number]
    left, top, right, bottom = table.box
    for segment in layout.segments:
        x, y = (segment.box[0] + segment.box[2]) / 2, (segment.box[1] + segment.box[3]) / 2
        if left < x < right and top < y < bottom:
            row = min((cell.row for cell in cells if cell.box[3] > y), default=0)
            yield Doubt(row, "text inside it stands in no cell")
    beside = [
        segment
        for segment in layout.segments
        if segment.box[0] < right
        and segment.box[2] > left
        and -_INTO * segment.size < top - segment.box[3] < _NEAR * segment.size
    ]
    level = [pair for pair in itertools.combinations(beside, 2) if _are_level(*pair)]
    bare = _bare_columns(table, cells)
    years = any(is_year(segment.text) and segment.box[0] > table.xs[1] for segment in beside)
    over = years or any(_stands_over(segment, bare) for segment in beside)
    if not table.ruled and (level or over):
        yield Doubt(0, "a line above it may be its header")
    elif any(is_number(segment.text) for pair in level for segment in pair):
        yield Doubt(0, "a line above it may be its first row")
    headless = any(cell.row == 0 and cell.column > 0 and cell.numeric for cell in cells)
    if headless and any(
        other is not table and other.box[3] <= top + 1 and abs(other.box[0] - left) < 6
        for other in layout.tables[:number]
    ):
        yield Doubt(0, "it may be a part of the table above")


def _bare_columns(table: PageTable, cells: Sequence[TableCell]) -> list[tuple[float, float, float]]:
    """Columns of numbers that have no header: left side of the first value column, and both sides.

    The side tells lines over values from prose and titles, which start over the labels.
    """
    first = min((cell.row for cell in cells if cell.numeric), default=0)
    headed = {
        column
        for cell in cells
        if cell.row < first and cell.lines
        for column in range(cell.column, cell.column + cell.column_span)
    }
    numeric = {cell.column for cell in cells if cell.numeric and cell.column > 0}
    return [(table.xs[1], table.xs[column], table.xs[column + 1]) for column in numeric - headed]


def _stands_over(segment: Segment, columns: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a line stands over one of the columns, and over no labels."""
    x0, _, x1, _ = segment.box
    return any(x0 >= values and left < (x0 + x1) / 2 < right for values, left, right in columns)


def _are_level(one: Segment, other: Segment) -> bool:
    return abs(one.baseline - other.baseline) < LEVEL * one.size and (
        max(one.box[0], other.box[0]) - min(one.box[2], other.box[2]) > one.size
    )

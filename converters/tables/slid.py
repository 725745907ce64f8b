"""Restore the spans of a table that was flattened to rows of cells.

Two layouts are known: stacked blocks and matrices of labels and values. Anything else stays on
the grid as it is written, and where that may have moved a cell, it is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from .canvas import Canvas, Report, is_banner
from .draft import DraftTable
from .flattened import FlatRow, pad_row
from .matrix import restore_matrix
from .stacked import restore_stacked


def restore_spans(rows: Sequence[FlatRow], report: Report, *, padded: bool) -> DraftTable:
    """The draft of a flattened table with its spans restored as far as the evidence goes.

    `padded` says that short rows were filled up on the right (`FlatCell.pad`); otherwise empty
    cells stand where the source had them. Reports `table-spans-restored`,
    `table-spans-ambiguous` and `table-row-ambiguous`; no text is dropped.
    """
    width = max(len(row) for row in rows)
    rows = [pad_row(row, width) for row in rows]
    for restore in (restore_stacked, restore_matrix):
        canvas = Canvas()
        draft = restore(rows, canvas, padded=padded)
        if draft is not None:
            return canvas.finish(draft, rows, report)
    canvas = Canvas()
    return canvas.finish(_as_written(rows, canvas, padded=padded), rows, report)


def _as_written(rows: Sequence[FlatRow], canvas: Canvas, *, padded: bool) -> DraftTable:
    """Every cell where it is written; a lone cell of a padded row spans the row."""
    width = len(rows[0])
    banners = [padded and is_banner(row) for row in rows]
    for index, (row, banner) in enumerate(zip(rows, banners, strict=True)):
        if banner:
            canvas.put(row[0], index, 0, (1, width), None)
            continue
        for column, cell in enumerate(row):
            if not cell.pad:
                canvas.put(cell, index, column, (1, 1), None)
    if padded:
        _doubt_uneven(rows, banners, canvas)
    return DraftTable(len(rows), width, canvas.cells)


def _doubt_uneven(rows: Sequence[FlatRow], banners: Sequence[bool], canvas: Canvas) -> None:
    """Rows padded by different amounts had spans, and nothing shows where."""
    lengths = [
        sum(not cell.pad for cell in row)
        for row, banner in zip(rows, banners, strict=True)
        if not banner
    ]
    if len(set(lengths)) > 1:
        canvas.doubt(
            "table-spans-ambiguous",
            f"Rows of {min(lengths)} to {max(lengths)} cells share {len(rows[0])} columns and "
            "nothing shows which cells span more than one; they stand from the left.",
            rows[0][0].origin,
        )

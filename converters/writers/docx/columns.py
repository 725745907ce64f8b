"""Cut a table into tables of fewer columns that stand one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ...model import Cell, Table


def split_columns(table: Table, most: int) -> Iterator[Table]:
    """Pieces of at most `most` columns, the first with the caption, the last with the notes.

    A cell over a cut stands in each piece, with its content in the first one.
    """
    for start in range(0, table.columns, most):
        end = min(start + most, table.columns)
        cells = tuple(
            _clipped(cell, start, end)
            for cell in table.cells
            if cell.column < end and cell.end_column > start
        )
        widths = table.column_widths
        yield Table(
            rows=table.rows,
            columns=end - start,
            cells=cells,
            header_rows=table.header_rows,
            stub_columns=min(max(table.stub_columns - start, 0), end - start),
            caption=table.caption if start == 0 else (),
            notes=table.notes if end == table.columns else (),
            column_widths=widths[start:end] if widths else None,
            id=table.id if start == 0 else None,
        )


def _clipped(cell: Cell, start: int, end: int) -> Cell:
    first = max(cell.column, start)
    whole = replace(cell, column=first - start, column_span=min(cell.end_column, end) - first)
    return whole if cell.column >= start else replace(whole, blocks=())

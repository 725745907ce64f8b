"""A printed sheet as a table of the model, for reports that no reader has to read."""

from __future__ import annotations

from tablewright.converters.model import Cell, Paragraph, Table, Text

from .damage import Sheet


def grid_of(sheet: Sheet) -> Table:
    """The sheet with its spans, roles not told."""
    cells = [
        Cell(
            row,
            cell.column,
            (Paragraph((Text(cell.text),)),) if cell.text else (),
            cell.down,
            cell.across,
        )
        for row, printed in enumerate(sheet.rows)
        for cell in printed
    ]
    return Table(rows=len(sheet.rows), columns=sheet.width, cells=tuple(cells))

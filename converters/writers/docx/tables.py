"""Tables: caption above, grid, notes below, and what only the side part can hold of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from ...model import Cell, Paragraph, Table
from .columns import split_columns
from .grid import WriteBlocks, paragraphs_align, repeated_rows, write_grid
from .inlines import write_inlines
from .session import Place, Session
from .xml import TABLE_GAP

MAX_COLUMNS: Final = 63
"""Word opens no table with more."""


def write_table(table: Table, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    """A table with its caption above and its notes below."""
    if table.columns > MAX_COLUMNS:
        pieces = (
            _write_piece(piece, session, place, write_blocks)
            for piece in split_columns(table, MAX_COLUMNS)
        )
        return session.bookmarks.mark("block", TABLE_GAP.join(pieces), table)
    return _write_piece(table, session, place, write_blocks)


def _write_piece(table: Table, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    content = write_grid(table, session, place, write_blocks)
    extra = _extra(table)
    if extra:
        content = session.bookmarks.mark("table", content, extra)
    if table.id is not None:
        start, end = session.bookmarks.open(table.id)
        content = start + content + end
    if table.caption:
        runs = write_inlines(table.caption, session, place)
        style = '<w:pPr><w:pStyle w:val="TableCaption"/></w:pPr>'
        content = f"<w:p>{style}{runs}</w:p>{content}"
    return content + _notes(table, session, place, write_blocks)


def _notes(table: Table, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    inner = replace(place, style="TableNote", cell=False, depth=0)
    content = write_blocks(table.notes, session, inner)
    if all(isinstance(note, Paragraph) for note in table.notes):
        return content
    return session.bookmarks.mark("table_notes", content)


def _extra(table: Table) -> dict[str, Any]:
    """What only the side part can hold of a table."""
    extra: dict[str, Any] = {}
    if table.id is not None:
        extra["id"] = table.id
    if table.header_rows != repeated_rows(table):
        extra["header_rows"] = table.header_rows
    if table.stub_columns > 1:
        extra["stub_columns"] = table.stub_columns
    if table.column_widths is not None:
        extra["column_widths"] = table.column_widths
    if table.fragments:
        extra["fragments"] = table.fragments
    if table.confidence is not None:
        extra["confidence"] = table.confidence
    cells = [record for cell in table.cells if (record := _cell_extra(cell))]
    if cells:
        extra["cells"] = cells
    return extra


def _cell_extra(cell: Cell) -> dict[str, Any] | None:
    extra: dict[str, Any] = {}
    if paragraphs_align(cell):
        extra["alignment"] = cell.alignment
    if cell.confidence is not None:
        extra["confidence"] = cell.confidence
    if cell.readings:
        extra["readings"] = cell.readings
    return {"row": cell.row, "column": cell.column, **extra} if extra else None

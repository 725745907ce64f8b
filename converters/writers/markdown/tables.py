"""Tables as pipe tables, and when a pipe table can carry a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Alignment, Cell, Paragraph, Table
from ..width import display_width
from .annotations import annotation
from .inlines import InlineWriter

_MAX_PADDED_SLOTS = 2_000
_MAX_TOLD_SLOTS = 2_000
_MAX_PADDED_WIDTH = 160
"""Columns of characters; wider tables are not padded, since no editor shows them in one piece."""

_DELIMITERS: dict[Alignment | None, str] = {
    None: "---",
    "left": ":--",
    "center": ":-:",
    "right": "--:",
    "justify": "---",
}
_LETTERS: dict[Alignment | None, str] = {
    None: ".",
    "left": "l",
    "center": "c",
    "right": "r",
    "justify": "j",
}


@dataclass(frozen=True, slots=True)
class PipeView:
    """A pipe table, its cells escaped and padded."""

    annotation: str
    """An annotation and a line end, or empty."""
    header: tuple[str, ...]
    delimiters: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def fits_pipes(table: Table) -> bool:
    """Whether a pipe table carries text, spans and roles of `table`.

    It has one header row, every cell is one line of text in one slot, and below the header row
    the leading columns are stubs and the rest data.
    """
    return (
        table.header_rows == 1
        and not table.fragments
        and all(_fits_pipes(cell, table.stub_columns) for cell in table.cells)
        # A row without any pipe-separated text ends a GFM table only when it is blank.
        and table.columns * table.rows == len(table.cells)
    )


def _fits_pipes(cell: Cell, stub_columns: int) -> bool:
    body = "stub" if cell.column < stub_columns else "data"
    return (
        cell.row_span == cell.column_span == 1
        and cell.status == "source"
        and cell.role == ("header" if cell.row == 0 else body)
        and (not cell.blocks or (len(cell.blocks) == 1 and _is_line(cell)))
    )


def _is_line(cell: Cell) -> bool:
    block = cell.blocks[0]
    return isinstance(block, Paragraph) and block.alignment is None and block.label is None


def pipe_view(table: Table, write: InlineWriter) -> PipeView:
    """The pipe table of a table that `fits_pipes`."""
    texts = [[_cell_markdown(cell, write) for cell in row] for row in table.iter_rows()]
    body = [_column_alignment(column) for column in _columns(table, 1)]
    delimiters = [_DELIMITERS[alignment] for alignment in body]
    rows = _padded([texts[0], delimiters, *texts[1:]], body)
    return PipeView(_annotation(table, body), rows[0], rows[1], rows[2:])


def _cell_markdown(cell: Cell, write: InlineWriter) -> str:
    return "".join(
        write.cell(block.content) for block in cell.blocks if isinstance(block, Paragraph)
    )


def _columns(table: Table, first_row: int) -> list[list[Alignment | None]]:
    columns: list[list[Alignment | None]] = [[] for _ in range(table.columns)]
    for cell in table.cells:
        if cell.row >= first_row:
            columns[cell.column].append(cell.alignment)
    return columns


def _column_alignment(column: list[Alignment | None]) -> Alignment | None:
    return Counter(column).most_common(1)[0][0] if column else None


def _annotation(table: Table, body: list[Alignment | None]) -> str:
    told: dict[str, str] = {}
    if table.stub_columns:
        told["stub"] = str(table.stub_columns)
    rows = _alignments(table, body)
    if any(row != body for row in rows) or "justify" in body:
        told["align"] = "/".join("".join(map(_LETTERS.__getitem__, row)) for row in rows)
    if table.id is not None:
        told["id"] = table.id
    if table.column_widths is not None:
        told["widths"] = " ".join(f"{width!r}".removesuffix(".0") for width in table.column_widths)
    return annotation("table", **told) + "\n" if told else ""


def _alignments(table: Table, body: list[Alignment | None]) -> list[list[Alignment | None]]:
    """Alignments of the header row, and of the rows below when those are not all as `body`.

    In a large table the rows below count as being all as `body`.
    """
    rows = [[cell.alignment for cell in row] for row in table.iter_rows()]
    even = len(table.cells) > _MAX_TOLD_SLOTS or all(row == body for row in rows[1:])
    return [rows[0], body] if even else rows


def _padded(
    rows: list[list[str]], alignments: Sequence[Alignment | None]
) -> tuple[tuple[str, ...], ...]:
    """Cells padded to the width of their column, unless the table is too wide for that."""
    if len(rows) * len(rows[0]) > _MAX_PADDED_SLOTS:
        return tuple(map(tuple, rows))
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    if sum(widths) > _MAX_PADDED_WIDTH:
        return tuple(map(tuple, rows))
    head, delimiters, *body = (
        tuple(
            _pad(text, width, alignment)
            for text, width, alignment in zip(row, widths, alignments, strict=True)
        )
        for row in rows
    )
    del delimiters
    lines = tuple(_stretched(text, width) for text, width in zip(rows[1], widths, strict=True))
    return (head, lines, *body)


def _pad(text: str, width: int, alignment: Alignment | None) -> str:
    missing = width - display_width(text)
    if alignment == "right":
        return " " * missing + text
    left = missing // 2 if alignment == "center" else 0
    return " " * left + text + " " * (missing - left)


def _stretched(delimiter: str, width: int) -> str:
    """`:--` and the like as wide as the column."""
    return delimiter[0] + "-" * (max(width, 3) - 2) + delimiter[-1]

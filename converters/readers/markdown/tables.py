"""Pipe tables -> tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ...model import Alignment, Inline, Paragraph, Role, Table
from ...tables.build import build_table
from ...tables.draft import DraftCell, DraftTable
from .inlines import InlineReader
from .session import Session
from .tree import Node

_STYLES: Final[dict[str, Alignment]] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
_LETTERS: Final[dict[str, Alignment]] = {"l": "left", "c": "center", "r": "right", "j": "justify"}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the annotation in front of a table says."""

    stub_columns: int
    alignments: tuple[str, ...]
    """Letters for the columns of each row, the last one for all rows from there on; or empty."""
    id: str | None
    widths: tuple[float, ...] | None


def read_pipe_table(
    node: Node, session: Session, values: Mapping[str, str], caption: tuple[Inline, ...]
) -> Table | None:
    """The table of a `table` node; `values` is what the annotation in front of it says."""
    rows = [row for group in node.children for row in group.children if row.kind == "tr"]
    columns = max((len(row.children) for row in rows), default=0)
    told = _told(values, columns)
    cells = [
        _cell(cell, row, column, line, session, told)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line.children)
    ]
    header_rows = 1
    if not session.literal and rows and not any(cell.blocks for cell in cells if cell.row == 0):
        # GFM demands a header row; people leave it blank when a table has none.
        cells = [cell for cell in cells if cell.row]
        for cell in cells:
            cell.row -= 1
        rows, header_rows = rows[1:], 0
    draft = DraftTable(
        rows=len(rows),
        columns=columns,
        cells=cells,
        header_rows=header_rows or None,
        stub_columns=told.stub_columns if session.literal else None,
        literal=session.literal,
        caption=caption,
        column_widths=told.widths,
        id=told.id,
        origin=session.origin(node.token),
    )
    return build_table(draft, session.ledger.add)


def _told(values: Mapping[str, str], columns: int) -> _Told:
    stub = values.get("stub", "0")
    alignments = tuple(values.get("align", "").split("/"))
    widths = _floats(values.get("widths", ""))
    return _Told(
        min(int(stub), columns) if stub.isascii() and stub.isdigit() else 0,
        alignments if all(len(row) == columns for row in alignments) else (),
        values.get("id"),
        widths if len(widths) == columns else None,
    )


def _floats(text: str) -> tuple[float, ...]:
    try:
        return tuple(map(float, text.split()))
    except ValueError:
        return ()


def _cell(
    node: Node, row: int, column: int, line: Node, session: Session, told: _Told
) -> DraftCell:
    token = node.inline
    children = (token.children or []) if token is not None else []
    content = InlineReader(session).read(children).content
    visible = any(not getattr(inline, "text", "x").isspace() for inline in content)
    return DraftCell(
        row,
        column,
        1,
        1,
        blocks=(Paragraph(content),) if visible else (),
        alignment=_alignment(node, row, column, told),
        origins=() if (origin := session.origin(line.token)) is None else (origin,),
        header_mark=row == 0,
        scope="column" if row == 0 else None,
        role=_role(row, column, told) if session.literal else None,
    )


def _alignment(node: Node, row: int, column: int, told: _Told) -> Alignment | None:
    if told.alignments:
        return _LETTERS.get(told.alignments[min(row, len(told.alignments) - 1)][column])
    return _STYLES.get(str(node.token.attrGet("style")))


def _role(row: int, column: int, told: _Told) -> Role:
    if row == 0:
        return "header"
    return "stub" if column < told.stub_columns else "data"

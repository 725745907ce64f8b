"""Pipe tables -> tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ...model import Alignment, Inline, Paragraph, Role, Table
from ...tables.build import build_table
from ...tables.draft import DraftCell, DraftTable
from .annotations import Annotation
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
    alignments: tuple[str, str] | None
    """Letters for the columns of the header row and of the rows below."""
    id: str | None
    widths: tuple[float, ...] | None


def read_pipe_table(
    node: Node, session: Session, annotation: Annotation | None, caption: tuple[Inline, ...]
) -> Table | None:
    """The table of a `table` node; None when it has no text at all and no columns."""
    rows = [row for group in node.children for row in group.children if row.kind == "tr"]
    columns = max((len(row.children) for row in rows), default=0)
    told = _told(annotation, columns)
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


def _told(annotation: Annotation | None, columns: int) -> _Told:
    values = {} if annotation is None else annotation.values
    stub = values.get("stub", "0")
    head, _, body = values.get("align", "").partition("/")
    widths = _floats(values.get("widths", ""))
    return _Told(
        min(int(stub), columns) if stub.isascii() and stub.isdigit() else 0,
        (head, body) if len(head) == len(body) == columns and columns else None,
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
    if told.alignments is not None:
        return _LETTERS.get(told.alignments[1 if row else 0][column])
    return _STYLES.get(str(node.token.attrGet("style")))


def _role(row: int, column: int, told: _Told) -> Role:
    if row == 0:
        return "header"
    return "stub" if column < told.stub_columns else "data"

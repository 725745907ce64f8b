"""Pipe tables -> tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ...model import Alignment, Block, Inline, Paragraph, Role, Table, Text
from ...tables.build import build_table
from ...tables.draft import DraftCell, DraftTable
from .inlines import InlineReader
from .parser import parse_line
from .pipes import PipeRows
from .session import Session
from .tree import Node

_MARKUP = re.compile(r"[\\`*_\[\]<&$~!^:\n]")
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
    """The table of a `pipe_table` node; `values` is what the annotation in front of it says."""
    pipes: PipeRows = node.token.meta["pipes"]
    told = _told(values, len(pipes.alignments))
    rows = [
        [_cell(row, column, pipes, session, told) for column in range(len(pipes.alignments))]
        for row in range(len(pipes.rows))
    ]
    headless = not session.literal and not any(cell.blocks for cell in rows[0])
    if headless:
        # GFM demands a header row; people leave it blank when a table has none.
        del rows[0]
        for cell in chain.from_iterable(rows):
            cell.row -= 1
    draft = DraftTable(
        rows=len(rows),
        columns=len(pipes.alignments),
        cells=list(chain.from_iterable(rows)),
        header_rows=None if headless else 1,
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


def _cell(row: int, column: int, pipes: PipeRows, session: Session, told: _Told) -> DraftCell:
    source = pipes.rows[row][column] if column < len(pipes.rows[row]) else ""
    origin = session.line_origin(pipes.lines[row])
    return DraftCell(
        row,
        column,
        1,
        1,
        blocks=_blocks(source, session),
        alignment=_alignment(row, column, pipes, told),
        origins=() if origin is None else (origin,),
        header_mark=row == 0,
        scope="column" if row == 0 else None,
        role=_role(row, column, told) if session.literal else None,
    )


def _blocks(source: str, session: Session) -> tuple[Block, ...]:
    if not source:
        return ()
    if _MARKUP.search(source) is None:  # most cells of large tables are bare numbers
        session.ledger.source(source)
        return () if source.isspace() else (Paragraph((Text(source),)),)
    content = InlineReader(session).read(parse_line(source, session.env)).content
    visible = any(not (isinstance(x, Text) and x.text.isspace()) for x in content)
    return (Paragraph(content),) if visible else ()


def _alignment(row: int, column: int, pipes: PipeRows, told: _Told) -> Alignment | None:
    if told.alignments:
        return _LETTERS.get(told.alignments[min(row, len(told.alignments) - 1)][column])
    return pipes.alignments[column]


def _role(row: int, column: int, told: _Told) -> Role:
    if row == 0:
        return "header"
    return "stub" if column < told.stub_columns else "data"

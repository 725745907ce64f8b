"""Read the tables of our own files exactly as they were written (`docs/docx-markup.md`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from lxml.etree import _Element as Element
from msgspec.structs import replace

from ...model import Alignment, Block, Fragment, Paragraph, Reading, Role, Status, Table
from ...tables.build import build_table
from ...tables.draft import DraftCell, DraftTable
from .literal_inlines import Literal
from .marks import BOOKMARK_START, grouped
from .names import PPR, RPR, TC, TR, P, W, number, val

ReadBlocks = Callable[[Literal, Element], tuple[Block, ...]]

_ROLES: Final[Mapping[str, Role]] = {
    "TableHeading": "header",
    "TableStub": "stub",
    "TableContents": "data",
    "TableNumber": "data",
    "TableSpacer": "spacer",
}
_ALIGNMENTS: Final[Mapping[str, Alignment]] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "both": "justify",
}
_STATUS_MARKS: Final[Mapping[str, Status]] = {"LostMark": "lost", "DerivedMark": "derived"}
_ABSENT: Final = "absent"


class _CellEntry(msgspec.Struct, frozen=True):
    row: int
    column: int
    alignment: Alignment | str | None = _ABSENT
    confidence: float | None = None
    readings: tuple[Reading, ...] = ()


class _TableEntry(msgspec.Struct, frozen=True):
    id: str | None = None
    header_rows: int | None = None
    stub_columns: int | None = None
    column_widths: tuple[float, ...] | None = None
    fragments: tuple[Fragment, ...] = ()
    confidence: float | None = None
    cells: tuple[_CellEntry, ...] = ()


def read_table(
    literal: Literal, element: Element, mark: str | None, read_blocks: ReadBlocks
) -> Table | None:
    """The table of a w:tbl; `mark` is the number of the mark around it."""
    entry = (literal.side.entry(mark, _TableEntry) if mark else None) or _TableEntry()
    extras = {(cell.row, cell.column): cell for cell in entry.cells}
    draft = _draft(literal, element, extras, read_blocks)
    if entry.header_rows is not None:
        draft.header_rows = entry.header_rows
    if entry.stub_columns is not None:
        draft.stub_columns = entry.stub_columns
    draft.column_widths = entry.column_widths
    draft.fragments = entry.fragments
    draft.confidence = entry.confidence
    draft.id = entry.id
    table = build_table(draft, literal.ledger.add)
    if table is None or not any(cell.readings for cell in entry.cells):
        return table
    return replace(
        table,
        cells=tuple(
            replace(cell, readings=extra.readings)
            if (extra := extras.get((cell.row, cell.column))) is not None
            else cell
            for cell in table.cells
        ),
    )


def _draft(
    literal: Literal,
    element: Element,
    extras: Mapping[tuple[int, int], _CellEntry],
    read_blocks: ReadBlocks,
) -> DraftTable:
    draft = DraftTable(0, 0, [], header_rows=0, literal=True)
    look = element.find(f"{W}tblPr/{W}tblLook")
    draft.stub_columns = int(look is not None and look.get(W + "firstColumn") == "1")
    open_merges: dict[int, DraftCell] = {}
    for row in literal.children_of(element):
        if row.tag != TR:
            continue
        if row.find(f"{W}trPr/{W}tblHeader") is not None and draft.header_rows == draft.rows:
            draft.header_rows = draft.rows + 1
        column = 0
        for cell in row.iterchildren(TC):
            span = number(val(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            upper = open_merges.get(column)
            if merge is not None and val(merge) != "restart" and upper is not None:
                upper.row_span += 1
            else:
                made = _cell(literal, cell, extras.get((draft.rows, column)), read_blocks)
                made.row, made.column, made.column_span = draft.rows, column, span
                draft.cells.append(made)
                open_merges[column] = made
            column += span
        draft.columns = max(draft.columns, column)
        draft.rows += 1
    return draft


def _cell(
    literal: Literal, element: Element, extra: _CellEntry | None, read_blocks: ReadBlocks
) -> DraftCell:
    paragraphs = list(element.iterchildren(P))
    last = paragraphs[-1] if paragraphs else None
    blocks = read_blocks(literal, element)
    alignment: Alignment | None = None
    if extra is not None and extra.alignment != _ABSENT:
        alignment = extra.alignment if extra.alignment in _ALIGNMENTS.values() else None  # type: ignore[assignment]  # one of the values
    else:
        alignment, blocks = _shared_alignment(_unmarked(element, paragraphs), blocks)
    return DraftCell(
        row=0,
        column=0,
        row_span=1,
        column_span=1,
        blocks=blocks,
        alignment=alignment,
        role=_ROLES.get("" if last is None else _style(last), "data"),
        status="source" if last is None else _status(last),
        confidence=None if extra is None else extra.confidence,
    )


def _style(paragraph: Element) -> str:
    properties = paragraph.find(PPR)
    return "" if properties is None else val(properties.find(W + "pStyle")) or ""


def _status(paragraph: Element) -> Status:
    for run in paragraph.iterchildren(W + "r"):
        properties = run.find(RPR)
        style = None if properties is None else val(properties.find(W + "rStyle"))
        if style is not None and style in _STATUS_MARKS:
            return _STATUS_MARKS[style]
    return "source"


def _unmarked(cell: Element, paragraphs: list[Element]) -> list[Element]:
    """Those paragraphs of a cell that are blocks of it, not parts of figures, quotes and such."""
    if cell.find(BOOKMARK_START) is None:
        return paragraphs
    return [node for node in grouped(cell) if isinstance(node, Element) and node.tag == P]


def _shared_alignment(
    paragraphs: list[Element], blocks: tuple[Block, ...]
) -> tuple[Alignment | None, tuple[Block, ...]]:
    """The alignment of all paragraphs of a role style, which is the cell's."""
    of_role = [paragraph for paragraph in paragraphs if _style(paragraph) in _ROLES]
    closing = of_role[-1:] if blocks and not isinstance(blocks[-1], Paragraph) else []
    told = [val(p.find(f"{PPR}/{W}jc")) for p in of_role if p not in closing]
    if not told or len(set(told)) > 1 or told[0] is None:
        return None, blocks
    bare = tuple(
        replace(block, alignment=None) if isinstance(block, Paragraph) else block
        for block in blocks
    )
    return _ALIGNMENTS.get(told[0]), bare

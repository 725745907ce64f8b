"""Tables of the flow, those that go on over pages joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from ...model import PageOrigin
from ...model.text import block_text
from ...tables.stitch import Piece as TablePiece
from ...tables.stitch import fits, stitch
from ..base import Ledger
from .flow import is_continued_mark
from .furniture import is_page_number
from .grids import PageTable
from .layout import Placed
from .lines import Segment
from .parts import TablePart

_CAPTION_LINES = 4
"""Lines that a repeated caption takes at most."""


def tables_apart(items: Sequence[Placed]) -> dict[int, TablePart]:
    """Each table by itself, by the identity of its page table."""
    tables = [placed.item for placed in items if isinstance(placed.item, PageTable)]
    return {id(table): _part(table) for table in tables}


def stitched_tables(items: Sequence[Placed], ledger: Ledger) -> dict[int, TablePart]:
    """Tables by the identity of the page table where each starts; later pieces have none."""
    parts: dict[int, TablePart] = {}
    open_key: int | None = None
    open_piece: TablePiece | None = None
    open_page = 0
    between: list[object] = []
    for placed in items:
        page, item = placed.page, placed.item
        if not isinstance(item, PageTable):
            between.append(item)
            continue
        if not _belong_to_cut(between):
            open_piece = None
        between = []
        piece = TablePiece(item.draft, item.xs, loose=not item.ruled)
        reason = None
        if open_piece is not None and page == open_page + 1:
            (above, last), (below, first) = _unmarked(open_piece, -1), _unmarked(piece, 0)
            reason = fits(above, below)
        if open_key is not None and reason is not None:
            open_piece, repeated = stitch(above, below, f"page {page} goes on with {reason}")
            ledger.leave_out("repeated-header", last + first + repeated, PageOrigin(page))
            part = parts[open_key]
            part.draft, part.last_page, part.last_box = open_piece.draft, page, item.box
        else:
            open_key, open_piece = id(item), piece
            parts[open_key] = _part(item)
        open_page = page
    return parts


def _part(table: PageTable) -> TablePart:
    return TablePart(table.draft, table.page, table.box, table.page, table.box)


def _belong_to_cut(items: Sequence[object]) -> bool:
    """Whether what stands between two pieces belongs to the cut: page numbers, 续表.

    The caption may stand there once more, as continued, in a few lines.
    """
    if not all(isinstance(item, Segment) for item in items):
        return False
    texts = [item.text for item in items if isinstance(item, Segment)]
    texts = [text for text in texts if not is_page_number(text)]
    whole = " ".join(texts) if len(texts) <= _CAPTION_LINES else ""
    return all(map(is_continued_mark, texts)) or is_continued_mark(whole)


def _unmarked(piece: TablePiece, edge: int) -> tuple[TablePiece, str]:
    """A piece without its first (0) or last (-1) row where that says that the table goes on."""
    draft = piece.draft
    row = edge % draft.rows
    mine = [cell for cell in draft.cells if cell.row == row]
    text = " ".join(block_text(cell.blocks) for cell in mine if cell.blocks)
    over = any(
        c.row < row < c.row + c.row_span or (c.row == row and c.row_span > 1) for c in draft.cells
    )
    if draft.rows < 3 or over or not is_continued_mark(text):
        return piece, ""
    cells = [
        msgspec.structs.replace(cell, row=cell.row - (edge == 0))
        for cell in draft.cells
        if cell.row != row
    ]
    return replace(piece, draft=replace(draft, rows=draft.rows - 1, cells=cells)), text


def report_stitching(part: TablePart, ledger: Ledger) -> None:
    """Say of which pieces a table was made."""
    for fragment in part.draft.fragments[1:]:
        ledger.report(
            "table-stitched",
            f"A piece of {fragment.rows} rows was joined to the table above it: {fragment.reason}; "
            f"{fragment.dropped_header_rows} repeated header rows were dropped and "
            f"{len(fragment.joined_cells)} cells joined.",
            fragment.origin,
        )

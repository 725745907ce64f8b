"""Tables of the flow, those that go on over pages joined."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import PageOrigin
from ...tables.stitch import Piece as TablePiece
from ...tables.stitch import fits, stitch
from ..base import Ledger
from .flow import is_continued_mark
from .furniture import is_page_number
from .grids import PageTable
from .layout import Placed
from .lines import Segment
from .parts import TablePart


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
    for placed in items:
        page, item = placed.page, placed.item
        if not isinstance(item, PageTable):
            if open_piece is not None and not _belongs_to_cut(item):
                open_piece = None
            continue
        piece = TablePiece(item.draft, item.xs, loose=not item.ruled)
        reason = (
            fits(open_piece, piece) if open_piece is not None and page == open_page + 1 else None
        )
        if open_piece is not None and open_key is not None and reason is not None:
            open_piece, repeated = stitch(open_piece, piece, f"page {page} goes on with {reason}")
            ledger.leave_out("repeated-header", repeated, PageOrigin(page))
            part = parts[open_key]
            part.draft, part.last_page, part.last_box = open_piece.draft, page, item.box
        else:
            open_key, open_piece = id(item), piece
            parts[open_key] = _part(item)
        open_page = page
    return parts


def _part(table: PageTable) -> TablePart:
    return TablePart(table.draft, table.page, table.box, table.page, table.box)


def _belongs_to_cut(item: object) -> bool:
    """Whether what stands between two pieces belongs to the cut: page numbers, 续表."""
    return isinstance(item, Segment) and (is_page_number(item.text) or is_continued_mark(item.text))


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

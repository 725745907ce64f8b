"""Pages to one document: furniture out, tables stitched, lines to paragraphs and headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pypdfium2
from msgspec.structs import replace

from ...errors import LimitExceeded, UsageError
from ...model import (
    Block,
    Document,
    Furniture,
    FurnitureKind,
    Metadata,
    PageOrigin,
    Paragraph,
    SourceInfo,
)
from ...model.text import clean_text
from ...tables.build import build_table
from ...tables.draft import DraftTable
from ...tables.stitch import Piece as TablePiece
from ...tables.stitch import fits, stitch
from ..base import Ledger, ReadOptions, Source, finish_document
from .furniture import furniture_of, is_page_number
from .geometry import rounded
from .grids import PageTable
from .layout import PageLayout, Placed, lay_out, order
from .lines import Segment
from .page import read_page
from .paragraphs import Line, Piece, blocks_of, pieces_of, text_style
from .properties import read_metadata

MAX_PAGES = 20_000


@dataclass(slots=True)
class _Flow:
    """The items of all pages in reading order, each with its page."""

    items: list[Placed] = field(default_factory=list)
    furniture: list[tuple[int, Segment]] = field(default_factory=list)


def assemble(
    pdf: pypdfium2.PdfDocument,
    source: Source,
    options: ReadOptions,
    *,
    stitched: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Document:
    """The document of an open PDF."""
    ledger = Ledger()
    dropped: list[str] = []
    layouts: list[PageLayout] = []
    for number in _numbers(pdf, options):
        layout = _page(pdf, number, ledger, dropped)
        if layout is not None:
            layouts.append(layout)
        if progress is not None:
            progress(number)
    info = replace(source.info("application/pdf"), pages=len(pdf))
    return document_of(
        layouts, info, ledger, dropped, metadata=read_metadata(pdf), stitched=stitched
    )


def document_of(
    layouts: Sequence[PageLayout],
    info: SourceInfo,
    ledger: Ledger,
    dropped: list[str],
    *,
    metadata: Metadata,
    stitched: bool,
) -> Document:
    """The document of laid out pages, digital or scanned.

    `dropped` holds characters that the layout undid, such as hyphens at line ends.
    """
    flow = _flow(layouts)
    blocks = _blocks(flow, ledger, dropped, stitched=stitched)
    ledger.convert("".join(dropped))
    furniture = tuple(_furniture(segment, page, ledger) for page, segment in flow.furniture)
    return finish_document(info, tuple(blocks), ledger, metadata=metadata, furniture=furniture)


def _numbers(pdf: pypdfium2.PdfDocument, options: ReadOptions) -> list[int]:
    """Numbers of the pages to read, from 1."""
    count = len(pdf)
    if options.pages is None:
        if count > MAX_PAGES:
            raise LimitExceeded(
                f"The PDF has {count:,} pages; the limit is {MAX_PAGES:,}. Use --pages."
            )
        return list(range(1, count + 1))
    missing = [number for number in options.pages if number > count]
    if missing:
        raise UsageError(f"There is no page {missing[0]}; the PDF has {count}.")
    return list(options.pages)


def _page(
    pdf: pypdfium2.PdfDocument, number: int, ledger: Ledger, dropped: list[str]
) -> PageLayout | None:
    origin = PageOrigin(number)
    try:
        objects = read_page(pdf, number - 1)
    except ValueError:
        ledger.report("page-unreadable", f"Page {number} is damaged and was left out.", origin)
        return None
    characters, drawings = objects.characters, objects.drawings
    if characters.cut or drawings.cut:
        ledger.report(
            "page-cut",
            f"Page {number} has more objects than the limit; the rest is missing.",
            origin,
        )
    text = "".join(map(chr, characters.codes.tolist()))
    ledger.source(clean_text(text))
    if not text and (len(drawings.images) or drawings.curves > 500):
        ledger.report(
            "page-without-text",
            f"Page {number} is a picture without text; it was not read.",
            origin,
        )
    if characters.damaged:
        ledger.report(
            "text-unmapped",
            f"{characters.damaged} characters of page {number} have a font that does not say "
            "which characters they are.",
            origin,
        )
    layout = lay_out(objects, dropped)
    for reason, hidden in layout.left_out:
        ledger.leave_out(reason, clean_text(hidden), origin)
    return layout


def _flow(layouts: Sequence[PageLayout]) -> _Flow:
    flow = _Flow()
    furniture = furniture_of([(layout.height, layout.segments) for layout in layouts])
    for layout, places in zip(layouts, furniture, strict=True):
        page = layout.number
        flow.furniture += [(page, layout.segments[place]) for place in sorted(places)]
        flow.items += order(layout, places)
    return flow


def _blocks(flow: _Flow, ledger: Ledger, dropped: list[str], *, stitched: bool) -> list[Block]:
    tables = _stitched(flow.items, ledger) if stitched else _apart(flow.items)
    style = text_style(_lines(flow.items))
    parts: list[list[Piece] | DraftTable] = []
    run: list[Placed] = []
    for placed in flow.items:
        item = placed.item
        if isinstance(item, Segment):
            run.append(placed)
            continue
        parts.append(pieces_of(_lines(run), style))
        run = []
        draft = tables.get(id(item))
        if draft is not None:
            parts.append(draft)
    parts.append(pieces_of(_lines(run), style))
    every = [piece for part in parts if isinstance(part, list) for piece in part]
    blocks = iter(blocks_of(every, dropped))
    out: list[Block] = []
    for part in parts:
        if isinstance(part, list):
            out += [next(blocks) for _ in part]
        else:
            _report_stitching(part, ledger)
            table = build_table(part, ledger.add)
            if table is not None:
                out.append(table)
    return out


def _lines(run: Sequence[Placed]) -> list[Line]:
    """Neighbouring segments of one line of one page as lines; tables end a line."""
    lines: list[Line] = []
    before: Placed | None = None
    for placed in run:
        segment = placed.item
        if isinstance(segment, Segment):
            if before is not None and _one_line(before, placed):
                lines[-1] = lines[-1].longer(segment)
            else:
                lines.append(Line((segment,), placed.page, placed.column))
        before = placed
    return lines


def _one_line(before: Placed, placed: Placed) -> bool:
    left, right = before.item, placed.item
    return (
        isinstance(left, Segment)
        and isinstance(right, Segment)
        and before.page == placed.page
        and right.line >= 0
        and left.line == right.line
        and right.box[0] >= left.box[2] - 1
    )


def _apart(items: Sequence[Placed]) -> dict[int, DraftTable]:
    tables = [placed.item for placed in items if isinstance(placed.item, PageTable)]
    return {id(table): table.draft for table in tables}


def _stitched(items: Sequence[Placed], ledger: Ledger) -> dict[int, DraftTable]:
    """Drafts by the identity of the page table where each starts; later pieces have none."""
    drafts: dict[int, DraftTable] = {}
    open_key: int | None = None
    open_piece: TablePiece | None = None
    open_page = 0
    for placed in items:
        page, item = placed.page, placed.item
        if not isinstance(item, PageTable):
            if open_piece is not None and not _continued_mark(item.text):
                open_piece = None
            continue
        piece = TablePiece(item.draft, item.xs, loose=not item.ruled)
        reason = (
            fits(open_piece, piece) if open_piece is not None and page == open_page + 1 else None
        )
        if open_piece is not None and open_key is not None and reason is not None:
            open_piece, repeated = stitch(open_piece, piece, f"page {page} goes on with {reason}")
            ledger.leave_out("repeated-header", repeated, PageOrigin(page))
            drafts[open_key] = open_piece.draft
        else:
            open_key, open_piece = id(item), piece
            drafts[open_key] = item.draft
        open_page = page
    return drafts


def _continued_mark(text: str) -> bool:
    """Lines between two pieces that belong to the cut: page numbers, 续表, (continued)."""
    bare = "".join(text.split()).lower()
    return is_page_number(text) or (len(bare) < 40 and ("续表" in bare or "continued" in bare))


def _report_stitching(draft: DraftTable, ledger: Ledger) -> None:
    for fragment in draft.fragments[1:]:
        ledger.report(
            "table-stitched",
            f"A piece of {fragment.rows} rows was joined to the table above it: {fragment.reason}; "
            f"{fragment.dropped_header_rows} repeated header rows were dropped and "
            f"{len(fragment.joined_cells)} cells joined.",
            fragment.origin,
        )


def _furniture(segment: Segment, page: int, ledger: Ledger) -> Furniture:
    ledger.furnish(segment.text)
    kind: FurnitureKind = "page_number" if is_page_number(segment.text) else "header"
    block = Paragraph(segment.inlines)
    return Furniture(kind, (block,), PageOrigin(page, rounded(segment.box)))

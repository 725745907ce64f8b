"""Laid out pages to one document: notes, stitched tables, headings, lists, paragraphs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec.structs import replace

from ....model import (
    Asset,
    Block,
    Document,
    Furniture,
    Metadata,
    Note,
    PageOrigin,
    Paragraph,
    SourceInfo,
)
from ....model.text import block_text
from ...base import Ledger, finish_document
from ..grids.grids import PageTable
from ..lines.hyphens import Dropped
from ..lines.segments import Segment
from ..objects.geometry import rounded
from ..objects.languages import language_of
from ..objects.pictures import PagePicture
from ..pages.layout import PageLayout, Placed, picture_paragraph
from .blocks import blocks_of
from .flow import Flow, flow_of, flow_pages, lines_of
from .furniture import Fixture
from .legends import with_captions
from .notes import FootnoteFinder
from .outline import OutlineEntry, with_outline
from .paragraphs import TextStyle, pieces_of, text_style
from .parts import Part, PicturePart, pieces_in
from .pieces import Piece
from .shelvedtables import texts_of
from .stated import without_unstated
from .stitching import stitched_tables, tables_apart


def document_of(
    layouts: Sequence[PageLayout],
    info: SourceInfo,
    ledger: Ledger,
    dropped: list[str],
    *,
    flow: Flow | None = None,
    metadata: Metadata,
    stitched: bool,
    outline: Sequence[OutlineEntry] = (),
    processes: int = 1,
) -> Document:
    """The document of laid out pages, digital or scanned, made by `processes` where it is long.

    `dropped` holds characters that the layout undid, such as hyphens at line ends; `flow` is that
    of the pages where it is known.
    """
    dropped = Dropped(dropped, (s.text for layout in layouts for s in layout.segments))
    flow = flow or flow_of(flow_pages(layouts))
    style = text_style(lines_of(flow.items))
    notes = _take_notes(flow, layouts, style, ledger, dropped)
    parts = _parts(flow, style, ledger, outline, stitched=stitched)
    parts = with_captions(parts, dropped)
    blocks = blocks_of(parts, ledger, dropped, processes=processes)
    ledger.convert("".join(dropped))
    furniture = tuple(_furniture(fixture, ledger) for fixture in flow.fixtures)
    text = "\n".join(itertools.islice(texts_of(blocks), 500))
    metadata = replace(metadata, language=language_of(metadata.language, text))
    return finish_document(
        info,
        tuple(blocks),
        ledger,
        metadata=metadata,
        notes=notes,
        assets=_assets(layouts),
        furniture=furniture,
    )


def _take_notes(
    flow: Flow,
    layouts: Sequence[PageLayout],
    style: TextStyle,
    ledger: Ledger,
    dropped: list[str],
) -> tuple[Note, ...]:
    """The footnotes, which leave the flow."""
    finder = FootnoteFinder(
        style.size,
        {layout.number: layout.rules for layout in layouts},
        {layout.number: layout.height for layout in layouts},
    )
    flow.items = finder.take(flow.items, dropped)
    for note in finder.unused:
        ledger.report(
            "note-unused", f"No mark points to note {note.label or note.id}.", note.origin
        )
    return tuple(finder.notes)


def _parts(
    flow: Flow,
    style: TextStyle,
    ledger: Ledger,
    outline: Sequence[OutlineEntry],
    *,
    stitched: bool,
) -> list[Part]:
    """Pieces of text, tables and pictures in reading order."""
    tables, left = (
        stitched_tables(flow.items, ledger)
        if stitched
        else (tables_apart(flow.items), frozenset[int]())
    )
    parts: list[Part] = []
    run: list[Placed] = []
    for placed in flow.items:
        item = placed.item
        if isinstance(item, Segment):
            if id(item) not in left:
                run.append(placed)
            continue
        parts += pieces_of(lines_of(run), style)
        run = []
        if isinstance(item, PagePicture):
            parts.append(PicturePart(item, placed.page))
        elif id(item) in tables:
            parts.append(tables[id(item)])
    parts += pieces_of(lines_of(run), style)
    return _with_stated(parts, style, outline)


def _with_stated(
    parts: Sequence[Part], style: TextStyle, outline: Sequence[OutlineEntry]
) -> list[Part]:
    """The parts, headings as structure and outline have them."""
    places = [place for place, part in enumerate(parts) if isinstance(part, Piece)]
    pieces = with_outline(without_unstated(pieces_in(parts), style.size), outline)
    out = list(parts)
    for place, piece in zip(places, pieces, strict=True):
        out[place] = piece
    return out


def _furniture(fixture: Fixture, ledger: Ledger) -> Furniture:
    item = fixture.item
    blocks: tuple[Block, ...]
    if isinstance(item, Segment):
        ledger.furnish(item.text)
        blocks = (Paragraph(item.inlines),)
    elif isinstance(item, PageTable):
        blocks = tuple(block for cell in item.draft.cells for block in cell.blocks)
        ledger.furnish(block_text(blocks))
    else:
        blocks = (picture_paragraph(item),)
    return Furniture(fixture.kind, blocks, PageOrigin(fixture.page, rounded(item.box)))


def _assets(layouts: Sequence[PageLayout]) -> tuple[Asset, ...]:
    """The pictures of all pages, each once."""
    assets: dict[str, Asset] = {}
    for layout in layouts:
        for asset in layout.assets:
            assets.setdefault(asset.sha256, asset)
    return tuple(assets.values())

"""Pictures of pages to a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ...model import Block, Cell, Document, Metadata, PageOrigin, Table
from ..base import Ledger, ReadOptions, Source
from ..pdf.assemble import document_of
from ..pdf.geometry import Box, rounded
from ..pdf.layout import lay_out
from .cells import CellReading
from .page import ScannedPage, read_page
from .pictures import read_pictures

Readings = Mapping[tuple[int, Box], CellReading]


def read_scan(source: Source, options: ReadOptions) -> Document:
    """The document of a picture file.

    Raises UnreadableSource, LimitExceeded, and UnsupportedFormat when the extra is missing.
    """
    ledger = Ledger()
    dropped: list[str] = []
    layouts = []
    readings: dict[tuple[int, Box], CellReading] = {}
    for picture in read_pictures(source, options.pages):
        page = read_page(picture)
        report(page, ledger)
        ledger.source("".join(map(chr, page.objects.characters.codes.tolist())))
        readings |= by_place(page)
        layouts.append(lay_out(page.objects, dropped))
    info = replace(source.info("image/png"), pages=len(layouts))
    document = document_of(
        layouts, info, ledger, dropped, metadata=Metadata(), stitched=options.stitch
    )
    return with_readings(document, readings)


def report(page: ScannedPage, ledger: Ledger) -> None:
    """Tell what was done to a page."""
    number = page.objects.number
    if page.seal:
        ledger.report(
            "seal-removed",
            f"Red ink, probably a seal, was taken out of page {number} before reading.",
            PageOrigin(number),
        )


def by_place(page: ScannedPage) -> Readings:
    """The cells that were read twice, by page and box."""
    number = page.objects.number
    return {(number, rounded(reading.box)): reading for reading in page.readings}


def with_readings(document: Document, readings: Readings) -> Document:
    """The document with confidences and rejected readings in its cells."""
    return replace(document, blocks=_blocks(document.blocks, readings))


def _blocks(blocks: Sequence[Block], readings: Readings) -> tuple[Block, ...]:
    return tuple(
        replace(block, cells=tuple(_cell(cell, readings) for cell in block.cells))
        if isinstance(block, Table)
        else block
        for block in blocks
    )


def _cell(cell: Cell, readings: Readings) -> Cell:
    mine = [
        readings[origin.page, origin.box]
        for origin in cell.origins
        if isinstance(origin, PageOrigin)
        and origin.box is not None
        and (origin.page, origin.box) in readings
    ]
    if not mine:
        return cell
    return replace(
        cell,
        confidence=round(min(reading.confidence for reading in mine), 4),
        readings=tuple(entry for reading in mine for entry in reading.readings),
    )

"""Pictures of pages to a document."""

from __future__ import annotations

from msgspec.structs import replace

from ...errors import UnsupportedFormat
from ...model import Document, Metadata, PageOrigin
from ..base import Ledger, ReadOptions, Source
from ..pdf.assemble import document_of
from ..pdf.layout import lay_out
from .page import ScannedPage, read_page
from .pictures import read_pictures
from .sureness import Sureness, with_sureness


def read_scan(source: Source, options: ReadOptions) -> Document:
    """The document of a picture file.

    Raises UnreadableSource, LimitExceeded, and UnsupportedFormat when the extra is missing.
    """
    if options.ocr == "never":
        raise UnsupportedFormat(f"{source.name} is a picture, and --ocr never keeps it unread.")
    ledger = Ledger()
    dropped: list[str] = []
    layouts = []
    sureness: dict[int, Sureness] = {}
    for picture in read_pictures(source, options.pages):
        page = read_page(picture)
        report(page, ledger)
        ledger.source("".join(map(chr, page.objects.characters.codes.tolist())))
        sureness[picture.number] = Sureness.of(page)
        layouts.append(lay_out(page.objects, dropped))
    info = replace(source.info("image/png"), pages=len(layouts))
    document = document_of(
        layouts, info, ledger, dropped, metadata=Metadata(), stitched=options.stitch
    )
    return with_sureness(document, sureness)


def report(page: ScannedPage, ledger: Ledger) -> None:
    """Tell what was done to a page."""
    number = page.objects.number
    if page.seal:
        ledger.report(
            "seal-removed",
            f"Red ink, probably a seal, was taken out of page {number} before reading.",
            PageOrigin(number),
        )

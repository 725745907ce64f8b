"""Pictures of pages to a document."""

from __future__ import annotations

from msgspec.structs import replace

from ...errors import UnsupportedFormat
from ...model import Document, Metadata, PageOrigin
from ..base import Ledger, ReadOptions, Source
from ..pdf.assemble import document_of
from ..pdf.layout import lay_out
from ..pdf.witness import Witness
from .page import ScannedPage, read_page
from .pictures import read_pictures
from .sureness import Sureness, with_sureness


def read_scan(source: Source, options: ReadOptions, *, witness: Witness | None = None) -> Document:
    """The document of a picture file; `witness` is shown every page.

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
        if witness is not None:
            witness(page.seen(layouts[-1]))
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

"""Pictures of pages to a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from ...errors import UnsupportedFormat
from ...model import Document, Metadata
from ...model.facsimile import Facsimile
from ...model.text import clean_text
from ..base import Ledger, OcrEngine, ReadOptions, Source
from ..pdf.document.assemble import take_page
from ..pdf.document.composing import document_of
from ..pdf.document.sharing import Progress, read_pages
from ..pdf.objects.geometry import Box, rounded
from ..pdf.pages.layout import PageLayout
from ..pdf.pages.reading import ReadPage
from ..pdf.pages.witness import Witness
from .facsimiles import facsimile_of_scan
from .marks import sentence
from .page import ScannedPage, read_page
from .paper import seen_from_above
from .pictures import PictureFile, chosen_pages, open_pictures
from .places import doubtful_places
from .sheets import lay_out_sheet
from .sureness import Sureness, with_sureness
from .threads import on_one_thread
from .weights import engine_label, reading_with

Keep = Callable[[Facsimile], object]
"""What takes facsimiles of pages."""


@dataclass
class PictureReader:
    """Reads the pages of an open picture file."""

    file: PictureFile
    facsimiles: bool = False
    """Whether pages come with facsimiles."""
    witness: Witness | None = None
    """Is shown every page."""
    engine: OcrEngine = "accurate"

    def read(self, number: int) -> ReadPage:
        """Page `number`, from 1."""
        with reading_with(self.engine), on_one_thread():
            photograph = self.file.page(number)
            picture = seen_from_above(photograph)
            scanned = read_page(picture)
        dropped: list[str] = []
        layout = lay_out_sheet(scanned.objects, dropped)
        if self.witness is not None:
            self.witness(scanned.seen(layout))
        doubted, doubts = doubtful_places(layout, scanned.objects)
        return ReadPage(
            number=number,
            layout=layout,
            text=clean_text(scanned.objects.characters.text),
            dropped=tuple(dropped),
            findings=(
                *_flattened(number, flat=picture is not photograph),
                *findings_of(scanned),
                *doubts,
                *layout.findings,
            ),
            placed_findings=marks_of(scanned),
            sureness=Sureness.of(scanned, doubted),
            facsimile=facsimile_of_scan(picture, scanned, layout) if self.facsimiles else None,
        )


def read_scan(source: Source, options: ReadOptions, *, witness: Witness | None = None) -> Document:
    """The document of a picture file, read in this process; `witness` is shown every page.

    Raises UnreadableSource, LimitExceeded, and UnsupportedFormat when the extra is missing.
    """
    if options.ocr == "never":
        raise UnsupportedFormat(f"{source.name} is a picture, and --ocr never keeps it unread.")
    return assemble_pictures(source, options, witness=witness)


def assemble_pictures(
    source: Source,
    options: ReadOptions,
    *,
    progress: Progress | None = None,
    processes: int = 1,
    keep: Keep | None = None,
    witness: Witness | None = None,
) -> Document:
    """The document of a picture file; `processes` of them read its pages where these are many.

    `keep` is given the facsimile of each page, `witness` is shown those that this process reads.
    """
    ledger = Ledger()
    dropped: list[str] = []
    layouts: list[PageLayout] = []
    sureness: dict[int, Sureness] = {}
    with open_pictures(source) as file:
        if file.frames > file.pages:
            message = f"{source.name} holds more pictures than its first, which alone was read."
            ledger.report("feature-dropped", message)
        numbers = chosen_pages(file, options.pages)
        reader = PictureReader(file, keep is not None, witness, options.ocr_engine)
        for page in read_pages(reader, numbers, progress, processes=processes):
            if page.sureness is not None:
                sureness[page.number] = page.sureness
            if keep is not None and page.facsimile is not None:
                keep(page.facsimile)
            layout = take_page(page, ledger, dropped)
            if layout is not None:
                layouts.append(layout)
        info = replace(source.info(file.media_type), pages=file.pages)
    label = engine_label(options.ocr_engine)
    ledger.report("page-recognised", f"The text of {source.name} was read with {label}.")
    document = document_of(
        layouts, info, ledger, dropped, metadata=Metadata(), stitched=options.stitch
    )
    return with_sureness(document, sureness)


def _flattened(number: int, *, flat: bool) -> list[tuple[str, str]]:
    message = f"Page {number} shows a sheet askew; it was cut out and made square before reading."
    return [("sheet-flattened", message)] if flat else []


def findings_of(scanned: ScannedPage) -> list[tuple[str, str]]:
    """What was done to a page, as codes and messages of diagnostics."""
    if not scanned.seal:
        return []
    number = scanned.objects.number
    message = f"{scanned.seal} ink, probably a seal, was taken out of page {number} before reading."
    return [("seal-removed", message)]


def marks_of(scanned: ScannedPage) -> tuple[tuple[str, str, Box], ...]:
    """Handwriting and stamps on a page, as codes, messages and boxes of diagnostics."""
    scale = scanned.objects.width / scanned.gray.shape[1]
    found: list[tuple[str, str, Box]] = []
    for mark in scanned.marks:
        left, top, right, bottom = (side * scale for side in mark.box)
        box = rounded((left, top, right, bottom))
        found.append(("mark-removed", sentence(mark, scanned.objects.number), box))
    return tuple(found)

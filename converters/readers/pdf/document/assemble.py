"""The pages of an open PDF to one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2
from msgspec.structs import replace

from ....errors import LimitExceeded, UnreadableSource, UsageError
from ....model import Document, PageOrigin
from ....model.facsimile import Facsimile
from ....model.text import clean_text
from ...base import Ledger, ReadOptions, Source
from ..gaps.known import KnownColumns
from ..objects.properties import read_metadata
from ..pages.layout import PageLayout
from ..pages.reading import PageReader, ReadPage
from ..pages.witness import Witness
from .composing import document_of
from .continued import known_columns
from .flow import flow_of, flow_pages
from .outline import read_outline
from .sharing import MANY_PAGES, lean, read_pages
from .shelf import HAS_SHELVES, Shelf
from .shelvedtables import whole_document
from .shelving import Shelver

if TYPE_CHECKING:
    from ...scan.sureness import Sureness

MAX_PAGES = 20_000
"""Pages of a PDF that are read where none are asked for."""
_DYNAMIC_FORM = 2
"""FORMTYPE_XFA_FULL: the pages are made by the viewer from XML (ISO 32000-2, 12.7.8)."""


def assemble(
    pdf: pypdfium2.PdfDocument,
    source: Source,
    options: ReadOptions,
    *,
    stitched: bool = True,
    progress: Callable[[int], None] | None = None,
    processes: int = 1,
) -> Document:
    """The document of an open PDF; `processes` of them read its pages where these are many."""
    return whole_document(
        assemble_lean(
            pdf, source, options, stitched=stitched, progress=progress, processes=processes
        )
    )


def assemble_lean(
    pdf: pypdfium2.PdfDocument,
    source: Source,
    options: ReadOptions,
    *,
    stitched: bool = True,
    progress: Callable[[int], None] | None = None,
    processes: int = 1,
    recognised: frozenset[int] = frozenset(),
    witness: Witness | None = None,
    keep: Callable[[Facsimile], object] | None = None,
) -> Document:
    """The document of an open PDF, where it is long with its tables on a shelf.

    `processes` of them read its pages where these are many. The pages with the numbers `recognised`
    are read from their pictures. `witness` is shown every page that this process laid out, `keep`
    is given the facsimile of each page.
    """
    numbers = _numbers(pdf, options)
    reader = _reader(pdf, source, options, recognised, facsimiles=keep is not None)
    reader.witness = witness
    shelf = Shelf() if HAS_SHELVES and len(numbers) >= MANY_PAGES and not recognised else None
    taken = _Taken()
    if pdf.get_formtype() == _DYNAMIC_FORM:
        message = f"{source.name} is an XFA form; its fields were not read."
        taken.ledger.report("form-unread", message)
    for page in read_pages(reader, numbers, progress, processes=processes, shelf=shelf):
        taken.take(page)
        if keep is not None and page.facsimile is not None:
            keep(page.facsimile)
    pages = flow_pages(taken.layouts)
    if stitched and (known := known_columns(pages)):
        known = {number: columns for number, columns in known.items() if number not in recognised}
        taken.read_again(reader, known, Shelver(shelf) if shelf is not None else None)
        pages = flow_pages(taken.layouts)
    if numbers and not taken.layouts:
        raise UnreadableSource(f"{source.name} is damaged: none of its pages can be read.")
    document = document_of(
        taken.layouts,
        replace(source.info("application/pdf"), pages=len(pdf)),
        taken.ledger,
        [text for texts in taken.dropped.values() for text in texts],
        flow=flow_of(pages),
        metadata=read_metadata(pdf),
        stitched=stitched,
        outline=read_outline(pdf, numbers),
        # Models that read pictures have threads, which a fork would not survive.
        processes=1 if recognised else processes,
    )
    return _with_sureness(document, taken.sureness) if taken.sureness else document


@dataclass(slots=True)
class _Taken:
    """What the pages of a PDF gave."""

    ledger: Ledger = field(default_factory=Ledger)
    layouts: list[PageLayout] = field(default_factory=list)
    dropped: dict[int, list[str]] = field(default_factory=dict)
    """Characters that the layout of each page undid, such as hyphens at line ends."""
    sureness: dict[int, Sureness] = field(default_factory=dict)
    """That of pages read from their pictures."""

    def take(self, page: ReadPage) -> None:
        """Add a page."""
        if page.sureness is not None:
            self.sureness[page.number] = page.sureness
        layout = take_page(page, self.ledger, self.dropped.setdefault(page.number, []))
        if layout is not None:
            self.layouts.append(layout)

    def read_again(
        self,
        reader: PageReader,
        known: Mapping[int, Sequence[KnownColumns]],
        shelver: Shelver | None,
    ) -> None:
        """Read the pages where a table goes on again, with the columns of it that are known."""
        for place, layout in enumerate(self.layouts):
            columns = known.get(layout.number)
            page = reader.read(layout.number, columns) if columns else None
            if page is not None and page.layout is not None:
                self.dropped[page.number] = list(page.dropped)
                page = lean(page, shelver)
            if page is not None and page.layout is not None:
                self.layouts[place] = page.layout


def _reader(
    pdf: pypdfium2.PdfDocument,
    source: Source,
    options: ReadOptions,
    recognised: frozenset[int],
    *,
    facsimiles: bool,
) -> PageReader:
    if not recognised:
        return PageReader(pdf, source.data, options)
    from ...scan.in_pdf import RecognisingReader

    return RecognisingReader(
        pdf, source.data, options, recognised=recognised, facsimiles=facsimiles
    )


def _with_sureness(document: Document, sureness: dict[int, Sureness]) -> Document:
    from ...scan.sureness import with_sureness

    return with_sureness(document, sureness)


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


def take_page(page: ReadPage, ledger: Ledger, dropped: list[str]) -> PageLayout | None:
    """The layout of a page; what was read and found goes to the ledger."""
    origin = PageOrigin(page.number)
    ledger.source(page.text)
    for code, message in page.findings:
        ledger.report(code, message, origin)
    for code, message, box in page.placed_findings:
        ledger.report(code, message, PageOrigin(page.number, box))
    dropped += page.dropped
    if page.layout is not None:
        for reason, hidden in page.layout.left_out:
            ledger.leave_out(reason, clean_text(hidden), origin)
    return page.layout

"""A source with pages to its document and views of its pages."""

from __future__ import annotations

from ..errors import UnreadableSource, UnsupportedFormat
from ..model import Document
from ..readers import PAGED, ReadOptions, Source
from ..readers.detect import detect_format
from ..readers.pdf import can_recognise, pages_to_recognise
from ..readers.pdf.workers.views import PageView


def read_views(
    source: Source, options: ReadOptions, reader: str | None
) -> tuple[Document, tuple[PageView, ...]]:
    """The document of a source and views of the pages of `options`, or of all pages.

    The whole source is read where it is not too long: what stands on other pages decides what
    is furniture and which tables go on. Pages without usable text are read from their pictures
    when they are shown.

    Raises UnsupportedFormat for a source without pages, UsageError for a page that is not there,
    UnreadableSource when none of the pages can be shown, and what the readers raise.
    """
    document, views = _read(source, options, reader)
    if not views:
        raise UnreadableSource(f"{source.name}: the pages to show are damaged.")
    return document, views


def _read(
    source: Source, options: ReadOptions, reader: str | None
) -> tuple[Document, tuple[PageView, ...]]:
    from ..readers.pdf.workers.isolate import view_isolated

    chosen = reader or detect_format(source)
    if chosen not in PAGED:
        raise UnsupportedFormat(
            f"{source.name} has no pages: debug draws those of PDFs, scans and pictures."
        )
    if chosen == "scan":
        if options.ocr == "never":
            raise UnsupportedFormat(f"{source.name} is a picture, and --ocr never keeps it unread.")
        return view_isolated(source, options, scan=True)
    document, views = view_isolated(source, options)
    shown = {view.number for view in views}
    pages = tuple(page for page in pages_to_recognise(document, options) if page in shown)
    if not pages or not can_recognise(options):
        return document, views
    return view_isolated(source, options, recognised=pages)

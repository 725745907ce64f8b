"""Readers: bytes -> Document. The table of readers and the choice among them.

Readers are imported when first used: a Markdown conversion need not load the DOCX reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from ..diagnostics import diagnostic
from ..errors import UnsupportedFormat, UsageError
from ..model import Document
from .base import MAX_SOURCE_BYTES, Reader, ReadOptions, Source
from .detect import detect_format, suffix_format
from .legacy import LEGACY_SUFFIXES


def _read_html(source: Source, options: ReadOptions) -> Document:
    from .html import read_html

    return read_html(source, options)


def _read_docx(source: Source, options: ReadOptions) -> Document:
    from .docx import read_docx

    return read_docx(source, options)


def _read_office(source: Source, options: ReadOptions) -> Document:
    from .office import read_office

    return read_office(source, options)


def _read_pdf(source: Source, options: ReadOptions) -> Document:
    from .pdf import read_pdf

    return read_pdf(source, options)


def _read_scan(source: Source, options: ReadOptions) -> Document:
    from .scan.isolated import read_pictures_isolated

    return read_pictures_isolated(source, options)


def _read_text(source: Source, options: ReadOptions) -> Document:
    from .text import read_text

    return read_text(source, options)


def _read_markdown(source: Source, options: ReadOptions) -> Document:
    from .markdown import read_markdown

    return read_markdown(source, options)


def _read_json(source: Source, options: ReadOptions) -> Document:
    from .json import read_json

    return read_json(source, options)


def _with_pictures_read(document: Document, options: ReadOptions) -> Document:
    from .scan.figures import with_pictures_read

    return with_pictures_read(document, options)


READERS: Final[Mapping[str, Reader]] = {
    "html": Reader(
        _read_html,
        "HTML pages, also saved in one file",
        "text/html",
        (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".webarchive"),
    ),
    "docx": Reader(
        _read_docx,
        "Word documents (DOCX)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".docm", ".dotx"),
    ),
    "office": Reader(
        _read_office,
        "older Word files, RTF, OpenDocument text (through LibreOffice, where installed)",
        "application/msword",
        LEGACY_SUFFIXES,
    ),
    "pdf": Reader(_read_pdf, "PDF, digital or scanned", "application/pdf", (".pdf",)),
    "scan": Reader(
        _read_scan,
        "scans and photographs of pages",
        "image/*",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"),
    ),
    "markdown": Reader(_read_markdown, "Markdown", "text/markdown", (".md", ".markdown")),
    "text": Reader(_read_text, "plain and damaged text", "text/plain", (".txt", ".text")),
    "json": Reader(_read_json, "tablewright documents (JSON)", "application/json", (".json",)),
}


PAGED: Final = frozenset({"pdf", "scan"})
"""Readers whose sources have numbered pages."""


def read_source(source: Source, options: ReadOptions, *, reader: str | None = None) -> Document:
    """The document of `source`, by the reader named `reader` or by the one its content needs."""
    if reader is not None and reader not in READERS:
        known = ", ".join(READERS)
        raise UnsupportedFormat(f"There is no reader named {reader!r}; there are: {known}.")
    chosen = reader or detect_format(source)
    if options.pages is not None and chosen not in PAGED:
        raise UsageError(f"{source.name}: --pages is for sources with pages; this one has none.")
    document = READERS[chosen].read(source, options)
    if options.ocr == "always" and chosen not in PAGED:
        document = _with_pictures_read(document, options)
    named = suffix_format(source.name)
    if reader is None and named is not None and named != chosen:
        finding = diagnostic(
            "detected-otherwise",
            f"The name {source.name} says {named}, the content is {chosen}; "
            f"it was read as {chosen}.",
        )
        document = replace(document, diagnostics=(finding, *document.diagnostics))
    return document


__all__ = ["MAX_SOURCE_BYTES", "READERS", "ReadOptions", "Reader", "Source", "read_source"]

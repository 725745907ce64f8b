"""Read PDFs: characters, rulings, tables stitched over pages, headings, furniture.

Pages without text that can be used are read from their pictures, see `readers/scan`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from ...diagnostics import diagnostic
from ...errors import UnsupportedFormat
from ...model import Document, PageOrigin
from ...model.facsimile import Facsimile
from ..base import ReadOptions, Source

Keep = Callable[[Facsimile], object]
_UNUSABLE: Final = frozenset({"page-without-text", "text-garbage", "text-hidden"})
"""Diagnostics of pages whose text is missing, wrong, or another program's reading of a scan."""


def read_pdf(source: Source, options: ReadOptions, keep: Keep | None = None) -> Document:
    """The document of a PDF; `keep` is given the facsimile of each page, if any is a scan.

    Raises PasswordNeeded, UnreadableSource, LimitExceeded, and UnsupportedFormat when no page
    has text and scans cannot be read.
    """
    from .workers.isolate import read_isolated

    document = read_isolated(source, options, stitched=options.stitch)
    pages = pages_to_recognise(document, options)
    if pages and can_recognise(options):
        return read_isolated(source, options, stitched=options.stitch, recognised=pages, keep=keep)
    if not document.blocks and any(d.code == "page-without-text" for d in document.diagnostics):
        raise UnsupportedFormat(
            f"{source.name} is a scan without text; "
            + (
                "--ocr never keeps it unread."
                if options.ocr == "never"
                else "to read it install the extra: pip install 'tablewright[ocr]'."
            )
        )
    if not pages:
        return document
    finding = diagnostic(
        "ocr-missing",
        f"{len(pages)} pages have no text that can be used; to read their pictures install the "
        "extra: pip install 'tablewright[ocr]'.",
    )
    return replace(document, diagnostics=(*document.diagnostics, finding))


def can_recognise(options: ReadOptions) -> bool:
    """Whether pictures of pages can be read.

    Raises UnsupportedFormat when another engine than the default was chosen and is not installed.
    """
    from ..scan.weights import engine_label

    if options.ocr_engine != "accurate":
        return bool(engine_label(options.ocr_engine))
    return importlib.util.find_spec("onnxruntime") is not None


def pages_to_recognise(document: Document, options: ReadOptions) -> tuple[int, ...]:
    """Numbers of the pages that are to be read from their pictures."""
    if options.ocr == "never":
        return ()
    if options.ocr == "always":
        return options.pages or tuple(range(1, (document.source.pages or 0) + 1))
    found = {
        finding.origin.page
        for finding in document.diagnostics
        if finding.code in _UNUSABLE and isinstance(finding.origin, PageOrigin)
    }
    return tuple(sorted(found))

"""Read digital PDFs: characters, rulings, tables stitched over pages, headings, furniture.

Pages that are pictures are reported and not read.
"""

from __future__ import annotations

from ...errors import UnsupportedFormat
from ...model import Document
from ..base import ReadOptions, Source


def read_pdf(source: Source, options: ReadOptions) -> Document:
    """The document of a PDF.

    Raises PasswordNeeded, UnreadableSource, LimitExceeded, and UnsupportedFormat when no page
    has text.
    """
    from .isolate import read_isolated

    document = read_isolated(source, options, stitched=options.stitch)
    if not document.blocks and any(d.code == "page-without-text" for d in document.diagnostics):
        raise UnsupportedFormat(
            f"{source.name} is a scan without text; this version does not read scans."
        )
    return document

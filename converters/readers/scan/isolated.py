"""Picture files read in a process of their own, which can be killed."""

from __future__ import annotations

from collections.abc import Callable

from ...errors import UnsupportedFormat
from ...model import Document
from ...model.facsimile import Facsimile
from ..base import ReadOptions, Source
from ..pdf.workers.isolate import read_isolated
from .weights import engine_label


def read_pictures_isolated(
    source: Source, options: ReadOptions, keep: Callable[[Facsimile], object] | None = None
) -> Document:
    """The document of a picture file; `keep` is given the facsimile of each page.

    Raises UnreadableSource, UsageError for a page that is not there, LimitExceeded, and
    UnsupportedFormat when the extra is missing.
    """
    if options.ocr == "never":
        raise UnsupportedFormat(f"{source.name} is a picture, and --ocr never keeps it unread.")
    engine_label(options.ocr_engine)
    return read_isolated(source, options, stitched=options.stitch, scan=True, keep=keep)

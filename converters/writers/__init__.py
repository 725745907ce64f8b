"""Writers: Document -> bytes. The table of writers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..errors import UnsupportedFormat
from ..model import Diagnostic, Document
from .base import SpanPolicy, WriteOptions, Writer


def _write_html(document: Document, options: WriteOptions) -> bytes:
    from .html import write_html

    return write_html(document, options)


def _write_markdown(document: Document, options: WriteOptions) -> bytes:
    from .markdown import write_markdown

    return write_markdown(document, options)


def _write_docx(document: Document, options: WriteOptions) -> bytes:
    from .docx import write_docx

    return write_docx(document, options)


def _write_json(document: Document, options: WriteOptions) -> bytes:
    from .json import write_json

    return write_json(document, options)


WRITERS: Final[Mapping[str, Writer]] = {
    "html": Writer(_write_html, "HTML", "text/html", ".html"),
    "md": Writer(_write_markdown, "Markdown", "text/markdown", ".md"),
    "docx": Writer(
        _write_docx,
        "Word documents (DOCX)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "json": Writer(_write_json, "the document model as JSON", "application/json", ".json"),
}

FACSIMILES: Final[Mapping[str, str]] = {"pdf": "searchable PDF, of scans alone (.pdf)"}
"""What is made of the pages of a scan and not of a document; see `searchable`."""

_SUFFIXES: Final[Mapping[str, str]] = {
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".json": "json",
}


def format_of_suffix(suffix: str) -> str | None:
    """Key of the writer for a file suffix with its dot, or None."""
    return _SUFFIXES.get(suffix.lower())


def write(document: Document, to: str, options: WriteOptions) -> bytes:
    """`document` in the format `to`, a key of WRITERS.

    Raises UnsupportedFormat for another format.
    """
    if to in FACSIMILES:
        raise UnsupportedFormat("A PDF is made of a scan, not of a document: use `convert`.")
    if to not in WRITERS:
        known = ", ".join(WRITERS)
        raise UnsupportedFormat(f"There is no writer for {to!r}; there are: {known}.")
    return WRITERS[to].write(document, options)


def find_losses(document: Document, to: str) -> tuple[Diagnostic, ...]:
    """What of `document` the format `to` shows only as a stand-in, as `not-carried` diagnostics."""
    if to != "docx":
        return ()
    from .docx import find_losses as find_docx_losses

    return tuple(find_docx_losses(document))


__all__ = [
    "FACSIMILES",
    "WRITERS",
    "SpanPolicy",
    "WriteOptions",
    "Writer",
    "find_losses",
    "format_of_suffix",
    "write",
]

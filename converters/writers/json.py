"""Document -> the document model as JSON."""

from __future__ import annotations

from ..model import Document
from ..model.codec import encode
from .base import WriteOptions


def write_json(document: Document, options: WriteOptions) -> bytes:
    """`document` as indented UTF-8 JSON, with a line end; nothing is left out."""
    del options
    return encode(document, indent=2)

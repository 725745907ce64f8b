"""Document information of a PDF (ISO 32000-1, 14.3.3)."""

from __future__ import annotations

import ctypes
import re
from ctypes import c_void_p

import pypdfium2

from ....model import Metadata
from ....model.text import clean_text
from . import pdfium
from .languages import stated_language

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d\d'?)?")


_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_USUAL = ctypes.create_string_buffer(1_024)
"""Holds nearly all values: most time would go into making a buffer for each."""


def read_metadata(pdf: pypdfium2.PdfDocument) -> Metadata:
    """Title, author, language, dates and producer, where the PDF gives them."""
    document = ctypes.cast(pdf.raw, c_void_p)
    info = {key: clean_text(_value(document, key)).strip() for key in _KEYS}
    author = info.get("Author")
    return Metadata(
        title=info.get("Title") or None,
        language=stated_language(pdf),
        authors=(author,) if author else (),
        subject=info.get("Subject") or None,
        keywords=tuple(word for word in re.split(r"[,;，；]\s*", info.get("Keywords", "")) if word),
        created=iso_date(info.get("CreationDate", "")),
        modified=iso_date(info.get("ModDate", "")),
        generator=info.get("Creator") or info.get("Producer") or None,
    )


def _value(document: c_void_p, key: str) -> str:
    """The text of an entry of the document information, empty where there is none."""
    buffer, name = _USUAL, key.encode()
    length = pdfium.metadata_text(document, name, buffer, len(buffer))
    if length > len(buffer):
        buffer = ctypes.create_string_buffer(length)
        pdfium.metadata_text(document, name, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", errors="replace")


def iso_date(text: str) -> str | None:
    """ISO 8601 of a PDF date (7.9.4), as precise as it is; None when it is none."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if not (day and hour and minute):
        return date
    offset = ""
    if zone:
        digits = zone.replace("'", "")
        offset = "Z" if zone == "Z" else f"{digits[:3]}:{digits[3:]}"
    return f"{date}T{hour}:{minute}:{second or '00'}{offset}"

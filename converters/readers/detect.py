"""Which reader a source needs: content first, name second."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from ..errors import UnreadableSource, UnsupportedFormat
from .base import Source
from .legacy import LEGACY_SUFFIXES, legacy_format
from .saved_page import is_saved_page

_SNIFFED = 4096

_NOT_READ: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x1f\x8b", "a gzip file; unpack it first."),
    (b"Rar!", "a RAR archive; unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first."),
)

_PDF: Final = b"%PDF-"
"""Viewers look for it in the first 1,024 bytes (ISO 32000-1, Annex H.3.4.1)."""

_PACKAGES: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""Zip, empty zip and OLE2 (encrypted, or no word processor's): the DOCX reader says which."""

_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
"""PNG, JPEG, TIFF in both byte orders, GIF; WebP and BMP need a longer look."""

_BY_SUFFIX: Final[Mapping[str, str]] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".webarchive": "html",
    **dict.fromkeys(LEGACY_SUFFIXES, "office"),
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".json": "json",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"), "scan"),
}

_PROMISED: Final[Mapping[str, str]] = {
    "docx": "a DOCX file: it is no zip package",
    "office": "a Word, RTF or OpenDocument text",
    "pdf": "a PDF: it has no PDF header",
    "scan": "a picture: it does not begin like one",
}

_HTML = re.compile(
    r"<(!doctype\s+html|html|head|body|title|meta|table|div|span|p|h[1-6]|br|ul|ol|a|script|style"
    r"|center|font|section|article|main)[\s>/]",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.I | re.S
)
_JSON_START = re.compile(r'\s*\{\s*"schema_version"\s*:')
_MARKDOWN_START = re.compile(r"---\r?\n(.*\r?\n)*?generator: [\"']?tablewright")


def suffix_format(name: str) -> str | None:
    """The format that a file name stands for, or None."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def detect_format(source: Source) -> str:
    """Key of the reader for `source`.

    Raises UnreadableSource for an empty or binary source, or one whose name promises a binary
    format that its content is not; UnsupportedFormat for formats that are known and not read.
    """
    data, name = source.data, source.name
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableSource(f"{name} is empty.")
    for magic, what in _NOT_READ:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{name}: {what}" if what[0].isupper() else f"{name} is {what}")
    if legacy_format(data) is not None:
        return "office"
    if data.startswith(_PACKAGES):
        return "docx"
    if _PDF in data[:1024]:
        return "pdf"
    if _is_picture(data):
        return "scan"
    if is_saved_page(data):
        return "html"
    named = suffix_format(name)
    if named is not None and named in _PROMISED:
        return _not_binary(source, named)
    head = _text_head(source)
    if named in ("json", "markdown"):
        return named
    if _JSON_START.match(head):
        return "json"
    if _HTML_START.match(head):
        return "html"
    if _MARKDOWN_START.match(head):
        return "markdown"
    if named is not None:
        return "html" if named == "text" and _looks_like_html(head) else named
    return "html" if _looks_like_html(head) else "text"


def _is_picture(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    return data.startswith(_PICTURES) or webp or bitmap


def _not_binary(source: Source, named: str) -> str:
    """Portals publish HTML under the name .docx or .pdf; anything else of that name is damaged."""
    head = _text_head(source, refuse_binary=False)
    if _HTML_START.match(head) or _looks_like_html(head):
        return "html"
    raise UnreadableSource(
        f"{source.name} is not {_PROMISED[named]}. If it is text or HTML, give it the fitting name."
    )


def _looks_like_html(head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n").startswith("<") and len(_HTML.findall(head)) >= 1


def _text_head(source: Source, *, refuse_binary: bool = True) -> str:
    """The first characters, good enough to look for ASCII markup."""
    head = source.data[:_SNIFFED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if head.startswith(b"\xef\xbb\xbf"):
        head = head[3:]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even > len(head) // 5 and odd == 0:
        return head.decode("utf-16-be", errors="replace")
    if odd > len(head) // 5 and even == 0:
        return head.decode("utf-16-le", errors="replace")
    controls = sum(
        head.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32))
    )
    if refuse_binary and controls > max(len(head) // 20, 1) and b"<" not in head:
        raise UnreadableSource(f"{source.name} is binary data, not text or a document.")
    return head.decode("latin-1")

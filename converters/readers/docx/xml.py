"""Parse XML parts: no entities, no document types, no network, limited size and depth."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element as Element

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMESPACE: Final = re.compile(
    rb"""(\sxmlns(?::[\w.-]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/"""
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_EDITING_MARKS: Final = re.compile(
    rb"""(<w:(?:p|r|tr))(?: (?:w:rsid\w*|w14:paraId|w14:textId)="[0-9A-Fa-f]{8}")+"""
)
_LOOKS: Final = (
    rb"szCs|kern|lang|color|bCs|iCs|snapToGrid|widowControl|noProof|proofErr|spacing"
    rb"|lastRenderedPageBreak"
)
_ALL_LOOKS: Final = re.compile(rb"<w:(?:sz|" + _LOOKS + rb")(?: [^<>]*)?/>")
_OTHER_LOOKS: Final = re.compile(rb"<w:(?:" + _LOOKS + rb")(?: [^<>]*)?/>")
_MOVED: Final = b"<w:position "
"""Text that is moved up or down: its size tells whether it is a raised mark."""
_CHUNK: Final = 256 * 1024
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The root of a part and how well it could be read."""

    root: Element
    damaged: bool
    has_dtd: bool
    """A document type was declared; its entities were ignored."""


def parse_xml(data: bytes, *, lean: bool = False) -> Parsed | None:
    """The tree of a part, repaired where it is not well-formed; None when nothing is left.

    A `lean` tree lacks what only concerns the look of text and the history of its editing. Word
    writes so much of that that the tree would take half as much memory and time again.
    """
    data = _transitional(_as_utf8(data))
    if lean and b"<![CDATA[" not in data:
        # A tag cannot stand in text, where < is escaped.
        data = _lean(data)
    damaged = False
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError):
        damaged = True
        try:
            root = etree.fromstring(data, _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            return None
    if root is None:
        return None
    return Parsed(root, damaged, root.getroottree().docinfo.internalDTD is not None)


def chunks(data: bytes) -> Iterator[bytes]:
    """A part cut into pieces for a parser that is fed, lean as `parse_xml` makes trees."""
    if data.startswith(_UTF16):
        data = _as_utf8(data)
    strict, lean = _STRICT in data, b"<![CDATA[" not in data
    start = 0
    while start < len(data):
        # Tags are cut seldom, where > stands in an attribute; then they are not made lean.
        end = data.rfind(b">", start, start + _CHUNK) + 1
        if end <= start or len(data) - start <= _CHUNK:
            end = min(start + _CHUNK, len(data))
        piece = data[start:end]
        start = end
        if strict:
            piece = _transitional(piece)
        yield _lean(piece) if lean else piece


def _lean(data: bytes) -> bytes:
    looks = _OTHER_LOOKS if _MOVED in data else _ALL_LOOKS
    return looks.sub(b"", _EDITING_MARKS.sub(rb"\1", data))


class Cut:
    """A part cut by `chunks`, to be read more than once; it takes a tenth of the XML's memory."""

    def __init__(self, data: bytes) -> None:
        self._pieces = [zlib.compress(piece, 1) for piece in chunks(data)]

    def __iter__(self) -> Iterator[bytes]:
        return map(zlib.decompress, self._pieces)


def parser_options() -> dict[str, Any]:
    """What every parser is told: nothing outside is read, nothing expanded, depth is limited."""
    return {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "dtd_validation": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
        "collect_ids": False,
    }


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(recover=recover, **parser_options())


def _as_utf8(data: bytes) -> bytes:
    if not data.startswith(_UTF16):
        return data
    if data.startswith((b"\xff\xfe", b"<\x00")):
        text = data.decode("utf-16-le", errors="replace")
    else:
        text = data.decode("utf-16-be", errors="replace")
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode("utf-8", errors="replace")


def _transitional(data: bytes) -> bytes:
    """Strict namespaces as transitional ones, which differ by the host and a year."""
    if _STRICT not in data:
        return data
    return _STRICT_NAMESPACE.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/", data)

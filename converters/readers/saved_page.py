"""Pages saved with their pictures in one file: MHT (RFC 2557) and Safari's web archive.

Both are unpacked to the bytes of the page and the files that it names by address. Nothing else of
them is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag, urljoin

if TYPE_CHECKING:
    from email.message import Message

MAX_PARTS: Final = 5000
_SNIFFED: Final = 8192
_HEADERS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][\w-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+")
_PAGE_TYPE = re.compile(
    rb"^content-type:\s*(multipart/related|text/html)", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(rb"^(to|received|message-id):", re.IGNORECASE | re.MULTILINE)
"""Header lines of mail that was sent; a page has none."""
_PAGES: Final = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page and the files saved with it."""

    page: bytes
    declared: str | None
    """Encoding that the file gives for the page, in any spelling."""
    location: str
    """Address that the page was saved from; relative addresses start from it."""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """Files by absolute address, or `cid:` and their id."""
    media_type: str = "multipart/related"

    def part(self, address: str) -> bytes | None:
        """The file of an address as the page writes it; None where it was not saved."""
        if address[:4].lower() == "cid:":
            return self.parts.get(address)
        try:
            return self.parts.get(urldefrag(urljoin(self.location, address))[0])
        except ValueError:
            return None


def is_saved_page(data: bytes) -> bool:
    """Whether a file is an MHT page or a web archive, by how it begins."""
    if data.startswith(b"bplist00") or data.lstrip()[:5] == b"<?xml":
        return b"WebMainResource" in data[:_SNIFFED] or (
            data.startswith(b"bplist00") and b"WebMainResource" in data
        )
    head = _HEADERS.match(data[:_SNIFFED])
    if head is None or _SENT.search(head[0]):
        return False
    return _PAGE_TYPE.search(head[0]) is not None


def unpack(data: bytes) -> SavedPage | None:
    """The page of such a file; None when there is none in it."""
    if data.startswith(b"bplist00") or data.lstrip()[:5] == b"<?xml":
        return _web_archive(data)
    return _mht(data)


def _mht(data: bytes) -> SavedPage | None:
    import email  # detection asks this module about every source

    message = email.message_from_bytes(data)
    parts: dict[str, bytes] = {}
    page: Message | None = None
    for number, piece in enumerate(message.walk()):
        if number > MAX_PARTS:
            break
        if piece.is_multipart():
            continue
        if page is None and piece.get_content_type() in _PAGES:
            page = piece
        content = piece.get_payload(decode=True)
        if isinstance(content, bytes):
            for name in _names(piece):
                parts.setdefault(name, content)
    content = None if page is None else page.get_payload(decode=True)
    if page is None or not isinstance(content, bytes):
        return None
    charset = page.get_param("charset")
    declared = charset if isinstance(charset, str) else None
    return SavedPage(content, declared, _location(page), parts)


def _names(piece: Message) -> Iterable[str]:
    location = _location(piece)
    if location:
        yield urldefrag(location)[0]
    identity = str(piece.get("Content-ID", "")).strip().strip("<>")
    if identity:
        yield f"cid:{identity}"


def _location(piece: Message) -> str:
    return "".join(str(piece.get("Content-Location", "")).split())


def _web_archive(data: bytes) -> SavedPage | None:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        archive = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, OverflowError):
        return None
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    if not isinstance(main, dict) or not isinstance(main.get("WebResourceData"), bytes):
        return None
    parts: dict[str, bytes] = {}
    kept = archive.get("WebSubresources")
    for resource in kept[:MAX_PARTS] if isinstance(kept, list) else ():
        if isinstance(resource, dict) and isinstance(resource.get("WebResourceData"), bytes):
            parts.setdefault(str(resource.get("WebResourceURL", "")), resource["WebResourceData"])
    declared = main.get("WebResourceTextEncodingName")
    return SavedPage(
        main["WebResourceData"],
        declared if isinstance(declared, str) else None,
        str(main.get("WebResourceURL", "")),
        parts,
        "application/x-webarchive",
    )

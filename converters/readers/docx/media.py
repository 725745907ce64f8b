"""Pictures: embedded files as assets named by their content."""

from __future__ import annotations

import hashlib
import posixpath
from typing import Final

from ...model import Asset
from .package import Package

_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
    (b"\x01\x00\x09\x00", "image/wmf"),
)
_SUFFIXES: Final = {
    ".svg": "image/svg+xml",
    ".emf": "image/emf",
    ".wmf": "image/wmf",
    ".webp": "image/webp",
    ".wdp": "image/vnd.ms-photo",
    ".jxr": "image/vnd.ms-photo",
    ".ico": "image/vnd.microsoft.icon",
    ".pcx": "image/x-pcx",
    ".eps": "application/postscript",
}


class Media:
    """The assets met so far, in the order of their first use."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._by_part: dict[str, str | None] = {}
        self._assets: dict[str, Asset] = {}

    @property
    def assets(self) -> tuple[Asset, ...]:
        """One asset for each different content."""
        return tuple(self._assets.values())

    def take(self, part: str) -> str | None:
        """The sha256 of a picture part; None (reported) when it is missing or empty."""
        if part not in self._by_part:
            self._by_part[part] = self._read(part)
        return self._by_part[part]

    def add(self, asset: Asset) -> None:
        """Take over an asset of an embedded document."""
        self._assets.setdefault(asset.sha256, asset)

    def _read(self, part: str) -> str | None:
        data = self._package.content(part)
        if data is None:
            return None
        if not data:
            self._package.ledger.report("asset-unreadable", f"The picture {part} is empty.")
            return None
        digest = hashlib.sha256(data).hexdigest()
        name = posixpath.basename(part)
        self._assets.setdefault(digest, Asset(digest, media_type(data, name), data, name))
        return digest


def media_type(data: bytes, name: str) -> str:
    """The media type of a picture, by its first bytes, else by its name."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data[40:44] == b" EMF":
        return "image/emf"
    if b"<svg" in data[:1024]:
        return "image/svg+xml"
    suffix = posixpath.splitext(name)[1].lower()
    return _SUFFIXES.get(suffix, "application/octet-stream")

"""Tell apart the older word processor formats that LibreOffice reads: by content, not by name."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from .ole2 import MAGIC, is_encrypted_word, root_names


@dataclass(frozen=True, slots=True)
class Legacy:
    """A format that has to be converted before it can be read."""

    suffix: str
    """The one that LibreOffice knows it by."""
    media_type: str
    label: str
    encrypted: bool = False


_DOC: Final = Legacy(".doc", "application/msword", "a Word 97-2003 document (.doc)")
_LOCKED_DOC: Final = Legacy(_DOC.suffix, _DOC.media_type, _DOC.label, encrypted=True)
_RTF: Final = Legacy(".rtf", "application/rtf", "an RTF document")
_WORKS: Final = Legacy(".wps", "application/vnd.ms-works", "a Microsoft Works document (.wps)")
_WRITE: Final = Legacy(".wri", "application/x-mswrite", "a Windows Write document (.wri)")
_WORD_XML: Final = Legacy(".xml", "application/vnd.ms-word.2003+xml", "a Word 2003 XML document")
_ODF: Final = "application/vnd.oasis.opendocument.text"
_FLAT_ODT: Final = Legacy(".fodt", _ODF + "-flat-xml", "a flat OpenDocument text (.fodt)")
_ODT: Final = {
    _ODF: Legacy(".odt", _ODF, "an OpenDocument text (.odt)"),
    _ODF + "-template": Legacy(".ott", _ODF + "-template", "an OpenDocument template (.ott)"),
    _ODF + "-master": Legacy(".odm", _ODF + "-master", "an OpenDocument master (.odm)"),
    "application/vnd.sun.xml.writer": Legacy(
        ".sxw", "application/vnd.sun.xml.writer", "an OpenOffice.org 1 text (.sxw)"
    ),
}
_WRITE_MAGIC: Final = (b"1\xbe\x00\x00\x00\xab", b"2\xbe\x00\x00\x00\xab")
_WORKS_STREAMS: Final = frozenset({"MatOST", "MM", "MN0", "CONTENTS"})
_SNIFFED: Final = 8_192
_MAX_MANIFEST: Final = 16 * 1024 * 1024

LEGACY_SUFFIXES: Final = (
    ".doc",
    ".dot",
    ".wps",
    ".wpt",
    ".rtf",
    ".odt",
    ".ott",
    ".fodt",
    ".sxw",
    ".wri",
)


def legacy_format(data: bytes) -> Legacy | None:
    """The older format of these bytes; None where they are something else."""
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return _RTF
    if data.startswith(MAGIC):
        return _ole2(data)
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if data.startswith(_WRITE_MAGIC):
        return _WRITE
    return _xml(data[:_SNIFFED])


def _ole2(data: bytes) -> Legacy | None:
    names = root_names(data)
    if "EncryptedPackage" in names:
        return None  # a DOCX with a password
    if "WordDocument" in names:
        return _LOCKED_DOC if is_encrypted_word(data, names) else _DOC
    return _WORKS if _WORKS_STREAMS.intersection(names) else None


def _zip(data: bytes) -> Legacy | None:
    """OpenDocument names its media type in an entry `mimetype` (Part 2, 3.3)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "mimetype" not in package.namelist() or _size(package, "mimetype") > 256:
                return None
            found = _ODT.get(package.read("mimetype").decode("latin-1").strip())
            locked = found is not None and _is_locked(package)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return None  # damaged; the DOCX reader says so
    if found is None or not locked:
        return found
    return Legacy(found.suffix, found.media_type, found.label, encrypted=True)


def _is_locked(package: zipfile.ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    if manifest not in package.namelist() or _size(package, manifest) > _MAX_MANIFEST:
        return False
    return b"encryption-data" in package.read(manifest)


def _size(package: zipfile.ZipFile, name: str) -> int:
    return package.getinfo(name).file_size


def _xml(head: bytes) -> Legacy | None:
    if b"http://schemas.microsoft.com/office/word/2003/wordml" in head:
        return _WORD_XML
    if b"urn:oasis:names:tc:opendocument:xmlns:office:1.0" in head and _ODF.encode() in head:
        return _FLAT_ODT
    return None

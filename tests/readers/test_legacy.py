"""Older word processor formats are told apart by what is in them."""

from __future__ import annotations

import struct

import pytest

from tablewright.converters.readers import Source
from tablewright.converters.readers.detect import detect_format
from tablewright.converters.readers.legacy import legacy_format
from tablewright.converters.readers.ole2 import MAGIC, root_names
from tests.readers.docx.builder import zipped

ODF = "application/vnd.oasis.opendocument.text"


def ole2(*names: str, embedded: str = "", flags: int = 0) -> bytes:
    """An OLE2 file of 512-byte sectors: directory in sectors 0 and 1, one stream in sector 2.

    `embedded` is the name of a stream below the last storage; `flags` is byte 11 of the stream.
    """
    header = bytearray(512)
    header[:8] = MAGIC
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<II", header, 44, 1, 0)
    struct.pack_into("<I", header, 76, 3)
    free = 0xFFFFFFFF
    entries = [_entry("Root Entry", child=1)]
    for number, name in enumerate(names, 1):
        last = number == len(names)
        child = number + 1 if last and embedded else free
        entries.append(_entry(name, right=free if last else number + 1, child=child))
    if embedded:
        entries.append(_entry(embedded))
    directory = b"".join(entries).ljust(1024, b"\0")
    block = bytearray(512)
    block[11] = flags
    table = struct.pack("<4I", 1, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD).ljust(512, b"\xff")
    return bytes(header) + directory + bytes(block) + table


def _entry(name: str, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    struct.pack_into("<H", entry, 64, len(encoded) + 2)
    struct.pack_into("<III", entry, 68, 0xFFFFFFFF, right, child)
    struct.pack_into("<I", entry, 116, 2)
    return bytes(entry)


def odt(mimetype: str = ODF, manifest: str = "<m/>") -> bytes:
    return zipped({"mimetype": mimetype, "META-INF/manifest.xml": manifest})


WORD_XML = (
    b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"{\\rtf1 x}", ".rtf"),
        (b"\xef\xbb\xbf\r\n{\\rtf1 x}", ".rtf"),
        (ole2("1Table", "WordDocument"), ".doc"),
        (ole2("WordDocument", "ObjectPool", embedded="Workbook"), ".doc"),
        (ole2("CONTENTS", "MatOST"), ".wps"),
        (b"\x31\xbe\x00\x00\x00\xab" + bytes(100), ".wri"),
        (odt(), ".odt"),
        (odt(ODF + "-template"), ".ott"),
        (odt("application/vnd.sun.xml.writer"), ".sxw"),
        (WORD_XML, ".xml"),
        (MAGIC + bytes(600) + "WordDocument".encode("utf-16-le"), ".doc"),
    ],
)
def test_what_libreoffice_reads_goes_to_it_whatever_its_name(data: bytes, suffix: str) -> None:
    found = legacy_format(data)
    assert found is not None
    assert (found.suffix, found.encrypted) == (suffix, False)
    for name in ("a.doc", "a.docx", "a.txt", "-"):
        assert detect_format(Source(name, data)) == "office"


@pytest.mark.parametrize(
    "data",
    [
        ole2("EncryptedPackage", "EncryptionInfo"),
        ole2("Workbook", "MBD0001", embedded="WordDocument"),
        ole2("PowerPoint Document"),
        odt("application/vnd.oasis.opendocument.spreadsheet"),
        odt("application/epub+zip"),
        b"PK\x03\x04 cut off",
        b"PK\x05\x06",
        MAGIC,
    ],
)
def test_other_packages_are_left_to_the_reader_that_names_them(data: bytes) -> None:
    assert legacy_format(data) is None
    assert detect_format(Source("a.doc", data)) == "docx"


def test_a_password_is_seen_before_libreoffice_is_asked() -> None:
    locked = (
        ole2("WordDocument", flags=1),
        odt(manifest="<manifest:encryption-data/>"),
    )
    assert [found.encrypted for data in locked if (found := legacy_format(data))] == [True, True]


def test_a_page_under_the_name_of_a_word_file_is_a_page() -> None:
    assert detect_format(Source("a.doc", b"<html><body><p>x")) == "html"


def test_a_directory_that_goes_in_circles_ends() -> None:
    data = bytearray(ole2("A", "B"))
    struct.pack_into("<I", data, 512 + 2 * 128 + 72, 1)
    assert set(root_names(bytes(data))) == {"A", "B"}

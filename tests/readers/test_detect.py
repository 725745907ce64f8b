from __future__ import annotations

import pytest

from tablewright.converters.errors import TablewrightError, UnreadableSource, UnsupportedFormat
from tablewright.converters.readers import Source
from tablewright.converters.readers.detect import detect_format


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.html", b"<p>text", "html"),
        ("a.txt", b"plain words", "text"),
        ("a.txt", b"<!DOCTYPE html><p>text", "html"),
        ("a.docx", b"<html><body>portal page</body></html>", "html"),
        ("a.txt", b"  <table><tr><td>1</table>", "html"),
        ("a.txt", b"a < b and c > d", "text"),
        ("-", b"<html lang=zh><body>x", "html"),
        ("-", b'{"schema_version": "1.0", "document": {}}', "json"),
        ("-", b"---\ntitle: x\ngenerator: tablewright 1\n---\n# x", "markdown"),
        ("a.md", b"# <b>title</b>", "markdown"),
        ("-", b"PK\x03\x04rest", "docx"),
        ("a.pdf", b"%PDF-1.7 ...", "pdf"),
        ("-", b"junk before\n%PDF-1.4", "pdf"),
        ("a.pdf", b"<html><body>portal page</body></html>", "html"),
        ("a.htm", b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "html"),
        ("a.txt", b"\x89PNG\r\n\x1a\nxxxx", "scan"),
        ("-", b"RIFF1234WEBPxxxx", "scan"),
        ("-", "<?xml version='1.0'?>\n<!DOCTYPE html>\n<html>".encode("utf-16"), "html"),
    ],
)
def test_the_content_decides_before_the_name(name: str, data: bytes, expected: str) -> None:
    assert detect_format(Source(name, data)) == expected


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.html", b"", UnreadableSource, "a.html is empty"),
        ("a.txt", b" \n\t ", UnreadableSource, "a.txt is empty"),
        ("a.pdf", b"just words", UnreadableSource, "a.pdf is not a PDF: it has no PDF header"),
        ("a.docx", b"just words", UnreadableSource, "a.docx is not a DOCX file"),
        ("a.png", b"just words", UnreadableSource, "a.png is not a picture"),
        ("a.gz", b"\x1f\x8bxxxx", UnsupportedFormat, "a gzip file"),
        ("a.txt", bytes(range(1, 32)) * 50, UnreadableSource, "binary data"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(
    name: str, data: bytes, error: type[TablewrightError], words: str
) -> None:
    with pytest.raises(error, match=words):
        detect_format(Source(name, data))

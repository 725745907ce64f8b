"""Pages saved with their pictures in one file: MHT and web archives."""

from __future__ import annotations

import base64
import plistlib

import pytest

from tablewright.converters import Document, read
from tablewright.converters.errors import UnreadableSource
from tablewright.converters.model.text import block_text
from tablewright.converters.readers import Source

PAGE = (
    "<html><body><h1>青溪市统计公报</h1><table><tr><td>区</td><td>数量</td></tr>"
    '<tr><td>甲</td><td>12</td></tr></table><p><img src="pic.png" alt="图"></p></body></html>'
)
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TEXT = "青溪市统计公报\n区\n数量\n甲\n12"


def mht(page: bytes, kind: str, encoding: str) -> bytes:
    return (
        b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html"; boundary="edge"\r\n\r\n'
        b"--edge\r\nContent-Location: file:///C:/reports/a.htm\r\n"
        b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\n"
        b"Content-Type: " + kind.encode() + b"\r\n\r\n" + page + b"\r\n"
        b"--edge\r\nContent-Location: file:///C:/reports/pic.png\r\n"
        b"Content-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\n"
        + base64.encodebytes(PICTURE)
        + b"\r\n--edge--\r\n"
    )


def told(document: Document) -> tuple[str, list[bytes], int]:
    text = "\n".join(block_text([block]) for block in document.blocks[:2])
    assert document.accounting is not None
    return text, [asset.data for asset in document.assets], document.accounting.unplaced


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "page.txt", "a"])
def test_a_page_saved_as_mht_is_read_with_its_pictures(name: str) -> None:
    data = mht(base64.encodebytes(PAGE.encode("gbk")), 'text/html; charset="gb2312"', "base64")

    document = read(Source(name, data))

    assert told(document) == (TEXT, [PICTURE], 0)
    assert (document.source.media_type, document.source.size) == ("multipart/related", len(data))


def test_a_web_archive_is_read_with_its_pictures() -> None:
    main = {
        "WebResourceData": PAGE.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://portal.example/a/index.html",
    }
    beside = {"WebResourceData": PICTURE, "WebResourceURL": "https://portal.example/a/pic.png"}
    archive = {"WebMainResource": main, "WebSubresources": [beside]}

    for fmt in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        document = read(Source("a.webarchive", plistlib.dumps(archive, fmt=fmt)))

        assert told(document) == (TEXT, [PICTURE], 0)


def test_the_sheets_of_a_workbook_saved_in_one_file_are_read() -> None:
    data = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="edge"\n\n'
        b"--edge\nContent-Location: file:///C:/b.htm\nContent-Type: text/html\n\n"
        b'<html><frameset><frame src="b_files/sheet001.htm"></frameset></html>\n'
        b"--edge\nContent-Location: file:///C:/b_files/sheet001.htm\nContent-Type: text/html\n\n"
        b"<html><body><table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>"
        b"</body></html>\n--edge--\n"
    )

    assert block_text(read(Source("b.mht", data)).blocks) == "a\n1\nb\n2"


@pytest.mark.parametrize(
    "data",
    [
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="edge"\n\nnothing',
        b"bplist00 WebMainResource",
        b'<?xml version="1.0"?><plist><dict><key>WebMainResource</key>',
    ],
)
def test_a_saved_page_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="holds no page"):
        read(Source("a.mht", data))


def test_a_mail_stays_text() -> None:
    mail = b"From: a@b.example\nTo: c@d.example\nContent-Type: text/html\n\n<p>x</p>"

    assert "To: c@d.example" in block_text(read(Source("mail.eml", mail)).blocks)

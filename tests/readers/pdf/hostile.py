"""PDFs made to hurt a reader; each function gives the bytes of one file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from tests.readers.pdf.drawn import FONT_RESOURCES, Page, assembled, drawn, stream

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FONTS = FONT_RESOURCES.replace("3 0", "5 0")


def one_page(content: bytes, *extra: bytes, resources: str = "") -> bytes:
    """A page with a content stream; `extra` objects are numbered from 5."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            f"/Resources << {resources} >> >>".encode(),
            content,
            *extra,
        ]
    )


def with_content(content: bytes) -> bytes:
    """A page that draws `content`; its font is /L1."""
    return one_page(stream(content, compress=True), FONT, resources=FONTS)


def words(text: str = "some words") -> bytes:
    """A harmless page."""
    return drawn(Page().text(72, 100, text))


def doubling_forms(levels: int = 30) -> bytes:
    """Forms that each draw the next one twice."""
    names = " ".join(f"/F{n} {5 + n} 0 R" for n in range(levels))
    resources = f"/XObject << {names} >>"
    entries = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>"
    contents = [b"/F%d Do /F%d Do" % (n, n) for n in range(1, levels)]
    forms = [stream(content, entries) for content in (*contents, b"0 0 1 1 re f")]
    return one_page(stream(b"/F0 Do"), *forms, resources=resources)


def recursive_form() -> bytes:
    """A form that draws itself twice."""
    resources = "/XObject << /F 5 0 R >>"
    entries = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>"
    form = stream(b"/F Do /F Do 0 0 1 1 re f", entries)
    return one_page(stream(b"/F Do"), form, resources=resources)


def flate_bomb(size: int = 1 << 30) -> bytes:
    """Content of `size` blanks in about a thousandth of that."""
    chunk = b" " * (1 << 20)
    packer = zlib.compressobj(9)
    first = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same input gives the same bytes: no need to pack a gigabyte.
    again = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    body = first + again * (size // len(chunk) - 1) + b"\x03\x00" + struct.pack(">I", 1)
    return one_page(
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body)
    )


def deep_dictionaries(depth: int = 200_000) -> bytes:
    """A page whose entry is a dictionary in a dictionary and so on."""
    return drawn(Page(entries="/Deep " + "<< /D " * depth + "0" + " >>" * depth).text(72, 99, "x"))


def rectangles(count: int = 500_000) -> bytes:
    """A page of so many stroked boxes."""
    return with_content(b"".join(b"%d %d 5 5 re S " % (n % 590, n % 840) for n in range(count)))


def characters(count: int = 1_000_000) -> bytes:
    """A page of so many letters in lines of 100."""
    lines = (
        b"BT /L1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET "
        % (n % 7 + 3, n % 300, n % 840, b"abcdefghij" * 10)
        for n in range(count // 100)
    )
    return with_content(b"".join(lines))


def page_tree(kids: Sequence[bytes], count: int = 1) -> bytes:
    """A file whose page tree has the nodes `kids`, numbered from 3."""
    root = b"<< /Type /Pages /Count %d /Kids [3 0 R] >>" % count
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", root, *kids])


def looping_tree() -> bytes:
    """Two nodes that are each other's kids."""
    return page_tree(
        [
            b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [4 0 R] >>",
            b"<< /Type /Pages /Parent 3 0 R /Count 1 /Kids [3 0 R] >>",
        ]
    )


def deep_tree(depth: int = 3_000) -> bytes:
    """One page under so many nodes."""
    nodes = [
        b"<< /Type /Pages /Parent %d 0 R /Count 1 /Kids [%d 0 R] >>" % (n + 2, n + 4)
        for n in range(depth)
    ]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 2)
    return page_tree([*nodes, page])


def many_pages(count: int = 50_000) -> bytes:
    """So many pages that all show the same words."""
    kids = b" ".join(b"%d 0 R" % (n + 5) for n in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        b"/Resources << /Font << /L1 4 0 R >> >> >>"
    )
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            stream(b"BT /L1 12 Tf 1 0 0 1 72 700 Tm (some words) Tj ET"),
            FONT,
            *[page] * count,
        ]
    )


def claimed_pages(count: int) -> bytes:
    """One page in a tree that claims to have `count`."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return page_tree([page], count=count)


def wrong_length(length: int) -> bytes:
    """Content whose stream claims to be `length` bytes long."""
    text = b"BT /L1 12 Tf 1 0 0 1 72 700 Tm (some words) Tj ET"
    content = b"<< /Length %d >>\nstream\n%s\nendstream" % (length, text)
    return one_page(content, FONT, resources=FONTS)


def looping_prev() -> bytes:
    """A cross-reference table that names itself as the one before it."""
    data = words()
    start = data.rindex(b"startxref\n") + 10
    place = data[start : data.index(b"\n", start)]
    at = data.rindex(b"trailer\n<< ") + 11
    return data[:at] + b"/Prev %s " % place + data[at:]


def broken_reference() -> bytes:
    """A file whose last line points nowhere."""
    return words().replace(b"startxref\n", b"startxref\n9")


def cut(share: float) -> bytes:
    """The first part of a file of three pages."""
    data = drawn(*(Page().text(72, 100, f"page {number}") for number in (1, 2, 3)))
    return data[: int(share * len(data))]

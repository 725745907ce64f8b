"""Damaged pictures, odd ones, and those made to take memory or time."""

from __future__ import annotations

import functools
import io
import resource
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageFile

from tablewright.converters import LimitExceeded, UnreadableSource, UsageError, read
from tablewright.converters.model import Document
from tablewright.converters.model.text import document_text
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.scan.pictures import MAX_PAGES, read_pictures
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

SHEET = Page(280, 90).text(20, 40, "Good news each day", size=14)
WORDS = "Good news each day"


def sheet() -> Image.Image:
    return pictures(SHEET)[0].convert("RGB")


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """A PNG of `side` times `side` white pixels, one bit each."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    row = b"\0" + b"\xff" * (-(-side // 8))
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def many_pages(count: int) -> bytes:
    """A TIFF of `count` pages of one white pixel."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for number in range(count):
        place = len(out)
        fields = [(256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 0), (278, 1), (279, 1)]
        out += struct.pack("<H", len(fields))
        for tag, value in fields:
            out += struct.pack("<HHII", tag, 3 if tag != 273 else 4, 1, value)
        following = place + 2 + 12 * len(fields) + 4 if number < count - 1 else 0
        out += struct.pack("<I", following)
    return bytes(out)


def text_of(data: bytes, name: str = "page.png") -> str:
    document: Document = read(data, name=name)
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
    return document_text(document)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_a_file_that_ends_too_early_is_damaged(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as some libraries set it
    data = saved(sheet(), kind)
    with pytest.raises(UnreadableSource, match="damaged"):
        list(read_pictures(Source("page", data[: len(data) // 3])))


def test_the_command_says_that_a_picture_is_damaged() -> None:
    with pytest.raises(UnreadableSource, match=r"page\.png is a damaged picture"):
        read(saved(sheet(), "PNG")[:900], name="page.png")


@pytest.mark.parametrize("side", [50_000, 12_000])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(side: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = bomb(side)
    assert len(data) < 500_000
    with pytest.raises(LimitExceeded, match="pixels"):
        list(read_pictures(Source("page.png", data)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_large_page_is_made_smaller() -> None:
    (picture,) = read_pictures(Source("page.png", bomb(9_000)))
    assert picture.colours.shape == (4_500, 4_500, 3)
    assert picture.dpi * 841.89 / 72 == pytest.approx(4_500)


def test_more_pages_than_the_limit_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="2,000 pages"):
        list(read_pictures(Source("page.tiff", many_pages(10_000))))
    (last,) = read_pictures(Source("page.tiff", many_pages(MAX_PAGES)), (MAX_PAGES,))
    assert last.number == MAX_PAGES


def test_a_page_that_is_not_there_is_a_wrong_option() -> None:
    with pytest.raises(UsageError, match="no page 2"):
        read(saved(sheet(), "TIFF"), name="a.tiff", options=ReadOptions(pages=(2,)))


def test_pictures_without_text_give_empty_documents() -> None:
    for colour, size in (("black", (600, 800)), ("white", (600, 800)), ("grey", (1, 1))):
        assert text_of(saved(Image.new("RGB", size, colour), "PNG")) == ""


@pytest.mark.parametrize("size", [(4_000, 1), (1, 4_000), (40, 3_000)])
def test_very_thin_pictures_do_no_harm(size: tuple[int, int]) -> None:
    assert text_of(saved(Image.new("L", size, 90), "PNG")) == ""


@functools.cache
def variants() -> dict[str, bytes]:
    plain = sheet()
    grey = plain.convert("L")
    exif = Image.Exif()
    exif[0x0112] = 6
    clear = plain.convert("P")
    white = clear.getpixel((0, 0))
    wide = Image.fromarray(np.asarray(grey, np.uint16) * 257)
    other = Image.new("RGB", plain.size, "white")
    frames = {"save_all": True, "append_images": [other], "duration": 100}
    return {
        "cmyk.jpg": saved(plain.convert("CMYK"), "JPEG", quality=90),
        "turned.jpg": saved(plain.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif),
        "sixteen.png": saved(wide, "PNG"),
        "clear.png": saved(clear, "PNG", transparency=white),
        "moving.gif": saved(plain, "GIF", **frames),
        "moving.webp": saved(plain, "WEBP", lossless=True, **frames),
        "bits.tiff": saved(plain.convert("1"), "TIFF", compression="group4"),
    }


@pytest.mark.parametrize(
    "name",
    [
        *("cmyk.jpg", "turned.jpg", "sixteen.png", "clear.png"),
        *("moving.gif", "moving.webp", "bits.tiff"),
    ],
)
def test_unusual_pictures_are_read(name: str) -> None:
    (picture,) = read_pictures(Source(name, variants()[name]))
    corner, ink = picture.colours[2, 2].tolist(), int(picture.colours.min())
    assert min(corner) > 250
    assert ink < 60


@pytest.mark.parametrize("name", ["cmyk.jpg", "turned.jpg", "moving.gif"])
def test_unusual_pictures_are_recognised(name: str) -> None:
    document = read(variants()[name], name=name)
    assert document_text(document).replace(" ", "") == WORDS.replace(" ", "")
    said = {finding.code for finding in document.diagnostics}
    assert ("feature-dropped" in said) == (name == "moving.gif")

"""PNG files and grey pictures that are decoded the short way say the same."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

pytest.importorskip("cv2")

from tablewright.converters.readers import Source
from tablewright.converters.readers.scan.pictures import PagePicture, read_pictures
from tablewright.converters.readers.scan.png import decoded_png
from tablewright.converters.readers.scan.prepare import prepare


def speckled(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.random.default_rng(7).integers(0, 256, shape).astype(np.uint8)


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def page_of(data: bytes) -> PagePicture:
    (page,) = read_pictures(Source("page.png", data))
    return page


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


COLOURS = speckled(40, 30, 3)
PLAIN = saved(Image.fromarray(COLOURS), dpi=(300, 300))
END = chunk(b"IEND", b"")


def with_texts(keyword: str) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text(keyword, "0")
    return saved(Image.fromarray(COLOURS), pnginfo=texts)


def with_parted_pixels() -> bytes:
    place = PLAIN.index(b"IDAT") - 4
    pixels = PLAIN[place + 8 : PLAIN.index(b"IEND") - 8]
    parts = (chunk(b"IDAT", pixels[:90]), chunk(b"tEXt", b"a\0b"), chunk(b"IDAT", pixels[90:]))
    return b"".join((PLAIN[:place], *parts, END))


def test_a_plain_file_is_decoded_to_the_pixels_that_pillow_sees() -> None:
    made = decoded_png(PLAIN)
    assert made is not None
    assert np.array_equal(made, COLOURS)
    assert np.array_equal(page_of(PLAIN).colours, COLOURS)
    assert page_of(
        saved(Image.fromarray(speckled(2000, 1500, 3)), dpi=(180, 180))
    ).dpi == pytest.approx(180, abs=0.1)
    assert decoded_png(with_texts("Software")) is not None
    assert decoded_png(PLAIN + b"more") is not None


@pytest.mark.parametrize(
    "data",
    [
        saved(Image.fromarray(COLOURS[:, :, 0])),
        saved(Image.fromarray(COLOURS).convert("P")),
        saved(Image.fromarray(speckled(40, 30, 4))),
        saved(Image.fromarray(COLOURS), transparency=(1, 2, 3)),
        saved(Image.fromarray(COLOURS), exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
        with_texts("XML:com.adobe.xmp"),
        with_parted_pixels(),
        PLAIN[:-12],
        PLAIN[:-40] + END,
        PLAIN.replace(b"IDAT", b"IDAX"),
        PLAIN[:90] + bytes([PLAIN[90] ^ 1]) + PLAIN[91:],
        saved(Image.fromarray(COLOURS), "JPEG"),
        b"\x89PNG\r\n\x1a\n",
        b"",
    ],
)
def test_other_files_and_damaged_ones_are_left_to_pillow(data: bytes) -> None:
    assert decoded_png(data) is None


def test_a_file_of_three_planes_that_are_alike_is_one_plane() -> None:
    plane = speckled(200, 30)
    made = decoded_png(saved(Image.fromarray(plane).convert("RGB")))
    assert made is not None
    assert made.strides[2] == 0
    assert np.array_equal(made, np.stack([plane] * 3, 2))
    coloured = np.stack([plane] * 3, 2)
    coloured[199, 29, 0] ^= 1
    kept = decoded_png(saved(Image.fromarray(coloured)))
    assert kept is not None
    assert np.array_equal(kept, coloured)


@pytest.mark.parametrize("mode", ["L", "1"])
def test_a_grey_page_is_the_same_as_one_plane_and_as_three(mode: str) -> None:
    drawn = Image.fromarray(speckled(500, 400)).convert(mode)
    one, three = page_of(saved(drawn)), page_of(saved(drawn.convert("RGB"), "TIFF"))
    assert np.array_equal(one.colours, three.colours)
    assert one.colours.strides[2] == 0
    assert np.array_equal(prepare(one.colours).gray, prepare(three.colours).gray)
    smaller = one.reduced(one.dpi / 2)
    assert np.array_equal(smaller.colours, three.reduced(three.dpi / 2).colours)

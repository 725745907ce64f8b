"""PNG files of pixels: the smallest form that holds them, and the same pixels read back."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from numpy.typing import NDArray

from tablewright.converters.readers.pdf.objects.png import png_of, png_of_channels, png_of_stencil

BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)
RED, GREY, NOTHING = (200, 10, 10, 255), (90, 90, 90, 255), (0, 0, 0, 0)
VEIL = (10, 20, 30, 40)


def chunks_of(data: bytes) -> dict[bytes, bytes]:
    """The content of each chunk of a PNG file, by name."""
    found: dict[bytes, bytes] = {}
    place = 8
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        name = data[place + 4 : place + 8]
        found[name] = data[place + 8 : place + 8 + length]
        assert (
            zlib.crc32(name + found[name]).to_bytes(4, "big")
            == (data[place + 8 + length : place + 12 + length])
        )
        place += 12 + length
    return found


def pixels_in(data: bytes) -> NDArray[np.uint8]:
    """The pixels of a file that `png_of` wrote, shape (height, width, 4)."""
    chunks = chunks_of(data)
    wide, high = (int.from_bytes(chunks[b"IHDR"][n : n + 4], "big") for n in (0, 4))
    depth, kind = chunks[b"IHDR"][8:10]
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(high, -1)
    assert (rows[:, 0] == 2).all()
    samples = np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8)
    if depth == 1:
        samples = np.unpackbits(samples, axis=1)[:, :wide]
    if kind == 3:
        colours = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
        opacity = np.full((len(colours), 1), 255, np.uint8)
        for place, value in enumerate(chunks.get(b"tRNS", b"")):
            opacity[place] = value
        whole: NDArray[np.uint8] = np.concatenate((colours, opacity), axis=1)[samples]
        return whole
    samples = samples.reshape(high, wide, -1)
    if kind == 0:
        samples = np.repeat(samples * (255 if depth == 1 else 1), 3, axis=2)
    if samples.shape[2] == 3:
        samples = np.concatenate((samples, np.full((high, wide, 1), 255, np.uint8)), axis=2)
    return samples.astype(np.uint8)


@pytest.mark.parametrize(
    ("colours", "depth", "kind"),
    [
        ((BLACK, WHITE), 1, 0),
        ((WHITE,), 1, 0),
        ((RED,), 1, 3),
        ((RED, WHITE), 1, 3),
        ((NOTHING, BLACK), 1, 3),
        ((NOTHING, VEIL), 1, 3),
        ((BLACK, GREY, WHITE), 8, 0),
        ((RED, GREY, WHITE), 8, 2),
        ((NOTHING, RED, VEIL), 8, 6),
    ],
)
def test_a_picture_takes_the_smallest_form_that_holds_its_colours(
    colours: tuple[tuple[int, ...], ...], depth: int, kind: int
) -> None:
    dice = np.random.default_rng(3).integers(0, len(colours), (11, 13))
    dice.flat[: len(colours)] = range(len(colours))
    pixels = np.array(colours, np.uint8)[dice]
    data = png_of(pixels)
    assert tuple(chunks_of(data)[b"IHDR"][8:10]) == (depth, kind)
    assert (pixels_in(data) == pixels).all()


def test_pixels_turned_and_mirrored_in_place_are_written_as_they_are_shown() -> None:
    pixels = np.random.default_rng(4).integers(0, 255, (300, 200, 4), np.uint8)
    shown = pixels.swapaxes(0, 1)[::-1, ::-1]
    assert (pixels_in(png_of(shown)) == shown).all()


@pytest.mark.parametrize("colours", [1, 2, 3, 300])
@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("count", [1, 3])
def test_channels_give_the_file_of_their_pixels(colours: int, grey: bool, count: int) -> None:
    dice = np.random.default_rng(colours)
    palette = dice.integers(0, 256, (colours, 1 if grey else 3), np.uint8)
    palette[:2] = [[0], [255]][:colours]  # black and white among them
    chosen = palette[dice.integers(0, colours, (37, 21))]
    rgb = np.broadcast_to(chosen, (37, 21, 3)) if chosen.shape[2] == 1 else chosen
    if count == 1:
        rgb = np.repeat(rgb[:, :, :1], 3, axis=2)
    pixels = np.concatenate((rgb, np.full((37, 21, 1), 255, np.uint8)), axis=2)
    channels = np.ascontiguousarray(rgb[:, :, :count])
    assert png_of_channels(channels) == png_of(np.ascontiguousarray(pixels))


@pytest.mark.parametrize("wide", [1, 8, 21])
@pytest.mark.parametrize("colour", [BLACK, WHITE, RED])
def test_a_stencil_gives_the_file_of_its_pixels(wide: int, colour: tuple[int, ...]) -> None:
    holes = np.random.default_rng(wide).integers(0, 2, (9, wide)).astype(bool)
    pixels = np.where(holes[:, :, None], np.uint8(0), np.array(colour, np.uint8))
    packed = np.packbits(holes, axis=1)
    assert png_of_stencil(packed, wide, colour[:3]) == png_of(np.ascontiguousarray(pixels))  # type: ignore[arg-type]


def test_a_stencil_of_one_tone_is_left_to_others() -> None:
    for bits in (0, 255):
        assert png_of_stencil(np.full((2, 2), bits, np.uint8), 13, (1, 2, 3)) is None

"""Write pixels as PNG (ISO/IEC 15948), the same bytes for the same pixels."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .pixels import blocks_of_rows, opaque

_GREY, _RGB, _PALETTE, _RGBA = 0, 2, 3, 6
_UP = 2
_LEVEL = 2
"""Of zlib: a tenth larger than its usual one, 6, and three times faster."""
_BLACK, _WHITE = 0xFF000000, 0xFFFFFFFF


def png_of(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG file of pixels of shape (height, width, 4): red, green, blue, opacity.

    Pictures of two colours, one of which may be transparent, are written with one bit for each
    pixel, grey ones in one channel, other opaque ones without opacity.
    """
    high, wide = pixels.shape[:2]
    values = pixels.view("<u4")[:, :, 0]
    pair = _pair(values)
    if pair is not None:
        return _of_two(values, pair)
    if not opaque(values):
        return _file(wide, high, 8, _RGBA, _filtered(pixels))
    if _is_grey(values):
        return _file(wide, high, 8, _GREY, _filtered(values.astype(np.uint8)[:, :, None]))
    return _file(wide, high, 8, _RGB, _filtered(pixels[:, :, :3]))


def png_of_channels(channels: NDArray[np.uint8]) -> bytes:
    """The file that `png_of` gives for opaque pixels of shape (height, width, 1 or 3).

    One channel is grey, three are red, green and blue.
    """
    high, wide, count = channels.shape
    grey = count == 1 or all(
        np.array_equal(channels[part, :, 0], channels[part, :, 1])
        and np.array_equal(channels[part, :, 0], channels[part, :, 2])
        for part in blocks_of_rows(channels[:, :, 0])
    )
    pair = _pair_in(_values(channels[part]) for part in blocks_of_rows(channels[:, :, 0]))
    if pair is not None:
        return _of_two(_values(channels), pair)
    if grey:
        return _file(wide, high, 8, _GREY, _filtered(channels[:, :, :1]))
    return _file(wide, high, 8, _RGB, _filtered(channels))


def _values(channels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Opaque pixels as numbers."""
    values = channels[:, :, -1].astype(np.uint32)
    for place in (1, 0) if channels.shape[2] == 3 else (0, 0):
        values <<= 8
        values |= channels[:, :, place]
    values |= _BLACK
    return values


def png_of_stencil(
    holes: NDArray[np.uint8], wide: int, colour: tuple[int, int, int]
) -> bytes | None:
    """The file that `png_of` gives for one colour with holes, whose rows are 1 in `holes`.

    None where there is no hole or nothing else.
    """
    painted = ~holes
    painted[:, -1] &= 0xFF00 >> (wide % 8 or 8) & 0xFF
    full = np.packbits(np.ones(wide, bool))
    if not painted.any() or (painted == full).all():
        return None
    red, green, blue = colour
    return _of_pair(painted, wide, (0, _BLACK | blue << 16 | green << 8 | red))


def _pair(values: NDArray[np.uint32]) -> tuple[int, int] | None:
    """The two colours, the lower one first, that make up a picture; None when there are more."""
    return _pair_in(values[part] for part in blocks_of_rows(values))


def _pair_in(blocks: Iterable[NDArray[np.uint32]]) -> tuple[int, int] | None:
    """The same of a picture in blocks of rows."""
    first = second = -1
    for block in blocks:
        if first < 0:
            first = second = int(block[0, 0])
        other = block != first
        if second == first and other.any():
            second = int(block[other][0])
        if (other & (block != second)).any():
            return None
    return min(first, second), max(first, second)


def _of_two(values: NDArray[np.uint32], pair: tuple[int, int]) -> bytes:
    """A PNG file of pixels of two colours."""
    one = _WHITE if {*pair} <= {_BLACK, _WHITE} else pair[1]
    return _of_pair(np.packbits(values == one, axis=1), values.shape[1], pair)


def _of_pair(bits: NDArray[np.uint8], wide: int, pair: tuple[int, int]) -> bytes:
    """A PNG file of pixels of two colours, with eight of them in each byte of `bits`.

    The second colour is 1, and so is white beside black.
    """
    high = len(bits)
    if {*pair} <= {_BLACK, _WHITE}:
        return _file(wide, high, 1, _GREY, _filtered(bits[:, :, None]))
    colours = np.array([pair], "<u4").view(np.uint8).reshape(2, 4)
    palette = _chunk(b"PLTE", colours[:, :3].tobytes())
    if pair[0] < _BLACK or pair[1] < _BLACK:
        palette += _chunk(b"tRNS", colours[:, 3].tobytes())
    return _file(wide, high, 1, _PALETTE, _filtered(bits[:, :, None]), palette)


def _is_grey(values: NDArray[np.uint32]) -> bool:
    """Whether red, green and blue are equal everywhere."""
    return not any(
        np.bitwise_or.reduce((block ^ (block >> 8)).astype(np.uint16), axis=None)
        for block in (values[part] for part in blocks_of_rows(values))
    )


def _filtered(channels: NDArray[np.uint8]) -> bytes:
    """Rows as differences from the row above (filter type 2), each after its type.

    `channels` has the shape (height, width, channels).
    """
    high, wide, count = channels.shape
    out = np.empty((high, wide * count + 1), np.uint8)
    out[:, 0] = _UP
    for place in range(count):
        channel, target = channels[:, :, place], out[:, 1 + place :: count]
        target[0] = channel[0]
        np.subtract(channel[1:], channel[:-1], out=target[1:])
    return out.tobytes()


def _file(wide: int, high: int, depth: int, kind: int, data: bytes, palette: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", wide, high, depth, kind, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", head),
            palette,
            _chunk(b"IDAT", zlib.compress(data, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

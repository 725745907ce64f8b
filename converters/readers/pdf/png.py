"""Write pixels as PNG (ISO/IEC 15948), the same bytes for the same pixels."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_GREY, _RGB, _RGBA = 0, 2, 6
_UP = 2


def png_of(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG file of pixels of shape (height, width, 4): red, green, blue, opacity.

    Opaque pictures are written without opacity, grey ones in one channel, and those of nothing
    but black and white with one bit for each pixel.
    """
    high, wide = pixels.shape[:2]
    if not (pixels[:, :, 3] == 255).all():
        return _file(wide, high, 8, _RGBA, _filtered(pixels.reshape(high, -1)))
    red = pixels[:, :, 0]
    if not ((red == pixels[:, :, 1]).all() and (red == pixels[:, :, 2]).all()):
        return _file(wide, high, 8, _RGB, _filtered(pixels[:, :, :3].reshape(high, -1)))
    if ((red == 0) | (red == 255)).all():
        return _file(wide, high, 1, _GREY, _filtered(np.packbits(red > 0, axis=1)))
    return _file(wide, high, 8, _GREY, _filtered(red))


def _filtered(rows: NDArray[np.uint8]) -> bytes:
    """Rows as differences from the row above (filter type 2), each after its type."""
    out = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    out[:, 0] = _UP
    out[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=out[1:, 1:])
    return out.tobytes()


def _file(wide: int, high: int, depth: int, kind: int, data: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", wide, high, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, content)
        for name, content in (
            (b"IHDR", head),
            (b"IDAT", zlib.compress(data, 6)),
            (b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

"""A font without shapes: text that is not drawn needs places and code points alone.

PDF wants the font of Identity-H embedded (ISO 32000-1, 9.7.4.2); this one takes 500 bytes. Its
glyphs are lines there and back, which have a box but no area: some programs pass over text
without a box.
"""

from __future__ import annotations

import struct
from typing import Final

HALF, FULL = 1, 2
"""Numbers of the glyphs that are half an em and an em wide."""
_MAGIC: Final = 0x5F0F3CF5
_EM, _ASCENT, _DESCENT = 1000, 800, -200
_CORNERS: Final = 3
_ON_CURVE: Final = 1


def empty_font() -> bytes:
    """A TrueType font with a glyph for what is missing and the glyphs `HALF` and `FULL`."""
    half, full = _glyph(_EM // 2), _glyph(_EM)
    ends = (0, 0, len(half) // 2, (len(half) + len(full)) // 2)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 1, 0, 12) + struct.pack(">HHH256x", 0, 262, 0),
        b"glyf": half + full,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x10000, 0x10000, 0, _MAGIC, 0, _EM, 0, 0),
            *(0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(">IhhhH10hhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, *([0] * 11), 3),
        b"hmtx": struct.pack(">HhHhHh", _EM, 0, _EM // 2, 0, _EM, 0),
        b"loca": struct.pack(">4H", *ends),
        b"maxp": struct.pack(">IH13H", 0x10000, 3, _CORNERS, 1, 0, 0, 1, *([0] * 8)),
    }
    return _file(tables)


def _glyph(width: int) -> bytes:
    """A line from the lower left to the upper right corner of the box, and back."""
    head = struct.pack(">5hHH", 1, 0, 0, width, _ASCENT, _CORNERS - 1, 0)
    steps = struct.pack(">6h", 0, width, -width, 0, _ASCENT, -_ASCENT)
    return head + bytes([_ON_CURVE] * _CORNERS) + steps + b"\0"


def _file(tables: dict[bytes, bytes]) -> bytes:
    """The tables behind their directory, with the check sums that the format wants."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    place = 12 + 16 * count
    directory, body = b"", b""
    for name, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        directory += struct.pack(">4sIII", name, _sum(padded), place + len(body), len(data))
        body += padded
    font = head + directory + body
    at = place + body.index(struct.pack(">I", _MAGIC)) - 4
    adjustment = (0xB1B0AFBA - _sum(font)) & 0xFFFFFFFF
    return font[:at] + struct.pack(">I", adjustment) + font[at + 4 :]


def _sum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}I", data))
    return total & 0xFFFFFFFF

"""A font of one empty glyph: text that is not drawn needs places and code points, no shapes.

PDF wants the font of Identity-H embedded (ISO 32000-1, 9.7.4.2); this one takes 500 bytes.
"""

from __future__ import annotations

import struct
from typing import Final

UNITS: Final = 1000
"""Units of the em; every glyph is as wide as the PDF says, not as the font says."""
_MAGIC: Final = 0x5F0F3CF5
_ASCENT, _DESCENT = 800, -200


def empty_font() -> bytes:
    """A TrueType font with two empty glyphs, the first for whatever is missing."""
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 0, 0, 12) + struct.pack(">HHH256x", 0, 262, 0),
        b"glyf": b"\0\0\0\0",
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x10000, 0x10000, 0, _MAGIC, 0, UNITS, 0, 0),
            *(0, _DESCENT, UNITS, _ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhh4hhH", 0x10000, _ASCENT, _DESCENT, 0, UNITS, *([0] * 11), 1
        ),
        b"hmtx": struct.pack(">Hhh", UNITS, 0, 0),
        b"loca": struct.pack(">HHH", 0, 0, 0),
        b"maxp": struct.pack(">IH13H", 0x10000, 2, *([0] * 13)),
    }
    return _file(tables)


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

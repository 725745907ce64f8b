"""The names in an OLE2 file, the container of Office files before 2007 ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY: Final = 128
_NO_ENTRY: Final = 0xFFFFFFFF
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks, such as the end of a chain."""
_MAX_SECTORS: Final = 4_096
"""Of a directory; a document has a few dozen entries, four to a sector."""
_STREAMS: Final = (
    "EncryptedPackage",
    "WordDocument",
    "Workbook",
    "Book",
    "PowerPoint Document",
    "MatOST",
    "CONTENTS",
)


def root_names(data: bytes) -> Mapping[str, int]:
    """The streams and storages at the top of an OLE2 file, with the offsets where they begin.

    What is embedded stands deeper: a Word document with a sheet in it has no `Workbook` here.
    Where the directory is damaged, known names are looked for anywhere in the file, offset 0.
    """
    try:
        names = _names(_directory(data), _sector_size(data))
    except (struct.error, IndexError):
        names = {}
    return names or {name: 0 for name in _STREAMS if name.encode("utf-16-le") in data}


def is_encrypted_word(data: bytes, names: Mapping[str, int]) -> bool:
    """Whether a .doc needs a password: a bit of its first block ([MS-DOC] 2.5.1)."""
    start = names.get("WordDocument", 0)
    flags = data[start + 11 : start + 12]
    return bool(start and flags and flags[0] & 1)


def _sector_size(data: bytes) -> int:
    """Bytes of a sector: 2 to the power of the header's word 30, which is 9 or 12 (2.2)."""
    shift: int = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise IndexError(shift)
    return 1 << shift


def _directory(data: bytes) -> bytes:
    """The directory stream: the chain of sectors that begins at the header's word 48."""
    size = _sector_size(data)
    sector: int = struct.unpack_from("<I", data, 48)[0]
    table = struct.unpack_from("<109I", data, 76)
    chain: list[bytes] = []
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(seen) < _MAX_SECTORS:
        seen.add(sector)
        start = (sector + 1) * size
        chain.append(data[start : start + size])
        per_sector = size // 4
        if sector // per_sector >= len(table):
            break  # the part of the allocation table that very large files keep elsewhere
        place = (table[sector // per_sector] + 1) * size + sector % per_sector * 4
        sector = struct.unpack_from("<I", data, place)[0]
    return b"".join(chain)


def _names(directory: bytes, sector_size: int) -> dict[str, int]:
    """The children of the root entry, a tree of siblings (2.6.1)."""
    found: dict[str, int] = {}
    waiting = [_number(directory, 0, 76)]
    seen: set[int] = set()
    while waiting:
        entry = waiting.pop()
        if entry == _NO_ENTRY or entry in seen or (entry + 1) * _ENTRY > len(directory):
            continue
        seen.add(entry)
        start = entry * _ENTRY
        length = min(struct.unpack_from("<H", directory, start + 64)[0], 64)
        name = directory[start : start + max(length - 2, 0)].decode("utf-16-le", errors="replace")
        if not name:
            continue  # an unused entry
        found[name] = (_number(directory, entry, 116) + 1) * sector_size
        waiting += [_number(directory, entry, 68), _number(directory, entry, 72)]
    return found


def _number(directory: bytes, entry: int, offset: int) -> int:
    found: int = struct.unpack_from("<I", directory, entry * _ENTRY + offset)[0]
    return found

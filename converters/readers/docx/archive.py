"""Zip archives of unknown origin: entries by name, inflated under limits.

A directory that is damaged or cut off is rebuilt from the entries' own headers.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final, Protocol

from ...errors import LimitExceeded, PasswordNeeded

MAX_ENTRIES: Final = 20_000
MAX_XML_BYTES: Final = 64 * 1024 * 1024
"""Of one XML part; its tree takes several times as much memory."""
MAX_PART_BYTES: Final = 128 * 1024 * 1024
MAX_TOTAL_BYTES: Final = 400 * 1024 * 1024
MAX_RATIO: Final = 500
"""Inflated to compressed size of a part over RATIO_FLOOR; deflate cannot exceed 1032."""
RATIO_FLOOR: Final = 32 * 1024 * 1024

_ENTRY: Final = b"PK\x01\x02"
_LOCAL: Final = b"PK\x03\x04"
_STEP: Final = 1 << 16
_LOCAL_HEADER: Final = struct.Struct("<4sHHHHHIIIHH")


class Archive(Protocol):
    """Named parts of a package."""

    damaged: bool
    """Whether entries may be missing or were cut off."""

    def names(self) -> list[str]:
        """Names of all entries in the order of the archive."""
        ...

    def read(self, name: str) -> tuple[bytes, bool]:
        """The bytes of an entry, and whether they are whole."""
        ...


class Budget:
    """How much may still be inflated."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._left = MAX_TOTAL_BYTES

    def limit(self, name: str) -> int:
        """Bytes that a part of this name may have."""
        own = MAX_XML_BYTES if name.lower().endswith((".xml", ".rels")) else MAX_PART_BYTES
        return min(own, self._left)

    def check(self, name: str, compressed: int, inflated: int) -> None:
        """Refuse an entry that inflates, or says it will inflate, beyond the limits."""
        limit = self.limit(name)
        too_dense = inflated > RATIO_FLOOR and inflated > MAX_RATIO * max(compressed, 1)
        if inflated > limit or too_dense:
            raise LimitExceeded(
                f"{self.source}: the part {name} inflates to more than "
                f"{min(limit, inflated):,} bytes; such a file is not read."
            )

    def take(self, name: str, compressed: int, inflated: int) -> None:
        """Check an inflated entry and count it."""
        self.check(name, compressed, inflated)
        self._left -= inflated


class ZipArchive:
    """An archive with a sound directory."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        """Raises zipfile.BadZipFile when the directory is damaged."""
        self.damaged = False
        self._data = data
        self._budget = budget
        if data.count(_ENTRY) > MAX_ENTRIES:
            raise LimitExceeded(f"{budget.source}: more than {MAX_ENTRIES:,} files in the archive.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (ValueError, NotImplementedError, struct.error, OSError, EOFError) as error:
            raise zipfile.BadZipFile(str(error)) from error

    def names(self) -> list[str]:
        """Names of all entries in the order of the directory."""
        return self._zip.namelist()

    def read(self, name: str) -> tuple[bytes, bool]:
        """The bytes of an entry, as far as they can be inflated, and whether they are whole."""
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 0x1:
            raise PasswordNeeded(
                f"{self._budget.source} is an encrypted archive; "
                "save the document without a password and read that."
            )
        self._budget.check(name, entry.compress_size, entry.file_size)
        try:
            content, whole = self._zip.read(entry), True
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            # A wrong checksum or size; RuntimeError covers methods that zipfile does not know.
            content, whole = self._read_raw(entry), False
        self._budget.take(name, entry.compress_size, len(content))
        return content, whole

    def _read_raw(self, entry: zipfile.ZipInfo) -> bytes:
        found = _local_entry(self._data, entry.header_offset)
        if found is None:
            return b""
        _name, stream = found
        return stream.inflate(self._data, self._budget.limit(entry.filename))[0]


@dataclass(frozen=True, slots=True)
class _Stream:
    """Where the compressed bytes of an entry stand."""

    start: int
    end: int
    method: int

    def inflate(self, data: bytes, limit: int) -> tuple[bytes, bool]:
        """What can be had of the entry, a little over `limit` bytes at most; whether it ended."""
        if self.method == zipfile.ZIP_STORED:
            return data[self.start : min(self.end, self.start + limit + 1)], True
        if self.method == zipfile.ZIP_DEFLATED:
            return _inflate(zlib.decompressobj(-zlib.MAX_WBITS), data, self.start, limit)
        return b"", False


class SalvagedArchive:
    """Entries found by their own headers, for archives whose directory is missing.

    Entries whose header leaves the size open (flag 8) are inflated to the end of their stream.
    """

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.damaged = True
        self._data = data
        self._budget = budget
        self._entries: dict[str, _Stream] = {}
        position = data.find(_LOCAL)
        while position >= 0 and len(self._entries) < MAX_ENTRIES:
            found = _local_entry(data, position)
            if found is not None:
                self._entries.setdefault(*found)
            position = data.find(_LOCAL, position + 4)

    def names(self) -> list[str]:
        """Names of the entries found, in the order of the archive."""
        return list(self._entries)

    def read(self, name: str) -> tuple[bytes, bool]:
        """The bytes of an entry, as far as they are there, and whether its stream ended."""
        stream = self._entries[name]
        content, whole = stream.inflate(self._data, self._budget.limit(name))
        self._budget.take(name, stream.end - stream.start, len(content))
        return content, whole


def _local_entry(data: bytes, position: int) -> tuple[str, _Stream] | None:
    """Name and place of the entry whose local header stands at `position`."""
    header = data[position : position + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL):
        return None
    _, _, flags, method, _, _, _, compressed, _, name_size, extra_size = _LOCAL_HEADER.unpack(
        header
    )
    start = position + _LOCAL_HEADER.size
    encoding = "utf-8" if flags & 0x800 else "cp437"
    name = data[start : start + name_size].decode(encoding, errors="replace")
    start += name_size + extra_size
    end = start + compressed
    if flags & 0x8 or not compressed or end > len(data):
        following = data.find(_LOCAL, start)
        end = len(data) if following < 0 else following
    return name, _Stream(start, end, method)


def _inflate(inflater: zlib._Decompress, data: bytes, start: int, limit: int) -> tuple[bytes, bool]:
    """What can be inflated before the stream ends, breaks or passes `limit` bytes."""
    chunks: list[bytes] = []
    size = 0
    for offset in range(start, len(data), _STEP):
        try:
            chunk = inflater.decompress(data[offset : offset + _STEP], limit + 1 - size)
        except zlib.error:
            break
        chunks.append(chunk)
        size += len(chunk)
        if inflater.eof or size > limit:
            break
    return b"".join(chunks), inflater.eof


def open_archive(data: bytes, source: str) -> Archive:
    """The archive in `data`; one without a usable directory is salvaged."""
    budget = Budget(source)
    try:
        return ZipArchive(data, budget)
    except zipfile.BadZipFile:
        return SalvagedArchive(data, budget)

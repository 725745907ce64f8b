"""The objects of a PDF file, written one after the other (ISO 32000-1, 7.3 and 7.5)."""

from __future__ import annotations

import hashlib
import zlib
from typing import BinaryIO


class ObjectWriter:
    """Writes numbered objects and, at the end, where each stands."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._places: dict[int, int] = {}
        self._count = 0
        self._digest = hashlib.sha256()
        self._length = 0
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._count += 1
        return self._count

    def add(self, body: str, number: int | None = None) -> int:
        """Write an object; returns its number."""
        return self._add(body.encode("ascii"), number)

    def add_stream(self, entries: str, data: bytes, *, packed: bool = False) -> int:
        """Write a stream with further entries of its dictionary, deflated unless it is `packed`."""
        if not packed:
            data = zlib.compress(data, 9)
            entries = f"{entries} /Filter /FlateDecode"
        head = f"<< {entries.strip()} /Length {len(data)} >>\nstream\n".encode("ascii")
        return self._add(head + data + b"\nendstream", None)

    def finish(self, catalog: int, info: int) -> None:
        """Write the cross-reference table and the trailer; the id is that of the content."""
        start = self._length
        rows = "".join(f"{self._places[number]:010d} 00000 n \n" for number in self._numbers())
        name = self._digest.hexdigest()[:32]
        self._write(f"xref\n0 {self._count + 1}\n0000000000 65535 f \n{rows}".encode("ascii"))
        trailer = (
            f"trailer\n<< /Size {self._count + 1} /Root {catalog} 0 R /Info {info} 0 R "
            f"/ID [<{name}> <{name}>] >>\nstartxref\n{start}\n%%EOF\n"
        )
        self._write(trailer.encode("ascii"))

    def _numbers(self) -> range:
        return range(1, self._count + 1)

    def _add(self, body: bytes, number: int | None) -> int:
        number = number or self.reserve()
        self._places[number] = self._length
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._length += len(data)

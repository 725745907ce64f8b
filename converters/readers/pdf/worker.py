"""The process that opens PDFs: reads a request on standard input, answers in frames on output.

pdfium can hang or eat memory on hostile files and no Python code can interrupt it, so it runs in
a process that the reader can kill. Frames are a kind (one byte), a length (four bytes, big
endian) and that many bytes: `p` after each page, then `d` (a document in MessagePack) or `e` (an
error).
"""

from __future__ import annotations

import os
import struct
import sys
from typing import BinaryIO, Literal

import msgspec
import pypdfium2
from msgspec import Struct

from ...errors import PasswordNeeded, TablewrightError, UnreadableSource
from ...model import Document
from ..base import ReadOptions, Source
from .assemble import assemble
from .limits import MEMORY_BYTES, RECOGNITION_BYTES, limit_memory

PROCESSES = 2
"""Processes that read the pages of one file; more would leave each too little memory."""
DOCUMENT = msgspec.msgpack.Decoder(Document)


class Request(Struct, frozen=True):
    """What the reader asks for; the bytes of the PDF follow it."""

    name: str
    pages: tuple[int, ...] | None
    password: str | None
    stitched: bool
    engine: Literal["auto", "pdfium", "pdfplumber"]
    size: int
    recognised: tuple[int, ...] = ()
    """Pages to read from their pictures."""


class Failure(Struct, frozen=True):
    """An error of `converters.errors` by the name of its class."""

    kind: str
    message: str


def send(stream: BinaryIO, kind: bytes, data: bytes = b"") -> None:
    """Write one frame."""
    stream.write(kind + struct.pack(">I", len(data)) + data)
    stream.flush()


def open_pdf(source: Source, password: str | None) -> pypdfium2.PdfDocument:
    """The open PDF.

    Raises PasswordNeeded or UnreadableSource.
    """
    try:
        return pypdfium2.PdfDocument(source.data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            known = "the password is wrong" if password else "add --password"
            raise PasswordNeeded(f"{source.name} is encrypted: {known}.") from error
        raise UnreadableSource(
            f"{source.name} is damaged and cannot be opened as a PDF."
        ) from error


def _processors() -> int:
    """Processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def main() -> None:
    """Answer one request."""
    out = sys.stdout.buffer
    # A library that prints must not disturb the frames.
    sys.stdout = sys.stderr
    (length,) = struct.unpack(">I", sys.stdin.buffer.read(4))
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(length), type=Request)
    source = Source(request.name, sys.stdin.buffer.read(request.size))
    memory = RECOGNITION_BYTES if request.recognised else MEMORY_BYTES
    limit_memory(memory)
    try:
        pdf = open_pdf(source, request.password)
        document = assemble(
            pdf,
            source,
            ReadOptions(pages=request.pages, password=request.password, engine=request.engine),
            stitched=request.stitched,
            progress=lambda _: send(out, b"p"),
            # Recognition has threads of its own, which a fork would not survive.
            processes=1 if request.recognised else min(PROCESSES, _processors()),
            recognised=frozenset(request.recognised),
        )
        send(out, b"d", msgspec.msgpack.encode(document))
    except TablewrightError as error:
        send(out, b"e", msgspec.msgpack.encode(Failure(type(error).__name__, str(error))))
    except MemoryError:
        message = f"{source.name} needs more than {memory // 10**6} MB of memory."
        send(out, b"e", msgspec.msgpack.encode(Failure("LimitExceeded", message)))


if __name__ == "__main__":
    main()

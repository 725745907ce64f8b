"""What the process that opens PDFs is asked and answers, without anything that reads a PDF.

Frames are a kind (one byte), a length (four bytes, big endian) and that many bytes: `p` after
each page, `v` before it (the view of a page, where views are wanted), `f` after it (its facsimile,
where these are), then `b` (blocks in MessagePack) until all are sent and `d` (their document,
without them), or `e` (an error).
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import BinaryIO, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ....model import Block, Document
from ...base import OcrEngine

DOCUMENT = msgspec.msgpack.Decoder(Document)
BLOCKS = msgspec.msgpack.Decoder(tuple[Block, ...])
LAST = (b"d", b"e")
"""Kinds of the frame that ends an answer."""
_BLOCKS_AT_ONCE = 64

Pack = Callable[[tuple[Block, ...]], bytes]


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
    shown: tuple[int, ...] | None = None
    """Pages to send views of: none of them for all, None for no view."""
    scan: bool = False
    """Whether the bytes are a picture and no PDF."""
    facsimiles: bool = False
    """Whether facsimiles of the pages are wanted."""
    ocr_engine: OcrEngine = "accurate"
    """What reads pictures."""


class Failure(Struct, frozen=True):
    """An error of `converters.errors` by the name of its class."""

    kind: str
    message: str


def send(stream: BinaryIO, kind: bytes, data: bytes = b"") -> None:
    """Write one frame."""
    stream.write(kind + struct.pack(">I", len(data)))
    stream.write(data)
    stream.flush()


def send_document(
    stream: BinaryIO, document: Document, pack: Pack = msgspec.msgpack.encode
) -> None:
    """Write a document: some of its blocks after the other, then the rest of it.

    So neither process has all of a long document in bytes. `pack` brings blocks into MessagePack.
    """
    for first in range(0, len(document.blocks), _BLOCKS_AT_ONCE):
        send(stream, b"b", pack(document.blocks[first : first + _BLOCKS_AT_ONCE]))
    send(stream, b"d", msgspec.msgpack.encode(replace(document, blocks=())))

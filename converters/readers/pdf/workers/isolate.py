"""Run the worker that opens PDFs and pictures, and kill it when it is too slow."""

from __future__ import annotations

import queue
import struct
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from msgspec.structs import replace

from .... import errors
from ....errors import LimitExceeded, TablewrightError
from ....model import Block, Document
from ....model.facsimile import Facsimile
from ...base import ReadOptions, Source
from .frames import BLOCKS, DOCUMENT, LAST, Failure, Request
from .processes import give_back, take_worker

if TYPE_CHECKING:
    from .views import PageView

OPEN_SECONDS = 30.0
"""Time for opening a file, and for the part after the last page."""
PAGE_SECONDS = 20.0
"""Time for one page."""
LATER_SECONDS = 0.05
"""More time for each page before: when all are read, their document is made at once."""

RECOGNITION_SECONDS = 120.0
"""Time for one page that is read from its picture."""

Frame = tuple[bytes, bytes]
Keep = Callable[[Facsimile], object]
"""What takes facsimiles of pages."""
_FACSIMILE = msgspec.msgpack.Decoder(Facsimile)


def read_isolated(
    source: Source,
    options: ReadOptions,
    *,
    stitched: bool = True,
    recognised: tuple[int, ...] = (),
    scan: bool = False,
    keep: Keep | None = None,
) -> Document:
    """The document of a PDF or, with `scan`, a picture file, read in a process of its own.

    The pages with the numbers `recognised` are read from their pictures. `keep` is given the
    facsimile of each page.

    Raises what the reader raises there, and LimitExceeded when a page takes too long or the
    process dies.
    """
    request = Request(
        name=source.name,
        pages=options.pages,
        password=options.password,
        stitched=stitched,
        engine=options.engine,
        size=len(source.data),
        recognised=recognised,
        scan=scan,
        facsimiles=keep is not None,
        ocr_engine=options.ocr_engine,
    )
    return _answered(request, source, [], keep)


def view_isolated(
    source: Source,
    options: ReadOptions,
    *,
    recognised: tuple[int, ...] = (),
    scan: bool = False,
) -> tuple[Document, tuple[PageView, ...]]:
    """The document of a PDF, or of a picture file (`scan`), and views of the pages of `options`.

    Raises what `read_isolated` raises, and UsageError for a page that is not there.
    """
    request = Request(
        name=source.name,
        pages=None,
        password=options.password,
        stitched=options.stitch,
        engine=options.engine,
        size=len(source.data),
        recognised=recognised,
        shown=options.pages or (),
        scan=scan,
        ocr_engine=options.ocr_engine,
    )
    frames: list[bytes] = []
    document = _answered(request, source, frames)
    from .views import PageView

    decode = msgspec.msgpack.Decoder(PageView).decode
    # A page that is read again, with the columns of its neighbours, comes twice: the last counts.
    views = {view.number: view for view in map(decode, frames)}
    return document, tuple(views.values())


def _answered(
    request: Request, source: Source, views: list[bytes], keep: Keep | None = None
) -> Document:
    """The answer of a process of its own; views of pages are added to `views`."""
    worker = take_worker()
    frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_receive, args=(worker.answers, frames), daemon=True)
    writer = threading.Thread(target=_ask, args=(worker.requests, source, request), daemon=True)
    reader.start()
    writer.start()
    kept = False
    try:
        slow = request.recognised or request.scan
        seconds = RECOGNITION_SECONDS if slow else PAGE_SECONDS
        answer = _answer(frames, source, seconds, views, keep)
        kept = give_back(worker, [reader, writer])
    finally:
        if not kept:
            worker.end([reader, writer])
    if isinstance(answer, Failure):
        raise _error(answer)
    return answer


def _ask(stream: BinaryIO, source: Source, request: Request) -> None:
    head = msgspec.msgpack.encode(request)
    try:
        stream.write(struct.pack(">I", len(head)) + head)
        stream.write(source.data)
        stream.flush()
    except OSError:  # the worker died; the reading side says so
        return


def _receive(stream: BinaryIO, frames: queue.SimpleQueue[Frame | None]) -> None:
    while True:
        head = stream.read(5)
        if len(head) < 5:
            frames.put(None)
            return
        (length,) = struct.unpack(">I", head[1:])
        frames.put((head[:1], stream.read(length)))
        if head[:1] in LAST:
            return


def _answer(
    frames: queue.SimpleQueue[Frame | None],
    source: Source,
    page_seconds: float,
    views: list[bytes],
    keep: Keep | None,
) -> Document | Failure:
    pages = 0
    blocks: list[Block] = []
    while True:
        try:
            more = LATER_SECONDS * pages if pages else OPEN_SECONDS
            frame = frames.get(timeout=page_seconds + more)
        except queue.Empty:
            raise LimitExceeded(
                f"{source.name}: page {pages + 1} took too long; the file may be made to do so."
            ) from None
        if frame is None:
            raise LimitExceeded(
                f"{source.name}: reading gave up on page {pages + 1}, probably for memory."
            )
        kind, data = frame
        if kind == b"d":
            return replace(DOCUMENT.decode(data), blocks=tuple(blocks))
        if kind == b"b":
            blocks += BLOCKS.decode(data)
            continue
        if kind == b"e":
            return msgspec.msgpack.decode(data, type=Failure)
        if kind == b"f" and keep is not None:
            keep(_FACSIMILE.decode(data))
        elif kind == b"v":
            views.append(data)
        else:
            pages += 1


def _error(failure: Failure) -> TablewrightError:
    kind = getattr(errors, failure.kind, TablewrightError)
    return kind(failure.message) if issubclass(kind, TablewrightError) else LimitExceeded("")

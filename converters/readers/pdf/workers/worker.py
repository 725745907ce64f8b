"""The process that opens PDFs: reads a request on standard input, answers in frames on output.

pdfium can hang or eat memory on hostile files and no Python code can interrupt it, so it runs in
a process that the reader can kill. Pictures of pages are read in such a process too.
"""

from __future__ import annotations

import gc
import os
import struct
import sys
from collections.abc import Callable, Container
from typing import BinaryIO

import msgspec
import pypdfium2

from ....errors import PasswordNeeded, TablewrightError, UnreadableSource, UsageError
from ....faults import fault_of
from ....model import Document
from ....model.facsimile import Facsimile
from ...base import ReadOptions, Source
from ..document.assemble import assemble_lean
from ..document.shelvedtables import packed
from ..objects.limits import MEMORY_BYTES, RECOGNITION_BYTES, limit_memory
from ..pages.witness import Seen, Witness
from .frames import Failure, Request, send, send_document
from .processes import KEEP

PROCESSES = 2
"""Processes that read the pages of one file; more would leave each too little memory."""
_LENGTH = struct.Struct(">I")


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


def collect_rarely() -> None:
    """Let the collector of cycles look at young objects only, and less often.

    Reading makes hundreds of thousands of objects and hardly a cycle; what is imported stays.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def main() -> None:
    """Answer one request, or with KEEP all that come."""
    collect_rarely()
    out = sys.stdout.buffer
    # A library that prints must not disturb the frames.
    sys.stdout = sys.stderr
    if KEEP in sys.argv[1:]:
        _answer_all(out)
    else:
        _answer(sys.stdin.buffer.read(_LENGTH.size), out)


def _answer_all(out: BinaryIO) -> None:
    """Answer one request after the other, each in a fork: it imports nothing any more.

    The end of one that dies is the end of all, which the asker sees.
    """
    while head := os.read(sys.stdin.fileno(), _LENGTH.size):  # no buffer: the fork reads the rest
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _answer(head, out)
                status = 0
            finally:
                os._exit(status)
        if os.waitpid(child, 0)[1] != 0:
            return


def _answer(head: bytes, out: BinaryIO) -> None:
    """Answer the request whose length is `head`."""
    (length,) = _LENGTH.unpack(head)
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(length), type=Request)
    source = Source(request.name, sys.stdin.buffer.read(request.size))
    memory = RECOGNITION_BYTES if request.recognised or request.scan else MEMORY_BYTES
    limit_memory(memory)
    try:
        send_document(out, _document(request, source, out), packed)
    except TablewrightError as error:
        send(out, b"e", msgspec.msgpack.encode(Failure(type(error).__name__, str(error))))
    except MemoryError:
        message = f"{source.name} needs more than {memory // 10**6} MB of memory."
        send(out, b"e", msgspec.msgpack.encode(Failure("LimitExceeded", message)))
    except Exception as error:
        message = f"{source.name} could not be read: {fault_of(error)}."
        send(out, b"e", msgspec.msgpack.encode(Failure("UnreadableSource", message)))


def _document(request: Request, source: Source, out: BinaryIO) -> Document:
    """The document asked for, tables maybe on a shelf; frames say how far it is."""
    if request.scan and request.shown is not None:
        return _scan(request, source, out)
    if request.scan:
        return _pictures(request, source, out)
    pdf = open_pdf(source, request.password)
    pages, witness = request.pages, None
    if request.shown is not None:
        from .views import pages_to_read, shown_pages

        shown = shown_pages(len(pdf), request.shown)
        pages = pages_to_read(len(pdf), shown)
        witness = _witness(shown, request.recognised, pdf, out)
    # A witness sees only the pages of this process.
    processes = 1 if witness is not None else min(PROCESSES, _processors())
    return assemble_lean(
        pdf,
        source,
        ReadOptions(
            pages=pages,
            password=request.password,
            engine=request.engine,
            ocr_engine=request.ocr_engine,
        ),
        stitched=request.stitched,
        progress=lambda _: send(out, b"p"),
        processes=processes,
        recognised=frozenset(request.recognised),
        witness=witness,
        keep=_keeper(out) if request.facsimiles else None,
    )


def _keeper(out: BinaryIO) -> Callable[[Facsimile], None]:
    """Sends the facsimile of each page."""
    return lambda facsimile: send(out, b"f", msgspec.msgpack.encode(facsimile))


def _pictures(request: Request, source: Source, out: BinaryIO) -> Document:
    """The document of a picture file.

    The helper is forked before the first page is read: a model that is open has threads, which a
    fork would not survive.
    """
    from ...scan.read import assemble_pictures

    return assemble_pictures(
        source,
        ReadOptions(pages=request.pages, stitch=request.stitched, ocr_engine=request.ocr_engine),
        progress=lambda _: send(out, b"p"),
        processes=min(PROCESSES, _processors()),
        keep=_keeper(out) if request.facsimiles else None,
    )


def _scan(request: Request, source: Source, out: BinaryIO) -> Document:
    """The document of a picture file, with views of its pages.

    Raises UsageError when a page that is to be shown is not there.
    """
    from ...scan.read import read_scan
    from .views import check_number

    found: list[int] = []
    send_view = _witness(None, (), None, out)

    def witness(seen: Seen) -> None:
        found.append(seen.objects.number)
        check_number(len(found))
        send_view(seen)
        send(out, b"p")

    chosen = request.shown or None
    options = ReadOptions(pages=chosen, stitch=request.stitched, ocr_engine=request.ocr_engine)
    document = read_scan(source, options, witness=witness)
    missing = sorted(set(chosen or ()) - set(found))
    if missing:
        raise UsageError(f"There is no page {missing[0]} in {source.name}.")
    return document


def _witness(
    shown: Container[int] | None,
    recognised: Container[int],
    pdf: pypdfium2.PdfDocument | None,
    out: BinaryIO,
) -> Witness:
    """Sends a view of each page that is shown; None shows all."""
    from .views import picture_of, view_of

    def witness(seen: Seen) -> None:
        number = seen.objects.number
        if shown is not None and number not in shown:
            return
        if number in recognised and seen.pixels is None:
            return  # it comes again, read from its picture
        view = view_of(seen, picture_of(seen, pdf))
        send(out, b"v", msgspec.msgpack.encode(view))

    return witness


if __name__ == "__main__":
    main()

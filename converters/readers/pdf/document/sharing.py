"""The pages of one PDF, read by two processes at once where the file has many.

pdfium cannot be used by two threads, so a helper is forked from the process that has the file
open. Both take tickets, each for a few neighbouring pages, from one pipe; the helper leaves what
it read in an unlinked file. A page is read without a look at another one, so the result does not
depend on who read it.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import struct
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import msgspec
import numpy as np

from ....tables.draft import DraftTable
from ..objects.limits import address_space
from ..pages.reading import ReadPage, ReadsPages
from .shelf import Shelf, ShelvedDraft, for_pickle
from .shelving import Shelver

MANY_PAGES = 12
"""Pages from which a helper is worth its start."""
_PAGES_OF_TICKET = 8
"""Pages of one ticket at most."""
_TICKETS_LEFT = 12
"""Tickets that the pages left are worth at least: near the end they are for one page each, so that
neither process waits for more than a page of the other one."""
_WAIT_SECONDS = 0.005
_TICKET = struct.Struct(">II")
_HEAD = struct.Struct(">II")
_NO_PLACES = np.zeros(0, np.intp)
_DRAFTS = msgspec.msgpack.Decoder(DraftTable)

Progress = Callable[[int], None]

_both: list[BinaryIO] = []
"""The file of the helper while two processes read; both have it."""


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """What takes much memory: while one of the two processes is inside, the other one waits."""
    if not _both:
        yield
        return
    import fcntl

    # Such a lock belongs to a process and ends with it, however that dies.
    fcntl.lockf(_both[-1], fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.lockf(_both[-1], fcntl.LOCK_UN)


def read_pages(
    reader: ReadsPages,
    numbers: Sequence[int],
    progress: Progress | None,
    *,
    processes: int = 1,
    shelf: Shelf | None = None,
) -> Iterator[ReadPage]:
    """The pages `numbers` in that order, their tables on the `shelf` where there is one.

    `progress` is called after each with its number.
    """
    reader = _LeanReader(reader, None if shelf is None else Shelver(shelf))
    if processes > 1 and len(numbers) >= MANY_PAGES and sys.platform == "linux":
        yield from _Shared(reader, numbers, progress, shelf).pages()
        return
    for number in numbers:
        page = reader.read(number)
        if progress is not None:
            progress(number)
        yield page


def lean(page: ReadPage, shelver: Shelver | None) -> ReadPage:
    """A page without the places of its tables' characters, the tables on a shelf."""
    if page.layout is not None:
        for table in page.layout.tables:
            table.characters = _NO_PLACES
        if shelver is not None:
            shelver.shelve(page.layout)
    return page


@dataclass(slots=True)
class _LeanReader:
    """Gives pages without what nobody asks for any more, their tables on a shelf."""

    reader: ReadsPages
    shelver: Shelver | None

    def read(self, number: int) -> ReadPage:
        """Page `number`, from 1."""
        return lean(self.reader.read(number), self.shelver)


def _packed(page: ReadPage) -> bytes:
    """A page for `pickle.loads`, its tables in MessagePack: a sixth of the work of pickling all."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {DraftTable: _as_bytes, ShelvedDraft: for_pickle}
    pickler.dump(page)
    return packed.getvalue()


def _as_bytes(draft: DraftTable) -> tuple[Callable[[bytes], DraftTable], tuple[bytes]]:
    return _from_bytes, (msgspec.msgpack.encode(draft),)


def _from_bytes(data: bytes) -> DraftTable:
    return _DRAFTS.decode(data)


@dataclass
class _Shared:
    reader: ReadsPages
    numbers: Sequence[int]
    progress: Progress | None
    shelf: Shelf | None
    own: dict[int, ReadPage] = field(default_factory=dict)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Start and length in the file of each page that the helper read and that is not given yet."""
    found: int = 0
    """Where the next page of the helper starts in the file."""
    given: int = 0
    """Pages that were given, in order."""

    def pages(self) -> Iterator[ReadPage]:
        """All pages in order, each as soon as those before it are there.

        Those that did not fit into half of the memory are read last.
        """
        with tempfile.TemporaryFile() as file:
            _both.append(file)
            try:
                yield from self._read_both(file)
            finally:
                _both.pop()
            while self.given < len(self.numbers):
                yield from self._ready(file)
                if self.given < len(self.numbers):
                    number = self.numbers[self.given]
                    self.given += 1
                    yield self.reader.read(number)

    def _ready(self, file: BinaryIO) -> Iterator[ReadPage]:
        """The pages that are next and were read."""
        while self.given < len(self.numbers):
            number = self.numbers[self.given]
            page = self.own.pop(number, None) or self._fetched(number, file)
            if page is None:
                return
            self.given += 1
            yield page

    def _read_both(self, file: BinaryIO) -> Iterator[ReadPage]:
        """Read all pages; those that are next are given while the helper goes on."""
        tickets = _tickets(len(self.numbers))
        parent = os.getpid()
        with address_space(parts=2):
            child = os.fork()
            if child == 0:
                self._help(tickets, file, parent)
            try:
                for number in self._taken(tickets):
                    self.own[number] = self.reader.read(number)
                    self._report(number)
                    self._find(file)
                    yield from self._ready(file)
            except MemoryError:
                pass  # the pages left are read when the helper has gone
            os.close(tickets)
            self._wait(child, file)

    def _taken(self, tickets: int) -> Iterator[int]:
        """Numbers of the pages of one ticket after the other."""
        while ticket := os.read(tickets, _TICKET.size):
            first, last = _TICKET.unpack(ticket)
            yield from self.numbers[first:last]

    def _help(self, tickets: int, file: BinaryIO, parent: int) -> None:
        """The life of the helper; it never returns."""
        status = 1
        try:
            if self.shelf is not None:
                self.shelf.of_helper()
            for number in self._taken(tickets):
                if os.getppid() != parent:
                    break
                data = _packed(self.reader.read(number))
                file.write(_HEAD.pack(number, len(data)) + data)
                file.flush()
            status = 0
        finally:
            os._exit(status)

    def _wait(self, child: int, file: BinaryIO) -> None:
        """Wait for the helper and report its pages as they come."""
        gone = False
        while not gone:
            gone = os.waitpid(child, os.WNOHANG)[0] == child
            if not self._find(file) and not gone:
                time.sleep(_WAIT_SECONDS)

    def _find(self, file: BinaryIO) -> int:
        """Look for pages that the helper finished since; returns how many."""
        end = os.fstat(file.fileno()).st_size
        found = 0
        while (start := self.found + _HEAD.size) <= end:
            number, length = _HEAD.unpack(os.pread(file.fileno(), _HEAD.size, self.found))
            if start + length > end:
                break
            self.places[number] = (start, length)
            self.found = start + length
            self._report(number)
            found += 1
        return found

    def _fetched(self, number: int, file: BinaryIO) -> ReadPage | None:
        if number not in self.places:
            return None
        start, length = self.places.pop(number)
        page = pickle.loads(os.pread(file.fileno(), length, start))  # noqa: S301  our own fork
        if not isinstance(page, ReadPage):
            return None
        for table in page.layout.tables if page.layout is not None else ():
            if isinstance(table.draft, ShelvedDraft):
                table.draft.shelf = self.shelf
        return page

    def _report(self, number: int) -> None:
        if self.progress is not None:
            self.progress(number)


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    """The first and one past the last place of the pages of each ticket."""
    first = 0
    while first < count:
        last = first + max(1, min(_PAGES_OF_TICKET, (count - first) // _TICKETS_LEFT))
        yield first, last
        first = last


def _tickets(count: int) -> int:
    """The reading end of a pipe that holds all tickets; a pipe takes 8,000 of them."""
    taking, giving = os.pipe()
    os.write(giving, b"".join(_TICKET.pack(*stretch) for stretch in _stretches(count)))
    os.close(giving)
    return taking

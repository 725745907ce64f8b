"""The tables of a long document, built by two processes at once.

When all pages are read, their tables are built from drafts, which is half of the work that is left
to one process. A forked helper takes the latter ones and sends them back in MessagePack; what it
does not send, this process builds itself, so the result does not depend on the helper.
"""

from __future__ import annotations

import os
import queue
import struct
import sys
import threading
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NoReturn

import msgspec

from ....model import Diagnostic, Table
from ....tables.build import build_table
from ....tables.draft import DraftTable
from ..objects.limits import MEMORY_BYTES, limit_memory
from .fromright import in_order_of_columns
from .shelf import ShelvedDraft, whole

SHARED_CELLS = range(8_000, 400_000)
"""Cells of all tables for which a helper is worth its start and cannot take too much memory."""
_SHARE = 0.55
"""Share of the cells that the helper takes: this process makes paragraphs between the tables."""
_LENGTH = struct.Struct(">I")


class Built(msgspec.Struct, frozen=True):
    """A table, None when its draft has no cells, and what building it reported."""

    table: Table | None
    findings: tuple[Diagnostic, ...] = ()


_DECODER = msgspec.msgpack.Decoder(Built)


def built_tables(drafts: Sequence[DraftTable], processes: int = 1) -> Iterator[Built]:
    """The tables of the drafts, which are used up, in their order, each when it is asked for.

    Raises what `build_table` raises.
    """
    totals = list(accumulate(draft.rows * draft.columns for draft in drafts))
    many = len(drafts) > 1 and totals[-1] in SHARED_CELLS
    if processes < 2 or not many or sys.platform != "linux":
        yield from map(built_table, drafts)
        return
    own = max(1, sum(total <= (1 - _SHARE) * totals[-1] for total in totals))
    taking, giving = os.pipe()
    child = os.fork()
    if child == 0:
        _help(drafts[own:], giving)
    os.close(giving)
    # A pipe holds a few tables only, and the helper is not to wait until somebody asks for them.
    tables: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    reader = threading.Thread(target=_receive, args=(taking, drafts[own:], tables), daemon=True)
    reader.start()
    try:
        yield from map(built_table, drafts[:own])
        while own < len(drafts) and (data := tables.get()):
            own += 1
            yield _DECODER.decode(data)
    finally:
        reader.join()
        os.waitpid(child, 0)  # it cannot write any more, so it ends
    yield from map(built_table, drafts[own:])


def built_table(draft: DraftTable) -> Built:
    """The table of a draft, which is used up, its columns in the order in which they are read.

    Raises what `build_table` raises.
    """
    draft = whole(draft)
    in_order_of_columns(draft)
    findings: list[Diagnostic] = []
    table = build_table(draft, findings.append)
    return Built(table, tuple(findings))


def _help(drafts: Sequence[DraftTable], giving: int) -> NoReturn:
    """The life of the helper, whose memory is mostly that of its parent: the same pages."""
    status = 1
    try:
        limit_memory(MEMORY_BYTES // 2)
        with os.fdopen(giving, "wb") as stream:
            for draft in drafts:
                data = msgspec.msgpack.encode(built_table(draft))
                stream.write(_LENGTH.pack(len(data)) + data)
        status = 0
    finally:
        os._exit(status)


def _receive(taking: int, drafts: Sequence[DraftTable], tables: queue.SimpleQueue[bytes]) -> None:
    """Take the tables that the helper sends, up to the first one that is not whole; then b""."""
    with os.fdopen(taking, "rb") as stream:
        for draft in drafts:
            head = stream.read(_LENGTH.size)
            if len(head) < _LENGTH.size:
                break
            (length,) = _LENGTH.unpack(head)
            data = stream.read(length)
            if len(data) < length:
                break
            tables.put(data)
            if not isinstance(draft, ShelvedDraft):
                draft.cells.clear()  # makes room, as those do that are built here
    tables.put(b"")

"""Tables of a long document, on disk from their page on until the document is made of them.

A page of cells takes ten times as much memory as objects than it does packed, so the process that
reads keeps what is small of each table and leaves the rest in unlinked files. Two processes may
read: each writes into a file of its own and sees what the other one wrote.
"""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from ....model import Diagnostic
from ....tables.draft import DraftCell, DraftTable

HAS_SHELVES = hasattr(os, "pread")
"""Whether the system reads at a place of a file without moving the place where it is written."""
_LAST = 4
"""Drafts that are kept unpacked: passes look at the pieces beside a page break several times."""

_DRAFTS = msgspec.msgpack.Decoder(DraftTable)


class Place(NamedTuple):
    """Where something lies on a shelf."""

    file: int
    start: int
    length: int


class Summary(msgspec.Struct, frozen=True):
    """What the document needs to know of a table that was built while its page was read."""

    table: Place
    rows: int
    columns: int
    letters: dict[str, int]
    """How often each character stands in its cells."""
    findings: tuple[Diagnostic, ...] = ()
    """What building it reported."""


class Shelf:
    """Bytes in two unlinked files, of which a process writes one."""

    def __init__(self) -> None:
        self._files = tuple(tempfile.TemporaryFile(buffering=0) for _ in "12")  # noqa: SIM115
        self._mine = 0
        self._end = 0
        self._last: dict[Place, list[DraftCell]] = {}

    def __del__(self) -> None:
        """A shelf is there as long as a table that lies on it."""
        for file in self._files:
            file.close()

    def of_helper(self) -> None:
        """From here on this process, a fork, writes the other file."""
        self._mine, self._end = 1, 0

    def put(self, data: bytes) -> Place:
        """Keep some bytes.

        Raises OSError where there is no room.
        """
        start = self._end
        # What a full disk took of the bytes is written over by the next ones.
        if os.pwrite(self._files[self._mine].fileno(), data, start) != len(data):
            raise OSError("no room for the tables of a document")
        self._end += len(data)
        return Place(self._mine, start, len(data))

    def get(self, place: Place) -> bytes:
        """The bytes at a place."""
        return os.pread(self._files[place.file].fileno(), place.length, place.start)

    def draft(self, place: Place) -> DraftTable:
        """The draft at a place, anew each time."""
        return _DRAFTS.decode(self.get(place))

    def cells(self, place: Place) -> list[DraftCell]:
        """The cells of the draft at a place, to be looked at and not to be changed."""
        found = self._last.pop(place, None)
        if found is None:
            found = self.draft(place).cells
        self._last[place] = found
        if len(self._last) > _LAST:
            del self._last[next(iter(self._last))]
        return found


class ShelvedDraft(DraftTable):
    """A draft whose cells lie on a shelf; `whole` gives one that may be changed.

    Its other fields are here, and its caption may be set.
    """

    __slots__ = ("_held", "drafted", "labels", "shelf", "summary")

    _held: list[DraftCell] | None
    shelf: Shelf | None
    drafted: Place
    labels: frozenset[str]
    """Labels in its cells that notes may have, see `notes`."""
    summary: Place | None
    """Where it says how its table was built; None where it is to be built."""

    @property
    def cells(self) -> list[DraftCell]:
        """Its cells, to be looked at."""
        if self._held is not None:
            return self._held
        assert self.shelf is not None
        return self.shelf.cells(self.drafted)

    @cells.setter
    def cells(self, cells: list[DraftCell]) -> None:
        self._held = cells


_SMALL = tuple(field.name for field in dataclasses.fields(DraftTable) if field.name != "cells")


def shelved(
    draft: DraftTable,
    shelf: Shelf | None,
    drafted: Place,
    labels: frozenset[str],
    summary: Place | None,
) -> ShelvedDraft:
    """A draft as it lies at a place of a shelf."""
    new = ShelvedDraft(cells=[], **{name: getattr(draft, name) for name in _SMALL})
    new._held = None
    new.shelf, new.drafted, new.labels, new.summary = shelf, drafted, labels, summary
    return new


def whole(draft: DraftTable) -> DraftTable:
    """The draft itself or, of one on a shelf, one with its cells; both may be changed."""
    if not isinstance(draft, ShelvedDraft) or draft.shelf is None:
        return draft
    found = draft.shelf.draft(draft.drafted)
    found.caption = draft.caption
    return found


Packed = tuple[Callable[..., ShelvedDraft], tuple[bytes, Place, frozenset[str], Place | None]]


def for_pickle(draft: ShelvedDraft) -> Packed:
    """What `pickle` makes a draft of, in a process that has the same shelf: see `on_shelf`."""
    small = DraftTable(cells=[], **{name: getattr(draft, name) for name in _SMALL})
    data = msgspec.msgpack.encode(small)
    return _unpickled, (data, draft.drafted, draft.labels, draft.summary)


def _unpickled(
    data: bytes, drafted: Place, labels: frozenset[str], summary: Place | None
) -> ShelvedDraft:
    return shelved(_DRAFTS.decode(data), None, drafted, labels, summary)

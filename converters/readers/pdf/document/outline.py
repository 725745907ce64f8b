"""The outline of a PDF (bookmarks, ISO 32000-1, 12.3.3) as a witness of its headings."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Collection, Iterator, Sequence
from ctypes import c_void_p
from dataclasses import dataclass, replace

import pypdfium2

from ....model.text import clean_text, without_spaces
from ..objects import pdfium
from .pieces import Piece

_MAX_ENTRIES = 5_000
_DEEPEST = 9
_LONGEST = 100_000
_AGREES = 0.5
"""Share of entries that must be found on their pages."""
_MAX_LINES = 4


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark."""

    title: str
    level: int
    """From 1."""
    page: int
    """From 1."""


def read_outline(pdf: pypdfium2.PdfDocument, numbers: Collection[int]) -> tuple[OutlineEntry, ...]:
    """The bookmarks of an open PDF that lead to the pages `numbers`, in their order."""
    document = ctypes.cast(pdf.raw, c_void_p)
    wanted = frozenset(numbers)
    entries: list[OutlineEntry] = []
    for handle, level in itertools.islice(_bookmarks(document), _MAX_ENTRIES):
        target = pdfium.outline_target(document, handle)
        page = pdfium.target_page(document, target) + 1 if target else 0
        if page not in wanted:
            continue
        title = " ".join(clean_text(_title(handle)).split())
        if title:
            entries.append(OutlineEntry(title, level, page))
    return tuple(entries)


def _bookmarks(document: c_void_p) -> Iterator[tuple[int, int]]:
    """Handles and levels, from 1, of the bookmarks in their order; each comes once."""
    seen: set[int] = set()
    waiting: list[tuple[int, int]] = [(pdfium.outline_child(document, None) or 0, 1)]
    while waiting:
        handle, level = waiting.pop()
        if not handle or handle in seen:
            continue
        seen.add(handle)
        yield handle, level
        waiting.append((pdfium.outline_next(document, handle) or 0, level))
        if level < _DEEPEST:
            waiting.append((pdfium.outline_child(document, handle) or 0, level + 1))


def _title(handle: int) -> str:
    length = pdfium.outline_title(handle, None, 0)
    if not 2 < length < _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.outline_title(handle, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")


def with_outline(pieces: Sequence[Piece], outline: Sequence[OutlineEntry]) -> list[Piece]:
    """The pieces, those that the outline names as headings of its levels.

    When it names too little of what stands on its pages, the pieces stay as they are.
    """
    pages = {line.page for piece in pieces for line in piece.lines[:1]}
    entries = [entry for entry in outline if entry.page in pages]
    if not entries:
        return list(pieces)
    by_page: dict[int, list[int]] = {}
    for place, piece in enumerate(pieces):
        if len(piece.lines) <= _MAX_LINES and not piece.caption:
            by_page.setdefault(piece.lines[0].page, []).append(place)
    found: dict[int, int] = {}
    for entry in entries:
        where = _named(entry, pieces, by_page.get(entry.page, ()), found)
        if where is not None:
            found[where] = entry.level
    if len(found) < max(_AGREES * len(entries), 1):
        return list(pieces)
    return [
        replace(piece, heading=True, level=piece.level or found[place]) if place in found else piece
        for place, piece in enumerate(pieces)
    ]


def _named(
    entry: OutlineEntry, pieces: Sequence[Piece], places: Sequence[int], taken: dict[int, int]
) -> int | None:
    title = _bare(entry.title)
    if not title:
        return None
    for place in places:
        text = _bare(pieces[place].text)
        if place in taken or not text.endswith(title):
            continue
        # Outlines often leave the number of a heading out.
        if _is_number(text[: -len(title)]):
            return place
    return None


def _is_number(text: str) -> bool:
    return len(text) <= 8 and not any(char.isalpha() and char.isascii() for char in text[1:])


def _bare(text: str) -> str:
    """A text as titles are compared: without white space and capitals."""
    return without_spaces(text.casefold())

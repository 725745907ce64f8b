"""The outline of a PDF (bookmarks, ISO 32000-1, 12.3.3) as a witness of its headings."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2

from ...model.text import clean_text
from .pieces import Piece

_MAX_ENTRIES = 5_000
_AGREES = 0.5
"""Share of entries that must be found on their pages."""
_MAX_LINES = 4


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark."""

    title: str
    level: int
    """From 1."""
    page: int | None
    """From 1; None when it leads nowhere in this file."""


def read_outline(pdf: pypdfium2.PdfDocument) -> tuple[OutlineEntry, ...]:
    """The bookmarks of an open PDF in their order."""
    entries: list[OutlineEntry] = []
    for bookmark in itertools.islice(pdf.get_toc(max_depth=9), _MAX_ENTRIES):
        title = " ".join(clean_text(bookmark.get_title()).split())
        target = bookmark.get_dest()
        index = target.get_index() if target is not None else None
        if title:
            page = None if index is None else index + 1
            entries.append(OutlineEntry(title, bookmark.level + 1, page))
    return tuple(entries)


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
        where = _named(entry, pieces, by_page.get(entry.page or 0, ()), found)
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
    return "".join(char for char in text.casefold() if not char.isspace())

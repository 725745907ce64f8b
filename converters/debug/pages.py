"""Which parts of a document stand on a page, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Block, Cell, Document, Heading, List, Origin, PageOrigin, Table
from ..model.origin import Box
from ..model.text import block_text
from ..model.walk import iter_tables
from ..readers.pdf.objects.geometry import union

_TITLE = 200
"""Characters of a text that are shown as a title."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A block on a page."""

    kind: str
    """What it is, in ASCII: `heading 2`, `item`."""
    box: Box
    text: str
    """Shortened; nothing for a table."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell on a page."""

    cell: Cell
    box: Box
    text: str


def box_on(origin: Origin | None, page: int) -> Box | None:
    """The box of an origin on a page; None where it stands elsewhere."""
    if isinstance(origin, PageOrigin) and origin.page == page:
        return origin.box
    return None


def entries_on(document: Document, page: int) -> list[Entry]:
    """The blocks of a page in reading order; items of lists each by itself."""
    return list(_entries(document.blocks, page, None))


def notes_on(document: Document, page: int) -> list[Entry]:
    """The notes of a page."""
    return [
        Entry(f"note {note.label or note.id}", box, shortened(note.blocks))
        for note in document.notes
        if (box := box_on(note.origin, page)) is not None
    ]


def furniture_on(document: Document, page: int) -> list[Entry]:
    """Running heads, page numbers and the like of a page."""
    return [
        Entry(item.kind.replace("_", " "), box, shortened(item.blocks))
        for item in document.furniture
        if (box := box_on(item.origin, page)) is not None
    ]


def tables_on(document: Document, page: int) -> list[list[CellPlace]]:
    """For each table with cells on a page, in the order of the document, these cells."""
    found = [_cells(table, page) for table in iter_tables(document.blocks)]
    return [cells for cells in found if cells]


def shortened(blocks: Iterable[Block]) -> str:
    """The text of blocks on one line, no longer than a title should be."""
    text = " ".join(block_text(tuple(blocks)).split())
    return text if len(text) <= _TITLE else text[: _TITLE - 1] + "…"


def _entries(blocks: Iterable[Block], page: int, kind: str | None) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _entries(item.blocks, page, "item")
            continue
        box = _table_box(block, page) if isinstance(block, Table) else box_on(block.origin, page)
        if box is not None:
            # The cells of a table have titles of their own, which its box must not cover.
            text = "" if isinstance(block, Table) else shortened((block,))
            yield Entry(kind or _kind(block), box, text)


def _kind(block: Block) -> str:
    if isinstance(block, Heading):
        return f"heading {block.level}"
    if isinstance(block, Table):
        return f"table {block.rows} x {block.columns}"
    return type(block).__name__.lower()


def _table_box(table: Table, page: int) -> Box | None:
    """The box around a table's cells on a page, on which it may only go on."""
    boxes = [place.box for place in _cells(table, page)]
    return union(boxes) if boxes else None


def _cells(table: Table, page: int) -> list[CellPlace]:
    return [
        CellPlace(cell, box, shortened(cell.blocks))
        for cell in table.cells
        for origin in cell.origins
        if (box := box_on(origin, page)) is not None
    ]

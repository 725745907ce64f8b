"""Put the tables of a page on the shelf of their document, built where that is likely to last.

Most tables stand on one page and no note changes them, so that building them while their page is
read, by whichever process reads it, leaves little to be done when all pages are there. What a
table was built of stays on the shelf beside it: the pieces of one that goes on over pages are
joined and built in the end.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass

import msgspec

from ....errors import LimitExceeded
from ....model import Paragraph, Table
from ....model.text import iter_block_texts
from ....model.walk import map_block_lists
from ....passes.inlines import normalise_blocks
from ....tables.draft import DraftTable
from ....tables.pieces import Piece
from ....tables.stitch import fits
from ..grids.grids import PageTable
from ..pages.layout import PageLayout
from .building import built_table
from .furniture import MARGIN
from .notemarks import labels_of_table
from .shelf import Place, Shelf, ShelvedDraft, Summary, shelved

_SAME_SIDES = 0.03
"""Share of their width by which the sides of two pieces of one table differ at most."""


@dataclass(slots=True)
class Shelver:
    """Puts the tables of one page after the other on a shelf."""

    shelf: Shelf
    _lowest: PageTable | None = None
    """The table that ends the page before, where nothing stands below it."""

    def shelve(self, layout: PageLayout) -> None:
        """Put the tables of a page on the shelf; where it is full they stay as they are."""
        goes_on = _at_edge(layout, top=True)
        if goes_on is not None and not self._is_next(goes_on):
            goes_on = None
        self._lowest = None
        lowest = _at_edge(layout, top=False)
        for table in layout.tables:
            if table.draft.cells and _is_plain(table.draft):
                with contextlib.suppress(OSError):
                    table.draft = self._shelved(table, build=table is not goes_on)
        if lowest is not None and isinstance(lowest.draft, ShelvedDraft):
            self._lowest = lowest

    def _is_next(self, table: PageTable) -> bool:
        """Whether a table on top of a page probably goes on with that of the page before."""
        above = self._lowest
        if above is None or above.page != table.page - 1:
            return False
        near = _SAME_SIDES * (table.box[2] - table.box[0])
        if any(abs(above.box[side] - table.box[side]) > near for side in (0, 2)):
            return False
        return fits(_piece(above), _piece(table)) is not None

    def _shelved(self, table: PageTable, *, build: bool) -> ShelvedDraft:
        draft, shelf = table.draft, self.shelf
        drafted = shelf.put(msgspec.msgpack.encode(draft))
        labels = labels_of_table(table)
        new = shelved(draft, shelf, drafted, labels, None)
        if build:
            with contextlib.suppress(OSError):
                new.summary = _built(draft, shelf)
        return new


def _piece(table: PageTable) -> Piece:
    return Piece(table.draft, table.xs, not table.ruled, table.gutters)


def _at_edge(layout: PageLayout, *, top: bool) -> PageTable | None:
    """The table that no text but that in the margin parts from the edge of its page."""
    if not layout.tables:
        return None
    low, high = MARGIN * layout.height, (1 - MARGIN) * layout.height
    if top:
        table = min(layout.tables, key=lambda table: table.box[1])
        between = (s for s in layout.segments if low < s.box[3] <= table.box[1])
    else:
        table = max(layout.tables, key=lambda table: table.box[3])
        between = (s for s in layout.segments if table.box[3] <= s.box[1] < high)
    return None if any(True for _ in between) else table


def _is_plain(draft: DraftTable) -> bool:
    """Whether no cell holds anything but paragraphs, as nearly all do."""
    return all(isinstance(block, Paragraph) for cell in draft.cells for block in cell.blocks)


def _built(draft: DraftTable, shelf: Shelf) -> Place | None:
    """Where the summary of the table of a draft, which is used up, lies; None without a table."""
    try:
        made = built_table(draft)
    except LimitExceeded:
        return None  # raised again when the document is made, unless the draft is changed before
    if made.table is None:
        return None
    (table,) = map_block_lists((made.table,), normalise_blocks)
    assert isinstance(table, Table)
    letters = Counter("".join(iter_block_texts([table])))
    place = shelf.put(msgspec.msgpack.encode(table))
    summary = Summary(place, table.rows, table.columns, letters, made.findings)
    return shelf.put(msgspec.msgpack.encode(summary))

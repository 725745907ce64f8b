"""Tables of a document that lie on a shelf, and the document with all its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ....model import Block, Document, Table
from ....model.text import iter_block_texts
from ....passes.hijack import SEARCHED, may_name_bodies
from ....tables.draft import DraftTable
from ...base import Ledger
from .shelf import Place, Shelf, ShelvedDraft, Summary

_SUMMARIES = msgspec.msgpack.Decoder(Summary)
_TABLES = msgspec.msgpack.Decoder(Table)


class ShelvedTable(Table, frozen=True, kw_only=True, tag="table"):
    """A table without its cells, for passes over the blocks of a document."""

    shelf: Shelf
    place: Place

    def __post_init__(self) -> None:
        """Nothing is to be checked: that was done where the table was built."""


def is_built(draft: DraftTable) -> bool:
    """Whether the table of a draft was built while its page was read."""
    return isinstance(draft, ShelvedDraft) and draft.summary is not None


class ShelvedTables:
    """Gives the tables of a document that were built while its pages were read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._shown = 0

    def table(self, draft: DraftTable) -> Table:
        """The table of a draft for which `is_built`; what it reports goes to the ledger."""
        assert isinstance(draft, ShelvedDraft)
        assert draft.summary is not None
        assert draft.shelf is not None
        summary = _SUMMARIES.decode(draft.shelf.get(draft.summary))
        self._ledger.diagnostics += summary.findings
        table = ShelvedTable(
            rows=summary.rows,
            columns=summary.columns,
            cells=(),
            caption=draft.caption,
            shelf=draft.shelf,
            place=summary.table,
        )
        if self._shown < SEARCHED and may_name_bodies(summary.letters):
            # One pass looks for such names at the start of the text.
            self._shown += sum(summary.letters.values())
            return with_cells(table)
        self._ledger.place(summary.letters)
        return table


def with_cells(table: ShelvedTable) -> Table:
    """The table with its cells."""
    found = _TABLES.decode(table.shelf.get(table.place))
    if not table.caption and not table.notes:
        return found
    return replace(found, caption=table.caption, notes=table.notes)


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of blocks, those of tables on a shelf too, in reading order."""
    for block in blocks:
        yield from iter_block_texts([_whole(block)])


def whole_document(document: Document) -> Document:
    """The document with the cells of all its tables."""
    blocks = document.blocks
    if not any(isinstance(block, ShelvedTable) for block in blocks):
        return document
    return replace(document, blocks=tuple(map(_whole, blocks)))


def _whole(block: Block) -> Block:
    return with_cells(block) if isinstance(block, ShelvedTable) else block


def packed(blocks: Sequence[Block]) -> bytes:
    """Blocks in MessagePack; those of a shelf are not unpacked as long as nothing was added."""
    return msgspec.msgpack.encode([_packed(block) for block in blocks])


def _packed(block: Block) -> Block | msgspec.Raw:
    if not isinstance(block, ShelvedTable):
        return block
    if block.caption or block.notes:
        return with_cells(block)
    return msgspec.Raw(block.shelf.get(block.place))

"""Visit and rebuild blocks without every caller knowing all kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import is_
from typing import TypeVar

from msgspec.structs import replace

from .block import (
    Block,
    Cell,
    DefinitionItem,
    DefinitionList,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Table,
)
from .document import Document
from .inline import Inline, Link, Ruby

_T = TypeVar("_T")
BlocksMap = Callable[[tuple[Block, ...]], tuple[Block, ...]]
InlinesMap = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def child_block_lists(block: Block) -> Iterator[tuple[Block, ...]]:
    """The lists of blocks directly inside a block, in reading order."""
    if isinstance(block, List):
        for item in block.items:
            yield item.blocks
    elif isinstance(block, DefinitionList):
        for entry in block.items:
            yield from entry.definitions
    elif isinstance(block, Table):
        for cell in block.cells:
            yield cell.blocks
        yield block.notes
    elif isinstance(block, Figure | Quote):
        yield block.blocks


def iter_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks in reading order, outer before inner, cells included."""
    for block in blocks:
        yield block
        if isinstance(block, Paragraph):
            continue
        for children in child_block_lists(block):
            if len(children) == 1 and isinstance(children[0], Paragraph):
                yield children[0]  # nearly all cells
            else:
                yield from iter_blocks(children)


def iter_document_blocks(document: Document) -> Iterator[Block]:
    """All blocks of the body and of the notes."""
    yield from iter_blocks(document.blocks)
    for note in document.notes:
        yield from iter_blocks(note.blocks)


def iter_tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """All tables in reading order, nested ones after the one they stand in."""
    return (block for block in iter_blocks(blocks) if isinstance(block, Table))


def iter_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """All inlines of blocks in reading order, outer before inner."""
    for block in iter_blocks(blocks):
        if isinstance(block, Heading | Paragraph):
            yield from _iter_nested(block.content)
        elif isinstance(block, DefinitionList):
            for entry in block.items:
                for term in entry.terms:
                    yield from _iter_nested(term)
        elif isinstance(block, Table | Figure):
            yield from _iter_nested(block.caption)


def _iter_nested(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Link):
            yield from _iter_nested(inline.content)
        elif isinstance(inline, Ruby):
            yield from _iter_nested(inline.base)


def map_block_lists(blocks: tuple[Block, ...], change: BlocksMap) -> tuple[Block, ...]:
    """`change` applied to every list of blocks, innermost first, then to `blocks` itself.

    What does not change stays the same object: a table of 200,000 cells is not built anew.
    """
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return change(blocks)  # nearly all cells
    return change(same_or([_map_children(block, change) for block in blocks], blocks))


def same_or(new: Sequence[_T], old: tuple[_T, ...]) -> tuple[_T, ...]:
    """`old` itself when `new` holds the same objects, else `new` as a tuple."""
    return old if len(new) == len(old) and all(map(is_, new, old)) else tuple(new)


def _map_children(block: Block, change: BlocksMap) -> Block:
    if isinstance(block, List):
        items = same_or([_map_item(item, change) for item in block.items], block.items)
        return block if items is block.items else replace(block, items=items)
    if isinstance(block, DefinitionList):
        return replace(block, items=tuple(_map_entry(entry, change) for entry in block.items))
    if isinstance(block, Table):
        cells = same_or([_map_cell(cell, change) for cell in block.cells], block.cells)
        notes = map_block_lists(block.notes, change)
        if cells is block.cells and notes is block.notes:
            return block
        return replace(block, cells=cells, notes=notes)
    if isinstance(block, Figure | Quote):
        blocks = map_block_lists(block.blocks, change)
        return block if blocks is block.blocks else replace(block, blocks=blocks)
    return block


def _map_item(item: ListItem, change: BlocksMap) -> ListItem:
    blocks = map_block_lists(item.blocks, change)
    return item if blocks is item.blocks else replace(item, blocks=blocks)


def _map_entry(entry: DefinitionItem, change: BlocksMap) -> DefinitionItem:
    definitions = tuple(map_block_lists(blocks, change) for blocks in entry.definitions)
    return replace(entry, definitions=definitions)


def _map_cell(cell: Cell, change: BlocksMap) -> Cell:
    blocks = map_block_lists(cell.blocks, change)
    return cell if blocks is cell.blocks else replace(cell, blocks=blocks)


def map_inlines(blocks: tuple[Block, ...], change: InlinesMap) -> tuple[Block, ...]:
    """`change` applied to the content of every paragraph, heading, term and caption."""
    return map_block_lists(
        blocks, lambda inner: tuple(_map_content(block, change) for block in inner)
    )


def _map_content(block: Block, change: InlinesMap) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, content=change(block.content))
    if isinstance(block, Table | Figure):
        return replace(block, caption=change(block.caption)) if block.caption else block
    if isinstance(block, DefinitionList):
        items = tuple(
            replace(entry, terms=tuple(change(term) for term in entry.terms))
            for entry in block.items
        )
        return replace(block, items=items)
    return block


def map_document(document: Document, change: BlocksMap) -> Document:
    """`change` applied to every list of blocks of the body and of the notes."""
    notes = tuple(
        replace(note, blocks=map_block_lists(note.blocks, change)) for note in document.notes
    )
    return replace(document, blocks=map_block_lists(document.blocks, change), notes=notes)

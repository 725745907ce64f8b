"""Plain text of inlines, blocks, cells and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .block import (
    Block,
    Cell,
    Code,
    DefinitionList,
    Equation,
    Figure,
    Heading,
    List,
    Paragraph,
    Quote,
    Table,
)
from .document import Document
from .inline import Inline, InlineEquation, LineBreak, Link, Ruby, Text

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """`text` with every character that XML 1.0 (section 2.2) refuses turned into U+FFFD.

    These are C0 controls except tab and line ends, lone surrogates, U+FFFE and U+FFFF.
    """
    return _REFUSED.sub("\ufffd", text) if _REFUSED.search(text) else text


def without_spaces(text: str) -> str:
    """`text` without white space of any kind."""
    return "".join(text.split())


def inline_text(inlines: Iterable[Inline]) -> str:
    """Text of inlines; line breaks become \\n, pictures and note marks nothing."""
    return "".join(_inline_parts(inlines))


def _inline_parts(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.text
        elif isinstance(inline, Link):
            yield from _inline_parts(inline.content)
        elif isinstance(inline, LineBreak):
            yield "\n"
        elif isinstance(inline, InlineEquation):
            yield inline.latex
        elif isinstance(inline, Ruby):
            yield from _inline_parts(inline.base)
            yield inline.annotation


def block_text(blocks: Iterable[Block]) -> str:
    """Text of blocks, one line for each paragraph, item, cell or code line."""
    return "\n".join(iter_block_texts(blocks))


def plain_text(blocks: Sequence[Block]) -> str | None:
    """The text of blocks that are one paragraph of one text, as nearly all cells are."""
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph) or len(blocks[0].content) != 1:
        return None
    inline = blocks[0].content[0]
    return inline.text if isinstance(inline, Text) else None


def iter_block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of blocks in reading order, without computed labels and alternative texts."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield inline_text(block.content)
        elif isinstance(block, List):
            for item in block.items:
                yield from iter_block_texts(item.blocks)
        elif isinstance(block, DefinitionList):
            for entry in block.items:
                for term in entry.terms:
                    yield inline_text(term)
                for definition in entry.definitions:
                    yield from iter_block_texts(definition)
        elif isinstance(block, Table):
            if block.caption:
                yield inline_text(block.caption)
            for cell in block.cells:
                text = plain_text(cell.blocks)
                if text is not None:
                    yield text
                else:
                    yield from iter_block_texts(cell.blocks)
            yield from iter_block_texts(block.notes)
        elif isinstance(block, Figure):
            yield from iter_block_texts(block.blocks)
            if block.caption:
                yield inline_text(block.caption)
        elif isinstance(block, Quote):
            yield from iter_block_texts(block.blocks)
        elif isinstance(block, Code):
            yield block.text
        elif isinstance(block, Equation):
            yield block.latex


def cell_text(cell: Cell) -> str:
    """Text of a cell, its paragraphs on lines of their own, without outer white space."""
    text = plain_text(cell.blocks)
    return (block_text(cell.blocks) if text is None else text).strip()


def document_text(document: Document) -> str:
    """Text of a document's blocks, then of its notes."""
    parts = list(iter_block_texts(document.blocks))
    for note in document.notes:
        parts.extend(iter_block_texts(note.blocks))
    return "\n".join(parts)


def is_blank(inlines: Iterable[Inline]) -> bool:
    """Whether inlines show nothing: no visible character, picture, note mark or anchor."""
    return all(
        isinstance(inline, LineBreak)
        or (isinstance(inline, Text) and not inline.text.strip())
        or (isinstance(inline, Link) and is_blank(inline.content))
        for inline in inlines
    )


def is_empty_block(block: Block) -> bool:
    """Whether a block is a paragraph that shows nothing."""
    return isinstance(block, Paragraph) and is_blank(block.content)


__all__ = [
    "block_text",
    "cell_text",
    "clean_text",
    "document_text",
    "inline_text",
    "is_blank",
    "is_empty_block",
    "iter_block_texts",
]

"""Read a made PDF in this process, and a document as text for whole comparisons."""

from __future__ import annotations

from tablewright.converters.model import Block, Document, Figure, Heading, List, Table
from tablewright.converters.model.text import block_text
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document.assemble import assemble
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.drawn import Page, drawn
from tests.tables.notation import printed


def read_here(
    data: bytes, *, pages: tuple[int, ...] | None = None, stitched: bool = True
) -> Document:
    """The document of a PDF, without the process that guards against hostile ones."""
    source, options = Source("made.pdf", data), ReadOptions(pages=pages)
    document = assemble(open_pdf(source, None), source, options, stitched=stitched)
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
    assert document.accounting.added == 0
    return document


def shown(*drawings: Page, pages: tuple[int, ...] | None = None) -> str:
    """The blocks of drawn pages: `# heading`, `- item`, tables in the notation, bare text."""
    return "\n\n".join(map(_shown, read_here(drawn(*drawings), pages=pages).blocks))


def _shown(block: Block) -> str:
    if isinstance(block, Heading):
        return "#" * block.level + " " + block_text((block,))
    if isinstance(block, Table):
        return printed(block)
    if isinstance(block, List):
        return "\n".join(f"- {block_text(item.blocks)}" for item in block.items)
    if isinstance(block, Figure):
        return "[figure]"
    return block_text((block,))


def tables_of(*pages: Page, stitched: bool = True) -> list[Table]:
    """The tables of drawn pages, nested ones not."""
    document = read_here(drawn(*pages), stitched=stitched)
    return [block for block in document.blocks if isinstance(block, Table)]

"""Parts of a document to blocks: headings with levels, lists, tables, pictures, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ....model import Block, Figure, Heading, Inline, PageOrigin, Paragraph, Text
from ....passes.inlines import normalise_inlines
from ...base import Ledger
from ..objects.geometry import rounded
from ..pages.layout import picture_paragraph
from .building import built_tables
from .levels import heading_levels
from .lists import ListFinder, ListRun, list_block
from .parts import Part, PicturePart, TablePart, pieces_in
from .pieces import Piece
from .shelvedtables import ShelvedTables, is_built
from .stitching import report_stitching


def blocks_of(
    parts: Sequence[Part], ledger: Ledger, dropped: list[str], *, processes: int = 1
) -> list[Block]:
    """The blocks of a whole document; characters that joining removed go to `dropped`.

    `processes` of them build its tables where these are many. Tables on a shelf are without their
    cells, see `shelvedtables`.
    """
    drafts = [part.draft for part in parts if isinstance(part, TablePart)]
    built = built_tables([draft for draft in drafts if not is_built(draft)], processes)
    on_shelf = ShelvedTables(ledger)
    headings = [piece for piece in pieces_in(parts) if piece.heading]
    levels = dict(zip(map(id, headings), heading_levels(headings), strict=True))
    finder = ListFinder(stated=any(piece.item >= 0 for piece in pieces_in(parts)))
    out: list[Block] = []
    run: list[Piece] = []

    def flush() -> None:
        for item in finder.find(run):
            if isinstance(item, ListRun):
                out.append(list_block(item, dropped))
            else:
                out.append(_text_block(item, levels.get(id(item)), dropped))
        run.clear()

    for part in parts:
        if isinstance(part, Piece):
            run.append(part)
            continue
        flush()
        if isinstance(part, TablePart):
            report_stitching(part, ledger)
            if is_built(part.draft):
                out.append(on_shelf.table(part.draft))
                continue
            made = next(built)
            ledger.diagnostics += made.findings
            if made.table is not None:
                out.append(made.table)
        else:
            out.append(_figure(part))
    flush()
    return out


def _text_block(piece: Piece, level: int | None, dropped: list[str]) -> Block:
    content = piece.content(dropped)
    if level is not None:
        return Heading(level, _plain(content), origin=piece.origin)
    return Paragraph(content, origin=piece.origin)


def _plain(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content of a heading, not bold where all of it is: that is how headings are set."""
    texts = [inline for inline in content if isinstance(inline, Text) and inline.text.strip()]
    if not all(text.bold for text in texts):
        return content
    return normalise_inlines(
        replace(inline, bold=False) if isinstance(inline, Text) else inline for inline in content
    )


def _figure(part: PicturePart) -> Figure:
    origin = PageOrigin(part.page, rounded(part.picture.box))
    return Figure((picture_paragraph(part.picture),), part.caption, origin)

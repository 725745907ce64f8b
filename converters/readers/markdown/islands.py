"""HTML inside Markdown -> blocks, by the HTML reader."""

from __future__ import annotations

from msgspec.structs import replace

from ...model import Block, Cell, Table
from ...model.text import block_text
from ...model.walk import map_block_lists
from ...tables.values import parse_value
from ..html.flow import Flow, State
from ..html.hidden import prune_hidden
from ..html.literal.blocks import read_blocks
from ..html.literal.inlines import Reading
from ..html.media import find_picture
from ..html.page import find_targets
from ..html.style import read_sheets
from ..html.tree import Node, parse_page
from .session import Session


def read_island(html: str, session: Session) -> tuple[Block, ...]:
    """The blocks in a piece of HTML; hidden text and scripts are left out."""
    root, text, flattened = parse_page(html)
    if session.literal:
        blocks = _read_literal(root, session)
        if blocks is not None:
            return blocks
    page = session.page
    session.ledger.source(text)
    page.sheet = read_sheets(root)
    page.targets |= find_targets(root, set())
    if flattened:
        page.notice("nesting-limit", "HTML", root)

    def leave(hidden: str, node: Node) -> None:
        del node  # its path within the island says nothing
        session.ledger.leave_out("hidden", hidden)

    prune_hidden(root, page.sheet, leave)
    flow = Flow(page, 0, State())
    for child in root.elements():
        if child.tag in ("body", "frameset"):
            flow.read([child])
    return flow.finish()


def _read_literal(root: Node, session: Session) -> tuple[Block, ...] | None:
    """The island as our own writer means it; None when it does not keep to its markup."""
    body = root.find("body")
    reading = Reading(assets=session.page.assets)
    if body is None:
        return None
    try:
        blocks = read_blocks(body, reading, 0)
    except (TypeError, ValueError, KeyError) as error:
        session.ledger.report(
            "part-damaged",
            f"A piece of HTML is not quite as tablewright writes it ({error}); "
            "it was read as any other HTML.",
        )
        return None
    session.ledger.source("".join(reading.texts))
    return map_block_lists(blocks, _with_values)


def _with_values(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Typed values, which islands do not repeat, read from the text of data cells."""
    return tuple(
        replace(block, cells=tuple(map(_with_value, block.cells)))
        if isinstance(block, Table)
        else block
        for block in blocks
    )


def _with_value(cell: Cell) -> Cell:
    if cell.role != "data" or not cell.blocks or cell.value is not None:
        return cell
    return replace(cell, value=parse_value(block_text(cell.blocks)))


def read_picture(source: str, session: Session) -> tuple[str | None, str | None]:
    """Hash of the asset, or the address to keep, of a picture named in Markdown."""
    digest = session.data_picture(source)
    if digest is not None:
        return digest, None
    return find_picture(session.page, Node("img", {}, None), source)

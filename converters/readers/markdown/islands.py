"""HTML inside Markdown -> blocks, by the HTML reader."""

from __future__ import annotations

from ...model import Block
from ..html.flow import Flow, State
from ..html.hidden import prune_hidden
from ..html.media import find_picture
from ..html.page import find_targets
from ..html.style import read_sheets
from ..html.tree import Node, parse_page
from .session import Session


def read_island(html: str, session: Session) -> tuple[Block, ...]:
    """The blocks in a piece of HTML; hidden text and scripts are left out."""
    page = session.page
    root, text, flattened = parse_page(html)
    session.ledger.source(text)
    page.sheet = read_sheets(root)
    page.targets |= find_targets(root)
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


def read_picture(source: str, session: Session) -> tuple[str | None, str | None]:
    """Hash of the asset, or the address to keep, of a picture named in Markdown."""
    digest = session.data_picture(source)
    if digest is not None:
        return digest, None
    return find_picture(session.page, Node("img", {}, None), source)

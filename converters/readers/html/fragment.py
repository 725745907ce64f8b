"""Pieces of HTML that stand inside other formats -> blocks."""

from __future__ import annotations

from ...model import Block
from .flow import Flow, State
from .hidden import prune_hidden
from .literal.blocks import read_blocks
from .literal.inlines import Reading
from .page import Page, find_targets
from .style import read_sheets
from .tree import Node, Tree, parse_page


def read_fragment(html: str, page: Page) -> tuple[Block, ...]:
    """The blocks in a piece of HTML; hidden text and scripts are left out.

    `page` is shared by the pieces of one source: its ledger, pictures, ids. In a literal page the
    pieces are read as our own writer means them, without typed values, which pieces do not carry;
    one that does not keep to its markup is reported and read as any other HTML.
    """
    tree = parse_page(html)
    if page.literal:
        blocks = _read_literal(tree, page)
        if blocks is not None:
            return blocks
    page.ledger.source(tree.text)
    page.sheet = read_sheets(tree)
    page.targets |= find_targets(tree, ())
    if tree.flattened:
        page.notice("nesting-limit", "HTML", tree.root)

    def leave(hidden: str, node: Node) -> None:
        del node  # its path within the piece says nothing
        page.ledger.leave_out("hidden", hidden)

    prune_hidden(tree.root, page.sheet, leave)
    flow = Flow(page, 0, State())
    for child in tree.root.elements():
        if child.tag in ("body", "frameset"):
            flow.read([child])
    return flow.finish()


def _read_literal(tree: Tree, page: Page) -> tuple[Block, ...] | None:
    body = next((child for child in tree.root.elements() if child.tag == "body"), None)
    reading = Reading(assets=page.assets)
    if body is None:
        return None
    try:
        blocks = read_blocks(body, reading, 0)
    except (TypeError, ValueError, KeyError) as error:
        page.ledger.report(
            "part-damaged",
            f"A piece of HTML is not quite as tablewright writes it ({error}); "
            "it was read as any other HTML.",
        )
        return None
    page.ledger.source("".join(reading.texts))
    return blocks

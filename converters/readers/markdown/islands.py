"""HTML inside Markdown -> blocks, by the HTML reader."""

from __future__ import annotations

from msgspec.structs import replace

from ...model import Block, Cell, Table
from ...model.scripts import quantity_text
from ...model.walk import map_block_lists
from ...tables.decimals import has_decimal_comma
from ...tables.values import parse_value
from ..html.fragment import read_fragment
from ..html.media import find_picture
from ..html.tree import Node
from .session import Session


def read_island(html: str, session: Session) -> tuple[Block, ...]:
    """The blocks in a piece of HTML; hidden text and scripts are left out."""
    blocks = read_fragment(html, session.page)
    return map_block_lists(blocks, _with_values) if session.literal else blocks


def _with_values(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Typed values, which islands do not repeat, read from the text of data cells."""
    return tuple(
        replace(block, cells=_typed(block.cells)) if isinstance(block, Table) else block
        for block in blocks
    )


def _typed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    comma = has_decimal_comma(quantity_text(cell.blocks) for cell in cells if cell.blocks)
    return tuple(_with_value(cell, comma) for cell in cells)


def _with_value(cell: Cell, decimal_comma: bool) -> Cell:
    if cell.role != "data" or not cell.blocks or cell.value is not None:
        return cell
    value = parse_value(quantity_text(cell.blocks), decimal_comma=decimal_comma)
    return replace(cell, value=value)


def read_picture(source: str, session: Session) -> tuple[str | None, str | None]:
    """Hash of the asset, or the address to keep, of a picture named in Markdown."""
    digest = session.data_picture(source)
    if digest is not None:
        return digest, None
    return find_picture(session.page, Node("img", {}, None), source)

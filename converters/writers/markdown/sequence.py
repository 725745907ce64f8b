"""Blocks in order, with what a template needs to know of their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from msgspec.structs import replace

from ...model import (
    Alignment,
    Block,
    Heading,
    List,
    ListItem,
    Paragraph,
)
from .annotations import annotation
from .inlines import label_span

_LAST_NUMBER = 999_999_999  # CommonMark 5.2: at most nine digits


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or neighbours of one alignment."""

    kind: str
    """Tag of the block, for example `heading`; `aligned` for a group."""
    block: Block
    """The block; the first one of a group."""
    blocks: tuple[Block, ...] = ()
    """Blocks of a group, without their alignment."""
    alignment: Alignment | None = None
    alternate: bool = False
    """Whether a list needs the other marker to stay apart from the list before it."""
    apart: bool = False
    """Whether an empty comment must keep the block apart from the one before it."""


def parts(blocks: Sequence[Block]) -> list[Part]:
    """The parts of a list of blocks."""
    found: list[Part] = []
    for alignment, group in groupby(blocks, _alignment):
        run = tuple(group)
        if alignment is not None:
            plain = tuple(replace(block, alignment=None) for block in run if _is_text(block))
            found.append(Part("aligned", run[0], plain, alignment))
            continue
        for block in run:
            found.append(_part(block, found[-1] if found else None))
    return found


def _alignment(block: Block) -> Alignment | None:
    return block.alignment if isinstance(block, Heading | Paragraph) else None


def _is_text(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph)


def _part(block: Block, before: Part | None) -> Part:
    kind = str(block.__struct_config__.tag)
    if before is None:
        return Part(kind, block)
    if isinstance(block, List) and isinstance(before.block, List):
        same = block.ordered == before.block.ordered
        return Part(kind, block, alternate=same and not before.alternate)
    # Any line above one that starts with a colon goes on with a definition list.
    ends_list = before.kind == "definitions" and not _is_text(block)
    return Part(kind, block, apart=ends_list)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    marker: str
    """Marker with the space behind it."""
    lead: str
    """Check box and label, in front of the first block."""
    blocks: tuple[Block, ...]
    width: int
    """Columns by which all lines but the first are indented."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list as Markdown lays it out."""

    annotation: str
    """An annotation and a line end, or empty."""
    items: tuple[Item, ...]
    gap: str
    """What stands between items, and between the blocks of an item."""


def list_view(part: Part) -> ListView:
    """The layout of the list in `part`."""
    block = part.block
    assert isinstance(block, List)
    told: dict[str, str] = {}
    if block.style is not None:
        told["style"] = block.style
    countable = block.start >= 0 and block.start + len(block.items) - 1 <= _LAST_NUMBER
    first = block.start if countable and block.ordered else 1
    if block.start != first:
        told["start"] = str(block.start)
    bullet, delimiter = ("*", ")") if part.alternate else ("-", ".")
    return ListView(
        annotation=annotation("list", **told) + "\n" if told else "",
        items=tuple(
            _item(item, f"{first + place}{delimiter}" if block.ordered else bullet)
            for place, item in enumerate(block.items)
        ),
        gap="\n" if _is_tight(block) else "\n\n",
    )


def _item(item: ListItem, marker: str) -> Item:
    width = len(marker) + 1
    lead = "" if item.checked is None else ("[x]" if item.checked else "[ ]")
    if item.label is not None:
        lead += (" " if lead else "") + label_span(item.label).replace("<span ", "<span data-item ")
    if lead and item.blocks:
        plain = _is_text(item.blocks[0]) and _alignment(item.blocks[0]) is None
        is_paragraph = isinstance(item.blocks[0], Paragraph) and plain
        lead += " " if is_paragraph else f"\n\n{' ' * width}"
    return Item(f"{marker} ", lead, item.blocks, width)


def _is_tight(block: List) -> bool:
    """Whether the items are single lines of text, each perhaps with such a list below it."""
    return all(_is_tight_item(item) for item in block.items)


def _is_tight_item(item: ListItem) -> bool:
    if not item.blocks:
        return True
    first, *rest = item.blocks
    if not isinstance(first, Paragraph) or first.alignment is not None:
        return False
    return not rest or (len(rest) == 1 and isinstance(rest[0], List) and _may_follow(rest[0]))


def _may_follow(block: List) -> bool:
    """Whether a list may stand directly below a line of text (CommonMark 5.3)."""
    starts = not block.ordered or block.start == 1
    filled = bool(block.items and block.items[0].blocks)
    return starts and filled and block.style is None and _is_tight(block)

"""Bookmarks: places that links name, and marks that group blocks (ECMA-376 Part 1, 17.13.6.2).

Word allows 40 letters, digits and underscores, a letter first, and tells no upper from lower case.
Other ids get a made-up name, which the side part maps back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...model import (
    Anchor,
    Block,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    Paragraph,
    Table,
)
from ...model.walk import iter_document_blocks
from .side_part import SidePart
from .xml import attribute

_NAME = re.compile(r"[^\W\d_]\w{0,39}")
_MADE_UP = re.compile(r"tw\d+")
_BOOKMARK = re.compile(r"<w:bookmarkStart\b[^>]*>")
_BOOKMARK_NAME = re.compile(r'\bw:name="([^"]*)"')
_BOOKMARK_ID = re.compile(r'\bw:id="(\d{1,9})"')


def document_ids(document: Document) -> list[str]:
    """Every id that links can point to, once each."""
    ids: dict[str, None] = {}
    for block in iter_document_blocks(document):
        if isinstance(block, Heading | Table) and block.id is not None:
            ids[block.id] = None
        for content in _contents(block):
            _add_anchors(content, ids)
    return list(ids)


def _contents(block: Block) -> Iterable[tuple[Inline, ...]]:
    if isinstance(block, Heading | Paragraph):
        return (block.content,)
    if isinstance(block, Table | Figure):
        return (block.caption,)
    if isinstance(block, DefinitionList):
        return (term for item in block.items for term in item.terms)
    return ()


def _add_anchors(inlines: tuple[Inline, ...], ids: dict[str, None]) -> None:
    for inline in inlines:
        if isinstance(inline, Anchor):
            ids[inline.id] = None
        elif isinstance(inline, Link):
            _add_anchors(inline.content, ids)


@dataclass(slots=True)
class Bookmarks:
    """Names of bookmarks; each name is used once."""

    side: SidePart
    _targets: dict[str, str] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _written: set[str] = field(default_factory=set)
    _made_up: int = 0
    _count: int = 0

    def reserve(self, markup: str) -> None:
        """Leave the numbers and names of bookmarks in `markup`, a template's, to them."""
        for tag in _BOOKMARK.findall(markup):
            name, number = _BOOKMARK_NAME.search(tag), _BOOKMARK_ID.search(tag)
            self._used.add(name[1].casefold() if name else "")
            self._count = max(self._count, int(number[1]) if number else 0)

    def plan(self, ids: list[str]) -> None:
        """Choose the name of every id, so that links forward know it."""
        for node_id in ids:
            self._targets[node_id] = self._name(node_id)

    def target(self, node_id: str) -> str | None:
        """Name of the bookmark that a link to `node_id` needs; None when there is none."""
        return self._targets.get(node_id)

    def open(self, node_id: str) -> tuple[str, str]:
        """Start and end element of a bookmark; an id written before gets another name."""
        name = self._targets.get(node_id)
        if name is None or name in self._written:
            name = self._make_up(node_id)
        self._written.add(name)
        self._count += 1
        return (
            f'<w:bookmarkStart w:id="{self._count}" w:name="{attribute(name)}"/>',
            f'<w:bookmarkEnd w:id="{self._count}"/>',
        )

    def mark(self, kind: str, content: str, value: Any = None) -> str:
        """`content` between a hidden pair of bookmarks; the side part holds `value` if any."""
        self._count += 1
        number = self._count
        if value:
            self.side.hold(number, value)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="_tw{number}_{kind}"/>'
            f'{content}<w:bookmarkEnd w:id="{number}"/>'
        )

    def _name(self, node_id: str) -> str:
        folded = node_id.casefold()
        usable = _NAME.fullmatch(node_id) and not _MADE_UP.fullmatch(folded)
        if usable and folded not in self._used:
            self._used.add(folded)
            return node_id
        return self._make_up(node_id)

    def _make_up(self, node_id: str) -> str:
        name = ""
        while not name or name in self._used:
            self._made_up += 1
            name = f"tw{self._made_up}"
        self.side.name_bookmark(name, node_id)
        return name

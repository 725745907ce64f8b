"""What Word, WPS and Excel write when they save a web page.

Lists are paragraphs with `mso-list` and their label as text, headings can be paragraphs named
MsoTitle or MsoHeading7 or carry `mso-outline-level`, and a workbook is a frame set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ...model import Block, List, ListItem, ListStyle
from .flow import Flow
from .labels import item_label
from .tree import Node, origin

_LEVEL = re.compile(r"\bl\d+\s+level(\d+)|^level(\d+)")
_NAMED = re.compile(r"^Mso(?:Title|Heading([1-9]))$")
_MAX_LEVEL: Final = 9
_KINDS: Final[tuple[tuple[re.Pattern[str], ListStyle], ...]] = (
    (re.compile(r"\d+"), "decimal"),
    (re.compile("[ivx]+(?=[.)、）]|$)"), "lower-roman"),
    (re.compile("[IVX]+(?=[.)、）]|$)"), "upper-roman"),
    (re.compile("[a-z](?=[.)、）]|$)"), "lower-alpha"),
    (re.compile("[A-Z](?=[.)、）]|$)"), "upper-alpha"),
    (re.compile("[一二三四五六七八九十]+"), "cjk-ideographic"),
)
_BULLETS: Final = frozenset("·•o§Øü*-–—►■□◆●○v")


@dataclass(slots=True)
class _Item:
    level: int
    label: str
    blocks: list[Block]
    children: list[_Item] = field(default_factory=list)


def outline_level(flow: Flow, node: Node) -> int | None:
    """The heading level that a paragraph's class or style gives it; None for body text."""
    for name in node.classes():
        match = _NAMED.match(name)
        if match is not None:
            return int(match[1] or 1)
    level = flow.page.sheet.style(node).get("mso-outline-level", "")
    return int(level) if level.isdecimal() and 1 <= int(level) <= 9 else None


def list_level(flow: Flow, node: Node) -> int | None:
    """The list level of a paragraph, from 1; None for one that is no list item."""
    match = _LEVEL.search(flow.page.sheet.style(node).get("mso-list", ""))
    if match is None or _label_node(node) is None:
        return None
    return min(int(match[1] or match[2]), _MAX_LEVEL)


def take_label(flow: Flow, node: Node) -> str | None:
    """The label that stands as text in a paragraph or heading; it is taken out of it."""
    found = _label_node(node)
    if found is None:
        return None
    assert found.parent is not None
    found.parent.children = [child for child in found.parent.children if child is not found]
    text = found.text()
    flow.page.ledger.convert(text)
    return " ".join(text.split())


def _label_node(node: Node) -> Node | None:
    for inner in node.walk():
        if "mso-list" in inner.attrs.get("style", "").lower():
            style = inner.attrs["style"].lower().replace(" ", "")
            if "mso-list:ignore" in style:
                return inner
    return None


def read_list_paragraphs(flow: Flow, first: Node) -> bool:
    """A run of paragraphs with `mso-list` as nested lists."""
    flow.flush()
    nodes = [first, *flow.take_while(lambda node: list_level(flow, node) is not None)]
    top: list[_Item] = []
    open_items: list[_Item] = []
    for node in nodes:
        level = list_level(flow, node) or 1
        label = take_label(flow, node) or ""
        item = _Item(level, label, list(flow.inner(node)))
        while open_items and open_items[-1].level >= level:
            open_items.pop()
        (open_items[-1].children if open_items else top).append(item)
        open_items.append(item)
    for block in _lists(top):
        flow.blocks.append(block)
    flow.blocks[-1:] = [_with_origin(flow.blocks[-1], first)] if flow.blocks else []
    return True


def _with_origin(block: Block, node: Node) -> Block:
    if isinstance(block, List):
        return List(block.items, block.ordered, block.start, block.style, origin=origin(node))
    return block


def _lists(items: list[_Item]) -> list[Block]:
    """Items as lists; a change between bullets and numbers starts a new one."""
    out: list[Block] = []
    run: list[_Item] = []
    for item in items:
        if run and _kind(run[-1].label)[0] != _kind(item.label)[0]:
            out.append(_list(run))
            run = []
        run.append(item)
    if run:
        out.append(_list(run))
    return out


def _list(items: list[_Item]) -> Block:
    style, start = _kind(items[0].label)
    if style is None:
        return List(tuple(ListItem((*item.blocks, *_lists(item.children))) for item in items))
    shown: ListStyle | None = None if style == "decimal" else style
    built: list[ListItem] = []
    for index, item in enumerate(items):
        usual = item_label(style, start + index)
        label = None if item.label.rstrip(".、") == usual.rstrip(".、") else item.label
        built.append(ListItem((*item.blocks, *_lists(item.children)), label or None))
    return List(tuple(built), True, start, shown)


def _kind(label: str) -> tuple[ListStyle | None, int]:
    """Numbering style and number of a label; None and 1 for a bullet."""
    core = label.strip("()（） ")
    if not core or (core[0] in _BULLETS and len(core) == 1):
        return None, 1
    for pattern, style in _KINDS:
        match = pattern.match(core)
        if match is not None:
            return style, _number(style, match[0])
    return None, 1


def _number(style: ListStyle, text: str) -> int:
    if style == "decimal":
        return int(text[:9])
    return next((n for n in range(1, 100) if item_label(style, n).rstrip(".、") == text), 1)

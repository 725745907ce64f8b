"""Lists: `ul`, `ol`, `menu`, `dir`, stray `li`, check boxes, and definition lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ...model import Block, DefinitionItem, DefinitionList, Inline, List, ListItem, ListStyle
from .flow import Flow, join_lines
from .labels import item_label
from .style import Style
from .tree import Node, origin

_TYPES: Final[dict[str, ListStyle]] = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "disc": "disc",
    "circle": "circle",
    "square": "square",
    "none": "none",
}
_STYLES: Final[dict[str, ListStyle]] = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimal",
    "lower-alpha": "lower-alpha",
    "lower-latin": "lower-alpha",
    "upper-alpha": "upper-alpha",
    "upper-latin": "upper-alpha",
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
    "cjk-ideographic": "cjk-ideographic",
    "cjk-decimal": "cjk-ideographic",
    "simp-chinese-informal": "cjk-ideographic",
    "trad-chinese-informal": "cjk-ideographic",
    "disc": "disc",
    "circle": "circle",
    "square": "square",
    "none": "none",
}
_LIST_TAGS: Final = ("ul", "ol", "menu", "dir")


@dataclass(slots=True)
class _Entry:
    """An item while its list is read."""

    blocks: list[Block]
    value: int | None = None
    checked: bool | None = None


def read_list(flow: Flow, node: Node, style: Style) -> bool:
    """`ul`, `ol`, `menu`, `dir`; without any item they are mere containers."""
    if flow.too_deep(node) or not any(child.tag == "li" for child in node.elements()):
        return False
    flow.flush()
    entries: list[_Entry] = []
    for child in node.children:
        _read_child(flow, child, entries)
    ordered = node.tag == "ol"
    kind = _list_style(node, style)
    if kind == ("decimal" if ordered else "disc"):
        kind = None
    if ordered:
        start, items = _numbered(node, entries, kind)
    else:
        start, items = (
            1,
            [
                ListItem(tuple(entry.blocks), checked=entry.checked)
                for entry in entries
                if entry.blocks or flow.page.literal
            ],
        )
    if any(item.blocks for item in items):
        flow.blocks.append(List(tuple(items), ordered, start, kind, origin=origin(node)))
    return True


def read_stray_item(flow: Flow, node: Node, style: Style) -> bool:
    """`li` outside any list: it and the items after it are a list."""
    if flow.too_deep(node):
        return False
    flow.flush()
    entries = [
        _item(flow, item) for item in (node, *flow.take_while(lambda item: item.tag == "li"))
    ]
    items = tuple(
        ListItem(tuple(entry.blocks), checked=entry.checked) for entry in entries if entry.blocks
    )
    if items:
        flow.blocks.append(List(items, origin=origin(node)))
    return True


def _read_child(flow: Flow, child: Node | str, entries: list[_Entry]) -> None:
    """Add an item, or what stands between items to the item before it."""
    if isinstance(child, str):
        if not child.strip():
            return
        child_nodes: list[Node | str] = [child]
    elif child.tag == "li":
        entries.append(_item(flow, child))
        return
    else:
        child_nodes = [child]
    inner = Flow(flow.page, flow.depth + 1, flow.state.copy())
    inner.anchors = flow.anchors
    inner.read(child_nodes)
    blocks = inner.finish()
    flow.anchors = inner.anchors
    if not blocks:
        return
    if isinstance(child, Node) and child.tag not in _LIST_TAGS and _only_list(blocks):
        entries.extend(_Entry(list(item.blocks)) for item in _only_list(blocks))
    elif entries:
        entries[-1].blocks.extend(blocks)
    else:
        entries.append(_Entry(list(blocks)))


def _only_list(blocks: tuple[Block, ...]) -> tuple[ListItem, ...]:
    """Items of a list that is all there is: a container stood between `ul` and `li`."""
    if len(blocks) == 1 and isinstance(blocks[0], List):
        return blocks[0].items
    return ()


def _item(flow: Flow, node: Node) -> _Entry:
    style = flow.page.sheet.style(node)
    name = flow.page.claim_id(node)
    if name is not None:
        flow.anchors.append(name)
    box = _leading_box(node)
    checked = None
    if box is not None:
        assert box.parent is not None
        checked = "checked" in box.attrs
        box.parent.children.remove(box)
    return _Entry(list(flow.inner(node, style)), _integer(node.attrs.get("value")), checked)


def _leading_box(node: Node) -> Node | None:
    """The check box that an item begins with."""
    for _ in range(4):
        first = next(
            (child for child in node.children if isinstance(child, Node) or child.strip()), None
        )
        if not isinstance(first, Node):
            return None
        if first.tag == "input":
            return first if first.attrs.get("type", "").lower() == "checkbox" else None
        if first.tag not in ("label", "p", "span", "div"):
            return None
        node = first
    return None


def _numbered(
    node: Node, entries: list[_Entry], kind: ListStyle | None
) -> tuple[int, list[ListItem]]:
    """Start number and items; a number that does not follow becomes a label."""
    step = -1 if "reversed" in node.attrs else 1
    number = _integer(node.attrs.get("start"))
    if number is None:
        number = len(entries) if step < 0 else 1
        if entries and entries[0].value is not None:
            number = entries[0].value
    start = number
    items: list[ListItem] = []
    for index, entry in enumerate(entries):
        if entry.value is not None:
            number = entry.value
        label = None if number == start + index else item_label(kind, number)
        items.append(ListItem(tuple(entry.blocks), label, entry.checked))
        number += step
    return start, items


def _list_style(node: Node, style: Style) -> ListStyle | None:
    named = (style.get("list-style-type") or style.get("list-style", "")) if style else ""
    for word in named.split():
        if word in _STYLES:
            return _STYLES[word]
    return _TYPES.get(node.attrs.get("type", "").strip())


def _integer(value: str | None) -> int | None:
    if value is None:
        return None
    digits = value.strip()
    try:
        number = int(digits) if len(digits) < 10 else None
    except ValueError:
        return None
    return number


def read_definitions(flow: Flow, node: Node, style: Style) -> bool:
    """`dl` with `dt`, `dd` and `div` groups; without any of them a mere container."""
    parts = _definition_parts(node)
    if flow.too_deep(node) or not any(isinstance(part, Node) for part in parts):
        return False
    flow.flush()
    items: list[DefinitionItem] = []
    terms: list[tuple[Inline, ...]] = []
    definitions: list[tuple[Block, ...]] = []
    for part in parts:
        is_term = isinstance(part, Node) and part.tag == "dt"
        if is_term and definitions:
            items.append(DefinitionItem(tuple(terms), tuple(definitions)))
            terms, definitions = [], []
        blocks = _definition_blocks(flow, part)
        if is_term:
            line, blocks = join_lines(blocks)
            if line:
                terms.append(line)
        if blocks or (flow.page.literal and not is_term):
            definitions.append(blocks)
    if terms or definitions:
        items.append(DefinitionItem(tuple(terms), tuple(definitions)))
    if items:
        flow.blocks.append(DefinitionList(tuple(items), origin=origin(node)))
    return True


def _definition_parts(node: Node) -> list[Node | str]:
    """Terms and definitions in order; other content counts as a definition."""
    parts: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                parts.append(child)
        elif child.tag == "div" and any(x.tag in ("dt", "dd") for x in child.elements()):
            parts.extend(x for x in child.children if isinstance(x, Node) or x.strip())
        else:
            parts.append(child)
    has_terms = any(isinstance(part, Node) and part.tag in ("dt", "dd") for part in parts)
    return parts if has_terms else []


def _definition_blocks(flow: Flow, part: Node | str) -> tuple[Block, ...]:
    if isinstance(part, Node) and part.tag in ("dt", "dd"):
        name = flow.page.claim_id(part)
        if name is not None:
            flow.anchors.append(name)
        return flow.inner(part, flow.page.sheet.style(part))
    inner = Flow(flow.page, flow.depth + 1, flow.state.copy())
    inner.anchors = flow.anchors
    inner.read([part])
    blocks = inner.finish()
    flow.anchors = inner.anchors
    return blocks

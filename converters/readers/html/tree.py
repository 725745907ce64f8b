"""Parse HTML text into a light tree that the rest of the reader works on.

The tree is built by lexbor after the WHATWG rules (13.2.6): implied tags, foster parenting,
misnesting, foreign content. Scripting counts as disabled, so `noscript` holds elements. Comments,
the text of scripts, and `template` content (inert, 4.12.3) are not taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...errors import LimitExceeded
from ...model import ElementOrigin
from ...model.text import clean_text
from ...tables.build import MAX_CELLS
from .bounded import bounded

MAX_DEPTH: Final = 512
"""Elements deeper than this are replaced by their content, as browsers do."""
MAX_PAGE_CELLS: Final = 1_000_000
_CAREFUL_TAGS: Final = 8_000
"""Below this number of tags no nesting is deep enough to slow the parser down."""
_CELL = re.compile("<t[dh][\\s>/]", re.IGNORECASE)
_TABLE = re.compile("<table", re.IGNORECASE)
_NONE: Final[dict[str, str]] = {}
"""Shared by all elements without attributes, of which large tables have many."""
_UNREAD = frozenset(("script", "template", "noembed"))
_WANTED_SCRIPT = re.compile("json|math/|tex")


class Node:
    """An element; text stands among its children as plain strings."""

    __slots__ = ("attrs", "children", "parent", "place", "step", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.children: list[Node | str] = []
        self.parent = parent
        self.step = ""
        """Tag with the position among same-named siblings; filled by `path`."""
        self.place = ""
        """Steps from the root; filled by `path`."""

    def elements(self) -> Iterator[Node]:
        """Child elements."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator[Node]:
        """This element and all below, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack += [child for child in reversed(node.children) if isinstance(child, Node)]

    def find(self, *tags: str) -> Node | None:
        """The first element below with one of the tags."""
        return next((node for node in self.walk() if node.tag in tags and node is not self), None)

    def text(self) -> str:
        """All text below, as it stands in the source."""
        parts: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.tag not in ("script", "style"):
                stack.extend(reversed(node.children))
        return "".join(parts)

    def classes(self) -> list[str]:
        """The class names."""
        return self.attrs.get("class", "").split()


def path(node: Node) -> str:
    """Steps from the root, with positions where same-named siblings exist."""
    if node.place:
        return node.place
    missing: list[Node] = []
    current: Node | None = node
    while current is not None and not current.place:
        missing.append(current)
        current = current.parent
    place = "" if current is None else current.place
    for ancestor in reversed(missing):
        if not ancestor.step:
            _number_children(ancestor)
        place = ancestor.place = f"{place}/{ancestor.step}"
    return place


def origin(node: Node) -> ElementOrigin:
    """Where an element stands in the page."""
    return ElementOrigin(path(node))


def _number_children(node: Node) -> None:
    if node.parent is None:
        node.step = node.tag
        return
    counts: dict[str, int] = {}
    siblings = list(node.parent.elements())
    for sibling in siblings:
        counts[sibling.tag] = counts.get(sibling.tag, 0) + 1
    seen: dict[str, int] = {}
    for sibling in siblings:
        seen[sibling.tag] = seen.get(sibling.tag, 0) + 1
        single = counts[sibling.tag] == 1
        sibling.step = sibling.tag if single else f"{sibling.tag}[{seen[sibling.tag]}]"


@dataclass(slots=True)
class Tree:
    """A parsed page."""

    root: Node
    text: str
    """All text of the body."""
    flattened: bool
    """Whether nesting was deeper than the limit."""
    by_tag: dict[str, list[Node]]
    """The elements of each tag in document order, as they were parsed."""

    def tagged(self, *tags: str) -> list[Node]:
        """All elements of some tags."""
        return [node for tag in tags for node in self.by_tag.get(tag, ())]


def parse_page(text: str) -> Tree:
    """The tree of a page.

    Raises LimitExceeded for pages with far too many cells.
    """
    _refuse_too_many_cells(text)
    text, cut = bounded(text, 2 * MAX_DEPTH) if text.count("<") > _CAREFUL_TAGS else (text, False)
    parser = LexborHTMLParser(text)
    assert parser.root is not None
    clean = "&#" in text
    tree = _convert(parser.root, clean)
    tree.flattened = tree.flattened or cut
    return tree


def _refuse_too_many_cells(text: str) -> None:
    """Refuse what would take gigabytes before anything is built."""
    cells = len(_CELL.findall(text)) if text.count("<") > MAX_CELLS else 0
    if cells <= MAX_CELLS:
        return
    largest = max(len(_CELL.findall(part)) for part in _TABLE.split(text))
    if cells > MAX_PAGE_CELLS or largest > MAX_CELLS:
        raise LimitExceeded(
            f"The page has about {cells:,} table cells; the limits are {MAX_CELLS:,} for a table "
            f"and {MAX_PAGE_CELLS:,} for a page. Split the page."
        )


def _convert(root: LexborNode, clean: bool) -> Tree:
    top = Node("html", _attributes(root), None)
    texts: list[str] = []
    by_tag: dict[str, list[Node]] = {}
    flattened = False
    stack: list[tuple[LexborNode, Node, int, bool]] = []
    _push(stack, root, top, 1, False)
    while stack:
        source, parent, depth, in_body = stack.pop()
        tag = source.tag
        if tag == "-text":
            text = source.text_content or ""
            if clean:
                text = clean_text(text)
            if in_body:
                texts.append(text)
            parent.children.append(text)
            continue
        if tag is None or tag[0] in "-!_":
            continue
        if depth > MAX_DEPTH:
            flattened = True
            _push(stack, source, parent, depth, in_body)
            continue
        attrs = source.attributes
        node = Node(tag, {k: v or "" for k, v in attrs.items()} if attrs else _NONE, parent)
        parent.children.append(node)
        by_tag.setdefault(tag, []).append(node)
        if tag in ("script", "style"):
            if tag == "style" or _WANTED_SCRIPT.search(node.attrs.get("type", "")):
                node.children.append(clean_text(source.text() or ""))
        elif tag not in _UNREAD:
            counted = in_body or tag in ("body", "frameset")
            _push(stack, source, node, depth + 1, counted)
    return Tree(top, "".join(texts), flattened, by_tag)


def _push(
    stack: list[tuple[LexborNode, Node, int, bool]],
    source: LexborNode,
    parent: Node,
    depth: int,
    in_body: bool,
) -> None:
    child = source.last_child
    while child is not None:
        stack.append((child, parent, depth, in_body))
        child = child.prev


def _attributes(source: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in source.attributes.items()}

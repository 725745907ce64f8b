"""Block tokens -> a tree, in which HTML containers hold the Markdown between their tags.

`<div align="center">`, a blank line, Markdown, a blank line and `</div>` are three blocks to
CommonMark (4.6); here they become one node. Tags without a partner stay blocks of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from ..base import MAX_NESTING
from .annotations import parse_annotation
from .tags import Tag, parse_tag

CONTAINERS = frozenset(
    ("div", "center", "p", "figure", "figcaption", "section", "article", "details", "blockquote")
)
TABLE = "html_table"
"""Kind of the node for an HTML table that blank lines cut into several blocks."""
NOTES = "notes"
"""Kind of the node between the annotations `notes` and `end`."""
_LONE_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s+[^<>]*)?>\s*")
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """A block: its token, the opening one where there are two, and what it holds."""

    kind: str
    """Type of the token without `_open`, `container` for HTML around Markdown, TABLE or NOTES."""
    token: Token
    children: list[Node] = field(default_factory=list)
    tag: Tag | None = None
    """The opening tag of a container."""
    start: int = 0
    """Place of its first token among all tokens."""
    end: int = 0
    """One past the place of its last token."""
    height: int = 0
    """Levels of nodes below."""

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Set the height from the children."""
        self.height = max((child.height + 1 for child in self.children), default=0)

    @property
    def inline(self) -> Token | None:
        """The inline token of a paragraph, heading or cell."""
        return next((child.token for child in self.children if child.kind == "inline"), None)


def build_tree(tokens: Sequence[Token], *, literal: bool) -> list[Node]:
    """The top nodes of `tokens`; annotations count only in `literal` files."""
    root = Node("root", Token("root", "", 0))
    stack = [root]
    for place, token in enumerate(tokens):
        if token.nesting == 1:
            node = Node(token.type.removesuffix("_open"), token, start=place, end=place + 1)
            stack[-1].children.append(node)
            stack.append(node)
        elif token.nesting == -1:
            closed = stack.pop()
            closed.end = place + 1
            closed.children = _paired(closed.children, literal)
            closed.measure()
        else:
            stack[-1].children.append(Node(token.type, token, start=place, end=place + 1))
    return _paired(root.children, literal)


def _paired(nodes: list[Node], literal: bool) -> list[Node]:
    """`nodes` with everything between the two tags of a container inside one node."""
    if not any(node.kind == "html_block" for node in nodes):
        return nodes
    nodes = list(_with_whole_tables(nodes))
    levels: list[list[Node]] = [[]]
    opened: list[tuple[str, Node]] = []
    for node in nodes:
        side = _side(node, literal)
        if side is None:
            levels[-1].append(node)
        elif not side.closing:
            opened.append((side.name, node))
            levels.append([])
        elif side.name in (name for name, _ in opened):
            while opened[-1][0] != side.name:
                _unwrap(levels, opened)
            _name, start = opened.pop()
            inner = levels.pop()
            if max((child.height for child in inner), default=0) > MAX_NESTING:
                levels[-1] += inner  # tags hold no text
                continue
            kind = NOTES if side.name == NOTES else "container"
            tag = _side(start, literal)
            levels[-1].append(Node(kind, start.token, inner, tag))
        else:
            levels[-1].append(node)
    while opened:
        _unwrap(levels, opened)
    return levels[0]


def _with_whole_tables(nodes: list[Node]) -> Iterator[Node]:
    """`nodes` with the pieces of a `<table>` that holds blank lines as one node."""
    waiting: list[Node] = []
    depth = 0
    for node in nodes:
        if node.kind == "html_block":
            depth += table_depth(node.token.content)
        waiting.append(node)
        if depth <= 0:
            depth = 0
            if len(waiting) == 1:
                yield node
            else:
                first = waiting[0]
                yield Node(TABLE, first.token, waiting, start=first.start, end=node.end)
            waiting = []
    yield from waiting


def _unwrap(levels: list[list[Node]], opened: list[tuple[str, Node]]) -> None:
    """Give up the innermost open container: its tag stays a block before its content."""
    _name, start = opened.pop()
    inner = levels.pop()
    levels[-1] += [start, *inner]


def _side(node: Node, literal: bool) -> Tag | None:
    """The container tag that a block of HTML consists of, or None."""
    if node.kind != "html_block":
        return None
    source = node.token.content.strip()
    if literal and source.startswith("<!--"):
        annotation = parse_annotation(source)
        if annotation is not None and annotation.kind in (NOTES, "end"):
            return Tag(NOTES, {}, annotation.kind == "end", False)
        return None
    if not _LONE_TAG.fullmatch(source):
        return None
    tag = parse_tag(source)
    return tag if tag is not None and tag.name in CONTAINERS else None


def table_depth(source: str) -> int:
    """How many tables a piece of HTML opens without closing them."""
    return sum(-1 if slash else 1 for slash in _TABLE_TAG.findall(source))

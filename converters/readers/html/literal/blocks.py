"""Block markup of our own pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

from ....model import (
    Block,
    Code,
    DefinitionItem,
    DefinitionList,
    Equation,
    Figure,
    Heading,
    Inline,
    List,
    ListItem,
    ListStyle,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
)
from ..tree import Node
from .attributes import DamagedPage, alignment_of, name_of, origin_of, whole
from .inlines import Reading, read_inlines

BlockReader = Callable[[Node, Reading, int], tuple[Block, ...]]
MAX_DEPTH: Final = 150
"""Levels of blocks in blocks; deeper pages are read as ordinary ones, which flatten."""

_WRAPPERS: Final = frozenset(("div", "section", "article", "main", "header", "footer", "aside"))
_STYLE = "list-style-type:"


def read_blocks(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    """The blocks in a container; a run of inlines is a paragraph."""
    if depth > MAX_DEPTH:
        raise DamagedPage("nesting")
    blocks: list[Block] = []
    run: list[Node | str] = []
    for child in node.children:
        reader = None if isinstance(child, str) else block_reader(child)
        if reader is None:
            run.append(child)
            continue
        assert isinstance(child, Node)
        _end_run(node, run, reading, blocks)
        run = []
        blocks.extend(reader(child, reading, depth + 1))
    _end_run(node, run, reading, blocks)
    return tuple(blocks)


def _end_run(node: Node, run: list[Node | str], reading: Reading, blocks: list[Block]) -> None:
    if all(isinstance(child, str) and not child.strip(" \t\n") for child in run):
        return
    content = read_inlines(run, reading)
    if content:
        origin = origin_of(node, "data-paragraph-origin")
        blocks.append(Paragraph(content, origin=origin))


def block_reader(node: Node) -> BlockReader | None:
    """What reads an element as blocks; None for inline elements."""
    if node.tag not in _WRAPPERS:
        return READERS.get(node.tag)
    attrs = node.attrs
    if "data-mark" in attrs:
        return _nothing
    if "data-latex" in attrs:
        return _equation
    if "data-page-break" in attrs:
        return _page_break
    if attrs.get("role") == "heading":
        return _heading
    if "data-table" in attrs:
        from .tables import read_table

        return read_table
    return read_blocks


def _nothing(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    return ()


def label_of(node: Node) -> str | None:
    """The label that the element's first child, or the one after it, carries."""
    for child in node.children[:2]:
        if isinstance(child, Node) and "data-label" in child.attrs:
            return child.attrs["data-label"]
    return None


def _content(node: Node, reading: Reading) -> tuple[Inline, ...]:
    return read_inlines(node.children, reading)


def _heading(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    level = whole(node, "aria-level", 0) or int(node.tag[1:])
    return (
        Heading(
            level,
            _content(node, reading),
            id=name_of(node),
            label=label_of(node),
            alignment=alignment_of(node),
            origin=origin_of(node),
        ),
    )


def _paragraph(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    return (
        Paragraph(
            _content(node, reading),
            alignment=alignment_of(node),
            label=label_of(node),
            origin=origin_of(node),
        ),
    )


def _list(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    items = tuple(_item(child, reading, depth) for child in node.elements() if child.tag == "li")
    ordered = node.tag == "ol"
    start = whole(node, "start" if ordered else "data-start", 1)
    return (List(items, ordered, start, _list_style(node), origin=origin_of(node)),)


def _list_style(node: Node) -> ListStyle | None:
    style = node.attrs.get("style", "")
    if _STYLE not in style:
        return None
    name = style.split(_STYLE)[1].split(";")[0].strip()
    for known in get_args(ListStyle):
        if name == known:
            return known  # type: ignore[no-any-return]
    raise DamagedPage(f"list style {name}")


def _item(node: Node, reading: Reading, depth: int) -> ListItem:
    checked = None
    for child in list(node.elements())[:2]:
        if "data-checked" in child.attrs:
            checked = child.attrs["data-checked"] == "true"
    return ListItem(read_blocks(node, reading, depth), label_of(node), checked)


def _definitions(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    items = tuple(_definition(group, reading, depth) for group in node.elements())
    return (DefinitionList(items, origin=origin_of(node)),)


def _definition(group: Node, reading: Reading, depth: int) -> DefinitionItem:
    parts = [part for part in group.elements() if "data-none" not in part.attrs]
    return DefinitionItem(
        tuple(_content(part, reading) for part in parts if part.tag == "dt"),
        tuple(read_blocks(part, reading, depth) for part in parts if part.tag == "dd"),
    )


def _figure(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    captions = [child for child in node.elements() if child.tag == "figcaption"]
    body = Node(node.tag, node.attrs, node.parent)
    body.children = [child for child in node.children if child not in captions]
    blocks = read_blocks(body, reading, depth)
    caption = _content(captions[0], reading) if captions else ()
    return (Figure(blocks, caption, origin=origin_of(node)),)


def _code(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    inner = next(node.elements(), node)
    text = inner.text()
    reading.texts.append(text)
    return (Code(text, inner.attrs.get("data-language"), origin=origin_of(node)),)


def _quote(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    return (Quote(read_blocks(node, reading, depth), origin=origin_of(node)),)


def _equation(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    label = next((x.attrs["data-label"] for x in node.elements() if "data-label" in x.attrs), None)
    latex, mathml = node.attrs["data-latex"], node.attrs.get("data-mathml")
    return (Equation(latex, mathml, label, origin=origin_of(node)),)


def _page_break(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    return (PageBreak(origin=origin_of(node)),)


def _rule(node: Node, reading: Reading, depth: int) -> tuple[Block, ...]:
    return (Rule(origin=origin_of(node)),)


READERS: Final[Mapping[str, BlockReader]] = {
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "h4": _heading,
    "h5": _heading,
    "h6": _heading,
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "figure": _figure,
    "pre": _code,
    "blockquote": _quote,
    "hr": _rule,
}

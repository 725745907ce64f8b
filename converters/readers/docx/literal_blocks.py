"""Read the blocks of our own files exactly as they were written (`docs/docx-markup.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec
from lxml.etree import _Element as Element
from msgspec.structs import replace

from ...model import (
    Alignment,
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
    Table,
)
from . import literal_tables
from .literal_inlines import Content, Literal, read_content
from .marks import BOOKMARK_END, BOOKMARK_START, Node, Range, elements_of, grouped, text_of_nodes
from .names import PPR, TBL, P, T, W, number, text_of, val

ALIGNMENTS: Final[Mapping[str, Alignment]] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "both": "justify",
}


class _ListEntry(msgspec.Struct, frozen=True):
    ordered: bool = False
    start: int = 1
    style: ListStyle | None = None


class _ItemEntry(msgspec.Struct, frozen=True):
    label: str | None = None
    checked: bool | None = None


@dataclass(slots=True)
class _OpenList:
    num_id: str
    level: int
    items: list[list[Block]] = field(default_factory=list)


@dataclass(slots=True)
class _Flow:
    """The blocks of one container so far, and the lists that are open at its end."""

    literal: Literal
    blocks: list[Block] = field(default_factory=list)
    lists: list[_OpenList] = field(default_factory=list)
    caption: tuple[Inline, ...] = ()

    def add(self, block: Block) -> None:
        """Add a block, which ends all lists."""
        self.close(0)
        self.blocks.append(block)

    def item(self, num_id: str, level: int, blocks: list[Block]) -> None:
        """Add a list item (see Lists in `docs/docx-markup.md`)."""
        while self.lists and self.lists[-1].level > level:
            self.close(len(self.lists) - 1)
        if self.lists and self.lists[-1].level == level and self.lists[-1].num_id != num_id:
            self.close(len(self.lists) - 1)
        if not self.lists or self.lists[-1].level < level:
            self.lists.append(_OpenList(num_id, level))
        self.lists[-1].items.append(blocks)

    def close(self, depth: int) -> None:
        """Close the lists deeper than `depth`."""
        while len(self.lists) > depth:
            closed = self.lists.pop()
            ordered, style, start = self.literal.lists.get(closed.num_id, (False, None, 1))
            items = tuple(ListItem(tuple(blocks)) for blocks in closed.items)
            block = List(items, ordered, start, style)  # type: ignore[arg-type]  # a ListStyle
            (self.lists[-1].items[-1] if self.lists else self.blocks).append(block)


def read_body(literal: Literal, body: Element) -> tuple[Block, ...]:
    """The blocks of the body, without what a template has put before and after them."""
    nodes = grouped(body)
    for node in nodes:
        if isinstance(node, Range) and node.kind == "body":
            around = text_of_nodes(other for other in nodes if other is not node)
            literal.ledger.leave_out("template", around)
            return read_nodes(literal, node.nodes)
    return read_nodes(literal, nodes)


def read_literal(literal: Literal, container: Element) -> tuple[Block, ...]:
    """The blocks of a cell or note."""
    return read_nodes(literal, grouped(container))


def read_nodes(literal: Literal, nodes: Iterable[Node]) -> tuple[Block, ...]:
    """The blocks that nodes stand for."""
    flow = _Flow(literal)
    for node in nodes:
        if isinstance(node, Range):
            _read_range(flow, node)
        elif node.tag == P:
            _read_paragraph(flow, node)
        elif node.tag == TBL:
            _add_table(flow, node, None)
    flow.close(0)
    return tuple(flow.blocks)


# --- paragraphs -----------------------------------------------------------------------------


def style_of(paragraph: Element) -> str:
    """The style id of a paragraph, empty without one."""
    properties = paragraph.find(PPR)
    return "" if properties is None else val(properties.find(W + "pStyle")) or ""


def _read_paragraph(flow: _Flow, element: Element) -> None:
    style = style_of(element)
    content = read_content(flow.literal, element)
    if style == "TableCaption":
        flow.caption = tuple(content.inlines)
        return
    numbering = _numbering(element)
    if numbering is not None:
        paragraph = _paragraph(element, content)
        flow.item(*numbering, [] if paragraph is None else [paragraph])
    elif style == "TableNote" and flow.blocks and isinstance(flow.blocks[-1], Table):
        note = _paragraph(element, content)
        table = flow.blocks[-1]
        if note is not None:
            flow.blocks[-1] = replace(table, notes=(*table.notes, note))
    else:
        block = _block(element, style, content)
        if block is not None:
            flow.add(block)


def _numbering(element: Element) -> tuple[str, int] | None:
    properties = element.find(PPR)
    own = None if properties is None else properties.find(W + "numPr")
    if own is None:
        return None
    return val(own.find(W + "numId")) or "", number(val(own.find(W + "ilvl")))


def _block(element: Element, style: str, content: Content) -> Block | None:
    if style == "HorizontalRule":
        return Rule()
    if content.page_break:
        return PageBreak()
    if style == "SourceCode":
        return Code(_code_text(element))
    paragraph = _paragraph(element, content)
    if paragraph is None:
        return None
    if style.startswith("Heading") and style[7:].isdecimal():
        return Heading(
            int(style[7:]),
            paragraph.content,
            content.bookmark,
            paragraph.label,
            paragraph.alignment,
        )
    return paragraph


def _paragraph(element: Element, content: Content) -> Paragraph | None:
    """The paragraph, None when it has no content."""
    if not content.inlines and content.label is None:
        return None
    return Paragraph(tuple(content.inlines), alignment_of(element), content.label)


def alignment_of(element: Element) -> Alignment | None:
    """The alignment that a paragraph states itself."""
    properties = element.find(PPR)
    own = None if properties is None else val(properties.find(W + "jc"))
    return ALIGNMENTS.get(own or "")


def _code_text(element: Element) -> str:
    signs = {W + "br": "\n", W + "tab": "\t"}
    return "".join(
        text_of(child) if child.tag == T else signs.get(child.tag, "")
        for run in element.iterchildren(W + "r")
        for child in run
    )


# --- marks ----------------------------------------------------------------------------------


def _read_range(flow: _Flow, node: Range) -> None:
    literal, kind = flow.literal, node.kind
    if kind == "table":
        table = next((e for e in elements_of(node.nodes) if e.tag == TBL), None)
        if table is not None:
            _add_table(flow, table, node.number)
    elif kind == "table_notes":
        notes = read_nodes(literal, node.nodes)
        if flow.blocks and isinstance(flow.blocks[-1], Table):
            flow.blocks[-1] = replace(flow.blocks[-1], notes=notes)
    elif kind == "list_item":
        _read_item(flow, node)
    elif kind != "unused_notes":
        block = _marked_block(literal, node)
        if block is not None:
            flow.add(block)


def _read_item(flow: _Flow, node: Range) -> None:
    first = next((e for e in node.nodes if isinstance(e, Element) and e.tag == P), None)
    numbering = None if first is None else _numbering(first)
    if first is None or numbering is None:
        for block in read_nodes(flow.literal, node.nodes):
            flow.add(block)
        return
    paragraph = _paragraph(first, read_content(flow.literal, first))
    rest = read_nodes(flow.literal, [e for e in node.nodes if e is not first])
    flow.item(*numbering, [*([] if paragraph is None else [paragraph]), *rest])


def _marked_block(literal: Literal, node: Range) -> Block | None:
    if node.kind == "quote":
        return Quote(read_nodes(literal, node.nodes))
    if node.kind == "figure":
        return _figure(literal, node)
    if node.kind == "definitions":
        return DefinitionList(tuple(_definition_item(literal, item) for item in _ranges(node)))
    if node.kind == "list":
        entry = literal.side.entry(node.number, _ListEntry) or _ListEntry()
        items = tuple(_labelled_item(literal, item) for item in _ranges(node))
        return List(items, entry.ordered, entry.start, entry.style)
    literal.ledger.convert(text_of_nodes(node.nodes))
    block = literal.side.entry(node.number, Block)
    return block if isinstance(block, Equation | Code | Table) else None


def _ranges(node: Range) -> list[Range]:
    return [inside for inside in node.nodes if isinstance(inside, Range)]


def _figure(literal: Literal, node: Range) -> Figure:
    nodes = [e for e in node.nodes if not _is_bookmark(e)]
    caption: tuple[Inline, ...] = ()
    last = nodes[-1] if nodes else None
    if isinstance(last, Element) and last.tag == P and style_of(last) == "ImageCaption":
        caption = tuple(read_content(literal, last).inlines)
        nodes = nodes[:-1]
    return Figure(read_nodes(literal, nodes), caption)


def _is_bookmark(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in (BOOKMARK_START, BOOKMARK_END)


def _definition_item(literal: Literal, node: Range) -> DefinitionItem:
    terms = tuple(
        tuple(read_content(literal, element).inlines)
        for element in node.nodes
        if isinstance(element, Element)
        and element.tag == P
        and style_of(element) == "DefinitionTerm"
    )
    return DefinitionItem(
        terms, tuple(read_nodes(literal, inside.nodes) for inside in _ranges(node))
    )


def _labelled_item(literal: Literal, node: Range) -> ListItem:
    entry = literal.side.entry(node.number, _ItemEntry) or _ItemEntry()
    nodes = [e for e in node.nodes if not _is_bookmark(e)]
    blocks: list[Block] = []
    first = nodes[0] if nodes else None
    if isinstance(first, Element) and first.tag == P:
        content = read_content(literal, first)
        if content.inlines:
            blocks.append(Paragraph(tuple(content.inlines), alignment_of(first)))
        nodes = nodes[1:]
    return ListItem((*blocks, *read_nodes(literal, nodes)), entry.label, entry.checked)


def _add_table(flow: _Flow, element: Element, number_of_mark: str | None) -> None:
    table = literal_tables.read_table(flow.literal, element, number_of_mark, read_literal)
    if table is not None:
        flow.add(replace(table, caption=flow.caption))
    flow.caption = ()

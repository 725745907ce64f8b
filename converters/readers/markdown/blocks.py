"""Block nodes -> blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
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
    LineBreak,
    List,
    ListItem,
    ListStyle,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from ...model.walk import map_block_lists
from .annotations import Annotation, parse_annotation
from .inlines import InlineReader, Line
from .islands import read_island
from .limits import DEEP
from .lists import take_check_box
from .parser import render_tokens
from .pipes import PIPE_TABLE
from .session import Session
from .tables import read_pipe_table
from .tree import NOTES, TABLE, Node

_ALIGNMENTS: Final = frozenset(get_args(Alignment))
_STYLES: Final = frozenset(get_args(ListStyle))
_PAGE_BREAK = '<div style="page-break-after: always"></div>'


@dataclass(slots=True)
class _Blocks:
    """The blocks of one container while they are read."""

    blocks: list[Block] = field(default_factory=list)
    annotation: Annotation | None = None
    """What was said of the next block."""
    caption: tuple[Inline, ...] | None = None
    """Caption of the next table."""


class BlockReader:
    """Reads nodes of one source."""

    def __init__(self, session: Session, tokens: Sequence[Token]) -> None:
        self.session = session
        self._tokens = tokens
        self.item_label: str | None = None
        """Label that the last paragraph gave its list item."""
        self._kinds: Mapping[str, Callable[[Node, _Blocks], None]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "fence": self._fence,
            "code_block": self._code_block,
            "hr": self._rule,
            PIPE_TABLE: self._table,
            "dl": self._definitions,
            "math_block": self._equation,
            "math_block_label": self._equation,
            "html_block": self._html,
            "container": self._container,
            "footnote_reference": self._skip,
            TABLE: self._cut_table,
            NOTES: self._table_notes,
            DEEP: self._deep,
        }

    def read(self, nodes: Sequence[Node]) -> tuple[Block, ...]:
        """The blocks of `nodes`."""
        into = _Blocks()
        for node in nodes:
            self._kinds[node.kind](node, into)
        return tuple(into.blocks)

    def _line(self, token: Token, *, name_first: bool = False) -> Line:
        line = InlineReader(self.session).read(token.children or [], name_first)
        self.item_label = line.item_label
        return line

    # --- text -------------------------------------------------------------------------------

    def _paragraph(self, node: Node, into: _Blocks) -> None:
        token = node.inline
        if token is None:
            return
        line = self._line(token)
        if _take(into, "caption") is not None:
            into.caption = line.content
        elif line.content or line.label is not None:
            origin = self.session.origin(node.token)
            into.blocks.append(Paragraph(line.content, label=line.label, origin=origin))

    def _heading(self, node: Node, into: _Blocks) -> None:
        token = node.inline
        if token is None:
            return
        line = self._line(token, name_first=True)
        told = _take(into, "heading") or {}
        level = told.get("level", "")
        into.blocks.append(
            Heading(
                int(level) if level in ("7", "8", "9") else int(node.token.tag[1]),
                line.content,
                id=line.name,
                label=line.label,
                origin=self.session.origin(node.token),
            )
        )

    def _deep(self, node: Node, into: _Blocks) -> None:
        origin = self.session.origin(node.token)
        self.session.ledger.source(node.token.content)
        self.session.ledger.report(
            "nesting-limit", "Lists or quotes nested deeper than the limit became text.", origin
        )
        into.blocks.append(Paragraph((Text(node.token.content),), origin=origin))

    def _skip(self, node: Node, into: _Blocks) -> None:
        """Footnotes are read apart."""

    # --- lists ------------------------------------------------------------------------------

    def _list(self, node: Node, into: _Blocks) -> None:
        told = _take(into, "list") or {}
        ordered = node.kind == "ordered_list"
        style = told.get("style")
        items = tuple(self._item(child) for child in node.children if child.kind == "list_item")
        into.blocks.append(
            List(
                items,
                ordered=ordered,
                start=_integer(
                    told.get("start"),
                    int(node.token.attrGet("start") or 1)
                    if ordered and node.token.attrGet("start") is not None
                    else 1,
                ),
                style=style if style in _STYLES else None,  # type: ignore[arg-type]
                origin=self.session.origin(node.token),
            )
        )

    def _item(self, node: Node) -> ListItem:
        checked, label = None, None
        nodes = node.children
        first = nodes[0].inline if nodes and nodes[0].kind == "paragraph" else None
        blocks: tuple[Block, ...] = ()
        if first is not None:
            checked = take_check_box(first)
            self.item_label = None
            blocks = self.read(nodes[:1])
            label = self.item_label
            nodes = nodes[1:]
        return ListItem((*blocks, *self.read(nodes)), label=label, checked=checked)

    def _definitions(self, node: Node, into: _Blocks) -> None:
        items: list[DefinitionItem] = []
        terms: tuple[tuple[Inline, ...], ...] = ()
        definitions: list[tuple[Block, ...]] = []
        for child in node.children:
            if child.kind == "dt":
                if definitions:
                    items.append(DefinitionItem(terms, tuple(definitions)))
                terms, definitions = self._terms(child), []
            elif child.kind == "dd":
                definitions.append(self.read(child.children))
        items.append(DefinitionItem(terms, tuple(definitions)))
        into.blocks.append(DefinitionList(tuple(items), origin=self.session.origin(node.token)))

    def _terms(self, node: Node) -> tuple[tuple[Inline, ...], ...]:
        token = node.inline
        if token is None:
            return ()
        line = self._line(token)
        return line.terms or ((line.content,) if line.content else ())

    # --- other blocks -----------------------------------------------------------------------

    def _quote(self, node: Node, into: _Blocks) -> None:
        blocks = self.read(node.children)
        into.blocks.append(Quote(blocks, origin=self.session.origin(node.token)))

    def _fence(self, node: Node, into: _Blocks) -> None:
        info = node.token.info.strip()
        if info == "math":
            self._equation(node, into)
            return
        language = unescapeAll(info.split()[0]).strip() if info else None
        self._code(node, language or None, into)

    def _code_block(self, node: Node, into: _Blocks) -> None:
        self._code(node, None, into)

    def _code(self, node: Node, language: str | None, into: _Blocks) -> None:
        text = node.token.content.removesuffix("\n")
        self.session.ledger.source(text)
        into.blocks.append(Code(text, language, origin=self.session.origin(node.token)))

    def _equation(self, node: Node, into: _Blocks) -> None:
        told = _take(into, "equation") or {}
        latex = node.token.content
        latex = latex.removesuffix("\n") if node.kind == "fence" else latex.strip()
        self.session.ledger.source(latex)
        label = told.get("label")
        if label is None and node.kind == "math_block_label":
            label = f"({node.token.info})"
        into.blocks.append(Equation(latex, label=label, origin=self.session.origin(node.token)))

    def _rule(self, node: Node, into: _Blocks) -> None:
        into.blocks.append(Rule(origin=self.session.origin(node.token)))

    # --- tables -----------------------------------------------------------------------------

    def _table(self, node: Node, into: _Blocks) -> None:
        told = _take(into, "table") or {}
        caption, into.caption = into.caption or (), None
        table = read_pipe_table(node, self.session, told, caption)
        if table is not None:
            into.blocks.append(table)

    def _table_notes(self, node: Node, into: _Blocks) -> None:
        blocks = self.read(node.children)
        last = into.blocks[-1] if into.blocks else None
        if isinstance(last, Table):
            into.blocks[-1] = replace(last, notes=(*last.notes, *blocks))
        else:
            into.blocks.extend(blocks)

    def _cut_table(self, node: Node, into: _Blocks) -> None:
        parts = [
            child.token.content
            if child.kind == "html_block"
            else render_tokens(list(self._tokens[child.start : child.end]), self.session.env)
            for child in node.children
        ]
        self._island("\n".join(parts), node, into)

    # --- HTML -------------------------------------------------------------------------------

    def _html(self, node: Node, into: _Blocks) -> None:
        source = node.token.content.strip()
        if source.startswith("<!--") and source.find("-->") == len(source) - 3:
            into.annotation = parse_annotation(source) if self.session.literal else None
        elif source == _PAGE_BREAK:
            into.blocks.append(PageBreak(origin=self.session.origin(node.token)))
        else:
            self._island(node.token.content, node, into)

    def _island(self, html: str, node: Node, into: _Blocks) -> None:
        origin = self.session.origin(node.token)
        for block in read_island(html, self.session):
            into.blocks.append(replace(block, origin=origin))

    def _container(self, node: Node, into: _Blocks) -> None:
        assert node.tag is not None
        if node.tag.name == "figure":
            self._figure(node, into)
            return
        blocks = self.read(node.children)
        if node.tag.name == "blockquote":
            into.blocks.append(Quote(blocks, origin=self.session.origin(node.token)))
            return
        alignment = _alignment(node)
        into.blocks.extend(_aligned(blocks, alignment) if alignment else blocks)

    def _figure(self, node: Node, into: _Blocks) -> None:
        captions = [
            child
            for child in node.children
            if child.kind == "container"
            and child.tag is not None
            and child.tag.name == "figcaption"
        ]
        blocks = self.read([child for child in node.children if child not in captions])
        caption: list[Inline] = []
        for block in self.read([inner for child in captions for inner in child.children]):
            if isinstance(block, Paragraph):
                caption += [LineBreak(), *block.content] if caption else block.content
            else:
                blocks = (*blocks, block)
        origin = self.session.origin(node.token)
        into.blocks.append(Figure(blocks, tuple(caption), origin=origin))


def _take(into: _Blocks, kind: str) -> Mapping[str, str] | None:
    """The values of the annotation in front of a block of this kind; used up."""
    found, into.annotation = into.annotation, None
    return found.values if found is not None and found.kind == kind else None


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None and len(text) < 20 else otherwise
    except ValueError:
        return otherwise


def _alignment(node: Node) -> Alignment | None:
    assert node.tag is not None
    if node.tag.name == "center":
        return "center"
    found = node.tag.attrs.get("align", "").lower()
    return found if found in _ALIGNMENTS else None  # type: ignore[return-value]


def _aligned(blocks: tuple[Block, ...], alignment: Alignment) -> tuple[Block, ...]:
    def align(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(block, alignment=alignment)
            if isinstance(block, Heading | Paragraph) and block.alignment is None
            else block
            for block in inner
        )

    return map_block_lists(blocks, align)

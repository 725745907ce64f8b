"""Blocks of the model as views for templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from markupsafe import Markup

from ...model import (
    Alignment,
    Block,
    Code,
    DefinitionItem,
    DefinitionList,
    Equation,
    Figure,
    Heading,
    InlineEquation,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from .inlines import equation_attributes, equation_html, inlines_html, label_html
from .markup import Attribute, attributes, escape_text, finished
from .page import Page
from .views import (
    BlockView,
    CodeView,
    Content,
    DefinitionsView,
    DefinitionView,
    EquationView,
    FigureView,
    HeadingView,
    ItemView,
    ListView,
    PageBreakView,
    ParagraphView,
    QuoteView,
    RuleView,
)

NOTHING = Markup("")
_NO_CONTENT = Content(NOTHING)
_SIMPLE_NAME = re.compile("[A-Za-z0-9_+#.-]+")


def block_views(
    blocks: tuple[Block, ...], page: Page, *, in_header: bool = False
) -> tuple[BlockView, ...]:
    """Views of blocks; in a `th`, where HTML forbids h1 to h6, headings are divs with a role."""
    return tuple(_block(block, page, in_header) for block in blocks)


def _block(block: Block, page: Page, in_header: bool) -> BlockView:
    if isinstance(block, Paragraph):
        return _paragraph(block, page)
    if isinstance(block, Heading):
        return _heading(block, page, in_header)
    if isinstance(block, Table):
        from .tables import table_view  # tables hold blocks, and blocks can be tables

        return table_view(block, page)
    if isinstance(block, List):
        return _list(block, page, in_header)
    if isinstance(block, DefinitionList):
        entries = tuple(_definition(item, page, in_header) for item in block.items)
        return DefinitionsView(_origin(block, page), entries)
    if isinstance(block, Figure):
        return _figure(block, page, in_header)
    if isinstance(block, Code):
        return _code(block, page)
    if isinstance(block, Quote):
        quoted = block_views(block.blocks, page, in_header=in_header)
        return QuoteView(_origin(block, page), quoted)
    if isinstance(block, Equation):
        return _equation(block, page)
    if isinstance(block, PageBreak):
        return PageBreakView(_origin(block, page))
    if isinstance(block, Rule):
        return RuleView(_origin(block, page))
    assert_never(block)


def _origin(block: Block, page: Page) -> Markup:
    return attributes(page.origin_attributes(block.origin))


def alignment_attributes(alignment: Alignment | None) -> Iterator[Attribute]:
    """`style` for an alignment."""
    yield "style", alignment and f"text-align:{alignment}"


def _paragraph(block: Paragraph, page: Page) -> ParagraphView:
    attrs = attributes(
        [*alignment_attributes(block.alignment), *page.origin_attributes(block.origin)]
    )
    return ParagraphView(attrs, label_html(block.label) + inlines_html(block.content, page))


def _heading(block: Heading, page: Page, in_header: bool) -> HeadingView:
    own = block.level <= 6 and not in_header
    pairs: list[Attribute] = [
        ("class", None if own else f"h{block.level}"),
        ("role", None if own else "heading"),
        ("aria-level", None if own else block.level),
        *page.id_attributes(block.id),
        *alignment_attributes(block.alignment),
        *page.origin_attributes(block.origin),
    ]
    content = label_html(block.label) + inlines_html(block.content, page)
    return HeadingView(f"h{block.level}" if own else "div", attributes(pairs), content)


def _list(block: List, page: Page, in_header: bool) -> ListView:
    start = None if block.start == 1 else block.start
    style = None if block.style is None else f"list-style-type:{block.style}"
    attrs = attributes(
        [
            ("start" if block.ordered else "data-start", start),
            ("style", style),
            *page.origin_attributes(block.origin),
        ]
    )
    items = tuple(_item(item, page, in_header) for item in block.items)
    return ListView("ol" if block.ordered else "ul", attrs, items)


def _item(item: ListItem, page: Page, in_header: bool) -> ItemView:
    marks = label_html(item.label) + _check_box(item.checked)
    pairs = [("class", "marked" if marks else None), *paragraph_origin(item.blocks, page)]
    content = content_view(item.blocks, page, in_header=in_header)
    return ItemView(attributes(pairs), Content(marks + content.lead, content.blocks))


def _check_box(checked: bool | None) -> Markup:
    if checked is None:
        return NOTHING
    state, sign = ("true", "☑") if checked else ("false", "☐")
    return finished(f'<span class="check" data-checked="{state}">{sign} </span>')


def _definition(item: DefinitionItem, page: Page, in_header: bool) -> DefinitionView:
    none = attributes([("data-none", True)])
    terms = tuple(inlines_html(term, page) for term in item.terms)
    definitions = tuple(
        ItemView(
            attributes(paragraph_origin(blocks, page)),
            content_view(blocks, page, in_header=in_header),
        )
        for blocks in item.definitions
    )
    return DefinitionView(terms, definitions or (ItemView(none, _NO_CONTENT),))


def _figure(block: Figure, page: Page, in_header: bool) -> FigureView:
    pairs = [*paragraph_origin(block.blocks, page), *page.origin_attributes(block.origin)]
    content = content_view(block.blocks, page, in_header=in_header)
    return FigureView(attributes(pairs), content, inlines_html(block.caption, page))


def _code(block: Code, page: Page) -> CodeView:
    language = block.language
    simple = language is not None and _SIMPLE_NAME.fullmatch(language)
    pairs = [("class", f"language-{language}" if simple else None), ("data-language", language)]
    return CodeView(_origin(block, page), attributes(pairs), finished(escape_text(block.text)))


def _equation(block: Equation, page: Page) -> EquationView:
    formula = InlineEquation(block.latex, block.mathml)
    return EquationView(
        equation_attributes(formula, "equation") + _origin(block, page),
        equation_html(formula, display=True),
        label_html(block.label),
    )


def content_view(blocks: tuple[Block, ...], page: Page, *, in_header: bool = False) -> Content:
    """Blocks of a container, the first as bare inlines where the markup allows it."""
    first = plain_paragraph(blocks)
    lead = NOTHING if first is None else inlines_html(first.content, page)
    rest = blocks if first is None else blocks[1:]
    if not rest:
        return Content(lead)
    # White space before a block is none of the text.
    return Content(lead + "\n", block_views(rest, page, in_header=in_header))


def plain_paragraph(blocks: tuple[Block, ...]) -> Paragraph | None:
    """The first block when it can be written without an element of its own."""
    if not blocks:
        return None
    first = blocks[0]
    if not isinstance(first, Paragraph) or first.alignment or first.label is not None:
        return None
    if len(blocks) == 1:
        return first
    return first if all(isinstance(block, List) for block in blocks[1:]) else None


def paragraph_origin(blocks: tuple[Block, ...], page: Page) -> Iterator[Attribute]:
    """`data-paragraph-origin` of a container whose first paragraph has no element of its own."""
    first = plain_paragraph(blocks)
    if first is not None and first.origin is not None:
        yield from page.origin_attributes(first.origin, name="data-paragraph-origin")

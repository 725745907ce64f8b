"""Blocks as paragraphs, tables and marked ranges of them (ECMA-376 Part 1, 17.3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from ...model import (
    Alignment,
    Block,
    Code,
    DefinitionItem,
    DefinitionList,
    Equation,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from .equations import display_math
from .inlines import direction, write_inlines
from .lists import write_list
from .session import MAX_INDENT, Place, Session
from .tables import write_table
from .xml import TABLE_GAP, escape, jc, styled_run, text_element

QUOTE_INDENT = 420
_RULE = '<w:p><w:pPr><w:pStyle w:val="HorizontalRule"/></w:pPr></w:p>'
_PAGE_BREAK = (
    '<w:p><w:pPr><w:pStyle w:val="PageBreak"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
)
EMPTY = "<w:p/>"
"""Stands in a range that would hold no paragraph."""


def write_blocks(blocks: Iterable[Block], session: Session, place: Place) -> str:
    """The blocks of a container, in order, with a gap after each table."""
    parts: list[str] = []
    for block in blocks:
        parts.append(write_block(block, session, place))
        if isinstance(block, Table):
            parts.append(TABLE_GAP)
    return "".join(parts)


def write_block(block: Block, session: Session, place: Place) -> str:
    """One block."""
    if isinstance(block, Paragraph):
        return write_paragraph(block, session, place)
    if isinstance(block, Heading):
        return _heading(block, session, place)
    if isinstance(block, Table):
        return write_table(block, session, place, write_blocks)
    if isinstance(block, List):
        return write_list(block, session, place, write_blocks)
    if isinstance(block, DefinitionList):
        items = "".join(_definition_item(item, session, place) for item in block.items)
        return session.bookmarks.mark("definitions", items or EMPTY)
    if isinstance(block, Figure):
        return _figure(block, session, place)
    if isinstance(block, Quote):
        inner = _container(place, "Quote", QUOTE_INDENT if place.style == "Quote" else 0)
        content = write_blocks(block.blocks, session, inner)
        return session.bookmarks.mark("quote", content or EMPTY)
    if isinstance(block, Code):
        return _code(block, session)
    if isinstance(block, Equation):
        return _equation(block, session)
    if isinstance(block, PageBreak):
        return _PAGE_BREAK
    if isinstance(block, Rule):
        return _RULE
    assert_never(block)


def _container(place: Place, style: str, indent: int = 0) -> Place:
    """A place in which lists count anew and ordinary paragraphs have another style."""
    return replace(
        place,
        style=style,
        depth=0,
        cell=False,
        indent=min(place.indent + indent, MAX_INDENT),
        width=max(place.width - indent, 1000),
    )


def write_paragraph(
    paragraph: Paragraph, session: Session, place: Place, *, numbering: str = "", mark: str = ""
) -> str:
    """An ordinary paragraph; `numbering` is a `w:numPr`, `mark` a run that stands first."""
    content = write_inlines(paragraph.content, session, place)
    style = place.style
    if style == "BodyText" and content and _only_pictures(paragraph.content):
        style = "Picture"
    indent = _indent(paragraph, style, place, numbered=bool(numbering))
    bidi = direction(paragraph.content, paragraph.alignment)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbering}{bidi}{indent}{jc(paragraph.alignment)}'
        f"</w:pPr>{mark}{_label(paragraph.label)}{content}</w:p>"
    )


def _only_pictures(inlines: tuple[Inline, ...]) -> bool:
    return all(isinstance(inline, Image | LineBreak) for inline in inlines)


def _indent(paragraph: Paragraph, style: str, place: Place, *, numbered: bool) -> str:
    left = f' w:left="{place.indent}"' if place.indent and not numbered else ""
    # The style's indent of the first line is for running text whose source does not indent
    # by ideographic spaces itself.
    first = paragraph.content[0] if paragraph.content else None
    own = isinstance(first, Text) and first.text.startswith("\u3000")
    flat = style == "BodyText" and (own or paragraph.alignment in ("center", "right"))
    if not left and not flat:
        return ""
    return f"<w:ind{left}" + (' w:firstLineChars="0" w:firstLine="0"/>' if flat else "/>")


def _label(label: str | None) -> str:
    if label is None:
        return ""
    run = styled_run("ComputedLabel", text_element(label))
    if label and ord(label[-1]) < 0x2E80:  # full-width punctuation brings its own space
        run += styled_run("ComputedLabel", text_element(" "))
    return run


def _heading(heading: Heading, session: Session, place: Place) -> str:
    content = _label(heading.label) + write_inlines(heading.content, session, place)
    if heading.id is not None:
        start, end = session.bookmarks.open(heading.id)
        content = start + content + end
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Heading{heading.level}"/>'
        f"{direction(heading.content, heading.alignment)}{jc(heading.alignment)}</w:pPr>"
        f"{content}</w:p>"
    )


def _definition_item(item: DefinitionItem, session: Session, place: Place) -> str:
    terms = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="DefinitionTerm"/></w:pPr>'
        f"{write_inlines(term, session, place)}</w:p>"
        for term in item.terms
    )
    inner = _container(place, "Definition", QUOTE_INDENT if place.style == "Definition" else 0)
    definitions = "".join(
        session.bookmarks.mark("definition", write_blocks(blocks, session, inner) or EMPTY)
        for blocks in item.definitions
    )
    return session.bookmarks.mark("definition_item", terms + definitions or EMPTY)


def _figure(figure: Figure, session: Session, place: Place) -> str:
    content = write_blocks(figure.blocks, session, replace(place, depth=0, cell=False))
    if figure.caption:
        content += caption("ImageCaption", figure.caption, None, session, place)
    return session.bookmarks.mark("figure", content or EMPTY)


def caption(
    style: str,
    inlines: tuple[Inline, ...],
    alignment: Alignment | None,
    session: Session,
    place: Place,
) -> str:
    """A caption paragraph."""
    content = write_inlines(inlines, session, place)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{jc(alignment)}</w:pPr>{content}</w:p>'


def _code(code: Code, session: Session) -> str:
    lines = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
            for piece in line.split("\t")
        )
        for line in code.text.split("\n")
    )
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr><w:r>{lines}</w:r></w:p>'
    if code.language is None and code.text:
        return paragraph
    return session.bookmarks.mark("block", paragraph, code)


def _equation(equation: Equation, session: Session) -> str:
    number = _label(equation.label)
    formula = display_math(equation.latex, alone=not number)
    tab = "<w:r><w:tab/></w:r>" if number else ""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Equation"/></w:pPr>{tab}{formula}{tab}{number}</w:p>'
    return session.bookmarks.mark("block", paragraph, equation)

"""Read a paragraph: what kind of block it is, its number, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from ...model import (
    Alignment,
    Anchor,
    Block,
    Code,
    Equation,
    Heading,
    Inline,
    LineBreak,
    PageBreak,
    Paragraph,
    Rule,
    Text,
)
from ...model.text import inline_text, is_blank
from .flow import Entry, Kind
from .inlines import read_inline, read_inlines
from .line import Line, only_equations
from .names import PPR, RPR, W, by_tag, child, is_on, number, val
from .numbering import Mark
from .revisions import mark_removed
from .story import Story
from .styles import outline_level

BlocksReader = Callable[[Story, Element, str], tuple[Block, ...]]
Properties = Mapping[str, Element]
"""Paragraph properties by name."""

_ALIGNMENTS: Final[Mapping[str, Alignment]] = {
    "center": "center",
    "right": "right",
    "end": "right",
}
"""Left and justified are how text stands anyway; they say nothing about a paragraph."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a paragraph is, before its content is known."""

    level: int
    """Heading level, 0 for none."""
    mark: Mark | None
    alignment: Alignment | None
    kind: Kind
    path: str

    @property
    def is_plain(self) -> bool:
        """Whether this is ordinary running text."""
        return not self.level and self.mark is None and self.kind == "plain"


def read_paragraph(
    story: Story, element: Element, path: str, read_blocks: BlocksReader, *, carry: bool = True
) -> list[Entry]:
    """The entries of one paragraph: text boxes and page breaks make several, no text none."""
    properties = by_tag(child(element, PPR))
    if carry and mark_removed(properties) and not story.shared.shows_all:
        story.carried.append(element)
        return []
    _open(story, properties)
    line = Line(field_target=story.fields.target, revision=story.revision)
    for anchor in story.anchors:
        line.add(anchor)
    story.anchors = []
    for before in story.carried:
        read_inlines(story, line, before, path)
    story.carried = []
    read_inlines(story, line, element, path)
    if not line.seen and _mark_hidden(properties):
        return []
    shape = _shape(story, properties, path)
    if line.is_plain and shape.is_plain and not _breaks_before(story, properties):
        origin = None if story.in_cell else story.origin(path)
        content = story.shared.repeats.line(line.contents()[0])
        return [Entry((Paragraph(content, shape.alignment, origin=origin),))]
    return _entries(story, line, shape, properties, read_blocks)


def read_loose_inlines(
    story: Story, element: Element, path: str, read_blocks: BlocksReader
) -> list[Entry]:
    """The entries of a run or formula that stands where a paragraph should."""
    _open(story, {})
    line = Line(field_target=story.fields.target, revision=story.revision)
    read_inline(story, line, element, path)
    return _entries(story, line, _shape(story, {}, path), {}, read_blocks)


def _mark_hidden(properties: Properties) -> bool:
    marks = properties.get(RPR)
    return marks is not None and is_on(marks.find(W + "vanish"))


def _open(story: Story, properties: Properties) -> None:
    """Tell the story which style the paragraph has."""
    style_id = val(properties.get(W + "pStyle"))
    story.style = story.shared.styles.paragraph(style_id)
    story.is_heading = _level(story, properties) > 0


def _level(story: Story, properties: Properties) -> int:
    """Heading level 1-9, else 0; the paragraph's own word wins over its style's."""
    own = outline_level(properties.get(W + "outlineLvl"))
    if own is not None:
        return own
    return story.style.level or (1 if story.style.is_title else 0)


def _shape(story: Story, properties: Properties, path: str) -> _Shape:
    style = story.style
    own = val(properties.get(W + "jc"))
    kind: Kind = "plain"
    if style.is_code:
        kind = "code"
    elif style.is_quote:
        kind = "quote"
    elif style.is_caption:
        kind = "caption"
    elif style.is_term:
        kind = "term"
    elif style.is_definition:
        kind = "definition"
    return _Shape(
        level=_level(story, properties),
        mark=_count(story, properties),
        alignment=_ALIGNMENTS.get(own or style.alignment or ""),
        kind=kind,
        path=path,
    )


def _count(story: Story, properties: Properties) -> Mark | None:
    """The paragraph's number: its own w:numPr (17.3.1.19), else that of its style."""
    own = properties.get(W + "numPr")
    num_id = None if own is None else val(own.find(W + "numId"))
    level = None if own is None else val(own.find(W + "ilvl"))
    if num_id is None:
        num_id = story.style.num_id
    if num_id is None or num_id == "0":
        return None
    numbering = story.shared.numbering
    if level is not None:
        return numbering.next(num_id, number(level))
    styled = numbering.level_of_style(num_id, story.style.id)
    return numbering.next(num_id, (story.style.num_level or 0) if styled is None else styled)


# --- from line to blocks ----------------------------------------------------------------------


def _entries(
    story: Story,
    line: Line,
    shape: _Shape,
    properties: Properties,
    read_blocks: BlocksReader,
) -> list[Entry]:
    blocks = _floating(story, line.before, shape.path, read_blocks)
    entries: list[Entry] = []
    if _breaks_before(story, properties):
        entries.append(Entry((PageBreak(story.origin(shape.path)),)))
    own = _own_entries(story, line, shape)
    if shape.mark is not None and not shape.level and own and own[0].mark is not None:
        after = _floating(story, line.after, shape.path, read_blocks)
        own[-1] = Entry((*own[-1].blocks, *after), own[-1].mark, own[-1].kind)
        own[0] = Entry((*blocks, *own[0].blocks), own[0].mark, own[0].kind)
        return [*entries, *own]
    entries += [Entry((block,)) for block in blocks]
    entries += own
    floating = _floating(story, line.after, shape.path, read_blocks)
    return [*entries, *(Entry((block,)) for block in floating)]


def _floating(
    story: Story, floats: list[Block | Element], path: str, read_blocks: BlocksReader
) -> list[Block]:
    blocks: list[Block] = []
    for entry in floats:
        if isinstance(entry, Element):
            blocks += read_blocks(story.box(), entry, path + "//txbxContent")
        else:
            blocks.append(entry)
    return blocks


def _breaks_before(story: Story, properties: Properties) -> bool:
    return not story.in_cell and is_on(properties.get(W + "pageBreakBefore"))


def _own_entries(story: Story, line: Line, shape: _Shape) -> list[Entry]:
    contents = line.contents()
    if len(contents) == 1:
        return _content_entries(story, contents[0], shape, shape.mark)
    entries: list[Entry] = []
    mark = shape.mark
    for index, content in enumerate(contents):
        if index:
            page_break = (PageBreak(story.origin(shape.path)),)
            if entries and entries[-1].mark is not None:
                last = entries[-1]
                entries[-1] = Entry((*last.blocks, *page_break), last.mark, last.kind)
            else:
                entries.append(Entry(page_break))
        if not _shows_nothing(content):
            entries += _content_entries(story, content, shape, mark)
            mark = None
    return entries


def _content_entries(
    story: Story, content: tuple[Inline, ...], shape: _Shape, mark: Mark | None
) -> list[Entry]:
    if shape.kind == "code" and mark is None and _is_code(content):
        return [Entry((Code(inline_text(content), origin=story.origin(shape.path)),), None, "code")]
    if _shows_nothing(content):
        story.anchors += [inline for inline in content if isinstance(inline, Anchor)]
        if story.style.is_rule:
            return [Entry((Rule(story.origin(shape.path)),))]
        listed = mark is not None and not mark.blank and not shape.level
        return [Entry((), mark)] if listed else []
    block = _block(story, content, shape, mark)
    if shape.level:
        return [Entry((block,))]
    equations = only_equations(content) if mark is None else []
    if equations:
        origin = story.origin(shape.path)
        return [Entry((Equation(inline.latex, origin=origin),)) for inline in equations]
    return [Entry((block,), mark, shape.kind)]


def _shows_nothing(content: tuple[Inline, ...]) -> bool:
    return is_blank(inline for inline in content if not isinstance(inline, Anchor))


def _is_code(content: tuple[Inline, ...]) -> bool:
    return all(isinstance(inline, Text | LineBreak) for inline in content)


def _block(
    story: Story, content: tuple[Inline, ...], shape: _Shape, mark: Mark | None
) -> Heading | Paragraph:
    origin = None if story.in_cell else story.origin(shape.path)
    if not shape.level:
        return Paragraph(content, shape.alignment, origin=origin)
    if story.style.is_title and story.shared.title is None:
        story.shared.title = inline_text(content).strip()
    label = None if mark is None else mark.label.strip() or None
    place: str | None = None
    if isinstance(content[0], Anchor):
        place, content = content[0].id, content[1:]
    return Heading(shape.level, content, place, label, shape.alignment, origin)

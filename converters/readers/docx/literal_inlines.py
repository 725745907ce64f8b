"""Read the inlines of our own files exactly as they were written (`docs/docx-markup.md`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from ...model import (
    Anchor,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Ruby,
    Status,
    Text,
)
from ...model.text import inline_text
from ..base import Ledger
from .marks import BOOKMARK_END, BOOKMARK_START, Node, Range, grouped, text_of_nodes
from .media import Media
from .names import ID, PPR, R_EMBED, R_ID, RPR, RUN, WP, A, T, W, number, text_of, val, visible_text
from .package import Part
from .side_part import SidePart
from .stream import BodyStream

EMU_PER_PT: Final = 12_700

_NOTE_MARKS: Final = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}
_NOT_CONTENT: Final = frozenset({"FootnoteReference", "EndnoteReference", "CommentReference"})
_STATUS_MARKS: Final[dict[str, Status]] = {"LostMark": "lost", "DerivedMark": "derived"}


@dataclass(slots=True)
class Literal:
    """What the readers of our own files share."""

    side: SidePart
    part: Part
    ledger: Ledger
    media: Media
    note_ids: dict[tuple[str, str], str]
    """Ids of notes by kind and w:id."""
    lists: dict[str, tuple[bool, str | None, int]]
    """For each w:numId whether the list is ordered, its style and its start."""
    stream: BodyStream | None = None
    """What the body is read from where it is too large to stand in memory whole."""

    def children_of(self, element: Element) -> Iterable[Element]:
        """The children of a table; of a large one as they come."""
        return element if self.stream is None else self.stream.children_of(element)


@dataclass(slots=True)
class Content:
    """What stands in one paragraph."""

    inlines: list[Inline] = field(default_factory=list)
    label: str | None = None
    status: Status = "source"
    page_break: bool = False
    bookmark: str | None = None
    """Id of a bookmark around the whole paragraph."""


def read_content(literal: Literal, paragraph: Element) -> Content:
    """The content of a paragraph, in order."""
    content = Content()
    nodes = grouped(child for child in paragraph if child.tag != PPR)
    _read_nodes(literal, nodes, content)
    return content


def _read_nodes(literal: Literal, nodes: list[Node], content: Content) -> None:
    for index, node in enumerate(nodes):
        if isinstance(node, Range):
            inline = literal.side.entry(node.number, Inline)
            literal.ledger.convert(text_of_nodes(node.nodes))
            if inline is not None:
                content.inlines.append(inline)
        elif node.tag == RUN:
            _read_run(literal, node, content)
        elif node.tag == W + "hyperlink":
            content.inlines.append(_link(literal, node))
        elif node.tag == BOOKMARK_START:
            following = nodes[index + 1] if index + 1 < len(nodes) else None
            _read_bookmark(literal, node, following, content)


def _read_bookmark(
    literal: Literal, node: Element, following: Node | None, content: Content
) -> None:
    name = node.get(W + "name", "")
    if name.startswith("_") and name not in literal.side.bookmarks:
        return  # Word's own, such as _GoBack
    ends_here = (
        isinstance(following, Element)
        and following.tag == BOOKMARK_END
        and following.get(ID) == node.get(ID)
    )
    if ends_here:
        content.inlines.append(Anchor(literal.side.id_of(name)))
    elif content.bookmark is None and not content.inlines and content.label is None:
        content.bookmark = literal.side.id_of(name)


def _link(literal: Literal, element: Element) -> Link:
    anchor = element.get(W + "anchor")
    if anchor is not None:
        href = "#" + literal.side.id_of(anchor)
    else:
        relation = literal.part.relations.get(element.get(R_ID, ""))
        href = "" if relation is None else relation.target
    inside = Content()
    _read_nodes(literal, grouped(element), inside)
    return Link(href, tuple(inside.inlines), element.get(W + "tooltip"))


def _read_run(literal: Literal, run: Element, content: Content) -> None:
    properties = run.find(RPR)
    style = None if properties is None else val(properties.find(W + "rStyle"))
    mark = next((child for child in run if child.tag in _NOTE_MARKS), None)
    if mark is not None:
        key = (_NOTE_MARKS[mark.tag], mark.get(ID, ""))
        literal.ledger.convert(visible_text(run))
        if key in literal.note_ids:
            content.inlines.append(NoteReference(literal.note_ids[key]))
    elif style in _NOT_CONTENT:
        literal.ledger.convert(visible_text(run))
    elif style in _STATUS_MARKS:
        literal.ledger.convert(visible_text(run))
        content.status = _STATUS_MARKS[style]
    elif style == "ComputedLabel":
        literal.ledger.convert(visible_text(run))
        if content.label is None:
            content.label = visible_text(run)
    else:
        _read_run_content(literal, run, properties, style, content)


def _read_run_content(
    literal: Literal, run: Element, properties: Element | None, style: str | None, content: Content
) -> None:
    for child in run:
        tag = child.tag
        if tag == T:
            content.inlines.append(_text(text_of(child), properties, style))
        elif tag == W + "br":
            if child.get(W + "type") == "page":
                content.page_break = True
            else:
                content.inlines.append(LineBreak())
        elif tag == W + "drawing":
            content.inlines.append(_image(literal, child))
        elif tag == W + "ruby":
            content.inlines.append(_ruby(literal, child))


def _text(text: str, properties: Element | None, style: str | None) -> Text:
    if properties is None:
        return Text(text)
    tags = {child.tag for child in properties}
    vertical = val(properties.find(W + "vertAlign"))
    return Text(
        text,
        bold=W + "b" in tags,
        italic=W + "i" in tags,
        underline=W + "u" in tags,
        strike=W + "strike" in tags,
        sub=vertical == "subscript",
        sup=vertical == "superscript",
        code=style == "InlineCode",
    )


def _image(literal: Literal, drawing: Element) -> Image:
    properties, extent = next(drawing.iter(WP + "docPr")), next(drawing.iter(WP + "extent"))
    blip = next(drawing.iter(A + "blip"))
    relation = literal.part.relations.get(blip.get(R_EMBED, ""))
    return Image(
        asset=None if relation is None else literal.media.take(relation.target),
        alt=properties.get("descr", ""),
        title=properties.get("title"),
        width_pt=number(extent.get("cx")) / EMU_PER_PT,
        height_pt=number(extent.get("cy")) / EMU_PER_PT,
    )


def _ruby(literal: Literal, element: Element) -> Ruby:
    base, annotation = Content(), Content()
    for part, inside in ((W + "rubyBase", base), (W + "rt", annotation)):
        for run in _runs(element.find(part)):
            _read_run(literal, run, inside)
    return Ruby(tuple(base.inlines), inline_text(annotation.inlines))


def _runs(element: Element | None) -> Iterable[Element]:
    return () if element is None else element.iterchildren(RUN)

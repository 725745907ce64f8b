"""Read the blocks of a story: paragraphs, tables and what wraps them (ECMA-376 Part 1, 17.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from lxml.etree import _Element as Element

from ...model import Anchor, Block, Paragraph, Text
from ..base import MAX_NESTING
from . import tables
from .altchunk import read_altchunk
from .drawing import alternatives
from .flow import Entry, Flow, assemble
from .names import ALTERNATE, MATH, MATH_PARAGRAPH, RUN, SDT, TBL, P, T, W, visible_text
from .paragraphs import read_loose_inlines, read_paragraph
from .revisions import Revision
from .story import Story, close_stream

_BATCH: Final = 1_024
"""Entries of a large body that stand in memory at a time."""


def read_blocks(story: Story, container: Element, path: str) -> tuple[Block, ...]:
    """The blocks inside a body, cell, note, header or text box."""
    if story.depth > MAX_NESTING:
        return _flattened(story, container, path)
    entries: list[Entry] = []
    _walk(story, container, path, entries)
    _flush_carried(story, path, entries)
    return assemble(entries, in_cell=story.in_cell)


def read_stream(story: Story, path: str) -> tuple[Block, ...]:
    """The blocks of a large body, piece by piece."""
    entries: list[Entry] = []
    flow = Flow()
    _walk(story, _batches(story.stream or (), entries, flow), path, entries)
    _flush_carried(story, path, entries)
    close_stream(story)
    flow.take(entries)
    return flow.blocks()


def _batches(container: Iterable[Element], entries: list[Entry], flow: Flow) -> Iterator[Element]:
    """The children of a container; `flow` takes the entries that are made of them in between."""
    for child in container:
        yield child
        if len(entries) >= _BATCH:
            flow.take(entries)


def _flattened(story: Story, container: Element, path: str) -> tuple[Block, ...]:
    story.shared.ledger.report(
        "nesting-limit", "Tables nested too deeply were read as text.", story.origin(path)
    )
    lines = [
        visible_text(paragraph)
        for paragraph in container.iter(P)
        if next(paragraph.iterdescendants(P), None) is None
    ]
    return tuple(Paragraph((Text(line),)) for line in lines if line.strip())


def _walk(story: Story, container: Iterable[Element], path: str, entries: list[Entry]) -> None:
    counts: dict[str, int] = {}
    for child in container:
        tag = child.tag
        if not isinstance(tag, str):
            continue  # an entity reference
        counts[tag] = position = counts.get(tag, 0) + 1
        if tag == P:
            entries += read_paragraph(story, child, f"{path}/p[{position}]", read_blocks)
            continue
        handler = _HANDLERS.get(tag, _wrapper)
        if handler is not None:
            local = tag.rpartition("}")[2]
            handler(story, child, f"{path}/{local}[{position}]", entries)


def _wrapper(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    """Inserted and moved blocks, custom XML, unknown elements: what is inside counts."""
    if len(element):
        story.depth += 1
        if story.depth > MAX_NESTING:
            entries.append(Entry(_flattened(story, element, path)))
        else:
            _walk(story, element, path, entries)
        story.depth -= 1


def _table(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    _flush_carried(story, path, entries)
    table = tables.read_table(story, element, path, read_blocks)
    if table is not None:
        entries.append(Entry((table,)))


def _content_control(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    content = element.find(W + "sdtContent")
    if content is not None:
        _wrapper(story, content, path + "/sdtContent", entries)


def _bookmark(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    name = element.get(W + "name", "")
    if name in story.shared.linked:
        story.anchors.append(Anchor(name))


def _deleted(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    if story.shared.shows_all:
        _revised(story, element, path, entries, "deleted")
    else:
        story.skip(element, story.shared.removed, path)


def _inserted(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    if story.shared.shows_all:
        _revised(story, element, path, entries, "inserted")
    else:
        _wrapper(story, element, path, entries)


def _revised(
    story: Story, element: Element, path: str, entries: list[Entry], revision: Revision
) -> None:
    outer, story.revision = story.revision, revision
    _wrapper(story, element, path, entries)
    story.revision = outer


def _alternate(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    chosen, others = alternatives(element)
    if chosen is not None:
        _wrapper(story, chosen, path + "/Choice[1]", entries)
    for other in others:
        story.shared.ledger.leave_out("duplicate", visible_text(other), story.origin(path))


def _altchunk(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    entries.append(Entry(read_altchunk(story, element, path)))


def _loose_inline(story: Story, element: Element, path: str, entries: list[Entry]) -> None:
    """A run or formula outside a paragraph, which the schema forbids and some programs write."""
    entries.extend(read_loose_inlines(story, element, path, read_blocks))


def _flush_carried(story: Story, path: str, entries: list[Entry]) -> None:
    """Paragraphs whose mark was deleted, when no paragraph follows to take their text."""
    if story.carried:
        last = story.carried.pop()
        entries.extend(read_paragraph(story, last, path, read_blocks, carry=False))


_HANDLERS: Final[Mapping[str, Callable[[Story, Element, str, list[Entry]], None] | None]] = {
    TBL: _table,
    SDT: _content_control,
    ALTERNATE: _alternate,
    RUN: _loose_inline,
    T: _loose_inline,
    MATH: _loose_inline,
    MATH_PARAGRAPH: _loose_inline,
    W + "hyperlink": _loose_inline,
    W + "bookmarkStart": _bookmark,
    W + "del": _deleted,
    W + "moveFrom": _deleted,
    W + "ins": _inserted,
    W + "moveTo": _inserted,
    W + "altChunk": _altchunk,
    W + "sectPr": None,
    W + "tcPr": None,
    W + "sdtPr": None,
    W + "customXmlPr": None,
}
"""Children of bodies and cells other than paragraphs; those not named are wrappers."""

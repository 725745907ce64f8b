"""Bring inlines and block lists to their normal form.

Normal form: neighbouring texts of one format are one text, no text is empty, runs of ASCII white
space are one space, none stands at the start or end of a paragraph or beside a line break, and no
paragraph is blank. U+3000 and no-break spaces are characters like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from ..model import Anchor, Block, Document, Heading, Inline, LineBreak, Link, Paragraph, Text
from ..model.walk import map_document, map_inlines

_SPACES = re.compile("[ \t\n\r\f\v]+")
_ASCII_SPACE = " \t\n\r\f\v"


def normalise(document: Document) -> Document:
    """The document with inlines in normal form and without blank paragraphs."""
    notes = tuple(
        replace(note, blocks=map_inlines(note.blocks, normalise_inlines)) for note in document.notes
    )
    blocks = map_inlines(document.blocks, normalise_inlines)
    return map_document(replace(document, blocks=blocks, notes=notes), _without_blank)


def _without_blank(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        block for block in blocks if not (isinstance(block, Heading | Paragraph) and _blank(block))
    )


def _blank(block: Heading | Paragraph) -> bool:
    return not block.label and all(
        isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
        for inline in block.content
    )


def normalise_inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines of one paragraph in normal form."""
    out: list[Inline] = []
    space_before = True  # at the start of a line white space is dropped
    for inline in inlines:
        if isinstance(inline, Link):
            inner = tuple(_merge(inline.content))
            if inner:
                inline = replace(inline, content=inner)
            out.append(inline)
            continue
        out.append(inline)
    merged = _merge(out)
    result: list[Inline] = []
    space_before = _squeeze(merged, result, space_before)
    del space_before
    _strip_end(result)
    return tuple(_merge(result))


def _merge(inlines: Iterable[Inline]) -> list[Inline]:
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            if not inline.text:
                continue
            last = out[-1] if out else None
            if isinstance(last, Text) and replace(last, text="") == replace(inline, text=""):
                out[-1] = replace(last, text=last.text + inline.text)
                continue
        out.append(inline)
    return out


def _squeeze(inlines: Iterable[Inline], out: list[Inline], space_before: bool) -> bool:
    """Collapse white space over text boundaries; returns whether the line ends in a space."""
    for inline in inlines:
        if isinstance(inline, Text):
            text = _SPACES.sub(" ", inline.text)
            if space_before and text.startswith(" "):
                text = text[1:]
            if text:
                space_before = text.endswith(" ")
                out.append(inline if text == inline.text else replace(inline, text=text))
        elif isinstance(inline, Link):
            inner: list[Inline] = []
            space_before = _squeeze(inline.content, inner, space_before)
            out.append(replace(inline, content=tuple(inner)))
        elif isinstance(inline, LineBreak):
            _strip_end(out)
            out.append(inline)
            space_before = True
        else:
            out.append(inline)
            space_before = space_before if isinstance(inline, Anchor) else False
    return space_before


def _strip_end(out: list[Inline]) -> None:
    """Remove white space at the end of `out`, also inside a closing link."""
    index = len(out) - 1
    while index >= 0:
        last = out[index]
        if isinstance(last, Anchor):
            index -= 1
            continue
        if isinstance(last, Text):
            text = last.text.rstrip(_ASCII_SPACE)
            if text:
                out[index] = last if text == last.text else replace(last, text=text)
                return
            del out[index]
            index -= 1
            continue
        if isinstance(last, Link):
            inner = list(last.content)
            _strip_end(inner)
            out[index] = replace(last, content=tuple(inner))
            if inner:
                return
            index -= 1
            continue
        return

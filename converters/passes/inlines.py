"""Bring inlines and block lists to their normal form.

Normal form: neighbouring texts of one format are one text, no text is empty, runs of ASCII white
space are one space, none stands at the start or end of a paragraph or beside a line break, and no
paragraph is blank. U+3000 and no-break spaces are characters like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from msgspec.structs import replace

from ..model import (
    Anchor,
    Block,
    DefinitionItem,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Table,
    Text,
)
from ..model.text import plain_text
from ..model.walk import map_document, same_or

_ASCII_SPACE: Final = " \t\n\r\f\v"
_SPACES: Final = re.compile(f"[{_ASCII_SPACE}]+")
_CONTROLS: Final = re.compile("[\t\n\r\f\v]")
_FORMAT: Final = attrgetter(*(name for name in Text.__struct_fields__ if name != "text"))


def normalise(document: Document) -> Document:
    """The document with inlines in normal form and without blank paragraphs."""
    return map_document(document, normalise_blocks)


def normalise_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """One list of blocks in normal form; the blocks inside these are not looked at."""
    text = plain_text(blocks)
    if text and not _is_odd(text) and not text.isspace():
        return blocks  # nearly all cells
    new = [block for block in map(_normalise_block, blocks) if not _is_blank(block)]
    return same_or(new, blocks)


def _is_odd(text: str) -> bool:
    """Whether a text has white space that the normal form does not have."""
    return bool(text) and (text[0] == " " or text[-1] == " " or _is_loose(text))


def _is_loose(text: str) -> bool:
    """Whether white space inside a text is not single spaces; asked of every text there is."""
    return "  " in text or not (text.isprintable() or _CONTROLS.search(text) is None)


def _normalise_block(block: Block) -> Block:
    """A block with its own inlines in normal form; the blocks inside it are not looked at."""
    if isinstance(block, Heading | Paragraph):
        content = normalise_inlines(block.content)
        return block if content == block.content else replace(block, content=content)
    if isinstance(block, Table | Figure):
        caption = normalise_inlines(block.caption)
        return block if caption == block.caption else replace(block, caption=caption)
    if isinstance(block, DefinitionList):
        return replace(block, items=tuple(map(_normalise_entry, block.items)))
    return block


def _normalise_entry(entry: DefinitionItem) -> DefinitionItem:
    return replace(entry, terms=tuple(map(normalise_inlines, entry.terms)))


def _is_blank(block: Block) -> bool:
    """Whether a block is a paragraph or heading of nothing but white space and line breaks."""
    return (
        isinstance(block, Heading | Paragraph)
        and not block.label
        and all(
            isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
            for inline in block.content
        )
    )


def normalise_inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines of one paragraph in normal form."""
    inlines = tuple(inlines)
    if len(inlines) == 1 and isinstance(one := inlines[0], Text) and not _is_odd(one.text):
        return inlines if one.text else ()  # nearly all cells and paragraphs
    if _are_normal(inlines):
        return inlines
    out: list[Inline] = []
    _squeeze(inlines, out, after_space=True)
    _strip_end(out)
    return _merge(out)


def _are_normal(inlines: tuple[Inline, ...]) -> bool:
    """Whether inlines are texts in normal form: those of readers are when the pass comes."""
    after_space = True
    before: object = None
    for inline in inlines:
        if not isinstance(inline, Text) or not inline.text or _is_loose(inline.text):
            return False
        form = _FORMAT(inline)
        if form == before or (after_space and inline.text[0] == " "):
            return False
        before, after_space = form, inline.text[-1] == " "
    return not after_space


def _squeeze(inlines: Iterable[Inline], out: list[Inline], *, after_space: bool) -> bool:
    """Append inlines to `out` with runs of white space as one space, also over their borders.

    `after_space` says that white space at the start is to be dropped; the result says the same
    for what follows.
    """
    for inline in inlines:
        if isinstance(inline, Text):
            text = inline.text
            if _is_loose(text):
                text = _SPACES.sub(" ", text)
            if after_space and text.startswith(" "):
                text = text[1:]
            if text:
                after_space = text.endswith(" ")
                out.append(inline if text == inline.text else replace(inline, text=text))
        elif isinstance(inline, Link):
            inner: list[Inline] = []
            after_space = _squeeze(inline.content, inner, after_space=after_space)
            out.append(replace(inline, content=tuple(inner)))
        elif isinstance(inline, LineBreak):
            _strip_end(out)
            out.append(inline)
            after_space = True
        else:
            out.append(inline)
            after_space = after_space and isinstance(inline, Anchor)
    return after_space


def _strip_end(out: list[Inline]) -> bool:
    """Remove white space at the end of `out`, behind anchors and in links too.

    Returns whether something visible was reached.
    """
    for index in range(len(out) - 1, -1, -1):
        last = out[index]
        if isinstance(last, Text):
            text = last.text.rstrip(_ASCII_SPACE)
            if text:
                out[index] = last if text == last.text else replace(last, text=text)
                return True
            del out[index]
        elif isinstance(last, Link):
            inner = list(last.content)
            reached = _strip_end(inner)
            out[index] = replace(last, content=tuple(inner))
            if reached:
                return True
        elif not isinstance(last, Anchor):
            return True
    return False


def _merge(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts of one format as one text, in links too."""
    out: list[Inline] = []
    texts: list[Text] = []
    form: object = None
    for inline in inlines:
        if not isinstance(inline, Text):
            out += _as_one(texts)
            texts = []
            if isinstance(inline, Link):
                inline = replace(inline, content=_merge(inline.content))
            out.append(inline)
            continue
        own = _FORMAT(inline)
        if texts and own != form:
            out += _as_one(texts)
            texts = []
        texts.append(inline)
        form = own
    return (*out, *_as_one(texts))


def _as_one(texts: list[Text]) -> list[Text]:
    """Texts of one format as one; none for none."""
    if len(texts) < 2:
        return texts
    return [replace(texts[0], text="".join([text.text for text in texts]))]

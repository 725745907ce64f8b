"""Import embedded documents of other formats (w:altChunk, ECMA-376 Part 1, 17.17.2.1)."""

from __future__ import annotations

import posixpath

from lxml.etree import _Element as Element

from ...errors import TablewrightError
from ...model import Block, Document, Paragraph, Text
from ...model.text import clean_text, document_text
from ..base import Source
from ..saved_page import is_saved_page
from .names import R_ID
from .story import Story

_MAX_EMBEDDING = 3


def read_altchunk(story: Story, element: Element, path: str) -> tuple[Block, ...]:
    """The blocks of an embedded document; none (reported) where it cannot be read."""
    relation = story.part.relations.get(element.get(R_ID, ""))
    if relation is None:
        return ()
    if relation.external:
        _report(story, "external-ignored", f"{relation.target[:80]!r} was not opened.", path)
        return ()
    data = story.shared.package.content(relation.target)
    if not data:
        return ()
    name = posixpath.basename(relation.target)
    try:
        return _blocks(story, name, data, path)
    except TablewrightError as error:
        _report(story, "part-damaged", f"The embedded {name} could not be read: {error}", path)
        return ()


def _report(story: Story, code: str, message: str, path: str) -> None:
    story.shared.ledger.report(code, message, story.origin(path))


def _blocks(story: Story, name: str, data: bytes, path: str) -> tuple[Block, ...]:
    start = data[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if data.startswith(b"PK"):
        return _embedded_docx(story, name, data)
    if name.lower().endswith((".htm", ".html", ".xhtml")) or start.startswith((b"<", b"\x3c\x00")):
        return _embedded_html(story, name, data)
    if is_saved_page(data):
        return _embedded_html(story, name, data)
    if start.startswith(b"{\\rtf"):
        return _embedded_rtf(story, name, data)
    text = clean_text(data.decode("utf-8-sig", errors="replace"))
    story.shared.ledger.source(text)
    return tuple(Paragraph((Text(line),)) for line in text.splitlines() if line.strip())


def _embedded_html(story: Story, name: str, data: bytes) -> tuple[Block, ...]:
    from ..html import read_html  # only documents with embedded pages need it

    return _adopted(story, read_html(Source(name, data), story.shared.options))


def _embedded_rtf(story: Story, name: str, data: bytes) -> tuple[Block, ...]:
    from ..office import read_office  # it needs this package for what it converts

    return _adopted(story, read_office(Source(name, data), story.shared.options))


def _embedded_docx(story: Story, name: str, data: bytes) -> tuple[Block, ...]:
    from . import read_embedded  # the package imports this module

    if story.shared.embedding >= _MAX_EMBEDDING:
        _report(story, "nesting-limit", f"The embedded {name} is nested too deeply.", name)
        return ()
    return _adopted(story, read_embedded(Source(name, data), story.shared))


def _adopted(story: Story, document: Document) -> tuple[Block, ...]:
    """The blocks of a document read apart; its account and pictures become this one's."""
    ledger = story.shared.ledger
    ledger.source(document_text(document))
    for entry in document.accounting.left_out if document.accounting else ():
        ledger.source(entry.text)
        ledger.leave_out(entry.reason, entry.text, entry.origin)
    for finding in document.diagnostics:
        ledger.add(finding)
    for asset in document.assets:
        story.shared.media.add(asset)
    return story.shared.notes.adopt(document.blocks, document.notes)

"""The head of a page: title and metadata."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ... import version
from ...model import Document, Heading, Metadata
from ...model.text import inline_text
from .markup import Attribute, attributes
from .page import Page


def generator_name() -> str:
    """`tablewright` and its version; readers know our own pages by it."""
    return version.GENERATOR


def page_title(document: Document, page: Page) -> str:
    """The document's title, else its first heading, else its file name; never blank."""
    headings = (
        inline_text(block.content) for block in document.blocks if isinstance(block, Heading)
    )
    for title in (document.metadata.title or "", next(headings, ""), document.source.name):
        if title.strip(" \t\r\n\f-"):
            return " ".join(title.split())
    return page.words.untitled


def meta_attributes(document: Document) -> tuple[Markup, ...]:
    """Attributes of the `meta` elements, first those every program knows, then our own."""
    entries = [*_common(document.metadata), *_own(document.metadata), *_source(document)]
    return tuple(map(attributes, entries))


def _common(metadata: Metadata) -> Iterator[list[Attribute]]:
    if metadata.authors:
        yield [("name", "author"), ("content", ", ".join(metadata.authors))]
    if metadata.keywords:
        yield [("name", "keywords"), ("content", ", ".join(metadata.keywords))]
    if metadata.description:
        yield [("name", "description"), ("content", metadata.description)]


def _own(metadata: Metadata) -> Iterator[list[Attribute]]:
    fields: list[tuple[str, str | None]] = [
        ("title", metadata.title),
        ("language", metadata.language),
        *[("author", name) for name in metadata.authors],
        ("issuing-body", metadata.issuing_body),
        ("document-number", metadata.document_number),
        ("index-number", metadata.index_number),
        ("subject", metadata.subject),
        *[("keyword", word) for word in metadata.keywords],
        ("description", metadata.description),
        ("created", metadata.created),
        ("modified", metadata.modified),
        ("published", metadata.published),
        ("generator", metadata.generator),
    ]
    for name, value in fields:
        if value is not None:
            yield [("name", f"tablewright:{name}"), ("content", value)]
    for name, value in metadata.extra:
        yield [("name", "tablewright:extra"), ("content", value), ("data-name", name)]


def _source(document: Document) -> Iterator[list[Attribute]]:
    source = document.source
    yield [
        ("name", "tablewright:source"),
        ("content", source.name),
        ("data-media-type", source.media_type),
        ("data-sha256", source.sha256),
    ]

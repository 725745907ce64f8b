"""The document: everything that was read from one source."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from .block import Block
from .diagnostic import Diagnostic
from .inline import Inline
from .origin import Origin

SCHEMA_VERSION = "1.0"

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
NoteKind = Literal["footnote", "endnote", "comment"]
FurnitureKind = Literal["header", "footer", "page_number", "watermark", "navigation", "other"]


class SourceInfo(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What was read."""

    name: str
    media_type: str
    sha256: Sha256 | None = None
    size: int | None = None
    """In bytes."""
    pages: int | None = None
    encoding: str | None = None
    """Character encoding used to decode the source; None for binary formats."""


class Metadata(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the source says about itself; dates are ISO 8601."""

    title: str | None = None
    language: str | None = None
    """BCP 47 tag."""
    authors: tuple[str, ...] = ()
    issuing_body: str | None = None
    document_number: str | None = None
    """For example 国办公开办函〔2021〕30号 (文号)."""
    index_number: str | None = None
    """Catalogue number of a portal (索引号)."""
    subject: str | None = None
    keywords: tuple[str, ...] = ()
    description: str | None = None
    created: str | None = None
    modified: str | None = None
    published: str | None = None
    generator: str | None = None
    """Program that wrote the source."""
    extra: tuple[tuple[str, str], ...] = ()
    """Further name and value pairs in the order of the source."""


class Note(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A footnote, endnote or comment; its marks are `NoteReference` inlines."""

    id: str
    blocks: tuple[Block, ...]
    kind: NoteKind = "footnote"
    label: str | None = None
    """The printed mark where it is not the running number."""
    origin: Origin | None = None


class Asset(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An embedded file, named by its content."""

    sha256: Sha256
    media_type: str
    data: bytes
    name: str | None = None
    """File name in the source, without folders."""


class Furniture(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a source repeats around its text: running heads, page numbers, menus."""

    kind: FurnitureKind
    blocks: tuple[Block, ...]
    origin: Origin | None = None


class LeftOut(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Text of the source that is not in the document, and why."""

    reason: str
    """For example `hidden`, `script`, `navigation`, `deleted`."""
    text: str
    origin: Origin | None = None


class Accounting(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where the characters of the source went; white space is not counted.

    `source = placed + converted + furniture + left out + unplaced`.
    """

    source: int
    placed: int
    converted: int = 0
    """Turned into something else, such as a formula into LaTeX or a check box into a mark."""
    furniture: int = 0
    left_out: tuple[LeftOut, ...] = ()
    unplaced: int = 0
    """Characters that nothing explains; anything but 0 is a loss."""
    unplaced_sample: str = ""
    added: int = 0
    """Characters of the document that the source does not hold as text."""


class Document(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One source, read."""

    source: SourceInfo
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = Metadata()
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    accounting: Accounting | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


__all__ = [
    "SCHEMA_VERSION",
    "Accounting",
    "Asset",
    "Document",
    "Furniture",
    "FurnitureKind",
    "Inline",
    "LeftOut",
    "Metadata",
    "Note",
    "NoteKind",
    "SourceInfo",
]

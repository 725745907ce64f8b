"""Inlines: what stands inside a line of text."""

from __future__ import annotations

from msgspec import Struct


class Text(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="text"
):
    """Characters of one format, as the source has them (full-width forms and quotes included)."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    sub: bool = False
    sup: bool = False
    code: bool = False


class Link(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="link"):
    """A link; `href` is as in the source, `#id` for a place in this document."""

    href: str
    content: tuple[Inline, ...]
    title: str | None = None


class LineBreak(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="break"):
    """A line break inside a paragraph."""


class Anchor(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="anchor"):
    """A named place that links can point to."""

    id: str


class NoteReference(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="note_reference"
):
    """The mark of a note; `note` is the `id` of a note of the document."""

    note: str


class Image(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="image"):
    """A picture: either an asset of the document or a remote address that is never opened."""

    asset: str | None = None
    """`sha256` of an asset of the document."""
    href: str | None = None
    """Address of a picture that is not in the document."""
    alt: str = ""
    title: str | None = None
    width_pt: float | None = None
    height_pt: float | None = None


class InlineEquation(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="inline_equation"
):
    """A formula inside a line."""

    latex: str
    mathml: str | None = None
    """The source's MathML where it had one."""


class Ruby(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="ruby"):
    """Base text with its reading above it."""

    base: tuple[Inline, ...]
    annotation: str


Inline = Text | Link | LineBreak | Anchor | NoteReference | Image | InlineEquation | Ruby

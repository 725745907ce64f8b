"""Where a piece of a document came from in its source."""

from __future__ import annotations

from msgspec import Struct

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch), origin at the top left, y growing downwards."""


class PageOrigin(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="page"
):
    """A rectangle of a page of a PDF or a scan."""

    page: int
    """Page number, counted from 1."""
    box: Box | None = None
    """None for the whole page."""


class ElementOrigin(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="element"
):
    """An element of an HTML page or of a part of an OOXML package."""

    path: str
    """Steps from the root with positions among same-named siblings: `/html/body/table[2]/tr[1]`."""
    part: str | None = None
    """Name of the package part, for example `word/document.xml`; None outside packages."""


class TextOrigin(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="text"
):
    """A range of the decoded text of the source."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""
    line: int | None = None
    """Line of the first character, counted from 1."""


Origin = PageOrigin | ElementOrigin | TextOrigin

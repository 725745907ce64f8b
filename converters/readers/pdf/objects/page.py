"""One page as characters, drawings and links, read from pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_int, c_void_p
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from ....model.addresses import is_safe_address
from ....model.text import clean_text
from . import pdfium
from .characters import Characters
from .drawings import Drawings, read_drawings
from .fieldborders import without_borders
from .geometry import PageSpace, page_space
from .overflow import without_overflow
from .readcharacters import read_characters
from .shownfields import with_shown_fields

if TYPE_CHECKING:
    from pdfplumber.page import Page

    from .toplumber import PdfiumPage


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link annotation with an address."""

    box: tuple[float, float, float, float]
    href: str


@dataclass(frozen=True, slots=True)
class PageObjects:
    """What stands on a page, in page space."""

    number: int
    """From 1."""
    width: float
    height: float
    characters: Characters
    drawings: Drawings
    links: tuple[PageLink, ...]
    added: int = 0
    """How many of the characters, the last ones, are those of annotations and form fields."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Reason and text of characters that were read and are not among `characters`."""
    findings: tuple[tuple[str, str], ...] = ()
    """Diagnostics: code and message."""

    def to_pdfplumber(self, parent: Page) -> PdfiumPage:
        """The page for pdfplumber's table finder and pictures, see `toplumber`.

        `parent` is the same page of the same file, opened by pdfplumber.
        """
        from .toplumber import to_pdfplumber

        return to_pdfplumber(self, parent)


@contextmanager
def loaded(document: pypdfium2.PdfDocument, index: int) -> Iterator[c_void_p]:
    """The handle of page `index` (from 0) while it is open.

    Raises ValueError when pdfium cannot load the page.
    """
    handle = pdfium.load_page(ctypes.cast(document.raw, c_void_p), index)
    if not handle:
        raise ValueError(f"page {index + 1} cannot be loaded")
    try:
        yield c_void_p(handle)
    finally:
        pdfium.close_page(c_void_p(handle))


def read_page(document: pypdfium2.PdfDocument, index: int) -> PageObjects:
    """Page `index` (from 0) of an open document.

    Raises ValueError when pdfium cannot load the page.
    """
    with loaded(document, index) as page:
        return page_objects(document, index, page)


def page_objects(document: pypdfium2.PdfDocument, index: int, page: c_void_p) -> PageObjects:
    """What stands on page `index` (from 0), whose open handle is `page`."""
    space = page_space(page)
    links, count = _links(document, page, space)
    characters, drawings = read_characters(page, space), read_drawings(page, space)
    objects = PageObjects(
        number=index + 1,
        width=space.width,
        height=space.height,
        characters=without_overflow(characters, drawings.horizontal, space),
        drawings=drawings,
        links=links,
    )
    return with_annotations(document, page, _with_clipped(objects), links=count)


def _with_clipped(objects: PageObjects) -> PageObjects:
    """The objects with an account of the characters that a clipping path hides."""
    text = objects.characters.clipped
    if not text:
        return objects
    message = (
        f"{len(text)} characters of page {objects.number} are hidden by clipping paths and were "
        "left out."
    )
    return replace(objects, left_out=(("clipped", text),), findings=(("text-clipped", message),))


def with_annotations(
    document: pypdfium2.PdfDocument, page: c_void_p, objects: PageObjects, *, links: int = 0
) -> PageObjects:
    """The objects of an open page with what its annotations show; `links` of them are links."""
    raw, index = ctypes.cast(document.raw, c_void_p), objects.number - 1
    own = objects.characters
    shown = with_shown_fields(raw, page, index, page_space(page), own, links=links)
    return replace(
        objects,
        characters=_linked(shown.characters, objects.links),
        drawings=without_borders(objects.drawings, shown.fields),
        added=shown.added,
        left_out=(*objects.left_out, *shown.left_out),
        findings=(*objects.findings, *shown.findings),
    )


def _linked(characters: Characters, links: tuple[PageLink, ...]) -> Characters:
    """The characters, each with the link whose box holds its middle."""
    x, y = characters.middles
    for number, link in enumerate(links):
        left, top, right, bottom = link.box
        characters.links[(x >= left) & (x <= right) & (y >= top) & (y <= bottom)] = number
    return characters


def _links(
    document: pypdfium2.PdfDocument, page: c_void_p, space: PageSpace
) -> tuple[tuple[PageLink, ...], int]:
    """The links of a page that have addresses, and how many it has at all."""
    position, handle, box = c_int(0), c_void_p(), pdfium.Rectangle()
    raw = ctypes.cast(document.raw, c_void_p)
    links: list[PageLink] = []
    count = 0
    while len(links) < 5_000 and pdfium.link_enumerate(page, byref(position), byref(handle)):
        count += 1
        action = pdfium.link_action(handle)
        if not action or not pdfium.link_rectangle(handle, byref(box)):
            continue
        length = pdfium.action_uri(raw, action, None, 0)
        if not 1 < length < 4_096:
            continue
        buffer = ctypes.create_string_buffer(length)
        pdfium.action_uri(raw, action, buffer, length)
        user = np.array([[box.left, box.bottom, box.right, box.top]])
        left, top, right, bottom = space.boxes(user)[0].tolist()
        href = clean_text(buffer.value.decode("utf-8", errors="replace")).strip()
        if href and is_safe_address(href):
            links.append(PageLink((left, top, right, bottom), href))
    return tuple(links), count

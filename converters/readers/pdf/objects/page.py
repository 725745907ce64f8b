"""One page as characters, drawings and links, read from pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_int, c_void_p
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from ....model.addresses import is_safe_address
from ....model.text import clean_text
from . import pdfium
from .characters import Characters
from .drawings import Drawings, read_drawings
from .geometry import PageSpace, page_space
from .readcharacters import read_characters

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
    links = _links(document, page, space)
    return PageObjects(
        number=index + 1,
        width=space.width,
        height=space.height,
        characters=_linked(read_characters(page, space), links),
        drawings=read_drawings(page, space),
        links=links,
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
) -> tuple[PageLink, ...]:
    position, handle, box = c_int(0), c_void_p(), pdfium.Rectangle()
    raw = ctypes.cast(document.raw, c_void_p)
    links: list[PageLink] = []
    while len(links) < 5_000 and pdfium.link_enumerate(page, byref(position), byref(handle)):
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
    return tuple(links)

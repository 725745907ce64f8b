"""Views of pages and their document to finished files."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Document
from ..readers.pdf.workers.views import PageView
from .html import html_pages
from .layers import layers_of
from .names import QUIET
from .png import png_page
from .svg import svg_page


def html_file(
    views: Sequence[PageView], document: Document, names: Sequence[str], *, whole: bool
) -> bytes:
    """One HTML file of all pages; with `whole`, the layers that hide much are switched off."""
    first = [name for name in names if not (whole and name in QUIET)]
    return html_pages(views, document, names, first).encode()


def svg_file(view: PageView, document: Document, names: Sequence[str]) -> bytes:
    """A page as SVG."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + svg_page(view, layers_of(view, document, names))).encode()


def png_file(view: PageView, document: Document, names: Sequence[str]) -> bytes:
    """A page as PNG."""
    return png_page(view, layers_of(view, document, names))

"""Drawn pages as pictures: fixtures for reading scans."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
from PIL import Image

from tablewright.converters.model import Document
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.scan.read import read_scan
from tests.readers.pdf.drawn import Page, drawn

Change = Callable[[Image.Image], Image.Image]


def pictures(*pages: Page, dpi: int = 200, change: Change | None = None) -> list[Image.Image]:
    """The pages as they would print."""
    pdf = pypdfium2.PdfDocument(drawn(*pages))
    shown = [page.render(scale=dpi / 72).to_pil() for page in pdf]
    return [change(picture) for picture in shown] if change else shown


def png(*pages: Page, dpi: int = 200, change: Change | None = None) -> bytes:
    """A PNG file of the first page."""
    out = io.BytesIO()
    pictures(*pages, dpi=dpi, change=change)[0].save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def tiff(*pages: Page, dpi: int = 200, change: Change | None = None) -> bytes:
    """A TIFF file of all pages."""
    first, *rest = pictures(*pages, dpi=dpi, change=change)
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=rest, dpi=(dpi, dpi))
    return out.getvalue()


def scanned(data: bytes, name: str = "page.png") -> Document:
    """The document of a picture file."""
    document = read_scan(Source(name, data), ReadOptions())
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
    return document

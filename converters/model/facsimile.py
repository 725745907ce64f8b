"""Pages as they look, with the text that was read on them: what a searchable PDF is made of.

No part of the document: a document says what a source says, a facsimile how its pages look.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .origin import Box

Matrix = tuple[float, float, float, float, float, float]
"""From the unit square of a picture to PDF user space (ISO 32000-1, 8.3.4)."""


class PagePixels(Struct, frozen=True, forbid_unknown_fields=True):
    """The picture of a page as a PDF holds it (ISO 32000-1, 8.9.5)."""

    data: bytes
    coding: Literal["jpeg", "deflate"]
    """JPEG, or zlib over rows with the filters of PNG."""
    width: int
    """In pixels, as `height`."""
    height: int
    channels: Literal[1, 3]
    """Grey, or red, green and blue."""
    bits: Literal[1, 8]
    """Of each channel of a pixel."""


class PlacedText(Struct, frozen=True, forbid_unknown_fields=True):
    """Neighbouring characters of one line."""

    text: str
    box: Box
    baseline: float
    """Its y, in points from the top of the page."""
    size: float
    """Of the font, in points."""


class Facsimile(Struct, frozen=True, forbid_unknown_fields=True):
    """One page: its picture, and its text in reading order."""

    number: int
    width: float
    """In points, as `height`."""
    height: float
    pixels: PagePixels
    matrix: Matrix
    """Where the picture stands: it is shown upright and level."""
    texts: tuple[PlacedText, ...]
    rules: tuple[Box, ...] = ()
    """Lines of its tables."""

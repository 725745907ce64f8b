"""What a document is made of before it has blocks: pieces of text, tables, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....model import Inline
from ....tables.draft import DraftTable
from ..objects.geometry import Box
from ..objects.pictures import PagePicture
from .pieces import Piece


@dataclass(slots=True)
class TablePart:
    """A table, stitched from its pieces."""

    draft: DraftTable
    page: int
    """Where it starts."""
    box: Box
    """On that page."""
    last_page: int
    last_box: Box
    """On the page where it ends."""


@dataclass(slots=True)
class PicturePart:
    """A picture and its caption."""

    picture: PagePicture
    page: int
    caption: tuple[Inline, ...] = ()


Part = Piece | TablePart | PicturePart


def pieces_in(parts: Sequence[Part]) -> list[Piece]:
    """The pieces among parts."""
    return [part for part in parts if isinstance(part, Piece)]

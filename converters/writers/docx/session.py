"""What is shared while one document is written, and where in it the writer stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...model import Asset, Document, Note
from .bookmarks import Bookmarks
from .numbering import Numbering
from .package import Relations
from .pictures import PictureStore
from .side_part import SidePart

MAX_INDENT = 5760
"""Twips (four inches) by which containers move text in at most; Word refuses 22 inches."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the writer must know of a template."""

    width: int
    """Width of the text in twips."""
    landscape_width: int
    """The same on a page turned by a quarter."""
    letter: int
    """Width of a Latin letter in tables in twips; a Chinese character is two."""
    fills: Mapping[str, str]
    """Background of cells by the id of the role style, as six hexadecimal digits."""


@dataclass(slots=True)
class NoteBook:
    """The notes of a document, their numbers in their parts, and which ones have a mark."""

    notes: Mapping[str, Note]
    numbers: dict[str, int] = field(default_factory=dict)
    """The w:id by the id of the note."""
    marked: dict[str, str] = field(default_factory=dict)
    """What is printed as the mark, by the id of the note, for notes that have a mark."""

    @classmethod
    def of(cls, document: Document) -> NoteBook:
        """The notes of `document`, numbered in its order from 1 for each kind."""
        notes: dict[str, Note] = {}
        for note in document.notes:
            notes.setdefault(note.id, note)
        book = cls(notes)
        counts = {"footnote": 0, "endnote": 0, "comment": 0}
        for note in notes.values():
            counts[note.kind] += 1
            book.numbers[note.id] = counts[note.kind]
        return book

    def mark(self, note: Note) -> str:
        """What is printed as the first mark of a note."""
        same = sum(1 for other in self.marked if self.notes[other].kind == note.kind)
        self.marked[note.id] = note.label or str(same + 1)
        return self.marked[note.id]


@dataclass(slots=True)
class Session:
    """One document on its way to one package."""

    document: Document
    look: Look
    side: SidePart
    bookmarks: Bookmarks
    numbering: Numbering
    pictures: PictureStore
    notebook: NoteBook
    drawings: int = 0

    @classmethod
    def of(cls, document: Document, look: Look) -> Session:
        """A fresh session."""
        side = SidePart()
        assets: dict[str, Asset] = {}
        for asset in document.assets:
            assets.setdefault(asset.sha256, asset)
        return cls(
            document=document,
            look=look,
            side=side,
            bookmarks=Bookmarks(side),
            numbering=Numbering(),
            pictures=PictureStore(assets),
            notebook=NoteBook.of(document),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where blocks are written."""

    relations: Relations
    """Of the part."""
    width: int
    """Room for the text in twips."""
    style: str = "BodyText"
    """Style of ordinary paragraphs."""
    indent: int = 0
    """Twips by which containers move ordinary paragraphs in."""
    depth: int = 0
    """Lists around, since the last container that starts anew."""
    marks: bool = True
    """Whether marks of notes may stand here; Word allows none inside notes."""
    cell: bool = False
    """Whether the blocks stand in a cell."""
    size: str = ""
    """Font size that the runs of a crowded table carry, as markup."""

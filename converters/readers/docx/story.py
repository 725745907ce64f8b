"""What readers of all parts share, and where in a part reading is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Final, cast

from lxml.etree import _Element as Element

from ...model import Anchor, ElementOrigin, Origin
from ...model.origin import PackedOrigins, RowPlace
from ..base import Ledger, ReadOptions
from .fields import FIELD_CHAR, Fields, unmatched_marks
from .media import Media
from .names import INSTRUCTION_TAGS, TEXT_TAGS, W, text_of, visible_text
from .notes import Notes
from .numbering import Numbering
from .package import Package, Part
from .pieces import Pieces
from .repeats import Repeats
from .revisions import Revision, show_changes
from .stream import BodyStream
from .styles import BODY_STYLE, ParagraphStyle, Styles
from .survey import Survey

MAX_INLINE_DEPTH: Final = 120
"""Wrappers around a run; what is deeper is read as plain text."""

_REFERENCES: Final = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}


@dataclass(slots=True)
class Shared:
    """What holds for the whole document."""

    package: Package
    ledger: Ledger
    options: ReadOptions
    styles: Styles
    numbering: Numbering
    media: Media
    notes: Notes
    linked: frozenset[str] = frozenset()
    """Names of bookmarks that links point to."""
    title: str | None = None
    """Text of the first paragraph in a title style."""
    repeats: Repeats = field(default_factory=Repeats)
    embedding: int = 0
    """Depth of documents inside documents (w:altChunk)."""

    @property
    def shows_all(self) -> bool:
        """Whether tracked changes are shown with the text before and after them."""
        return self.options.changes == "all"

    @property
    def removed(self) -> str:
        """Why text is left out that a w:del holds: in the original, it was inserted later."""
        return "inserted" if self.options.changes == "original" else "deleted"


@dataclass(slots=True)
class Story:
    """A flow of text with its own fields: the body, a note, a header, a text box."""

    shared: Shared
    part: Part
    fields: Fields
    depth: int = 0
    """Of tables and text boxes around this point."""
    inline_depth: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    """Bookmarks waiting for the next paragraph."""
    in_cell: bool = False
    style: ParagraphStyle = BODY_STYLE
    """Of the paragraph being read."""
    is_heading: bool = False
    revision: Revision = ""
    """Of the row, cell or blocks around this point, where all changes are shown."""
    pieces: Pieces | None = None
    """Keeps the account of `stream`."""
    stream: BodyStream | None = None
    """What the body is read from where it is too large to stand in memory whole."""
    carried: list[Element] = field(default_factory=list)
    """Paragraphs whose mark was deleted: their text continues in the next one."""

    def inner(self, *, in_cell: bool = False) -> Story:
        """The story of a table cell: same fields, one level deeper."""
        return replace(self, depth=self.depth + 1, in_cell=in_cell, carried=[])

    def box(self) -> Story:
        """The story of a text box: its fields are its own."""
        fields = Fields(self.fields.unmatched)
        return replace(self, depth=self.depth + 1, fields=fields, in_cell=False, carried=[])

    def open_table(self, element: Element) -> None:
        """Show the changes of what a growing table says of itself, which comes before its rows."""
        if self.stream is not None and self.stream.is_open(element):
            for child in element.iterchildren(W + "tblPr", W + "tblGrid"):
                show_changes(child, self.shared.options.changes)

    def children_of(self, element: Element) -> Iterable[Element]:
        """The children of a table or of what wraps its rows; of a large table as they come."""
        return element if self.stream is None else self.stream.children_of(element)

    def origin(self, path: str) -> ElementOrigin:
        """The origin of an element of this part."""
        return ElementOrigin(path, self.part.name)

    def cell_origins(self, row: RowPlace, step: str) -> tuple[Origin, ...]:
        """The origins of the cell at the end of this step, packed where the body is large."""
        packed = PackedOrigins(row, intern(step))
        if self.stream is None:
            return packed.unpacked()
        return cast("tuple[Origin, ...]", packed)  # it does all that a tuple does

    def skip(self, element: Element, reason: str, path: str) -> None:
        """Leave out an element with all its text; fields and notes in it are followed."""
        self.shared.ledger.leave_out(reason, visible_text(element), self.origin(path))
        for inside in element.iter(FIELD_CHAR, *INSTRUCTION_TAGS, *_REFERENCES):
            if inside.tag == FIELD_CHAR:
                self.fields.mark(inside)
            elif inside.tag in _REFERENCES:
                self.shared.notes.drop(_REFERENCES[inside.tag], inside.get(W + "id", ""), reason)
            else:
                self.fields.instruct(text_of(inside))


def open_story(shared: Shared, part: Part, root: Element | None = None) -> Story:
    """The story of a part, whose characters are entered in the ledger."""
    top = part.root if root is None else root
    show_changes(top, shared.options.changes)
    count_text(shared.ledger, top, part.name)
    return Story(shared, part, Fields(unmatched_marks(top)))


def open_stream(shared: Shared, part: Part, known: Survey) -> Story:
    """The story of a large body; `close_stream` finishes it."""
    fields = Fields()
    changes = shared.options.changes
    pieces = Pieces(shared.ledger, changes, known.lost_marks, fields.unmatched)
    return Story(shared, part, fields, stream=BodyStream(known.cut, pieces.meet), pieces=pieces)


def close_stream(story: Story) -> None:
    """Finish the account of a large body."""
    if story.pieces is not None:
        story.pieces.close(ElementOrigin("/document", story.part.name))


def count_text(ledger: Ledger, root: Element, part: str) -> None:
    """Enter all text below `root` as source, and what instructs Word as left out."""
    ledger.source("".join(text_of(element) for element in root.iter(*TEXT_TAGS)))
    instructions = "".join(text_of(element) for element in root.iter(*INSTRUCTION_TAGS))
    ledger.source(instructions)
    ledger.leave_out("instruction", instructions, ElementOrigin("/" + _local(root), part))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


__all__ = [
    "MAX_INLINE_DEPTH",
    "Shared",
    "Story",
    "close_stream",
    "count_text",
    "open_story",
    "open_stream",
]

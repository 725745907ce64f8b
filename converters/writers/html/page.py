"""What one page has to keep in mind: names taken, notes numbered, pictures at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from ...model import Asset, Document, Inline, Note, NoteKind, NoteReference, Origin
from ...model.text import iter_block_texts
from ...model.walk import iter_inlines
from .facts import origins_text
from .markup import Attribute
from .words import Words, guess_language, is_language_tag, words_of

OWN_PREFIX = "tw-"
"""Ids of the writer's own start with this; ids of the document never do."""

_ID = re.compile(r"[^\s\x00-\x1f]+")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


@dataclass(frozen=True, slots=True)
class NoteMark:
    """How a note is called on the page."""

    number: int
    """Place among all notes, from 1; part of its id."""
    text: str
    references: int
    """Marks in the text that point to it."""

    @property
    def id(self) -> str:
        """Id of the note."""
        return f"{OWN_PREFIX}note-{self.number}"

    def reference_id(self, place: int) -> str:
        """Id of the mark that is the `place`-th (from 1) to point here."""
        return f"{OWN_PREFIX}ref-{self.number}" + (f"-{place}" if place > 1 else "")


@dataclass(slots=True)
class Page:
    """State of writing one document; made by `open_page`."""

    language: str
    words: Words
    origins: bool
    assets: dict[str, Asset]
    marks: dict[str, NoteMark]
    tables: int = 0
    _taken: set[str] = field(default_factory=set)
    _referred: Counter[str] = field(default_factory=Counter)

    def id_attributes(self, name: str | None) -> Iterator[Attribute]:
        """`id` for a name of the document, `data-id` where that cannot be an HTML id."""
        if name is None:
            return
        if _ID.fullmatch(name) and not name.startswith(OWN_PREFIX) and name not in self._taken:
            self._taken.add(name)
            yield "id", name
        else:
            yield "data-id", name

    def origin_attributes(
        self, *origins: Origin | None, name: str = "data-origin"
    ) -> Iterator[Attribute]:
        """`data-origin`, unless the caller wants no origins."""
        if self.origins:
            yield name, origins_text(origins)

    def next_reference(self, mark: NoteMark) -> str:
        """Id of the next mark that points to a note."""
        self._referred[mark.id] += 1
        return mark.reference_id(self._referred[mark.id])

    def next_table(self) -> int:
        """Number of the next table, from 1."""
        self.tables += 1
        return self.tables


def open_page(document: Document, *, origins: bool) -> Page:
    """The state in which writing `document` starts."""
    tag = document.metadata.language
    if tag is None or not is_language_tag(tag):
        tag = guess_language(_opening(document))
    return Page(
        language=tag,
        words=words_of(tag),
        origins=origins,
        assets={asset.sha256: asset for asset in document.assets},
        marks=_marks(document),
    )


def _opening(document: Document) -> str:
    """The first texts of a document, enough to see its script."""
    texts = chain([document.metadata.title or ""], iter_block_texts(document.blocks))
    return "\n".join(islice((text for text in texts if text.strip()), 50))


def _marks(document: Document) -> dict[str, NoteMark]:
    if not document.notes:
        return {}
    counts = Counter(
        inline.note for inline in _every_inline(document) if isinstance(inline, NoteReference)
    )
    marks: dict[str, NoteMark] = {}
    numbers: Counter[NoteKind] = Counter()
    for place, note in enumerate(document.notes, 1):
        numbers[note.kind] += 1
        marks.setdefault(
            note.id, NoteMark(place, _printed(note, numbers[note.kind]), counts[note.id])
        )
    return marks


def _every_inline(document: Document) -> Iterator[Inline]:
    yield from iter_inlines(document.blocks)
    for note in document.notes:
        yield from iter_inlines(note.blocks)


def _printed(note: Note, number: int) -> str:
    """The note's own label, else 1, 2 for footnotes, i, ii for endnotes, [1], [2] for comments."""
    if note.label:
        return note.label
    if note.kind == "comment":
        return f"[{number}]"
    return _roman(number) if note.kind == "endnote" and number < 40 else str(number)


def _roman(number: int) -> str:
    text = ""
    for letters, value in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text

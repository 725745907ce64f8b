"""Footnotes, endnotes and comments: which are referred to, in what order, and what they hold.

A note is read when its mark is met first, so that notes come in the order of their marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from lxml.etree import _Element as Element
from msgspec.structs import replace

from ...model import Block, Note, NoteKind, NoteReference
from ...model.walk import map_inlines
from ..base import Ledger
from .comments import comment_part, replies, signature
from .names import ID, W, visible_text
from .package import Package, Part

_KINDS: Final[tuple[tuple[NoteKind, str], ...]] = (
    ("footnote", "footnotes"),
    ("endnote", "endnotes"),
)
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})

_NOTE_KINDS: Final[Mapping[str, NoteKind]] = {
    "footnote": "footnote",
    "endnote": "endnote",
    "comment": "comment",
}
_PREFIXES: Final[Mapping[str, str]] = {"footnote": "", "endnote": "end-", "comment": "comment-"}

ReadNote = Callable[[Part, Element, str], tuple[Block, ...]]
"""Reads the blocks of a note: part, element, path of the element."""


class Notes:
    """The notes of a document by kind and source id."""

    def __init__(
        self, package: Package, main: Part, ledger: Ledger, *, comments: bool = False
    ) -> None:
        self._ledger = ledger
        self._parts: dict[str, Part] = {}
        self._elements: dict[tuple[str, str], tuple[Element, str]] = {}
        self._marks: dict[tuple[str, str], str | None] = {}
        self._dropped: dict[tuple[str, str], str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()
        self._adopted: list[Note] = []
        self._embedded = 0
        self._threads: Mapping[str, str] = {}
        for kind, relation_kind in _KINDS:
            for relation in main.related(relation_kind)[:1]:
                part = package.part(relation.target)
                if part is not None:
                    self._parts[kind] = part
                    self._index(kind, part)
        margin = comment_part(package, main) if comments else None
        if margin is not None:
            self._parts["comment"] = margin
            self._threads = replies(package, main, margin)
            self._index("comment", margin)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that hold notes."""
        return tuple(self._parts.values())

    def _index(self, kind: str, part: Part) -> None:
        path = "/" + part.root.tag.rpartition("}")[2]
        for position, element in enumerate(part.root.iterchildren(W + kind), 1):
            if element.get(W + "type") not in _SEPARATORS:
                key = (kind, element.get(ID, ""))
                self._elements.setdefault(key, (element, f"{path}/{kind}[{position}]"))

    def refer(self, kind: str, source_id: str, label: str | None) -> str | None:
        """The id of the note that a mark points to; None (reported) when there is none."""
        key = (kind, source_id)
        if kind == "comment" and (kind not in self._parts or source_id in self._threads):
            return None  # left out, or a reply, which stands in the note that it answers
        if key not in self._elements:
            self._ledger.report("note-missing", f"The {kind} {source_id} of a mark does not exist.")
            return None
        self._marks.setdefault(key, label)
        return self._id(key)

    def _id(self, key: tuple[str, str]) -> str:
        """The id of a note: its running number, which is also what Word prints.

        Endnotes have theirs after `end-`, comments after `comment-`.
        """
        if key not in self._ids:
            self._counts[key[0]] += 1
            self._ids[key] = f"{_PREFIXES[key[0]]}{self._counts[key[0]]}"
        return self._ids[key]

    def drop(self, kind: str, source_id: str, reason: str) -> None:
        """Remember that a mark of the note was left out."""
        self._dropped.setdefault((kind, source_id), reason)

    def adopt(self, blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> tuple[Block, ...]:
        """Take over the notes of an embedded document; they follow the document's own.

        The result is `blocks` with the new ids of the notes in their marks.
        """
        if not notes:
            return blocks
        self._embedded += 1
        names = {note.id: f"embedded-{self._embedded}-{note.id}" for note in notes}
        self._adopted += [
            replace(note, id=names[note.id], blocks=_renamed(note.blocks, names)) for note in notes
        ]
        return _renamed(blocks, names)

    def read(self, read_blocks: ReadNote) -> tuple[Note, ...]:
        """All notes: those with marks in their order, then those without.

        Reading a note may meet further marks; their notes follow.
        """
        notes: list[Note] = []
        done: set[tuple[str, str]] = set()
        while waiting := [key for key in self._marks if key not in done]:
            for key in waiting:
                done.add(key)
                notes.append(self._note(key, read_blocks))
        for key, (element, _path) in self._elements.items():
            if key in done or (key[0] == "comment" and key[1] in self._threads):
                continue
            if key in self._dropped:
                self._ledger.source(visible_text(element))
                self._ledger.leave_out(self._dropped[key], visible_text(element))
            elif visible_text(element).strip():
                self._ledger.report("note-unused", f"The {key[0]} {key[1]} has no mark.")
                notes.append(self._note(key, read_blocks))
        return (*notes, *self._adopted)

    def _note(self, key: tuple[str, str], read_blocks: ReadNote) -> Note:
        element, path = self._elements[key]
        kind = _NOTE_KINDS[key[0]]
        part = self._parts[kind]
        if kind == "comment":
            return Note(self._id(key), self._thread(key[1], read_blocks), kind)
        blocks = read_blocks(part, element, path)
        return Note(self._id(key), blocks, kind, self._marks.get(key))

    def _thread(self, comment: str, read_blocks: ReadNote) -> tuple[Block, ...]:
        """A comment and what answers it, in the order of the part."""
        members = [comment, *(reply for reply, top in self._threads.items() if top == comment)]
        blocks: list[Block] = []
        for member in members:
            element, path = self._elements["comment", member]
            blocks += signature(element)
            blocks += read_blocks(self._parts["comment"], element, path)
        return tuple(blocks)


def _renamed(blocks: tuple[Block, ...], names: Mapping[str, str]) -> tuple[Block, ...]:
    """Blocks whose note marks have new ids."""
    return map_inlines(
        blocks,
        lambda content: tuple(
            NoteReference(names.get(inline.note, inline.note))
            if isinstance(inline, NoteReference)
            else inline
            for inline in content
        ),
    )

"""Head, body and notes of our own pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from ....model import Asset, Block, Metadata, Note, NoteKind
from ..tree import Node
from .attributes import DamagedPage, origin_of
from .blocks import read_blocks
from .inlines import Reading

_PREFIX = "tablewright:"
_FIELDS = {
    "title": "title",
    "language": "language",
    "issuing-body": "issuing_body",
    "document-number": "document_number",
    "index-number": "index_number",
    "subject": "subject",
    "description": "description",
    "created": "created",
    "modified": "modified",
    "published": "published",
    "generator": "generator",
}


@dataclass(frozen=True, slots=True)
class LiteralPage:
    """What one of our own pages holds."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    assets: tuple[Asset, ...]
    metadata: Metadata
    text: str
    """All text that is text of the document."""


def is_literal(root: Node) -> bool:
    """Whether tablewright wrote the page."""
    head = next((child for child in root.elements() if child.tag == "head"), None)
    return head is not None and any(
        node.attrs.get("name", "").lower() == "generator"
        and node.attrs.get("content", "").startswith("tablewright")
        for node in head.elements()
        if node.tag == "meta"
    )


def read_literal(root: Node) -> LiteralPage:
    """The page as the document that it was written from.

    Raises DamagedPage when it does not keep to the markup.
    """
    body = root.find("main") or root.find("body")
    if body is None:
        raise DamagedPage("no body")
    try:
        return _read(root, body)
    except (TypeError, ValueError, KeyError) as error:
        raise DamagedPage(str(error)) from error


def _read(root: Node, body: Node) -> LiteralPage:
    reading = Reading()
    content = Node(body.tag, body.attrs, body.parent)
    content.children = [child for child in body.children if not _is_notes(child)]
    blocks = read_blocks(content, reading, 0)
    notes = tuple(
        note for child in body.elements() if _is_notes(child) for note in _notes(child, reading)
    )
    return LiteralPage(
        blocks, notes, tuple(reading.assets.values()), _metadata(root), "".join(reading.texts)
    )


def _is_notes(child: Node | str) -> bool:
    return isinstance(child, Node) and "data-notes" in child.attrs


def _notes(section: Node, reading: Reading) -> list[Note]:
    kind = _note_kind(section.attrs["data-notes"])
    return [_note(item, kind, reading) for item in section.walk() if "data-note-id" in item.attrs]


def _note_kind(name: str) -> NoteKind:
    for kind in get_args(NoteKind):
        if kind == name:
            return kind  # type: ignore[no-any-return]
    raise DamagedPage(f"notes {name}")


def _note(item: Node, kind: NoteKind, reading: Reading) -> Note:
    body = next((x for x in item.elements() if "note-body" in x.classes()), None)
    return Note(
        item.attrs["data-note-id"],
        () if body is None else read_blocks(body, reading, 1),
        kind,
        item.attrs.get("data-label"),
        origin_of(item),
    )


def _metadata(root: Node) -> Metadata:
    fields: dict[str, str] = {}
    authors: list[str] = []
    keywords: list[str] = []
    extra: list[tuple[str, str]] = []
    repeated: dict[str, Callable[[str], None]] = {
        "author": authors.append,
        "keyword": keywords.append,
    }
    for node in root.walk():
        name = node.attrs.get("name", "") if node.tag == "meta" else ""
        if not name.startswith(_PREFIX):
            continue
        key, value = name.removeprefix(_PREFIX), node.attrs.get("content", "")
        if key in _FIELDS:
            fields[_FIELDS[key]] = value
        elif key in repeated:
            repeated[key](value)
        elif key == "extra":
            extra.append((node.attrs.get("data-name", ""), value))
    return Metadata(authors=tuple(authors), keywords=tuple(keywords), extra=tuple(extra), **fields)

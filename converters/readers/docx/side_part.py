"""The side part of our own files: JSON of what Word has no place for (`docs/docx-markup.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec
from lxml.etree import _Element as Element

from ...model import Furniture, Metadata, NoteKind
from .package import Package, Part

_NAMESPACE: Final = "{urn:tablewright:docx:1}"
Decoded = TypeVar("Decoded")


class NoteRecord(msgspec.Struct, frozen=True):
    """A note of the document and where its blocks stand."""

    id: str
    number: int
    kind: NoteKind = "footnote"
    label: str | None = None


class AssetRecord(msgspec.Struct, frozen=True):
    """An asset of the document and the part with its bytes."""

    sha256: str
    media_type: str
    part: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class SidePart:
    """The decoded side part."""

    metadata: Metadata
    notes: tuple[NoteRecord, ...]
    assets: tuple[AssetRecord, ...]
    furniture: tuple[Furniture, ...]
    bookmarks: dict[str, str]
    """Ids by the bookmark names that stand for them."""
    entries: dict[str, str]
    """JSON by the number of the mark."""

    def entry(self, number: str, kind: type[Decoded] | Any) -> Any:
        """What a mark holds, decoded as `kind`; None when it holds nothing of the kind."""
        text = self.entries.get(number)
        if text is None:
            return None
        try:
            return msgspec.json.decode(text, type=kind)
        except msgspec.DecodeError:
            return None

    def id_of(self, bookmark: str) -> str:
        """The id that a bookmark name stands for."""
        return self.bookmarks.get(bookmark, bookmark)


def read_side_part(package: Package, main: Part) -> SidePart | None:
    """The side part of a document; None when there is none, or it is not whole."""
    for relation in main.related("customXml"):
        root = package.tree(relation.target) if package.has(relation.target) else None
        if root is not None and root.tag == _NAMESPACE + "tablewright":
            try:
                return _decoded(root)
            except msgspec.DecodeError:
                return None
    return None


def _decoded(root: Element) -> SidePart:
    def json(name: str, kind: Any, missing: Any) -> Any:
        text = root.findtext(_NAMESPACE + name)
        return missing if text is None else msgspec.json.decode(text, type=kind)

    return SidePart(
        metadata=json("metadata", Metadata, Metadata()),
        notes=json("notes", tuple[NoteRecord, ...], ()),
        assets=json("assets", tuple[AssetRecord, ...], ()),
        furniture=json("furniture", tuple[Furniture, ...], ()),
        bookmarks={
            element.get("name", ""): element.text or ""
            for element in root.iterchildren(_NAMESPACE + "bookmark")
        },
        entries={
            element.get("n", ""): element.text or ""
            for element in root.iterchildren(_NAMESPACE + "x")
        },
    )

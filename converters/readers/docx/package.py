"""OPC packages (ECMA-376 Part 2): parts, their relationships, and the main part.

Names are compared without regard to case, and targets may have backslashes: both occur in files
that Word opens.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from lxml.etree import _Element as Element

from ...errors import UnreadableSource, UnsupportedFormat
from ..base import Ledger
from .archive import Archive
from .names import REL, TYPES
from .xml import parse_xml

_USUAL_MAIN: Final = "word/document.xml"
_WORD_MAIN: Final = (
    "wordprocessingml.document.main",
    "wordprocessingml.template.main",
    "ms-word.document.macro",
    "ms-word.template.macro",
)
_OTHER_MAIN: Final = (
    ("spreadsheetml", "a spreadsheet (XLSX)"),
    ("ms-excel", "a spreadsheet (XLSX)"),
    ("presentationml", "a presentation (PPTX)"),
    ("ms-powerpoint", "a presentation (PPTX)"),
    ("visio", "a drawing (VSDX)"),
)
_MIMETYPES: Final = (
    ("application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)"),
    ("application/vnd.oasis.opendocument", "an OpenDocument file"),
    ("application/epub+zip", "an EPUB book"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: to another part, or to something outside."""

    kind: str
    """Last step of the type, for example `hyperlink` or `image`."""
    target: str
    """Name of a part without the first slash, or the outside address as written."""
    external: bool = False


@dataclass(slots=True)
class Part:
    """A part with XML content."""

    name: str
    root: Element
    relations: dict[str, Relation] = field(default_factory=dict)
    """By id."""

    def related(self, kind: str) -> list[Relation]:
        """Inside targets of one kind in the order of the relationships part."""
        return [
            relation
            for relation in self.relations.values()
            if relation.kind == kind and not relation.external
        ]


class Package:
    """The parts of one archive; what is missing or damaged is reported once."""

    def __init__(self, archive: Archive, source: str, ledger: Ledger) -> None:
        self.source = source
        self.ledger = ledger
        self._archive = archive
        self._names = {name.replace("\\", "/").lower(): name for name in archive.names()}
        self._told: set[str] = set()
        if archive.damaged:
            ledger.report("part-damaged", "The archive is damaged; its parts were searched for.")

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.lower() in self._names

    def content(self, name: str) -> bytes | None:
        """The bytes of a part as far as they are readable; None (reported) without it."""
        entry = self._names.get(name.lower())
        if entry is None:
            self._tell("part-missing", name, f"The part {name} is not in the file.")
            return None
        data, whole = self._archive.read(entry)
        if not whole:
            self._tell("part-damaged", name, f"The part {name} is damaged or cut off.")
        return data

    def part(self, name: str) -> Part | None:
        """The part with its text and relationships; None (reported) when there is none."""
        root = self.tree(name, lean=True)
        return None if root is None else Part(name, root, self.relations(name))

    def tree(self, name: str, *, lean: bool = False) -> Element | None:
        """The tree of an XML part (see `parse_xml`); None (reported) when there is none."""
        data = self.content(name)
        return None if data is None else self.parsed(name, data, lean=lean)

    def parsed(self, name: str, data: bytes, *, lean: bool) -> Element | None:
        """The tree of a part whose bytes have been read."""
        parsed = parse_xml(data, lean=lean)
        if parsed is None or parsed.damaged:
            self._tell("part-damaged", name, f"The part {name} is not well-formed XML.")
        if parsed is not None and parsed.has_dtd:
            self._tell(
                "external-ignored",
                "dtd:" + name,
                f"The part {name} has a document type; its entities were ignored.",
            )
        return None if parsed is None else parsed.root

    def relations(self, name: str) -> dict[str, Relation]:
        """Relationships of a part by id; of the package itself for the empty name."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        root = self.tree(rels) if self.has(rels) else None
        if root is None:
            return {}
        return {
            element.get("Id", ""): _relation(element, folder)
            for element in root.iter(REL + "Relationship")
        }

    def _tell(self, code: str, key: str, message: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self.ledger.report(code, message)

    def main_name(self) -> str:
        """Name of the main document part.

        Raises UnsupportedFormat or UnreadableSource, saying what the archive is instead.
        """
        types = self._content_types()
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                self._refuse_other(types.get("/" + relation.target.lower(), ""))
                if self.has(relation.target):
                    return relation.target
        for name, kind in types.items():
            if any(word in kind for word in _WORD_MAIN) and self.has(name.lstrip("/")):
                return name.lstrip("/")
        if self.has(_USUAL_MAIN):
            self._tell(
                "part-missing", "rels", f"No relationship names the main part; {_USUAL_MAIN} is it."
            )
            return _USUAL_MAIN
        raise self._not_a_document()

    def _content_types(self) -> dict[str, str]:
        root = self.tree("[Content_Types].xml") if self.has("[Content_Types].xml") else None
        if root is None:
            return {}
        return {
            element.get("PartName", "").lower(): element.get("ContentType", "")
            for element in root.iter(TYPES + "Override")
        }

    def _refuse_other(self, content_type: str) -> None:
        for word, what in _OTHER_MAIN:
            if word in content_type:
                raise UnsupportedFormat(
                    f"{self.source} is {what}, not a Word document; "
                    "save or export what you need from it as .docx or .html."
                )

    def _not_a_document(self) -> UnreadableSource | UnsupportedFormat:
        if "mimetype" in self._names:
            mimetype = self._archive.read(self._names["mimetype"])[0].decode("latin-1").strip()
            for start, what in _MIMETYPES:
                if mimetype.startswith(start):
                    return UnsupportedFormat(
                        f"{self.source} is {what}; convert it first, for example with "
                        "`soffice --headless --convert-to docx`."
                    )
        if "[content_types].xml" in self._names or "word/styles.xml" in self._names:
            return UnreadableSource(
                f"{self.source}: the main part of the document is missing; "
                "open it in Word or LibreOffice, repair it and save it again."
            )
        if not self._names:
            return UnreadableSource(
                f"{self.source} is an empty or damaged archive; no Word document is left in it."
            )
        return UnreadableSource(
            f"{self.source} is a zip archive without a Word document in it; "
            "unpack it and read the files inside."
        )


def _relation(element: Element, folder: str) -> Relation:
    kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
    target = element.get("Target", "")
    if kind == "hyperlink" or element.get("TargetMode", "").lower() == "external":
        return Relation(kind, target, external=True)
    path = unquote(target.replace("\\", "/"))
    path = path if path.startswith("/") else posixpath.join("/" + folder, path)
    return Relation(kind, posixpath.normpath(path).lstrip("/"))

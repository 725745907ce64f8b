"""An OPC package as bytes that are the same for the same parts (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import Final

from .xml import DECLARATION, attribute

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION_TYPES: Final[dict[str, str]] = {
    name: f"{_OFFICE}/{name}"
    for name in (
        "officeDocument",
        "extended-properties",
        "custom-properties",
        "styles",
        "settings",
        "numbering",
        "fontTable",
        "theme",
        "footnotes",
        "endnotes",
        "comments",
        "header",
        "footer",
        "image",
        "hyperlink",
        "customXml",
        "customXmlProps",
    )
} | {
    "core-properties": (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    )
}
_DEFAULT_TYPES: Final = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_FIRST_YEAR: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can hold


@dataclass(slots=True)
class Relations:
    """The relationships of one part."""

    _entries: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, *, external: bool = False, name: str = "") -> str:
        """The id of a relationship; the same target has the same id.

        `target` is a part name without leading slash, or an address when `external`.
        """
        key = (kind, target, external)
        if key not in self._entries:
            self._entries[key] = name or f"rId{len(self._entries) + 1}"
        return self._entries[key]

    def xml(self, folder: str) -> str:
        """The relationships part of a part that lies in `folder`."""
        lines = [
            f'<Relationship Id="{name}" Type="{RELATION_TYPES[kind]}" Target="'
            + attribute(target if external else posixpath.relpath(target, folder or "."))
            + ('" TargetMode="External"/>' if external else '"/>')
            for (kind, target, external), name in self._entries.items()
        ]
        return (
            f"{DECLARATION}<Relationships xmlns="
            '"http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{''.join(lines)}</Relationships>"
        )

    def __bool__(self) -> bool:
        return bool(self._entries)


@dataclass(slots=True)
class Package:
    """Parts with their content types and relationships, in the order in which they were added."""

    relations: Relations = field(default_factory=Relations)
    """Of the package itself."""
    _parts: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _defaults: dict[str, str] = field(default_factory=lambda: dict(_DEFAULT_TYPES))
    _part_relations: dict[str, Relations] = field(default_factory=dict)

    def add(
        self, name: str, content: str | bytes, media_type: str, relations: Relations | None = None
    ) -> None:
        """Add a part; `name` has no leading slash."""
        self._parts[name] = content.encode() if isinstance(content, str) else content
        self._types[name] = media_type
        if relations is not None:  # it may still grow
            self._part_relations[name] = relations

    def add_media(self, name: str, content: bytes, media_type: str) -> None:
        """Add a picture, whose content type is declared once for its suffix."""
        suffix = name.rpartition(".")[2]
        if self._defaults.setdefault(suffix, media_type) != media_type:
            self._types[name] = media_type
        self._parts[name] = content

    def data(self) -> bytes:
        """The package as a zip archive; nothing in it depends on time or machine."""
        entries: dict[str, bytes] = {"[Content_Types].xml": self._content_types().encode()}
        entries["_rels/.rels"] = self.relations.xml("").encode()
        for name, content in self._parts.items():
            entries[name] = content
            if self._part_relations.get(name):
                folder, base = posixpath.split(name)
                xml = self._part_relations[name].xml(folder)
                entries[f"{folder}/_rels/{base}.rels"] = xml.encode()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, content in entries.items():
                info = zipfile.ZipInfo(name, _FIRST_YEAR)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                archive.writestr(info, content)
        return buffer.getvalue()

    def _content_types(self) -> str:
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{attribute(kind)}"/>'
            for suffix, kind in self._defaults.items()
        )
        overrides = "".join(
            f'<Override PartName="/{attribute(name)}" ContentType="{attribute(kind)}"/>'
            for name, kind in self._types.items()
        )
        return (
            f"{DECLARATION}<Types xmlns="
            '"http://schemas.openxmlformats.org/package/2006/content-types">'
            f"{defaults}{overrides}</Types>"
        )

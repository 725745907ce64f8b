"""Tiny OOXML packages in memory from snippets of XML, and one-line notations for their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from tablewright.converters.model import Block, Document
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.docx import read_docx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OPTIONS = ReadOptions()
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "styles": ("styles", "styles"),
    "numbering": ("numbering", "numbering"),
    "footnotes": ("footnotes", "footnotes"),
    "endnotes": ("endnotes", "endnotes"),
    "comments": ("comments", "comments"),
    "settings": ("settings", "settings"),
}


@dataclass(kw_only=True)
class Docx:
    """What goes into a package; XML parts without their root element."""

    body: str = ""
    styles: str = ""
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    comments: str = ""
    relations: tuple[tuple[str, str, str], ...] = ()
    """Id, kind, target; a target with a scheme is external."""
    parts: Mapping[str, bytes | str] = field(default_factory=dict)
    """Further parts by name."""
    package_relations: tuple[tuple[str, str], ...] = ()
    """Kind and target."""
    main: str = "word/document.xml"

    def build(self) -> bytes:
        """The bytes of the package."""
        parts: dict[str, bytes | str] = {
            "[Content_Types].xml": _content_types(self.main),
            "_rels/.rels": _relations(
                [("rId1", "officeDocument", self.main)]
                + [(f"p{n}", *pair) for n, pair in enumerate(self.package_relations)]
            ),
            self.main: part("document", f"<w:body>{self.body}<w:sectPr/></w:body>"),
        }
        relations = list(self.relations)
        folder, _, base = self.main.rpartition("/")
        for name, (kind, root) in _KINDS.items():
            content = getattr(self, name, "")
            if content:
                parts[f"{folder}/{name}.xml"] = part(root, content)
                relations.append((name, kind, f"{name}.xml"))
        parts[f"{folder}/_rels/{base}.rels"] = _relations(relations)
        return zipped({**parts, **self.parts})

    def read(self, name: str = "a.docx", options: ReadOptions = OPTIONS) -> Document:
        """The document that our reader makes of the package."""
        return read_docx(Source(name, self.build()), options)


def read_bytes(data: bytes, name: str = "a.docx") -> Document:
    """The document of a file's bytes."""
    return read_docx(Source(name, data), OPTIONS)


def read_body(body: str, **rest: object) -> tuple[Block, ...]:
    """The blocks of a body, all of whose characters must have a place."""
    document = Docx(body=body, **rest).read()  # type: ignore[arg-type]  # fields of Docx
    assert document.accounting is not None
    assert document.accounting.unplaced == 0, document.accounting.unplaced_sample
    return document.blocks


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of the parts, the same bytes every time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def data_with(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package with a change in one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    parts[name] = parts[name].replace(old, new)
    return zipped(parts)


def part(root: str, content: str) -> str:
    """An XML part with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'


def _relations(relations: list[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if ":" in target else "")
        + "/>"
        for name, kind, target in relations
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{inside}</Relationships>'


def _content_types(main: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<Types xmlns="{namespace}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{_MAIN}"/></Types>'
    )


# --- notations --------------------------------------------------------------------------------


def p(*content: str, style: str = "", props: str = "") -> str:
    """A paragraph; content without a tag becomes a run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{styled}{props}</w:pPr>" if styled or props else ""
    return f"<w:p>{properties}{''.join(map(_as_run, content))}</w:p>"


def r(text: str, props: str = "") -> str:
    """A run of text."""
    properties = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _as_run(content: str) -> str:
    return content if content.startswith("<") else r(content)


def tbl(*rows: str, props: str = "", grid: tuple[int, ...] = ()) -> str:
    """A table of rows."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f"<w:tbl><w:tblPr>{props}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def tr(*cells: str, props: str = "") -> str:
    """A row; cells without a tag become cells with that text."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inside}</w:tr>"


def tc(*content: str, span: int = 1, merge: str = "", props: str = "") -> str:
    """A cell; `merge` is the vMerge value, content without a tag a paragraph."""
    inside = "".join(item if item.startswith("<") else p(item) for item in content) or "<w:p/>"
    width = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{width}{down}{props}</w:tcPr>{inside}</w:tc>"


def num(num_id: int, level: int = 0) -> str:
    """Paragraph properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def numbering(*levels: tuple[str, str], num_id: int = 1, extra: str = "") -> str:
    """A numbering whose levels have a format and a label text."""
    inside = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (style, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{num_id}">{inside}</w:abstractNum>'
        f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{num_id}"/></w:num>{extra}'
    )


def style(style_id: str, name: str, *, based: str = "", ppr: str = "", rpr: str = "") -> str:
    """A paragraph style."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def run_style(style_id: str, name: str, rpr: str = "") -> str:
    """A character style."""
    return (
        f'<w:style w:type="character" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"<w:rPr>{rpr}</w:rPr></w:style>"
    )

"""The tables of a DOCX read with lxml alone, by ECMA-376 Part 1, 17.4: a second opinion.

Shares no code with the reader. A table is a list of (row, column, row span, column span, text)
with white space removed from the text, in a grid of only the rows and columns where a cell starts.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import cast

from lxml import etree

Cell = tuple[int, int, int, int, str]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = {"w": _W, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
_HIDDEN = ("w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText")


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    return cast("list[etree._Element]", element.xpath(path, namespaces=_NS))


def main_xml(data: bytes) -> etree._Element:
    """Root of the main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        rels = etree.fromstring(package.read("_rels/.rels"))
        target = next(
            rel.get("Target", "") for rel in rels if rel.get("Type", "").endswith("/officeDocument")
        )
        name = posixpath.normpath(target.lstrip("/"))
        xml = package.read(name)
    for strict in (b"wordprocessingml", b"officeDocument", b"drawingml"):
        xml = xml.replace(
            b"http://purl.oclc.org/ooxml/" + strict + b"/",
            b"http://schemas.openxmlformats.org/" + strict + b"/2006/",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(xml, parser)


def oracle_tables(data: bytes) -> list[list[Cell]]:
    """All tables of the body in document order, nested ones after the one they stand in."""
    root = main_xml(data)
    found = _all(
        root, ".//w:tbl[not(ancestor::mc:Fallback or ancestor::w:del or ancestor::w:moveFrom)]"
    )
    return [cells for table in found if (cells := _cells(table)) and not _in_deleted_row(table)]


def _in_deleted_row(table: etree._Element) -> bool:
    return bool(_all(table, "ancestor::w:tr[w:trPr/w:del]"))


def _own(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, whatever wraps them, but no inner table's."""
    boundary = "tbl" if name == "tr" else "tr"
    for found in _all(element, f".//w:{name}"):
        holder = next(found.iterancestors(f"{{{_W}}}{boundary}"))
        if holder is element and not _all(found, "ancestor::w:del | ancestor::w:moveFrom"):
            yield found


def _value(element: etree._Element, path: str, missing: str) -> str:
    """w:val of a property: `missing` without the property, `continue` without a value."""
    for found in _all(element, path):
        return str(found.get(f"{{{_W}}}val", "continue"))
    return missing


def _cells(table: etree._Element) -> list[Cell]:
    rows = [row for row in _own(table, "tr") if not _all(row, "w:trPr/w:del")]
    placed: list[list[object]] = []
    open_above: dict[tuple[int, int], list[object]] = {}
    for number, row in enumerate(rows):
        column = int(float(_value(row, "w:trPr/w:gridBefore", "0")))
        still_open: dict[tuple[int, int], list[object]] = {}
        previous: list[object] | None = None
        for cell in _own(row, "tc"):
            if _all(cell, "w:tcPr/w:cellDel"):
                continue
            width = max(int(float(_value(cell, "w:tcPr/w:gridSpan", "1"))), 1)
            down = _value(cell, "w:tcPr/w:vMerge", "")
            if previous is not None and _value(cell, "w:tcPr/w:hMerge", "") == "continue":
                previous[3] = int(str(previous[3])) + width
            elif down == "continue" and (column, width) in open_above:
                previous = open_above[column, width]
                previous[2] = int(str(previous[2])) + 1
                still_open[column, width] = previous
            else:
                previous = [number, column, 1, width, _text(cell)]
                placed.append(previous)
                if down:
                    still_open[column, width] = previous
            column += width
        open_above = still_open
    return _canonical([tuple(entry) for entry in placed])  # type: ignore[misc]  # five fields


def _text(cell: etree._Element) -> str:
    parts = _all(cell, ".//w:t | .//w:noBreakHyphen")
    text = "".join(
        part.text or "" if part.tag.endswith("}t") else "\u2011"
        for part in parts
        if not any(_all(part, f"ancestor::{hidden}") for hidden in _HIDDEN)
    )
    return "".join(text.split())


def _canonical(cells: list[Cell]) -> list[Cell]:
    """The same cells in a grid without rows and columns in which no cell starts."""
    rows = sorted({cell[0] for cell in cells})
    columns = sorted({cell[1] for cell in cells})

    def place(lines: list[int], line: int) -> int:
        return sum(start < line for start in lines)

    out = []
    for row, column, height, width, text in cells:
        top, left = place(rows, row), place(columns, column)
        bottom, right = place(rows, row + height), place(columns, column + width)
        out.append((top, left, bottom - top, right - left, text))
    return sorted(out)

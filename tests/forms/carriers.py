"""Reports carried by HTML, DOCX and two kinds of text, written without the program."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape

from .damage import Sheet

Part = str | Sheet

_HEADINGS = ("一、", "二、", "三、", "四、", "五、", "六、")


def as_html(parts: list[Part]) -> bytes:
    """A page whose tables have their spans."""
    out = ["<!doctype html><html><head><meta charset=utf-8><title>公开</title></head><body>"]
    for part in parts:
        if isinstance(part, str):
            tag = "h2" if part.startswith(_HEADINGS) else "p"
            out.append(f"<{tag}>{html.escape(part)}</{tag}>")
            continue
        out.append("<table>")
        for row in part.rows:
            cells = (
                f'<td colspan="{cell.across}" rowspan="{cell.down}">{html.escape(cell.text)}</td>'
                for cell in row
            )
            out.append(f"<tr>{''.join(cells)}</tr>")
        out.append("</table>")
    return "".join([*out, "</body></html>"]).encode()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def as_docx(parts: list[Part]) -> bytes:
    """A document whose tables have their spans."""
    body = "".join(_word_par(p) if isinstance(p, str) else _word_table(p) for p in parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _word_par(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _word_table(sheet: Sheet) -> str:
    grid = "<w:gridCol/>" * sheet.width
    # Column -> rows that a cell from above still covers, and its width.
    open_cells: dict[int, tuple[int, int]] = {}
    rows = []
    for row in sheet.rows:
        cells, queue, column = [], list(row), 0
        while column < sheet.width:
            left, across = open_cells.get(column, (0, 1))
            if left:
                merge, text = "<w:vMerge/>", ""
                open_cells[column] = (left - 1, across)
            else:
                cell = queue.pop(0)
                across, text = cell.across, cell.text
                merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
                open_cells[column] = (cell.down - 1, across)
            span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_word_par(text)}</w:tc>")
            column += across
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def as_rows(parts: list[Part]) -> bytes:
    """Text with a line for each row: spans lost, rows padded on the right."""
    out: list[str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        for row in part.rows:
            pad = part.width - len(row)
            out.append(" | ".join(cell.text for cell in row) + " | " + "|" * pad)
    return "\n".join(out).encode()


def as_cells(parts: list[Part]) -> bytes:
    """Text with a line for each cell; the padding shows where a row ends."""
    out: list[str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        for row in part.rows:
            out += [f"{cell.text} |" for cell in row]
            pad = part.width - len(row)
            if pad > 0:
                out.append("|" * pad)
    return "\n".join(out).encode()


CARRIERS: Final[dict[str, tuple[str, Callable[[list[Part]], bytes]]]] = {
    "html": ("report.html", as_html),
    "docx": ("report.docx", as_docx),
    "rows": ("report.txt", as_rows),
    "cells": ("report.txt", as_cells),
}

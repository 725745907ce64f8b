"""One document printed many times in one run, its tables cut by a page break at another row each.

Each copy starts on a new page with a marker, by which the pages of the copies are told apart.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
from msgspec.structs import replace

from tablewright.converters import render
from tablewright.converters.forms import extract_facts
from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import cell_text
from tests.readers.pdf.shown import read_here

_MARKER = "Copy {}."


def tables_alone(document: Document) -> Document:
    """The document from a little before its first table to a little after its last one."""
    places = [n for n, block in enumerate(document.blocks) if isinstance(block, Table)]
    return replace(document, blocks=document.blocks[max(places[0] - 3, 0) : places[-1] + 2])


def cut_before_each_row(document: Document) -> str:
    """HTML of as many copies as there are rows: in each the page breaks before another row."""
    head, body, tail = _html(document)
    parts = re.split(r"(<tr[^>]*>)", body)
    copies = []
    for place, part in enumerate(parts):
        if part.startswith("<tr"):
            broken = f'{part[:-1]} style="break-before:page">'
            copies.append("".join([*parts[:place], broken, *parts[place + 1 :]]))
    return head + _marked(copies) + tail


def shifted_in_html(document: Document, heights: Iterable[int], css: str) -> str:
    """HTML of copies that start lower and lower, `heights` in CSS pixels."""
    head, body, tail = _html(document)
    copies = [f'<div style="height:{height}px"></div>{body}' for height in heights]
    return head.replace("</head>", f"<style>{css}</style></head>") + _marked(copies) + tail


def _html(document: Document) -> tuple[str, str, str]:
    """What stands up to the body's content, the content, and the rest."""
    page = render(document, "html").decode()
    start = page.index(">", page.index("<body")) + 1
    end = page.rindex("</body>")
    return page[:start], page[start:end], page[end:]


def _marked(copies: Iterable[str]) -> str:
    return "".join(
        f'<p style="break-before:page;margin:0">{_MARKER.format(number)}</p>{copy}'
        for number, copy in enumerate(copies)
    )


def shifted_in_docx(document: Document, number: int, heights: Iterable[int]) -> bytes:
    """A DOCX of copies in which table `number` starts lower and lower on a page, in points."""
    package = zipfile.ZipFile(io.BytesIO(render(document, "docx")))
    parts = {name: package.read(name) for name in package.namelist()}
    xml = parts["word/document.xml"].decode()
    start = xml.index(">", xml.index("<w:body")) + 1
    end = xml.rindex("<w:sectPr")
    table = [match.start() for match in re.finditer("<w:tbl>", xml)][number]
    copies = "".join(
        f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>{_MARKER.format(copy)}</w:t></w:r>"
        f"</w:p>{xml[start:table]}<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="
        f'"0" w:after="0" w:line="{20 * height}" w:lineRule="exact"/></w:pPr></w:p>'
        f"{xml[table:end]}"
        for copy, height in enumerate(heights)
    )
    parts["word/document.xml"] = (xml[:start] + copies + xml[end:]).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@dataclass(frozen=True)
class Outcome:
    """What came back of all copies of a document."""

    copies: int
    wrong_facts: list[int]
    """Numbers of copies with another fact than the document."""
    wrong_tables: list[tuple[int, int]]
    """Copy and number of each table that differs."""
    cuts: dict[int, set[int]]
    """By table the rows before or inside which a page break cut it."""


def outcome(data: bytes, document: Document) -> Outcome:
    """Read all copies and hold them against the document."""
    facts, tables = values(document), [grid(table) for table in _tables(document)]
    pages = _pages_of_copies(data)
    out = Outcome(len(pages), [], [], {})
    for copy, numbers in enumerate(pages):
        read = read_here(data, pages=numbers)
        found = _tables(read)
        if values(read) != facts:
            out.wrong_facts.append(copy)
        if len(found) != len(tables):
            out.wrong_tables.append((copy, -1))
        for number, (table, known) in enumerate(zip(found, tables, strict=False)):
            if grid(table) != known:
                out.wrong_tables.append((copy, number))
            rows = {fragment.first_row for fragment in table.fragments[1:]}
            out.cuts.setdefault(number, set()).update(rows)
    return out


def _pages_of_copies(data: bytes) -> list[tuple[int, ...]]:
    pdf = pypdfium2.PdfDocument(data)
    marker = re.compile(_MARKER.replace(".", r"\.").format(r"\d+"))
    texts = (pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    starts = [number for number, text in enumerate(texts, start=1) if marker.search(text)]
    ends = [*starts[1:], len(pdf) + 1]
    return [tuple(range(a, b)) for a, b in zip(starts, ends, strict=True)]


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    """Cells by place, spans and text without spaces."""
    return [
        (c.row, c.column, c.row_span, c.column_span, "".join(cell_text(c).split()))
        for c in table.cells
    ]


def values(document: Document) -> dict[tuple[str, str, str], object]:
    """Facts by table, row and column."""
    facts = extract_facts(document)
    return {
        (table, row, column): (fact.value, fact.text)
        for table, rows in facts.tables.items()
        for row, columns in rows.items()
        for column, fact in columns.items()
    }

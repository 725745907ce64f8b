"""The tables of a document, without the rest: HTML, Markdown, CSV, XLSX, JSON records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..errors import UnsupportedFormat
from ..model import Block, Document, Inline, NoteReference, SourceInfo, Table
from ..model.walk import iter_inlines, map_inlines
from . import write
from .base import WriteOptions
from .sheets import table_to_json, tables_to_csv, tables_to_json, tables_to_xlsx

EXPORTS: Final[Mapping[str, str]] = {
    "html": "the tables as HTML",
    "md": "the tables as Markdown",
    "csv": "comma-separated values (RFC 4180, UTF-8)",
    "xlsx": "a workbook with a sheet for each table",
    "json": "a record for each data cell, with its header paths",
}
"""What `export_tables` writes, by format."""

_SUFFIXES: Final[Mapping[str, str]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
}


@dataclass(frozen=True, slots=True)
class Export:
    """One file."""

    name: str
    """File name with its suffix."""
    data: bytes


def export_of_suffix(suffix: str) -> str | None:
    """Key of EXPORTS for a file suffix with its dot, or None."""
    return _SUFFIXES.get(suffix.lower())


def export_table(table: Table, to: str, document: Document | None = None) -> bytes:
    """One table in the format `to`, a key of EXPORTS.

    `document` gives the pictures and notes that the table refers to; without it marks of notes
    are left out. Raises UnsupportedFormat for another format.
    """
    if to == "json":
        return table_to_json(table)
    return export_tables((table,), to, document)


def export_tables(tables: Sequence[Table], to: str, document: Document | None = None) -> bytes:
    """All tables in one file of the format `to`; see `export_table`."""
    if to not in EXPORTS:
        known = ", ".join(EXPORTS)
        raise UnsupportedFormat(f"Tables are not written as {to!r}; there are: {known}.")
    if to in ("html", "md"):
        return write(_tables_document(tables, document), to, WriteOptions())
    return _SHEETS[to](tables)


_SHEETS: Final[Mapping[str, Callable[[Sequence[Table]], bytes]]] = {
    "csv": tables_to_csv,
    "xlsx": tables_to_xlsx,
    "json": tables_to_json,
}


def table_exports(
    tables: Sequence[Table], to: str, stem: str, document: Document | None = None
) -> Iterator[Export]:
    """A file for each table, named `stem-1.csv` and so on; XLSX is one file for all."""
    if to == "xlsx":
        yield Export(f"{stem}.xlsx", export_tables(tables, to, document))
        return
    for number, table in enumerate(tables, start=1):
        yield Export(f"{stem}-{number}.{to}", export_table(table, to, document))


def _tables_document(tables: Sequence[Table], document: Document | None) -> Document:
    """A document of nothing but the tables and what they refer to."""
    blocks: tuple[Block, ...] = tuple(tables)
    if document is None:
        return Document(SourceInfo("-", "text/plain"), map_inlines(blocks, _without_marks))
    marks = {inline.note for inline in iter_inlines(blocks) if isinstance(inline, NoteReference)}
    notes = tuple(note for note in document.notes if note.id in marks)
    return Document(document.source, blocks, document.metadata, notes=notes, assets=document.assets)


def _without_marks(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(inline for inline in inlines if not isinstance(inline, NoteReference))


__all__ = [
    "EXPORTS",
    "Export",
    "export_of_suffix",
    "export_table",
    "export_tables",
    "table_exports",
]

"""Tables -> JSON: a record for each data cell, with the headers over and beside it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from ...model import Cell, Origin, Role, Status, Table, Value
from ...model.headers import HeaderTree, header_tree
from ...model.origin import unpack
from ...model.scripts import printed_text
from ...model.text import block_text, inline_text


class DataRecord(Struct, frozen=True, omit_defaults=True):
    """A data cell; rows and columns are counted from 0."""

    row: int
    column: int
    text: str
    value: Value | None
    column_path: tuple[str, ...]
    """Column headers, outermost first."""
    row_path: tuple[str, ...]
    """Section and row headers, outermost first."""
    status: Status
    row_span: int = 1
    column_span: int = 1
    origins: tuple[Origin, ...] = ()


class LabelRecord(Struct, frozen=True, omit_defaults=True):
    """A header or stub cell."""

    row: int
    column: int
    text: str
    role: Role
    row_span: int = 1
    column_span: int = 1


class TableRecords(Struct, frozen=True, omit_defaults=True):
    """One table."""

    caption: str
    rows: int
    columns: int
    header_rows: int
    stub_columns: int
    labels: tuple[LabelRecord, ...]
    """Header and stub cells that hold text."""
    records: tuple[DataRecord, ...]
    notes: str = ""
    id: str | None = None


def table_records(table: Table) -> TableRecords:
    """The records of `table`, in row-major order."""
    tree = header_tree(table)
    return TableRecords(
        caption=inline_text(table.caption),
        rows=table.rows,
        columns=table.columns,
        header_rows=table.header_rows,
        stub_columns=table.stub_columns,
        labels=tuple(
            _label(cell) for cell in table.cells if cell.role in ("header", "stub") and cell.blocks
        ),
        records=tuple(_record(cell, tree) for cell in table.cells if cell.role == "data"),
        notes=block_text(table.notes),
        id=table.id,
    )


def _label(cell: Cell) -> LabelRecord:
    return LabelRecord(
        cell.row, cell.column, printed_text(cell), cell.role, cell.row_span, cell.column_span
    )


def _record(cell: Cell, tree: HeaderTree) -> DataRecord:
    return DataRecord(
        row=cell.row,
        column=cell.column,
        text=printed_text(cell),
        value=cell.value,
        column_path=tree.column_texts(cell),
        row_path=tree.row_texts(cell),
        status=cell.status,
        row_span=cell.row_span,
        column_span=cell.column_span,
        origins=cell.origins,
    )


_ENCODER = msgspec.json.Encoder(order=None, decimal_format="string", enc_hook=unpack)


def table_to_json(table: Table) -> bytes:
    """The records of one table as a JSON object."""
    return _formatted(table_records(table))


def tables_to_json(tables: Sequence[Table]) -> bytes:
    """The records of several tables as a JSON array of objects."""
    return _formatted([table_records(table) for table in tables])


def _formatted(records: TableRecords | list[TableRecords]) -> bytes:
    return msgspec.json.format(_ENCODER.encode(records), indent=2) + b"\n"

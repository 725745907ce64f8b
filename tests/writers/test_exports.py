from __future__ import annotations

import pytest

from tablewright.converters.errors import UnsupportedFormat
from tablewright.converters.model import Cell, NoteReference, Paragraph, Table, Text
from tablewright.converters.writers.exports import (
    EXPORTS,
    export_of_suffix,
    export_table,
    export_tables,
    table_exports,
)

TABLE = Table(
    2,
    1,
    (
        Cell(0, 0, (Paragraph((Text("件数"), NoteReference("1"))),), role="header"),
        Cell(1, 0, (Paragraph((Text("12"),)),)),
    ),
    header_rows=1,
)


@pytest.mark.parametrize("to", EXPORTS)
def test_every_export_holds_the_text_and_is_repeatable(to: str) -> None:
    data = export_tables([TABLE], to)
    assert data == export_tables([TABLE], to)
    assert to == "xlsx" or ("件数".encode() in data and b"12" in data)


def test_marks_of_notes_that_are_not_exported_are_left_out() -> None:
    assert "| 件数 |" in export_table(TABLE, "md").decode()


def test_files_are_numbered_but_a_workbook_holds_all_tables() -> None:
    names = [export.name for export in table_exports([TABLE, TABLE], "csv", "report")]
    assert names == ["report-1.csv", "report-2.csv"]
    assert [export.name for export in table_exports([TABLE], "xlsx", "report")] == ["report.xlsx"]


def test_an_unknown_format_is_refused() -> None:
    assert export_of_suffix(".ods") is None
    with pytest.raises(UnsupportedFormat, match="ods"):
        export_tables([TABLE], "ods")

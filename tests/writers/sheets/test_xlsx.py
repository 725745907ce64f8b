from __future__ import annotations

import datetime
import io
from decimal import Decimal as Number
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import Cell, Paragraph, Role, Table, Text, Value
from tablewright.converters.model.text import cell_text
from tablewright.converters.tables.values import parse_value
from tablewright.converters.writers.sheets import tables_to_xlsx
from tablewright.converters.writers.sheets.names import sheet_names
from tablewright.converters.writers.sheets.numbers import SheetNumber, sheet_number
from tests.strategies import tables


def cell(
    row: int,
    column: int,
    text: str,
    role: Role = "data",
    row_span: int = 1,
    column_span: int = 1,
) -> Cell:
    value: Value | None = parse_value(text) if role == "data" else None
    content = (Paragraph((Text(text),)),)
    return Cell(row, column, content, row_span, column_span, role, value=value)


def sheet_of(table: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(tables_to_xlsx([table]))).worksheets[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", SheetNumber(12, "0")),
        ("1,234", SheetNumber(1234, "#,##0")),
        ("１２", SheetNumber(12, "0")),
        ("-3", SheetNumber(-3, "0")),
        ("0.50", SheetNumber(Number("0.50"), "0.00")),
        ("12.5%", SheetNumber(Number("0.125"), "0.0%")),
        ("2024-03-01", SheetNumber(datetime.date(2024, 3, 1), "yyyy-mm-dd")),
        ("2024年3月1日", SheetNumber(datetime.date(2024, 3, 1), 'yyyy"年"m"月"d"日"')),
        ("310¹", SheetNumber(310, '0"¹"')),
        ("1,234ᵃ", SheetNumber(1234, '#,##0"ᵃ"')),
        ("(149)", SheetNumber(-149, "0;(0)")),
        ("(1,258.5)", SheetNumber(Number("-1258.5"), "#,##0.0;(#,##0.0)")),
        ("-1\u00a0593\u00a0210", SheetNumber(-1593210, '0" "000" "000')),
        ("12’345.50", SheetNumber(Number("12345.50"), '00"’"000.00')),
        ("12.5 %", SheetNumber(Number("0.125"), '0.0" "%')),
        ("10²", None),
        ("500万", None),
        ("减3", None),
        ("2024", SheetNumber(2024, "0")),
        ("1234567890123456", None),
        ("无", None),
        ("/", None),
    ],
)
def test_a_text_is_a_number_where_a_format_shows_it_again(
    text: str, expected: SheetNumber | None
) -> None:
    assert sheet_number(text, parse_value(text)) == expected


def test_points_between_groups_of_digits_are_shown_again() -> None:
    value = parse_value("1.593.210", decimal_comma=True)
    assert sheet_number("1.593.210", value) == SheetNumber(1593210, '0"."000"."000')
    assert sheet_number("12,5", parse_value("12,5", decimal_comma=True)) is None


def test_formulas_and_error_names_are_text() -> None:
    table = Table(1, 3, (cell(0, 0, "=1+1"), cell(0, 1, "#N/A"), cell(0, 2, "_x0041_")))
    sheet = sheet_of(table)
    assert [(c.value, c.data_type) for c in sheet[1]] == [
        ("=1+1", "s"),
        ("#N/A", "s"),
        ("_x005F_x0041_", "s"),
    ]
    assert sheet["A1"].quotePrefix


def test_headers_are_frozen_and_spans_merged() -> None:
    table = Table(
        3,
        2,
        (
            cell(0, 0, "a", "header", column_span=2),
            cell(1, 0, "b", "stub", row_span=2),
            cell(1, 1, "1"),
            cell(2, 1, "2"),
        ),
        header_rows=1,
        stub_columns=1,
        caption=(Text("表1"),),
        notes=(Paragraph((Text("注：无"),)),),
    )
    sheet = sheet_of(table)
    assert sheet.title == "表1"
    assert sheet.freeze_panes == "B3"
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:B1", "A2:B2", "A3:A4", "A6:B6"]
    assert [sheet[place].value for place in ("A1", "A2", "A3", "B3", "B4", "A6")] == [
        "表1",
        "a",
        "b",
        1,
        2,
        "注：无",
    ]


def test_sheets_have_names_that_excel_accepts() -> None:
    captions = ["", "收入/支出 [1]", "收入/支出 [1]", "x" * 40, "X" * 40, "'quoted'", "History"]
    named = [Table(1, 1, (cell(0, 0, "a"),), caption=(Text(text),)) for text in captions]
    assert sheet_names(named) == [
        "Table 1",
        "收入 支出 1",
        "收入 支出 1 (2)",
        "x" * 31,
        "X" * 27 + " (2)",
        "quoted",
        "History (2)",
    ]


def test_no_tables_give_an_empty_sheet() -> None:
    assert openpyxl.load_workbook(io.BytesIO(tables_to_xlsx([]))).sheetnames == ["Tables"]


def test_a_text_longer_than_a_cell_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="32,767"):
        tables_to_xlsx([Table(1, 1, (cell(0, 0, "x" * 40_000),))])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(tables(), max_size=2))
def test_every_cell_is_in_its_place_and_nothing_is_a_formula(drawn: list[Table]) -> None:
    data = tables_to_xlsx(drawn)
    assert tables_to_xlsx(drawn) == data
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, table in zip(book.worksheets, drawn, strict=False):
        top = 2 if table.caption else 1
        for each in table.cells:
            found = sheet.cell(each.row + top, each.column + 1)
            assert found.data_type != "f"
            assert (found.value is None) == (not cell_text(each))

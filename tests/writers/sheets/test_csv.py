from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given

from tablewright.converters.model import Cell, Paragraph, Role, Table, Text
from tablewright.converters.writers.sheets import tables_to_csv
from tablewright.converters.writers.sheets.formulas import looks_like_formula
from tests.strategies import tables


def cell(
    row: int,
    column: int,
    text: str,
    role: Role = "data",
    row_span: int = 1,
    column_span: int = 1,
) -> Cell:
    return Cell(row, column, (Paragraph((Text(text),)),), row_span, column_span, role)


SPANNED = Table(
    3,
    3,
    (
        cell(0, 0, "区", "header"),
        cell(0, 1, "件数", "header", column_span=2),
        cell(1, 0, "东", "stub", row_span=2),
        cell(1, 1, "1"),
        cell(1, 2, "2"),
        cell(2, 1, "3", column_span=2),
    ),
    header_rows=1,
    stub_columns=1,
)


def test_labels_are_repeated_and_data_stands_once() -> None:
    assert tables_to_csv([SPANNED]).decode() == "区,件数,件数\r\n东,1,2\r\n东,3,\r\n"


def test_the_raised_mark_of_a_note_is_no_digit_of_the_number_before_it() -> None:
    marked = Cell(0, 0, (Paragraph((Text("310"), Text("1", sup=True))),))
    assert tables_to_csv([Table(1, 1, (marked,))]).decode() == "310¹\r\n"


def test_tables_in_one_file_are_an_empty_line_apart() -> None:
    one = Table(1, 1, (cell(0, 0, "a"),))
    assert tables_to_csv([one, one]) == b"a\r\n\r\na\r\n"


def test_quotes_commas_and_line_ends_are_quoted() -> None:
    table = Table(1, 1, (cell(0, 0, 'a "b", c'),))
    assert tables_to_csv([table]) == b'"a ""b"", c"\r\n'


def test_the_byte_order_mark_is_an_option() -> None:
    table = Table(1, 1, (cell(0, 0, "a"),))
    assert tables_to_csv([table], bom=True) == b"\xef\xbb\xbfa\r\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=SUM(A1)", True),
        ("@me", True),
        ("+cmd|x", True),
        ("-无", True),
        ("＝1+1", True),
        ("\tx", True),
        ("-1", False),
        ("+3.5%", False),
        ("-1,234", False),
        ("-", False),
        ("－", False),
        ("无", False),
        ("", False),
    ],
)
def test_a_formula_is_told_from_a_number(text: str, expected: bool) -> None:
    assert looks_like_formula(text) is expected


@given(tables())
def test_every_row_has_a_field_for_every_column(table: Table) -> None:
    text = tables_to_csv([table]).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    shown = [row for row in rows if row] if table.columns == 1 else rows
    assert len(rows) == table.rows
    assert all(len(row) == table.columns for row in shown)
    assert not any(looks_like_formula(field) for row in rows for field in row)

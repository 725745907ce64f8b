"""Tables -> XLSX: one sheet for each table, with merged cells, typed numbers and frozen headers.

Text is always text: no cell can become a formula. The same tables give the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ...errors import LimitExceeded
from ...model import Cell, Table
from ...model.scripts import printed_text
from ...model.text import block_text, clean_text, inline_text
from ..width import display_width
from .formulas import looks_like_formula
from .names import sheet_names
from .numbers import sheet_number

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_TEXT = 32_767
"""Characters of one cell."""

_STAMP = datetime.datetime(2000, 1, 1)
_ZIP_STAMP = (1980, 1, 1, 0, 0, 0)
_LINE = Side(style="thin", color="FFB0B0B0")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BOLD = Font(bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="FFECEFF3")
_STUB_FILL = PatternFill("solid", fgColor="FFF7F8FA")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_POINTS_PER_CHARACTER = 5.25  # of Calibri 11, the default font
_MIN_WIDTH, _MAX_WIDTH = 6.0, 48.0
_MAX_FORMATTED_MERGE = 1_000


def tables_to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table; without tables it has one empty sheet.

    Raises LimitExceeded for more rows, columns or characters in a cell than XLSX allows.
    """
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    workbook.remove(first)
    for table, name in zip(tables, sheet_names(tables), strict=True):
        _write_sheet(workbook.create_sheet(name), table)
    if not tables:
        workbook.create_sheet("Tables")
    return _saved(workbook)


def _write_sheet(sheet: Worksheet, table: Table) -> None:
    top = 1
    if table.caption:
        _write_line(sheet, top, inline_text(table.caption), table.columns).font = _BOLD
        top += 1
    if table.rows + top + 1 > MAX_ROWS or table.columns > MAX_COLUMNS:
        raise LimitExceeded(
            f"A table of {table.rows:,} rows and {table.columns:,} columns does not fit into a "
            "sheet of XLSX; export it as csv or json."
        )
    for cell in table.cells:
        _write_cell(sheet, cell, top)
    if table.notes:
        _write_line(sheet, top + table.rows + 1, block_text(table.notes), table.columns)
    _set_widths(sheet, table)
    if table.header_rows or table.stub_columns:
        corner = get_column_letter(min(table.stub_columns, table.columns - 1) + 1)
        sheet.freeze_panes = f"{corner}{top + table.header_rows}"


def _write_line(sheet: Worksheet, row: int, text: str, columns: int) -> SheetCell:
    """A text over the whole width of the table."""
    cell = sheet.cell(row, 1)
    assert isinstance(cell, SheetCell)
    _set_text(cell, text)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if columns > 1:
        sheet.merged_cells.add(CellRange(min_row=row, max_row=row, min_col=1, max_col=columns))
    return cell


def _write_cell(sheet: Worksheet, cell: Cell, top: int) -> None:
    row, column = cell.row + top, cell.column + 1
    target = sheet.cell(row, column)
    assert isinstance(target, SheetCell)
    text = printed_text(cell)
    number = sheet_number(text, cell.value)
    if number is not None:
        target.value = number.value
        target.number_format = number.number_format
    elif text:
        _set_text(target, text)
    _set_style(target, cell, is_number=number is not None)
    if cell.row_span * cell.column_span > 1:
        _merge(sheet, cell, row, column)


def _merge(sheet: Worksheet, cell: Cell, row: int, column: int) -> None:
    area = CellRange(
        min_row=row,
        max_row=row + cell.row_span - 1,
        min_col=column,
        max_col=column + cell.column_span - 1,
    )
    if cell.row_span * cell.column_span <= _MAX_FORMATTED_MERGE:
        sheet.merge_cells(area.coord)
    else:
        sheet.merged_cells.add(area)


def _set_text(target: SheetCell, text: str) -> None:
    text = clean_text(text)
    if len(text) > MAX_TEXT:
        raise LimitExceeded(
            f"A cell holds {len(text):,} characters, and a cell of XLSX at most {MAX_TEXT:,}; "
            "export the tables as csv or json."
        )
    # `_x0041_` would be read as the letter A (ECMA-376 Part 1, 22.4.2.4).
    target.value = _ESCAPE.sub("_x005F_", text)
    target.data_type = "s"  # openpyxl takes `=...` for a formula and `#N/A` for an error
    if looks_like_formula(text):
        target.quotePrefix = True


def _set_style(target: SheetCell, cell: Cell, *, is_number: bool) -> None:
    target.border = _BORDER
    if cell.role in ("header", "stub"):
        target.font = _BOLD if cell.role == "header" else Font()
        target.fill = _HEADER_FILL if cell.role == "header" else _STUB_FILL
    usual = "center" if cell.role == "header" else "right" if is_number else "left"
    target.alignment = Alignment(
        horizontal=cell.alignment or usual, vertical="center", wrap_text=True
    )


def _set_widths(sheet: Worksheet, table: Table) -> None:
    widths = table.column_widths or _text_widths(table)
    for column, points in enumerate(widths, start=1):
        width = min(max(points / _POINTS_PER_CHARACTER, _MIN_WIDTH), _MAX_WIDTH)
        sheet.column_dimensions[get_column_letter(column)].width = round(width, 2)


def _text_widths(table: Table) -> list[float]:
    """Widths in points for the longest line of each column; spans do not count."""
    widths = [0.0] * table.columns
    for cell in table.cells:
        if cell.column_span == 1:
            lines = printed_text(cell).split("\n")
            longest = max(map(display_width, lines)) + 2
            widths[cell.column] = max(widths[cell.column], longest * _POINTS_PER_CHARACTER)
    return widths


def _saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook, with fixed dates inside and in the ZIP directory."""
    workbook.properties.creator = "tablewright"
    workbook.properties.created = workbook.properties.modified = _STAMP
    raw = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED)).save()
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()

"""Tables alone: CSV, XLSX and JSON records."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Table
from .csv import tables_to_csv
from .records import table_records, table_to_json, tables_to_json

__all__ = ["table_records", "table_to_json", "tables_to_csv", "tables_to_json", "tables_to_xlsx"]


def tables_to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table, as `xlsx.tables_to_xlsx` writes it."""
    from . import xlsx  # openpyxl: a third of what commands would need to start

    return xlsx.tables_to_xlsx(tables)

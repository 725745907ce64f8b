"""Tables alone: CSV, XLSX and JSON records."""

from .csv import tables_to_csv
from .records import table_records, table_to_json, tables_to_json
from .xlsx import tables_to_xlsx

__all__ = ["table_records", "table_to_json", "tables_to_csv", "tables_to_json", "tables_to_xlsx"]

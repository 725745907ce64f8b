from __future__ import annotations

import json
import unicodedata
from collections import Counter

from hypothesis import given

from tablewright.converters.model import Cell, Integer, Paragraph, Table, Text, TextOrigin
from tablewright.converters.model.text import cell_text
from tablewright.converters.writers.sheets import table_records, table_to_json
from tests.strategies import tables

TABLE = Table(
    2,
    2,
    (
        Cell(0, 0, (Paragraph((Text("区"),)),), role="header"),
        Cell(0, 1, (Paragraph((Text("件数"),)),), role="header"),
        Cell(1, 0, (Paragraph((Text("东"),)),), role="stub"),
        Cell(
            1,
            1,
            (Paragraph((Text("12"),)),),
            value=Integer(12),
            status="derived",
            origins=(TextOrigin(3, 5, 1),),
        ),
    ),
    header_rows=1,
    stub_columns=1,
    caption=(Text("表1"),),
)


def test_a_record_names_its_headers_value_and_origin() -> None:
    assert json.loads(table_to_json(TABLE)) == {
        "caption": "表1",
        "rows": 2,
        "columns": 2,
        "header_rows": 1,
        "stub_columns": 1,
        "labels": [
            {"row": 0, "column": 0, "text": "区", "role": "header"},
            {"row": 0, "column": 1, "text": "件数", "role": "header"},
            {"row": 1, "column": 0, "text": "东", "role": "stub"},
        ],
        "records": [
            {
                "row": 1,
                "column": 1,
                "text": "12",
                "value": {"type": "integer", "value": 12},
                "column_path": ["件数"],
                "row_path": ["东"],
                "status": "derived",
                "origins": [{"type": "text", "start": 3, "end": 5, "line": 1}],
            }
        ],
    }


@given(tables())
def test_no_character_of_a_cell_is_lost(table: Table) -> None:
    records = table_records(table)
    told = [label.text for label in records.labels] + [data.text for data in records.records]
    texts = (cell_text(c) for c in table.cells if c.role != "spacer")
    assert Counter(_flat("".join(texts))) <= Counter(_flat("".join(told)))


def _flat(text: str) -> str:
    """The text with raised, lowered and struck characters as plain ones."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("~~", "")

from __future__ import annotations

import json
import unicodedata
from collections import Counter

from hypothesis import given

from tablewright.converters.model import Cell, Heading, Integer, Paragraph, Table, Text, TextOrigin
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
def test_each_cell_tells_its_own_text_whole(table: Table) -> None:
    records = table_records(table)
    told = {(label.row, label.column): label.text for label in records.labels}
    told |= {(data.row, data.column): data.text for data in records.records}
    for cell in table.cells:
        text = told.get((cell.row, cell.column), "")
        if cell.role == "spacer":
            assert text == ""
        elif any(isinstance(block, Heading | Paragraph) and block.label for block in cell.blocks):
            assert Counter(_flat(cell_text(cell))) <= Counter(_flat(text))
        else:
            assert _flat(text) == _flat(cell_text(cell))


def _flat(text: str) -> str:
    """The text with raised, lowered and struck characters as plain ones."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("~~", "")

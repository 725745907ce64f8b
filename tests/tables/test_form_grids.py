"""The printed grids of the statutory forms, read without a single mark."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tablewright.converters.model import Paragraph, Table, Text
from tablewright.converters.model.headers import header_tree
from tablewright.converters.tables.build import build_table
from tablewright.converters.tables.draft import DraftCell, DraftTable

FORMS = Path(__file__).parents[2].parent / "shared" / "forms"
pytestmark = pytest.mark.skipif(not FORMS.is_dir(), reason="the shared forms are not here")


@cache
def _form(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def grid(form: str, key: str, value: str) -> Table:
    """The printed grid of a table of a form, with `value` in every value cell."""
    printed = next(table["printed"] for table in _form(form)["tables"] if table["key"] == key)
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, entries in enumerate(printed["rows"]):
        column = 0
        for entry in entries:
            while (row, column) in taken:
                column += 1
            cell = _cell(row, column, entry, value)
            cells.append(cell)
            taken |= {
                (row + down, column + right)
                for down in range(cell.row_span)
                for right in range(cell.column_span)
            }
    table = build_table(DraftTable(printed["height"], printed["width"], cells), lambda _: None)
    assert table is not None
    return table


def _cell(row: int, column: int, entry: dict[str, Any], value: str) -> DraftCell:
    text = entry.get("t", value)
    blocks = (Paragraph((Text(text),)),) if text else ()
    return DraftCell(row, column, entry.get("rs", 1), entry.get("cs", 1), blocks)


@pytest.mark.parametrize("value", ["3", "0", "0.37万元", "/", ""])
@pytest.mark.parametrize("form", ["gkbg-2019", "gkbg-2021"])
@pytest.mark.parametrize(("key", "head", "stub"), [("applications", 3, 3), ("remedies", 3, 0)])
def test_three_row_heads_are_found(form: str, key: str, head: int, stub: int, value: str) -> None:
    table = grid(form, key, value)
    assert (table.header_rows, table.stub_columns) == (head, stub)
    assert {cell.row for cell in table.cells if cell.role == "header"} == set(range(head))


@pytest.mark.parametrize("value", ["3", "0", ""])
@pytest.mark.parametrize(
    ("form", "bands"),
    [
        ("gkbg-2019", [0, 1, 4, 5, 8, 9, 12, 13, 15, 16]),
        ("gkbg-2021", [0, 1, 4, 5, 7, 8, 11, 12]),
    ],
)
def test_the_heads_of_stacked_blocks_are_found(form: str, bands: list[int], value: str) -> None:
    table = grid(form, "proactive", value)
    assert (table.header_rows, table.stub_columns) == (2, 1)
    assert sorted({cell.row for cell in table.cells if cell.role == "header"}) == bands


def test_the_header_tree_names_a_cell_of_the_form() -> None:
    table = grid("gkbg-2021", "applications", "7")
    tree = header_tree(table)
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (8, 5))
    assert tree.column_texts(cell) == ("申请人情况", "法人或其他组织", "科研机构")
    assert tree.row_texts(cell) == (
        *("三、本年度办理结果", "（三）不予公开"),
        "2.其他法律行政法规禁止公开",
    )


def test_the_header_tree_names_a_cell_of_a_later_block() -> None:
    table = grid("gkbg-2021", "proactive", "7")
    tree = header_tree(table)
    cell = table.cells[-1]
    assert tree.column_texts(cell) == ("第二十条第（八）项", "本年收费金额（单位：万元）")
    assert tree.row_texts(cell) == ("行政事业性收费",)

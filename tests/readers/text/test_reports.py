"""The five real reports, held against the printed forms and against what a human recovers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tablewright.converters.model import Document, Heading, Integer, Table
from tablewright.converters.model.headers import header_tree
from tablewright.converters.model.text import cell_text, inline_text
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.text import read_text

FORMS = {"000": "gkbg-2021", "001": "gkbg-2019", "002": "gkbg-2021"} | {
    "003": "gkbg-2021",
    "004": "gkbg-2021",
}
NAMES = ("proactive", "applications", "remedies")
Spans = tuple[int, int, int, int]


@dataclass(frozen=True)
class Printed:
    """A table of the official form: spans of all cells, addresses of the value cells."""

    spans: list[Spans]
    values: dict[tuple[int, int], str]


def report_path(reports: Path, number: str) -> Path:
    return next(reports.glob(f"{number}_*.txt"))


def read_report(reports: Path, number: str) -> Document:
    path = report_path(reports, number)
    return read_text(Source(path.name, path.read_bytes()), ReadOptions())


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def printed_tables(reports: Path, form: str) -> dict[str, Printed]:
    data: dict[str, Any] = yaml.safe_load((reports.parent / "forms" / f"{form}.yaml").read_text())
    return {table["key"]: _printed(table["printed"]) for table in data["tables"]}


def _printed(grid: dict[str, Any]) -> Printed:
    taken: set[tuple[int, int]] = set()
    spans: list[Spans] = []
    values: dict[tuple[int, int], str] = {}
    for row, cells in enumerate(grid["rows"]):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            height, width = cell.get("rs", 1), cell.get("cs", 1)
            spans.append((row, column, height, width))
            taken |= {(row + y, column + x) for y in range(height) for x in range(width)}
            if "v" in cell:
                values[row, column] = cell["v"]
    return Printed(sorted(spans), values)


def spans_of(table: Table) -> list[Spans]:
    return sorted((cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells)


EXACT = [
    (number, name)
    for number in FORMS
    for name in NAMES
    # The 2019 form was published on grids of several widths; 001 shows one of four columns.
    if (number, name) != ("001", "proactive")
]


@pytest.mark.parametrize(("number", "name"), EXACT)
def test_spans_are_those_of_the_printed_form(reports: Path, number: str, name: str) -> None:
    tables = tables_of(read_report(reports, number))
    assert len(tables) == 3
    printed = printed_tables(reports, FORMS[number])[name]
    assert spans_of(tables[NAMES.index(name)]) == printed.spans


@pytest.mark.parametrize("number", FORMS)
def test_every_value_stands_where_the_form_prints_it(reports: Path, number: str) -> None:
    document = read_report(reports, number)
    truth = json.loads(next((reports / "truth").glob(f"{number}_*.json")).read_text())["tables"]
    printed = printed_tables(reports, FORMS[number])
    checked = 0
    for name, table in zip(NAMES, tables_of(document), strict=True):
        if (number, name) not in EXACT:
            continue
        found = {(cell.row, cell.column): cell for cell in table.cells}
        for place, address in printed[name].values.items():
            _, row, column = address.split(".")
            expected = truth[name][row][column]
            value = found[place].value
            assert found[place].role == "data"
            if number == "002" and address == "applications.granted.total":
                assert value is None  # blank in the source; only the sums say that it is 0
                continue
            assert isinstance(value, Integer)
            assert value.value == _number(expected), address
            checked += 1
    assert checked == {"001": 176, "002": 199}.get(number, 200)


def _number(expected: Any) -> int:
    return int(expected["value"] if isinstance(expected, dict) else expected)


@pytest.mark.parametrize("number", FORMS)
def test_no_character_of_a_report_is_lost(reports: Path, number: str) -> None:
    accounting = read_report(reports, number).accounting
    assert accounting is not None
    assert (accounting.unplaced, accounting.added, accounting.left_out) == (0, 0, ())


@pytest.mark.parametrize("number", FORMS)
def test_the_six_sections_are_headings_of_one_level(reports: Path, number: str) -> None:
    document = read_report(reports, number)
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    top = [
        (block.level, inline_text(block.content)[:2])
        for block in headings
        if inline_text(block.content)[1] == "、"
    ]
    level = top[0][0]
    assert top == [(level, f"{numeral}、") for numeral in "一二三四五六"]


def test_a_surplus_value_is_reported_and_kept(reports: Path) -> None:
    document = read_report(reports, "003")
    codes = [finding.code for finding in document.diagnostics]
    assert codes.count("table-row-ambiguous") == 2
    assert codes.count("table-stitched") == 1
    table = tables_of(document)[1]
    assert [fragment.rows for fragment in table.fragments] == [5, 23]
    assert len(table.notes) == 2


def test_overwritten_labels_are_reported_row_by_row(reports: Path) -> None:
    document = read_report(reports, "002")
    rows = [one for one in document.diagnostics if one.code == "table-row-ambiguous"]
    assert len(rows) == 9


def test_header_paths_name_every_level(reports: Path) -> None:
    table = tables_of(read_report(reports, "000"))[1]
    tree = header_tree(table)
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (8, 5))
    assert tree.column_texts(cell) == ("申请人情况", "法人或其他组织", "科研机构")
    assert tree.row_texts(cell) == (
        "三、本年度办理结果",
        "(三)不予公开",
        "2.其他法律行政法规禁止公开",
    )


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_distinct_numbers_stay_in_their_columns(reports: Path, number: str) -> None:
    """All values of the real reports are 0, which would hide a shift; here each is different."""
    text = report_path(reports, number).read_text()
    counter = iter(range(1001, 2000))
    separators = "\t" if number == "003" else "|"
    lines = [
        _renumbered(line, separators, counter) if separators in line else line
        for line in text.split("\n")
    ]
    document = read_text(Source("r.txt", "\n".join(lines).encode()), ReadOptions())
    printed = printed_tables(reports, FORMS[number])
    expected = 1001
    for name, table in zip(NAMES, tables_of(document), strict=True):
        assert spans_of(table) == printed[name].spans
        found = {(cell.row, cell.column): cell_text(cell) for cell in table.cells}
        for place in sorted(printed[name].values):
            text = found[place]
            assert text.split("\n")[0] == str(expected), (name, place)
            expected = int(text.split("\n")[-1]) + 1


def _renumbered(line: str, separator: str, counter: Any) -> str:
    cells = line.split(separator)
    return separator.join(
        cell.replace("0", str(next(counter))) if cell.strip() == "0" else cell for cell in cells
    )

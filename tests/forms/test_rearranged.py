"""Columns and rows in another order than the form's: the labels say where values belong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tablewright.converters import read
from tablewright.converters.forms import Facts, extract_facts
from tablewright.converters.readers import Source

from .carriers import CARRIERS
from .damage import Printed, Report, Sheet, clean

NOT_MOVED: list[tuple[str, ...]] = []


def total_first(sheet: Sheet) -> None:
    heads = sheet.rows[1]
    heads.insert(0, heads.pop())
    for row in sheet.rows:
        labels = [cell for cell in row if cell.address is None]
        values = [cell for cell in row if cell.address is not None]
        if values:
            row[:] = [*labels, values[-1], *values[:-1]]


def organisations_exchanged(sheet: Sheet) -> None:
    for row in sheet.rows:
        start = (
            0
            if row[0].text == "商业企业"
            else next((i + 1 for i, cell in enumerate(row) if cell.address is not None), None)
        )
        if start is not None:
            row[start], row[start + 3] = row[start + 3], row[start]


def two_rows_exchanged(sheet: Sheet) -> None:
    at = next(i for i, row in enumerate(sheet.rows) if row[0].text.startswith("3.危及"))
    sheet.rows[at], sheet.rows[at + 2] = sheet.rows[at + 2], sheet.rows[at]


def first_row_of_a_group_exchanged(sheet: Sheet) -> None:
    """The label of the group stays, what stands beside it changes its place."""
    at = next(i for i, row in enumerate(sheet.rows) if row[0].text.startswith("（四）"))
    one, other = sheet.rows[at], sheet.rows[at + 1]
    sheet.rows[at], sheet.rows[at + 1] = [one[0], *other], one[1:]


def serial_numbers(sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows):
        for cell in row:
            cell.column += 1
        row.insert(0, Printed("序号" if number == 0 else str(number - 2) if number > 2 else ""))
    sheet.width += 1


def numbers_in_a_column_of_remarks(sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows):
        row.append(Printed("备注" if number == 0 else "7" if number % 3 else ""))
    sheet.width += 1


CHANGES: list[Callable[[Sheet], None]] = [
    total_first,
    organisations_exchanged,
    two_rows_exchanged,
    first_row_of_a_group_exchanged,
    serial_numbers,
    numbers_in_a_column_of_remarks,
]


def facts_of(report: Report, carrier: str = "html") -> Facts:
    name, write = CARRIERS[carrier]
    parts = [*report.before, *report.body, *report.after]
    return extract_facts(read(Source(name, write(parts))))


def wrong(report: Report, facts: Facts) -> dict[str, object]:
    found = {".".join(address): facts.value(".".join(address)) for address in report.numbers}
    want = {".".join(address): number for address, number in report.numbers.items()}
    return {cell: value for cell, value in found.items() if value != want[cell]}


def moved(facts: Facts) -> list[tuple[str, ...]]:
    return [
        (*issue.cells, issue.detail.split()[1])
        for issue in facts.issues
        if issue.rule == "rearranged"
    ]


@pytest.mark.parametrize("form_id", ["gkbg-2019", "gkbg-2021"])
@pytest.mark.parametrize("change", CHANGES)
def test_values_stand_where_their_labels_say(change: Callable[[Sheet], None], form_id: str) -> None:
    report = clean(form_id, 7)
    change(report.sheet("applications"))

    facts = facts_of(report)

    assert wrong(report, facts) == {}


@pytest.mark.parametrize("carrier", ["html", "docx"])
def test_what_stood_in_another_order_is_told(carrier: str) -> None:
    report = clean("gkbg-2021", 3)
    total_first(report.sheet("applications"))
    two_rows_exchanged(report.sheet("applications"))

    facts = facts_of(report, carrier)

    assert wrong(report, facts) == {}
    assert moved(facts) == [("applications", "columns"), ("applications", "rows")]


@pytest.mark.parametrize("carrier", list(CARRIERS))
def test_nothing_is_moved_in_a_table_as_the_form_prints_it(carrier: str) -> None:
    assert moved(facts_of(clean("gkbg-2021", 3), carrier)) == NOT_MOVED


def test_a_piece_without_a_header_keeps_to_the_header_of_the_piece_before() -> None:
    report = clean("gkbg-2021", 5)
    sheet = report.sheet("applications")
    total_first(sheet)
    cut = next(i for i, row in enumerate(sheet.rows) if row[0].text.startswith("（四）"))
    group = next(cell for row in sheet.rows for cell in row if cell.text.startswith("三、"))
    rest = [row[:] for row in sheet.rows[cut:]]
    rest[0].insert(0, Printed("", down=group.down - (cut - 5), label=True))
    group.down = cut - 5
    at = report.body.index(sheet)
    report.body[at : at + 1] = [
        Sheet("applications", sheet.rows[:cut], sheet.width),
        Sheet("applications", rest, sheet.width),
    ]

    assert wrong(report, facts_of(report)) == {}


def test_the_rows_of_a_list_of_measures_stand_where_their_labels_say() -> None:
    report = clean("gkbg-2021", 2)
    rows = report.sheet("proactive").rows
    licence = next(i for i, row in enumerate(rows) if row[0].text == "行政许可")
    penalty = next(i for i, row in enumerate(rows) if row[0].text == "行政处罚")
    rows[licence], rows[penalty] = rows[penalty], rows[licence]

    assert wrong(report, facts_of(report)) == {}

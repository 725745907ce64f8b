"""The five real reports, in every state in which a reader may hand them over."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from typing import Any

import pytest

from tablewright.converters import read
from tablewright.converters.forms import extract_facts, facts_json
from tablewright.converters.model import Document
from tablewright.converters.readers import Source

from .crude import STATES
from .specimen import (
    REPORTS,
    Numbers,
    consistent,
    distinct,
    needs_reports,
    of_any_length,
    stamped,
)

pytestmark = needs_reports

NAMES = sorted(path.stem for path in REPORTS.glob("*.txt")) if REPORTS.is_dir() else []
FORMS = {name: "gkbg-2019" if name.startswith("001") else "gkbg-2021" for name in NAMES}


def real(text: str) -> Document:
    return read(Source("report.txt", text.encode()))


ALL_STATES: dict[str, Callable[[str], Document]] = {"reader": real, **STATES}


def source(name: str) -> str:
    return (REPORTS / f"{name}.txt").read_text(encoding="utf-8")


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_facts", REPORTS / "score_facts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_and_field_of_a_report_is_recovered(name: str, state: str) -> None:
    score = scorer()
    truth = json.loads((REPORTS / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    facts = json.loads(facts_json(extract_facts(ALL_STATES[state](source(name)))))

    cells, wrong = score.score_cells(truth, facts)
    issues, missed, alarms = score.score_issues(truth, facts)

    assert wrong == []
    assert (cells["right"], cells["exact"]) == (cells["cells"], 3)
    assert (cells["invented"], cells["silent_fill"], cells["extra"]) == (0, 0, 0)
    assert score.score_meta(truth, facts) == dict.fromkeys(score.score_meta(truth, facts), True)
    assert (missed, alarms) == ([], [])
    assert issues["found"] == issues["planted"]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        (name, state)
        for name in NAMES
        for state in ALL_STATES
        # Nine rows of bare numbers without any mark are one run; see the next test.
        if not (name.startswith("002") and state == "bare")
    ],
)
@pytest.mark.parametrize("seed", [5, 6])
def test_numbers_that_add_up_are_all_put_back(name: str, state: str, seed: int) -> None:
    numbers = consistent(FORMS[name], seed)
    text = stamped(name, source(name), FORMS[name], numbers, surplus_first=seed == 5)

    facts = extract_facts(ALL_STATES[state](text))

    got = {cell: facts.value(".".join(cell)) for cell in numbers}
    assert got == numbers
    statuses = {
        cell: facts.tables[cell[0]][cell[1]][cell[2]].status
        for cell in numbers
        if facts.tables[cell[0]][cell[1]][cell[2]].status != "source"
    }
    blank = ("applications", "granted", "total")
    assert statuses == ({blank: "derived"} if name.startswith("002") else {})


STAMPS: dict[str, Callable[[str, int], Numbers]] = {
    "alike": distinct,
    "of any length": of_any_length,
}
GRANTED = tuple(
    ("applications", "granted", column)
    for column in ("natural", "commercial", "research", "ngo", "legal", "other_org", "total")
)


def not_told(name: str, state: str) -> set[tuple[str, str, str]]:
    """The cells for which a report whose numbers do not add up gives no place."""
    if name.startswith("002"):
        # The last cell is blank, and only the sums could compute it. Where rows are padded to the
        # same width, that blank could be padding as well, and any cell of the row be missing.
        return set(GRANTED) if state == "rows" else {GRANTED[-1]}
    if name.startswith("003") and state == "bare":
        # Without rows eight numbers for seven places stay open.
        rows = ("processed_total", "carried_out")
        return {(table, row, column) for table, _, column in GRANTED for row in rows}
    return set()


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("name", NAMES)
def test_numbers_that_do_not_add_up_stand_by_label_and_place(
    name: str, state: str, stamp: str, seed: int
) -> None:
    numbers = STAMPS[stamp](FORMS[name], seed)
    text = stamped(name, source(name), FORMS[name], numbers)

    facts = extract_facts(ALL_STATES[state](text))

    got = {cell: facts.value(".".join(cell)) for cell in numbers}
    empty = {cell for cell in numbers if got[cell] is None}
    assert {cell for cell in numbers if got[cell] not in (None, numbers[cell])} == set()
    if name.startswith("002") and state == "bare":
        assert {cell[0] for cell in empty} == {"applications"}
        assert len(empty) <= 63
    else:
        assert empty == not_told(name, state)


def test_a_surplus_that_neighbouring_rows_share_is_left_out_and_reported() -> None:
    name = next(name for name in NAMES if name.startswith("003"))
    text = stamped(name, source(name), FORMS[name], distinct(FORMS[name], 4))

    facts = extract_facts(real(text))

    assert [row.texts for row in facts.extra] == [("700001",), ("700002",)]

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
from .specimen import REPORTS, consistent, distinct, needs_reports, stamped

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
def test_numbers_that_add_up_are_all_put_back(name: str, state: str) -> None:
    numbers = consistent(FORMS[name], seed=5)
    text = stamped(name, source(name), FORMS[name], numbers)

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


@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("name", NAMES)
def test_numbers_that_do_not_add_up_stand_by_label_and_place_or_not_at_all(
    name: str, state: str
) -> None:
    numbers = distinct(FORMS[name])
    text = stamped(name, source(name), FORMS[name], numbers)

    facts = extract_facts(ALL_STATES[state](text))

    got = {cell: facts.value(".".join(cell)) for cell in numbers}
    empty = {cell for cell in numbers if got[cell] is None}
    assert {cell for cell in numbers if got[cell] not in (None, numbers[cell])} == set()
    if name.startswith("003"):
        # Eight numbers for seven places: nothing but the sums could say which is one too many.
        assert {cell[1] for cell in empty} == {"processed_total", "carried_out"}
    elif name.startswith("002") and state == "bare":
        assert {cell[0] for cell in empty} == {"applications"}
        assert len(empty) <= 63
    elif name.startswith("002"):
        assert empty == {("applications", "granted", "total")}
    else:
        assert empty == set()

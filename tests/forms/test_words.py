"""Words in the place of numbers: they stay in their cells, and move no other value."""

from __future__ import annotations

import random

import pytest

from tablewright.converters import read
from tablewright.converters.forms import Facts, check, extract_facts
from tablewright.converters.forms.layout import Address
from tablewright.converters.readers import Source

from .carriers import CARRIERS
from .damage import Report, clean
from .specimen import consistent, distinct, of_any_length

WORDS = ("若干", "约30", "无", "/", "—", "不详", "未统计", "见附件", "0（含0）", "/件", "12 / 13")
STAMPS = (consistent, distinct, of_any_length)


def with_words(seed: int, among: str, count: int) -> tuple[Report, dict[Address, str]]:
    form_id = ("gkbg-2021", "gkbg-2019")[seed % 2]
    report = clean(form_id, seed, STAMPS[seed % 3](form_id, seed))
    rng = random.Random(seed)
    cells = [cell for row in report.sheet(among).rows for cell in row if cell.address is not None]
    put: dict[Address, str] = {}
    for cell in rng.sample(cells, count):
        assert cell.address is not None
        cell.text = put[cell.address] = rng.choice(WORDS)
    return report, put


def facts_of(report: Report, carrier: str) -> Facts:
    name, make = CARRIERS[carrier]
    return extract_facts(read(Source(name, make([*report.before, *report.body, *report.after]))))


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("among", ["proactive", "applications", "remedies"])
@pytest.mark.parametrize("count", [1, 6])
def test_a_word_stays_in_its_cell_and_all_others_keep_theirs(
    carrier: str, among: str, count: int
) -> None:
    for seed in range(3):
        report, put = with_words(seed, among, count)
        facts = facts_of(report, carrier)
        want = {
            address: (None, "source", put[address])
            if address in put
            else (number, "source", str(number))
            for address, number in report.numbers.items()
        }
        got = {}
        for table, row, column in want:
            fact = facts.tables[table][row][column]
            got[table, row, column] = (fact.value, fact.status, fact.text)
        assert got == want


def test_a_row_of_words_and_zeros_is_no_missing_table() -> None:
    report, _ = with_words(0, "remedies", 3)
    name, make = CARRIERS["html"]
    document = read(Source(name, make([*report.before, *report.body, *report.after])))

    rules = {failure.rule for failure in check(document).failures}

    assert "T11" not in rules

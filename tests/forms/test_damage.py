"""A clean report of an invented body under every damage of the catalogue, alone and in pairs.

No value may ever be wrong. Of the values that are still in the source at least 99 of 100 are
right; the others are empty, and reported.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tablewright.converters.forms import Facts, extract_facts

from .damage import DAMAGE, Report, clean, render
from .specimen import distinct

FORMS = ("gkbg-2021", "gkbg-2019")


def damaged(report: Report, names: Iterable[str]) -> Facts:
    for name in names:
        DAMAGE[name](report)
    return extract_facts(render(report))


def wrong(report: Report, facts: Facts) -> dict[str, object]:
    return {
        name: got
        for address, number in report.numbers.items()
        if (got := facts.value(name := ".".join(address))) not in (None, number)
    }


def empty(report: Report, facts: Facts) -> set[str]:
    return {
        name
        for address in report.numbers
        if address not in report.lost and facts.value(name := ".".join(address)) is None
    }


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("name", DAMAGE)
def test_one_damage_loses_no_value_that_is_in_the_source(name: str, form_id: str) -> None:
    for seed in range(3):
        report = clean(form_id, seed)
        facts = damaged(report, [name])
        assert (wrong(report, facts), empty(report, facts)) == ({}, set())


@pytest.mark.parametrize("first", DAMAGE)
def test_two_damages_make_no_value_wrong_and_lose_one_in_a_hundred_at_most(first: str) -> None:
    recoverable = lost = 0
    for seed, second in enumerate(DAMAGE):
        if second == first:
            continue
        report = clean(FORMS[seed % 2], seed)
        facts = damaged(report, [first, second])
        assert wrong(report, facts) == {}, second
        if "D15" in (first, second):
            # What "deduplication" deletes besides values, such as stubs, cannot be told.
            continue
        recoverable += sum(address not in report.lost for address in report.numbers)
        lost += len(empty(report, facts))
    assert lost <= recoverable / 100


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("name", [name for name in DAMAGE if name != "D09-dropped"])
def test_without_help_from_the_sums_no_value_is_wrong_either(name: str, form_id: str) -> None:
    report = clean(form_id, 1, distinct(form_id))
    facts = damaged(report, [name])
    # (A dropped cell is left out: padding behind it looks like a blank last cell.)
    assert wrong(report, facts) == {}


def test_a_deleted_value_that_the_sums_give_is_marked_derived() -> None:
    report = clean("gkbg-2021", 2)
    facts = damaged(report, ["D09-blank"])

    for table, row, column in report.lost:
        fact = facts.tables[table][row][column]
        assert (fact.value, fact.status, fact.text) == (
            report.numbers[table, row, column],
            "derived",
            "",
        )


def test_a_local_row_is_kept_and_reported() -> None:
    report = clean("gkbg-2021", 2)
    report.rng.seed(1)
    facts = damaged(report, ["D07"])

    texts = [cell.text for cell in report.sheet("proactive").rows[4]]
    known = "other_documents" in facts.tables["proactive"]
    if known:
        values = [fact.text for fact in facts.tables["proactive"]["other_documents"].values()]
        assert values == texts[1:]
    else:
        assert [row.texts for row in facts.extra] == [tuple(texts)]

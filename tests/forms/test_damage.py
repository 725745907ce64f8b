"""A clean report of an invented body under every damage of the catalogue, alone and in pairs.

No value may ever be wrong. Of the values that are still in the source at least 99 of 100 are
right; the others are empty, and reported.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

import pytest

from tablewright.converters.forms import Facts, extract_facts

from .damage import DAMAGE, Report, clean, render
from .specimen import Numbers, distinct, of_any_length

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


def is_beyond_help(names: Iterable[str]) -> bool:
    """Whether stubs became numbers, and "deduplication" removed the texts around them."""
    return {"D08", "D15"} <= set(names)


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
@pytest.mark.parametrize("name", DAMAGE)
def test_without_help_from_the_sums_no_value_is_wrong_either(name: str, form_id: str) -> None:
    for seed, stamp in enumerate((distinct, of_any_length)):
        report = clean(form_id, seed, stamp(form_id, seed))
        facts = damaged(report, [name])
        assert wrong(report, facts) == {}


@pytest.mark.slow
@pytest.mark.parametrize("first", DAMAGE)
def test_nor_is_one_wrong_after_two_damages(first: str) -> None:
    for seed, second in enumerate(DAMAGE):
        if is_beyond_help((first, second)):
            continue
        form_id = FORMS[seed % 2]
        stamp = (distinct, of_any_length)[seed % 2]
        report = clean(form_id, seed, stamp(form_id, seed))
        facts = damaged(report, dict.fromkeys((first, second)))
        assert wrong(report, facts) == {}, second


@pytest.mark.slow
@pytest.mark.parametrize("stamp", [None, distinct, of_any_length])
def test_three_damages_at_random_make_no_value_wrong(
    stamp: Callable[[str, int], Numbers] | None,
) -> None:
    for seed in range(200):
        form_id = FORMS[seed % 2]
        names = random.Random(seed).sample(list(DAMAGE), 3)
        if stamp is not None and is_beyond_help(names):
            continue
        report = clean(form_id, seed, stamp and stamp(form_id, seed))
        facts = damaged(report, names)
        assert wrong(report, facts) == {}, names


@pytest.mark.parametrize(
    ("seed", "names"),
    [
        (1057, ("D01", "D06", "D09-dropped")),
        (5115, ("D08", "D19", "D09-dropped")),
        (5131, ("D08", "D09-dropped", "D13")),
        (5131, ("D08", "D13", "D09-dropped")),
    ],
)
@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_left_when_sums_rule_out_the_others_has_to_hold_itself(
    form_id: str, seed: int, names: tuple[str, ...]
) -> None:
    report = clean(form_id, seed)
    assert wrong(report, damaged(report, names)) == {}


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

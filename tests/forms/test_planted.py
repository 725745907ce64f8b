"""One changed number in the reach of every rule, over many seeds, and clean reports without alarm.

What has to fail is computed from the form files by the test itself, for the whole report: not only
the rule that the number was planted for, and nothing beyond.
"""

from __future__ import annotations

import pytest

from tablewright.converters.forms import CheckReport, check

from .planted import RULES, Case, Failure, claim_cells, clean_case, expected, form_file, planted

FORMS = ("gkbg-2021", "gkbg-2019")
OLD_FORM_ONLY = ("P5", "P6")
SEEDS = 8
"""For each rule; both forms in turn, with 27 rules 216 in all."""


def checked(case: Case) -> CheckReport:
    previous = None if case.previous is None else case.previous.document()
    return check(case.document(), previous)


def failures(case: Case, found: CheckReport) -> set[Failure]:
    """The failing rules; sides only of rules that compare two sums."""
    kinds = {rule["id"]: rule["kind"] for rule in form_file(case.form_id)["rules"]}
    out: set[Failure] = set()
    for result in found.failures:
        summed = kinds[result.rule] in ("sum", "text")
        assert not isinstance(result.left, str) or not summed
        assert not isinstance(result.right, str) or not summed
        left = result.left if summed and not isinstance(result.left, str) else None
        right = result.right if summed and not isinstance(result.right, str) else None
        out.add((result.rule, frozenset(result.cells), left, right))
    return out


def unassessed(case: Case, found: CheckReport) -> list[str]:
    """Sentences whose number was not held against the table."""
    passed = {(r.rule, frozenset(r.cells), r.left) for r in found.results if r.outcome == "pass"}
    return [
        sentence.template
        for sentence in case.sentences
        for told in sentence.told
        if (told.rule, frozenset(claim_cells(case, told.rule, told.first_cell)), told.value)
        not in passed
    ]


@pytest.mark.parametrize("group", range(8))
def test_clean_reports_have_no_alarm_and_every_number_told_is_assessed(group: int) -> None:
    for seed in range(25 * group, 25 * group + 25):
        case = clean_case(FORMS[seed % 2], seed)
        assert expected(case) == set()

        found = checked(case)

        assert (seed, found.failures) == (seed, ())
        assert (seed, unassessed(case, found)) == (seed, [])


@pytest.mark.parametrize("rule", RULES)
def test_one_changed_number_is_reported_with_every_rule_and_cell_it_touches(rule: str) -> None:
    for seed in range(SEEDS):
        form_id = "gkbg-2019" if rule in OLD_FORM_ONLY else FORMS[seed % 2]
        plant = planted(form_id, rule, seed)

        found = checked(plant.case)

        assert (seed, failures(plant.case, found)) == (seed, expected(plant.case))
        named = [result for result in found.failures if result.rule == rule]
        assert named
        if plant.cell is not None:
            assert any(plant.cell in result.cells for result in named)


def test_both_sides_of_a_bound_are_given() -> None:
    for rule, form_id in (("P2", "gkbg-2021"), ("P2", "gkbg-2019"), ("P4", "gkbg-2019")):
        found = [r for r in checked(planted(form_id, rule, 1).case).failures if r.rule == rule]
        assert found
        assert all(isinstance(r.left, int) and isinstance(r.right, int) for r in found)


def test_a_bound_without_two_sides_tells_its_numbers_and_what_should_hold() -> None:
    plant = planted("gkbg-2019", "P6", 1)
    found = next(r for r in checked(plant.case).failures if r.rule == "P6")
    made = plant.case.numbers["proactive", "normative", "made"]
    assert found.left == f"made = {made}, public_total = 0"
    assert found.right == "made == 0 or public_total > 0"

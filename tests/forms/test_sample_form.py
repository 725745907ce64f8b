"""A third form needs a file and no code: the budget summary among the samples."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tablewright.converters import Document, read
from tablewright.converters.forms import (
    Form,
    check,
    extract_facts,
    load_form,
    official_document,
    recognise,
)
from tablewright.converters.model import Status
from tablewright.converters.model.walk import iter_tables
from tablewright.converters.readers import Source

SAMPLES = Path(__file__).parents[2] / "samples" / "forms"
TEXT = (SAMPLES / "budget-summary.txt").read_text(encoding="utf-8")


@pytest.fixture
def form() -> Form:
    return load_form(SAMPLES / "budget-summary.yaml")


def document(text: str = TEXT) -> Document:
    return read(Source("budget-summary.txt", text.encode()))


def test_its_facts_are_read_and_a_blank_is_computed(form: Form) -> None:
    facts = extract_facts(document(), form)

    assert (facts.year, facts.organisation) == (2024, "Alderbrook Parks Department")
    assert facts.title == "Alderbrook Parks Department: Budget Summary 2024"
    assert facts.contact.email == "parks@alderbrook.example"
    row = facts.tables["budget"]["other_grants"]
    assert [(fact.value, fact.status, fact.unit) for fact in row.values()] == [
        (20, "source", "kEUR"),
        (17, "derived", "kEUR"),
        (-3, "source", None),
    ]


def test_it_is_recognised_when_asked_for_and_no_built_in_form_claims_it(form: Form) -> None:
    found = recognise(document(), form)
    assert found is not None
    assert (found.form, found.confidence) == ("alderbrook-budget", 1.0)
    assert recognise(document()) is None


def test_its_rules_hold_and_a_changed_number_is_found(form: Form) -> None:
    assert check(document(), form=form).failures == ()

    failures = check(document(TEXT.replace("405", "406")), form=form).failures

    assert [(found.rule, found.left, found.right) for found in failures] == [
        ("B1", 502, 501),
        ("B4", -6, -7),
    ]
    assert all("budget.taxes.actual" in found.cells for found in failures)


def test_amounts_are_brought_to_the_unit_of_their_column(form: Form) -> None:
    facts = extract_facts(document(TEXT.replace("| 412 |", "| 412400 EUR |")), form)
    fact = facts.tables["budget"]["taxes"]["planned"]
    assert (fact.value, fact.unit, fact.text) == (Decimal("412.4"), "kEUR", "412400 EUR")


def test_it_is_rendered_on_its_printed_grid(form: Form) -> None:
    table = next(iter_tables(official_document(document(), form).blocks))
    assert (table.rows, table.columns, table.header_rows, table.stub_columns) == (10, 5, 2, 2)
    statuses: list[Status] = [cell.status for cell in table.cells if cell.status != "source"]
    assert statuses == ["derived"]

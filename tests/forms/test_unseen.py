"""Values with characters that show nothing, and values that are no numbers at all."""

from __future__ import annotations

import pytest

from tablewright.converters.forms import extract_facts

from .damage import clean, render


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u00ad", "\u2060", "\ufeff"])
def test_characters_that_show_nothing_hide_no_number(mark: str) -> None:
    report = clean("gkbg-2021", 3)
    for sheet in report.sheets:
        for row in sheet.rows:
            for cell in row:
                if cell.address is not None:
                    cell.text = f"{mark}{cell.text}{mark}"

    facts = extract_facts(render(report))

    assert {a: facts.value(".".join(a)) for a in report.numbers} == report.numbers


@pytest.mark.parametrize("mode", ["grid", "flat", "lines", "bare"])
def test_a_report_without_a_single_number_has_no_values(mode: str) -> None:
    report = clean("gkbg-2021", 3)
    report.mode = mode
    for sheet in report.sheets:
        for row in sheet.rows:
            for cell in row:
                if cell.address is not None:
                    cell.text = f"\u202e{cell.text}\u202c"

    facts = extract_facts(render(report))

    assert {facts.value(".".join(a)) for a in report.numbers} == {None}

"""Which form a document follows."""

from __future__ import annotations

import time

import pytest

from tablewright.converters.errors import UnsupportedFormat
from tablewright.converters.forms import check, extract_facts, recognise

from .crude import document, grid, paragraph
from .damage import clean, render
from .specimen import form


@pytest.mark.parametrize("form_id", ["gkbg-2021", "gkbg-2019"])
@pytest.mark.parametrize("mode", ["grid", "flat", "lines", "bare", "separated"])
def test_a_report_is_recognised_in_its_version_in_every_state(form_id: str, mode: str) -> None:
    report = clean(form_id, 1)
    report.mode = mode

    found = recognise(render(report))

    assert found is not None
    assert (found.form, found.confidence) == (form_id, 1.0)
    assert [(table.key, table.form) for table in found.tables] == [
        (key, form_id) for key in ("proactive", "applications", "remedies")
    ]


def test_one_table_of_the_other_version_is_read_by_that_version_and_reported() -> None:
    report, old = clean("gkbg-2021", 1), clean("gkbg-2019", 2)
    report.body[report.body.index(report.sheet("proactive"))] = old.sheet("proactive")

    facts = extract_facts(render(report))

    assert facts.form == "gkbg-2021"
    assert (
        facts.value("proactive.licensing.prior_items")
        == (old.numbers["proactive", "licensing", "prior_items"])
    )
    assert [issue.cells for issue in facts.issues if issue.rule == "T10"] == [("proactive",)]


def test_the_single_row_of_the_older_form_is_read_in_the_newer_one() -> None:
    report, old = clean("gkbg-2021", 1), clean("gkbg-2019", 1)
    report.body[report.body.index(report.sheet("applications"))] = old.sheet("applications")
    report.numbers.update({c: n for c, n in old.numbers.items() if c[0] == "applications"})
    document = render(report)

    found = recognise(document)
    assert found is not None
    assert found.form == "gkbg-2021"
    facts = extract_facts(document)
    assert (
        facts.value("applications.other_handling.total")
        == (old.numbers["applications", "other_handling", "total"])
    )
    assert "other_rest" not in facts.tables["applications"]
    assert not [r for r in check(document).failures if r.rule in ("A1", "A2", "A3")]


def test_a_report_with_only_its_second_table_is_recognised() -> None:
    report = clean("gkbg-2021", 3)
    report.body = ["三、收到和处理政府信息公开申请情况", report.sheet("applications")]

    facts = extract_facts(render(report))

    assert (
        facts.value("applications.granted.natural")
        == (report.numbers["applications", "granted", "natural"])
    )
    assert facts.value("remedies.review.total") is None


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "数量"], ["规章", "3"], ["其他", "4"], ["总计", "7"]],
        [["自然人", "法人"], ["3", "4"]],
        [["", ""], ["", "1"]],
    ],
)
def test_other_tables_follow_no_form(rows: list[list[str]]) -> None:
    other = document(paragraph("一、总体情况"), grid(rows))
    assert recognise(other) is None
    with pytest.raises(UnsupportedFormat, match="follows none of the known forms"):
        extract_facts(other)


def test_a_form_that_was_named_is_not_forced_on_another_document() -> None:
    other = document(paragraph("一封信。"), grid([["甲", "1"], ["乙", "2"]]))
    with pytest.raises(UnsupportedFormat, match=r"report.txt does not follow the form gkbg-2021"):
        extract_facts(other, form("gkbg-2021"))


def test_a_large_table_without_a_form_takes_no_time() -> None:
    large = document(grid([[f"名称{row}", str(row), "其他说明文字"] for row in range(8000)]))
    start = time.process_time()
    assert recognise(large) is None
    assert time.process_time() - start < 5


def test_two_reports_in_one_document_end_in_reported_gaps_not_in_wrong_numbers() -> None:
    one, other = clean("gkbg-2021", 1), clean("gkbg-2021", 2)
    both = document(*render(one).blocks, *render(other).blocks)

    facts = extract_facts(both)

    for address, number in one.numbers.items():
        got = facts.value(".".join(address))
        assert got in (None, number, other.numbers[address])

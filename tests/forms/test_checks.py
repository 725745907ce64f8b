"""Rules: one changed number in the reach of each is reported, and a clean report has no alarm."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from tablewright.converters.forms import CheckReport, check, extract_facts
from tablewright.converters.forms.layout import Address
from tablewright.converters.model.text import cell_text
from tablewright.converters.tables.values import parse_value

from .crude import document, grid, paragraph
from .damage import BODY, Report, clean, render
from .specimen import consistent

FORMS = ("gkbg-2019", "gkbg-2021")


def checked(report: Report, previous: Report | None = None) -> CheckReport:
    return check(render(report), None if previous is None else render(previous))


def plain(form_id: str, seed: int) -> Report:
    """A report without alarm: what practice forbids a sub-district office is zero."""
    numbers = consistent(form_id, seed)
    for address in numbers:
        if address[:2] == ("proactive", "rules"):
            numbers[address] = 0
    return clean(form_id, seed, numbers)


def change(report: Report, cell: Address, by: int) -> None:
    for sheet in report.sheets:
        for row in sheet.rows:
            for printed in row:
                if printed.address == cell:
                    printed.text = str(int(printed.text) + by)


def failed(found: CheckReport) -> set[str]:
    return {result.rule for result in found.failures}


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("seed", range(20))
def test_a_clean_report_has_no_alarm(form_id: str, seed: int) -> None:
    assert failed(checked(plain(form_id, seed))) == set()


def rules_of(cell: Address) -> set[str]:
    """The sums that a changed number breaks."""
    table, row, _column = cell
    if table == "remedies":
        return {{"review": "R1", "suit_direct": "R2", "suit_after_review": "R3"}[row]}
    broken = {"A3"}
    if row in ("new_received", "carried_in", "carried_out", "processed_total"):
        broken.add("A1")
    if row not in ("new_received", "carried_in", "carried_out"):
        broken.add("A2")
    return broken


@pytest.mark.parametrize("seed", range(200))
def test_one_changed_number_is_reported_with_its_rules_and_cell(seed: int) -> None:
    rng = random.Random(seed)
    form_id = FORMS[seed % 2]
    report = plain(form_id, seed)
    cells = [cell for cell in report.numbers if cell[0] != "proactive"]
    cell = rng.choice(cells)
    change(report, cell, rng.choice([-3, -2, -1, 1, 2, 10, 90]))

    found = checked(report)

    assert {rule for rule in failed(found) if rule[0] in "AR"} == rules_of(cell)
    name = ".".join(cell)
    for result in found.failures:
        if result.rule in rules_of(cell):
            assert name in result.cells
            assert result.left != result.right
    # Nothing but this cell stands in every sum that fails.
    sums = [set(result.cells) for result in found.failures if result.rule in rules_of(cell)]
    assert name in set.intersection(*sums)


@pytest.mark.parametrize(
    ("form_id", "cell", "by", "rule"),
    [
        ("gkbg-2021", ("proactive", "normative", "in_force"), -15_000, "P2"),
        ("gkbg-2021", ("proactive", "rules", "issued"), 1, "P3"),
        ("gkbg-2021", ("proactive", "fees", "amount"), 20_000, "P4"),
        ("gkbg-2019", ("proactive", "normative", "public_total"), -18_000, "P2"),
        ("gkbg-2019", ("proactive", "penalty", "change"), -30_000, "P4"),
        ("gkbg-2019", ("proactive", "rules", "made"), 1, "P6"),
    ],
)
def test_bounds_are_reported_with_their_cell(
    form_id: str, cell: Address, by: int, rule: str
) -> None:
    report = plain(form_id, 3)
    change(report, cell, by)

    found = checked(report)

    assert rule in failed(found)
    assert any(".".join(cell) in r.cells for r in found.failures if r.rule == rule)


def test_procurement_and_amount_are_zero_together() -> None:
    report = plain("gkbg-2019", 3)
    where = ("proactive", "procurement", "projects")
    change(report, where, -report.numbers[where])

    assert failed(checked(report)) == {"P5"}


def test_a_negative_count_is_of_the_wrong_type() -> None:
    report = plain("gkbg-2021", 4)
    where = ("remedies", "review", "other")
    change(report, where, -2 * report.numbers[where])

    assert "R4" in failed(checked(report))


@pytest.mark.parametrize(
    ("line", "rule", "cells"),
    [
        ("本街道共收到政府信息公开申请{0}件。", "T1", "applications.new_received.total"),
        ("全年未收到政府信息公开申请。", "T1", "applications.new_received.total"),
        ("全年答复申请{0}件。", "T2", "applications.processed_total.total"),
        ("其中上年结转{0}件。", "T3", "applications.carried_in.total"),
        ("结转下年度继续办理{0}件。", "T3", "applications.carried_out.total"),
        ("予以公开{0}件。", "T4", "applications.granted.total"),
        ("全年发生行政复议{0}件。", "T5", "remedies.review.total"),
        ("没有发生行政诉讼。", "T5", "remedies.suit_direct.total"),
        ("制发规范性文件{0}件。", "T6", "proactive.normative.issued"),
    ],
)
def test_a_number_told_otherwise_in_the_text_is_reported(line: str, rule: str, cells: str) -> None:
    report = plain("gkbg-2021", 5)
    report.body.insert(2, line.format(999_999))

    found = [result for result in checked(report).failures if result.rule == rule]

    assert len(found) == 1
    assert cells in found[0].cells
    assert found[0].left == (999_999 if "{0}" in line else 0)


@pytest.mark.parametrize(
    "line",
    [
        "全市各级机关共收到政府信息公开申请999999件。",
        "截至6月30日,收到政府信息公开申请999999件。",
        "全年答复市长热线999999件。",
        "向市政府备案,累计制发规范性文件999999件。",
        "收到政府信息公开申请数量同比增长12件。",
        "办理工伤行政复议999999件。",
    ],
)
def test_numbers_of_another_scope_raise_no_alarm(line: str) -> None:
    report = plain("gkbg-2021", 6)
    report.body.insert(2, line)

    assert failed(checked(report)) == set()


def test_a_number_with_those_carried_in_is_right_as_well() -> None:
    report = plain("gkbg-2021", 7)
    both = sum(
        report.numbers["applications", row, "total"] for row in ("new_received", "carried_in")
    )
    report.body.insert(2, f"本街道共受理政府信息公开申请{both}件。")

    assert failed(checked(report)) == set()


def test_sums_over_two_years_need_the_report_of_the_year_before() -> None:
    now, before = plain("gkbg-2021", 8), plain("gkbg-2021", 9)
    before.before = [line.replace("2023", "2022") for line in before.before]
    before.body = [
        part.replace("2023", "2022") if isinstance(part, str) else part for part in before.body
    ]
    alone = checked(now)
    together = checked(now, before)

    assert {r.outcome for r in alone.results if r.rule == "A5"} == {"not_assessable"}
    found = [r for r in together.results if r.rule == "A5"]
    assert len(found) == 7
    assert {r.outcome for r in found} == {"fail"}
    assert found[0].cells == ("applications.carried_in.natural",)
    assert (found[0].left, found[0].right) == (
        now.numbers["applications", "carried_in", "natural"],
        before.numbers["applications", "carried_out", "natural"],
    )


def test_a_report_of_another_year_or_body_is_not_the_one_before() -> None:
    now, other = plain("gkbg-2021", 8), plain("gkbg-2021", 9)

    found = [r for r in checked(now, other).results if r.rule == "A5"]

    assert {r.outcome for r in found} == {"not_assessable"}
    assert found[0].detail == "the other report is of 2023, not of 2022"


def test_years_that_differ_are_reported() -> None:
    report = plain("gkbg-2021", 10)
    report.before[0] = report.before[0].replace("2023", "2022")

    assert "T7" in failed(checked(report))


def test_a_period_that_is_not_the_year_is_reported() -> None:
    report = plain("gkbg-2021", 10)
    report.before[1] = report.before[1].replace("2023年1月1日", "2023年2月1日")

    assert failed(checked(report)) == {"T8"}


def test_another_name_under_the_report_is_reported() -> None:
    report = plain("gkbg-2021", 10)
    report.after[0] = "白岭县水务局"

    assert failed(checked(report)) == {"T9"}


def test_advertising_in_the_name_is_reported_and_not_published() -> None:
    report = plain("gkbg-2021", 10)
    spam = "888bet网上娱乐_官网_棋牌平台网址"
    report.before = [line.replace("青溪市云台区", spam) for line in report.before]

    facts = extract_facts(render(report))

    assert [i.detail for i in facts.issues if i.rule == "T9"] == [
        "hijack-suspected: advertising stands in the name of the body"
    ]
    assert "bet" not in f"{facts.organisation}{facts.title}{facts.short_name}"
    assert facts.organisation in (BODY, "石桥街道办事处")


def test_the_old_form_in_a_new_year_is_reported() -> None:
    report = plain("gkbg-2019", 10)
    report.before = [line.replace("2020", "2022") for line in report.before]
    report.body = [
        part.replace("2020", "2022") if isinstance(part, str) else part for part in report.body
    ]

    assert "T10" in failed(checked(report))


def test_a_missing_table_and_a_missing_section_are_reported() -> None:
    report = plain("gkbg-2021", 10)
    report.body = [
        part for part in report.body if part != report.sheet("remedies") and part != "一、总体情况"
    ]

    found = [r for r in checked(report).failures if r.rule == "T11"]

    assert [r.cells for r in found] == [("overview",), ("remedies",)]


def test_a_date_before_the_end_of_the_period_is_reported() -> None:
    report = plain("gkbg-2021", 10)
    report.after[1] = "2023年11月3日"

    assert failed(checked(report)) == {"T12"}


def test_a_document_without_a_form_is_left_alone() -> None:
    found = check(document(paragraph("一封信。"), paragraph("没有表格。")))

    assert found == CheckReport(form=None, results=())


def test_totals_of_other_tables_of_a_report_are_checked_too() -> None:
    report = plain("gkbg-2021", 10)
    blocks = list(render(report).blocks)
    other = grid([["渠道", "条数"], ["网站", "3"], ["微信", "4"], ["合计", "8"]])
    cells = tuple(
        replace(cell, value=parse_value(cell_text(cell)), role="data" if cell.column else "stub")
        for cell in other.cells
    )
    blocks.insert(3, replace(other, cells=cells))

    found = check(document(*blocks))

    assert failed(found) == set()
    assert [(s.outcome, s.left, s.right, s.label) for s in found.sums] == [("fail", 7, 8, "合计")]
    assert not found.has_errors

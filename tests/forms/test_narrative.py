"""Title, body, year, period, contact and signature of reports."""

from __future__ import annotations

import pytest

from tablewright.converters.forms import Facts, extract_facts, list_forms
from tablewright.converters.forms.narrative import without_spam

from .damage import BODY, SHORT, clean, render


def facts_with(before: list[str], after: list[str] | None = None) -> Facts:
    report = clean("gkbg-2021", 1)
    report.before = before
    report.after = after or []
    return extract_facts(render(report))


def test_everything_is_found_in_a_clean_report() -> None:
    facts = extract_facts(render(clean("gkbg-2021", 1)))
    assert (facts.year, facts.organisation, facts.short_name) == (2023, BODY, SHORT)
    assert facts.title == f"{BODY}2023年政府信息公开工作年度报告"
    assert (facts.period.start, facts.period.end) == ("2023-01-01", "2023-12-31")
    assert facts.contact.address == "青溪市云台区石桥路8号"
    assert (facts.contact.postcode, facts.contact.phone) == ("310099", "0571-85550123")
    assert (facts.contact.fax, facts.contact.email) == (None, None)
    assert facts.signed == "2024-01-12"
    assert [s.key for s in facts.sections] == [
        "overview", "proactive", "applications", "remedies", "problems", "other_matters",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "name", "year"),
    [
        (["白岭县水务局2022年政府信息公开工作年度报告"], "白岭县水务局", 2022),
        (["2022年白岭县水务局政府信息公开工作年度报告"], "白岭县水务局", 2022),
        (["白岭县水务局2022年度政府信息公开工作年度报告"], "白岭县水务局", 2022),
        (["白岭县水务局", "2022年政府信息公开工作年度报告"], "白岭县水务局", 2022),
        (["白 岭 县 水 务 局 2022 年政府信息公开年度报告"], "白岭县水务局", 2022),
        (["根据条例规定,编制白岭县水务局2022年政府信息公开工作年度报告。"], "白岭县水务局", 2022),
        (["如有疑问,请与白岭县水务局联系。2022年度政府信息公开年度报告"], "白岭县水务局", 2022),
    ],
)
def test_the_body_and_the_year_are_found_wherever_they_are_told(
    lines: list[str], name: str, year: int
) -> None:
    facts = facts_with(lines)
    assert (facts.organisation, facts.year) == (name, year)


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("所列数据截止日期为2022年12月31日。", (None, "2022-12-31")),
        ("数据统计期限从2022年1月1日起至2022年12月31日止。", ("2022-01-01", "2022-12-31")),
        ("统计期限为2022年1月1日至12月31日。", ("2022-01-01", "2022-12-31")),
        ("所列数据的统计期限自2022年1月1日至202220年12月31日。", (None, None)),
        ("2022年1月1日至12月31日网站总访问量达9000次。", (None, None)),
    ],
)
def test_the_period_is_read_only_where_it_is_told(
    line: str, period: tuple[str | None, str | None]
) -> None:
    facts = facts_with([line])
    assert (facts.period.start, facts.period.end) == period


def test_a_date_that_is_none_is_not_invented() -> None:
    facts = facts_with(["本报告所列数据的统计期限自2022年1月1日至2022年2月30日止。"])
    assert (facts.period.start, facts.period.end) == ("2022-01-01", None)


@pytest.mark.parametrize(
    ("name", "clean_name"),
    [
        ("365bet网上娱乐_365BETAPP官网_365体育平台网址人民政府办公室", "人民政府办公室"),
        ("青溪市888棋牌官网下载水务局", "青溪市水务局"),
        ("青溪市体育局", "青溪市体育局"),
        ("青溪市信息中心APP管理处", "青溪市信息中心APP管理处"),
    ],
)
def test_advertising_is_taken_out_of_names(name: str, clean_name: str) -> None:
    assert without_spam(name, list_forms()[0].language)[0] == clean_name

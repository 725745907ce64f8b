from __future__ import annotations

import datetime
import decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.model import Amount, Date, Decimal, Integer, Percent, Value
from tablewright.converters.tables.values import parse_value
from tests.strategies import texts


def number(text: str) -> decimal.Decimal:
    return decimal.Decimal(text)


def amount(value: str, unit: str = "", scale: int = 1) -> Amount:
    return Amount(number(value), unit, scale)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("0", 0), ("12", 12), (" 12 ", 12), ("2024", 2024), ("130000", 130000), ("-0", 0)],
        *[("1,234", 1234), ("1，234", 1234), ("1 234 567", 1234567), ("1\u202f234", 1234)],
        *[("12'345", 12345), ("12’345", 12345), ("１２", 12), ("１，２３４", 1234), ("\u200b7", 7)],
        *[("\u200e7", 7), ("1\u00ad000", 1000), ("\u2068-1\u2069", -1), ("\u202a12\u202c", 12)],
        *[("٣٣٢", 332), ("٥٧٨٬٨١٤", 578814), ("۱۲۳", 123), ("१,२३४", 1234), ("๙๔๙,๘๐๖", 949806)],
        *[("-1", -1), ("−1", -1), ("－１", -1), ("＋2", 2), ("减3", -3), ("增3", 3)],
        *[("减1,200", -1200), ("(123)", -123), ("（1,234）", -1234), ("9" * 18, 10**18 - 1)],
    ],
)
def test_whole_numbers_are_read_as_printed(text: str, expected: int) -> None:
    assert parse_value(text) == Integer(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("1.50", Decimal(number("1.50"))), ("1,234.5", Decimal(number("1234.5")))],
        *[("１．５", Decimal(number("1.5"))), (".5", Decimal(number("0.5")))],
        *[("-0.25", Decimal(number("-0.25"))), ("(0.5)", Decimal(number("-0.5")))],
        *[("١٢٫٥", Decimal(number("12.5"))), ("١٢٫٥٪", Percent(number("12.5")))],
        *[("12.5%", Percent(number("12.5"))), ("１２％", Percent(number("12")))],
        *[("3‰", Percent(number("0.3"))), ("-3 %", Percent(number("-3")))],
        *[("(3.5%)", Percent(number("-3.5"))), ("增3%", Percent(number("3")))],
    ],
)
def test_fractions_and_shares_keep_their_decimals(text: str, expected: Value) -> None:
    assert str(parse_value(text)) == str(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("500万", amount("500", "", 10_000)), ("251000元", amount("251000", "元"))],
        *[("0.37万元", amount("0.37", "元", 10_000)), ("12件", amount("12", "件"))],
        *[("3.5亿元", amount("3.5", "元", 10**8)), ("￥1,200.00", amount("1200.00", "¥"))],
        *[("$5", amount("5", "$")), ("1,200 USD", amount("1200", "USD"))],
        *[("USD 1,200", amount("1200", "USD")), ("-$5", amount("-5", "$"))],
        *[("30人", amount("30", "人")), ("7次", amount("7", "次")), ("7人次", amount("7", "人次"))],
        *[("5千克", amount("5", "千克")), ("5千", amount("5", "", 1000))],
        *[("2万亿元", amount("2", "元", 10**12)), ("1.2 million", amount("1.2", "", 10**6))],
        *[("减3件", amount("-3", "件")), ("１２　件", amount("12", "件"))],
        *[("20个工作日", amount("20", "个工作日")), ("0.5个百分点", amount("0.5", "个百分点"))],
        *[("300㎡", amount("300", "㎡")), ("251000\n元", amount("251000", "元"))],
    ],
)
def test_amounts_hold_number_unit_and_scale(text: str, expected: Value) -> None:
    assert parse_value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("2024年", Date(2024)), ("2024年度", Date(2024)), ("２０２４年", Date(2024))],
        *[("2024年3月", Date(2024, 3)), ("2024年3月份", Date(2024, 3)), ("2024-03", Date(2024, 3))],
        *[("2024年3月1日", Date(2024, 3, 1)), ("2024 年 3 月 1 日", Date(2024, 3, 1))],
        *[("2024-03-01", Date(2024, 3, 1)), ("2024/3/1", Date(2024, 3, 1))],
        *[("2024.3.1", Date(2024, 3, 1)), ("2024．03．01", Date(2024, 3, 1))],
    ],
)
def test_dates_have_the_parts_that_are_printed(text: str, expected: Value) -> None:
    assert parse_value(text) == expected


NO_VALUE = """
/|-|—|－|无|●|+|()|（）|.|1.|1、|（一）|(1)|（3）|(12)|(2024)|一、|①|第二十条|第3
1.属于国家秘密|0439-5267027|010-12345678|1.5.2|3-4|12:30|3/4|1:2|2023-2024|2024-13|2024年2月30日
2024-2-30|2024/3.1|12月|3月1日|98年|007|010000|00|00.5|1,23|1,2345|12,34,567|1 23|0 000|1,234 567
1,234'567|1 2 3|5 100 0|1.2.|1..2|--1|+-1|(-5)|((123))|10²|½|፫|Ⅳ|约5|>5|≥3|±3|共12件|12件3份
3号|5楼|5级|1e5|0x10|1_000|12%%|%|元|万元|5万万|12abc|NaN|inf|12*|1234567890123456789
"""


@pytest.mark.parametrize(
    "text", [text for line in NO_VALUE.split("\n") for text in line.split("|")]
)
def test_codes_enumerators_ranges_and_marks_have_no_value(text: str) -> None:
    assert parse_value(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("310¹", Integer(310)), ("1,310ᵃ", Integer(1310)), ("310①", Integer(310))],
        *[
            ("12.5%²", Percent(number("12.5"))),
            ("110²", Integer(110)),
            ("10¹", Integer(10)),
            ("3 × 10²", None),
        ],
        *[("$1.2m", None), ("$5", amount("5", "$"))],
    ],
)
def test_raised_marks_of_notes_are_no_part_of_a_value(text: str, expected: Value | None) -> None:
    assert parse_value(text) == expected


@pytest.mark.parametrize("text", ["12\n345", "1\n2", "9" * 100_000, "1," + "000," * 20_000 + "000"])
def test_two_lines_of_digits_and_endless_numbers_have_no_value(text: str) -> None:
    assert parse_value(text) is None


GROUPS = st.sampled_from((",", "，", " ", "\u00a0", "'", "\u202f"))
FULL_WIDTH = str.maketrans("0123456789-+.%,", "０１２３４５６７８９－＋．％，")


@given(st.integers(-(10**17), 10**17), GROUPS, st.booleans())
def test_a_grouped_number_is_read_back(value: int, group: str, wide: bool) -> None:
    printed = f"{value:,}".replace(",", group)
    assert parse_value(printed.translate(FULL_WIDTH) if wide else printed) == Integer(value)


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(("%", "％", "元", "件", "")))
def test_a_fraction_with_a_sign_is_read_back(value: decimal.Decimal, sign: str) -> None:
    read = parse_value(f"{value:,f}{sign}")
    assert isinstance(read, Decimal | Percent | Amount)
    assert read.value == value


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)))
def test_a_date_is_read_back_from_every_form(day: datetime.date) -> None:
    expected = Date(day.year, day.month, day.day)
    forms = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02}.{day.day:02}",
    )
    assert [parse_value(form) for form in forms] == [expected] * len(forms)


@given(st.text() | texts())
def test_any_text_is_read_or_refused_without_an_error(text: str) -> None:
    value = parse_value(text)
    assert value is None or any(char.isdecimal() for char in text)

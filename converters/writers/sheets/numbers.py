"""Cell texts as numbers and dates of a sheet, where a number format shows the text again."""

from __future__ import annotations

import datetime
import decimal
import re
import unicodedata
from dataclasses import dataclass

from ...model import Date, Decimal, Integer, Percent, Value

_MAX_DIGITS = 15  # sheets hold binary doubles (ECMA-376 Part 1, 18.18.11)
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it sheets count a day that never was

_MARKS = re.compile(r"(?<=[\d%])[⁰¹²³⁴-⁹ᵃ-ᶻ①-⑳]+$")

_GROUPED = re.compile(
    r"-?(?P<first>[0-9]{1,3})(?P<groups>(?P<gap>[ '’.])[0-9]{3}(?:(?P=gap)[0-9]{3})*)(?:\.[0-9]+)?"
)
"""Digits in groups that no number format makes by itself: what parts them is text of the format."""

_DATE_FORMS = (
    ("yyyy-mm-dd", "{0:04d}-{1:02d}-{2:02d}"),
    ("yyyy-m-d", "{0}-{1}-{2}"),
    ("yyyy/mm/dd", "{0:04d}/{1:02d}/{2:02d}"),
    ("yyyy/m/d", "{0}/{1}/{2}"),
    ("yyyy.mm.dd", "{0:04d}.{1:02d}.{2:02d}"),
    ("yyyy.m.d", "{0}.{1}.{2}"),
    ('yyyy"年"m"月"d"日"', "{0}年{1}月{2}日"),
    ('yyyy"年"mm"月"dd"日"', "{0}年{1:02d}月{2:02d}日"),
)


@dataclass(frozen=True, slots=True)
class SheetNumber:
    """A number or date and the number format that shows it as the source does."""

    value: int | decimal.Decimal | datetime.date
    number_format: str


def sheet_number(text: str, value: Value | None) -> SheetNumber | None:
    """The number in `text`, whose typed value is `value`.

    Digits in groups, parted by any sign, and negatives in brackets are numbers.
    None where no format would show the text again: `500万`, `减3`, `007`, a year alone.
    Full-width digits count as digits; the raised marks of notes behind a number go into its format.
    """
    match = _MARKS.search(text)
    if match is None:
        return _plain_number(text, value)
    bare = _plain_number(text[: match.start()], value)
    if bare is None:
        return None
    return SheetNumber(bare.value, f'{bare.number_format}"{match[0]}"')


def _plain_number(text: str, value: Value | None) -> SheetNumber | None:
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    if isinstance(value, Integer):
        return _number(plain, decimal.Decimal(value.value))
    if isinstance(value, Decimal):
        return _number(plain, value.value)
    if isinstance(value, Percent):
        return _percent(plain, value.value)
    if isinstance(value, Date):
        return _date(plain, value)
    return None


def _number(text: str, value: decimal.Decimal) -> SheetNumber | None:
    places = _places(value)
    if len(value.as_tuple().digits) > _MAX_DIGITS or places is None:
        return None
    if value < 0 and text.startswith("(") and text.endswith(")"):
        inner = _number(text[1:-1].strip(), -value)
        form = inner and f"{inner.number_format};({inner.number_format})"
        return SheetNumber(value if places else int(value), form) if form else None
    zeros = "." + "0" * places if places else ""
    exact = int(value) if not places else value
    if text == f"{value:f}":
        return SheetNumber(exact, f"0{zeros}")
    if text == f"{value:,f}":
        return SheetNumber(exact, f"#,##0{zeros}")
    match = _GROUPED.fullmatch(text)
    if match is None or text.replace(match["gap"], "", len(match["groups"]) // 4) != f"{value:f}":
        return None
    groups = match["groups"].replace(match["gap"], f'"{match["gap"]}"')
    return SheetNumber(exact, f"{re.sub('[0-9]', '0', match['first'] + groups)}{zeros}")


def _percent(text: str, value: decimal.Decimal) -> SheetNumber | None:
    if not text.endswith("%"):
        return None
    number = _number(text[:-1].rstrip(), value)
    if number is None:
        return None
    sign = '" "%' if text[-2:-1] == " " else "%"
    return SheetNumber(value / 100, f"{number.number_format}{sign}")


def _places(value: decimal.Decimal) -> int | None:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and -_MAX_DIGITS <= exponent <= 0 else None


def _date(text: str, value: Date) -> SheetNumber | None:
    if value.month is None or value.day is None:
        return None
    day = datetime.date(value.year, value.month, value.day)
    if day < _FIRST_DAY:
        return None
    for number_format, form in _DATE_FORMS:
        if text == form.format(value.year, value.month, value.day):
            return SheetNumber(day, number_format)
    return None

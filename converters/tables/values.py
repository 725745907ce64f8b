"""What the text of a cell means as a number, amount or date.

Only a text that is one value from end to end has one: `12件` is an amount, `共12件` is a sentence.
Whatever could as well be a code, an enumerator or a range has none: `0439-5267027`, `007`, `1.`,
`(3)`, `1.5.2`, `3-4`, `12:30`.
"""

from __future__ import annotations

import decimal
import re
from functools import lru_cache
from typing import Final

from ..model import Amount, Date, Decimal, Integer, Percent, Value
from ..model.scripts import UNSEEN

MAX_LENGTH: Final = 48
"""Characters of the longest text that is tried."""

_ZEROS: Final = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០"
"""The digit zero of scripts that have digits of their own, each followed by its one to nine."""
_NATIVE: Final = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_VIEW: Final = str.maketrans(
    _NATIVE
    | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms of ASCII
    | dict.fromkeys(map(ord, "\u3000\u00a0\u2007\u2009\u202f\t"), " ")
    | dict.fromkeys(map(ord, "\u2212\ufe63\u2013"), "-")
    | dict.fromkeys(map(ord, UNSEEN), None)
    | {ord("￥"): "¥", ord("’"): "'", ord("﹪"): "%"}
    | {ord("٬"): ",", ord("،"): ",", ord("٫"): ".", ord("٪"): "%"}
)
"""From characters as printed to the few that the patterns below know."""

_SCALES: Final = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "萬": 10_000,
    "億": 10**8,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
}

# Words that count or measure. Words of order (号, 楼, 层, 期, 届, 级, 组, 年, 月, 日) are left
# out: with them a number names something.
_UNIT_WORDS: Final = """
元 角 圆 美元 欧元 港元 港币 日元 英镑 韩元 卢布 人民币 USD CNY RMB EUR GBP JPY HKD
件 人 次 份 个 個 条 條 项 項 户 戶 家 处 處 所 座 栋 幢 套 台 部 辆 张 本 册 篇 起 宗 例
名 位 场 批 笔 只 头 株 棵 箱 瓶 袋 票 字 页 艘 架 根 块 片 支 枚 类 种 间
人次 户次 件次 场次 批次 篇次 班次 架次 台次 条次 人份
天 工作日 个工作日 个月 周 小时 分钟 秒 岁 倍 分 百分点 个百分点
亩 公顷 平方米 平方公里 平方千米 立方米 米 公里 千米 厘米 毫米 吨 公斤 千克 克 升 毫升 吨标准煤
千瓦 千瓦时 兆瓦 度 ㎡ m² m³ km² km m cm mm kg g mg t L mL ml kWh kW MW ℃ °C KB MB GB TB
"""
_UNITS: Final = "|".join(map(re.escape, sorted(_UNIT_WORDS.split(), key=len, reverse=True)))
_SCALE_WORDS: Final = "|".join(sorted(filter(None, _SCALES), key=len, reverse=True))

_NUMBER: Final = r"(?:[1-9]\d{0,2}(?:(?P<gap>[, '])\d{3})(?:(?P=gap)\d{3})*|0|[1-9]\d*)(?:\.\d+)?"
_QUANTITY: Final = re.compile(
    r"(?P<sign>[-+减減增])?"
    r"(?:(?P<symbol>[¥$€£]|US\$|HK\$|(?:USD|CNY|RMB|EUR|GBP|JPY|HKD)(?= ?\d)) ?)?"
    rf"(?P<number>{_NUMBER}|\.\d+)"
    r"[ \n]?(?:(?P<share>[%‰])"
    rf"|(?P<unit>{_UNITS})"
    rf"|(?P<scale>{_SCALE_WORDS}) ?(?P<scaled>{_UNITS})?)?",
    re.ASCII,
)
_DATE: Final = re.compile(
    r"(?P<year>[12]\d{3})[ \n]?(?:年度?"
    r"|年[ \n]?(?P<month>\d{1,2}) ?(?:月份?|月[ \n]?(?P<day>\d{1,2}) ?[日号])"
    r"|(?P<mark>[-/])(?P<month2>\d{1,2})(?:(?P=mark)(?P<day2>\d{1,2}))?"
    r"|\.(?P<month3>\d{1,2})\.(?P<day3>\d{1,2}))",
    re.ASCII,
)
_SWAPPED: Final = str.maketrans(",.", ".,")
_UNDECIDED: Final = re.compile(r"(?<![\d.])[1-9]\d{0,2},\d{3}(?!\d)", re.ASCII)
_RAISED: Final = re.compile(r"(?<=[\d%‰)]) ?[⁰¹²³⁴-⁹ᵃ-ᶻ①-⑳]+$", re.ASCII)
_POWER: Final = re.compile(r"(?<![\d.,])10(?!¹$)[⁰¹²³⁴-⁹]+$", re.ASCII)
_DIGIT: Final = re.compile(f"[0-9０-９{''.join(map(chr, _NATIVE))}]")
_ENUMERATOR: Final = re.compile(r"\d{1,2}|(?:19|20)\d\d", re.ASCII)
_MAX_DIGITS: Final = 18  # of a whole number: every JSON reader holds them in 64 bits


def parse_value(text: str, *, decimal_comma: bool = False) -> Value | None:
    """The typed value of `text`, or None when it is not one value. The text is never changed.

    A whole number that could be a year is an Integer; only `2024年`, `2024-03` and longer forms
    are dates. With `decimal_comma` commas part decimals and points group digits; what the
    decimals of `1,234` are is then told by no form, so it has no value.
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    return _parsed(text, decimal_comma)


@lru_cache(maxsize=2_048)
def _parsed(text: str, decimal_comma: bool) -> Value | None:
    """The value of a short text; values are frozen, and tables repeat them."""
    if _DIGIT.search(text) is None:
        return None
    view = text.strip() if text.isascii() and "\t" not in text else _plain(text)
    if decimal_comma and "٫" not in text and "٬" not in text:
        if _UNDECIDED.search(view):
            return None
        view = view if _DATE.fullmatch(view) else view.translate(_SWAPPED)
    if view.isdecimal() and view.isascii():
        return _whole(view)
    if view.startswith("(") and view.endswith(")"):
        return _negative(view[1:-1].strip())
    return _quantity(view) or _date(view)


def _plain(text: str) -> str:
    """`text` in the characters of the patterns, without the mark of a note: `310¹` is 310.

    `10²` is a power and stays as it is.
    """
    view = text.translate(_VIEW).strip()
    match = _RAISED.search(view)
    if match is None or _POWER.search(view):
        return view
    return view[: match.start()]


def _whole(digits: str) -> Integer | None:
    # A leading zero says code, not number: an area code, a postcode, an index.
    if len(digits) > _MAX_DIGITS or (digits[0] == "0" and len(digits) > 1):
        return None
    return Integer(int(digits))


def _negative(inner: str) -> Value | None:
    """A negative number as accounts print it; `(3)` and `(2024)` are an enumerator and a year."""
    if _ENUMERATOR.fullmatch(inner) or inner.startswith(("-", "+")):
        return None
    return _quantity("-" + inner)


def _quantity(view: str) -> Value | None:
    match = _QUANTITY.fullmatch(view)
    if match is None:
        return None
    sign, symbol, digits, gap, share, unit, scale_word, scaled = match.groups()
    if gap:
        digits = digits.replace(gap, "")
    signed = f"-{digits}" if sign and sign in "-减減" else digits
    if not (share or unit or scale_word or symbol or "." in digits):
        return Integer(int(signed)) if len(digits) <= _MAX_DIGITS else None
    number = decimal.Decimal(signed)
    if share:
        return Percent(number if share == "%" else number / 10)
    if symbol and unit and unit.isascii():
        return None  # `$1.2m` are millions, not metres
    unit = unit or scaled or symbol or ""
    scale = _SCALES[scale_word or ""]
    if unit or scale != 1:
        return Amount(number, unit, scale)
    return Decimal(number)


def _date(view: str) -> Date | None:
    match = _DATE.fullmatch(view)
    if match is None:
        return None
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"] or match["day3"]
    try:
        return Date(int(match["year"]), int(month) if month else None, int(day) if day else None)
    except ValueError:  # the thirteenth month, the thirtieth of February
        return None

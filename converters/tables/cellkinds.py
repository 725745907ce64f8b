"""What a cell's bare text looks like: nothing, a value, or a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

Kind = Literal["empty", "value", "label"]

_VALUE: Final = re.compile(
    r"[(（]?[+＋\-−－减增]?\s?[¥￥$€£]?\s?"
    r"[0-9０-９]+(?:[,，.．\s][0-9０-９]+)*"
    r"\s?(?:%|％|‰|[^\W\d_年月日季]{0,4})[)）]?"
)
_BLANK_MARKS: Final = frozenset(
    [
        "/",
        "\\",
        "-",
        "--",
        "---",
        "–",
        "—",
        "——",
        "―",
        "－",
        "／",
        "…",
        "……",
        "...",
        "×",
        "√",
        "✓",
        "无",
        "n/a",
        "N/A",
        "NA",
        "nil",
        "n.a.",
        "*",
    ]
)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}\s?(?:年|年度)?")
_TOTAL: Final = re.compile(
    r"(?:合\s*计|总\s*计|共\s*计|小\s*计|总\s*和|总\s*数|(?:grand |sub)?totals?|sum|all)", re.I
)


def is_value(text: str) -> bool:
    """Whether `text` is a number, with a unit or not, or one of the marks for "no value"."""
    return text in _BLANK_MARKS or bool(_VALUE.fullmatch(text))


def kind_of(text: str) -> Kind:
    """What `text`, without outer white space, looks like."""
    if not text:
        return "empty"
    return "value" if is_value(text) else "label"


def is_year(text: str) -> bool:
    """Whether `text` is a year, which heads a column as often as it fills one."""
    return bool(_YEAR.fullmatch(text))


def is_total(text: str) -> bool:
    """Whether a label says that its line sums up others: 合计, （七）总计, Subtotal."""
    bare = re.sub(r"^[（(]?[\w]{1,3}[）)、.．]\s*(?=\S)", "", text) if text else text
    return bool(_TOTAL.fullmatch(bare) or _TOTAL.fullmatch(text))


def heads_columns(texts: Sequence[str]) -> bool:
    """Whether a row of texts holds no value, years not counted as values."""
    return all(kind_of(text) != "value" or is_year(text) for text in texts)

"""Whether the numbers of a table have a decimal comma, as most of Europe prints them.

`1.234` is one thousand two hundred and thirty-four in one table and a little over one in another,
so no cell is judged alone: forms that only one of the two conventions has decide for all cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MAX_LENGTH: Final = 48
_AROUND: Final = r"[-+−–(（]?\s?(?:[$€£]\s?)?{}(?:\s?(?:[%‰]|€|EUR|[A-Za-z]{{1,3}}))?[)）]?"
_COMMA: Final = re.compile(
    _AROUND.format(
        r"(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|0,\d+"
        r"|\d{1,3}(?:[ '\u00a0\u2009\u202f]\d{3})*,(?:\d\d?|\d{4,})|\d{4,},\d{1,2})"
    )
)
_POINT: Final = re.compile(
    _AROUND.format(
        r"(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|0?\.\d+"
        r"|\d{1,3}(?:[ '\u00a0\u2009\u202f]\d{3})*\.(?:\d\d?|\d{4,})|\d{4,}\.\d{1,2})"
    )
)
_LISTED: Final = re.compile(r"\d,\d")
"""A number with a decimal comma, or two marks of notes."""
_EITHER: Final = re.compile(r"\d{1,3},\d{3}")


def has_decimal_comma(texts: Iterable[str]) -> bool:
    """Whether the numbers among the texts of a table's cells are printed with decimal commas.

    Two of them must have a form that English does not have, none a form that only English has,
    and they must outnumber those like `1,234`, which English groups so.
    """
    commas = listed = either = 0
    for text in texts:
        marks = text.count(","), text.count(".")
        if marks == (0, 0) or len(text) > MAX_LENGTH:
            continue
        text = text.strip()
        if marks == (1, 0) and not text.startswith("0,") and _EITHER.fullmatch(text):
            either += 1  # first, as tables are full of them
        elif (marks[0] or marks[1] > 1) and _COMMA.fullmatch(text):
            commas += 1
            listed += _LISTED.fullmatch(text) is not None
        elif (marks[1] or marks[0] > 1) and _POINT.fullmatch(text):
            return False
    return commas > max(1, either) and commas > listed

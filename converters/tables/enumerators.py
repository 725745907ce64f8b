"""Numbers at the start of a line: `一、`, `（一）`, `1.`, `1.1`, `第一章`, `Chapter 1`.

They say how deep a line stands, both in a text (headings) and in the stub of a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HAN = "〇零一二三四五六七八九十百"
_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_NUMBER = rf"(?:[0-9０-９]{{1,3}}|[{_HAN}]{{1,5}})"
_ENGLISH = "Part|Chapter|Section|Article|Appendix"
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Enumerator:
    """The number that opens a line."""

    style: str
    """How it is written; one of `STYLES`."""
    number: int
    """Its value; the last part of a number like 2.3.1."""
    length: int
    """Characters that it takes at the start of the text, white space after it included."""

    @property
    def rank(self) -> int:
        """Usual depth of its style, 0 for the outermost; only the order means something."""
        return STYLES.index(self.style)


_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("part", rf"第({_NUMBER})(?:编|篇|部分)[\s:：、]*"),
        ("part", r"(?:Part|PART)\s+([0-9]{1,3}|[IVXLC]+)\b[.:]?\s*"),
        ("chapter", rf"第({_NUMBER})章[\s:：、]*"),
        ("chapter", r"(?:Chapter|CHAPTER)\s+([0-9]{1,3}|[IVXLC]+)\b[.:]?\s*"),
        ("section", rf"第({_NUMBER})节[\s:：、]*"),
        ("section", r"(?:Section|SECTION)\s+([0-9]{1,3}|[IVXLC]+)\b[.:]?\s*"),
        ("article", rf"第({_NUMBER})条[\s:：、]*"),
        ("article", r"(?:Article|ARTICLE)\s+([0-9]{1,3}|[IVXLC]+)\b[.:]?\s*"),
        ("han", rf"([{_HAN}]{{1,4}})\s*[、．.][\s　]*"),
        ("han-paren", rf"[（(]\s*([{_HAN}]{{1,4}})\s*[）)]\s*、?[\s　]*"),
        ("decimal-4", r"(?:[0-9]{1,2}[.．]){3}([0-9]{1,2})(?![.．]?[0-9%])[.．]?[\s　]*"),
        ("decimal-3", r"(?:[0-9]{1,2}[.．]){2}([0-9]{1,2})(?![.．]?[0-9%])[.．]?[\s　]*"),
        ("decimal-2", r"[0-9]{1,2}[.．]([0-9]{1,2})(?![.．]?[0-9%])[.．]?[\s　]+"),
        ("arabic", r"([0-9０-９]{1,3})\s*(?:[.．](?![0-9])|、)[\s　]*"),
        ("arabic-paren", r"[（(]\s*([0-9０-９]{1,3})\s*[）)]\s*、?[\s　]*"),
        ("arabic-paren", r"([0-9０-９]{1,3})\s*[）)][\s　]*"),
        ("circled", r"([①-⑳])[\s　]*"),
        ("upper", r"([A-Z])[.、][\s　]+"),
        ("letter", r"[（(]?([a-z])[）)][\s　]*"),
    )
)

_MAY_START: Final = re.compile(
    rf"[第（(0-9０-９{_HAN}①-⑳]|[A-Z][.、]|[a-z][）)]|{_ENGLISH}|{_ENGLISH.upper()}"
)
"""What the patterns have in common; most lines fail here."""

STYLES: Final = (
    "part",
    "chapter",
    "section",
    "article",
    "upper",
    "han",
    "han-paren",
    "arabic",
    "decimal-2",
    "decimal-3",
    "decimal-4",
    "arabic-paren",
    "circled",
    "letter",
)
"""From the outermost to the innermost, as official Chinese and English documents nest them."""


def read_enumerator(text: str) -> Enumerator | None:
    """The number that opens `text`, or None."""
    if not _MAY_START.match(text):
        return None
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            return Enumerator(style, _value(match[1]), match.end())
    return None


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if digits[0] in _ROMAN_VALUES and digits.isascii() and (len(digits) > 1 or digits in "IVX"):
        return _roman(digits)
    if digits.isascii():
        return ord(digits.lower()) - ord("a") + 1
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    return _han_value(digits)


def _roman(digits: str) -> int:
    values = [_ROMAN_VALUES[char] for char in digits]
    following = [*values[1:], 0]
    return sum(
        -here if here < after else here for here, after in zip(values, following, strict=True)
    )


def _han_value(digits: str) -> int:
    """Value of a Chinese numeral below a thousand: 十二 is 12, 二十 is 20, 一百零三 is 103."""
    total, digit = 0, 0
    for char in digits:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS[char]
    return total + digit

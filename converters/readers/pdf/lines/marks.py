"""Marks that open items of lists: bullets, numbers and letters as documents print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ....model import ListStyle
from ....tables.enumerators import read_enumerator

_DISCS: Final = "•●⚫∙⦁"
_CIRCLES: Final = "○◦⚪◯⭘"
_SQUARES: Final = "▪■□◾◻❑▫"
_OTHERS: Final = "◆◇‣➢➤►▶▷✓✔✗✘★☆→⇒❖◼♦✦➔⬧⧫❏❒☐☑☒"
_WEAK: Final = "-–—*·o‐−§+>"
_BULLET: Final = re.compile(
    rf"([{_DISCS}{_CIRCLES}{_SQUARES}{_OTHERS}])\s*|([{_WEAK}])(?:\s+|(?=[\u2e80-\u9fff\uff00-\uffef“”‘]))"
)

_NUMBERS: Final = re.compile(
    r"(?:(?P<open>[(（\[])\s*)?"
    r"(?P<number>[0-9０-９]{1,3}|[ivxlcdm]{1,6}|[IVXLCDM]{1,6}|[a-zA-Z])"
    r"(?:\s*(?P<close>[)）\]])|(?P<point>[.．、]))(?P<space>[\s　]*)"
)
_HAN: Final = re.compile(
    r"(?:[(（]\s*[〇零一二三四五六七八九十]{1,4}\s*[)）]|[〇零一二三四五六七八九十]{1,4}、)[\s　]*"
)
_CIRCLED: Final = re.compile(r"([①-⑳⑴-⒇⒈-⒛➀-➉❶-❿])[\s　]*")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_STYLES: Final[Mapping[str, ListStyle | None]] = {
    "decimal": None,
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
    "lower-alpha": "lower-alpha",
    "upper-alpha": "upper-alpha",
    "han": "cjk-ideographic",
    "han-paren": "cjk-ideographic",
    "circled": None,
}
_CHECKED: Final = {"☐": False, "☑": True, "☒": True}


@dataclass(frozen=True, slots=True)
class Mark:
    """What opens an item."""

    kind: str
    """Marks of one list share it: the bullet, or numbering and punctuation."""
    number: int
    """Its number; 0 for a bullet."""
    label: str
    """As it is printed."""
    length: int
    """Visible characters that it takes at the start of the text."""
    style: ListStyle | None
    plain: bool
    """The label is the usual one of its style: `3.`, `c.`, a disc."""
    weak: bool = False
    """A character that opens sentences and formulas too."""
    checked: bool | None = None

    @property
    def ordered(self) -> bool:
        """Whether it counts."""
        return self.number > 0


@lru_cache(1_024)
def read_marks(text: str) -> tuple[Mark, ...]:
    """The ways in which the start of `text` can be read as a mark, likeliest first."""
    bullet = _BULLET.match(text)
    if bullet:
        return (_bullet(bullet[1] or bullet[2], weak=bullet[1] is None),)
    circled = _CIRCLED.match(text)
    if circled:
        sign = circled[1]
        first = max(start for start in "①⑴⒈➀❶" if start <= sign)
        return (Mark(f"circled {first}", ord(sign) - ord(first) + 1, sign, 1, None, plain=False),)
    han = _HAN.match(text)
    if han:
        return _han(han[0].strip())
    number = _NUMBERS.match(text)
    return _numbers(number, text) if number else ()


def _bullet(sign: str, *, weak: bool) -> Mark:
    style: ListStyle | None = "none"
    if sign in _DISCS:
        style = None
    elif sign in _CIRCLES or sign == "o":
        style = "circle"
    elif sign in _SQUARES:
        style = "square"
    checked = _CHECKED.get(sign)
    kind = f"bullet {sign if checked is None else 'box'}"
    style = style if checked is None else None
    return Mark(kind, 0, sign, 1, style, style != "none", weak, checked)


def _han(label: str) -> tuple[Mark, ...]:
    enumerator = read_enumerator(label)
    if enumerator is None:
        return ()
    paren = label[0] in "(（"
    kind = "han-paren" if paren else "han"
    return (Mark(kind, enumerator.number, label, _visible(label), "cjk-ideographic", not paren),)


def _numbers(match: re.Match[str], text: str) -> tuple[Mark, ...]:
    number, label = match["number"], match[0].strip()
    if match["open"] and not match["close"]:
        return ()
    # 1.5 is a number, and so is 3.2 at the start of a line; I. am is no list without a space.
    if match["point"] == "." and not match["space"]:
        rest = text[match.end() : match.end() + 1]
        if not rest or rest.isdigit() or (rest.isascii() and number.isalpha()):
            return ()
    shape = ("(" if match["open"] else "") + ("." if match["point"] else ")")
    readings = _readings(number)
    return tuple(
        Mark(
            f"{style} {shape}",
            value,
            label,
            _visible(label),
            _STYLES[style],
            plain=label == f"{number}." and number.isascii(),
        )
        for style, value in readings
        if value
    )


def _readings(number: str) -> list[tuple[str, int]]:
    if number.isdigit():
        return [("decimal", int(number))]
    case = "lower" if number.islower() else "upper"
    if number.lower() != number and number.upper() != number:
        return []
    readings: list[tuple[str, int]] = []
    roman = _roman(number.lower())
    if roman:
        readings.append((f"{case}-roman", roman))
    if len(number) == 1:
        letter = (f"{case}-alpha", ord(number.lower()) - ord("a") + 1)
        # i opens roman numbers; v, x and the rest are letters unless a list says otherwise.
        readings = [*readings, letter] if number.lower() == "i" else [letter, *readings]
    return readings


def _roman(number: str) -> int:
    if not re.fullmatch(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", number):
        return 0
    values = [_ROMAN_VALUES[char] for char in number]
    return sum(
        -here if here < after else here
        for here, after in zip(values, [*values[1:], 0], strict=True)
    )


def _visible(text: str) -> int:
    return sum(not char.isspace() for char in text)

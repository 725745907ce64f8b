"""Printed labels of ordered list items."""

from __future__ import annotations

from ...model import ListStyle

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_DIGITS = "零一二三四五六七八九"


def item_label(style: ListStyle | None, number: int) -> str:
    """The label of item `number` as a browser prints it, with its point."""
    if style == "cjk-ideographic" and 0 < number < 100:
        return _chinese(number) + "、"
    if style in ("lower-alpha", "upper-alpha") and number > 0:
        letters = _letters(number)
        return (letters if style == "lower-alpha" else letters.upper()) + "."
    if style in ("lower-roman", "upper-roman") and 0 < number < 4000:
        digits = _roman(number)
        return (digits if style == "lower-roman" else digits.upper()) + "."
    return f"{number}."


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        text += digits * count
    return text


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    text = {0: "", 1: "十"}.get(tens, _DIGITS[tens] + "十")
    return text + (_DIGITS[ones] if ones else "")

"""Whether a text has letters, or digits, in it."""

from __future__ import annotations


def has_letter(text: str) -> bool:
    """Whether a character of a text is a letter or an ideograph."""
    return any(map(str.isalpha, text))


def has_digit(text: str) -> bool:
    """Whether a character of a text is a digit, as in numbers and dates."""
    return any(map(str.isdigit, text))

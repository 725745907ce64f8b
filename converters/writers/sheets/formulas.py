"""Texts that a spreadsheet program would take for a formula."""

from __future__ import annotations

import re

# Excel also reads the full-width forms as formulas in East Asian settings.
_START = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+\-＋－]?(?:[\d,.，．]*\d)?[%％‰]?")


def looks_like_formula(text: str) -> bool:
    """Whether `text` starts as a formula does and is neither a number nor a lone sign."""
    return _START.match(text) is not None and _NUMBER.fullmatch(text) is None

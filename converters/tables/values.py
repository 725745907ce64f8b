"""What the text of a cell means as a number, amount or date."""

from __future__ import annotations

from ..model import Integer, Value


def parse_value(text: str) -> Value | None:
    """The typed value of `text`, or None when it is not one value."""
    text = text.strip()
    return Integer(int(text)) if text.isdecimal() else None

"""Percentages under a total: shares of a whole add up to it, rates do not."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

WHOLE = Decimal(100)


def share_outcome(parts: list[Decimal], whole: Decimal) -> Literal["pass", "fail"] | None:
    """Whether shares add up to the printed total; None where they are rates, not shares.

    Each share may be rounded by half a unit of its last digit. They are shares when the total is
    100 and their sum is not far from it, or when their sum is 100 and the total is no average.
    """
    if len(parts) < 2 or any(part < 0 for part in parts):
        return None
    found = sum(parts, Decimal(0))
    units = [Decimal(1).scaleb(int(number.as_tuple().exponent)) for number in (*parts, whole)]
    slack = sum(units, Decimal(0)) / 2
    if whole == WHOLE:
        if WHOLE / 2 <= found <= WHOLE * 3 / 2 and parts.count(WHOLE) < 2:
            return "pass" if abs(found - whole) <= slack else "fail"
    elif abs(found - WHOLE) <= slack and not min(parts) <= whole <= max(parts):
        return "fail"
    return None


__all__ = ["share_outcome"]

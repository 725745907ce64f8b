"""Typed values: what the text of a cell means, kept beside the text."""

from __future__ import annotations

import datetime
import decimal

from msgspec import Struct


class Integer(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="integer"
):
    """A whole number; grouping, full-width digits and signs (`减3`) are already read."""

    value: int


class Decimal(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="decimal"
):
    """A number with a fractional part, with as many decimals as printed."""

    value: decimal.Decimal


class Percent(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="percent"
):
    """A percentage as printed: 12.5 for `12.5%`; per mille is divided by ten."""

    value: decimal.Decimal


class Amount(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="amount"
):
    """A number with a unit: `0.37万元` is value 0.37, scale 10000, unit 元."""

    value: decimal.Decimal
    """The number before the unit, as printed."""
    unit: str = ""
    """Base unit: 元, 件, 人, USD …; empty where only a multiplier is printed (`500万`)."""
    scale: int = 1
    """Multiplier printed with the unit: 万 10,000; 亿 100,000,000; 千 1,000 …"""

    @property
    def base(self) -> decimal.Decimal:
        """The number in base units: 3700 for `0.37万元`."""
        return self.value * self.scale


class Date(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="date"
):
    """A calendar day, month or year; `month` and `day` are None where not printed."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a date with a day needs a month")
        datetime.date(self.year, self.month or 1, self.day or 1)

    def isoformat(self) -> str:
        """`2024`, `2024-03` or `2024-03-01`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


Value = Integer | Decimal | Percent | Amount | Date

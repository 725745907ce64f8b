"""What a cell says as a number: sign words, multipliers and units included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..model.scripts import UNSEEN, narrow
from .schema import Column, Language

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: `0.37万元` is 0.37, scale 10000, unit 元."""

    number: Number
    scale: int = 1
    unit: str = ""


class NumberReader:
    """Reads cells in the words of a language."""

    def __init__(self, language: Language) -> None:
        """A reader for `language`."""
        self._language = language
        signs = "|".join(re.escape(word) for word in language.signs)
        scales = "|".join(sorted(map(re.escape, language.multipliers), key=len, reverse=True))
        units = "|".join(sorted(map(re.escape, language.units), key=len, reverse=True))
        self._pattern = re.compile(
            rf"(?P<sign>[-+−]{'|' + signs if signs else ''})?"
            r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
            rf"(?P<scale>{scales or '(?!)'})?(?P<unit>{units or '(?!)'})?"
        )
        self._null_marks = frozenset(_narrow(mark) for mark in language.null_marks)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, text: str) -> Printed | None:
        """The number that `text` is, or None."""
        found = self._pattern.fullmatch(_narrow(text))
        if found is None or len(found["digits"]) > 18:
            return None
        digits = found["digits"].replace(",", "")
        sign = {"-": -1, "−": -1, "+": 1, None: 1}.get(found["sign"])
        factor = self._language.signs[found["sign"]] if sign is None else sign
        number: Number
        if found["fraction"]:
            number = factor * Decimal(digits + found["fraction"])
        else:
            number = factor * int(digits)
        scale = self._language.multipliers.get(found["scale"] or "", 1)
        return Printed(number, scale, found["unit"] or "")

    def is_null_mark(self, text: str) -> bool:
        """Whether a text stands for "no number"."""
        return _narrow(text) in self._null_marks

    def value(self, printed: Printed, column: Column) -> tuple[Number, str | None]:
        """The number in the column's unit where it has one, and the unit.

        An amount in another unit of the same kind is converted: 251000元 in a column of 万元
        is 25.1. A number of a column without a unit keeps the unit that it is printed with.
        """
        want_scale, want_unit = self._unit(column.unit or "")
        if column.type != "amount":
            return _whole(_scaled(printed.number, printed.scale)), column.unit
        if column.unit is None:
            return self._own_unit(printed)
        if not printed.unit and printed.scale == 1:
            return printed.number, column.unit
        if printed.unit and printed.unit != want_unit:
            return printed.number, self._word(printed.scale) + printed.unit
        number = Decimal(printed.number) * printed.scale / want_scale
        return _whole(number), column.unit

    def _own_unit(self, printed: Printed) -> tuple[Number, str | None]:
        if not printed.unit and printed.scale == 1:
            return printed.number, None
        # A bare multiplier on money leaves the base unit of the language unsaid.
        unit = printed.unit or (self._language.units[0] if self._language.units else "")
        return printed.number, self._word(printed.scale) + unit

    def _unit(self, unit: str) -> tuple[int, str]:
        for word, scale in self._language.multipliers.items():
            rest = unit.removeprefix(word)
            if rest != unit and (rest in self._language.units or not rest):
                return scale, rest
        return 1, unit

    def _word(self, scale: int) -> str:
        for word, value in self._language.multipliers.items():
            if value == scale:
                return word
        return ""


def _scaled(number: Number, scale: int) -> Number:
    return number if scale == 1 else number * scale


def _whole(number: Number) -> Number:
    if isinstance(number, Decimal):
        if number == number.to_integral_value():
            return int(number)
        return number.normalize()
    return number


@lru_cache(maxsize=8192)
def _narrow(text: str) -> str:
    return "".join(char for char in narrow(text) if not char.isspace() and char not in UNSEEN)

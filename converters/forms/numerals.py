"""Numbers in running text as plain digits: grouped, written out, or told as not exact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .schema import Language

INEXACT = "０"
"""Stands for a number that is not exact. Text folded to half width never holds it, and patterns
for digits match it."""


class Numerals:
    """Brings the numbers of folded text to plain digits, in the words of a language."""

    def __init__(self, language: Language) -> None:
        """For numbers written as in `language`."""
        self._language = language
        about = language.approximate
        before, after = _any(about.before), _any(about.after)
        scale, unit = _any(language.multipliers), _any(language.units)
        self._digits = re.compile(
            rf"(?P<before>{before})?(?<![\d.])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)"
            rf"(?P<fraction>\.\d+)?(?P<scale>{scale})?(?P<after>{after})?(?={unit})"
        )
        written = "".join(map(re.escape, (*language.numerals, *language.powers)))
        never = "".join(map(re.escape, language.not_before_numeral))
        self._written = re.compile(
            rf"(?P<before>{before})?(?<![{written}{never}])(?P<number>[{written}]+)"
            rf"(?P<after>{after})?(?={unit})"
            if written
            else "(?!)"
        )
        self.plain = lru_cache(maxsize=4096)(self._plain)

    def _plain(self, text: str) -> str:
        """`text` with `1,234件` as `1234件`, `三十件` as `30件` and `约30件` as `０件`.

        Only a number with a unit after it is changed.
        """
        return self._written.sub(self._from_written, self._digits.sub(self._from_digits, text))

    def _from_digits(self, match: re.Match[str]) -> str:
        if match["before"] or match["after"] or match["fraction"] or match["scale"]:
            return INEXACT
        return match["digits"].replace(",", "")

    def _from_written(self, match: re.Match[str]) -> str:
        number = self._number(match["number"])
        if number is None:
            return match[0]
        return INEXACT if match["before"] or match["after"] else str(number)

    def _number(self, written: str) -> int | None:
        """The value of `三千零六`; None for what is no well-formed number."""
        total, section, digit = 0, 0, None
        for char in written:
            power = self._language.powers.get(char)
            if power is None:
                value = self._language.numerals[char]
                if digit not in (None, 0):
                    return None
                digit = value
            elif power >= 10_000:
                total = (total + section + (digit or 0)) * power
                section, digit = 0, None
            else:
                section += (1 if digit is None else digit) * power
                digit = None
        return total + section + (digit or 0)


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")" if longest_first else "(?!)"


__all__ = ["INEXACT", "Numerals"]

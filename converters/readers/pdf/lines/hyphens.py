"""Hyphens at the ends of lines: whether a word was parted there, or a compound has one anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(rf"{_LETTERS}(?:-{_LETTERS})*-?")
_END = re.compile(rf"({_LETTERS})[-\u2010]$")
_START = re.compile(_LETTERS)
_PART = 4
"""Letters of each part of a compound at least: shorter ones are words and syllables alike."""


_TENS = r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_KEEPING = re.compile(
    rf"(?:^|[\s(/])(?:{_LETTERS}-)?(?:[^\W\d_]|(?P<self>self)|(?P<tens>{_TENS}))[-\u2010]$",
    re.IGNORECASE,
)
"""Ends of lines with a hyphen that parts no syllables: one letter (X-|ray), tens (twenty-|five)."""
_UNIT = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|\w+th)\b", re.IGNORECASE
)
_SELFISH = re.compile(r"ish|less|same")
_OTHER_PART = re.compile(
    rf"(?:und|oder|bzw)\b|(?:and|or|nor|to|et|ou)\s+(?:\w+\s+)?{_LETTERS}[-\u2010]\w"
)
"""Starts of lines that name another first part of a compound: short-|and long-term, Vor-|und
Nachteile."""


def waits_for_its_end(below: str) -> bool:
    """Whether the text after a hyphen at a line's end is another word: its end comes later."""
    return bool(_OTHER_PART.match(below))


def keeps_hyphen(above: str, below: str) -> bool:
    """Whether no word is parted by the hyphen that ends a line, whatever the document holds."""
    found = _KEEPING.search(above)
    if found is None:
        return False
    if found["tens"] is not None:
        return bool(_UNIT.match(below))
    return found["self"] is None or not _SELFISH.match(below)


class Dropped(list[str]):
    """Characters that joining lines removed, with what the document tells of its words."""

    def __init__(self, texts: Iterable[str], lines: Iterable[str]) -> None:
        super().__init__(texts)
        self._lines: Iterable[str] | None = lines
        self._words: set[str] = set()

    def is_compound(self, above: str, below: str) -> bool:
        """Whether the hyphen that ends a line belongs to its word.

        The document has the compound on some line, or both parts as words of their own and
        nowhere the word without a hyphen.
        """
        end, start = _END.search(above), _START.match(below)
        if end is None or start is None:
            return False
        first, second = end[1].lower(), start[0].lower()
        words = self._known()
        if first + second in words:
            return False
        if f"{first}-{second}" in words:
            return True
        return min(len(first), len(second)) >= _PART and {first, second} <= words

    def _known(self) -> set[str]:
        """The words of the document in small letters, those that a line's end parts left out."""
        for line in self._lines or ():
            text = line.lower().replace("\u2010", "-")
            found = [word for word in _WORD.findall(text) if word[-1] != "-"]
            self._words.update(found)
            self._words.update(part for word in found if "-" in word for part in word.split("-"))
        self._lines = None
        return self._words

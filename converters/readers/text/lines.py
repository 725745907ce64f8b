"""Lines of a text with their places, and how wide they are on a fixed-width screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, east_asian_width

from ...model import TextOrigin

SENTENCE_END: Final = "。．.！!？?；;…"
_CLOSING: Final = "”’\"'）)」』】》"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the decoded text, without its line end."""

    text: str
    start: int
    """Character of the text at which it starts."""
    number: int
    """Counted from 1."""

    @property
    def bare(self) -> str:
        """Its text without outer white space."""
        return self.text.strip()

    @property
    def origin(self) -> TextOrigin:
        """The place of its bare text."""
        lead = len(self.text) - len(self.text.lstrip())
        start = self.start + lead
        return TextOrigin(start, start + len(self.bare), self.number)

    def part(self, start: int, end: int) -> TextOrigin:
        """The place of the characters `start` to `end` of the line, outer white space left out."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        return TextOrigin(self.start + start, self.start + start + len(piece.strip()), self.number)


def split_lines(text: str) -> list[Line]:
    """The lines of `text`."""
    lines: list[Line] = []
    start = 0
    for number, piece in enumerate(re.split("[\n\x85\u2028\u2029]", text), 1):
        lines.append(Line(piece, start, number))
        start += len(piece) + 1
    return lines


def origin_of(lines: list[Line]) -> TextOrigin:
    """The place of neighbouring lines."""
    first, last = lines[0].origin, lines[-1].origin
    return TextOrigin(first.start, last.end, first.line)


def char_width(char: str) -> int:
    """Columns of a character: 2 for ideographs and full-width forms (Unicode, UAX #11)."""
    if char < "\u0300":
        return 1
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1


def display_width(text: str) -> int:
    """Columns that `text` takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends like a sentence, closing quotes and brackets passed over."""
    return text.rstrip().rstrip(_CLOSING)[-1:] in SENTENCE_END and bool(text.strip())

"""Lines of a text with their places, and how wide they are on a fixed-width screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ...model import TextOrigin

SENTENCE_END: Final = "。．.！!？?；;…"
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
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


def display_width(text: str) -> int:
    """Columns that `text` takes: two for ideographs and full-width forms (UAX #11)."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_wide(char: str) -> bool:
    """Whether a character takes two columns."""
    return bool(_WIDE.match(char))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends like a sentence, closing quotes and brackets passed over."""
    return text.rstrip().rstrip(_CLOSING)[-1:] in SENTENCE_END and bool(text.strip())

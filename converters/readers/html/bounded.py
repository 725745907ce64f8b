"""Take out the tags of a page that nest too deeply, before the parser meets them.

Tree construction asks the stack of open elements again and again, so that its time grows with the
square of the depth. What is open is followed here as the parser would, as far as its depth goes:
an end tag closes what was left open inside its element, formatting elements outlive the elements
around them, and text that is no markup (scripts) holds no tags.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from .words import words

_TAG = re.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NOT_COUNTED: Final = words(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th"
    " tbody thead tfoot option html head body"
)
"""Elements without content, and those whose end tag the parser implies."""
_FORMATTING: Final = words("a b big code em font i nobr s small strike strong tt u")
"""WHATWG 13.2.4.3: opened again inside what follows until their own end tag comes."""
_ALONE: Final = ("a", "nobr")
"""A second one closes the first (WHATWG 13.2.6.4.7); many pages leave `<a name>` open."""
_RAW: Final = words("script style textarea title xmp iframe noembed noframes")


def bounded(text: str, limit: int) -> tuple[str, bool]:
    """`text` without the tags that open or close elements deeper than `limit`.

    Also tells whether any were taken out.
    """
    drop = _Depth(limit).dropped(text)
    if not drop:
        return text, False
    parts: list[str] = []
    position = 0
    for start, end in drop:
        parts.append(text[position:start])
        position = max(end, position)
    parts.append(text[position:])
    return "".join(parts), True


MAX_FORMATS: Final = 64
"""Open formatting elements; each is made anew in every block that follows."""


class _Depth:
    """What is open at a place of the page; each entry tells whether its tag was taken out."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.stack: list[tuple[str, bool]] = []
        self.names: Counter[str] = Counter()
        self.formatting: dict[str, list[bool]] = {name: [] for name in _FORMATTING}
        self.formats = 0

    def dropped(self, text: str) -> list[tuple[int, int]]:
        """Ranges of the tags to take out."""
        ranges: list[tuple[int, int]] = []
        raw_end = 0
        for match in _TAG.finditer(text):
            name = match[2].lower()
            if match.start() < raw_end or name in _NOT_COUNTED:
                continue
            end = text.find(">", match.end())
            end = len(text) if end < 0 else end + 1
            if match[1]:
                out = self._close(name)
            elif name in _RAW:
                raw_end = _raw_end(text, name, end)
                continue
            elif text[end - 2] == "/" and (self.names["svg"] or self.names["math"]):
                continue
            else:
                out = self._open(name)
            if out:
                ranges.append((match.start(), end))
        return ranges

    def _open(self, name: str) -> bool:
        if name in _ALONE:
            self.formats -= self.formatting[name].count(False)
            self.formatting[name].clear()
        over = len(self.stack) + self.formats >= self.limit
        if name in self.formatting:
            over = over or self.formats >= MAX_FORMATS
            self.formatting[name].append(over)
            self.formats += not over
        else:
            self.stack.append((name, over))
            self.names[name] += 1
        return over

    def _close(self, name: str) -> bool:
        if name in self.formatting:
            if not self.formatting[name]:
                return False
            over = self.formatting[name].pop()
            self.formats -= not over
            return over
        if not self.names[name]:
            return False  # an end tag without its element: the parser ignores it
        while True:
            top, over = self.stack.pop()
            self.names[top] -= 1
            if top == name:
                return over


def _raw_end(text: str, name: str, start: int) -> int:
    """Where the text of a raw element ends."""
    closing = re.compile(f"</{name}", re.IGNORECASE).search(text, start)
    return closing.start() if closing else len(text)

"""Characters of a line in the order in which they are read, where some run from right to left.

A line comes as its characters stand, from left to right. Runs of Arabic and Hebrew are turned
round; numbers and Latin words inside them keep their direction (the reverse of UAX 9, reduced to
what lines of print need: one level of embedding each way).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Final

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ....model import Inline, Link, Text

_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_KINDS: Final = {"R": "R", "AL": "A", "L": "L", "EN": "N", "AN": "N", "ET": "T", "NSM": "M"}
_DIRECTIONS: Final = {"R": "R", "A": "R", "M": "R", "L": "L", "N": "L", "T": "-", "-": "-"}
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "«": "»"}


def are_rtl(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are written from right to left."""
    return (
        ((codes >= 0x590) & (codes < 0x900))
        | ((codes >= 0xFB1D) & (codes < 0xFE00))
        | ((codes >= 0xFE70) & (codes < 0xFF00))
    )


def has_rtl(text: str) -> bool:
    """Whether a text has characters that are written from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def count_rtl(text: str) -> int:
    """How many characters of a text are written from right to left."""
    return 0 if text.isascii() else sum(map(str.isalpha, _RTL.findall(text)))


def runs_rightwards(text: str) -> bool:
    """Whether most letters of a text are written from left to right."""
    rtl = len(_RTL.findall(text))
    return sum(char.isalpha() for char in text) >= 2 * rtl


def reading_places(text: str) -> list[int]:
    """Places of the characters of `text`, which stands from left to right, as they are read."""
    rightwards = runs_rightwards(text)
    kinds = _resolved([_kind(char) for char in text], rightwards)
    runs: list[list[int]] = []
    for place, kind in enumerate(kinds):
        if runs and kinds[runs[-1][-1]] == kind:
            runs[-1].append(place)
        else:
            runs.append([place])
    ordered = [run if kinds[run[0]] == "L" else run[::-1] for run in runs]
    return [place for run in (ordered if rightwards else ordered[::-1]) for place in run]


def _kind(char: str) -> str:
    """R, A (Arabic), L, N (a digit), T (a sign beside numbers), M (a mark) or - (neutral)."""
    kind = unicodedata.bidirectional(char)
    return _KINDS.get(kind, "-")


def _resolved(kinds: list[str], rightwards: bool) -> list[str]:
    """R or L for each character."""
    base = "L" if rightwards else "R"
    out = list(kinds)
    for place, kind in enumerate(kinds):
        # A per cent sign belongs to the number beside it, but not in Arabic (UAX 9, W5).
        sign = kind == "T" and "A" not in kinds and "N" in kinds[max(place - 1, 0) : place + 2]
        if sign or (kind in "-T" and _inside_number(kinds, place)):
            out[place] = "N"
    out = [_DIRECTIONS[kind] for kind in out]
    place = 0
    while place < len(out):
        end = place
        while end < len(out) and out[end] == "-":
            end += 1
        if end > place:
            before = out[place - 1] if place else base
            after = out[end] if end < len(out) else base
            out[place:end] = [before if before == after else base] * (end - place)
        place = end + 1
    return out


def _inside_number(kinds: Sequence[str], place: int) -> bool:
    return 0 < place < len(kinds) - 1 and kinds[place - 1] == kinds[place + 1] == "N"


def mirrored(text: str) -> str:
    """A text in reading order with its brackets the right way round.

    Some PDFs name the character that was typed, others the one whose shape was drawn.
    """
    wrong = sum(_closes_first(text, opening) for opening in _PAIRS)
    return text.translate(_MIRRORED) if wrong else text


def _closes_first(text: str, opening: str) -> bool:
    first, last = text.find(opening), text.find(_PAIRS[opening])
    return 0 <= last < first or (last >= 0 and first < 0 and last < len(text) // 2)


def in_reading_order(inlines: Sequence[Inline]) -> tuple[str, tuple[Inline, ...]]:
    """Texts and links of a segment, given from left to right, as they are read, and their text."""
    owners: list[tuple[int, int]] = []
    chars: list[str] = []
    for number, inline in enumerate(inlines):
        inner = inline.content if isinstance(inline, Link) else (inline,)
        for part, text in enumerate(inner):
            if isinstance(text, Text):
                chars += text.text
                owners += [(number, part)] * len(text.text)
    places = reading_places("".join(chars))
    read = mirrored("".join(chars[place] for place in places))
    out: list[Inline] = []
    at = 0
    for owner, group in groupby(places, key=lambda place: owners[place]):
        count = len(list(group))
        out.append(_part(inlines, owner, read[at : at + count]))
        at += count
    return read, tuple(out)


def _part(inlines: Sequence[Inline], owner: tuple[int, int], text: str) -> Inline:
    inline = inlines[owner[0]]
    if isinstance(inline, Text):
        return replace(inline, text=text)
    assert isinstance(inline, Link)
    part = inline.content[owner[1]]
    assert isinstance(part, Text)
    return replace(inline, content=(replace(part, text=text),))

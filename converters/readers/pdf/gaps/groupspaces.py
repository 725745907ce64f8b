"""Spaces between groups of digits that are as wide as a glyph, as typewriters set them: 37 270.

They are wider than other word spaces and stand under each other, so that they look like a gutter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines.words import TextLine, Word
from .gutters import Gutter, level_lines

_WIDEST = 0.75
"""Font sizes of such a space at most."""
_EQUAL = 0.2
"""Font sizes by which such spaces differ at most."""
_FEWEST = 2
"""Numbers with such a space at least."""
_FIRST = re.compile(r"[-−–+(]?\d{1,3}")
_NEXT = re.compile(r"\d{3}([.,]\d+)?[%)*]{0,2}")
_SHORTER = re.compile(r"[-−–+(]?\d{1,3}([.,]\d+)?[%)*]{0,2}")


def without_group_spaces(gutters: Sequence[Gutter], lines: Sequence[TextLine]) -> list[Gutter]:
    """The gutters without those that part the groups of long numbers.

    Before such a space stand up to three digits, behind it three; somewhere nothing stands before
    it, and there are no more behind it either. Nothing else has a text on each of its sides.
    """
    level = level_lines(lines)
    return [gutter for gutter in gutters if not _parts_groups(gutter, gutters, level)]


def _parts_groups(gutter: Gutter, gutters: Sequence[Gutter], lines: Sequence[TextLine]) -> bool:
    start = max((b for a, b in gutters if b <= gutter[0]), default=float("-inf"))
    end = min((a for a, b in gutters if a >= gutter[1]), default=float("inf"))
    # Gutters are blank on most lines only: the few longest numbers reach into them.
    gaps: list[float] = []
    shorter = 0
    for line in lines:
        before = [word for word in line.words if start < word.x1 <= gutter[0] + 1]
        behind = [word for word in line.words if gutter[1] - 1 <= word.x0 < end]
        if not before:
            shorter += len(behind) == 1 and _SHORTER.fullmatch(behind[0].text) is not None
            continue
        if len(before) > 1 or len(behind) != 1 or not _are_groups(before[0], behind[0]):
            return False
        gaps.append((behind[0].x0 - before[0].x1) / behind[0].size)
    if len(gaps) < _FEWEST or not shorter:
        return False
    return max(gaps) < _WIDEST and max(gaps) - min(gaps) < _EQUAL


def _are_groups(one: Word, other: Word) -> bool:
    return bool(_FIRST.fullmatch(one.text) and _NEXT.fullmatch(other.text))

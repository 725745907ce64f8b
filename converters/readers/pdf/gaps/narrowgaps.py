"""Gaps too narrow to part pieces of a line that part columns all the same."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ..lines.letters import has_digit
from ..lines.words import TextLine, Word, is_one_typed_space
from .gutters import NARROWEST, SPACE, Gutter

_ENOUGH = 3
"""Lines with words on both sides of a gap at least."""
_WIDER = 0.42
"""Gap in font sizes that is wider than word spaces."""
_UNEQUAL = 0.12
"""Font sizes by which gaps between columns differ at least."""
_GROUP = re.compile(r"\D{0,3}\d{1,3}")
_LAST_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?\D{0,2}")
"""Groups of digits in long numbers; the last one has the fraction and marks."""
_FRACTION = re.compile(r"[-−–+(]?\d+\.\d+[%)*]{0,2}")
_DIGITS = re.compile(r"[-−–+]?\d")


def narrow_gutters(
    body: Sequence[TextLine], lines: Sequence[TextLine], gutters: Sequence[Gutter]
) -> list[Gutter]:
    """Gutters too narrow to part pieces of a line, which no line of the body crosses.

    A gap of this width may be a word space, but not under each other on all lines; and spaces
    inside numbers are narrower. A word alone on its line may be a section over all columns.
    """
    flanked: dict[float, list[tuple[Word, Word]]] = {}
    words = sorted(sides for line in body if len(line.sides) > 1 for sides in line.sides)
    blanks: list[Gutter] = []
    reach = words[0][1] if words else 0.0
    for x0, x1 in words:
        if x0 > reach + NARROWEST:
            blanks.append((reach, x0))
        if x1 > reach:
            reach = x1
    for a, b in blanks:
        if any(x < b and a < y for x, y in gutters):
            continue
        flanked[a] = [
            (before, after)
            for line in lines
            for before, after in itertools.pairwise(line.words)
            if before.x1 <= a + 0.01
            and after.x0 >= b - 0.01
            # What stands beyond the next gutter is no neighbour.
            and not any(before.x1 <= x + 1 and y - 1 <= after.x0 for x, y in gutters)
        ]
    return [(a, b) for a, b in blanks if a in flanked and _is_narrow_gutter(b - a, flanked[a])]


def _is_narrow_gutter(width: float, flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether the words on both sides of a narrow gap are cells of two columns.

    `flanks` are the words right before and right behind it on each line.
    """
    if len(flanks) < _ENOUGH:
        return False
    narrow = width < SPACE * flanks[0][0].size
    if narrow and _have_errors(flanks):
        return False
    if _are_behind_fractions(flanks) or all(
        _FRACTION.fullmatch(word.text) for pair in flanks for word in pair
    ):
        return True
    if narrow or _parts_thousands(flanks) or _parts_lists(flanks):
        return False
    if all(is_one_typed_space(before, after) for before, after in flanks):
        return False
    return not _may_be_word_space(width, flanks) and any(
        sum(_is_value(pair[side].text) for pair in flanks) >= 0.6 * len(flanks) for side in (0, 1)
    )


def _may_be_word_space(width: float, flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether a gap is as wide on all lines: a space between equal words, or narrow columns."""
    size = flanks[0][0].size
    gaps = [after.x0 - before.x1 for before, after in flanks]
    if max(gaps) - min(gaps) >= _UNEQUAL * size:
        return False
    widths = [[pair[side].x1 - pair[side].x0 for pair in flanks] for side in (0, 1)]
    return width < _WIDER * size or all(max(side) - min(side) < 0.3 * size for side in widths)


def _are_behind_fractions(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether numbers stand behind fractions, where no group of digits goes on: 12.4 1 204.

    One pair of headers aside.
    """
    behind = sum(
        bool(_FRACTION.fullmatch(before.text) and _DIGITS.match(after.text))
        for before, after in flanks
    )
    return behind >= max(len(flanks) - 1, _ENOUGH)


def _have_errors(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether behind each number its error, or its share, stands in brackets: 12.4 (0.3)."""
    return all(
        after.text.startswith("(") and after.text.endswith(")") and not before.text.endswith(")")
        for before, after in flanks
    )


def _parts_thousands(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether a gap is the space between the groups of long numbers: 12 345,6.

    All that ends at the gap goes on right behind it, as cells of two columns do not.
    """
    near = 0.15 * flanks[0][0].size
    end = max(before.x1 for before, _ in flanks)
    start = min(after.x0 for _, after in flanks)
    pairs = [(before, after) for before, after in flanks if end - before.x1 < near]
    return all(
        after.x0 - start < near
        and _GROUP.fullmatch(before.text)
        and _LAST_GROUP.fullmatch(after.text)
        for before, after in pairs
    )


def _parts_lists(flanks: Sequence[tuple[Word, Word]]) -> bool:
    """Whether a gap is the space behind a comma in most lines: 4047, 4237."""
    return sum(before.text.endswith((",", ";")) for before, _ in flanks) > 0.5 * len(flanks)


def _is_value(text: str) -> bool:
    return has_digit(text) or len(text) == 1

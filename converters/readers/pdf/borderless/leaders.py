"""Rows of dots that lead the eye from a label to its value.

In a table of contents or an index they are left as they are, so that it is not taken for a table.
Elsewhere they are set aside, and what they connect are cells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..gaps.rules import Rule
from ..lines.letters import has_digit, has_letter
from ..lines.words import TIGHT, TextLine
from ..objects.geometry import Box, middles
from ..objects.page import PageObjects
from .leaderdots import (
    FEW_DOTS,
    FEWEST,
    all_short,
    has_leader,
    last_dot,
    long_runs,
    parted_at_dots,
    short_run,
)

if TYPE_CHECKING:
    from ..grids.grids import PageTable


_TYPED = re.compile(r"[|+│┃┌└├╔╚]?(?:[-=_–—─━═]{2,}[|+:│┃┬┼┴])*[-=_–—─━═]{2,}[|+│┃┐┘┤╗╝]?")
"""What a typewriter draws a rule with, over walls or none."""
_FAR = 8
"""Lines over which leaders of one table show where the others end."""
_LONG = 8
"""Characters of such a rule at least."""
_BARE = 2
"""Lines without a leader between two with one, at most."""
_PAGE = re.compile(r"\d{1,4}([-–]\d{1,4})?,")
"""The number of a page that another one follows."""
_INDEX = 0.05
"""Share of lines with several such pages, two at least, that make an index."""
_GROUP = 3
"""Digits between the spaces of a large number."""


@dataclass
class Leaders:
    """The characters of leaders that were set aside on a page."""

    places: list[NDArray[np.intp]] = field(default_factory=list)

    def inside(self, page: PageObjects, box: Box) -> NDArray[np.intp]:
        """Those whose middles lie in a box."""
        if not self.places:
            return np.zeros(0, np.intp)
        places = np.concatenate(self.places)
        x, y = middles(page.characters.boxes[places])
        left, top, right, bottom = box
        level = (y > top - 1) & (y < bottom + 1)  # a typed rule may be the side of the box
        found: NDArray[np.intp] = places[(x > left) & (x < right) & level]
        return found


def without_leaders(page: PageObjects, lines: Sequence[TextLine]) -> tuple[list[TextLine], Leaders]:
    """The lines without the leaders of tables, and those leaders."""
    leaders = Leaders()
    out = list(lines)
    parted = [
        parted_at_dots(page, line, long_runs(page, line)) if has_leader(line) else None
        for line in lines
    ]
    for number, line in enumerate(lines if any(parted) else ()):
        # Labels that end near their value leave room for a few dots only.
        if parted[number] is None and line.letters and FEW_DOTS.search(line.letters):
            near = parted[max(number - _FAR, 0) : number + _FAR + 1]
            ends = [last_dot(page, pair[1]) for pair in near if pair is not None]
            run = short_run(page, line, ends) if ends else None
            parted[number] = parted_at_dots(page, line, [run]) if run is not None else None
    if not any(parted):
        parted = all_short(page, lines)
    for numbers in _near([number for number, pair in enumerate(parted) if pair is not None]):
        found = [pair for number in numbers if (pair := parted[number]) is not None]
        without = [line for line, _ in found]
        if len(found) < FEWEST or _is_contents(without) or _is_index(without):
            continue
        for number, (line, places) in zip(numbers, found, strict=True):
            out[number] = line
            leaders.places.append(places)
    return out, leaders


def without_typed_rules(
    lines: Sequence[TextLine], leaders: Leaders
) -> tuple[list[TextLine], list[Rule]]:
    """The lines but those of dashes alone, and the rules that these draw.

    Their characters are added to `leaders`.
    """
    kept: list[TextLine] = []
    rules: list[Rule] = []
    for line in lines:
        if len(line.letters) < _LONG or _TYPED.fullmatch(line.letters) is None:
            kept.append(line)
            continue
        y = line.level
        rules += [(y, word.x0, word.x1) for word in line.words]
        leaders.places += [word.places for word in line.words]
    return kept, rules


def take_leaders(
    page: PageObjects, tables: Sequence[PageTable], leaders: Leaders, dropped: list[str]
) -> None:
    """Give leaders to the tables that they stand in; their cells do not show them."""
    for table in tables:
        places = leaders.inside(page, table.box)
        if len(places):
            table.characters = np.union1d(table.characters, places)
            dropped.append("".join(map(chr, page.characters.codes[places].tolist())))


def _near(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers of lines in groups, over wrapped labels that have no leader on their first line."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number - groups[-1][-1] <= 1 + _BARE:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _value(line: TextLine) -> str:
    """The last word of a line, with those before it that are groups of its digits."""
    words = list(line.words)
    start = len(words) - 1
    while start and words[start - 1].text.isdigit() and len(words[start].text) == _GROUP:
        if words[start].x0 - words[start - 1].x1 > TIGHT * words[start].size:
            break
        start -= 1
    return " ".join(word.text for word in words[start:])


def _has_values(line: TextLine) -> bool:
    """Whether a line without its leader ends in two numbers, apart from each other."""
    ends = [chunk.text for chunk in line.tight[-2:]]
    return len(line.tight) > 2 and all(has_digit(text) and not has_letter(text) for text in ends)


def _is_contents(lines: Sequence[TextLine]) -> bool:
    """Whether the last words of lines are page numbers: whole, none or one of them falling.

    Nothing but a number stands between a title and its page. One in ten may have none, as a
    header has.
    """
    several = sum(_has_values(line) for line in lines)
    if several > 0.5 * len(lines):
        return False
    ends = [_value(line) for line in lines]
    if any(not re.fullmatch(r"\d{1,4}|[ivxlcIVXLC]+", text) for text in ends) and sum(
        bool(re.fullmatch(r"\d{1,4}", text)) for text in ends
    ) <= 0.9 * len(ends):
        return False
    numbers = [int(text) for text in ends if text.isdigit()]
    falls = sum(after < before for before, after in itertools.pairwise(numbers))
    return falls <= max(1, len(numbers) // 12) if len(numbers) > 3 else falls == 0


def _is_index(lines: Sequence[TextLine]) -> bool:
    """Whether lines, without their leaders, name several pages: values are one number each."""
    several = sum(_names_pages(line) for line in lines)
    return several > 1 and several >= _INDEX * len(lines)


def _names_pages(line: TextLine) -> bool:
    return any(
        word.text.endswith(",")
        and _PAGE.fullmatch(word.text) is not None
        and after.text[:1].isdigit()
        and after.x0 - word.x1 < word.size
        for word, after in itertools.pairwise(line.words)
    )

"""Rows of dots that lead the eye from a label to its value.

In a table of contents or an index they are left as they are, so that it is not taken for a table.
Elsewhere they are set aside, and what they connect are cells.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..gaps.rules import Rule
from ..lines.letters import has_digit, has_letter
from ..lines.words import TIGHT, TextLine, Word
from ..objects.geometry import Box, middles
from ..objects.page import PageObjects

if TYPE_CHECKING:
    from ..grids.grids import PageTable

_DOTS = ".·…‥․"
_RUN = re.compile(rf"[{_DOTS}]{{4,}}|[…‥]{{2,}}")
_SHORT = re.compile(rf"(?<=[^{_DOTS}])[{_DOTS}]{{1,3}}(?=[^{_DOTS}])")
_NEXT_TO = 0.7
"""Font sizes between a label and a leader of few dots where no longer one shows its end."""
_DOTS_OF_RUN = 4
"""Dots next to each other that lead from a label."""
_SAME_END = 3.0
"""Points by which the ends of leaders differ at most."""
_TYPED = re.compile(r"[|+│┃┌└├╔╚]?(?:[-=_–—─━═]{2,}[|+:│┃┬┼┴])*[-=_–—─━═]{2,}[|+│┃┐┘┤╗╝]?")
"""What a typewriter draws a rule with, over walls or none."""
_FAR = 8
"""Lines over which leaders of one table show where the others end."""
_POINT = 0.1
"""Font sizes by which the distances of dots of one leader differ at most."""
_LONG = 8
"""Characters of such a rule at least."""
_SHOWN = re.compile(rb"\0+")
_NONE = np.zeros(0, np.intp)
_BARE = 2
"""Lines without a leader between two with one, at most."""
_FEWEST = 3
"""Lines with leaders from which they are the drawing of a table."""
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
        _parted(page, line, _long_runs(page, line)) if _has_leader(line) else None for line in lines
    ]
    for number, line in enumerate(lines if any(parted) else ()):
        # Labels that end near their value leave room for a few dots only.
        if parted[number] is None and line.letters and _SHORT.search(line.letters):
            near = parted[max(number - _FAR, 0) : number + _FAR + 1]
            ends = [_last_dot(page, pair[1]) for pair in near if pair is not None]
            run = _short_run(page, line, ends) if ends else None
            parted[number] = _parted(page, line, [run]) if run is not None else None
    if not any(parted):
        parted = _all_short(page, lines)
    for numbers in _near([number for number, pair in enumerate(parted) if pair is not None]):
        found = [pair for number in numbers if (pair := parted[number]) is not None]
        without = [line for line, _ in found]
        if len(found) < _FEWEST or _is_contents(without) or _is_index(without):
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


def _has_leader(line: TextLine) -> bool:
    letters = line.letters
    return bool(("...." in letters) if letters.isascii() else _RUN.search(letters))


def _last_dot(page: PageObjects, places: NDArray[np.intp]) -> float:
    """The right side of a leader."""
    return float(page.characters.boxes[places, 2].max())


def _long_runs(page: PageObjects, line: TextLine) -> list[tuple[int, int]]:
    """Start and end of runs of many dots in the letters of a line.

    The point of a number below one, and that of a label off the dots behind it, are none of them.
    """
    found: list[tuple[int, int]] = []
    begins = _begins(line)
    text = line.letters
    for run in _RUN.finditer(text):
        start, end = run.span()
        if end - 1 in begins and end not in begins and text[end : end + 1].isdigit():
            end -= _is_off(page, line, (end - 2, end - 1), (end - 3, end - 2))
        if start not in begins and start + 1 in begins and start + 2 < end:
            start += _is_off(page, line, (start, start + 1), (start + 1, start + 2))
        found.append((start, end))
    return found


def _is_off(page: PageObjects, line: TextLine, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether two dots in the letters of a line are not as far from each other as two others."""
    places = np.concatenate([word.places for word in line.words])
    if len(places) != len(line.letters):
        return False
    x: list[float] = page.characters.boxes[places, 0].tolist()
    return abs(abs(x[one[1]] - x[one[0]]) - abs(x[two[1]] - x[two[0]])) > _POINT * line.size


def _begins(line: TextLine) -> set[int]:
    """Where in the letters of a line its words begin."""
    return {0, *itertools.accumulate(len(word.text) for word in line.words)}


def _short_run(page: PageObjects, line: TextLine, ends: Sequence[float]) -> tuple[int, int] | None:
    """Start and end of the first few dots that end a word where one of the `ends` is."""
    places = np.concatenate([word.places for word in line.words])
    begins = _begins(line)
    for run in _SHORT.finditer(line.letters) if len(places) == len(line.letters) else ():
        if run.end() in begins:
            last = _last_dot(page, places[run.end() - 1 : run.end()])
            if any(abs(last - end) < _SAME_END for end in ends):
                return run.span()
    return None


def _all_short(
    page: PageObjects, lines: Sequence[TextLine]
) -> list[tuple[TextLine, NDArray[np.intp]] | None]:
    """Lines parted at few dots that stand right behind their first words and all end at one place.

    Marks for no value end there too, but hardly so near, and so often.
    """
    ends: dict[int, float] = {}
    for number, line in enumerate(lines):
        if ".." not in line.letters or len(line.words) < 2:
            continue
        end = next((n for n, word in enumerate(line.words) if not word.text.strip(_DOTS)), 0)
        while 0 < end < len(line.words) - 1 and not line.words[end + 1].text.strip(_DOTS):
            end += 1
        first = end
        while first and not line.words[first - 1].text.strip(_DOTS):
            first -= 1
        if first and line.words[first].x0 - line.words[first - 1].x1 < _NEXT_TO * line.size:
            ends[number] = line.words[end].x1
    usual = statistics.median(ends.values()) if ends else 0.0
    same = [number for number, end in ends.items() if abs(end - usual) < _SAME_END / 3]
    if len(same) < max(_FEWEST, len(ends)):
        return [None] * len(lines)
    return [
        _parted(page, line, [run])
        if number in ends and (run := _short_run(page, line, [usual])) is not None
        else None
        for number, line in enumerate(lines)
    ]


def _parted(
    page: PageObjects, line: TextLine, runs: Sequence[tuple[int, int]]
) -> tuple[TextLine, NDArray[np.intp]] | None:
    """A line without its leaders, and their places; None when nothing stands beside them."""
    leader = bytearray(len(line.letters))
    for first, end in runs:
        leader[first:end] = b"\1" * (end - first)
    for start, end in _apart(line) if len(runs) != 1 or runs[0][1] - runs[0][0] > 3 else ():
        leader[start:end] = bytes(end - start)
    if 1 not in leader:
        return None
    words: list[Word] = []
    gone: list[NDArray[np.intp]] = [_NONE]
    start = 0
    for word in line.words:
        marks = leader[start : start + len(word.text)]
        start += len(word.text)
        if len(marks) != len(word.places):
            return None
        if 1 in marks:
            gone.append(word.places[np.frombuffer(marks, bool)])
            words += _pieces(page, word, marks)
        else:
            words.append(word)
    if len(words) < 2:
        return None
    return TextLine(tuple(words)), np.concatenate(gone)


def _apart(line: TextLine) -> list[tuple[int, int]]:
    """Start and end of words of a few dots in white on both sides: cells without a value."""
    found: list[tuple[int, int]] = []
    start = 0
    words = line.words
    for number, word in enumerate(words):
        end = start + len(word.text)
        if len(word.text) < _DOTS_OF_RUN and not word.text.strip(_DOTS):
            before = word.x0 - words[number - 1].x1 if number else 0.0
            after = words[number + 1].x0 - word.x1 if number + 1 < len(words) else np.inf
            if min(before, after) > word.size:
                found.append((start, end))
        start = end
    return found


def _pieces(page: PageObjects, word: Word, marks: bytearray) -> list[Word]:
    """The stretches of a word that are no leader, whose letters have the mark 1."""
    out: list[Word] = []
    for stretch in _SHOWN.finditer(marks):
        first, end = stretch.span()
        places = word.places[first:end]
        boxes = page.characters.boxes[places]
        out.append(
            word._replace(
                text=word.text[first:end],
                x0=float(boxes[:, 0].min()),
                x1=float(boxes[:, 2].max()),
                places=places,
            )
        )
    return out


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

"""Whether a text goes on from the line above, where spacing tells nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ..objects.wide import starts_wide
from .gridlines import GridLine, Piece
from .rowlines import UNFINISHED, Lines, is_first_of_group, is_whole, is_year_of, pitch_of

_GOES_ON = 0.3
"""Strength of a link between two lines from which they are one row."""
_SURE = 0.6
"""Strength of a link that needs no other evidence."""
_LOOSE = 1.4
"""Distance of baselines, in font sizes, above which lines of one text are rare."""
_COLUMNS = 3
"""Columns whose texts hardly all take as many lines at least."""
_FEW = 0.3
"""Share of the lines that fill all columns up to which it is chance that they seem to go on."""
_RANGE = re.compile(r"\d.*\s(to|bis|à|and|–|−|-)$")
"""Ends of ranges of numbers that go on for sure."""
_NEVER_FIRST = frozenset("、，。；：！？）》」』”")  # what stands before them moves down too
OPENS = re.compile(
    r"([一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．)]\s?\D|[•·▪●■□◆–-]\s|[a-z][.)]\s"
    r"|[IVX]+\.\s)"
)

_OUT = 0.5
"""Font sizes by which a label stands further left than the one above at least."""
_CENTRED = 0.6
"""Twice the font sizes by which the middles of lines set to the middle differ at most."""


def flows_on(table: Lines, interval: Sequence[int]) -> list[bool]:
    """For each line whether its text goes on from the line above, where spacing tells nothing.

    Between two complete lines at least one link is broken: the weakest. So wrapped text is given
    to the row above or below it, whichever it fits better, and cells aligned to the top or to the
    bottom both come out right.
    """
    lines = table.lines
    links = [0.0] + [
        _link(table, above, below) if interval[n] == interval[n - 1] else 0.0
        for n, (above, below) in enumerate(itertools.pairwise(lines), start=1)
    ]
    for number in range(1, len(lines)):
        # Lines of one paragraph are seldom set so far apart, least of all as far as rows.
        if links[number] < _SURE and pitch_of(lines[number - 1], lines[number]) > _LOOSE:
            links[number] = 0.0
    whole = [is_whole(table, line) for line in lines]
    start: int | None = None
    for number, complete in enumerate(whole):
        if not complete:
            continue
        if start is not None:
            between = range(start + 1, number + 1)
            weakest = min(between, key=lambda n: (links[n], -n))
            if len(between) > 1 or links[weakest] < _SURE or table.numeric:
                links[weakest] = 0.0
        start = number
    if _are_filled(table, links):
        return [False] * len(links)
    return [link >= _GOES_ON for link in links]


def _are_filled(table: Lines, links: Sequence[float]) -> bool:
    """Whether all lines but sections fill every column, and few seem to go on with another.

    Texts of one row hardly all take as many lines.
    """
    columns = len(table.width)
    full = [n for n, line in enumerate(table.lines) if len(line.columns) == columns]
    rest = [line for line in table.lines if len(line.columns) < columns]
    ends = sum(
        links[n] >= _GOES_ON for n, line in enumerate(table.lines) if len(line.columns) < columns
    )
    return (
        columns >= _COLUMNS
        and all(len(line.pieces) == 1 and line.pieces[0].first == 0 for line in rest)
        and len(rest) < len(full)
        and 2 * ends <= len(rest)  # those are the ends of labels
        and sum(links[n] >= _GOES_ON for n in full) < _FEW * len(full)
        and all(links[n] < _GOES_ON or len(table.lines[n - 1].columns) == columns for n in full)
    )


def goes_on(table: Lines, above: GridLine, below: GridLine) -> bool:
    """Whether the texts of a line may go on from the line above."""
    return _link(table, above, below) >= _GOES_ON


def wraps(table: Lines, above: Piece | None, below: Piece | None) -> bool:
    """Whether a text may go on from the one above it in its column."""
    return _wraps(table, above, below) >= _GOES_ON


def _link(table: Lines, above: GridLine, below: GridLine) -> float:
    """How surely the texts of a line go on from the line above: 0 not, 1 surely."""
    if is_first_of_group(table, above, below):
        return 0.0
    shared = above.columns & below.columns
    if not shared or not (shared == above.columns or shared == below.columns):
        return 0.0
    link = 1.0
    for column in shared:
        link = min(link, _wraps(table, above.at(column), below.at(column)))
        if not link:
            break  # most rows of numbers: no need to look at their other columns
    return link


def _wraps(table: Lines, above: Piece | None, below: Piece | None) -> float:
    """How surely `below` goes on from `above`: its first word had no room there."""
    if above is None or below is None or above.first != above.last or below.first != below.last:
        return 0.0
    if below.numeric and (_RANGE.search(above.text) or is_year_of(above, below)):
        return 1.0
    if OPENS.match(below.text) or above.numeric or (below.numeric and below.first in table.numeric):
        return 0.0
    text = below.text
    if text[0].islower() and UNFINISHED.search(above.text):
        return 1.0
    if _had_room(table, above, below):
        return 0.0
    if _closes(above.text, text):
        return 1.0
    if _is_set_out(above, below) or _is_set_otherwise(above, below):
        return 0.0
    if starts_wide(text):
        return 0.4 if above.text.endswith(("。", "；")) else 0.7
    if text[0].islower():
        return 1.0
    if text[0].isalnum() and _is_sentence(above.text) and not UNFINISHED.search(above.text):
        return 0.2  # a bracket or another sign hardly starts the next one
    return 0.5 if not text[0].isalpha() else 0.35


def _had_room(table: Lines, above: Piece, below: Piece) -> bool:
    """Whether the first word of a text, or its first ideograph, had room in the line above."""
    size = below.words[0].size
    word = below.words[0].x1 - below.words[0].x0 + 0.2 * size
    if starts_wide(below.text):
        word = size * (1 + (below.text[1:2] in _NEVER_FIRST))
    room = table.width.get(above.first, 0.0)
    return (above.x1 - above.x0) + word <= room + 0.1 * size


def _is_set_otherwise(above: Piece, below: Piece) -> bool:
    """Whether one of two texts is bold or slanted where the other one is not."""
    if below.words[0].bold and not above.words[-1].bold:
        return True
    if all(word.bold for word in above.words) and not below.words[0].bold:
        return True
    return all(word.italic for word in above.words) and not any(w.italic for w in below.words)


def _is_set_out(above: Piece, below: Piece) -> bool:
    """Whether a label that starts with no small letter stands further left than the one above.

    Texts that go on hang, or start where they did; those set to the middle have one.
    """
    size = below.words[0].size
    middles = abs(above.x0 + above.x1 - below.x0 - below.x1) < _CENTRED * size
    out = above.x0 - below.x0
    return below.first == 0 and not below.text[0].islower() and not middles and out > _OUT * size


def _closes(above: str, below: str) -> bool:
    """Whether a bracket that one text opens is closed by the other before it opens any."""
    return above.rfind("(") > above.rfind(")") and -1 < below.find(")") < (
        len(below) if "(" not in below else below.find("(")
    )


def _is_sentence(text: str) -> bool:
    """Whether the words of a text after the first are small: few others start with a capital."""
    return len(text.split()) > 1 and all(word[0].islower() for word in text.split()[1:])

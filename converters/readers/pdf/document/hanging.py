"""Paragraphs whose first line stands further out than the others, as entries of lists do.

A line further in may hang below the one above it, or open a paragraph that is moved in. The other
lines of its column tell: lines further in follow each other where they hang, and a line that ends
early is followed by one further out there, else by one further in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..lines.marks import read_marks
from .pieces import Line

_LEAST, _MOST = 0.5, 6.0
"""Font sizes by which lines hang below the first one of their paragraph."""
_NEAR = 0.15
"""Font sizes by which lines that start at one place differ."""
_PITCH = 1.7
"""Font sizes between lines of one block at most."""
_AT_END = 2.0
"""Font sizes of white beside a line at the end of which a word is broken, or a sentence goes on."""
_SIGNS = 2
"""Signs of hanging lines that there are at least, and how many a line moved in undoes."""
_LOW = 0.2
"""Share of lines that start with a small letter among those that open paragraphs, at most."""

Full = Callable[[Line, Line], bool]
"""Whether the first word of the second line had no room at the end of the first one."""


class Hanging(NamedTuple):
    """Places of lines of paragraphs that hang."""

    starts: set[int]
    """Lines that open one."""
    rest: set[int]
    """Lines further in that go on from the first line of one."""


def hanging_in(lines: Sequence[Line], is_full: Full) -> Hanging:
    """Which of the lines, in reading order, are of paragraphs that hang."""
    found = Hanging(set(), set())
    known: set[tuple[float, ...]] = set()
    for place in range(1, len(lines)):
        above, below = lines[place - 1], lines[place]
        size, left, further = below.size, above.box[0], below.box[0]
        if place - 1 in found.rest and abs(further - left) < _NEAR * size:
            found.rest.add(place)
        elif _LEAST * size < further - left < _MOST * size and _is_step(above, below, is_full):
            if _goes_on(above, below):
                found.rest.add(place)
            key = (above.page, *above.column, round(left), round(further))
            if key not in known:
                known.add(key)
                _add_column(found, lines, place, is_full)
    return found


def _is_step(above: Line, below: Line, is_full: Full) -> bool:
    return _are_near(above, below) and is_full(above, below) and not read_marks(above.text)


def _are_near(above: Line, below: Line) -> bool:
    return (
        above.page == below.page
        and above.column == below.column
        and 0 < below.baseline - above.baseline < _PITCH * below.size
        and abs(above.size - below.size) < _NEAR * below.size
        and above.bold == below.bold
        and not below.rtl
    )


def _goes_on(above: Line, below: Line) -> bool:
    """Whether the sentence of a line goes on in the next one, or the word that ends it."""
    at_end = above.level or above.column[1] - above.box[2] < _AT_END * above.size
    last = above.text.rstrip()[-1:]
    return at_end and below.text[:1].islower() and (last in "-,\xad" or last.isalpha())


def _add_column(found: Hanging, lines: Sequence[Line], place: int, is_full: Full) -> None:
    """Add the lines that start where those of the step to `place` do, if most of them hang."""
    first, step = lines[place - 1], lines[place]
    near = _NEAR * step.size
    signs = low = 0
    starts: list[int] = []
    rest: list[int] = []
    for other in _places_of_page(lines, place):
        above, below = lines[other - 1], lines[other]
        inner, outer = (abs(below.box[0] - one.box[0]) < near for one in (step, first))
        was_inner, was_outer = (abs(above.box[0] - one.box[0]) < near for one in (step, first))
        if not (inner or outer) or not (was_inner or was_outer) or not _are_near(above, below):
            continue
        full = is_full(above, below)
        if outer:
            starts.append(other)
            low += below.text[:1].islower()
            signs += not full
        elif full:
            rest.append(other)
            signs += was_inner or below.text[:1].islower()
        elif was_outer:
            signs -= _SIGNS
    if signs >= _SIGNS:
        found.rest.update(rest)
        if low <= _LOW * len(starts):
            found.starts.update(starts)


def _places_of_page(lines: Sequence[Line], place: int) -> range:
    """Places of the lines below others on the page of the one at `place`."""
    page = lines[place].page
    start, end = place, place + 1
    while start > 1 and lines[start - 2].page == page:
        start -= 1
    while end < len(lines) and lines[end].page == page:
        end += 1
    return range(start, end)

"""Vertical rules between the texts of a table whose rows are not ruled."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..drawn.rulings import joined
from ..lines.words import Chunk, TextLine, Word, parts_within
from ..objects.arrays import changes
from ..objects.drawings import Drawings
from ..objects.geometry import Box
from ..objects.page import PageObjects
from .gutters import Gutter, own_columns
from .rules import Wall

_OVER = 0.15
"""Font sizes by which a character may reach over the rule beside it."""
_WHITE = 0.12
"""Font sizes by which white between ideographs of two cells is wider than inside a text."""
_ENOUGH = 3
"""Lines with text on both sides of a gutter, that part those of fewer walls, at least."""
_MARKS = 2.0
"""Font sizes that bullets and numbers of items are wide at most."""
_BESIDE_ONE = 0.8
"""Share of the lines on one side of a gutter that go on on its other side."""


def walls_in(drawings: Drawings, box: Box) -> list[float]:
    """Vertical rules inside a box that are at least half as high."""
    left, top, right, bottom = box
    walls = joined(drawings.vertical)
    if not len(walls):
        return []
    shared = np.minimum(walls[:, 2], bottom) - np.maximum(walls[:, 1], top)
    # Rows that span all columns part a wall.
    first = changes(walls[:, 0])
    places = walls[first, 0]
    whole = np.bincount(first.cumsum() - 1, np.maximum(shared, 0.0)) > 0.5 * (bottom - top)
    inside = whole & (places > left + 3) & (places < right - 3)
    found: list[float] = places[inside].tolist()
    return found


def with_walls(page: PageObjects, walls: Sequence[Wall]) -> PageObjects:
    """The page with more vertical rules than are drawn."""
    if not walls:
        return page
    down = np.concatenate((page.drawings.vertical, np.array(walls)))
    return replace(page, drawings=replace(page.drawings, vertical=down))


def inner_walls(drawings: Drawings, box: Box) -> list[Wall]:
    """The vertical rules inside a box, its sides aside."""
    left, top, right, bottom = box
    walls = drawings.vertical
    if len(walls):
        inside = (walls[:, 0] > left + 3) & (walls[:, 0] < right - 3)
        walls = joined(walls[inside & (walls[:, 1] < bottom) & (walls[:, 2] > top)])
    return [(x, high, low) for x, high, low in walls.tolist()]


def parted_at_walls(page: PageObjects, lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The lines, their words apart where a vertical rule runs between them.

    Ideographs of two cells may stand so close that they look like one word.
    """
    walls = joined(page.drawings.vertical)
    if not len(walls) or not lines:
        return tuple(lines)
    out: list[TextLine] = []
    for line in lines:
        beside = (walls[:, 1] < line.top + 1) & (walls[:, 2] > line.bottom - 1)
        places = walls[beside & (walls[:, 0] > line.x0) & (walls[:, 0] < line.x1), 0]
        out.append(_parted(page, line, places.tolist()) if len(places) else line)
    return tuple(out)


def parted_at_sides(
    page: PageObjects, lines: Sequence[TextLine], sides: Sequence[float]
) -> tuple[TextLine, ...]:
    """The lines, their words apart where the side of a column runs through white inside one.

    The white is wider than between the word's other characters, as it is between ideographs of
    two cells.
    """
    if not sides:
        return tuple(lines)
    return tuple(
        _parted(page, line, cuts) if (cuts := _white_sides(page, line, sides)) else line
        for line in lines
    )


def _white_sides(page: PageObjects, line: TextLine, sides: Sequence[float]) -> list[float]:
    """Those of some sides that run through white inside a word."""
    found: list[float] = []
    for word in line.words:
        inside = [x for x in sides if word.x0 < x < word.x1]
        if not inside or len(word.text) != len(word.places):
            continue
        boxes = page.characters.boxes[word.places]
        white = boxes[1:, 0] - boxes[:-1, 2]
        least = max(float(np.median(white)), 0.0) + _WHITE * word.size
        for x in inside:
            gap = (boxes[:-1, 2] <= x) & (x <= boxes[1:, 0]) & (white > least)
            if gap.any():
                found.append(x)
    return found


def _parted(page: PageObjects, line: TextLine, places: Sequence[float]) -> TextLine:
    words = [part for word in line.words for part in _parts(page, word, places)]
    if len(words) > len(line.words):
        line = TextLine(tuple(words))
    tight = _cut(line.tight, places)
    if len(tight) == len(line.tight):
        return line
    return line.cut(tight, _cut(line.chunks, places))


def _parts(page: PageObjects, word: Word, places: Sequence[float]) -> list[Word]:
    """A word, or the parts of it beside the first rule that runs between its characters."""
    x = next((x for x in places if word.x0 < x < word.x1), None)
    if x is None or len(word.text) != len(word.places):
        return [word]
    sides = page.characters.boxes[word.places][:, [0, 2]]
    over = np.minimum(x - sides[:, 0], sides[:, 1] - x)
    before = sides.mean(axis=1) < x
    count = int(np.count_nonzero(before))
    if over.max() > _OVER * word.size or not before[:count].all() or not 0 < count < len(before):
        return [word]
    first = word._replace(text=word.text[:count], x1=float(sides[count - 1, 1]))
    rest = word._replace(text=word.text[count:], x0=float(sides[count, 0]))
    first, rest = (
        first._replace(places=word.places[:count]),
        rest._replace(places=word.places[count:]),
    )
    return [first, *_parts(page, rest, places)]


def _cut(chunks: Sequence[Chunk], places: Sequence[float]) -> tuple[Chunk, ...]:
    """The chunks, each cut where a place lies between two of its words."""
    out: list[Chunk] = []
    for chunk in chunks:
        if len(chunk.words) == 1:
            out.append(chunk)
            continue
        ends = [
            number
            for number, (before, after) in enumerate(itertools.pairwise(chunk.words), start=1)
            if any(before.x1 <= x + 0.5 and x - 0.5 <= after.x0 for x in places)
        ]
        if not ends:
            out.append(chunk)
            continue
        bounds = [0, *ends, len(chunk.words)]
        out += [Chunk(chunk.words[a:b]) for a, b in itertools.pairwise(bounds)]
    return tuple(out)


def gutters_at_walls(
    gutters: Sequence[Gutter], walls: Sequence[float], lines: Sequence[TextLine]
) -> list[Gutter]:
    """The gutters of a table that has vertical rules at `walls`.

    A wall is a gutter. White space between two walls parts columns only where most lines with
    text between them have it on both sides.
    """
    if not walls:
        return list(gutters)
    out = [(x - 1.0, x + 1.0) for x in walls if not any(a - 1 <= x <= b + 1 for a, b in gutters)]
    bounds = [float("-inf"), *sorted(walls), float("inf")]
    unwalled = sum(not any(a - 1 <= x <= b + 1 for x in walls) for a, b in gutters)
    few = len(walls) <= unwalled  # those that the labels or a group are ruled off by
    for a, b in gutters:
        wall = next((x for x in walls if a - 1 <= x <= b + 1), None)
        place = bisect(bounds, (a + b) / 2)
        between = bounds[place - 1], bounds[min(place, len(bounds) - 1)]
        if wall is not None:
            out.append((wall - 1.0, wall + 1.0))
        elif _parts_most((a, b), between, lines, few=few):
            out.append((a, b))
    return sorted(out)


def _parts_most(
    gutter: Gutter, between: Gutter, lines: Sequence[TextLine], *, few: bool = False
) -> bool:
    """Whether lines between two walls mostly have text on both sides of a gutter.

    Where there are `few` walls, those of the side with fewer lines: texts of the other one wrap.
    """
    inside = parts_within(lines, *between)
    left, right = gutter[0] + 1, gutter[1] - 1
    both = sum(
        own_columns(line, [gutter]) == {0, 1}
        or (
            line.x0 < left < right < line.x1
            and not any(a < right and b > left for a, b in line.sides)
        )
        for line in inside
    )
    if both > 0.6 * len(inside):
        return True
    before = [x0 for line in inside for x0, x1 in line.sides if x1 < right]
    ends = [x1 for line in inside for _, x1 in line.sides if x1 < right]
    if not few or both < _ENOUGH or max(ends) - min(before) < _MARKS * inside[0].size:
        return False
    sides = [sum(any(x1 < right for _, x1 in line.sides) for line in inside)]
    sides.append(sum(any(x0 > left for x0, _ in line.sides) for line in inside))
    return both > _BESIDE_ONE * min(sides)

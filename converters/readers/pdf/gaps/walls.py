"""Vertical rules between the texts of a table whose rows are not ruled."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..drawn.ruled import joined
from ..lines.words import Chunk, TextLine, Word
from ..objects.drawings import Drawings
from ..objects.geometry import Box
from ..objects.page import PageObjects
from .spans import Wall

_OVER = 0.15
"""Font sizes by which a character may reach over the rule beside it."""


def walls_in(drawings: Drawings, box: Box) -> list[float]:
    """Vertical rules inside a box that are at least half as high."""
    left, top, right, bottom = box
    walls = joined(drawings.vertical)
    if not len(walls):
        return []
    shared = np.minimum(walls[:, 2], bottom) - np.maximum(walls[:, 1], top)
    # Rows that span all columns part a wall.
    places, which = np.unique(walls[:, 0], return_inverse=True)
    whole = np.bincount(which, np.maximum(shared, 0.0)) > 0.5 * (bottom - top)
    inside = whole & (places > left + 3) & (places < right - 3)
    return sorted(places[inside].tolist())


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

"""Pages whose text runs sideways or downwards: the whole page turned so that it reads upright."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .characters import Characters
from .drawings import Drawings
from .geometry import Boxes
from .page import PageLink, PageObjects

_MOST = 0.7
"""Share of sideways characters from which a page counts as turned."""
_DOWN = 20
"""Characters below the one before them that a page in vertical writing has at least."""


def upright(page: PageObjects) -> tuple[PageObjects, int]:
    """The page as it reads, and the quarter turns (0 to 3, clockwise) that undid its direction."""
    characters = page.characters
    if not len(characters.codes):
        return page, 0
    if _runs_down(characters):
        # Lines that run downwards, from right to left, are lines of a page turned clockwise.
        table = tuple(run._replace(angle=run.angle or 90) for run in characters.table)
        return _turned(replace(page, characters=replace(characters, table=table)), 3), 3
    angles = characters.angles
    if not angles.any():
        return page, 0
    for angle, turns in ((90, 3), (270, 1), (180, 2)):
        if np.count_nonzero(angles == angle) > _MOST * len(angles):
            return _turned(page, turns), turns
    return page, 0


def _runs_down(characters: Characters) -> bool:
    """Whether most characters stand upright below the one before: vertical writing."""
    if np.count_nonzero(characters.wide) <= _DOWN:
        return False
    left, top = characters.boxes[:, 0], characters.boxes[:, 1]
    size = characters.sizes[1:]
    step = np.diff(top)
    below = (np.abs(np.diff(left)) < 0.2 * size) & (step > 0.5 * size) & (step < 1.6 * size)
    return bool(np.count_nonzero(below & characters.wide[1:]) > max(_DOWN, _MOST * len(size)))


def turned_upright(
    page: PageObjects, chosen: NDArray[np.intp], known: dict[int, PageObjects]
) -> tuple[PageObjects, int]:
    """The page turned so that the characters at `chosen` read upright, and the quarter turns.

    `known` holds the page by the turns that others needed.
    """
    table = page.characters.table
    angles = {table[run].angle for run in set(page.characters.runs[chosen].tolist())}
    turns = {90: 3, 270: 1}.get(angles.pop(), 0) if len(angles) == 1 else 0
    if not turns:
        return page, 0
    if turns not in known:
        known[turns] = _turned(page, turns)
    return known[turns], turns


def _turned(page: PageObjects, turns: int) -> PageObjects:
    for _ in range(turns):
        page = _quarter(page)
    # A page may have thousands of runs: they are made anew once.
    table = tuple(
        [run._replace(angle=(run.angle + 90 * turns) % 360) for run in page.characters.table]
    )
    return replace(page, characters=replace(page.characters, table=table))


def _quarter(page: PageObjects) -> PageObjects:
    """The page turned clockwise by a quarter: (x, y) becomes (height - y, x)."""
    high = page.height
    return replace(
        page,
        width=page.height,
        height=page.width,
        characters=_turn_characters(page.characters, high),
        drawings=_turn_drawings(page.drawings, high),
        links=tuple(PageLink(_box(link.box, high), link.href) for link in page.links),
    )


def _boxes(boxes: Boxes, high: float) -> Boxes:
    left, top, right, bottom = boxes.T
    return np.stack((high - bottom, left, high - top, right), axis=1)


def _box(box: tuple[float, float, float, float], high: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = _boxes(np.array([box]), high)[0].tolist()
    return left, top, right, bottom


def _turn_characters(characters: Characters, high: float) -> Characters:
    boxes = _boxes(characters.boxes, high)
    return replace(characters, boxes=boxes, baselines=boxes[:, 3].copy())


def _turn_drawings(drawings: Drawings, high: float) -> Drawings:
    across, down = drawings.horizontal, drawings.vertical
    return replace(
        drawings,
        horizontal=np.stack((down[:, 0], high - down[:, 2], high - down[:, 1]), axis=1),
        vertical=np.stack((high - across[:, 0], across[:, 1], across[:, 2]), axis=1),
        fills=_boxes(drawings.fills, high),
        images=_boxes(drawings.images, high),
        slants=_boxes(drawings.slants, high),
    )

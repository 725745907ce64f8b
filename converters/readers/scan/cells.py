"""Cells of ruled tables read once more, each alone, and compared with the reading of the page.

A number alone between its rules reads better than as a part of a page, and two readings that
agree are worth more than one. Where they differ both are kept. A number of which the model is sure
and that has one character for each stretch of ink in its cell is not read again: of such none was
ever read otherwise (see docs/scans.md), and a dense page has hundreds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...model.block import Reading
from ..pdf.drawn.ruled import Grid
from ..pdf.objects.geometry import Box
from .blots import Mask
from .detector import Gray, PixelBox
from .ink import cell_lines, crop, inside_of, stretches
from .placedlines import PlacedLine
from .points import is_pointed
from .recogniser import read_lines
from .repairs import with_dashes
from .weights import beyond_doubt

_NUMERIC = re.compile(r"[\d.,，%‰％/\-—–+()（）OoIlB|]*")
_SHORT = 12
_UNREAD = 0.5
"""Confidence of a cell with ink in which nothing was read, or with a point that was not read."""
_DIGIT = 0.66
"""Width of a digit and the white beside it over its height; of 117 numbers with digits that touch
(36 tuning pages) the second reading was the first."""
_OUTSIDE, _REACH = 0.2, 0.5
"""Share of a line's length outside its own cell, and share of its height, from the smaller of which
it reaches into another: there a short number ends a long line."""
_SMALLEST = 0.25
"""Longer side of ink that is a glyph or a dash, in glyph heights, at least."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says, how sure that is, and what else was read."""

    box: Box
    """In points."""
    confidence: float
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class _Cell:
    box: Box
    pixels: PixelBox
    lines: list[int]
    """Places of the page's lines that stand in it."""
    crossed: bool = False
    """Whether a line of the page reaches into a neighbour."""


def read_cells(
    gray: Gray, ink: Mask, grids: Sequence[Grid], lines: Sequence[PlacedLine], dpi: float, em: float
) -> tuple[list[PlacedLine], list[CellReading]]:
    """The page's lines, those of number cells read anew, and what was read in each of these."""
    cells = _cells(grids, lines, dpi)
    worthy = [cell for cell in cells if _is_worth_it(cell, lines)]
    found: list[CellReading] = []
    again: list[_Cell] = []
    places: list[list[PixelBox]] = []
    for cell in worthy:
        sure = _settled(ink, cell, lines, em)
        if sure is not None:
            found.append(CellReading(cell.box, sure, ()))
            continue
        boxes = cell_lines(ink, cell.pixels, em)
        sure = _beyond_doubt(ink, cell, boxes, lines)
        if sure is not None:
            found.append(CellReading(cell.box, sure, ()))
            continue
        again.append(cell)
        places.append(boxes)
    crops = [crop(gray, box, em) for boxes in places for box in boxes]
    read = iter(read_lines(crops))
    dropped: set[int] = set()
    fresh: list[PlacedLine] = []
    for cell, boxes in zip(again, places, strict=True):
        mine = [PlacedLine(next(read), box) for box in boxes]
        mine = with_dashes(ink, mine, em)
        theirs = [lines[place] for place in cell.lines]
        if not (mine or theirs) and any(_is_glyph(box, em) for box in boxes):
            found.append(CellReading(cell.box, _UNREAD, ()))
            continue
        taken, reading = _chosen(ink, cell, mine, theirs)
        if any(is_pointed(ink, box, _text(taken)) for box in boxes):
            reading = replace(reading, confidence=min(_UNREAD, reading.confidence))
        if taken is mine:
            dropped.update(cell.lines)
            fresh += mine
        found.append(reading)
    kept = [line for place, line in enumerate(lines) if place not in dropped]
    return kept + fresh, found


def _is_glyph(box: PixelBox, em: float) -> bool:
    left, top, right, bottom = box
    return max(right - left, bottom - top) > _SMALLEST * em


def _cells(grids: Sequence[Grid], lines: Sequence[PlacedLine], dpi: float) -> list[_Cell]:
    """All cells; a line belongs to the one that its middle is in.

    Where it is in none, as beside a table, no cell puts the line away and none is crossed by it:
    what it says there would stand twice.
    """
    scale = dpi / 72
    boxes = [grid.cell_box(slot) for grid in grids for slot in grid.cells]
    cells = [
        _Cell(box, (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale), [])
        for box in boxes
    ]
    lefts, tops, rights, bottoms = np.array([cell.pixels for cell in cells]).reshape(-1, 4).T
    for place, placed in enumerate(lines):
        x0, y0, x1, y1 = placed.box
        middle = (y0 + y1) / 2
        level = (tops < middle) & (middle < bottoms)
        least = min(_OUTSIDE * (x1 - x0), _REACH * (y1 - y0))
        met = [cells[one] for one in np.flatnonzero(level & (lefts < x1) & (x0 < rights)).tolist()]
        owner = next((cell for cell in met if _holds(cell, (x0 + x1) / 2)), None)
        if owner is None:
            continue
        owner.lines.append(place)
        for cell in met:
            inside = min(x1, cell.pixels[2]) - max(x0, cell.pixels[0])
            if cell is owner:
                cell.crossed |= inside < x1 - x0 - least
            else:
                cell.crossed |= inside > least
    return cells


def _holds(cell: _Cell, x: float) -> bool:
    """Whether a place is in a cell; one on a rule is in the cell right of it."""
    left, _, right, _ = cell.pixels
    return left <= x < right


def _is_worth_it(cell: _Cell, lines: Sequence[PlacedLine]) -> bool:
    text = "".join(lines[place].line.text for place in cell.lines)
    return cell.crossed or (len(text) <= _SHORT and _NUMERIC.fullmatch(text) is not None)


def _settled(ink: Mask, cell: _Cell, lines: Sequence[PlacedLine], em: float) -> float | None:
    """How sure a settled reading of a cell is whose line holds all ink there."""
    if cell.crossed or len(cell.lines) != 1:
        return None
    placed = lines[cell.lines[0]]
    if not placed.line.settled:
        return None
    left, top, right, bottom = inside = inside_of(cell.pixels, em)
    start, above, end, below = placed.box
    line = (
        max(left, math.floor(start)),
        max(top, math.floor(above)),
        min(right, math.ceil(end)),
        min(bottom, math.ceil(below)),
    )
    return placed.line.confidence if _inked(ink, line) == _inked(ink, inside) else None


def _inked(ink: Mask, box: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = box
    return int(np.count_nonzero(ink[top:bottom, left:right]))


def _beyond_doubt(
    ink: Mask, cell: _Cell, boxes: Sequence[PixelBox], lines: Sequence[PlacedLine]
) -> float | None:
    """How sure the page's reading of a cell is, where nothing speaks for reading it again."""
    if cell.crossed or len(cell.lines) != 1 or len(boxes) != 1:
        return None
    line = lines[cell.lines[0]].line
    if line.settled:
        return line.confidence
    text = line.text.replace(" ", "")
    if line.confidence < beyond_doubt() or is_pointed(ink, boxes[0], text):
        return None
    return line.confidence if _tells_all(ink, boxes[0], text) else None


def _tells_all(ink: Mask, box: PixelBox, text: str) -> bool:
    """Whether a reading has a character for each glyph; digits that touch are told by width."""
    runs = stretches(ink, box)
    if len(runs) >= len(text) or not (text.isascii() and text.isdigit()):
        return len(runs) == len(text)
    digit = _DIGIT * (box[3] - box[1])
    return sum(max(1, round((end - start) / digit)) for start, end in runs) == len(text)


def _chosen(
    ink: Mask, cell: _Cell, mine: list[PlacedLine], theirs: list[PlacedLine]
) -> tuple[list[PlacedLine], CellReading]:
    """The reading that stands, and the record of both."""
    alone, page = _text(mine), _text(theirs)
    own, other = _sureness(mine), _sureness(theirs)
    if alone == page or cell.crossed or not theirs:
        return mine, CellReading(cell.box, max(own, other) if alone == page else own, ())
    fits = [_fits(ink, read) for read in (mine, theirs)]
    if not mine or (other > own if fits[0] == fits[1] else fits[1]):
        rejected = Reading(alone, "cell", round(own, 4), "confidence")
        return theirs, CellReading(cell.box, min(own, other), (rejected,))
    rejected = Reading(page, "page", round(other, 4), "confidence")
    return mine, CellReading(cell.box, min(own, other), (rejected,))


def _fits(ink: Mask, lines: Sequence[PlacedLine]) -> bool:
    """Whether there are as many characters as stretches of ink: one digit was not read twice."""
    return all(
        len(placed.line.text.replace(" ", "")) == len(stretches(ink, placed.box))
        for placed in lines
    )


def _text(lines: Sequence[PlacedLine]) -> str:
    ordered = sorted(lines, key=lambda placed: (round(placed.box[1], -1), placed.box[0]))
    return "".join(placed.line.text for placed in ordered).replace(" ", "")


def _sureness(lines: Sequence[PlacedLine]) -> float:
    return min((placed.line.confidence for placed in lines), default=1.0)

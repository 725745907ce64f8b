"""The cells of a table with the lines of text in them, as a scan shows them."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...model import PageOrigin
from ..pdf.gaps.gridlines import is_nothing, is_number
from ..pdf.grids.grids import PageTable
from ..pdf.objects.characters import Characters
from ..pdf.objects.geometry import Box
from ..pdf.objects.page import PageObjects

_SPACE = 0.45
"""Font sizes of white that are a space."""
LEVEL = 0.5
"""Font sizes by which baselines of one line differ at most."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """From which row on the cells of a table may stand wrongly, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of text in a cell."""

    text: str
    baseline: float
    size: float
    x0: float
    x1: float
    words: tuple[str, ...]
    """Its parts between which a space was read, or white is as wide as one."""

    @property
    def numeric(self) -> bool:
        """Whether it is a number or a mark for none."""
        return is_number(self.text) or is_nothing(self.text)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its lines from top to bottom."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[CellLine, ...]

    @property
    def numeric(self) -> bool:
        """Whether all of its lines are numbers or marks for none."""
        return bool(self.lines) and all(line.numeric for line in self.lines)


class Glyphs:
    """The characters of a page in lists, which are read faster one by one than arrays."""

    def __init__(self, characters: Characters) -> None:
        self.texts = [chr(code) for code in characters.codes.tolist()]
        self.boxes: list[Box] = characters.boxes.tolist()
        self.baselines: list[float] = characters.baselines.tolist()
        self.sizes: list[float] = characters.sizes.tolist()
        self.spaced: list[int] = characters.spaced.tolist()
        self.angles: list[int] = characters.angles.tolist()


class Middles:
    """The middles of a table's characters, from top to bottom: few are as high as a cell."""

    def __init__(self, table: PageTable, objects: PageObjects) -> None:
        boxes = objects.characters.boxes[table.characters]
        y = (boxes[:, 1] + boxes[:, 3]) / 2
        order = np.argsort(y, kind="stable")
        self.x, self.y = ((boxes[:, 0] + boxes[:, 2]) / 2)[order], y[order]
        self.places = table.characters[order]

    def of(self, box: Box) -> list[int]:
        """The characters in a box, by their places on the page."""
        left, top, right, bottom = box
        first, last = self.y.searchsorted(top), self.y.searchsorted(bottom)
        near = self.x[first:last]
        return sorted(self.places[first:last][(near >= left) & (near < right)].tolist())


def cells_of(table: PageTable, objects: PageObjects, glyphs: Glyphs) -> list[TableCell]:
    """The cells of a table that stand in one place on the page."""
    inside = Middles(table, objects)
    out: list[TableCell] = []
    for cell in table.draft.cells:
        origin = cell.origins[0] if cell.origins else None
        if not isinstance(origin, PageOrigin) or origin.box is None:
            continue
        lines = tuple(_lines(glyphs, inside.of(origin.box)))
        spans = (cell.row_span, cell.column_span)
        out.append(TableCell(cell.row, cell.column, *spans, origin.box, lines))
    return out


def _lines(glyphs: Glyphs, places: Sequence[int]) -> Iterator[CellLine]:
    """The lines of some characters; letters of turned text, though below each other, are one."""
    if any(glyphs.angles[place] for place in places):
        yield _line(glyphs, places)
        return
    run: list[int] = []
    for place in sorted(places, key=glyphs.baselines.__getitem__):
        last = run[-1] if run else place
        apart = glyphs.baselines[place] - glyphs.baselines[last]
        if apart > LEVEL * glyphs.sizes[place]:
            yield _line(glyphs, run)
            run = []
        run.append(place)
    if run:
        yield _line(glyphs, run)


def _line(glyphs: Glyphs, places: Sequence[int]) -> CellLine:
    ordered = sorted(places, key=lambda place: glyphs.boxes[place][0])
    size = max(glyphs.sizes[place] for place in ordered)
    text = glyphs.texts[ordered[0]]
    words = [text]
    for before, after in itertools.pairwise(ordered):
        gap = glyphs.boxes[after][0] - glyphs.boxes[before][2]
        text += " " * (gap > size) + glyphs.texts[after]
        if gap > _SPACE * size or glyphs.spaced[after]:
            words.append("")
        words[-1] += glyphs.texts[after]
    return CellLine(
        text,
        statistics.median(glyphs.baselines[place] for place in ordered),
        max(size, 1.0),
        glyphs.boxes[ordered[0]][0],
        max(glyphs.boxes[place][2] for place in ordered),
        tuple(words),
    )

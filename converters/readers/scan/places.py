"""Cells whose place in their table is in doubt, however well they were read.

A number in a wrong row reads as well as in its own, so rows and columns are held against what
stands on the page: lines of text, white space, the lines that the detector found. Where they do
not agree, the numbers from there on are marked, for a row too many moves all those below it.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...model import PageOrigin
from ..pdf.characters import Characters
from ..pdf.geometry import Box
from ..pdf.gridlines import is_nothing, is_number
from ..pdf.grids import PageTable
from ..pdf.layout import PageLayout
from ..pdf.lines import Segment
from ..pdf.page import PageObjects

_LEVEL = 0.5
"""Font sizes by which baselines of one line differ at most."""
_CLOSE = 0.8
"""Distance of a label from its neighbours over that of rows below which it may wrap one."""
_AS_LINES = 1.1
"""The same over that of lines of one label."""
_NEAR = 1.6
"""Font sizes above a table within which the lines of a header would stand."""
_ROOM = 2.2
"""Font sizes by which a line of a header may be narrower than its column when a word more did not
fit: one character and the white on both sides."""
_TOUCHING = 0.3
"""Font sizes between characters that no rule and no white space parts."""
_HALF_WIDE, _HALF_NARROW = 0.5, 0.28
"""Half the width of ideographs and of digits in font sizes."""
_SENTENCE = re.compile(r".{14,}[。！？；]$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text in a cell."""

    text: str
    baseline: float
    size: float
    x0: float
    x1: float

    @property
    def numeric(self) -> bool:
        return is_number(self.text) or is_nothing(self.text)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its lines from top to bottom."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[_Line, ...]

    @property
    def numeric(self) -> bool:
        return bool(self.lines) and all(line.numeric for line in self.lines)


@dataclass(frozen=True, slots=True)
class Doubt:
    """From which row on the cells of a table may stand wrongly, and why."""

    row: int
    reason: str


def doubtful_places(
    layout: PageLayout, objects: PageObjects
) -> tuple[Mapping[Box, str], list[tuple[str, str]]]:
    """The boxes of number cells in doubt with the reason, and diagnostics: codes and messages."""
    doubted: dict[Box, str] = {}
    findings: list[tuple[str, str]] = []
    glyphs = _Glyphs(objects.characters)
    for number, table in enumerate(layout.tables):
        cells = _cells(table, objects, glyphs)
        doubts = [*_doubts(table, cells, objects), *_around(layout, number, cells)]
        if not doubts:
            continue
        first = min(doubts, key=lambda doubt: doubt.row)
        for cell in cells:
            if cell.row + cell.row_span > first.row and cell.lines:
                doubted[cell.box] = first.reason
        message = f"Numbers of a table on page {layout.number} may stand in wrong cells: "
        findings.append(("place-doubtful", f"{message}{first.reason}."))
    return doubted, findings


class _Glyphs:
    """The characters of a page in lists, which are read faster one by one than arrays."""

    def __init__(self, characters: Characters) -> None:
        self.texts = [chr(code) for code in characters.codes.tolist()]
        self.boxes: list[Box] = characters.boxes.tolist()
        self.baselines: list[float] = characters.baselines.tolist()
        self.sizes: list[float] = characters.sizes.tolist()


class _Middles:
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


def _cells(table: PageTable, objects: PageObjects, glyphs: _Glyphs) -> list[_Cell]:
    inside = _Middles(table, objects)
    out: list[_Cell] = []
    for cell in table.draft.cells:
        origin = cell.origins[0] if cell.origins else None
        if not isinstance(origin, PageOrigin) or origin.box is None:
            continue
        lines = tuple(_lines(glyphs, inside.of(origin.box)))
        out.append(_Cell(cell.row, cell.column, cell.row_span, cell.column_span, origin.box, lines))
    return out


def _lines(glyphs: _Glyphs, places: Sequence[int]) -> Iterator[_Line]:
    """The lines of some characters."""
    run: list[int] = []
    for place in sorted(places, key=glyphs.baselines.__getitem__):
        last = run[-1] if run else place
        apart = glyphs.baselines[place] - glyphs.baselines[last]
        if apart > _LEVEL * glyphs.sizes[place]:
            yield _line(glyphs, run)
            run = []
        run.append(place)
    if run:
        yield _line(glyphs, run)


def _line(glyphs: _Glyphs, places: Sequence[int]) -> _Line:
    ordered = sorted(places, key=lambda place: glyphs.boxes[place][0])
    size = max(glyphs.sizes[place] for place in ordered)
    text = glyphs.texts[ordered[0]]
    for before, after in itertools.pairwise(ordered):
        gap = glyphs.boxes[after][0] - glyphs.boxes[before][2]
        text += " " * (gap > size) + glyphs.texts[after]
    return _Line(
        text,
        statistics.median(glyphs.baselines[place] for place in ordered),
        max(size, 1.0),
        glyphs.boxes[ordered[0]][0],
        max(glyphs.boxes[place][2] for place in ordered),
    )


def _doubts(table: PageTable, cells: Sequence[_Cell], objects: PageObjects) -> Iterator[Doubt]:
    """What speaks against the rows and columns of a table inside it."""
    for cell in cells:
        if len(cell.lines) > 1 and cell.numeric and cell.row_span == 1:
            yield Doubt(cell.row, "a cell holds numbers of two lines")
        elif len(cell.lines) == 1 and _holds_two(cell.lines[0].text):
            yield Doubt(cell.row, "a cell holds two numbers")
    rows: dict[int, list[_Cell]] = {}
    for cell in cells:
        if cell.row_span == 1 and cell.lines:
            rows.setdefault(cell.row, []).append(cell)
    for row, mine in rows.items():
        # The ink of a dash says little of the level of its line.
        numbers = [cell.lines[0] for cell in mine if cell.numeric]
        levels = [line.baseline for line in numbers if is_number(line.text)]
        if levels and max(levels) - min(levels) > _LEVEL * mine[0].lines[0].size:
            yield Doubt(row, "numbers of a row do not stand level")
    yield from _without_text(cells, rows)
    if table.ruled:
        yield from _straddling(table, cells, objects)
    else:
        yield from _unruled(table, cells, rows)


def _holds_two(text: str) -> bool:
    parts = text.split()
    return len(parts) > 1 and all(is_number(part) or is_nothing(part) for part in parts)


def _without_text(cells: Sequence[_Cell], rows: Mapping[int, Sequence[_Cell]]) -> Iterator[Doubt]:
    """Rows and columns of which no cell of one row or column has text, though longer ones do."""
    columns = {cell.column for cell in cells if cell.column_span == 1 and cell.lines}
    for cell in cells:
        if not cell.numeric:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            if row not in rows:
                yield Doubt(row, "a row has no text of its own")
        for column in range(cell.column, cell.column + cell.column_span):
            if column not in columns:
                yield Doubt(0, "a column has no text of its own")


def _straddling(table: PageTable, cells: Sequence[_Cell], objects: PageObjects) -> Iterator[Doubt]:
    """Texts that were found as one and stand in two cells with no white between them."""
    characters = objects.characters
    owner: dict[int, _Cell] = {}
    inside = _Middles(table, objects)
    for cell in cells:
        owner.update(dict.fromkeys(inside.of(cell.box), cell))
    for before, after in itertools.pairwise(sorted(owner)):
        one, other = owner[before], owner[after]
        if one is other or characters.runs[before] != characters.runs[after]:
            continue
        kinds = {_kind(chr(int(characters.codes[place]))) for place in (before, after)}
        if len(kinds) > 1 or "" in kinds or one.row != other.row:
            continue
        if _gap(objects, before, after) < _TOUCHING:
            yield Doubt(min(one.row, other.row), "a text reaches over two cells")


def _kind(char: str) -> str:
    """What a character is a part of: a number, a word; "" for neither."""
    return "number" if char.isdigit() else "word" if char.isalpha() else ""


def _gap(objects: PageObjects, before: int, after: int) -> float:
    """Font sizes of white between two characters, whose boxes are drawn halfway to each other."""
    boxes, size = objects.characters.boxes, max(1.0, float(objects.characters.sizes[after]))
    apart = (boxes[after, 0] + boxes[after, 2] - boxes[before, 0] - boxes[before, 2]) / 2 / size
    wide = objects.characters.wide[[before, after]]
    return float(apart) - float(np.where(wide, _HALF_WIDE, _HALF_NARROW).sum())


def _unruled(
    table: PageTable, cells: Sequence[_Cell], rows: Mapping[int, Sequence[_Cell]]
) -> Iterator[Doubt]:
    """What only white space tells."""
    levels = {
        row: statistics.median(cell.lines[0].baseline for cell in mine if cell.numeric)
        for row, mine in rows.items()
        if any(cell.numeric for cell in mine)
    }
    pitches = [b - a for (_, a), (_, b) in itertools.pairwise(sorted(levels.items()))]
    usual = statistics.median(pitches) if pitches else 0.0
    first = min(levels, default=0)
    for row, mine in rows.items():
        texts = [cell for cell in mine if cell.column > 0]
        if row in levels or (row < first and texts):
            continue
        if len(texts) > 1:
            yield Doubt(row, "headers stand between numbers")
        lines = mine[0].lines
        above = [level for other, level in levels.items() if other < row]
        below = [level for other, level in levels.items() if other > row]
        distances = [lines[0].baseline - level for level in above]
        distances += [level - lines[-1].baseline for level in below]
        close = min(distances, default=usual) < _CLOSE * usual
        if close or (not texts and _is_wrapped(mine[0], cells)):
            yield Doubt(row, "a label may belong to the row beside it")
        if any(_SENTENCE.match(line.text) for line in lines):
            yield Doubt(row, "a sentence stands between rows")
    yield from _stacked_headers(table, cells, first)


def _is_wrapped(label: _Cell, cells: Sequence[_Cell]) -> bool:
    """Whether a label is as near to one beside it as lines of one label are to each other."""
    labels = [cell for cell in cells if cell.column == label.column and cell is not label]
    pitches = [
        below.baseline - above.baseline
        for cell in labels
        for above, below in itertools.pairwise(cell.lines)
    ]
    lines = [line.baseline for cell in labels for line in cell.lines]
    apart = [level - label.lines[-1].baseline for level in lines]
    apart += [label.lines[0].baseline - level for level in lines]
    nearest = min((distance for distance in apart if distance > 0), default=0.0)
    return bool(pitches) and nearest < _AS_LINES * min(pitches)


def _stacked_headers(table: PageTable, cells: Sequence[_Cell], first: int) -> Iterator[Doubt]:
    """Headers of several lines that had room for one: they may be headers above each other."""
    for cell in cells:
        if cell.row >= first or len(cell.lines) < 2 or cell.numeric:
            continue
        left, right = table.xs[cell.column], table.xs[cell.column + cell.column_span]
        for line, below in itertools.pairwise(cell.lines):
            brackets = below.text.startswith(("(", "（", "/"))
            if not brackets and line.x1 - line.x0 + _ROOM * line.size < right - left:
                yield Doubt(0, "a header may be two headers above each other")


def _around(layout: PageLayout, number: int, cells: Sequence[_Cell]) -> Iterator[Doubt]:
    """Text inside a table that it did not take, and lines of pieces right above it."""
    table = layout.tables[number]
    left, top, right, bottom = table.box
    for segment in layout.segments:
        x, y = (segment.box[0] + segment.box[2]) / 2, (segment.box[1] + segment.box[3]) / 2
        if left < x < right and top < y < bottom:
            row = min((cell.row for cell in cells if cell.box[3] > y), default=0)
            yield Doubt(row, "text inside it stands in no cell")
    beside = [
        segment
        for segment in layout.segments
        if segment.box[0] < right
        and segment.box[2] > left
        and -1 < top - segment.box[3] < _NEAR * segment.size
    ]
    if not table.ruled and any(
        _are_level(one, other) for one, other in itertools.combinations(beside, 2)
    ):
        yield Doubt(0, "a line above it may be its header")
    headless = any(cell.row == 0 and cell.column > 0 and cell.numeric for cell in cells)
    if headless and any(
        other is not table and other.box[3] <= top + 1 and abs(other.box[0] - left) < 6
        for other in layout.tables[:number]
    ):
        yield Doubt(0, "it may be a part of the table above")


def _are_level(one: Segment, other: Segment) -> bool:
    return abs(one.baseline - other.baseline) < _LEVEL * one.size and (
        max(one.box[0], other.box[0]) - min(one.box[2], other.box[2]) > one.size
    )

"""The layers over the picture of a page: what the reader saw there and what it made of it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..model import Cell, Document
from ..model.origin import Box
from ..readers.pdf.workers.views import PageView
from ..readers.scan.doubts import SURE, needs_review
from .names import LAYERS
from .pages import CellPlace, Entry, entries_on, furniture_on, notes_on, tables_on
from .shapes import Boxes, Label, Layer, Lines, Shape, Style

_CHARACTERS = Style("#1f77b4", 0.3)
_HIDDEN = Style("#d62728", 0.4)
_RULES = Style("#e31a1c", 1.2)
_IMAGE = Style("#8c564b", 0.8, dash=3.0)
_PICTURE = Style("#8c564b", 1.2, fill="#8c564b", opacity=0.15)
_FURNITURE = Style("#7f7f7f", 0.8, fill="#7f7f7f")
_RULED = Style("#2ca02c", 0.7, dash=2.0)
_ALIGNED = Style("#ff7f0e", 0.7, dash=2.0)
_ORDER = Style("#9467bd", 0.8)
_NOTE = Style("#9467bd", 0.8, dash=2.0)
_ARROW = Style("#9467bd", 1.2)
_UNSURE = Style("#d62728", 0.6, fill="#ff7f0e", opacity=0.4)
_DOUBTFUL = Style("#d62728", 0.0, fill="#d62728", opacity=0.35)
_CELL = "#17607a"
_ROLES: Final[Mapping[str, str | None]] = {
    "header": "#1f77b4",
    "stub": "#2ca02c",
    "data": None,
    "spacer": "#7f7f7f",
}
_OVERHANG = 4.0
"""Points by which the lines of a grid stand out of their table."""
_MARGIN = 1.5
"""Points between a block and the box drawn around it."""
_HEAD = 4.0
"""Length of an arrow's head in points."""


def _characters(view: PageView, _document: Document) -> list[Shape]:
    boxes = _array(view.characters, 4)
    hidden = np.frombuffer(view.hidden, np.uint8) == 1
    return [
        Boxes(_boxes(boxes[chosen]), style)
        for chosen, style in ((~hidden, _CHARACTERS), (hidden, _HIDDEN))
        if chosen.any()
    ]


def _rules(view: PageView, _document: Document) -> list[Shape]:
    flat = [(left, y, right, y) for y, left, right in _array(view.horizontal, 3).tolist()]
    tall = [(x, top, x, bottom) for x, top, bottom in _array(view.vertical, 3).tolist()]
    return [Lines(_rounded([*flat, *tall]), _RULES)] if flat or tall else []


def _grids(view: PageView, _document: Document) -> list[Shape]:
    shapes: list[Shape] = []
    for grid in view.grids:
        left, right = grid.xs[0] - _OVERHANG, grid.xs[-1] + _OVERHANG
        top, bottom = grid.ys[0] - _OVERHANG, grid.ys[-1] + _OVERHANG
        lines = [(x, top, x, bottom) for x in grid.xs] + [(left, y, right, y) for y in grid.ys]
        style = _RULED if grid.ruled else _ALIGNED
        kind = "ruled" if grid.ruled else "aligned"
        text = f"{kind} {len(grid.ys) - 1} x {len(grid.xs) - 1}"
        shapes += [Lines(_rounded(lines), style), _label(right, top, text, style.colour)]
    return shapes


def _cells(view: PageView, document: Document) -> list[Shape]:
    tables = tables_on(document, view.number)
    return [shape for cells in tables for place in cells for shape in _cell(place)]


def _cell(place: CellPlace) -> list[Shape]:
    cell, (left, top, right, bottom) = place.cell, place.box
    inner = (left + 0.8, top + 0.8, max(right - 0.8, left + 1), max(bottom - 0.8, top + 1))
    style = Style(_CELL, 0.6, fill=_ROLES[cell.role], opacity=0.15)
    title = f"{cell.role}: {place.text}" if place.text else cell.role
    return [Boxes((inner,), style, title), _label(left + 1.2, top + 1, cell_name(cell), _CELL, 4.5)]


def cell_name(cell: Cell) -> str:
    """Row and column of a cell from 1, or the first and last of those it spans: `2-3,1`."""
    rows = _span(cell.row, cell.row_span)
    return f"{rows},{_span(cell.column, cell.column_span)}"


def _span(first: int, count: int) -> str:
    return str(first + 1) if count == 1 else f"{first + 1}-{first + count}"


def _order(view: PageView, document: Document) -> list[Shape]:
    entries, notes = entries_on(document, view.number), notes_on(document, view.number)
    shapes: list[Shape] = [Boxes((_around(e.box),), _ORDER, e.text) for e in entries]
    shapes += [Boxes((_around(e.box),), _NOTE, e.text) for e in notes]
    for before, after in itertools.pairwise(entries):
        shapes.append(Lines(_arrow(before.box, after.box), _ARROW))
    for number, entry in enumerate(entries, 1):
        shapes.append(_beside(entry, f"{number} {entry.kind}", _ORDER.colour))
    shapes += [_beside(entry, entry.kind, _NOTE.colour) for entry in notes]
    return shapes


def _around(box: Box) -> Box:
    """A box a little larger, so that it hides no line of what it stands around."""
    left, top, right, bottom = box
    wider = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
    return _rounded([wider])[0]


def _arrow(before: Box, after: Box) -> tuple[Box, ...]:
    """An arrow from the lower left corner of a block to the upper left one of the next."""
    x0, y0, x1, y1 = before[0] - 3, before[3], after[0] - 3, after[1]
    angle = math.atan2(y1 - y0, x1 - x0)
    heads = [
        (x1, y1, x1 - _HEAD * math.cos(angle + turn), y1 - _HEAD * math.sin(angle + turn))
        for turn in (0.5, -0.5)
    ]
    return _rounded([(x0, y0, x1, y1), *heads])


def _furniture(view: PageView, document: Document) -> list[Shape]:
    shapes: list[Shape] = []
    for entry in furniture_on(document, view.number):
        shapes.append(Boxes((entry.box,), _FURNITURE, entry.text))
        shapes.append(_beside(entry, entry.kind, _FURNITURE.colour))
    return shapes


def _pictures(view: PageView, _document: Document) -> list[Shape]:
    shapes: list[Shape] = []
    for boxes, style in ((view.images, _IMAGE), (view.pictures, _PICTURE)):
        if boxes:
            shapes.append(Boxes(boxes, style))
    shapes += [_label(box[0], box[3], "picture", _PICTURE.colour) for box in view.pictures]
    return shapes


def _confidence(view: PageView, document: Document) -> list[Shape]:
    """Cells to look at, and characters that are unsure, of a page read from its picture."""
    shapes: list[Shape] = []
    for cells in tables_on(document, view.number):
        for place in cells:
            if needs_review(place.cell):
                shapes += _doubt(place)
    sure = _array(view.confidences, 1)[:, 0]
    if (sure < SURE).any():
        shapes.append(Boxes(_boxes(_array(view.characters, 4)[sure < SURE]), _DOUBTFUL))
    return shapes


def _doubt(place: CellPlace) -> list[Shape]:
    cell, (_left, top, right, _bottom) = place.cell, place.box
    others = ", ".join(f"{reading.text!r} ({reading.source})" for reading in cell.readings)
    title = place.text + (f"; also read: {others}" if others else "")
    shapes: list[Shape] = [Boxes((place.box,), _UNSURE, title)]
    if cell.confidence is not None:
        text = f"{cell.confidence:.0%}"
        shapes.append(_label(right - 3.2 * len(text) - 1, top + 1, text, _UNSURE.colour, 5.0))
    return shapes


_LAYERS: Final[Mapping[str, Callable[[PageView, Document], list[Shape]]]] = {
    "pictures": _pictures,
    "furniture": _furniture,
    "cells": _cells,
    "grids": _grids,
    "rules": _rules,
    "confidence": _confidence,
    "order": _order,
    "characters": _characters,
}


def layers_of(view: PageView, document: Document, names: Sequence[str] = LAYERS) -> list[Layer]:
    """The layers `names` of a page, from the lowest to the highest."""
    return [Layer(name, tuple(_LAYERS[name](view, document))) for name in LAYERS if name in names]


def _label(x: float, y: float, text: str, colour: str, size: float = 6.0) -> Label:
    plain = text.encode("ascii", "replace").decode()
    return Label(round(max(0.0, x), 1), round(max(0.0, y), 1), plain, colour, size)


def _beside(entry: Entry, text: str, colour: str) -> Label:
    """A label above the right end of a block, where text of its own seldom stands."""
    _, top, right, _ = entry.box
    return _label(right - 3.2 * len(text), top - 9, text, colour, 6.5)


def _array(data: bytes, columns: int) -> NDArray[np.float32]:
    return np.frombuffer(data, "<f4").reshape(-1, columns)


def _boxes(boxes: NDArray[np.float32]) -> tuple[Box, ...]:
    return _rounded(boxes.tolist())


def _rounded(boxes: Sequence[Sequence[float]]) -> tuple[Box, ...]:
    return tuple((round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in boxes)

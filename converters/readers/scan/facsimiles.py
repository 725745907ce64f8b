"""A read page as a facsimile: its picture where it belongs, its text in reading order."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from ...model import PageOrigin
from ...model.facsimile import Facsimile, Matrix, PagePixels, PlacedText
from ..pdf.grids.grids import PageTable
from ..pdf.objects.characters import Characters
from ..pdf.objects.geometry import Box
from ..pdf.objects.page import PageObjects
from ..pdf.pages.layout import PageLayout, order
from .page import ScannedPage
from .pictures import PagePicture
from .pixels import encoded, kept_jpeg

_WORD_GAP: Final = 1.5
"""Blank in font sizes from which neighbouring characters of one run are set apart."""
_FLAT: Final = 0.35
"""Height over the usual font size below which ink is a stroke and no character of full height."""
_STROKE: Final = 0.33
"""Height of a dash above the baseline over the size of its font."""
_TURNS: Final = {1: 0, 6: 1, 3: 2, 8: 3}
"""Quarter turns, clockwise, of each orientation that EXIF knows and that mirrors nothing."""

Affine = NDArray[np.float64]
"""Shape (3, 3), for columns (x, y, 1)."""


def facsimile_of(
    picture: PagePicture,
    objects: PageObjects,
    layout: PageLayout,
    *,
    skew: float = 0.0,
    turns: int = 0,
) -> Facsimile:
    """The facsimile of a page whose text stands level after `skew` degrees and `turns` quarters."""
    pixels, stored = _pixels(picture)
    texts = _in_order(_with_strokes_level(list(_texts(objects.characters))), layout)
    high, wide = picture.colours.shape[:2]
    place = np.diag((wide, high, 1.0)) @ _turned_by(stored)
    place = _levelled(wide, high, skew if texts else 0.0) @ place
    for _ in range(turns % 4):
        place = np.array([(0, -1, high), (1, 0, 0), (0, 0, 1)], np.float64) @ place
        wide, high = high, wide
    scale = 72 / picture.dpi
    return Facsimile(
        number=picture.number,
        width=wide * scale,
        height=high * scale,
        pixels=pixels,
        matrix=_user_space(place, scale, high * scale),
        texts=tuple(texts),
        rules=tuple(_rules(objects)),
    )


def facsimile_of_scan(picture: PagePicture, page: ScannedPage, layout: PageLayout) -> Facsimile:
    """The facsimile of a page that was read from its picture."""
    return facsimile_of(picture, page.objects, layout, skew=page.skew, turns=page.turns)


def _pixels(picture: PagePicture) -> tuple[PagePixels, int]:
    """The picture as a PDF holds it, and the quarter turns that show it as `colours` are."""
    if picture.jpeg is not None and picture.orientation in _TURNS:
        kept = kept_jpeg(picture.jpeg)
        if kept is not None:
            return kept, _TURNS[picture.orientation]
    return encoded(picture.colours), 0


def _turned_by(turns: int) -> Affine:
    """Quarter turns, clockwise, of the unit square with y downwards."""
    quarter = np.array([(0, -1, 1), (1, 0, 0), (0, 0, 1)], np.float64)
    return np.linalg.matrix_power(quarter, turns)


def _levelled(wide: float, high: float, skew: float) -> Affine:
    """The turn around the middle that `prepare.turned` does, y downwards."""
    c, s = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    x, y = wide / 2, high / 2
    return np.array([(c, s, x - c * x - s * y), (-s, c, y + s * x - c * y), (0, 0, 1)], np.float64)


def _user_space(place: Affine, scale: float, height: float) -> Matrix:
    """The matrix of a PDF: y upwards on the page and in the picture."""
    flip = np.array([(1, 0, 0), (0, -1, 1), (0, 0, 1)], np.float64)
    page = np.array([(scale, 0, 0), (0, -scale, height), (0, 0, 1)], np.float64)
    (a, c, e), (b, d, f), _ = (page @ place @ flip).tolist()
    return a, b, c, d, e, f


def _rules(objects: PageObjects) -> Iterator[Box]:
    for y, left, right in objects.drawings.horizontal.tolist():
        yield left, y, right, y
    for x, top, bottom in objects.drawings.vertical.tolist():
        yield x, top, x, bottom


def _texts(characters: Characters) -> Iterator[PlacedText]:
    """Words and stretches of them, in the order of the page's characters."""
    text, boxes, runs, sizes = (
        characters.text,
        characters.boxes.tolist(),
        characters.runs.tolist(),
        characters.sizes.tolist(),
    )
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and runs[place] == runs[start]:
            gap = boxes[place][0] - boxes[place - 1][2]
            if not characters.spaced[place] and -0.5 < gap / max(sizes[place], 1) < _WORD_GAP:
                continue
        chosen = boxes[start:place]
        box = (
            min(box[0] for box in chosen),
            min(box[1] for box in chosen),
            max(box[2] for box in chosen),
            max(box[3] for box in chosen),
        )
        if text[start:place].strip():
            baseline = float(characters.baselines[start])
            yield PlacedText(text[start:place], box, baseline, max(sizes[start], 1.0))
        start = place


def _with_strokes_level(texts: Sequence[PlacedText]) -> list[PlacedText]:
    """The texts, lone strokes such as a dash with the font and the baseline of their lines."""
    if not texts:
        return []
    usual = statistics.median(text.size for text in texts)
    return [
        msgspec.structs.replace(
            text, size=usual, baseline=(text.box[1] + text.box[3]) / 2 + _STROKE * usual
        )
        if text.box[3] - text.box[1] < _FLAT * usual
        else text
        for text in texts
    ]


def _in_order(texts: Sequence[PlacedText], layout: PageLayout) -> list[PlacedText]:
    """The texts as the layout reads them: columns, tables row by row, cell by cell."""
    areas = list(_areas(layout))
    boxes = np.array([box for box, _ in areas], np.float64).reshape(-1, 4)

    def key(text: PlacedText) -> tuple[float, ...]:
        left, top, right, bottom = text.box
        x, y = (left + right) / 2, (top + bottom) / 2
        if not len(boxes):
            return (0, round(y / text.size), x)
        dx = np.maximum(0, np.maximum(boxes[:, 0] - x, x - boxes[:, 2]))
        dy = np.maximum(0, np.maximum(boxes[:, 1] - y, y - boxes[:, 3]))
        area = int((dx * dx + dy * dy).argmin())
        line = round((y - boxes[area][1]) / text.size)
        return (areas[area][1], line, x)

    return sorted(texts, key=key)


def _areas(layout: PageLayout) -> Iterator[tuple[Box, int]]:
    """Boxes of lines and cells in reading order, each with its number."""
    number = 0
    for placed in order(layout, ()):
        item = placed.item
        for box in _cells(item) if isinstance(item, PageTable) else (item.box,):
            yield box, number
            number += 1


def _cells(table: PageTable) -> Sequence[Box]:
    cells = sorted(table.draft.cells, key=lambda cell: (cell.row, cell.column))
    boxes = [
        origin.box
        for cell in cells
        for origin in cell.origins
        if isinstance(origin, PageOrigin) and origin.box is not None
    ]
    return boxes or [table.box]

"""One scanned page: prepared, read, its number cells read twice, as the arrays of a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..pdf.drawn.ruled import find_grids
from ..pdf.objects.page import PageObjects
from ..pdf.pages.layout import PageLayout
from ..pdf.pages.witness import Seen
from .apart import parted_boxes, with_numbers_apart
from .blots import Mask
from .byhand import doubted_as_handwritten
from .cells import CellReading, read_cells
from .counted import doubted_by_width, readings_with_doubt, with_doubt
from .dense_numbers import for_later, numbers_in, told_numbers
from .detector import Gray, PixelBox, find_text
from .ink import crop, text_box
from .leftover import missed_text
from .lowdots import without_led
from .marks import Mark, joined
from .objects import Second, confidences, page_objects, seconds
from .orientation import (
    half_turned,
    is_sideways,
    is_upside_down,
    quarter_turn,
    quarter_turned,
)
from .overwritten import overwritten
from .pictures import PagePicture
from .placedlines import PlacedLine, moved
from .prepare import prepare
from .raised import with_raised
from .recogniser import read_lines
from .repairs import unstacked, with_dashes
from .reverse import without_reverse
from .rules import Rules, find_rules
from .signs import doubted_by_sign
from .sure_numbers import sure_numbers
from .turnedlines import with_turned
from .unlike import doubted_by_shape
from .weights import beyond_doubt, engine_in_use, finest_dpi
from .whitegaps import with_gaps
from .whites import with_whites

_GLYPH = 0.75
"""Height of glyphs over that of the boxes that the detector draws around them."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was read on a page."""

    objects: PageObjects
    confidences: NDArray[np.float64]
    """How sure each character of `objects` is, 0 to 1."""
    seconds: tuple[Second, ...]
    """What doubtful characters of `objects` may be instead."""
    readings: tuple[CellReading, ...]
    """Cells of ruled tables that were read twice."""
    skew: float
    """Degrees by which the page was turned to be level."""
    turns: int
    """Quarter turns, clockwise, by which it was turned upright."""
    seal: str
    """Colours of a seal that was taken out; empty where there was none."""
    marks: tuple[Mark, ...]
    """Handwriting and stamps that were left out of the text; boxes on `gray`."""
    gray: Gray
    """The pixels that were read: upright, level, without seals and marks."""

    def seen(self, layout: PageLayout) -> Seen:
        """The page with what was made of it."""
        return Seen(self.objects, layout, pixels=self.gray, confidences=self.confidences)


def read_page(picture: PagePicture) -> ScannedPage:
    """The text and the rules of a page."""
    picture = picture.reduced(finest_dpi())
    prepared = prepare(picture.colours)
    boxes = find_text(prepared.gray)
    gray, turns = prepared.gray, 0
    fills: list[PixelBox] = [fill.box for fill in prepared.fills]
    if is_sideways(boxes):
        boxes = quarter_turned(boxes, gray.shape[0])
        fills = quarter_turned(fills, gray.shape[0])
        gray, turns = quarter_turn(gray), 1
    em = _em(boxes)
    rules, ink, lines = _read(gray, boxes, em, fills)
    if is_upside_down(gray, boxes, [placed.line for placed in lines]):
        boxes, fills = half_turned(boxes, gray.shape), half_turned(fills, gray.shape)
        gray, turns = np.ascontiguousarray(gray[::-1, ::-1]), turns + 2
        rules, ink, lines = _read(gray, boxes, em, fills)
    cleared = without_reverse(gray, lines)
    if cleared is not None:
        gray, boxes = cleared, find_text(cleared)
        em = _em(boxes)
        rules, ink, lines = _read(gray, boxes, em, fills)
    lines, turned = with_turned(gray, ink, boxes, lines, em)
    missed = missed_text(ink, boxes, em, rules.vertical.tolist())
    read = read_lines([crop(gray, box, em) for box in missed])
    lines += [
        moved(PlacedLine(line, box), text_box(ink, box))
        for line, box in zip(read, missed, strict=True)
    ]
    lines = with_numbers_apart(gray, ink, unstacked(gray, ink, lines, em), em)
    lines = without_led(with_dashes(ink, lines, em), em)
    empty = page_objects(picture.number, gray.shape, picture.dpi, (), rules, fills)
    grids = find_grids(empty.drawings)
    lines, readings = read_cells(gray, ink, grids, lines, picture.dpi, em)
    doubted = doubted_by_width(ink, lines) | doubted_by_shape(gray, ink, lines)
    doubted |= doubted_by_sign(ink, lines)
    doubted |= doubted_as_handwritten(gray, ink, lines)
    marked = prepared.marked.quarter_turned(turns) if prepared.marked else None
    if marked is not None:
        doubted |= overwritten(marked, lines, em)
    readings = readings_with_doubt(readings, lines, doubted, picture.dpi)
    lines = with_raised(ink, with_doubt(lines, doubted))
    lines = [*with_gaps(ink, with_whites(ink, lines)), *turned]
    objects = page_objects(picture.number, gray.shape, picture.dpi, lines, rules, fills)
    return ScannedPage(
        objects=objects,
        confidences=confidences(lines),
        seconds=seconds(lines),
        readings=tuple(readings),
        skew=prepared.skew,
        turns=turns,
        seal=prepared.seal,
        marks=joined(marked.marks, em) if marked is not None else (),
        gray=gray,
    )


def _read(
    gray: Gray, boxes: list[PixelBox], em: float, fills: Sequence[PixelBox]
) -> tuple[Rules, Mask, list[PlacedLine]]:
    """Rules, ink that is none of theirs, and what each box says on a page taken for upright."""
    rules = find_rules(gray, boxes, em, fills)
    ink = rules.ink & (1 - rules.mask)
    boxes = parted_boxes(ink, boxes)
    tight = [text_box(ink, box) for box in boxes]
    lines = sure_numbers(gray, ink, boxes, tight, em)
    numbers = numbers_in(ink, boxes, tight, em) if engine_in_use() == "fast" else {}
    later = for_later(numbers)
    waiting = {*lines, *later}
    first = [place for place in range(len(boxes)) if place not in waiting]
    lines |= _lines(gray, boxes, tight, first)
    if later:
        known = {place: placed.line for place, placed in lines.items()}
        least = beyond_doubt()
        unsure = [place for place in numbers if place in known and known[place].confidence < least]
        lines |= told_numbers(gray, numbers, known, [*later, *unsure], tight)
        lines |= _lines(gray, boxes, tight, [place for place in later if place not in lines])
    return rules, ink, [lines[place] for place in range(len(boxes))]


def _lines(
    gray: Gray, boxes: list[PixelBox], tight: list[PixelBox], places: list[int]
) -> dict[int, PlacedLine]:
    """By place: what some of the boxes say, read as the detector found them."""
    read = read_lines([_cut(gray, boxes[place]) for place in places])
    return {
        place: moved(PlacedLine(line, boxes[place]), tight[place])
        for place, line in zip(places, read, strict=True)
    }


def _cut(gray: Gray, box: PixelBox) -> Gray:
    left, top, right, bottom = box
    return gray[int(top) : int(bottom) + 1, int(left) : int(right) + 1]


def _em(boxes: list[PixelBox]) -> float:
    """Height of the glyphs on the page in pixels."""
    return (
        float(np.median([bottom - top for _, top, _, bottom in boxes])) * _GLYPH if boxes else 30.0
    )

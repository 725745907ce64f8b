"""One page: tables out first, then the rest as segments in reading order."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .aligned import aligned_tables
from .characters import Characters
from .columns import Extent, reading_order
from .geometry import Box
from .grids import PageTable, ruled_tables, table_of
from .lines import Segment, segments_of
from .page import PageObjects
from .turned import upright


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What a page holds, before the document is known."""

    number: int
    """Number of the page."""
    width: float
    height: float
    tables: tuple[PageTable, ...]
    segments: tuple[Segment, ...]
    left_out: tuple[tuple[str, str], ...]
    """Reason and text of characters that are not shown."""


def lay_out(objects: PageObjects, dropped: list[str]) -> PageLayout:
    """Tables and segments of a page; hyphens undone in cells are added to `dropped`."""
    page, _turns = upright(objects)
    usable, left_out = _usable(page)
    ruled = ruled_tables(page, usable, dropped)
    tables = ruled.tables
    free = usable.copy()
    for table in tables:
        free[table.characters] = False
    level = _level(page.characters)
    boxes = [table.box for table in tables]
    for table in aligned_tables(page, free & level, boxes, dropped):
        free[table.characters] = False
        tables.append(table)
    for grid in ruled.loose:
        whole = table_of(page, grid, free, dropped)
        if whole is not None:
            free[whole.characters] = False
            tables.append(whole)
    segments = segments_of(page, np.nonzero(free & level)[0])
    segments += _sideways(page.characters, free & ~level)
    return PageLayout(
        page.number, page.width, page.height, tuple(tables), tuple(segments), tuple(left_out)
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment or table in reading order, with the column of text that it stands in."""

    item: Segment | PageTable
    page: int
    column: Extent


def order(layout: PageLayout, skipped: set[int]) -> list[Placed]:
    """Segments (but those at the places `skipped`) and tables of a page in reading order."""
    items: list[Segment | PageTable] = [*layout.tables]
    items += [s for place, s in enumerate(layout.segments) if place not in skipped]
    boxes: list[Box] = [item.box for item in items]
    number = layout.number
    return [
        Placed(items[place], number, column) for place, column in reading_order(boxes, layout.width)
    ]


def _usable(page: PageObjects) -> tuple[NDArray[np.bool_], list[tuple[str, str]]]:
    """Which characters are shown, and why the others are not."""
    characters = page.characters
    if not len(characters.codes):
        return np.zeros(0, bool), []
    visible = np.array([run.visible for run in characters.table])[characters.runs]
    if not visible.any():
        visible[:] = True  # the text layer of a scan: hidden, and all there is
    x = (characters.boxes[:, 0] + characters.boxes[:, 2]) / 2
    y = (characters.boxes[:, 1] + characters.boxes[:, 3]) / 2
    inside = (x > -2) & (y > -2) & (x < page.width + 2) & (y < page.height + 2)
    left_out = []
    for reason, kept in (("invisible", visible), ("off-page", inside | ~visible)):
        text = "".join(map(chr, characters.codes[~kept].tolist()))
        if text:
            left_out.append((reason, text))
    return visible & inside, left_out


def _level(characters: Characters) -> NDArray[np.bool_]:
    if not len(characters.codes):
        return np.zeros(0, bool)
    angles = np.array([run.angle for run in characters.table])[characters.runs]
    return (angles <= 3) | (angles >= 357)


def _sideways(characters: Characters, chosen: NDArray[np.bool_]) -> list[Segment]:
    """Text that runs in other directions than the page: one segment for each run of it."""
    places = np.nonzero(chosen)[0]
    if not len(places):
        return []
    starts = np.concatenate(([True], np.diff(characters.runs[places]) != 0))
    bounds = [*np.nonzero(starts)[0].tolist(), len(places)]
    segments: list[Segment] = []
    for a, b in itertools.pairwise(bounds):
        run = places[a:b]
        boxes = characters.boxes[run]
        text = "".join(map(chr, characters.codes[run].tolist()))
        segments.append(Segment.plain(text, boxes, characters.table[characters.runs[run[0]]].size))
    return segments

"""One page: tables out first, then the rest as segments in reading order."""

from __future__ import annotations

import itertools
from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from ....model import Asset, Block, Image, Paragraph
from ..borderless.aligned import aligned_tables
from ..drawn.charts import charts_of, without_charts
from ..drawn.figures import inside
from ..gaps.known import KnownColumns
from ..gaps.walls import with_walls
from ..grids.besidegrids import take_beside
from ..grids.grids import PageTable, ruled_tables, table_of
from ..grids.headgrids import with_open_bodies
from ..grids.turnedheads import take_turned_heads
from ..lines.capitals import drop_caps, with_drop_caps
from ..lines.columns import Extent, reading_order
from ..lines.segments import Segment, segments_of
from ..lines.sidenotes import side_notes
from ..objects.arrays import changes
from ..objects.characters import Characters
from ..objects.geometry import Box, overlap
from ..objects.page import PageObjects
from ..objects.pictures import PagePicture
from ..objects.tags import PageTags
from ..objects.turned import upright
from .logical import in_logical_order
from .statedtables import StatedTable
from .tagtables import reconciled


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
    pictures: tuple[PagePicture, ...] = ()
    """Those that stand in no table."""
    assets: tuple[Asset, ...] = ()
    watermarks: tuple[Segment, ...] = ()
    rules: tuple[Box, ...] = ()
    """Horizontal lines that belong to no table."""
    tagged: bool = False
    """Whether the structure names the page's text: segments have their tags then."""
    findings: tuple[tuple[str, str], ...] = ()
    """Diagnostics: code and message."""
    gutter: float | None = None
    """The x between two pages on one sheet: all left of it is read first."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What is known of a page beside its objects."""

    pictures: Sequence[PagePicture] = ()
    assets: Sequence[Asset] = ()
    watermark: NDArray[np.bool_] | None = None
    """Which characters are a watermark; None for none."""
    tags: PageTags | None = None
    stated: Sequence[StatedTable] = ()
    """Tables of the structure."""
    known: Sequence[KnownColumns] = ()
    """Where tables of other pages go on."""
    plain: bool = False
    """Whether no table is looked for."""


def lay_out(objects: PageObjects, dropped: list[str], extras: Extras | None = None) -> PageLayout:
    """Tables and segments of a page; hyphens undone in cells are added to `dropped`."""
    page, _turns = upright(objects)
    extras = extras or Extras()
    usable, left_out = _usable(page)
    watermarks: list[Segment] = []
    if extras.watermark is not None and extras.watermark.any():
        watermarks = _sideways(page.characters, usable & extras.watermark)
        usable &= ~extras.watermark
    tables: list[PageTable] = []
    findings: list[tuple[str, str]] = []
    if not extras.plain:
        tables, findings = _tables(page, usable, dropped, extras)
    level = page.characters.level
    free = _free(usable, tables)
    stamped = free & page.characters.aslant & inside(page, [table.box for table in tables])
    watermarks += _sideways(page.characters, stamped)
    free &= ~stamped
    caps = drop_caps(page, free & level)
    free[caps] = False
    segments = segments_of(page, np.nonzero(free & level)[0])
    if caps:
        segments = with_drop_caps(page, segments, caps)
    segments += _sideways(page.characters, free & ~level)
    if extras.tags is not None:
        segments = [_tagged(segment, extras.tags) for segment in segments]
    free_pictures = [picture for picture in extras.pictures if not _in_cell(picture, tables)]
    return PageLayout(
        page.number,
        page.width,
        page.height,
        tuple(tables),
        tuple(segments),
        tuple(left_out),
        tuple(free_pictures),
        tuple(extras.assets),
        tuple(watermarks),
        tuple(_rules(page, tables)),
        extras.tags is not None,
        tuple(findings),
    )


def _tables(
    page: PageObjects, usable: NDArray[np.bool_], dropped: list[str], extras: Extras
) -> tuple[list[PageTable], list[tuple[str, str]]]:
    """The tables of a page, and what is to be reported of them."""
    usable = usable & ~page.characters.aslant
    charts = charts_of(page, usable)
    bare = without_charts(page, charts)
    ruled = ruled_tables(bare, usable & ~inside(page, charts), dropped)
    ruled.drawings.extend(charts)
    bare = with_walls(bare, ruled.walls)
    tables = ruled.tables
    level = page.characters.level
    drawn = inside(page, ruled.drawings)
    take_beside(page, tables, _free(usable, tables) & level & ~drawn, dropped)
    boxes = [*(table.box for table in tables), *ruled.drawings]
    frames = [*(grid.box for grid in ruled.loose), *ruled.bodies]
    usual = _free(usable, tables) & level & ~drawn
    tables += aligned_tables(bare, usual, boxes, dropped, frames, extras.known)
    for grid in ruled.loose:
        seen = any(overlap(table.box, grid.box) for table in tables)
        whole = None if seen else table_of(page, grid, _free(usable, tables), dropped)
        if whole is not None:
            tables.append(whole)
    take_turned_heads(page, tables, _free(usable, tables) & ~drawn, dropped)
    tables = with_open_bodies(page, tables, _free(usable, tables) & level, dropped)
    if not extras.stated:
        return tables, []
    held = reconciled(page, tables, extras.stated, usable, dropped)
    if not held.disagreements:
        return held.tables, []
    message = f"{held.disagreements} tables that the structure names do not fit page {page.number}."
    return held.tables, [("structure-ignored", message)]


def _free(usable: NDArray[np.bool_], tables: Sequence[PageTable]) -> NDArray[np.bool_]:
    """The usable characters that stand in no table."""
    free = usable.copy()
    for table in tables:
        free[table.characters] = False
    return free


def _tagged(segment: Segment, tags: PageTags) -> Segment:
    """A segment with what the structure says of it."""
    tag, artifact = tags.block(segment.run), segment.run in tags.artifacts
    return replace(segment, tag=tag, artifact=artifact) if tag or artifact else segment


def picture_paragraph(picture: PagePicture) -> Paragraph:
    """A paragraph of one picture, as large as it is on the page."""
    left, top, right, bottom = picture.box
    image = Image(
        asset=picture.asset,
        alt=picture.alt,
        width_pt=round(right - left, 1),
        height_pt=round(bottom - top, 1),
    )
    return Paragraph((image,))


def _in_cell(picture: PagePicture, tables: list[PageTable]) -> bool:
    """Put a picture into the cell that it stands in; False when it stands in none."""
    x, y = (picture.box[0] + picture.box[2]) / 2, (picture.box[1] + picture.box[3]) / 2
    for table in tables:
        for cell in table.draft.cells:
            for origin in cell.origins:
                box = getattr(origin, "box", None)
                if box and box[0] < x < box[2] and box[1] < y < box[3]:
                    block: Block = picture_paragraph(picture)
                    cell.blocks = (*cell.blocks, block)
                    return True
    return False


def _rules(page: PageObjects, tables: Sequence[PageTable]) -> list[Box]:
    lines = page.drawings.horizontal
    y, left, right = lines.T
    free = right - left > 20
    for table in tables:
        box = table.box
        free &= (y < box[1] - 2) | (y > box[3] + 2) | (left < box[0] - 2) | (left > box[2])
    return [(left, y, right, y) for y, left, right in lines[free][:200].tolist()]


class Placed(Struct, frozen=True, gc=False):
    """A segment or table in reading order, with the column of text that it stands in."""

    item: Segment | PageTable | PagePicture
    page: int
    column: Extent
    aside: bool = False
    """It stands in the margin beside the text."""


def order(
    layout: PageLayout,
    skipped: Container[int],
    skipped_pictures: Container[int] = (),
    skipped_tables: Container[int] = (),
) -> list[Placed]:
    """Segments, pictures and tables, but those at the places that are skipped, in order."""
    items: list[Segment | PageTable | PagePicture] = []
    items += [t for place, t in enumerate(layout.tables) if place not in skipped_tables]
    items += [p for place, p in enumerate(layout.pictures) if place not in skipped_pictures]
    kept = [s for place, s in enumerate(layout.segments) if place not in skipped]
    beside = side_notes(kept, layout.width) if layout.gutter is None else frozenset[int]()
    items += [s for place, s in enumerate(kept) if place not in beside]
    boxes: list[Box] = [item.box for item in items]
    number = layout.number
    placed = [
        Placed(items[place], number, column) for place, column in _reading_order(boxes, layout)
    ]
    if layout.tagged:
        placed = in_logical_order(placed)
    return _with_asides(placed, [kept[place] for place in sorted(beside)], number)


def _reading_order(boxes: Sequence[Box], layout: PageLayout) -> list[tuple[int, Extent]]:
    """Places of boxes in reading order with their columns, page by page where a sheet has two."""
    if layout.gutter is None:
        return reading_order(boxes, layout.width)
    out: list[tuple[int, Extent]] = []
    for left, right in ((0.0, layout.gutter), (layout.gutter, layout.width)):
        places = [p for p, box in enumerate(boxes) if (box[0] >= layout.gutter) == (left > 0)]
        moved = [
            (a - left, top, b - left, bottom)
            for a, top, b, bottom in map(boxes.__getitem__, places)
        ]
        for place, (start, end) in reading_order(moved, right - left):
            out.append((places[place], (start + left, end + left)))
    return out


def _with_asides(placed: list[Placed], asides: Sequence[Segment], page: int) -> list[Placed]:
    """The items with each note of the margin behind the last one that starts above its middle."""
    out = list(placed)
    for segment in asides:
        middle = (segment.box[1] + segment.box[3]) / 2
        above = [place for place, other in enumerate(out) if other.item.box[1] < middle]
        extent = (segment.box[0], segment.box[2])
        out.insert(above[-1] + 1 if above else 0, Placed(segment, page, extent, aside=True))
    return out


def _usable(page: PageObjects) -> tuple[NDArray[np.bool_], list[tuple[str, str]]]:
    """Which characters are shown, and why the others are not."""
    characters = page.characters
    if not len(characters.codes):
        return np.zeros(0, bool), list(page.left_out)
    visible = characters.visible
    own = len(visible) - page.added
    if not visible[:own].any():
        # The layer of a scan: hidden, and all there is but for what was filled in.
        visible = np.concatenate((np.ones(own, bool), visible[own:]))
    inside = characters.inside((-2, -2, page.width + 2, page.height + 2))
    left_out = list(page.left_out)
    for reason, kept in (("invisible", visible), ("off-page", inside | ~visible)):
        text = "".join(map(chr, characters.codes[~kept].tolist()))
        if text:
            left_out.append((reason, text))
    return visible & inside, left_out


def _sideways(characters: Characters, chosen: NDArray[np.bool_]) -> list[Segment]:
    """Text that runs in other directions than the page: one segment for each run of it."""
    places = np.nonzero(chosen)[0]
    if not len(places):
        return []
    starts = changes(characters.runs[places])
    bounds = [*np.nonzero(starts)[0].tolist(), len(places)]
    segments: list[Segment] = []
    for a, b in itertools.pairwise(bounds):
        run = places[a:b]
        boxes = characters.boxes[run]
        text = "".join(map(chr, characters.codes[run].tolist()))
        segments.append(Segment.plain(text, boxes, characters.table[characters.runs[run[0]]].size))
    return segments

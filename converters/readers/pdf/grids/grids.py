"""Ruled grids of a page as draft tables."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ....tables.draft import DraftCell, DraftTable
from ..drawn.figures import has_arrows
from ..drawn.ruled import Grid, GridCell, find_grids
from ..drawn.spacing import without_spacing
from ..gaps.rules import Wall
from ..lines.pagelines import text_lines
from ..objects.geometry import Box, Tenths, rounded
from ..objects.page import PageObjects
from .alignments import share_alignments
from .bandedrows import with_banded_rows
from .bandheads import with_parted_heads
from .cells import CellText, texts_by_owner
from .innercolumns import has_inner_columns
from .jointedrows import with_jointed_rows
from .openrows import without_open_rows
from .owners import characters_inside, rows_of, with_characters_outside
from .partedrows import with_level_labels, with_parted_rows
from .stacks import has_stacked_rows
from .steppedheads import with_stepped_heads
from .sumgrids import is_last_row

_RAGGED = 0.4
"""Share of slots in regions of odd shapes from which a grid is a drawing and no table."""
_SQUARED = 400
"""Cells from which a grid with hardly a text in it is squared paper."""
_AT_ONCE = 256
"""Cells that are held against all fills of a page at once."""
_CHART = 0.12
"""Share of filled cells up to which a grid without a full row is that of a chart."""
_LIST = 3
"""Entries that a table of one column has at least."""
_TICKS = tuple(map(ord, "☐☑☒"))
_LONGEST = 4
"""Lines of one of them at most."""


@dataclass(slots=True)
class PageTable:
    """A table of one page, where it stands and the characters it took."""

    draft: DraftTable
    xs: tuple[float, ...]
    """Column boundaries in points."""
    box: Box
    page: int
    characters: NDArray[np.intp]
    ruled: bool = True
    joined: tuple[int, ...] = ()
    """Pages that later pieces came from."""
    gutters: tuple[tuple[float, float], ...] = ()
    """The blank strips between columns that no rules part."""


@dataclass(frozen=True, slots=True)
class RuledTables:
    """The ruled tables of a page, and grids whose rows are not all ruled."""

    tables: list[PageTable]
    loose: list[Grid]
    drawings: list[Box]
    """Where lines cross that are no table: diagrams, panels that overlap."""
    bodies: list[Box]
    """Where rows stand between the rule below a framed header and the next one as wide."""
    walls: list[Wall]
    """Verticals of framed headers, drawn on through the rows below them."""


def ruled_tables(page: PageObjects, usable: NDArray[np.bool_], dropped: list[str]) -> RuledTables:
    """The ruled tables of a page, from the characters that `usable` marks."""
    found = RuledTables([], [], [], [], [])
    free = usable.copy()
    for grid in find_grids(page.drawings):
        if grid.ragged > _RAGGED or has_arrows(page, grid.box):
            found.drawings.append(grid.box)
            continue
        if len(grid.ys) <= 3 and _is_in_line(page, grid, free):
            continue
        whole = with_banded_rows(page, grid, free)
        grid, walls = without_open_rows(page, whole, free)
        if grid is not whole:
            found.bodies.append(whole.cell_box(whole.cells[-1]))
            found.walls.extend(walls)
        grid = with_stepped_heads(page, with_parted_rows(page, grid, free), free)
        grid = with_level_labels(page, with_parted_heads(page, grid, free), free)
        if (
            has_stacked_rows(page, grid, free)
            or has_inner_columns(page, grid, free)
            or is_last_row(page, grid, free)
        ):
            found.loose.append(grid)
            continue
        table = table_of(page, with_jointed_rows(page, grid, free), free, dropped)
        if table is not None:
            free[table.characters] = False
            found.tables.append(table)
        elif len(grid.cells) > _SQUARED:
            found.drawings.append(grid.box)
    return found


def _is_in_line(page: PageObjects, grid: Grid, free: NDArray[np.bool_]) -> bool:
    """Whether the line goes on right beside the frame: words framed inside a sentence."""
    left, top, right, bottom = grid.box
    boxes = page.characters.boxes[free & (page.characters.codes != 32)]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    size = boxes[:, 3] - boxes[:, 1]
    level = (middle > top) & (middle < bottom)
    before = level & (boxes[:, 2] <= left + 1) & (boxes[:, 2] > left - 0.6 * size)
    after = level & (boxes[:, 0] >= right - 1) & (boxes[:, 0] < right + 0.6 * size)
    return bool(before.any() or after.any())


def table_of(
    page: PageObjects, grid: Grid, free: NDArray[np.bool_], dropped: list[str]
) -> PageTable | None:
    """A grid with the characters that `free` marks; None when it frames no table."""
    x, y = page.characters.middles
    grid = without_spacing(grid, x[free], y[free])
    taken, owners = characters_inside(page, grid, free)
    if not len(taken):
        return None
    columns = len(grid.xs) - 1
    # Lines that join frames of a diagram part no text, nor does a bar along the frame of a page.
    texts = [grid.cells[number] for number in set(owners.tolist())]
    whole = all(cell.column_span == columns for cell in texts) or (
        len({(cell.column, cell.column_span) for cell in texts}) == 1
    )
    if whole and not _is_list(page, grid, taken):
        return None
    taken, owners = with_characters_outside(page, grid, free, taken, owners)
    filled = set(owners.tolist())
    if len(grid.cells) > _SQUARED and len(filled) < 0.05 * len(grid.cells):
        return None
    if _is_chart(grid, filled):
        return None
    order = np.argsort(owners, kind="stable")[np.count_nonzero(owners < 0) :]
    draft = _draft(page, grid, taken[order], owners[order], dropped)
    return PageTable(draft, grid.xs, grid.box, page.number, np.sort(taken))


def _draft(
    page: PageObjects,
    grid: Grid,
    taken: NDArray[np.intp],
    owners: NDArray[np.int64],
    dropped: list[str],
) -> DraftTable:
    """A grid as a draft; the characters at `taken` stand in the cells numbered `owners`."""
    boxes = [grid.cell_box(cell) for cell in grid.cells]
    texts = texts_by_owner(page, taken, owners, boxes, dropped)
    cells = draft_cells(page, grid.cells, boxes, texts)
    columns = len(grid.xs) - 1
    rows = _without_empty_edges(cells, len(grid.ys) - 1, columns)
    return DraftTable(
        rows,
        columns,
        cells,
        column_widths=tuple(round(b - a, 1) for a, b in itertools.pairwise(grid.xs)),
        open_below=grid.open_below,
        origin=PageOrigin(page.number, rounded(grid.box)),
    )


def _is_chart(grid: Grid, filled: set[int]) -> bool:
    """Whether hardly a cell holds a text, and in no row all do: the lines of a chart."""
    if len(grid.cells) < 12 or len(filled) > max(2.0, _CHART * len(grid.cells)):
        return False
    rows: dict[int, list[bool]] = {}
    for number, cell in enumerate(grid.cells):
        rows.setdefault(cell.row, []).append(number in filled)
    return not any(len(row) > 1 and sum(row) > 0.6 * len(row) for row in rows.values())


def _is_list(page: PageObjects, grid: Grid, taken: NDArray[np.intp]) -> bool:
    """Whether a grid of one column is a table: entries one below another, most of them short.

    Frames of remarks above each other hold prose, and charts with lines across hold next to
    nothing; where lines fall into pieces, the table has columns that are not ruled.
    """
    pieces = [len(line.chunks) > 1 for line in text_lines(page, taken)]
    if sum(pieces) > 0.3 * len(pieces):
        return False
    characters = page.characters
    if np.isin(characters.codes[taken], _TICKS).all():
        return False  # boxes to tick, drawn one above another
    rows, row_of = len(grid.ys) - 1, rows_of(page, grid)[taken]
    shown = characters.codes[taken] != 32
    heights = [characters.baselines[taken[shown & (row_of == row)]] for row in range(rows)]
    lines = [int(np.count_nonzero(np.diff(np.sort(ys)) > 2)) + 1 for ys in heights if len(ys)]
    return (
        len(lines) >= max(_LIST, 0.8 * rows)
        and max(lines) <= _LONGEST
        and 2 * lines.count(1) >= len(lines)
    )


def _without_empty_edges(cells: list[DraftCell], rows: int, columns: int) -> int:
    """Drop a first or last row that is one empty cell: a frame's edge. Returns the rows left."""
    for edge in (0, -1):
        row = [cell for cell in cells if cell.row == edge % rows]
        if rows > 2 and len(row) == 1 and not row[0].blocks and row[0].column_span == columns:
            height = row[0].row_span
            cells.remove(row[0])
            rows -= height
            for cell in cells:
                cell.row -= height if edge == 0 else 0
    return rows


def draft_cells(
    page: PageObjects, cells: Sequence[GridCell], boxes: Sequence[Box], texts: Sequence[CellText]
) -> list[DraftCell]:
    """Cells with their texts, the places that `boxes` give them, and whether colour fills them."""
    tenths = Tenths()
    drafts = [
        DraftCell(
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            text.blocks,
            alignment=text.alignment,
            origins=(PageOrigin(page.number, tenths.box(box)),),
            bold=text.bold and bool(text.blocks),
            shaded=shaded,
        )
        for cell, box, text, shaded in zip(
            cells, boxes, texts, _are_shaded(page, boxes), strict=True
        )
    ]
    share_alignments(drafts, texts)
    return drafts


def _are_shaded(page: PageObjects, boxes: Sequence[Box]) -> list[bool]:
    """Whether a fill that is not white covers the middle of each cell."""
    seen = page.drawings.coloured
    if not len(seen):
        return [False] * len(boxes)
    left, top, right, bottom = seen.T
    sides = np.array(boxes, np.float64).reshape(-1, 4)
    x, y = (sides[:, :2] + sides[:, 2:]).T[:, :, None] / 2
    out: list[bool] = []
    for a in range(0, len(boxes), _AT_ONCE):
        b = a + _AT_ONCE
        over = (left <= x[a:b]) & (right >= x[a:b]) & (top <= y[a:b]) & (bottom >= y[a:b])
        out += over.any(axis=1).tolist()
    return out

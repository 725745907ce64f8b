"""Headers drawn as a grid over rows that no rules part: one table of both.

Yearbooks frame their headers and leave the numbers below open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ....model.text import block_text
from ....tables.draft import DraftCell, DraftTable
from ....tables.tornrows import joined_blocks
from ..drawn.rulings import Lines
from ..gaps.gridlines import is_number
from ..gaps.rowlines import is_figure
from ..lines.pagelines import text_lines
from ..objects.geometry import middles, rounded, union
from ..objects.page import PageObjects
from .cells import cell_texts
from .grids import PageTable

_ROWS = 6
"""Rows of such a header at most."""
_COUNT = re.compile(r"([1-9]\d?)[A-Za-z]?")
_COUNTED = 4
"""Columns that are counted from another number on at least."""
_SHUFFLED = 8
"""Columns that are counted out of order at least: few small numbers may be counts of things."""
_FAR = 16.0
"""Points between it and the first row at most."""
_FAR_BELOW_SECTION = 36.0
"""The same where a section stands between."""
_SECTIONS = 2
"""Sections between the two at most: one and the first part of it."""
_ASIDE = 6.0
"""Points by which rows reach beyond the header's sides at most."""
_REACH = 0.6
"""Share of its width that they take at least."""


def with_open_bodies(
    page: PageObjects, tables: list[PageTable], free: NDArray[np.bool_], dropped: list[str]
) -> list[PageTable]:
    """The tables of a page, grids of headers joined with the open tables right below them.

    Lines of the characters that `free` marks may stand between the two: the first sections.
    """
    out = list(tables)
    for head in tables:
        if not head.ruled or not is_header(head):
            continue
        body = next((other for other in out if _goes_on(head, other)), None)
        lower = next((o for o in out if _has_lower_heads(head, o)), None) if body is None else None
        if lower is not None:
            body, head = lower, _over(head, lower)
        if body is not None and _take_sections(page, head, body, free, dropped):
            if body.draft.columns > head.draft.columns:
                head = _with_corner(head, body)
            out[next(place for place, t in enumerate(out) if t.draft is head.draft)] = _joined(
                head, body, page.drawings.vertical
            )
            out = [other for other in out if other is not body]
            if lower is not None and head.draft.header_rows:
                head.draft.header_rows += 1
    return out


def is_header(table: PageTable) -> bool:
    """Whether a grid has few rows, and no label at the left of numbers."""
    draft = table.draft
    if draft.rows > _ROWS or draft.columns < 2:
        return False
    for first in (cell for cell in draft.cells if cell.column == 0):
        texts = [
            block_text(cell.blocks) for cell in draft.cells if cell.row == first.row and cell.column
        ]
        if _count_columns(texts):
            continue
        if 2 * sum(is_figure(text) for text in texts) > len(texts):
            return False
    return any(cell.blocks for cell in draft.cells)


def _count_columns(texts: Sequence[str]) -> bool:
    """Whether texts count the columns, in brackets or not; the last may lack.

    They count from one or two on, or further on from some column where a table goes on, or out of
    order where many are parts of others: 6 5 7 3a 3b.
    """
    bare = [text.strip("()[]") for text in texts]
    bare = bare[:-1] if bare and not bare[-1] else bare
    if len(bare) > 1 and any(
        bare == [str(first + number) for number in range(len(bare))] for first in (1, 2)
    ):
        return True
    counts = [int(found[1]) for text in bare if (found := _COUNT.fullmatch(text))]
    if len(counts) < max(_COUNTED, len(bare)):
        return False
    steps = [b - a for a, b in itertools.pairwise(counts)]
    if min(steps) > 0 and sum(step > 1 for step in steps) < 2:
        return True
    return len(set(bare)) == len(bare) >= _SHUFFLED and max(counts) <= len(counts) + 2


def _goes_on(head: PageTable, body: PageTable) -> bool:
    """Whether an open table stands right below a grid, on its columns."""
    more = body.draft.columns - head.draft.columns
    if body.ruled or more not in (0, 1):
        return False
    left, top, right, _ = body.box
    if not -2 < top - head.box[3] < _FAR_BELOW_SECTION:
        return False
    if (not more and left < head.box[0] - _ASIDE) or right > head.box[2] + _ASIDE:
        return False
    if right - left < _REACH * (head.box[2] - head.box[0]):
        return False
    inner = zip(head.xs[1 - more : -1], body.gutters, strict=True)
    return all(a - 2 <= x <= b + 2 for x, (a, b) in inner)


def _has_lower_heads(head: PageTable, body: PageTable) -> bool:
    """Whether a grid's cells stand over several columns each of an open table right below it.

    Its first row has a header for each of those, and no label.
    """
    if body.ruled or body.draft.columns <= head.draft.columns or body.draft.rows < 3:
        return False
    left, top, right, _ = body.box
    if not -2 < top - head.box[3] < _FAR or left < head.box[0] - _ASIDE:
        return False
    starts = _starts(head, body)
    if not starts or right > head.box[2] + _ASIDE:
        return False
    filled = {c.column for c in body.draft.cells if c.row == 0 and c.blocks and c.column_span == 1}
    over = (range(a, b) for a, b in itertools.pairwise(starts) if b - a > 1)
    return 0 not in filled and filled >= {column for columns in over for column in columns}


def _starts(head: PageTable, body: PageTable) -> list[int]:
    """The columns of an open table at which those of a grid above start, and their number.

    Empty where a side of the grid's stands beside no gutter.
    """
    starts = [0]
    for x in head.xs[1:-1]:
        place = next((n for n, (a, b) in enumerate(body.gutters) if a - 2 <= x <= b + 2), None)
        if place is None or place < starts[-1]:
            return []
        starts.append(place + 1)
    return [*starts, body.draft.columns]


def _over(head: PageTable, body: PageTable) -> PageTable:
    """A grid with its cells over the columns of the table below."""
    starts = _starts(head, body)
    for cell in head.draft.cells:
        end = starts[cell.column + cell.column_span]
        cell.column = starts[cell.column]
        cell.column_span = end - cell.column
    head.draft.columns = body.draft.columns
    head.draft.column_widths = None
    places = dict(zip(starts, head.xs, strict=True))
    between = [places.get(n + 1, (a + b) / 2) for n, (a, b) in enumerate(body.gutters)]
    return replace(head, xs=(head.xs[0], *between, head.xs[-1]))


def _take_sections(
    page: PageObjects,
    head: PageTable,
    body: PageTable,
    free: NDArray[np.bool_],
    dropped: list[str],
) -> bool:
    """Give the lines between a header and its rows to these; False where they are no sections."""
    left, _, right, top = head.box
    inside = page.characters.inside((left, top, right, body.box[1]))
    places = np.nonzero(free & inside)[0]
    if not len(places):
        return body.box[1] - top < _FAR
    lines = text_lines(page, places)
    if len(lines) > _SECTIONS or any(len(line.chunks) > 1 for line in lines):
        return False
    boxes = [(body.box[0], line.top, body.box[2], line.bottom) for line in lines]
    cuts = [(above.level + below.level) / 2 for above, below in itertools.pairwise(lines)]
    line_of = np.searchsorted(cuts, middles(page.characters.boxes[places])[1])
    held = [places[line_of == number] for number in range(len(lines))]
    texts = cell_texts(page, held, boxes, dropped)
    body.box = union([body.box, *boxes])
    body.characters = np.union1d(body.characters, places)
    label = next((c for c in body.draft.cells if (c.row, c.column) == (0, 0)), None)
    if label is not None and block_text(label.blocks)[:1].islower():
        label.blocks = joined_blocks(texts.pop().blocks, label.blocks)  # it goes on in its row
    for cell in body.draft.cells:
        cell.row += len(texts)
    body.draft.rows += len(texts)
    columns = body.draft.columns
    for row, (text, box) in enumerate(zip(texts, boxes, strict=False)):
        origin = PageOrigin(page.number, rounded(box))
        section = DraftCell(row, 0, 1, columns, text.blocks, origins=(origin,), bold=text.bold)
        body.draft.cells.insert(row, section)
    return True


def _with_corner(head: PageTable, body: PageTable) -> PageTable:
    """A header with no cell above the labels at the left, with the column of these."""
    for cell in head.draft.cells:
        cell.column += 1
    head.draft.columns += 1
    head.draft.column_widths = None
    return replace(head, xs=(body.box[0], *head.xs))


def _joined(head: PageTable, body: PageTable, walls: Lines) -> PageTable:
    draft = head.draft
    _widen_sections(body.draft, walls)
    for cell in body.draft.cells:
        cell.row += draft.rows
        draft.cells.append(cell)
    draft.header_rows = draft.rows
    draft.rows += body.draft.rows
    box = union([head.box, body.box])
    draft.origin = PageOrigin(head.page, rounded(box))
    taken = np.union1d(head.characters, body.characters)
    return PageTable(draft, head.xs, box, head.page, taken, ruled=False, gutters=body.gutters)


def _widen_sections(draft: DraftTable, walls: Lines) -> None:
    """Let words alone in a row above a full one span all columns, where none of `walls` is."""
    rows: dict[int, list[DraftCell]] = {}
    for cell in draft.cells:
        if cell.blocks:
            rows.setdefault(cell.row, []).append(cell)
    for row, cells in rows.items():
        below = next((here for n in (1, 2) if len(here := rows.get(row + n, [])) != 1), [])
        full = len(below) > 0.6 * draft.columns
        if len(cells) > 1 or not full or is_number(block_text(cells[0].blocks)):
            continue
        if cells[0].row_span > 1 or _is_walled(cells[0], walls):
            continue
        cells[0].column, cells[0].column_span = 0, draft.columns
        draft.cells[:] = [c for c in draft.cells if c.row != row or c is cells[0]]


def _is_walled(cell: DraftCell, walls: Lines) -> bool:
    """Whether a vertical rule stands in the row of a cell, at its right."""
    origin = cell.origins[0] if cell.origins else None
    if not isinstance(origin, PageOrigin) or origin.box is None:
        return False
    left, top, _, bottom = origin.box
    middle = (top + bottom) / 2
    level = (walls[:, 1] < middle) & (walls[:, 2] > middle)
    return bool((level & (walls[:, 0] > left + 2)).any())

"""Rows and labels that stand outside the lines of a ruled table but belong to it.

Headers stand above the frame, sums below it, labels left of it. Each must stand on the columns, or
level with the rows, of nearly the whole table.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....model import PageOrigin
from ....model.text import block_text
from ..gaps.gridlines import is_number
from ..lines.pagelines import text_lines
from ..lines.words import Chunk, TextLine
from ..objects.geometry import Box, union
from ..objects.page import PageObjects
from .addedcells import add_cells
from .grids import PageTable
from .headgrids import is_header

_NEAR = 0.9
"""Font sizes of white between such a row and the frame at most."""
_FEWEST = 3
"""Columns, and rows, of a table that has such parts at least."""
_ROW = 24.0
"""Points from the frame to the middle of such a row at most."""
_AWAY = 60.0
"""Points between a label and the frame at most."""
_LEVEL = 0.15
"""Font sizes by which a label may stand off the level of its row."""


def take_beside(
    page: PageObjects, tables: Sequence[PageTable], free: NDArray[np.bool_], dropped: list[str]
) -> None:
    """Give the ruled tables what stands beside them of the characters that `free` marks.

    These are no longer marked then.
    """
    grids = [
        table
        for table in tables
        if table.ruled and table.draft.columns >= 2 and _has_neighbours(page, table, free)
    ]
    if not grids:
        return
    lines = text_lines(page, np.nonzero(free)[0])
    for table in grids:
        if table.draft.columns >= _FEWEST:
            _take_rows(page, table, lines, dropped)
        if table.draft.rows >= _FEWEST:
            _take_labels(page, table, lines, dropped)
        free[table.characters] = False


def _has_neighbours(page: PageObjects, table: PageTable, free: NDArray[np.bool_]) -> bool:
    """Whether anything stands so near a table that it may belong to it: mostly nothing does."""
    left, top, right, bottom = table.box
    x, y = page.characters.middles
    over = (x > left) & (x < right) & (y > top - _ROW) & (y < bottom + _ROW)
    beside = (x < left) & (x > left - _AWAY) & (y > top) & (y < bottom)
    return bool(np.any(free & (over | beside)))


def _take_rows(
    page: PageObjects, table: PageTable, lines: Sequence[TextLine], dropped: list[str]
) -> None:
    """Take the line right above a table and the one right below it as rows."""
    left, top, right, bottom = table.box
    near = [line for line in lines if line.x0 > left - 2 and line.x1 < right + 2]
    above = [line for line in near if -2 < top - line.bottom < _NEAR * line.size]
    below = [line for line in near if -2 < line.top - bottom < _NEAR * line.size]
    for line in above[-1:]:
        _take_row(page, table, line, dropped, below=False)
    for line in below[:1] if not is_header(table) else ():
        _take_row(page, table, line, dropped, below=True)


def _take_row(
    page: PageObjects, table: PageTable, line: TextLine, dropped: list[str], *, below: bool
) -> None:
    """Take a line as the first or last row of a table, when it has a text in each column.

    Headers may have none above labels, sums none below words.
    """
    _, top, _, bottom = table.box
    chunks = _on_columns(line, table.xs)
    if chunks is None:
        return
    if not _summed(table) <= set(chunks) if below else len(chunks) < table.draft.columns - 1:
        return
    numbers = [is_number(chunk.text) for chunk in chunks.values()]
    if below and (numbers[0] or sum(numbers) < 0.5 * len(numbers)):
        return
    if not below and sum(numbers) > 0 and not _are_headers(chunks):
        return
    draft = table.draft
    row = draft.rows if below else 0
    for cell in draft.cells if not below else ():
        cell.row += 1
    draft.rows += 1
    y = (bottom, line.bottom + 1) if below else (line.top - 1, top)
    boxes = [(table.xs[c], y[0], table.xs[c + 1], y[1]) for c in chunks]
    _add(page, table, [(row, column) for column in chunks], list(chunks.values()), boxes, dropped)


def _summed(table: PageTable) -> set[int]:
    """The columns that sums have a text in: those of labels and numbers; all where few are such."""
    texts: dict[int, list[str]] = {}
    for cell in table.draft.cells:
        if cell.blocks:
            texts.setdefault(cell.column, []).append(block_text(cell.blocks))
    found = {
        column
        for column, its in texts.items()
        if column == 0 or sum(map(is_number, its)) >= 0.5 * len(its)
    }
    return found if len(found) >= _FEWEST else set(range(table.draft.columns))


def _are_headers(chunks: dict[int, Chunk]) -> bool:
    """Whether numbers above a table are its headers: whole ones of one length, years mostly."""
    found = [chunk.text for chunk in chunks.values() if is_number(chunk.text)]
    return all(text.isdigit() and len(text) == 4 for text in found)


def _on_columns(line: TextLine, xs: Sequence[float]) -> dict[int, Chunk] | None:
    """The pieces of a line by column; None when one is in no column, or two are in one."""
    found: dict[int, Chunk] = {}
    for chunk in line.tight:
        column = bisect(xs, chunk.x0 + 1) - 1
        if column in found or column != bisect(xs, chunk.x1 - 1) - 1:
            return None
        found[column] = chunk
    return found


def _take_labels(
    page: PageObjects, table: PageTable, lines: Sequence[TextLine], dropped: list[str]
) -> None:
    """Take texts left of a table as its first column, when one stands level with each row."""
    left, top, _, bottom = table.box
    rows = _rows(table)
    found: dict[int, Chunk] = {}
    for line in lines:
        if not top - 2 < line.level < bottom + 2:
            continue
        part = [chunk for chunk in line.chunks if chunk.x1 < left]
        if not part:
            continue
        row = next((n for n, box in rows.items() if box[1] < line.level < box[3]), -1)
        if row in found or row < 0 or left - part[-1].x1 > _AWAY + (part[-1].x1 - part[-1].x0):
            return
        found[row] = part[-1]
    missing = set(rows) - set(found)
    if len(found) < _FEWEST or missing > {0} or not missing <= {0}:
        return
    starts = [chunk.x0 for chunk in found.values()]
    if max(starts) - min(starts) > 2 or not all(
        _is_level(page, table, rows[row], chunk) for row, chunk in found.items()
    ):
        return
    x0 = min(starts) - 2
    for cell in table.draft.cells:
        cell.column += 1
    table.draft.columns += 1
    table.draft.column_widths = None
    table.xs = (x0, *table.xs)
    boxes = [(x0, rows[row][1], left, rows[row][3]) for row in found]
    _add(page, table, [(row, 0) for row in found], list(found.values()), boxes, dropped)


def _rows(table: PageTable) -> dict[int, Box]:
    """The places of rows with cells of one row."""
    boxes: dict[int, list[Box]] = {}
    for cell in table.draft.cells:
        for origin in cell.origins:
            if cell.row_span == 1 and isinstance(origin, PageOrigin) and origin.box is not None:
                boxes.setdefault(cell.row, []).append(origin.box)
    return {row: union(mine) for row, mine in sorted(boxes.items())}


def _is_level(page: PageObjects, table: PageTable, row: Box, chunk: Chunk) -> bool:
    """Whether a label has a baseline that a text of its row has."""
    boxes = page.characters.boxes[table.characters]
    bases = page.characters.baselines[table.characters]
    inside = (boxes[:, 1] > row[1] - 1) & (boxes[:, 3] < row[3] + 1)
    near = np.abs(bases[inside] - chunk.words[0].baseline) < _LEVEL * chunk.size
    return bool(near.any())


def _add(
    page: PageObjects,
    table: PageTable,
    slots: Sequence[tuple[int, int]],
    chunks: Sequence[Chunk],
    boxes: Sequence[Box],
    dropped: list[str],
) -> None:
    places = [np.sort(np.concatenate([word.places for word in c.words])) for c in chunks]
    add_cells(page, table, slots, places, boxes, dropped)

"""Tables as a tagged PDF states them, held against what is seen on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...model import PageOrigin
from ...tables.draft import DraftCell, DraftTable
from .cells import CellText, cell_texts
from .geometry import Box, rounded, union
from .grids import PageTable, are_shaded
from .page import PageObjects
from .structure import Element

_SHARED = 0.8
"""Share of characters that a seen and a stated table have in common when they are one."""


@dataclass(slots=True)
class _Cell:
    element: Element
    places: NDArray[np.intp]
    row: int = -1
    column: int = -1

    def box(self, page: PageObjects) -> Box:
        boxes = page.characters.boxes[self.places]
        left, top = boxes[:, :2].min(axis=0).tolist()
        right, bottom = boxes[:, 2:].max(axis=0).tolist()
        return left, top, right, bottom


@dataclass(slots=True)
class StatedTable:
    """A table of the structure with the characters of its cells."""

    rows: list[list[_Cell]]

    @property
    def places(self) -> NDArray[np.intp]:
        """The characters of all cells."""
        parts = [cell.places for row in self.rows for cell in row]
        return np.concatenate(parts) if parts else np.zeros(0, np.intp)


def stated_tables(page: PageObjects, root: Element, marks: Sequence[int]) -> list[StatedTable]:
    """The tables below `root` that hold no other table; `marks` are those of the runs."""
    tables: list[StatedTable] = []
    found = [element for element in root.walk() if element.kind == "Table"]
    if not found:
        return []
    of_mark = np.array(marks, np.int64)[page.characters.runs]
    order = np.argsort(of_mark, kind="stable")
    values = of_mark[order]
    firsts = np.nonzero(np.diff(values, prepend=values[:1] - 1))[0]
    parts = np.split(order, firsts[1:]) if len(order) else []
    of_marks = dict(zip(values[firsts].tolist(), parts, strict=True))
    for element in found:
        inside = list(element.walk())
        if sum(e.kind == "Table" for e in inside) != 1:
            continue
        table = StatedTable(
            [
                [
                    _cell(cell, of_marks)
                    for cell in row.children
                    if isinstance(cell, Element) and cell.kind in ("TH", "TD")
                ]
                for row in inside
                if row.kind == "TR"
            ]
        )
        if len(table.places):
            tables.append(table)
    return tables


_NOWHERE = np.zeros(0, np.intp)


def _cell(element: Element, of_marks: Mapping[int, NDArray[np.intp]]) -> _Cell:
    """The cell of an element; `of_marks` are the places of each mark's characters, in order."""
    parts = [of_marks[mark] for mark in set(element.marks()) if mark in of_marks]
    if len(parts) < 2:
        return _Cell(element, parts[0] if parts else _NOWHERE)
    return _Cell(element, np.sort(np.concatenate(parts)))


@dataclass(slots=True)
class Reconciled:
    """Tables of a page after structure and page were held against each other."""

    tables: list[PageTable]
    disagreements: int = 0
    """Stated tables that do not fit what is seen."""


def reconciled(
    page: PageObjects,
    seen: list[PageTable],
    stated: Sequence[StatedTable],
    free: NDArray[np.bool_],
    dropped: list[str],
) -> Reconciled:
    """The seen tables, their headers marked as stated; stated ones where the page shows them.

    `free` marks the characters of no seen table. A stated table takes the place of a seen one
    that has other cells when its own tile a grid, and when the seen one is not ruled.
    """
    result = Reconciled(list(seen))
    for table in stated:
        partner = _partner(result.tables, table)
        if partner is not None and _mark_headers(partner, table, page):
            continue
        if partner is not None and partner.ruled:
            result.disagreements += 1
            continue
        mine = [t for t in result.tables if _overlaps(t, table)]
        if any(t.ruled for t in mine):
            result.disagreements += 1
            continue
        inside = free.copy()
        for other in mine:
            inside[other.characters] = True
        made = _made(page, table, inside, dropped)
        if made is None:
            result.disagreements += len(table.rows) > 1 and max(map(len, table.rows)) > 1
            continue
        # What the seen table took beyond the stated one is text again.
        result.tables = [t for t in result.tables if not any(t is m for m in mine)] + [made]
    return result


def _overlaps(seen: PageTable, stated: StatedTable) -> bool:
    return bool(np.isin(seen.characters, stated.places).any())


def _partner(seen: Sequence[PageTable], stated: StatedTable) -> PageTable | None:
    places = stated.places
    for table in seen:
        shared = np.count_nonzero(np.isin(table.characters, places))
        if shared >= _SHARED * max(len(table.characters), len(places)):
            return table
    return None


def _mark_headers(table: PageTable, stated: StatedTable, page: PageObjects) -> bool:
    """Mark the headers of a seen table as stated; False when their cells are not the same."""
    boxes = page.characters.boxes
    owner: dict[int, int] = {}
    cells = table.draft.cells
    filled = [cell for row in stated.rows for cell in row if len(cell.places)]
    pairs: list[tuple[int, _Cell]] = []
    for cell, found in zip(filled, _owners(cells, filled, boxes), strict=True):
        if found is None or owner.setdefault(found, id(cell)) != id(cell):
            return False
        pairs.append((found, cell))
    for number, cell in pairs:
        if cell.element.kind == "TH":
            cells[number].header_mark = True
            cells[number].scope = _scope(cell.element)
    return True


def _scope(element: Element) -> Literal["row", "column"] | None:
    if element.scope == "Row":
        return "row"
    return "column" if element.scope == "Column" else None


def _sides(cells: Sequence[DraftCell]) -> tuple[list[int], NDArray[np.float64]]:
    """The boxes of the cells, a point larger: the number of the cell of each, and its sides."""
    found = [
        (number, origin.box)
        for number, cell in enumerate(cells)
        for origin in cell.origins
        if isinstance(origin, PageOrigin) and origin.box is not None
    ]
    sides = np.array([box for _, box in found], np.float64).reshape(-1, 4)
    sides += np.array((-1.0, -1.0, 1.0, 1.0))
    return [number for number, _ in found], np.ascontiguousarray(sides.T)


def _owners(
    seen: Sequence[DraftCell], stated: Sequence[_Cell], boxes: NDArray[np.float64]
) -> Iterator[int | None]:
    """For each stated cell, which has characters, the number of the cell that is seen around it.

    That is the first one whose box holds the middle of some of its characters; None when it does
    not hold all of them.
    """
    numbers, (left, top, right, bottom) = _sides(seen)
    places = np.concatenate([cell.places for cell in stated] or [_NOWHERE])
    chosen = boxes[places]
    x, y = (chosen[:, 0] + chosen[:, 2]) / 2, (chosen[:, 1] + chosen[:, 3]) / 2
    ends = np.cumsum([len(cell.places) for cell in stated], dtype=np.int64).tolist()
    starts = [0, *ends[:-1]]
    if not stated or not numbers:
        yield from [None] * len(stated)
        return
    low_x, high_x = np.minimum.reduceat(x, starts), np.maximum.reduceat(x, starts)
    low_y, high_y = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    for number, (a, b) in enumerate(zip(starts, ends, strict=True)):
        near = (left < high_x[number]) & (right > low_x[number])
        near &= (top < high_y[number]) & (bottom > low_y[number])
        owner = None
        for place in np.nonzero(near)[0].tolist():
            inside = (x[a:b] > left[place]) & (x[a:b] < right[place])
            inside &= (y[a:b] > top[place]) & (y[a:b] < bottom[place])
            if inside.any():
                owner = numbers[place] if inside.all() else None
                break
        yield owner


# --- stated tables alone ------------------------------------------------------------------------


def _made(
    page: PageObjects, table: StatedTable, free: NDArray[np.bool_], dropped: list[str]
) -> PageTable | None:
    """A stated table as a table of the page; None when its cells do not tile."""
    cells = [cell for row in table.rows for cell in row]
    if not all(free[cell.places].all() for cell in cells):
        return None
    columns = _placed(page, table)
    rows = len(table.rows)
    if columns is None or columns < 2 or rows < 2 or not _tiles(page, table, columns):
        return None
    xs = _boundaries(page, table, columns)
    filled = [cell for cell in cells if len(cell.places)]
    box = union([cell.box(page) for cell in filled])
    draft = DraftTable(
        rows,
        columns,
        _drafts(page, cells, xs, rows, columns, dropped),
        column_widths=tuple(round(b - a, 1) for a, b in pairwise(xs)),
        origin=PageOrigin(page.number, rounded(box)),
    )
    return PageTable(draft, xs, box, page.number, np.sort(table.places), ruled=False)


def _drafts(
    page: PageObjects,
    cells: Sequence[_Cell],
    xs: Sequence[float],
    rows: int,
    columns: int,
    dropped: list[str],
) -> list[DraftCell]:
    boxes: list[Box] = []
    for cell in cells:
        wide = min(cell.element.column_span, columns - cell.column)
        _, top, _, bottom = cell.box(page) if len(cell.places) else (0.0, 0.0, 0.0, 0.0)
        boxes.append((xs[cell.column], top, xs[cell.column + wide], bottom))
    texts = cell_texts(page, [cell.places for cell in cells], boxes, dropped)
    shades = are_shaded(page, boxes)
    return [
        _draft(page, cell, box, text, rows, columns, shaded=shaded)
        for cell, box, text, shaded in zip(cells, boxes, texts, shades, strict=True)
    ]


def _draft(
    page: PageObjects,
    cell: _Cell,
    box: Box,
    text: CellText,
    rows: int,
    columns: int,
    *,
    shaded: bool,
) -> DraftCell:
    element, filled = cell.element, len(cell.places) > 0
    return DraftCell(
        cell.row,
        cell.column,
        min(element.row_span, rows - cell.row),
        min(element.column_span, columns - cell.column),
        text.blocks,
        alignment=text.alignment,
        origins=(PageOrigin(page.number, rounded(box)),) if filled else (),
        header_mark=element.kind == "TH",
        scope=_scope(element),
        bold=text.bold,
        shaded=filled and shaded,
    )


def _placed(page: PageObjects, table: StatedTable) -> int | None:
    """Give each cell its row and column; the number of columns, None when they do not fit.

    Programs leave empty cells out: a row that is too short is placed by where its cells stand.
    """
    columns = max((sum(c.element.column_span for c in row) for row in table.rows), default=0)
    taken: set[tuple[int, int]] = set()
    short: list[tuple[int, list[_Cell]]] = []
    for number, row in enumerate(table.rows):
        blocked = sum((number, column) in taken for column in range(columns))
        if blocked + sum(cell.element.column_span for cell in row) < columns:
            if any(cell.element.row_span > 1 for cell in row):
                return None  # where the cells below start would be a guess
            short.append((number, row))
            continue
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            cell.row, cell.column = number, column
            _take(cell, taken)
            column += cell.element.column_span
        if column > columns:
            return None
    extents = _extents(page, table)
    for number, row in short:
        if not _place_by_position(page, number, row, columns, extents):
            return None
    return columns


def _take(cell: _Cell, taken: set[tuple[int, int]]) -> None:
    for row in range(cell.row, cell.row + cell.element.row_span):
        for column in range(cell.column, cell.column + cell.element.column_span):
            taken.add((row, column))


def _extents(page: PageObjects, table: StatedTable) -> dict[int, tuple[float, float]]:
    """Left and right side of the text of each column, by cells of one column."""
    sides: dict[int, list[Box]] = {}
    for row in table.rows:
        for cell in row:
            if cell.row >= 0 and cell.element.column_span == 1 and len(cell.places):
                sides.setdefault(cell.column, []).append(cell.box(page))
    return {
        column: (min(box[0] for box in boxes), max(box[2] for box in boxes))
        for column, boxes in sides.items()
    }


def _place_by_position(
    page: PageObjects,
    number: int,
    row: Sequence[_Cell],
    columns: int,
    extents: dict[int, tuple[float, float]],
) -> bool:
    if len(extents) < columns:
        return False
    following = 0
    for cell in row:
        if not len(cell.places):
            return False
        box = cell.box(page)
        middle = (box[0] + box[2]) / 2
        best = min(
            range(columns),
            key=lambda c: (
                abs((extents[c][0] + extents[c][1]) / 2 - middle)
                - max(0.0, min(extents[c][1], box[2]) - max(extents[c][0], box[0])) * 10
            ),
        )
        if best < following:
            return False
        cell.row, cell.column = number, best
        following = best + cell.element.column_span
    return following <= columns


def _tiles(page: PageObjects, table: StatedTable, columns: int) -> bool:
    """Whether no two cells claim a slot, rows go down and columns go right on the page."""
    slots: Counter[tuple[int, int]] = Counter()
    for row in table.rows:
        for cell in row:
            for r in range(cell.row, min(cell.row + cell.element.row_span, len(table.rows))):
                for c in range(cell.column, cell.column + cell.element.column_span):
                    slots[r, c] += 1
    if any(count > 1 for count in slots.values()) or any(c >= columns for _, c in slots):
        return False
    extents = _extents(page, table)
    lefts = [extents[column] for column in sorted(extents)]
    if any(b[0] <= a[0] or b[1] <= a[1] for a, b in pairwise(lefts)):
        return False
    tops = [
        min(cell.box(page)[1] for cell in row if len(cell.places))
        for row in table.rows
        if any(len(cell.places) for cell in row)
    ]
    return all(b > a - 1 for a, b in pairwise(tops))


def _boundaries(page: PageObjects, table: StatedTable, columns: int) -> tuple[float, ...]:
    extents = _extents(page, table)
    box = union([cell.box(page) for row in table.rows for cell in row if len(cell.places)])
    xs = [box[0]]
    for column in range(columns - 1):
        right = extents.get(column, (xs[-1], xs[-1]))[1]
        left = extents.get(column + 1, (right, right))[0]
        xs.append(max((right + left) / 2, xs[-1] + 0.1))
    return (*xs, max(box[2], xs[-1] + 0.1))

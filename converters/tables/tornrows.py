"""Rows and cells that a page break cut in two, joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec.structs import replace

from ..model import Block, Paragraph, Text
from ..model.scripts import quantity_text
from ..model.text import block_text, without_spaces
from .draft import DraftCell, DraftTable
from .values import parse_value

_OPENS = re.compile(
    r"\s*([一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+\s*[.、．)])"
)
_ENDS = ("。", "；", ".", ";", "!", "！", "?", "？")


def lowered(cell: DraftCell, rows: int) -> DraftCell:
    """The cell so many rows further down."""
    cell.row += rows
    return cell


@dataclass(frozen=True, slots=True)
class _Joined:
    below: list[DraftCell]
    """The cells below those of the upper piece."""
    places: tuple[tuple[int, int], ...]
    removed_rows: tuple[int, ...]
    repeated: str
    """Text of cells that both halves show, counted once more."""


def join_torn(above: DraftTable, bottom: list[DraftCell], *, torn: bool) -> _Joined:
    """Join cells over the cut between a table and those below it; `torn` when a row is open."""
    top, cut = above.cells, above.rows
    last = _last_cells(above)
    first = [cell for cell in bottom if cell.row == cut]
    halves = _Halves(top, bottom, last, first, cut)
    torn = torn and not halves.are_two_rows()
    if halves.fit() and (torn or halves.is_torn_row()):
        return halves.merged()
    places = []
    repeated = ""
    gone: set[int] = set()
    for cell in first:
        over = last.get(cell.column)
        if over is None or over.column_span != cell.column_span:
            continue
        if halves.go_on(over, cell):
            if _same(over.blocks, cell.blocks):
                repeated += block_text(cell.blocks)
            over.row_span += cell.row_span
            over.blocks = joined_blocks(over.blocks, cell.blocks)
            over.origins += cell.origins
            gone.add(id(cell))
            places.append((over.row, over.column))
            for rest in () if cell.blocks else halves.blank_below(over, cell):
                over.row_span += rest.row_span
                over.origins += rest.origins
                gone.add(id(rest))
    kept = [cell for cell in bottom if id(cell) not in gone]
    return _Joined(kept, tuple(places), (), repeated)


def _last_cells(draft: DraftTable) -> dict[int, DraftCell]:
    """The cells that end with a table, by their columns: from below, until all columns are seen."""
    last: dict[int, DraftCell] = {}
    columns = 0
    for cell in reversed(draft.cells):
        if cell.row + cell.row_span == draft.rows:
            last[cell.column] = cell
            columns += cell.column_span
            if columns >= draft.columns:
                break
    return last


@dataclass(frozen=True, slots=True)
class _Halves:
    """Two pieces on common columns and rows, with the rows beside the cut."""

    top: list[DraftCell]
    bottom: list[DraftCell]
    last: dict[int, DraftCell]
    """Cells that end at the cut, by column."""
    first: list[DraftCell]
    """Cells that start at it."""
    cut: int

    def fit(self) -> bool:
        """Whether each cell below the cut stands right under one of its width."""
        return bool(self.first) and all(
            (above := self.last.get(cell.column)) is not None
            and above.column_span == cell.column_span
            for cell in self.first
        )

    def go_on(self, above: DraftCell, cell: DraftCell) -> bool:
        """Whether a cell below the cut is the rest of the group above it, or its label."""
        return _continues_span(above, cell, self.first) or _is_label_below(
            above, cell, self.top, self.bottom
        )

    def blank_below(self, above: DraftCell, cell: DraftCell) -> list[DraftCell]:
        """The empty cells below the rest of a group that are of it too.

        No rule shows that where the group's label stands on the page before. In a column in which
        other rows have no label an empty cell is one.
        """
        column = [c for c in self.top if c.column == cell.column and c.row > 0]
        if above.row_span <= cell.row_span or any(not c.blocks for c in column):
            return []
        found: list[DraftCell] = []
        row = cell.row + cell.row_span
        for other in sorted(self.bottom, key=lambda other: other.row):
            if other.column != cell.column or other.row < row:
                continue
            beside = (c for c in self.bottom if c.row == row and c is not other)
            if other.blocks or other.row != row or other.column_span != cell.column_span:
                break
            if not any(c.blocks for c in beside):
                break
            found.append(other)
            row += other.row_span
        return found

    def are_two_rows(self) -> bool:
        """Whether a number stands below a number: one cell holds no two."""
        return any(
            _is_number(cell) and _is_number(above)
            for cell in self.first
            if (above := self.last.get(cell.column)) is not None
        )

    def is_torn_row(self) -> bool:
        """Whether one row was cut: the lower half has only ends of texts and no number.

        Numbers stand in the upper half, and at least one text goes on.
        """
        single = [cell for cell in self.first if cell.row_span == 1]
        groups = [cell for cell in self.first if cell.row_span > 1]
        filled = [cell for cell in single if cell.blocks]
        if len(filled) == len(single) or not any(cell.blocks for cell in self.first):
            return False
        if not all(self.go_on(self.last[cell.column], cell) for cell in groups):
            return False
        return any(map(_is_number, self.last.values())) and all(
            _ends(self.last[cell.column], cell) for cell in filled
        )

    def merged(self) -> _Joined:
        """The pieces with the row at the cut as one."""
        places = []
        repeated = ""
        for cell in self.first:
            above = self.last[cell.column]
            above.row_span += cell.row_span - 1
            above.origins += cell.origins
            if cell.blocks or cell.row_span > 1:
                if _same(above.blocks, cell.blocks):
                    repeated += block_text(cell.blocks)
                above.blocks = joined_blocks(above.blocks, cell.blocks)
                places.append((above.row, above.column))
        rest = [lowered(cell, -1) for cell in self.bottom if cell.row > self.cut]
        return _Joined(rest, tuple(places), (1,), repeated)


def _is_number(cell: DraftCell) -> bool:
    return parse_value(quantity_text(cell.blocks)) is not None


def _ends(above: DraftCell, cell: DraftCell) -> bool:
    """Whether the text of a cell is the end of the text above it."""
    text = block_text(cell.blocks)
    if not above.blocks or _OPENS.match(text) or parse_value(text) is not None:
        return False
    if text.lstrip()[:1].islower():
        return True
    return not block_text(above.blocks).rstrip().endswith(_ENDS)


def _continues_span(above: DraftCell, cell: DraftCell, first: list[DraftCell]) -> bool:
    """Whether a cell below the cut is the rest of a row-spanning cell above it."""
    if above.row_span == 1 and cell.row_span == 1:
        # A group of one row at the break: the rest is empty beside cells that are not.
        before = [other for other in first if other.column <= cell.column]
        outer = not any(other.blocks for other in before) and bool(above.blocks)
        return outer and any(other.blocks for other in first)
    if not cell.blocks:
        return above.row_span > 1 or cell.row_span > 1
    text = block_text(cell.blocks)
    if _OPENS.match(text) or parse_value(text) is not None or not above.blocks:
        return not above.blocks and above.row_span > 1 and not _OPENS.match(text)
    start = block_text(above.blocks)
    if _same(above.blocks, cell.blocks):
        return True
    return bool(_OPENS.match(start)) and not start.rstrip().endswith(_ENDS)


def _is_label_below(
    above: DraftCell, cell: DraftCell, top: list[DraftCell], bottom: list[DraftCell]
) -> bool:
    """Whether an empty cell is the upper part of a group whose label stands below the cut.

    Labels stand in the middle of their group, so the larger part of it has the text. A group of
    two rows, one on each page, is told from an empty cell by there being no other in the column.
    """
    if above.blocks or not cell.blocks or parse_value(quantity_text(cell.blocks)) is not None:
        return False
    beside = [c for c in top if c.row == above.row + above.row_span - 1 and c.column > above.column]
    if not any(c.blocks for c in beside):
        return False
    if above.row_span > 1 or cell.row_span > 1:
        return True
    column = [c for c in (*top, *bottom) if c.column == cell.column and c is not above]
    return all(c.blocks for c in column) and any(c.row_span > 1 for c in column)


def _same(above: tuple[Block, ...], below: tuple[Block, ...]) -> bool:
    """Whether both halves show the same text."""
    text = without_spaces(block_text(above))
    return bool(text) and text == without_spaces(block_text(below))


def joined_blocks(above: tuple[Block, ...], below: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of one cell from its halves; a text repeated in both stands once."""
    if not above or not below:
        return above or below
    if _same(above, below):
        return above
    last, first = above[-1], below[0]
    if not (isinstance(last, Paragraph) and isinstance(first, Paragraph)):
        return above + below
    head, tail = block_text((last,)), block_text((first,))
    wide = ord(head[-1:] or "a") > 0x2E7F or ord(tail[:1] or "a") > 0x2E7F
    middle = () if wide else (Text(" "),)
    return (
        *above[:-1],
        replace(last, content=(*last.content, *middle, *first.content)),
        *below[1:],
    )

"""Join the pieces of a table that page breaks cut apart.

Pieces are joined when their columns fit on one set of column lines. Rows that repeat the header
are dropped, cells torn by the break are joined again, and every step is recorded in the table's
fragments.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ..model import Block, Fragment, Paragraph, Text
from ..model.scripts import quantity_text
from ..model.text import block_text
from .draft import DraftCell, DraftTable
from .values import parse_value

_SAME_LINE = 4.0
"""Points within which two column lines are one."""
_HEADER = "the same header"
_OPENS = re.compile(
    r"\s*([一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+\s*[.、．)])"
)
_REPEATED = 8
"""Rows at the start of a piece that repeat those of the table at most."""
_YEAR = re.compile(r"\s*(19|20)\d\d\s*")
_ENDS = ("。", "；", ".", ";", "!", "！", "?", "？")


@dataclass(frozen=True, slots=True)
class Piece:
    """A draft with the places of its column lines, left to right, in points."""

    draft: DraftTable
    xs: tuple[float, ...]
    loose: bool = False
    """Whether the lines are only halfway between columns of text, not drawn."""
    white: tuple[tuple[float, float], ...] = ()
    """The white between columns of text, from and to, where that is known."""


def fits(above: Piece, below: Piece) -> str | None:
    """Why `below` goes on with the table of `above`, as one clause; None when it does not."""
    reason = may_fit(above, below)
    if reason is None or has_own_header(above.draft, below.draft):
        return None
    if reason == _HEADER and not _repeated_rows(above.draft, below.draft.cells):
        return None
    return reason


def may_fit(above: Piece, below: Piece) -> str | None:
    """What `fits` gives as far as the places of columns tell it, without a look at the cells."""
    if above.loose or below.loose:
        if _same_columns(above.xs, below.xs) or _share_white(above, below):
            return "columns at the same places"
        return _HEADER if _same_outlines(above, below) else None
    shift = below.xs[0] - above.xs[0]
    wide = above.xs[-1] - above.xs[0]
    if abs((below.xs[-1] - below.xs[0]) - wide) > max(_SAME_LINE, 0.015 * wide):
        return None
    lines = [x - shift for x in below.xs]
    shared = sum(_near(x, above.xs) is not None for x in lines)
    if shared == len(lines) == len(above.xs):
        return "the same column lines"
    fewer = min(len(lines), len(above.xs))
    matches = (
        shared
        if len(lines) <= len(above.xs)
        else sum(_near(x, lines) is not None for x in above.xs)
    )
    # One piece may show fewer lines than the other (a merged column), never other ones.
    if matches == fewer and fewer >= 3:
        return "the column lines of one piece are among those of the other"
    return _HEADER if _same_outlines(above, below) else None


def _same_columns(above: Sequence[float], below: Sequence[float]) -> bool:
    """Whether two rows of lines between columns of text part the same columns."""
    if len(above) != len(below):
        return False
    narrow = [min(a, b) for a, b in zip(_widths(above), _widths(below), strict=True)]
    return all(
        abs(x - y) <= max(_SAME_LINE, 0.35 * min(narrow[place - 1], narrow[place]))
        for place, (x, y) in enumerate(zip(above, below, strict=True))
        if 0 < place < len(above) - 1
    )


def _share_white(above: Piece, below: Piece) -> bool:
    """Whether pieces between the same sides have white in common between all their columns.

    Texts of one column are longer on one page than on another, so the middles of the white differ.
    """
    sides = [(above.xs[0], below.xs[0]), (above.xs[-1], below.xs[-1])]
    return (
        0 < len(above.white) == len(below.white)
        and all(abs(x - y) <= _SAME_LINE for x, y in sides)
        and all(a < y and x < b for (a, b), (x, y) in zip(above.white, below.white, strict=True))
    )


def _shared_white(above: Piece, below: Piece) -> tuple[tuple[float, float], ...]:
    """The white that two pieces have in common; that of the upper one where they do not."""
    if len(above.white) != len(below.white):
        return above.white
    both = [(max(a, x), min(b, y)) for (a, b), (x, y) in zip(above.white, below.white, strict=True)]
    return tuple(both) if all(a < b for a, b in both) else above.white


def _same_outlines(above: Piece, below: Piece) -> bool:
    """Whether pieces of as many columns stand between the same sides.

    Where they start with one row of words, the blank places between columns may differ.
    """
    sides = [(above.xs[0], below.xs[0]), (above.xs[-1], below.xs[-1])]
    return len(above.xs) == len(below.xs) and all(abs(x - y) <= 2 * _SAME_LINE for x, y in sides)


def _widths(xs: Sequence[float]) -> list[float]:
    return [b - a for a, b in itertools.pairwise(xs)]


def has_own_header(above: DraftTable, below: DraftTable) -> bool:
    """Whether the lower piece starts with words over numbers that the upper one does not have.

    A header that is set off, bold or shaded, is so on both pieces of two tables made alike.
    """
    if below.rows < 2 or not _is_word_row(below, 0) or _is_word_row(below, 1):
        return False
    if _is_set_off(above, 0) and not _is_set_off(below, 0):
        return False
    head = _row_text(below, 0)
    rows = range(above.rows)
    return any(_is_word_row(above, row) for row in rows) and all(
        _row_text(above, row) != head for row in rows
    )


def _is_word_row(draft: DraftTable, number: int) -> bool:
    """Whether every cell of a row has words and none a number, with a sign or unit or without."""
    texts = [block_text(cell.blocks) for cell in draft.cells_of(number, number + 1)]
    return len(texts) > 1 and all(_has_words(text) for text in texts)


def _has_words(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    digits = sum(char.isdigit() for char in text)
    return letters > digits and parse_value(text) is None


def _is_set_off(draft: DraftTable, number: int) -> bool:
    """Whether all cells of a row that hold text are bold, or all are shaded."""
    cells = [cell for cell in draft.cells_of(number, number + 1) if cell.blocks]
    return bool(cells) and (all(c.bold for c in cells) or all(c.shaded for c in cells))


def _row_text(draft: DraftTable, number: int) -> str:
    cells = draft.cells_of(number, number + 1)
    return "".join("".join(block_text(cell.blocks).split()) for cell in cells)


def stitch(above: Piece, below: Piece, reason: str) -> tuple[Piece, str]:
    """One piece from two, and the text of the repeated rows that were dropped.

    The drafts given are used up. Takes as long as the lower one is large: a table may go on over a
    thousand pages.
    """
    above.draft.put_in_order()
    loose = above.loose or below.loose
    if loose or len(above.xs) == len(below.xs):  # a page may have other widths of its own
        below = Piece(below.draft, above.xs, white=below.white)
    shift = below.xs[0] - above.xs[0]
    xs = _union(above.xs, [x - shift for x in below.xs])
    _place(above.draft, above.xs, xs)
    _place(below.draft, [x - shift for x in below.xs], xs)
    bottom = below.draft.cells
    first_rows = above.draft.rows
    dropped = _repeated_rows(above.draft, bottom)
    repeated = "".join(block_text(cell.blocks) for cell in bottom if cell.row < dropped)
    bottom = [_lowered(cell, first_rows - dropped) for cell in bottom if cell.row >= dropped]
    # Where texts tell the rows, sides without a rule below them tell nothing of the last one.
    torn = above.draft.open_below and not loose
    joined = _join_torn(above.draft, bottom, torn=torn)
    moved = sum(joined.removed_rows)
    fragments = above.draft.fragments or (
        Fragment(first_row=0, rows=first_rows, origin=above.draft.origin),
    )
    rows = first_rows + below.draft.rows - dropped - moved
    piece = Fragment(
        first_row=first_rows - moved,
        rows=below.draft.rows - dropped,
        origin=below.draft.origin,
        reason=reason,
        dropped_header_rows=dropped,
        joined_cells=joined.places,
    )
    draft = above.draft
    draft.rows, draft.columns = rows, len(xs) - 1
    draft.add_below(joined.below)
    draft.column_widths = tuple(round(b - a, 1) for a, b in itertools.pairwise(xs))
    draft.fragments = (*fragments, piece)
    draft.open_below = below.draft.open_below
    return Piece(draft, xs, loose, _shared_white(above, below)), repeated + joined.repeated


def _near(x: float, lines: Sequence[float]) -> int | None:
    best = min(range(len(lines)), key=lambda place: abs(lines[place] - x))
    return best if abs(lines[best] - x) <= _SAME_LINE else None


def _union(left: Sequence[float], right: Sequence[float]) -> tuple[float, ...]:
    return tuple(sorted([*left, *(x for x in right if _near(x, left) is None)]))


def _place(draft: DraftTable, xs: Sequence[float], lines: Sequence[float]) -> None:
    """Put the cells of a draft on the common column lines."""
    if len(xs) == len(lines):  # they may be nearer to each other than those that are one
        return
    place = [_near(x, lines) or 0 for x in xs]
    draft.columns = len(lines) - 1
    for cell in draft.cells:
        start, end = place[cell.column], place[cell.column + cell.column_span]
        cell.column, cell.column_span = start, max(end - start, 1)


def _lowered(cell: DraftCell, rows: int) -> DraftCell:
    cell.row += rows
    return cell


def _repeated_rows(above: DraftTable, bottom: list[DraftCell]) -> int:
    """How many rows at the start of `bottom` repeat those at the start of the table above.

    Their texts start in the same columns; spans that no rule shows may be seen in one piece alone.
    """
    top = above.cells_of(0, _REPEATED)

    def row(cells: list[DraftCell], number: int) -> list[tuple[int, str]]:
        mine = [cell for cell in cells if cell.row == number and cell.blocks]
        return sorted((cell.column, "".join(block_text(cell.blocks).split())) for cell in mine)

    count = 0
    while count < _REPEATED and (mine := row(bottom, count)) and mine == row(top, count):
        count += 1
    while count and not (_is_heading_rows(top, count) and _are_closed(bottom, count)):
        count -= 1
    return count


def _are_closed(cells: list[DraftCell], rows: int) -> bool:
    """Whether no cell of the first rows spans a row below them."""
    return all(cell.row + cell.row_span <= rows for cell in cells if cell.row < rows)


def _is_heading_rows(cells: list[DraftCell], rows: int) -> bool:
    """Whether the first rows can be a repeated header: closed under row spans, hardly a number.

    Years head columns as words do.
    """
    head = [cell for cell in cells if cell.row < rows]
    if not _are_closed(head, rows):
        return False
    texts = [quantity_text(cell.blocks) for cell in head]
    numbers = sum(parse_value(text) is not None and not _YEAR.fullmatch(text) for text in texts)
    return any(text.strip() for text in texts) and numbers <= len(texts) // 3


@dataclass(frozen=True, slots=True)
class _Joined:
    below: list[DraftCell]
    """The cells below those of the upper piece."""
    places: tuple[tuple[int, int], ...]
    removed_rows: tuple[int, ...]
    repeated: str
    """Text of cells that both halves show, counted once more."""


def _join_torn(above: DraftTable, bottom: list[DraftCell], *, torn: bool) -> _Joined:
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
        rest = [_lowered(cell, -1) for cell in self.bottom if cell.row > self.cut]
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
    text = "".join(block_text(above).split())
    return bool(text) and text == "".join(block_text(below).split())


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

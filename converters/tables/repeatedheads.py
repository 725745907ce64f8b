"""Headers of the pieces of a table: one of its own, or the same one once more."""

from __future__ import annotations

import re

from ..model.scripts import quantity_text
from ..model.text import block_text, without_spaces
from .draft import DraftCell, DraftTable
from .values import parse_value

_REPEATED = 8
"""Rows at the start of a piece that repeat those of the table at most."""
_HEADER = 3
"""Rows of words alone that are a header cut off from its table at most."""
_YEAR = re.compile(r"\s*(19|20)\d\d\s*")


def has_own_header(above: DraftTable, below: DraftTable) -> bool:
    """Whether the lower piece starts with words over numbers that the upper one does not have.

    A header that is set off, bold or shaded, is so on both pieces of two tables made alike. Below
    nothing but rows of words at the end of a page stands the rest of their header, and tables that
    have headers between their rows have one more at the start of a page.
    """
    if below.rows < 2 or not _is_word_row(below, 0) or _is_word_row(below, 1):
        return False
    if _is_set_off(above, 0) and not _is_set_off(below, 0):
        return False
    head = _row_text(below, 0)
    rows = range(above.rows)
    words = [row for row in rows if _is_word_row(above, row)]
    if not words or (len(words) == above.rows <= _HEADER):
        return False
    if any(_row_text(above, row) == head for row in rows):
        return False
    inner = [row for number, row in enumerate(words) if row > number]
    return all(_first_text(above, row) != _first_text(below, 0) for row in inner)


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
    return "".join(without_spaces(block_text(cell.blocks)) for cell in cells)


def _first_text(draft: DraftTable, number: int) -> str:
    cells = draft.cells_of(number, number + 1)
    first = min(cells, key=lambda cell: cell.column, default=None)
    return without_spaces(block_text(first.blocks)) if first else ""


def repeated_rows(above: DraftTable, bottom: list[DraftCell]) -> int:
    """How many rows at the start of `bottom` repeat those at the start of the table above.

    Their texts start in the same columns; spans that no rule shows may be seen in one piece alone.
    """
    top = above.cells_of(0, _REPEATED)

    def row(cells: list[DraftCell], number: int) -> list[tuple[int, str]]:
        mine = [cell for cell in cells if cell.row == number and cell.blocks]
        return sorted((cell.column, without_spaces(block_text(cell.blocks))) for cell in mine)

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

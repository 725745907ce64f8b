"""Tables that are read from the right: Arabic and Hebrew ones."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ....model.text import block_text, plain_text
from ....tables.draft import DraftCell, DraftTable
from ..lines.letters import has_letter
from ..objects.bidi import count_rtl

_MOST = 2 / 3
"""Share of a table's letters that are written from right to left at least."""


def in_order_of_columns(draft: DraftTable) -> None:
    """Put the columns of a table into the order in which they are read; the draft is changed.

    They come from left to right. A table in Arabic or Hebrew starts at its right side, unless its
    left side holds what rows start with: labels in Latin letters beside those in Arabic ones at
    the right, or numbers that count the rows.
    """
    if draft.columns < 2 or not _starts_at_right(draft):
        return
    columns = draft.columns
    for cell in draft.cells:
        cell.column = columns - cell.column - cell.column_span
    draft.cells.sort(key=lambda cell: (cell.row, cell.column))
    if draft.column_widths is not None:
        draft.column_widths = draft.column_widths[::-1]
    draft.fragments = tuple(
        msgspec.structs.replace(
            piece,
            joined_cells=tuple((row, _column(draft, row, c)) for row, c in piece.joined_cells),
        )
        for piece in draft.fragments
    )


def _column(draft: DraftTable, row: int, column: int) -> int:
    """The new column of the cell that started at a place before."""
    for cell in draft.cells:
        if cell.row == row and draft.columns - cell.column - cell.column_span == column:
            return cell.column
    return draft.columns - column - 1


def _starts_at_right(draft: DraftTable) -> bool:
    if all(map(_is_ascii, draft.cells)):
        return False
    texts = [(cell, block_text(cell.blocks)) for cell in draft.cells if cell.blocks]
    rtl = sum(count_rtl(text) for _, text in texts)
    letters = sum(sum(map(str.isalpha, text)) for _, text in texts)
    if not rtl or rtl < _MOST * letters:
        return False
    left = [text for cell, text in texts if cell.column == 0]
    words = [text for text in left if has_letter(text)]
    latin = sum(not count_rtl(text) for text in words)
    if 2 * latin > len(left):
        return False
    right = [text for cell, text in texts if _is_last(cell, draft)]
    return not (_counts(left) and not _counts(right))


def _is_ascii(cell: DraftCell) -> bool:
    text = plain_text(cell.blocks) if cell.blocks else ""
    return (block_text(cell.blocks) if text is None else text).isascii()


def _is_last(cell: DraftCell, draft: DraftTable) -> bool:
    return cell.column + cell.column_span == draft.columns


def _counts(texts: Sequence[str]) -> bool:
    """Whether the numbers of a column are 1, 2, 3 and so on."""
    numbers = [int(text) for text in texts if text.isdecimal()]
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))

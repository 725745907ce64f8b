"""Rows below the head that head columns again, and rows that open a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .column_heads import find_head
from .evidence import Column, View, text_of
from .marks import is_marked_row

_REMARK: Final = re.compile(
    r"(?:备\s*注|附\s*注|注|说明|资料来源|来源|填表|单位负责人|Notes?\b|Sources?\b)"
)
MAX_TITLE: Final = 60
"""Characters of the longest section title."""


def section_rows(view: View) -> list[int]:
    """Rows that are one cell over the whole width and name the rows below them."""
    rows = [row for row in range(view.rows) if _is_section(view, row)]
    last = max((row for row in range(view.rows) if view.full_row(row) is None), default=-1)
    return [row for row in rows if row < last]


def _is_section(view: View, row: int) -> bool:
    cell = view.full_row(row)
    if cell is None:
        return False
    look = view.look(cell)
    if cell.header_mark:
        return bool(look.text)
    period = look.names_period and not look.text.isdecimal()
    return (look.kind == "word" or period) and (
        len(look.text) <= MAX_TITLE and _REMARK.match(look.text) is None
    )


def band_rows(view: View, head: int, sections: Sequence[int]) -> frozenset[int]:
    """Header rows below row `head`: sections, the heads below them, repeated and further heads."""
    bands = {row for row in sections if row >= head}
    bands |= _heads_of_sections(view, sorted(bands))
    bands |= _repeated_heads(view, head)
    bands |= {row for row in range(head, view.rows) if _marked_band(view, row)}
    return frozenset(bands | _word_bands(view, head, bands))


def _heads_of_sections(view: View, sections: Sequence[int]) -> set[int]:
    """Rows below a section title that head the columns of that section."""
    found: set[int] = set()
    for title, after in pairwise([*sections, view.rows]):
        first = title + 1
        if after - first < 2 or first >= view.sampled:
            continue
        stop = min(after, view.sampled)
        head = find_head(view, first, stop, range(first + 1, stop))
        if head is not None and head.contrast:
            found.update(range(first, head.end))
    return found


def _repeated_heads(view: View, head: int) -> set[int]:
    """Rows that print the last row of the head again, as after a page break."""
    if not head or len(view.starts[head - 1]) < 2:
        return set()
    start = view.starts[head - 1]
    wanted = [(cell.column, text_of(cell)) for cell in start]
    if len({text for _, text in wanted if text}) < 2:
        return set()
    return {
        row
        for row in range(head, view.rows)
        if len(view.starts[row]) == len(start)
        and text_of(view.starts[row][0]) == wanted[0][1]
        and [(cell.column, text_of(cell)) for cell in view.starts[row]] == wanted
    }


def _marked_band(view: View, row: int) -> bool:
    """Whether a row in the body holds header cells only, and several of them."""
    start = view.starts[row]
    return (
        len(start) > 1
        and start[-1].header_mark
        and start[-1].row_span == 1
        and is_marked_row(view, row)
        and row + 1 < view.rows
    )


def _word_bands(view: View, head: int, bands: set[int]) -> set[int]:
    """Rows of words in the middle of columns of values, where the row below has values again."""
    if not 0 < head <= view.sampled:
        return set()
    rows = [row for row in range(head, view.rows) if row not in bands]
    columns = view.profile(row for row in rows if row < view.sampled)
    corner = view.look(view.slots[head - 1][0]).text
    return {
        row
        for row in rows[1:]
        if _is_word_band(view, row, columns, corner) and _has_value(view, row + 1)
    }


def _is_word_band(view: View, row: int, columns: list[Column], corner: str) -> bool:
    start = view.starts[row]
    # Most rows show at their last cell that they hold values; the others are looked at.
    if len(start) < 2 or view.look(start[-1]).kind != "word" or start[-1].row_span > 1:
        return False
    over = [cell for cell in start if columns[cell.column].holds_values]
    if not over or any(view.look(cell).kind != "word" for cell in over):
        return False
    same_corner = bool(corner) and view.look(start[0]).text == corner and start[0].column == 0
    return same_corner or (
        len(over) > 2 and len({view.look(cell).text for cell in over}) == len(over)
    )


def _has_value(view: View, row: int) -> bool:
    return row < view.rows and any(view.look(cell).kind == "value" for cell in view.starts[row])

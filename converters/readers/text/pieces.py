"""Join the pieces of a table that a page break cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...model import Fragment
from ...tables.cellkinds import heads_columns
from ...tables.enumerators import read_enumerator
from ...tables.flattened import FlatRow
from .grids import Grid, value_count
from .lines import Line, origin_of

_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*(?:第\s*)?[0-9]{1,4}\s*(?:页)?(?:\s*/\s*[0-9]{1,4})?[-—–－\s]*"
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A table and the pieces it was joined from; one piece has no fragments."""

    grid: Grid
    fragments: tuple[Fragment, ...] = ()
    dropped: tuple[FlatRow, ...] = ()
    """Rows of a repeated head that were left out."""


def is_page_number(text: str) -> bool:
    """Whether a line holds only a page number: `- 3 -`, `第3页`, `3/12`."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip())) and bool(text.strip())


def continuation(before: Joined, after: Grid, *, over_page: bool) -> str | None:
    """Why `after` goes on where `before` stops, or None if it does not.

    `over_page` says that a page number stands between them.
    """
    head = _head_rows(before.grid.rows)
    if not head or before.grid.padded != after.padded:
        return None
    if _values(before.grid.rows) != _values(after.rows) or _values(after.rows) < 2:
        return None
    if _repeats_head(before.grid.rows[:head], after.rows):
        return "the head of the table is repeated"
    if _head_rows(after.rows):
        return None
    if _numbers_go_on(before.grid.rows, after.rows):
        return "the numbers of the row labels go on"
    same_width = max(map(len, before.grid.rows)) == max(map(len, after.rows))
    if over_page and same_width:
        return "it has as many columns, no head, and stands behind a page number"
    return None


def join(before: Joined, after: Grid, reason: str) -> Joined:
    """`after` put under `before`, without a repeated head."""
    grid = before.grid
    head = _head_rows(grid.rows)
    repeated = head if _repeats_head(grid.rows[:head], after.rows) else 0
    fragments = before.fragments or (
        Fragment(0, len(grid.rows), origin_of([grid.first, grid.last])),
    )
    fragments += (
        Fragment(
            len(grid.rows),
            len(after.rows) - repeated,
            origin_of([after.first, after.last]),
            reason,
            dropped_header_rows=repeated,
        ),
    )
    widths = {max(map(len, grid.rows)), max(map(len, after.rows))}
    joined = replace(
        grid,
        rows=(*grid.rows, *after.rows[repeated:]),
        last=after.last,
        padded=grid.padded and len(widths) == 1,
        layout=grid.layout + after.layout,
    )
    return Joined(joined, fragments, (*before.dropped, *after.rows[:repeated]))


def _head_rows(rows: Sequence[FlatRow]) -> int:
    count = 0
    while count < len(rows) and heads_columns([cell.text for cell in rows[count]]):
        count += 1
    return count


def _values(rows: Sequence[FlatRow]) -> int:
    """The usual number of values in a row that holds any."""
    counts = Counter(count for row in rows if (count := value_count(row)))
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0] if counts else 0


def _repeats_head(head: Sequence[FlatRow], rows: Sequence[FlatRow]) -> bool:
    if not head or len(rows) <= len(head):
        return False
    return _texts(head) == _texts(rows[: len(head)])


def _texts(rows: Sequence[FlatRow]) -> list[list[str]]:
    return [[cell.text for cell in row if cell.text] for row in rows]


def _numbers_go_on(before: Sequence[FlatRow], after: Sequence[FlatRow]) -> bool:
    """Whether the first number of `after` follows the last one of its style in `before`."""
    first = next((cell.text for cell in after[0] if cell.text), "")
    number = read_enumerator(first)
    if number is None:
        return False
    for row in reversed(before):
        for cell in row:
            last = read_enumerator(cell.text)
            if last is not None and last.style == number.style:
                return last.number + 1 == number.number
    return False


def blank_or_page_number(lines: Sequence[Line]) -> bool:
    """Whether lines hold nothing but at most one page number."""
    filled = [line for line in lines if line.bare]
    return not filled or (len(filled) == 1 and is_page_number(filled[0].text))

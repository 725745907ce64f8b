"""Join the pieces of a table that page breaks cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...model import Fragment
from ...tables.cellkinds import heads_columns, kind_of
from ...tables.enumerators import read_enumerator
from ...tables.flattened import FlatRow
from .grids import Grid
from .lines import Line, origin_of

_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*(?:第\s*)?[0-9]{1,4}\s*(?:页)?(?:\s*/\s*[0-9]{1,4})?[-—–－\s]*"
)


@dataclass(slots=True)
class Pieces:
    """A table as the pieces in which it was found; most tables are one piece."""

    grids: list[Grid]
    reasons: list[str] = field(default_factory=list)
    """Why each piece but the first belongs to the one before."""

    def continued_by(self, after: Grid, *, over_page: bool) -> str | None:
        """Why `after` goes on where the last piece stops, or None if it does not.

        `over_page` says that a page number stands between them.
        """
        first, last = self.grids[0], self.grids[-1]
        head = _head_rows(first.rows)
        if not head or last.padded != after.padded:
            return None
        if _usual_values(last.rows) != _usual_values(after.rows) or _usual_values(after.rows) < 2:
            return None
        if _starts_with(after.rows, first.rows[:head]):
            return "the head of the table is repeated"
        if _head_rows(after.rows):
            return None
        if _numbers_go_on(last.rows, after.rows):
            return "the numbers of the row labels go on"
        if over_page and _width(last.rows) == _width(after.rows):
            return "it has as many columns, no head, and stands behind a page number"
        return None

    def add(self, after: Grid, reason: str) -> None:
        """Take `after` as the next piece."""
        self.grids.append(after)
        self.reasons.append(reason)

    def joined(self) -> tuple[Grid, tuple[Fragment, ...], list[FlatRow]]:
        """The whole table, its pieces, and the rows of repeated heads that it leaves out."""
        first = self.grids[0]
        if len(self.grids) == 1:
            return first, (), []
        head = first.rows[: _head_rows(first.rows)]
        rows = list(first.rows)
        fragments = [Fragment(0, len(rows), origin_of([first.first, first.last]))]
        dropped: list[FlatRow] = []
        for grid, reason in zip(self.grids[1:], self.reasons, strict=True):
            repeated = len(head) if _starts_with(grid.rows, head) else 0
            dropped += grid.rows[:repeated]
            kept = grid.rows[repeated:]
            origin = origin_of([grid.first, grid.last])
            fragments.append(Fragment(len(rows), len(kept), origin, reason, repeated))
            rows += kept
        same_width = len({_width(grid.rows) for grid in self.grids}) == 1
        layout = "".join(grid.layout for grid in self.grids)
        whole = replace(
            first,
            rows=tuple(rows),
            last=self.grids[-1].last,
            padded=first.padded and same_width,
            layout=layout,
        )
        return whole, tuple(fragments), dropped


def is_page_number(text: str) -> bool:
    """Whether a line holds only a page number: `- 3 -`, `第3页`, `3/12`."""
    return bool(text.strip()) and bool(_PAGE_NUMBER.fullmatch(text.strip()))


def may_cut_table(lines: Sequence[Line]) -> bool:
    """Whether lines between two tables are blank, or hold at most one page number."""
    filled = [line for line in lines if line.bare]
    return not filled or (len(filled) == 1 and is_page_number(filled[0].text))


def _width(rows: Sequence[FlatRow]) -> int:
    return max(map(len, rows))


def _head_rows(rows: Sequence[FlatRow]) -> int:
    count = 0
    while count < len(rows) and heads_columns([cell.text for cell in rows[count]]):
        count += 1
    return count


def _usual_values(rows: Sequence[FlatRow]) -> int:
    """The usual number of values in a row that holds any."""
    counts = Counter(
        count for row in rows if (count := sum(kind_of(cell.text) == "value" for cell in row))
    )
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0] if counts else 0


def _starts_with(rows: Sequence[FlatRow], head: Sequence[FlatRow]) -> bool:
    """Whether `rows` begin with the texts of `head` and go on after them."""
    return bool(head) and len(rows) > len(head) and _texts(head) == _texts(rows[: len(head)])


def _texts(rows: Sequence[FlatRow]) -> list[list[str]]:
    return [[cell.text for cell in row if cell.text] for row in rows]


def _numbers_go_on(before: Sequence[FlatRow], after: Sequence[FlatRow]) -> bool:
    """Whether the first number of `after` follows the last one of its style in `before`."""
    number = read_enumerator(next((cell.text for cell in after[0] if cell.text), ""))
    if number is None:
        return False
    for row in reversed(before):
        for cell in row:
            last = read_enumerator(cell.text)
            if last is not None and last.style == number.style:
                return last.number + 1 == number.number
    return False

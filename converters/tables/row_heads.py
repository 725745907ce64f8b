"""Which columns at the left of a table head its rows, by evidence alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from .draft import DraftCell
from .evidence import Column, Look, View, counts_up

MAX_STUB: Final = 6


@dataclass(frozen=True, slots=True)
class Stub:
    """Columns that head rows."""

    columns: int
    """Leading ones."""
    inner: frozenset[int] = frozenset()
    """Further ones, each heading the cells right of it up to the next one."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table below and between its heads."""

    view: View
    rows: Sequence[int]
    head: int
    """Leading header rows."""
    columns: list[Column]

    def looks(self, column: int) -> list[Look]:
        """What the cells that start in a column of the body show, blanks and totals left out."""
        looks = (self.view.look(cell) for cell in self.cells(column))
        return [look for look in looks if look.text and not look.is_total]

    def cells(self, column: int) -> list[DraftCell]:
        """The cells that start in a column of the body."""
        return [cell for cell in self.view.iter_cells(self.rows) if cell.column == column]

    @property
    def headed(self) -> bool:
        """Whether something heads single columns; a title over all of them does not."""
        return self.head > 0 and self.view.slots[self.head - 1][0].column_span < self.view.columns

    def headers(self) -> list[Look]:
        """For each column its lowest leading header."""
        return [self.view.look(cell) for cell in self.view.slots[self.head - 1]]


def find_stub(body: Body, marked: int) -> Stub:
    """The columns that head rows; `marked` leading ones the source marks as such."""
    view = body.view
    if view.columns < 2 or not body.rows:
        return Stub(marked)
    if marked:
        grown = _grown(body, marked)
        return (
            Stub(grown, reason="a marked row header spans rows or columns")
            if (grown > marked)
            else Stub(marked)
        )
    start = _first_labels(body)
    if start is None:
        return Stub(0)
    first, reason = start
    columns = _grown(body, first)
    return Stub(columns, _inner(body, columns), reason)


# --- the first stub column ----------------------------------------------------------------------


def _first_labels(body: Body) -> tuple[int, str] | None:
    """Leading columns up to the first labels, and what shows that they are labels."""
    columns = body.columns
    blank = len(list(takewhile(lambda column: column.blank, columns)))
    if blank >= len(columns) - 1:
        return None
    first = columns[blank]
    rest = columns[blank + 1 :]
    reason = _why_labels(body, blank, rest) if first.labels else _why_names(body, blank, rest)
    return (blank + 1, reason) if reason else None


def _why_labels(body: Body, column: int, rest: list[Column]) -> str | None:
    view = body.view
    if any(other.holds_values for other in rest):
        return "words stand beside numbers"
    if all(other.blank or not _used(other) for other in rest):
        return "words stand beside blank cells"
    if _has_groups(body, column):
        return "labels span several rows"
    if body.headed and not body.headers()[column].text and body.columns[column].blanks == 0:
        return "the corner is empty"
    for name in ("bold", "shaded"):
        if _stands_out(body, column, name):
            return f"the first column is {name} and the others are not"
    looks = body.looks(column)
    if not body.headed and _ask(looks, len(body.rows)):
        return "the first column holds the names of fields"
    if not body.headed and view.columns == 2 and _short_beside_long(looks, body.looks(column + 1)):
        return "short labels stand beside longer texts"
    if len(looks) > 1 and all(look.is_enumerated for look in looks):
        return "the first column is enumerated"
    return None


def _why_names(body: Body, column: int, rest: list[Column]) -> str | None:
    """Whether the numbers of a column name its rows: a running number, a year, a date."""
    looks = body.looks(column)
    named = body.headed and body.headers()[column].text in _RANKS
    if (len(looks) > 2 or named) and counts_up(looks) and (named or body.headed):
        return "the first column counts the rows"
    periods = bool(looks) and all(look.names_period for look in looks)
    distinct = len({look.text for look in looks}) == len(looks)
    told = any(other.holds_values or other.labels for other in rest)
    if periods and distinct and told and (body.headed or len(looks) > 1):
        return "years or dates stand in the first column"
    return None


_RANK_WORDS: Final = "序号 编号 排名 名次 序 No. No NO. № # ID Rank S/N Nr. N° Nº"
_RANKS: Final = frozenset(_RANK_WORDS.split())


def _used(column: Column) -> bool:
    return bool(column.words or column.values or column.blanks or column.prose)


def _has_groups(body: Body, column: int) -> bool:
    """Whether a label of the column spans rows that its neighbour divides."""
    return any(
        cell.row_span > 1
        and cell.column <= column < cell.column + cell.column_span
        and body.view.look(cell).kind == "word"
        and cell.column + cell.column_span < body.view.columns
        and len(body.view.starts[cell.row + 1]) > 0
        for cell in body.view.iter_cells(body.rows)
    )


def _stands_out(body: Body, column: int, name: str) -> bool:
    inside: list[bool] = []
    outside: list[bool] = []
    for cell in body.view.iter_cells(body.rows):
        if body.view.look(cell).text:
            (inside if cell.column <= column else outside).append(getattr(cell, name))
    few = sum(outside) < 0.2 * len(outside)
    return few and len(inside) > 1 and sum(inside) >= 0.8 * len(inside)


def _ask(looks: list[Look], rows: int) -> bool:
    """Whether labels are those of a form to fill in."""
    colons = sum(look.ends_in_colon for look in looks)
    usual = sum(look.is_heading_word for look in looks)
    return 2 * colons >= max(len(looks), 2) or (usual >= 2 and 3 * usual >= rows)


def _short_beside_long(labels: list[Look], texts: list[Look]) -> bool:
    if len(labels) < 2 or len({look.text for look in labels}) < len(labels) or not texts:
        return False
    mean = sum(len(look.text) for look in labels) / len(labels)
    other = sum(len(look.text) for look in texts) / len(texts)
    return mean <= 15 and other >= 1.5 * mean


# --- further stub columns -----------------------------------------------------------------------


def _grown(body: Body, columns: int) -> int:
    """`columns`, moved right while labels go on: below a corner, over a border, within a group."""
    limit = min(body.view.columns - 1, MAX_STUB)
    while columns < limit:
        end = max(_corner_end(body), _crossing_end(body, columns), _next_end(body, columns))
        end = min(end, limit)
        if end <= columns or not all(_can_label(body, column) for column in range(columns, end)):
            break
        columns = end
    return columns


def _can_label(body: Body, column: int) -> bool:
    found = body.columns[column]
    return found.labels or not (found.words or found.values or found.prose)


def _corner_end(body: Body) -> int:
    if not body.headed:
        return 0
    corner = body.view.slots[body.head - 1][0]
    return corner.column + corner.column_span


def _crossing_end(body: Body, columns: int) -> int:
    """How far labels of the stub reach right; totals, which span what is empty, do not count."""
    return max(
        (
            cell.column + cell.column_span
            for cell in body.view.iter_cells(body.rows)
            if _crosses(cell, columns, body.view.columns)
            and (look := body.view.look(cell)).kind == "word"
            and not look.is_total
        ),
        default=0,
    )


def _crosses(cell: DraftCell, columns: int, width: int) -> bool:
    return cell.column < columns < cell.column + cell.column_span < width


def _next_end(body: Body, columns: int) -> int:
    """One column more after a column of groups or of running numbers."""
    if not body.columns[columns].labels:
        return 0
    looks = body.looks(columns - 1)
    ranks = columns == 1 and counts_up(looks) and len(looks) > 0
    return columns + 1 if ranks or _has_groups(body, columns - 1) else 0


# --- labels further right -------------------------------------------------------------------------


def _inner(body: Body, columns: int) -> frozenset[int]:
    """Label columns of tables that put pairs, or whole lists, side by side."""
    width = body.view.columns
    if columns != 1 or width < 4 or width % 2:
        return frozenset()
    for period in range(2, width // 2 + 1):
        if width % period == 0 and _repeats(body, period):
            return frozenset(range(period, width, period))
    return frozenset()


def _repeats(body: Body, period: int) -> bool:
    labels = body.columns[::period]
    if not all(column.labels and column.values == 0 for column in labels):
        return False
    if body.headed:
        texts = [look.text for look in body.headers()]
        return bool(texts[0]) and texts == texts[:period] * (len(texts) // period)
    between = [body.columns[at] for at in range(body.view.columns) if at % period]
    if period != 2:
        return False
    if all(column.holds_values or column.blank for column in between):
        return True
    asked = [look for at in range(0, body.view.columns, 2) for look in body.looks(at)]
    return _ask(asked, len(asked))

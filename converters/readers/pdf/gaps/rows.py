"""Lines of a table to rows: which lines are wrapped text of one row.

The commonest error of table readers is a wrapped cell taken as several rows, the next one several
rows taken as one. Evidence, from strong to weak: rules and bands of colour between lines, numbers
under numbers, lines that overlap in height (cells aligned to the middle), two distances of lines
in one table (narrow inside a row, wide between rows), and last whether a text would have gone on
in the line above.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .gridlines import GridLine
from .gutters import BESIDE
from .rowlines import (
    Lines,
    RowGroup,
    clash,
    described,
    is_first_of_group,
    is_whole,
    is_year,
    pitch_of,
)
from .rowpitch import CLOSE, narrow_pitch
from .rowsections import is_bold_head, is_first_section, is_section, turns_bold
from .rulegroups import are_errors, are_groups, is_full, lines_between_rules, single_rows
from .wrapping import OPENS, flows_on

_ROUNDED = 1.09
"""Ratio by which browsers that round them to whole pixels make one distance larger."""
_LONG = 45
"""Characters of a text over several columns that is no header."""
_OFF_MIDDLE = 0.25
"""Font sizes by which a line may stand off the middle of two others."""


def group_rows(lines: Sequence[GridLine], edges: Sequence[float]) -> list[RowGroup]:
    """The rows; `edges` are heights of rules and bands that part rows, sorted."""
    if not lines:
        return []
    evidence = _Evidence.of(lines, edges)
    rows = [RowGroup([lines[0]])]
    for number, line in enumerate(lines[1:], start=1):
        if evidence.joins(rows[-1], number):
            rows[-1].lines.append(line)
        else:
            rows.append(RowGroup([line]))
    return rows


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What tells the rows of some lines."""

    table: Lines
    interval: Sequence[int]
    """How many edges stand above each line."""
    single: frozenset[int]
    """Stretches between two edges that are one row each."""
    narrow: float | None
    """Largest distance of lines inside a row, where the table tells one."""
    flows: Sequence[bool]
    """Whether each line may be wrapped text of the one above it."""

    @classmethod
    def of(cls, lines: Sequence[GridLine], edges: Sequence[float]) -> _Evidence:
        """That of lines between edges."""
        interval = [bisect_right(edges, line.line.level) for line in lines]
        table = _with_header(described(lines), interval)
        flows = flows_on(table, interval)
        if are_groups(table, lines_between_rules(interval)):
            flows = [on and not is_full(table, line) for on, line in zip(flows, lines, strict=True)]
        single, narrow = single_rows(table, interval), narrow_pitch(table, interval)
        return cls(table, interval, single, narrow, flows)

    def joins(self, row: RowGroup, number: int) -> bool:
        """Whether a line goes on with the row above it."""
        table, line = self.table, self.table.lines[number]
        parted = self.interval[number] != self.interval[number - 1]
        torn = _is_torn(table.lines, number)
        if torn is not None:
            return torn and not parted
        if parted or is_section(table, row, line):
            return False
        if _is_told(table, line) and not _is_told(table, row.lines[0]):
            return False
        return self._is_of_single_row(row, number) or self._goes_on(row, number)

    def _is_of_single_row(self, row: RowGroup, number: int) -> bool:
        """Whether the edges above and below a line part single rows, and its row is one."""
        line = self.table.lines[number]
        return (
            self.interval[number] in self.single
            and _is_body(self.table, number)
            and (not clash(self.table, row, line) or are_errors(row.lines, line))
        )

    def _goes_on(self, row: RowGroup, number: int) -> bool:
        """Whether the texts of a line, or its place, tell that it is of the row above it."""
        if self._starts_row(row, number):
            return False
        line, last = self.table.lines[number], row.lines[-1]
        if pitch_of(last, line) < BESIDE and not (line.columns & row.columns):
            return True
        if _is_around(row, line):
            return True
        if self.narrow is not None:
            return self._is_near(row, number, self.narrow)
        # Cells aligned to the middle lie between the lines of their neighbours.
        above = next((other for other in reversed(row.lines) if other.columns & line.columns), last)
        if pitch_of(above, line) > CLOSE:
            return False
        return self._wraps_header(row, number) if self._is_header(number) else self.flows[number]

    def _is_header(self, number: int) -> bool:
        return number < self.table.header

    def _starts_row(self, row: RowGroup, number: int) -> bool:
        """Whether a line is surely not of the row above it."""
        table, line = self.table, self.table.lines[number]
        if clash(table, row, line) or is_bold_head(row, line) or turns_bold(row, line):
            return True
        if number == table.header and len(line.pieces) > 1 and _heads_numbers(table, row):
            return True
        return is_first_of_group(table, row.lines[-1], line)

    def _is_near(self, row: RowGroup, number: int, narrow: float) -> bool:
        """Whether a line stands as close to the row above it as lines of one row do."""
        line = self.table.lines[number]
        near = pitch_of(row.lines[-1], line)
        if self._is_header(number) and is_first_section(row, line):
            return False
        if near <= narrow:
            return not _starts_row_below(self.table, row, number, narrow, self.flows)
        small = line.pieces[0].text[0].islower()
        return small and near <= _ROUNDED * narrow and self.flows[number]

    def _wraps_header(self, row: RowGroup, number: int) -> bool:
        """Whether a line of the header wraps the one above it.

        A label whose end stands beside the first numbers is no header.
        """
        line = self.table.lines[number]
        last = number + 1 == self.table.header
        if last and self.flows[number + 1] and len(line.columns) == 1:
            return False
        return _header_goes_on(row, line)


def _with_header(table: Lines, interval: Sequence[int]) -> Lines:
    """The lines, with as many of the header as the edges tell: below the first one all is body."""
    if _has_years_only(table, interval):
        table = replace(table, header=interval.count(interval[0]))
    if interval[table.header] != interval[0] and not _is_head_below(table, interval):
        # Also what stands above the first numbers.
        table = replace(table, header=interval.index(interval[table.header]))
    return table


def _has_years_only(table: Lines, interval: Sequence[int]) -> bool:
    """Whether the numbers above the first of some edges are years: those are headers."""
    count = interval.count(interval[0])
    if not table.header < count < len(interval):
        return False
    pieces = [piece for line in table.lines[:count] for piece in line.pieces]
    return all(is_year(piece.text) for piece in pieces if piece.numeric)


def _is_head_below(table: Lines, interval: Sequence[int]) -> bool:
    """Whether words stand right over numbers of the first row, and no edge between them.

    They are headers below those of several columns: no label stands beside them.
    """
    above, row = table.lines[table.header - 1 : table.header + 1]
    return (
        interval[table.header - 1] == interval[table.header]
        and len(above.pieces) > 1
        and 0 not in above.columns
        and 0 in row.columns
        and not any(piece.numeric or piece.blank for piece in above.pieces)
        and all(
            piece.first == piece.last and (value := row.at(piece.first)) and value.numeric
            for piece in above.pieces
        )
    )


def _is_torn(lines: Sequence[GridLine], number: int) -> bool | None:
    """Whether a line goes on with numbers of the line above, or starts some; None for neither."""
    if any(piece.goes_on for piece in lines[number - 1].pieces):
        return True
    torn = [piece.goes_on for piece in lines[number].pieces if piece.torn]
    return not any(torn) if torn else None


def _is_told(table: Lines, line: GridLine) -> bool:
    """Whether a line is one long text over most columns: what is told of the row above."""
    piece = line.pieces[0]
    wide = len(line.pieces) == 1 and piece.first == 0 and 2 * piece.last > len(table.width)
    return wide and len(piece.text) > _LONG


def _is_body(table: Lines, number: int) -> bool:
    """Whether a line and the one above it are rows: a label may start above the first numbers."""
    above = table.lines[number - 1].columns
    return number > table.header or (number == table.header and above == {0})


def _heads_numbers(table: Lines, row: RowGroup) -> bool:
    """Whether a row above the first numbers has words in columns of numbers: headers."""
    return any(piece.first in table.numeric and not piece.blank for piece in row.pieces)


def _starts_row_below(
    table: Lines, row: RowGroup, number: int, narrow: float, flows: Sequence[bool]
) -> bool:
    """Whether a line close to rows on both its sides is the first of the one below.

    So labels are set whose values stand beside their last line, where rows stand as close as the
    lines of one: the text goes on below, and does not from above.
    """
    if number + 1 == len(table.lines) or flows[number] or not flows[number + 1]:
        return False
    line, below = table.lines[number], table.lines[number + 1]
    between = not is_whole(table, line) and is_whole(table, below)
    return (
        between
        and pitch_of(line, below) <= narrow
        and any(is_whole(table, other) for other in row.lines)
    )


def _is_around(row: RowGroup, line: GridLine) -> bool:
    """Whether a text goes on below the line whose cells are set in the middle of its two lines."""
    above, middle = row.lines[0], row.lines[-1]
    if len(row.lines) != 2 or not line.columns <= above.columns - middle.columns:
        return False
    starts = any(OPENS.match(piece.text) or piece.numeric for piece in line.pieces)
    off = abs(pitch_of(above, middle) - pitch_of(middle, line))
    return not starts and pitch_of(above, line) <= CLOSE and off < 2 * _OFF_MIDDLE


def _header_goes_on(row: RowGroup, line: GridLine) -> bool:
    """Whether a line of the header wraps the one above: no piece above spans columns."""
    if is_first_section(row, line):
        return False
    spans = any(piece.first != piece.last or piece.floating for piece in row.pieces)
    return not spans and not any(OPENS.match(piece.text) for piece in line.pieces)

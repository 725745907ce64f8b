"""Lines of a table to rows: which lines are wrapped text of one row.

The commonest error of table readers is a wrapped cell taken as several rows, the next one several
rows taken as one. Evidence, from strong to weak: rules and bands of colour between lines, numbers
under numbers, lines that overlap in height (cells aligned to the middle), two distances of lines
in one table (narrow inside a row, wide between rows), and last whether a text would have gone on
in the line above.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..lines.letters import has_letter
from .gridlines import GridLine, Piece
from .gutters import BESIDE
from .rowlines import (
    Lines,
    RowGroup,
    clash,
    described,
    has_number,
    is_first_of_group,
    is_whole,
    is_year,
    pitch_of,
)
from .rulegroups import are_groups, is_full
from .wrapping import OPENS, flows_on, goes_on

_BRACKETS = re.compile(r"\(.*\)|\[.*\]")
_CLOSE = 1.7  # in font sizes, distance of baselines up to which text may go on
_TWO_PITCHES = 1.07
"""Ratio of two distances of lines from which they differ on purpose."""
_ROUNDED = 1.09
"""Ratio by which browsers that round them to whole pixels make one distance larger."""
_FULL = 3
"""Lines, and columns, that tell rows from texts that are wrapped in all their columns."""
_LONG = 45
"""Characters of a text over several columns that is no header."""
_OFF_CENTRE = 0.12
"""Twice the share of a table's width by which words may stand off its middle."""
_AGREEING = 0.9
"""Share of the lines whose distances tell what their numbers do."""
_OFF_MIDDLE = 0.25
"""Font sizes by which a line may stand off the middle of two others."""


def group_rows(lines: Sequence[GridLine], edges: Sequence[float]) -> list[RowGroup]:
    """The rows; `edges` are heights of rules and bands that part rows, sorted."""
    if not lines:
        return []
    table = described(lines)
    interval = [bisect_right(edges, line.line.level) for line in lines]
    if _has_years_only(table, interval):
        table = replace(table, header=interval.count(interval[0]))
    if interval[table.header] != interval[0] and not _is_head_below(table, interval):
        # Below the rule under the headers all is body, also what stands above the first numbers.
        table = replace(table, header=interval.index(interval[table.header]))
    ruled = _single_rows(table, interval)
    narrow = _narrow_pitch(table, interval)
    flows = flows_on(table, interval)
    if are_groups(table, _stretches(interval)):
        flows = [goes and not is_full(table, line) for goes, line in zip(flows, lines, strict=True)]
    rows = [RowGroup([lines[0]])]
    for number in range(1, len(lines)):
        if (torn := _is_torn(lines, number)) is not None:
            joins = torn and interval[number] == interval[number - 1]
        elif (
            interval[number] != interval[number - 1]
            or _is_section(table, rows[-1], lines[number])
            or (_is_told(table, lines[number]) and not _is_told(table, rows[-1].lines[0]))
        ):
            joins = False
        elif (
            interval[number] in ruled
            and _is_body(table, number)
            and (
                not clash(table, rows[-1], lines[number])
                or _are_errors(rows[-1].lines, lines[number])
            )
        ):
            joins = True
        else:
            joins = _joins(table, rows[-1], number, narrow, flows)
        if joins:
            rows[-1].lines.append(lines[number])
        else:
            rows.append(RowGroup([lines[number]]))
    return rows


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


def _stretches(interval: Sequence[int]) -> dict[int, list[int]]:
    """The numbers of the lines between two rules each."""
    stretches: dict[int, list[int]] = {}
    for number, place in enumerate(interval):
        stretches.setdefault(place, []).append(number)
    return stretches


def _single_rows(table: Lines, interval: Sequence[int]) -> frozenset[int]:
    """The stretches between rules that are one row each; none unless there are so many rules that
    nearly all are."""
    stretches = _stretches(interval)
    if len(stretches) < 4 or are_groups(table, stretches):
        return frozenset()
    several = {
        place
        for place, numbers in stretches.items()
        if _clash_inside(table, numbers) or _are_full_rows(table, numbers)
    }
    most = 3 if several else 6
    if len(several) > len(stretches) // 8 or len(table.lines) > most * len(stretches):
        return frozenset()
    return frozenset(stretches) - several


def _clash_inside(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether several lines have numbers in one column."""
    lines = [table.lines[number] for number in numbers]
    return any(
        clash(table, RowGroup(lines[:end]), lines[end])
        and not (end == len(lines) - 1 and _are_errors(lines[:end], lines[end]))
        for end in range(1, len(lines))
    )


def _are_errors(above: Sequence[GridLine], below: GridLine) -> bool:
    """Whether a line has nothing but values in brackets, each under one without: their errors."""
    for piece in below.pieces:
        over = [value for line in above if (value := line.at(piece.first)) is not None]
        if not (piece.numeric and _BRACKETS.fullmatch(piece.text) and len(over) == 1):
            return False
        if not over[0].numeric or _BRACKETS.fullmatch(over[0].text):
            return False
    return True


def _are_full_rows(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether lines between two rules all fill every column, and none goes on with another.

    No text is wrapped into itself, so where one stands under the same one, rows do.
    """
    lines = [table.lines[number] for number in numbers]
    return (
        len(lines) >= _FULL <= len(table.width)
        and all(len(line.columns) == len(table.width) for line in lines)
        and not any(
            goes_on(table, above, below) and not _texts(above) & _texts(below)
            for above, below in itertools.pairwise(lines)
        )
    )


def _texts(line: GridLine) -> set[str]:
    return {piece.text for piece in line.pieces}


def _narrow_pitch(table: Lines, interval: Sequence[int]) -> float | None:
    """The largest distance of lines inside a row where a table has two distances, else None."""
    lines = table.lines
    pairs = [
        (pitch_of(lines[number - 1], lines[number]), number)
        for number in range(1, len(lines))
        if interval[number] == interval[number - 1]
    ]
    below = [pair for pair in pairs if pair[1] > table.header]
    # Headers are often set tighter, or moved to the middle of several rows.
    pairs = below if len(below) > 3 else pairs
    pitches = sorted(pitch for pitch, _ in pairs if pitch >= BESIDE)
    if not pitches or len(pairs) < 3:
        return None
    steps = [
        (above / below, below)
        for below, above in itertools.pairwise(pitches)
        if below <= _CLOSE and above / below >= _TWO_PITCHES
    ]
    agrees = _agreement(table, pairs)
    for _, limit in sorted(steps, key=lambda step: (agrees(step[1]), step), reverse=True):
        if _is_inside_rows(table, limit + 0.01, pairs):
            return limit + 0.01
    # Lines of cells aligned to the middle stand closer than any two rows.
    if not steps and len(pitches) < 0.7 * len(pairs) and pitches[0] > 1.2:
        return BESIDE + 0.01
    return None


def _agreement(table: Lines, pairs: Sequence[tuple[float, int]]) -> Callable[[float], bool]:
    """Tells whether lines up to a distance are inside rows, by their numbers, and those beyond it
    start rows: numbers stand on the first line of each row, or on the last one."""
    if not table.numeric:
        return lambda limit: False
    whole = [has_number(table, line) for line in table.lines]

    def agrees(limit: float) -> bool:
        top = sum((pitch > limit + 0.01) == whole[number] for pitch, number in pairs)
        foot = sum((pitch > limit + 0.01) == whole[number - 1] for pitch, number in pairs)
        return max(top, foot) >= _AGREEING * len(pairs)

    return agrees


def _is_inside_rows(table: Lines, limit: float, pairs: Sequence[tuple[float, int]]) -> bool:
    """Whether lines up to `limit` apart are parts of one row and not rows set in groups."""
    lines = table.lines
    close = [number for pitch, number in pairs if BESIDE <= pitch <= limit]
    most = 0.6 * len(table.width)
    clashes = sum(
        clash(table, RowGroup([lines[number - 1]]), lines[number])
        or (
            bool(table.numeric)
            and min(len(lines[number - 1].columns), len(lines[number].columns)) > most
            and has_number(table, lines[number])
        )
        for number in close
    )
    if clashes > 0.1 * len(close):
        return False
    if bool(table.numeric):
        return True
    return not _are_whole_rows(table, close) and not (
        len(pairs) - len(close) == 1 and _start_rows(table, close)
    )


def _start_rows(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether whole lines under the one white of a table, that below its header, go on with none.

    Then that white tells no rows: the lines of texts in two rows stand as close as those of one.
    """
    lines = table.lines
    return any(
        is_whole(table, lines[number]) and not goes_on(table, lines[number - 1], lines[number])
        for number in numbers
    )


def _are_whole_rows(table: Lines, numbers: Sequence[int]) -> bool:
    """Whether lines close to the one above mostly fill their columns: rows of a table of words."""
    lines = table.lines
    whole = sum(
        len(lines[number].columns) >= len(lines[number - 1].columns) > 1
        and is_whole(table, lines[number])
        for number in numbers
    )
    if len(numbers) > 3 and whole > 0.6 * len(numbers):
        return True
    more = sum(goes_on(table, lines[number - 1], lines[number]) for number in numbers)
    return 1 < len(numbers) == whole and 2 * more < len(numbers)


def _joins(
    table: Lines, row: RowGroup, number: int, narrow: float | None, flows: Sequence[bool]
) -> bool:
    line = table.lines[number]
    last = row.lines[-1]
    if clash(table, row, line) or _is_bold_head(row, line) or _turns_bold(row, line):
        return False
    if number == table.header and len(line.pieces) > 1 and _heads_numbers(table, row):
        return False
    if is_first_of_group(table, last, line):
        return False
    if pitch_of(last, line) < BESIDE and not (line.columns & row.columns):
        return True
    if _is_around(row, line):
        return True
    # Cells aligned to the middle lie between the lines of their neighbours.
    above = next((other for other in reversed(row.lines) if other.columns & line.columns), last)
    pitch = pitch_of(above, line)
    if narrow is not None:
        near = pitch_of(last, line)
        if number < table.header and _is_first_section(row, line):
            return False
        if near <= narrow:
            return not _starts_row_below(table, row, number, narrow, flows)
        small = line.pieces[0].text[0].islower()
        return small and near <= _ROUNDED * narrow and flows[number]
    if pitch > _CLOSE:
        return False
    if number < table.header:
        # A label whose end stands beside the first numbers is no header.
        if number + 1 == table.header and flows[number + 1] and len(line.columns) == 1:
            return False
        return _header_goes_on(row, line)
    return flows[number]


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
    return not starts and pitch_of(above, line) <= _CLOSE and off < 2 * _OFF_MIDDLE


def _is_bold_head(row: RowGroup, line: GridLine) -> bool:
    """Whether a row is one bold text at the left and the line below is not bold there."""
    pieces = row.pieces
    below = line.at(0)
    return (
        below is not None
        and all(piece.first == 0 for piece in pieces)
        and all(word.bold for piece in pieces for word in piece.words)
        and not any(word.bold for word in below.words)
    )


def _is_section(table: Lines, row: RowGroup, line: GridLine) -> bool:
    """Whether a row heads those from a line on, or the line those below."""
    return _is_section_above(table, row, line) or _is_section_below(table, row, line)


def _is_section_above(table: Lines, row: RowGroup, line: GridLine) -> bool:
    """Whether a row is one text in italics at the left, or one in the middle over a number."""
    pieces = row.pieces
    first = pieces[0]
    if len(pieces) > 1 or first.numeric or not has_letter(first.text):
        return False
    below = line.at(first.first)
    if below is None:
        return False
    if first.first == 0:
        slanted = all(word.italic for word in first.words)
        return slanted and len(line.pieces) > 1 and not any(word.italic for word in below.words)
    return below.numeric and _is_in_the_middle(table, first)


def _is_section_below(table: Lines, row: RowGroup, line: GridLine) -> bool:
    """Whether a line is one text in the middle, below a number in its column."""
    first = line.pieces[0]
    if len(line.pieces) > 1 or first.first == 0 or not _is_in_the_middle(table, first):
        return False
    above = next((piece for other in row.lines if (piece := other.at(first.first))), None)
    return above is not None and above.numeric and not first.numeric


def _is_in_the_middle(table: Lines, piece: Piece) -> bool:
    """Whether words stand in the middle of a table, in a column of numbers."""
    left = min(other.line.x0 for other in table.lines)
    right = max(other.line.x1 for other in table.lines)
    near = abs(piece.x0 + piece.x1 - left - right) < _OFF_CENTRE * (right - left)
    return near and piece.first in table.numeric and has_letter(piece.text)


def _turns_bold(row: RowGroup, line: GridLine) -> bool:
    """Whether a line is one bold text below a text that is not: it heads the rows below."""
    above = next((piece for other in reversed(row.lines) if (piece := other.at(0))), None)
    return (
        above is not None
        and len(line.pieces) == 1
        and line.pieces[0].first == 0
        and all(word.bold for word in line.pieces[0].words)
        and not any(word.bold for word in above.words)
    )


def _header_goes_on(row: RowGroup, line: GridLine) -> bool:
    """Whether a line of the header wraps the one above: no piece above spans columns."""
    if _is_first_section(row, line):
        return False
    spans = any(piece.first != piece.last or piece.floating for piece in row.pieces)
    return not spans and not any(OPENS.match(piece.text) for piece in line.pieces)


def _is_first_section(row: RowGroup, line: GridLine) -> bool:
    """Whether a line below a header is the first section: it stands alone and wraps no label."""
    alone = len(line.pieces) == 1 and line.pieces[0].first == 0
    return alone and row.lines[-1].at(0) is None

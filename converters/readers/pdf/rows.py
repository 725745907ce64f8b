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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .gridlines import GridLine, Piece
from .wide import is_wide

_OVERLAP = 0.95
"""Distance of baselines, in font sizes, below which lines are pieces of one row."""
_CLOSE = 1.7  # in font sizes, distance of baselines up to which text may go on
_TWO_PITCHES = 1.07
"""Ratio of two distances of lines from which they differ on purpose."""
_GOES_ON = 0.3
"""Strength of a link between two lines from which they are one row."""
_SURE = 0.6
"""Strength of a link that needs no other evidence."""
_LOOSE = 1.45
"""Distance of baselines, in font sizes, above which lines of one text are rare."""
_OFF_MIDDLE = 0.25
"""Font sizes by which a line may stand off the middle of two others."""
_NEVER_FIRST = frozenset("、，。；：！？）》」』”")  # what stands before them moves down too
_OPENS = re.compile(
    r"([一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．)]\s?\D|[•·▪●■□◆–-]\s|[a-z][.)]\s"
    r"|[IVX]+\.\s)"
)


@dataclass(slots=True)
class RowGroup:
    """Lines that make one row."""

    lines: list[GridLine]

    @property
    def columns(self) -> frozenset[int]:
        """Columns in which it has text."""
        return frozenset().union(*(line.columns for line in self.lines))


@dataclass(frozen=True, slots=True)
class _Table:
    lines: Sequence[GridLine]
    numeric: frozenset[int]
    """Columns that hold numbers mostly."""
    width: dict[int, float]
    """Width of the widest text of each column."""
    header: int
    """Lines before the first one with numbers."""
    indents: frozenset[int] = frozenset()
    """Where whole rows below a whole row start."""


def numeric_columns(lines: Sequence[GridLine]) -> frozenset[int]:
    """Columns where at least six in ten texts are numbers, one header aside."""
    found: dict[int, list[bool]] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last and not piece.blank:
                found.setdefault(piece.first, []).append(piece.numeric)
    return frozenset(
        column
        for column, numeric in found.items()
        if (count := numeric.count(True)) >= 2 and count >= 0.6 * (len(numeric) - 1)
    )


def group_rows(lines: Sequence[GridLine], edges: Sequence[float]) -> list[RowGroup]:
    """The rows; `edges` are heights of rules and bands that part rows, sorted."""
    if not lines:
        return []
    table = _described(lines)
    interval = [bisect_right(edges, _middle(line)) for line in lines]
    if interval[table.header] != interval[0]:
        # Below the rule under the headers all is body, also what stands above the first numbers.
        table = replace(table, header=interval.index(interval[table.header]))
    ruled = _rules_part_rows(table, interval)
    narrow = _narrow_pitch(table, interval)
    flows = _flows(table, interval)
    rows = [RowGroup([lines[0]])]
    for number in range(1, len(lines)):
        if interval[number] != interval[number - 1]:
            joins = False
        elif ruled and _is_body(table, number) and not _clash(table, rows[-1], lines[number]):
            joins = True
        else:
            joins = _joins(table, rows[-1], number, narrow, flows)
        if joins:
            rows[-1].lines.append(lines[number])
        else:
            rows.append(RowGroup([lines[number]]))
    return rows


def _is_body(table: _Table, number: int) -> bool:
    """Whether a line and the one above it are rows: a label may start above the first numbers."""
    above = table.lines[number - 1].columns
    return number > table.header or (number == table.header and above == {0})


def _middle(line: GridLine) -> float:
    return (line.line.top + line.line.bottom) / 2


def _described(lines: Sequence[GridLine]) -> _Table:
    numeric = numeric_columns(lines)
    width: dict[int, float] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                width[piece.first] = max(width.get(piece.first, 0.0), piece.x1 - piece.x0)
    header = next(
        (
            number
            for number, line in enumerate(lines)
            if any(piece.numeric and piece.first in numeric for piece in line.pieces)
            and not are_years([piece.text for piece in line.pieces if piece.numeric])
        ),
        0,
    )
    table = _Table(lines, numeric, width, header)
    whole = [_is_whole(table, line) for line in lines]
    firsts = [
        round(first.x0)
        for number in range(1, len(lines))
        if whole[number - 1] and whole[number] and (first := lines[number].at(0)) is not None
    ]
    indents = frozenset(x for x, count in Counter(firsts).items() if count > 2)
    return replace(table, indents=indents)


def is_year(text: str) -> bool:
    """Whether a text is a year, as headers are."""
    return bool(re.fullmatch(r"(19|20)\d\d", text))


def are_years(numbers: Sequence[str]) -> bool:
    """Whether the numbers of a line are several years: headers."""
    return len(numbers) > 1 and all(map(is_year, numbers))


def _pitch(above: GridLine, below: GridLine) -> float:
    """Distance of baselines in font sizes."""
    size = min(above.line.size, below.line.size)
    return (below.line.baseline - above.line.baseline) / max(size, 1.0)


def _clash(table: _Table, row: RowGroup, line: GridLine) -> bool:
    """Whether both have numbers in one column."""
    held = {
        piece.first
        for other in row.lines
        for piece in other.pieces
        if (piece.numeric or piece.blank) and piece.first in table.numeric
    }
    return any((piece.numeric or piece.blank) and piece.first in held for piece in line.pieces)


def _rules_part_rows(table: _Table, interval: Sequence[int]) -> bool:
    """Whether there are so many rules that each stretch between two is one row."""
    stretches: dict[int, list[int]] = {}
    for number, place in enumerate(interval):
        stretches.setdefault(place, []).append(number)
    if len(stretches) < 4:
        return False
    clashing = sum(
        any(
            _clash(table, RowGroup([table.lines[a]]), table.lines[b])
            for a, b in itertools.pairwise(numbers)
        )
        for numbers in stretches.values()
    )
    most = 3 if clashing else 6
    return clashing <= len(stretches) // 8 and len(table.lines) <= most * len(stretches)


def _narrow_pitch(table: _Table, interval: Sequence[int]) -> float | None:
    """The largest distance of lines inside a row where a table has two distances, else None."""
    lines = table.lines
    pairs = [
        (_pitch(lines[number - 1], lines[number]), number)
        for number in range(1, len(lines))
        if interval[number] == interval[number - 1]
    ]
    below = [pair for pair in pairs if pair[1] > table.header]
    # Headers are often set tighter, or moved to the middle of several rows.
    pairs = below if len(below) > 3 else pairs
    pitches = sorted(pitch for pitch, _ in pairs if pitch >= _OVERLAP)
    if not pitches or len(pairs) < 3:
        return None
    steps = [
        (above / below, below)
        for below, above in itertools.pairwise(pitches)
        if below <= _CLOSE and above / below >= _TWO_PITCHES
    ]
    for _, limit in sorted(steps, reverse=True):
        if _is_inside_rows(table, limit + 0.01, pairs):
            return limit + 0.01
    # Lines of cells aligned to the middle stand closer than any two rows.
    if not steps and len(pitches) < 0.7 * len(pairs) and pitches[0] > 1.2:
        return _OVERLAP + 0.01
    return None


def _is_inside_rows(table: _Table, limit: float, pairs: Sequence[tuple[float, int]]) -> bool:
    """Whether lines up to `limit` apart are parts of one row and not rows set in groups."""
    lines = table.lines
    close = [number for pitch, number in pairs if _OVERLAP <= pitch <= limit]
    most = 0.6 * len(table.width)
    clashes = sum(
        _clash(table, RowGroup([lines[number - 1]]), lines[number])
        or (
            bool(table.numeric)
            and min(len(lines[number - 1].columns), len(lines[number].columns)) > most
            and _has_number(table, lines[number])
        )
        for number in close
    )
    if clashes > 0.1 * len(close):
        return False
    return bool(table.numeric) or not _are_whole_rows(table, close)


def _has_number(table: _Table, line: GridLine) -> bool:
    return any(
        (piece.numeric or piece.blank) and piece.first in table.numeric for piece in line.pieces
    )


def _are_whole_rows(table: _Table, numbers: Sequence[int]) -> bool:
    """Whether lines close to the one above mostly fill their columns: rows of a table of words."""
    lines = table.lines
    whole = sum(
        len(lines[number].columns) >= len(lines[number - 1].columns) > 1
        and _is_whole(table, lines[number])
        for number in numbers
    )
    return len(numbers) > 3 and whole > 0.6 * len(numbers)


def _joins(
    table: _Table, row: RowGroup, number: int, narrow: float | None, flows: Sequence[bool]
) -> bool:
    line = table.lines[number]
    last = row.lines[-1]
    if _clash(table, row, line) or _is_bold_head(row, line) or _turns_bold(row, line):
        return False
    if _is_first_of_group(table, last, line):
        return False
    if _pitch(last, line) < _OVERLAP and not (line.columns & row.columns):
        return True
    if _is_around(row, line):
        return True
    # Cells aligned to the middle lie between the lines of their neighbours.
    above = next((other for other in reversed(row.lines) if other.columns & line.columns), last)
    pitch = _pitch(above, line)
    if narrow is not None:
        return _pitch(last, line) <= narrow
    if pitch > _CLOSE:
        return False
    if number < table.header:
        # A label whose end stands beside the first numbers is no header.
        if number + 1 == table.header and flows[number + 1] and len(line.columns) == 1:
            return False
        return _header_goes_on(row, line)
    return flows[number]


def _is_around(row: RowGroup, line: GridLine) -> bool:
    """Whether a text goes on below the line whose cells are set in the middle of its two lines."""
    above, middle = row.lines[0], row.lines[-1]
    if len(row.lines) != 2 or not line.columns <= above.columns - middle.columns:
        return False
    starts = any(_OPENS.match(piece.text) or piece.numeric for piece in line.pieces)
    off = abs(_pitch(above, middle) - _pitch(middle, line))
    return not starts and _pitch(above, line) <= _CLOSE and off < 2 * _OFF_MIDDLE


def _is_bold_head(row: RowGroup, line: GridLine) -> bool:
    """Whether a row is one bold text at the left and the line below is not bold there."""
    pieces = [piece for other in row.lines for piece in other.pieces]
    below = line.at(0)
    return (
        below is not None
        and all(piece.first == 0 for piece in pieces)
        and all(word.bold for piece in pieces for word in piece.words)
        and not any(word.bold for word in below.words)
    )


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
    alone = len(line.pieces) == 1 and line.pieces[0].first == 0
    if alone and row.lines[-1].at(0) is None:
        return False  # the first section, whose line wraps none
    spans = any(
        piece.first != piece.last or piece.floating for other in row.lines for piece in other.pieces
    )
    return not spans and not any(_OPENS.match(piece.text) for piece in line.pieces)


def _flows(table: _Table, interval: Sequence[int]) -> list[bool]:
    """For each line whether its text goes on from the line above, where spacing tells nothing.

    Between two complete lines at least one link is broken: the weakest. So wrapped text is given
    to the row above or below it, whichever it fits better, and cells aligned to the top or to the
    bottom both come out right.
    """
    lines = table.lines
    links = [0.0] + [
        _link(table, above, below) if interval[n] == interval[n - 1] else 0.0
        for n, (above, below) in enumerate(itertools.pairwise(lines), start=1)
    ]
    for number in range(1, len(lines)):
        # Lines of one paragraph are seldom set so far apart, least of all as far as rows.
        if links[number] < _SURE and _pitch(lines[number - 1], lines[number]) > _LOOSE:
            links[number] = 0.0
    whole = [_is_whole(table, line) for line in lines]
    start: int | None = None
    for number, is_whole in enumerate(whole):
        if not is_whole:
            continue
        if start is not None:
            between = range(start + 1, number + 1)
            weakest = min(between, key=lambda n: (links[n], -n))
            if len(between) > 1 or links[weakest] < _SURE or table.numeric:
                links[weakest] = 0.0
        start = number
    return [link >= _GOES_ON for link in links]


def _is_whole(table: _Table, line: GridLine) -> bool:
    """Whether a line has what each row has: numbers, or a label and most other texts."""
    if table.numeric:
        return _has_number(table, line)
    return 0 in line.columns and len(line.columns) > 0.6 * len(table.width)


def _link(table: _Table, above: GridLine, below: GridLine) -> float:
    """How surely the texts of a line go on from the line above: 0 not, 1 surely."""
    if _is_first_of_group(table, above, below):
        return 0.0
    shared = above.columns & below.columns
    if not shared or not (shared == above.columns or shared == below.columns):
        return 0.0
    return min(_wraps(table, above.at(column), below.at(column)) for column in shared)


def _is_first_of_group(table: _Table, above: GridLine, below: GridLine) -> bool:
    """Whether a label stands alone above a row set further in, as other whole rows are."""
    label, first = above.at(0), below.at(0)
    if label is None or first is None or len(above.pieces) > 1 or not _is_whole(table, below):
        return False
    return first.x0 - label.x0 > 3 and round(first.x0) in table.indents


def _wraps(table: _Table, above: Piece | None, below: Piece | None) -> float:
    """How surely `below` goes on from `above`: its first word had no room there."""
    if above is None or below is None or above.first != above.last or below.first != below.last:
        return 0.0
    if (
        _OPENS.match(below.text)
        or above.numeric
        or (below.numeric and below.first in table.numeric)
    ):
        return 0.0
    text, size = below.text, below.words[0].size
    wide = is_wide(ord(text[0]))
    word = size * (1 + (text[1:2] in _NEVER_FIRST))
    if not wide:
        word = below.words[0].x1 - below.words[0].x0 + 0.2 * size
    room = table.width.get(above.first, 0.0)
    if (above.x1 - above.x0) + word <= room + 0.1 * size:
        return 0.0
    if above.words[-1].bold != below.words[0].bold:
        return 0.0
    if wide:
        return 0.4 if above.text.endswith(("。", "；")) else 0.7
    if text[0].islower():
        return 1.0
    return 0.5 if not text[0].isalpha() else 0.35

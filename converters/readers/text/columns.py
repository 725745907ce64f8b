"""Find tables whose columns are only aligned, with two or more spaces between the cells.

Prose holds double spaces too, so the evidence must be strong: three lines at least, columns that
no cell of any line crosses, most cells filled, and a column of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...tables.cellkinds import kind_of
from ...tables.flattened import FlatCell, FlatRow
from .grids import Found, Grid, is_edged_prose, is_no_table
from .lines import Line, display_width

MIN_LINES: Final = 3
_SEGMENT: Final = re.compile(r"[^\s\u3000]+(?:[ \u00a0][^\s\u3000]+)*")
_GAP: Final = re.compile(r"\S(?: {2,}|\u3000+)\S")
_LONGEST: Final = 400
"""Characters; longer lines are no rows of aligned columns."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """Text without a wide gap, and the screen columns that it takes."""

    left: int
    right: int
    start: int
    end: int


def find_aligned_grid(lines: Sequence[Line], start: int) -> Found:
    """What the lines with wide gaps hold that begin at line `start`."""
    end = start
    while end < len(lines) and len(lines[end].text) <= _LONGEST and _GAP.search(lines[end].text):
        end += 1
    region = list(lines[start:end])
    if len(region) < MIN_LINES or is_no_table([line.text for line in region]):
        return ([region] if region else []), end
    segments = [_segments(line.text) for line in region]
    columns = _columns(segments)
    rows = [_row(line, found, columns) for line, found in zip(region, segments, strict=True)]
    filled = [row for row in rows if row is not None]
    if len(filled) < len(rows) or not _convinces(filled):
        return [region], end
    return [Grid(tuple(filled), region[0], region[-1], False, "")], end


def _segments(text: str) -> list[_Segment]:
    return [
        _Segment(
            display_width(text[: match.start()]),
            display_width(text[: match.end()]),
            match.start(),
            match.end(),
        )
        for match in _SEGMENT.finditer(text)
    ]


def _columns(lines: Sequence[Sequence[_Segment]]) -> list[tuple[int, int]]:
    """Screen ranges that segments of any line take, overlapping ones as one range."""
    ranges: list[tuple[int, int]] = []
    for segment in sorted((one for line in lines for one in line), key=lambda one: one.left):
        if ranges and segment.left < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], segment.right))
        else:
            ranges.append((segment.left, segment.right))
    return ranges


def _row(
    line: Line, segments: Sequence[_Segment], columns: Sequence[tuple[int, int]]
) -> FlatRow | None:
    """The cells of a line, or None when two of its segments share a column."""
    cells: list[FlatCell] = []
    place = 0
    for left, right in columns:
        cell = FlatCell("")
        if place < len(segments) and left <= segments[place].left < right:
            segment = segments[place]
            text = line.text[segment.start : segment.end]
            cell = FlatCell(text, line.part(segment.start, segment.end))
            place += 1
        cells.append(cell)
    return tuple(cells) if place == len(segments) else None


def _convinces(rows: Sequence[FlatRow]) -> bool:
    """Whether nearly all cells are filled and a column other than the first holds numbers."""
    columns = len(rows[0])
    cells = [cell for row in rows for cell in row]
    if (
        columns < 2
        or is_edged_prose(rows)
        or sum(bool(cell.text) for cell in cells) < 0.75 * len(cells)
    ):
        return False
    numbers = [
        sum(kind_of(row[column].text) == "value" for row in rows[1:])
        for column in range(1, columns)
    ]
    return max(numbers) >= 0.8 * (len(rows) - 1)

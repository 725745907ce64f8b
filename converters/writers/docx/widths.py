"""Column widths of a table in twips: the model's, else estimated from the content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ...model import Cell, Table
from ...model.text import cell_text

CELL_PADDING: Final = 160
"""Twips left and right of the text in a cell together; the table style has the same."""
_MAX_LINE_UNITS: Final = 40
_MAX_WORD_UNITS: Final = 24
_HEADER_LINE_UNITS: Final = 6
"""Three Chinese characters: how narrow the lines of a header over numbers may be."""
_PIECES: Final = re.compile(r"[\u0021-\u2e7f]+|[^\u0000-\u2e7f]")
_SAMPLE: Final = 4000
"""Cells looked at for an estimate; a table of 200,000 cells is like its first thousands."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the columns of a table need, in twips."""

    least: list[int]
    """Widths below which a word or number would be broken."""
    modest: list[int]
    """Widths at which the headers of numbers stand on several lines, the rest as wanted."""
    wanted: list[int]
    """Widths at which most cells stand on one line or few."""


def text_units(text: str) -> int:
    """Width of a text in Latin letters; wide characters count two (Unicode Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def estimate(table: Table, letter: int) -> Needs:
    """What the columns of `table` need, by its content; `letter` is the width of a Latin one."""
    least, modest, wanted = ([units] * table.columns for units in (2, 3, 3))
    numbers = _number_columns(table)
    spanning: list[tuple[Cell, int, int]] = []
    for cell in table.cells[:_SAMPLE]:
        text = cell_text(cell)
        if not text:
            continue
        low, high = _cell_units(text[:400])
        if cell.column_span == 1:
            least[cell.column] = max(least[cell.column], low)
            wanted[cell.column] = max(wanted[cell.column], high)
            if cell.role == "header" and cell.column in numbers:
                high = min(high, max(low, _HEADER_LINE_UNITS))
            modest[cell.column] = max(modest[cell.column], high)
        else:
            spanning.append((cell, low, high))
    for cell, low, high in spanning:
        _spread(least, cell, low)
        if cell.role != "header":
            _spread(modest, cell, high)
        _spread(wanted, cell, high)
    _level(least, wanted, numbers)
    _level(least, modest, numbers)
    modest = [max(units, low) for units, low in zip(modest, least, strict=True)]
    wanted = [max(units, low) for units, low in zip(wanted, modest, strict=True)]
    least, modest, wanted = (
        [units * letter + CELL_PADDING for units in needs] for needs in (least, modest, wanted)
    )
    return Needs(least, modest, wanted)


def _cell_units(text: str) -> tuple[int, int]:
    low = max((text_units(piece) for piece in _PIECES.findall(text)), default=1)
    high = max(text_units(line) for line in text.split("\n"))
    if low == 2 and high > 2:
        low = 4  # one Chinese character to a line reads badly
    # Long texts read well on a few lines, so they want less than their length.
    wanted = high if high <= 16 else min(4 + 3 * high // 4, _MAX_LINE_UNITS)
    return min(low, _MAX_WORD_UNITS), wanted


def _spread(units: list[int], cell: Cell, needed: int) -> None:
    """Widen the columns under a spanning cell evenly when they are too narrow together."""
    missing = needed - sum(units[cell.column : cell.end_column])
    if missing > 0:
        share, rest = divmod(missing, cell.column_span)
        for place, column in enumerate(range(cell.column, cell.end_column)):
            units[column] += share + (place < rest)


def _number_columns(table: Table) -> frozenset[int]:
    """Columns whose data are numbers for the most part."""
    numbers, others = [0] * table.columns, [0] * table.columns
    for cell in table.cells[:_SAMPLE]:
        if cell.role == "data" and cell.blocks and cell.column_span == 1:
            (others if cell.value is None else numbers)[cell.column] += 1
    return frozenset(c for c in range(table.columns) if numbers[c] > 2 * others[c])


def _level(least: list[int], wanted: list[int], columns: Collection[int]) -> None:
    """Make columns of numbers equally wide, as printed forms do, where they are nearly so."""
    if len(columns) < 2:
        return
    low, high = max(least[c] for c in columns), max(wanted[c] for c in columns)
    if high <= 4 * min(max(wanted[c], least[c]) for c in columns):
        for column in columns:
            least[column], wanted[column] = low, high


def fit_columns(table: Table, room: int, letter: int) -> list[int]:
    """Widths of the columns in twips, together at most `room`."""
    if table.column_widths is not None and all(width > 0 for width in table.column_widths):
        given = [width * 20 for width in table.column_widths]
        total = sum(given)
        widths = [width * min(1.0, room / total) for width in given]
        return _whole(_without_broken_numbers(table, widths, room, letter), room)
    needs = estimate(table, letter)
    wanted, least = sum(needs.wanted), sum(needs.least)
    if wanted <= room:
        # A small table keeps its size; a larger one fills the line, as printed forms do.
        factor = room / wanted if wanted * 2 >= room else 1.0
        return _whole([width * factor for width in needs.wanted], room)
    if least >= room:
        return _whole([width * room / least for width in needs.least], room)
    if sum(needs.modest) >= room:
        return _between(needs.least, needs.modest, room)
    return _between(needs.modest, needs.wanted, room)


def _without_broken_numbers(
    table: Table, widths: list[float], room: int, letter: int
) -> list[float]:
    """Given widths, columns whose numbers would be broken as wide as these where there is room.

    The source may have them narrower, in smaller type; a number on two lines reads as two.
    """
    least = [0] * table.columns
    for cell in table.cells[:_SAMPLE]:
        if cell.value is not None and cell.column_span == 1:
            units = max(map(text_units, cell_text(cell).split()), default=0)
            least[cell.column] = max(least[cell.column], units * letter + CELL_PADDING)
    raised = [max(width, low) for width, low in zip(widths, least, strict=True)]
    over = sum(raised) - room
    if over <= 0 or raised == widths:
        return raised
    spare = [width - low for width, low in zip(raised, least, strict=True)]
    if sum(spare) <= over:
        return widths
    return [width - over * free / sum(spare) for width, free in zip(raised, spare, strict=True)]


def _between(narrow: list[int], broad: list[int], room: int) -> list[int]:
    """Widths that fill the room, each as far on its way from narrow to broad as the others."""
    low, high = sum(narrow), sum(broad)
    share = (room - low) / max(high - low, 1)
    pairs = zip(narrow, broad, strict=True)
    return _whole([least + (most - least) * share for least, most in pairs], room)


def _whole(widths: list[float], room: int) -> list[int]:
    """Whole twips with the same sum, so that rounding never makes a table too wide."""
    whole: list[int] = []
    exact, done = 0.0, 0
    for width in widths:
        exact += width
        whole.append(max(int(min(exact, room)) - done, 1))
        done += whole[-1]
    return whole


def is_crowded(table: Table, room: int, letter: int) -> bool:
    """Whether words would be broken in type of the usual size."""
    return table.columns > 1 and sum(estimate(table, letter).least) > room


def wants_landscape(table: Table, room: int, letter: int) -> bool:
    """Whether words of the table would be broken on an upright page."""
    if table.columns < 8:
        return False
    if table.column_widths is not None and sum(table.column_widths) * 20 <= room * 1.15:
        return False
    return sum(estimate(table, letter).least) > room

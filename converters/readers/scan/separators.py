"""Numbers whose separators do not agree with those around them: 28.459 below 50,547.

Coarse or blurred pictures show a comma as a point, and the recogniser is sure of it. One number
tells nothing; its table does, where both decimal points and decimal commas stand in it, or groups
of three after points and after commas. Numbers that stand close are read as one: 3883.522426.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from ...model import Cell, Table
from ...model.text import cell_text

SEPARATOR_IN_DOUBT: Final = 0.9
"""Confidence at most of a cell whose separators do not agree with others."""
_SIGNS: Final = frozenset("0123456789.,:;/-−–|!'_~=%")
_WHOLE: Final = re.compile(r"\d+")
_GROUP: Final = re.compile(r"\d{3}([.,]\d+)?")
_LEADING_ZERO: Final = re.compile(r"0[.,]\d+")
_THREE: Final = (re.compile(r"[1-9]\d{0,2}(,\d{3})+"), re.compile(r"[1-9]\d{0,2}(\.\d{3})+"))
"""Groups of three after commas and points; or three decimals."""
_DECIMALS: Final = (
    re.compile(r"[\d.]*\d,(\d{1,2}|\d{4,})"),
    re.compile(r"[\d,]*\d\.(\d{1,2}|\d{4,})"),
)
"""Decimals after commas and points."""
_WELL_FORMED: Final = re.compile(
    r"0?|[1-9]\d*|\d+[.,]\d+|\d{1,3}(,\d{3})+(\.\d+)?|\d{1,3}(\.\d{3})+(,\d+)?|\d{1,2}([.,]\d{2,3})+"
    r"|\d{1,4}([./-]\d{1,2}){1,2}|\d{1,2}([./-]\d{1,2}){1,2}[./-]\d{2,4}|\d{2,4}[-/]\d{2,4}"
)
"""Numbers, dates and years."""
_LIKE_DIGITS: Final = frozenset("一二三十口工丁了日川丨〇lIiOoQDSBZz|!")
"""What the glyphs of digits are read as where they are coarse."""
_SEVERAL: Final = 3
"""Numbers of a column below whose first one such glyphs are numbers."""
_FEW: Final = 0.1
"""Share of the numbers up to which those with one sign are the misread ones."""
_SOME: Final = 0.25
"""Share of the texts of a column up to which those that are no numbers are misread."""


def with_separators_in_doubt(table: Table) -> Table:
    """The table, cells that were recognised and whose separators do not agree marked."""
    numbers = {
        place: text
        for place, cell in enumerate(table.cells)
        if cell.confidence is not None and (text := _bare(cell))
    }
    columns: dict[int, dict[int, str]] = {}
    for place, text in numbers.items():
        columns.setdefault(table.cells[place].column, {})[place] = text
    doubted = {*_mixed_decimals(numbers), *_mixed_groups(columns.values())}
    doubted.update(_groups_like_decimals(columns.values()))
    doubted.update(_letters(table, columns))
    doubted.update(place for place in numbers if _is_broken(cell_text(table.cells[place])))
    for column in columns.values():
        doubted.update(_strange(column))
    if not doubted:
        return table
    cells = [_doubted(cell) if place in doubted else cell for place, cell in enumerate(table.cells)]
    return replace(table, cells=tuple(cells))


def _bare(cell: Cell) -> str:
    """The number of a cell without signs, brackets, units and white space; empty for other text."""
    text = "".join(cell_text(cell).split()).strip("+-−–()（）%％‰")
    return text if not set(text) - _SIGNS and any(map(str.isdecimal, text)) else ""


def _is_broken(text: str) -> bool:
    """Whether a number has a space that is none before three digits: a point is lost there."""
    first, *others = text.strip("+-−–()（）%％‰ ").split() or [""]
    return first.isdecimal() and any(_GROUP.fullmatch(part) is None for part in others)


def _doubted(cell: Cell) -> Cell:
    assert cell.confidence is not None
    return replace(cell, confidence=min(cell.confidence, SEPARATOR_IN_DOUBT))


def _mixed_decimals(numbers: Mapping[int, str]) -> list[int]:
    """Places of the numbers whose decimal sign is another one than that of most of the table."""
    return _fewer([_matching(pattern, numbers) for pattern in _DECIMALS])


def _mixed_groups(columns: Iterable[Mapping[int, str]]) -> list[int]:
    """Places of numbers with one group of three whose sign is not that of others.

    A column with three decimals throughout, or with a leading zero, has no groups.
    """
    grouped = [
        column
        for column in columns
        if not _matching(_LEADING_ZERO, column)
        and (_matching(_WHOLE, column) or all(_matching(pattern, column) for pattern in _THREE))
    ]
    return _fewer(
        [
            [place for column in grouped for place in _matching(pattern, column)]
            for pattern in _THREE
        ]
    )


def _groups_like_decimals(columns: Iterable[Mapping[int, str]]) -> list[int]:
    """Places of numbers with three digits after the sign that decimals stand after elsewhere.

    In a column of whole numbers such are groups: the sign was another one.
    """
    columns = list(columns)
    found: list[int] = []
    for three, decimals in zip(_THREE, _DECIMALS, strict=True):
        if not any(_matching(decimals, column) for column in columns):
            continue
        for column in columns:
            whole = _matching(_WHOLE, column)
            if whole and not _matching(decimals, column) and not _matching(_LEADING_ZERO, column):
                found += _matching(three, column)
    return found


def _strange(column: Mapping[int, str]) -> list[int]:
    """Places of the few texts of digits and signs in a column of numbers that are none.

    Such are two numbers of neighbouring columns read as one: 3883.522426.0.
    """
    strange = [place for place, text in column.items() if _WELL_FORMED.fullmatch(text) is None]
    return strange if len(strange) <= _SOME * len(column) else []


def _letters(table: Table, columns: Mapping[int, Mapping[int, str]]) -> list[int]:
    """Places of one or two glyphs between numbers that digits may be read as: 三 for 11."""
    found: list[int] = []
    for place, cell in enumerate(table.cells):
        text = "".join(cell_text(cell).split())
        if cell.confidence is None or not 0 < len(text) <= 2 or set(text) - _LIKE_DIGITS:
            continue
        numbers = columns.get(cell.column, {})
        rows = [table.cells[number].row for number in numbers]
        if len(rows) >= _SEVERAL and min(rows) < cell.row:
            found.append(place)
    return found


def _matching(pattern: re.Pattern[str], numbers: Mapping[int, str]) -> list[int]:
    return [place for place, text in numbers.items() if pattern.fullmatch(text)]


def _fewer(kinds: Sequence[list[int]]) -> list[int]:
    """The places of the rarer of two kinds; those of both where neither is rare."""
    fewer, more = sorted(kinds, key=len)
    return fewer if len(fewer) <= _FEW * (len(fewer) + len(more)) else fewer + more

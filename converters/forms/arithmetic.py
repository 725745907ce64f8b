"""Totals of tables without a form: found by their labels and by fit, and checked.

A line of a table is a row or a column. A total line is named by a word such as 合计 or total, or
is a last line that equals the sum of the others everywhere. What it sums up is not printed; the
candidates are the lines before it (or after it) back to the last total, and the subtotals, and
the one that fits in most places is taken. Where none fits anywhere the line fails only if it is
named by the bare word alone in the one place it has, or is off by little; else it may be no total
of these lines. Percentages add up only where they are shares of a whole; see `shares`.
"""

from __future__ import annotations

import decimal
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from ..model import Amount, Cell, Decimal, Integer, Percent, Table
from ..model.scripts import printed_text
from .load import default_language
from .numbers import Number
from .schema import Language, Severity
from .shares import share_outcome

Direction = Literal["row", "column"]
Where = tuple[int, int]


class SumResult(Struct, frozen=True):
    """A total beside the sum of what it covers."""

    outcome: Literal["pass", "fail", "not_assessable"]
    severity: Severity
    direction: Direction
    """Whether the total stands in a total row or in a total column."""
    total: Where
    """Grid row and column of the total."""
    addends: tuple[Where, ...]
    left: int | decimal.Decimal | None
    """The sum of the addends."""
    right: int | decimal.Decimal | None
    """The total as printed."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or column: its label and its numbers by position."""

    index: int
    label: str
    level: int
    """0 for a plain line, 1 for a subtotal, 2 for a total."""
    numbers: dict[int, Number]
    shares: dict[int, decimal.Decimal]
    """Percentages by position."""
    bare: bool
    """Whether a total is named by nothing but the word for it."""


def arithmetic(table: Table, language: Language | None = None) -> tuple[SumResult, ...]:
    """The totals of `table`, rows first, each with the sum that it should be."""
    words = language or default_language()
    grid = table.slots()
    results: list[SumResult] = []
    for direction in ("row", "column"):
        lines = _lines(table, grid, direction == "row", words)
        for position, line in enumerate(lines):
            found = _check_line(lines, position)
            results += [_located(one, direction, line) for one in found]
    return tuple(results)


def _lines(table: Table, grid: list[list[Cell]], by_row: bool, words: Language) -> list[_Line]:
    across = grid if by_row else [list(column) for column in zip(*grid, strict=True)]
    lines: list[_Line] = []
    for index, cells in enumerate(across):
        numbers: dict[int, Number] = {}
        shares: dict[int, decimal.Decimal] = {}
        names: list[str] = []
        for position, cell in enumerate(cells):
            if (cell.row, cell.column) != ((index, position) if by_row else (position, index)):
                if cell.role in ("header", "stub"):
                    names.append(printed_text(cell))
                continue
            value = _number(cell)
            if isinstance(cell.value, Percent) and cell.role == "data":
                shares[position] = cell.value.value
            elif value is not None:
                numbers[position] = value
            elif cell.role in ("header", "stub") or (cell.blocks and not numbers):
                names.append(printed_text(cell))
        if numbers or shares:
            label = " ".join(dict.fromkeys(name for name in names if name))
            level, bare = _level(names, words)
            lines.append(_Line(index, label, level, numbers, shares, bare))
    return lines


def _number(cell: Cell) -> Number | None:
    if cell.role != "data":
        return None
    value = cell.value
    if isinstance(value, Integer | Decimal):
        return value.value
    return value.base if isinstance(value, Amount) else None


_GLOSS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]\s*$")


def _level(names: Iterable[str], words: Language) -> tuple[int, bool]:
    """The level of a line with these labels, and whether one is the bare word for a total."""
    level, bare = 0, False
    for name in names:
        # A unit in brackets is no part of the word.
        plain = " ".join(_GLOSS.sub("", name).split()).casefold().rstrip(":：")
        text = "".join(plain.split()).strip("()（）、.0123456789一二三四五六七八九十")
        for words_of, own in ((words.subtotal_words, 1), (words.total_words, 2)):
            if _names(text, plain, words_of):
                level = max(level, own)
                bare = bare or any(text == "".join(word.split()) for word in words_of)
                break
    return level, bare


def _names(text: str, plain: str, words: tuple[str, ...]) -> bool:
    for word in words:
        if word.isascii():
            if plain == word or plain.startswith(word + " ") or plain.endswith(" " + word):
                return True
        elif text == word or text.endswith(word):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Sum:
    outcome: Literal["pass", "fail", "not_assessable"]
    severity: Severity
    position: int
    addends: tuple[int, ...]
    left: Number | None
    right: Number


def _located(found: _Sum, direction: Direction, line: _Line) -> SumResult:
    def where(index: int) -> Where:
        return (index, found.position) if direction == "row" else (found.position, index)

    return SumResult(
        found.outcome,
        found.severity,
        direction,
        where(line.index),
        tuple(where(index) for index in found.addends),
        found.left,
        found.right,
        line.label,
    )


def _check_line(lines: list[_Line], position: int) -> list[_Sum]:
    line = lines[position]
    candidates = _candidates(lines, position)
    if not candidates:
        return []
    scored = [(_fits(line, addends), addends) for addends in candidates]
    fits, addends = max(scored, key=lambda pair: pair[0])
    assessable = _assessable(line, addends)
    if line.level == 0:
        # Without a word that names it only a last line that fits everywhere is a total.
        told = fits >= 2 and fits == assessable == len(line.numbers)
        if position < len(lines) - 1 or not told or not any(line.numbers.values()):
            return []
    severity: Severity = "error" if 2 * fits >= assessable and fits else "warning"
    certain = fits > 0 or (len(candidates) == 1 and _likely(line, addends, assessable))
    found = [_compare(line, addends, at, severity, certain) for at in sorted(line.numbers)]
    return sorted([*found, *_share_sums(line, addends)], key=lambda one: one.position)


def _likely(line: _Line, addends: list[_Line], assessable: int) -> bool:
    """Whether a line that fits nowhere is a total all the same."""
    if line.bare and assessable == 1:
        return True
    for at, value in line.numbers.items():
        found = _sum(addends, at)
        if found is None:
            continue
        off = abs(decimal.Decimal(found) - decimal.Decimal(value))
        if 10 * off > abs(decimal.Decimal(value)):
            return False
    return True


def _share_sums(line: _Line, addends: list[_Line]) -> Iterator[_Sum]:
    """The places of a total where every part is a percentage."""
    cells = tuple(addend.index for addend in addends)
    for at, whole in line.shares.items():
        if all(at in addend.shares for addend in addends):
            parts = [addend.shares[at] for addend in addends]
            outcome = share_outcome(parts, whole)
            if outcome is not None:
                yield _Sum(outcome, "warning", at, cells, sum(parts, decimal.Decimal(0)), whole)


def _candidates(lines: list[_Line], position: int) -> list[list[_Line]]:
    """What a line may sum up, likeliest first."""
    level = lines[position].level or 2
    before, after = lines[:position][::-1], lines[position + 1 :]
    found: list[list[_Line]] = []
    for rest in (before, after):
        near = _until(rest, level)
        plain = [line for line in near if line.level == 0]
        subtotals = [line for line in near if line.level == 1]
        since = _until(rest, 1)
        found += [_plain_run(since), plain] if level == 1 else [subtotals, plain]
        found.append([line for line in rest if line.level == 0])
    out: list[list[_Line]] = []
    for lines_found in found:
        ordered = sorted(lines_found, key=lambda line: line.index)
        if len(ordered) >= 2 and ordered not in out:
            out.append(ordered)
    return out


def _until(lines: list[_Line], level: int) -> list[_Line]:
    out: list[_Line] = []
    for line in lines:
        if line.level >= level:
            break
        out.append(line)
    return out


def _plain_run(lines: list[_Line]) -> list[_Line]:
    return [line for line in lines if line.level == 0]


def _assessable(line: _Line, addends: list[_Line]) -> int:
    return sum(_sum(addends, at) is not None for at in line.numbers)


def _fits(line: _Line, addends: list[_Line]) -> int:
    return sum(_sum(addends, at) == value for at, value in line.numbers.items())


def _sum(addends: list[_Line], at: int) -> Number | None:
    """The sum at a position; None where an addend has no number there."""
    result: Number = 0
    for line in addends:
        if at not in line.numbers:
            return None
        result += line.numbers[at]
    return result


def _compare(line: _Line, addends: list[_Line], at: int, severity: Severity, certain: bool) -> _Sum:
    left, right = _sum(addends, at), line.numbers[at]
    cells = tuple(addend.index for addend in addends)
    if left is None or (left != right and not certain):
        return _Sum("not_assessable", severity, at, cells, left, right)
    return _Sum("pass" if left == right else "fail", severity, at, cells, left, right)

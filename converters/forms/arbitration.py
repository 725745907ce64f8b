"""Sums that choose between readings: for cells of scans that were read in two ways.

A cell keeps what else was read in it. Where a sum of the form, or a total of the table, holds with
exactly one choice of readings, that choice stands, the others are rejected by the rule, and the
cell is sure. A printed value is never computed here: only what was read can be chosen. Where
several choices fit, or none, everything stays as it was and is reported.
"""

from __future__ import annotations

import decimal
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from ..diagnostics import diagnostic
from ..model import (
    Amount,
    Block,
    Cell,
    Decimal,
    Diagnostic,
    Document,
    Integer,
    PageOrigin,
    Paragraph,
    Table,
)
from ..model.block import Reading
from ..model.inline import Text
from ..model.scripts import quantity_text
from ..model.text import cell_text
from ..tables.values import parse_value
from .arithmetic import SumResult, arithmetic
from .engine import FormReading, read_by_form
from .equations import within_report
from .numbers import Number
from .schema import Form

SURE: Final = 0.999
"""Confidence of a cell that a sum confirms together with others."""
SECOND: Final = "second"
"""Source of readings with a second choice for one character."""
ALIKE: Final = "look-alike"
"""Source of readings with digits for letters that look like them."""
_CHOICES: Final = 4096
"""Combinations of readings that are tried for one group of sums."""
_ALIKE: Final = str.maketrans("OoDQIl|!ZSBgq", "0000111125899")

Key = tuple[int, int, int]
"""Index of the block, row and column of a cell."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Cells with signs whose numbers add up to nothing, and the rule that says so."""

    rule: str
    terms: tuple[tuple[Key, int], ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    number: Number | None
    source: str
    confidence: float | None


def arbitrate(document: Document, form: Form | None = None) -> Document:
    """The document with the readings that its sums decide for.

    Documents without doubtful cells come back as they are.
    """
    cells = {
        (index, cell.row, cell.column): cell
        for index, block in enumerate(document.blocks)
        if isinstance(block, Table)
        for cell in block.cells
    }
    open_cells = {
        key: candidates for key, cell in cells.items() if len(candidates := _candidates(cell)) > 1
    }
    if not open_cells:
        return document
    chosen = _decided(list(_sums(document, cells, form)), cells, open_cells)
    return _applied(document, cells, open_cells, chosen)


def _candidates(cell: Cell) -> list[_Candidate]:
    """The readings of a cell, the one that stands first; only one where there is no doubt."""
    own = _Candidate(cell_text(cell), _own_number(cell), "", cell.confidence)
    if cell.role != "data" or not (cell.readings or _is_misread(own)):
        return []
    found = [own]
    alike = own.text.translate(_ALIKE)
    if _is_misread(own):
        found.append(_Candidate(alike, _number(alike), ALIKE, cell.confidence))
    for reading in cell.readings:
        for text in (reading.text, reading.text.translate(_ALIKE)):
            if text not in [candidate.text for candidate in found]:
                number = _number(text)
                found.append(_Candidate(text, number, reading.source, reading.confidence))
    return [own, *(candidate for candidate in found[1:] if candidate.number is not None)]


def _is_misread(own: _Candidate) -> bool:
    """Whether a scan says letters where digits that look like them make a number."""
    if own.confidence is None or own.number is not None or not own.text:
        return False
    return _number(own.text.translate(_ALIKE)) is not None


def _own_number(cell: Cell) -> Number | None:
    return _number(quantity_text(cell.blocks))


def _number(text: str) -> Number | None:
    value = parse_value(text)
    if isinstance(value, Integer | Decimal):
        return value.value
    return value.base if isinstance(value, Amount) else None


def _sums(document: Document, cells: Mapping[Key, Cell], form: Form | None) -> Iterator[_Sum]:
    reading = read_by_form(document, form)
    owned: set[int] = set()
    if reading is not None:
        yield from _form_sums(reading, cells, owned)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and index not in owned:
            yield from _table_sums(index, block)


def _form_sums(reading: FormReading, cells: Mapping[Key, Cell], owned: set[int]) -> Iterator[_Sum]:
    places = {cell.origins[0]: key for key, cell in cells.items() if cell.origins}
    keys: dict[tuple[str, str, str], Key] = {}
    for place, token in reading.alignment.values.items():
        address = reading.alignment.sequence.places[place].address
        if address is not None and token is not None and token.origin in places:
            keys[address] = places[token.origin]
            owned.add(keys[address][0])
    for equation in within_report(reading.sums):
        signs = equation.signs()
        if all(address in keys for address, _ in signs):
            terms = tuple((keys[address], sign) for address, sign in signs)
            yield _Sum(equation.rule.id, terms)


def _table_sums(index: int, table: Table) -> Iterator[_Sum]:
    """Totals of a table without a form: those of lines that add up in other places."""
    results = arithmetic(table)
    fitting: dict[tuple[str, int], int] = {}
    for result in results:
        fitting[_line(result)] = fitting.get(_line(result), 0) + (result.outcome == "pass")
    for result in results:
        if result.outcome != "not_assessable" or fitting[_line(result)]:
            terms = [((index, *where), 1) for where in result.addends]
            name = result.label or result.direction
            yield _Sum(f"total {name}", (*terms, ((index, *result.total), -1)))


def _line(result: SumResult) -> tuple[str, int]:
    return result.direction, result.total[0 if result.direction == "row" else 1]


def _decided(
    sums: Sequence[_Sum], cells: Mapping[Key, Cell], open_cells: Mapping[Key, list[_Candidate]]
) -> dict[Key, tuple[_Candidate, str]]:
    """The readings that sums choose, small groups of sums first; what they settle helps others."""
    numbers = {key: _own_number(cell) for key, cell in cells.items()}
    left = dict(open_cells)
    chosen: dict[Key, tuple[_Candidate, str]] = {}
    usable = [found for found in sums if _is_usable(found, numbers, open_cells)]
    grown = True
    while grown and left:
        grown = False
        for group in _groups(usable, left):
            found = _decide(group, numbers, left)
            for key, (candidate, rule) in found.items():
                chosen[key] = candidate, rule
                numbers[key] = candidate.number
                del left[key]
            grown = grown or bool(found)
    return chosen


def _is_usable(
    found: _Sum,
    numbers: Mapping[Key, Number | None],
    open_cells: Mapping[Key, list[_Candidate]],
) -> bool:
    """Whether a sum has a doubtful cell, and a number in every other."""
    keys = [key for key, _ in found.terms]
    return any(key in open_cells for key in keys) and all(
        key in open_cells or numbers.get(key) is not None for key in keys
    )


def _groups(sums: Sequence[_Sum], left: Mapping[Key, list[_Candidate]]) -> Iterator[list[_Sum]]:
    """For each doubtful cell all sums that it stands in, few doubts first; then single sums."""
    by_cell = {
        key: [found for found in sums if any(key == place for place, _ in found.terms)]
        for key in left
    }
    ordered = sorted(by_cell, key=lambda key: (_doubts(by_cell[key], left), key))
    yield from (by_cell[key] for key in ordered if key in left and by_cell[key])
    yield from ([found] for found in sums if _doubts([found], left))


def _doubts(group: Sequence[_Sum], left: Mapping[Key, list[_Candidate]]) -> int:
    return len({key for found in group for key, _ in found.terms if key in left})


def _decide(
    group: Sequence[_Sum],
    numbers: Mapping[Key, Number | None],
    left: Mapping[Key, list[_Candidate]],
) -> dict[Key, tuple[_Candidate, str]]:
    """The choice of readings with which most sums of a group hold, if there is just one.

    Cells that stand in no sum that holds then are not decided.
    """
    keys = sorted({key for found in group for key, _ in found.terms if key in left})
    offered = [left[key] for key in keys]
    if math.prod(map(len, offered)) > _CHOICES:
        offered = [[one for one in some if one.source != SECOND] for some in offered]
    if not keys or math.prod(map(len, offered)) > _CHOICES:
        return {}
    best: list[tuple[_Candidate, ...]] = []
    most = 1
    for choice in itertools.product(*offered):
        tried = dict(numbers) | {key: one.number for key, one in zip(keys, choice, strict=True)}
        holding = sum(_holds(found, tried) for found in group)
        if holding > most:
            best, most = [choice], holding
        elif holding == most:
            best.append(choice)
    if len({tuple(one.number for one in choice) for choice in best}) != 1:
        return {}
    picked = dict(zip(keys, best[0], strict=True))
    tried = dict(numbers) | {key: one.number for key, one in picked.items()}
    holds = [found for found in group if _holds(found, tried)]
    return {key: (one, rule) for key, one in picked.items() if (rule := _rules_of(key, holds))}


def _holds(found: _Sum, numbers: Mapping[Key, Number | None]) -> bool:
    total = decimal.Decimal(0)
    for key, sign in found.terms:
        number = numbers.get(key)
        if number is None:
            return False
        total += sign * decimal.Decimal(number)
    return total == 0


def _rules_of(key: Key, group: Iterable[_Sum]) -> str:
    return ", ".join(
        dict.fromkeys(
            found.rule for found in group if any(key == place for place, _ in found.terms)
        )
    )


def _applied(
    document: Document,
    cells: Mapping[Key, Cell],
    open_cells: Mapping[Key, list[_Candidate]],
    chosen: Mapping[Key, tuple[_Candidate, str]],
) -> Document:
    findings: list[Diagnostic] = []
    # A sum that holds says nothing of rows that may stand too high or too low.
    misplaced = {
        found.origin.page
        for found in document.diagnostics
        if found.code == "place-doubtful" and isinstance(found.origin, PageOrigin)
    }
    changed: dict[Key, Cell] = {}
    for key in open_cells:
        cell = cells[key]
        where = cell.origins[0] if cell.origins else None
        if key not in chosen:
            if not _is_disputed(cell):
                continue
            others = ", ".join(repr(reading.text) for reading in cell.readings)
            message = f"A cell reads {cell_text(cell)!r} or {others}; no sum decides."
            findings.append(diagnostic("reading-disputed", message, where))
            continue
        candidate, rule = chosen[key]
        doubted = isinstance(where, PageOrigin) and where.page in misplaced
        changed[key] = _settled(cell, candidate, rule, sure=cell.confidence if doubted else SURE)
        if candidate.text != cell_text(cell):
            message = f"A cell reads {candidate.text!r}, not {cell_text(cell)!r}: {rule} holds so."
            findings.append(diagnostic("reading-chosen", message, where))
    return replace(
        document,
        blocks=tuple(_block(index, block, changed) for index, block in enumerate(document.blocks)),
        diagnostics=(*document.diagnostics, *findings),
    )


def _is_disputed(cell: Cell) -> bool:
    """Whether two readings differ: second choices of characters are only candidates."""
    return any(reading.rejected_by is not None for reading in cell.readings)


def _settled(cell: Cell, candidate: _Candidate, rule: str, *, sure: float | None) -> Cell:
    """The cell with a reading that a rule chose; all others are kept as rejected by it."""
    own = cell_text(cell)
    rejected = [
        replace(reading, rejected_by=rule)
        for reading in cell.readings
        if reading.text != candidate.text
    ]
    if candidate.text == own:
        return replace(cell, confidence=sure, readings=tuple(rejected))
    rejected.insert(0, Reading(own, "standing", cell.confidence, rule))
    return replace(
        cell,
        blocks=(Paragraph((Text(candidate.text),)),),
        value=parse_value(candidate.text),
        confidence=sure,
        readings=tuple(rejected),
    )


def _block(index: int, block: Block, changed: Mapping[Key, Cell]) -> Block:
    if not isinstance(block, Table) or not any(key[0] == index for key in changed):
        return block
    cells = tuple(changed.get((index, cell.row, cell.column), cell) for cell in block.cells)
    return replace(block, cells=cells)

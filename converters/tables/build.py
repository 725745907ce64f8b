"""Turn a draft table into a Table: compress, fill, infer headers, set roles and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..diagnostics import diagnostic
from ..errors import LimitExceeded
from ..model import Cell, Diagnostic, Role, Table, Value
from ..model.block import MAX_SLOTS
from .decimals import has_decimal_comma
from .draft import DraftCell, DraftTable
from .evidence import text_of
from .headers import HeaderGuess, infer_headers
from .values import parse_value

MAX_CELLS = 600_000
"""Cells of one table, empty slots included; more are refused with a limit error."""

Report = Callable[[Diagnostic], None]


_TEXTS_HELD = 5_000
"""Cells of a table whose texts are held while it is built."""


@dataclass(frozen=True, slots=True)
class _Roles:
    guess: HeaderGuess
    columns: int
    decimal_comma: bool


def build_table(draft: DraftTable, report: Report) -> Table | None:
    """The table of a draft, or None (reported) when it has no cell.

    Rows and columns in which no cell starts are removed, slots that no cell covers become empty
    spacer cells, header rows, stub columns and roles come from the draft's marks where they are
    complete and from `infer_headers` elsewhere, and data cells get their typed value. The draft is
    used up: its cells make room for those of the table one by one.

    Raises LimitExceeded for more than MAX_CELLS cells.
    """
    if not draft.cells:
        report(diagnostic("table-empty", "A table without cells was dropped.", draft.origin))
        return None
    compress(draft)
    _fill_gaps(draft, report)
    if not all(_in_order(one, other) for one, other in pairwise(draft.cells)):
        draft.cells.sort(key=lambda cell: (cell.row, cell.column))
    # Texts are taken once; those of a large table are not held beside its cells.
    texts = list(map(text_of, draft.cells)) if len(draft.cells) <= _TEXTS_HELD else None
    comma = has_decimal_comma(map(text_of, draft.cells) if texts is None else texts)
    roles = _Roles(infer_headers(draft, comma, texts), draft.columns, comma)
    if roles.guess.inferred:
        report(diagnostic("table-headers-inferred", roles.guess.reason, draft.origin))
    return Table(
        rows=draft.rows,
        columns=draft.columns,
        cells=tuple(_taken(draft.cells, texts, roles)),
        header_rows=roles.guess.header_rows,
        stub_columns=roles.guess.stub_columns,
        caption=draft.caption,
        notes=draft.notes,
        column_widths=draft.column_widths,
        fragments=draft.fragments,
        confidence=draft.confidence,
        id=draft.id,
        origin=draft.origin,
    )


def compress(draft: DraftTable) -> None:
    """Remove rows and columns in which no cell starts, and shorten the spans over them.

    They carry nothing a reader of the table could see, and HTML checkers refuse them.
    """
    row_map = _kept({cell.row for cell in draft.cells}, draft.rows)
    column_map = _kept({cell.column for cell in draft.cells}, draft.columns)
    for cell in draft.cells:
        end_row, end_column = cell.row + cell.row_span, cell.column + cell.column_span
        cell.row, cell.column = row_map[cell.row], column_map[cell.column]
        cell.row_span = row_map[end_row] - cell.row
        cell.column_span = column_map[end_column] - cell.column
    if draft.header_rows is not None:
        draft.header_rows = row_map[min(draft.header_rows, draft.rows)]
    if draft.stub_columns is not None:
        draft.stub_columns = column_map[min(draft.stub_columns, draft.columns)]
    if draft.column_widths is not None:
        widths = [0.0] * column_map[draft.columns]
        for old, width in enumerate(draft.column_widths[: draft.columns]):
            # The width of a removed column goes to the column that covers it.
            widths[max(column_map[old + 1] - 1, 0)] += width
        draft.column_widths = tuple(widths)
    draft.rows, draft.columns = row_map[draft.rows], column_map[draft.columns]


def _kept(starts: set[int], size: int) -> list[int]:
    """For each old boundary 0..size the number of kept lines before it."""
    boundaries = [0]
    for index in range(size):
        boundaries.append(boundaries[-1] + (index in starts))
    return boundaries


def _in_order(one: DraftCell, other: DraftCell) -> bool:
    """Whether two cells stand in row-major order, as those of most sources do."""
    return one.row < other.row or (one.row == other.row and one.column <= other.column)


def _fill_gaps(draft: DraftTable, report: Report) -> None:
    slots = draft.rows * draft.columns
    if slots > MAX_SLOTS:
        raise LimitExceeded(
            f"A table of {draft.rows} rows and {draft.columns} columns is too large; "
            f"the limit is {MAX_SLOTS:,} slots."
        )
    covered = bytearray(slots)
    for cell in draft.cells:
        start = cell.row * draft.columns + cell.column
        for first in range(start, start + cell.row_span * draft.columns, draft.columns):
            covered[first : first + cell.column_span] = b"\x01" * cell.column_span
    missing = covered.count(0)
    if len(draft.cells) + missing > MAX_CELLS:
        raise LimitExceeded(
            f"A table has {len(draft.cells) + missing:,} cells; the limit is {MAX_CELLS:,}."
        )
    if not missing:
        return
    slot = covered.find(0)
    while slot >= 0:
        row, column = divmod(slot, draft.columns)
        draft.cells.append(DraftCell(row, column, 1, 1, role="spacer"))
        slot = covered.find(0, slot + 1)
    report(
        diagnostic(
            "table-ragged",
            f"{missing} slots of a table of {draft.rows} x {draft.columns} hold no cell; "
            "they were filled with empty cells.",
            draft.origin,
        )
    )


def _taken(cells: list[DraftCell], texts: list[str] | None, roles: _Roles) -> Iterator[Cell]:
    """The cells of the table, each in place of its draft: a large table is not held twice."""
    cells.reverse()
    if texts is not None:
        texts.reverse()
    while cells:
        cell = cells.pop()
        yield _cell(cell, text_of(cell) if texts is None else texts.pop(), roles)


def _cell(cell: DraftCell, text: str, roles: _Roles) -> Cell:
    role = _role(cell, roles)
    return Cell(
        row=cell.row,
        column=cell.column,
        blocks=cell.blocks,
        row_span=cell.row_span,
        column_span=cell.column_span,
        role=role,
        alignment=cell.alignment,
        value=_value(text, roles) if role == "data" and cell.blocks else None,
        status=cell.status,
        confidence=cell.confidence,
        origins=cell.origins,
    )


def _value(text: str, roles: _Roles) -> Value | None:
    return parse_value(text, decimal_comma=roles.decimal_comma)


def _role(cell: DraftCell, roles: _Roles) -> Role:
    if cell.role is not None:
        return cell.role
    guess = roles.guess
    if cell.row < guess.header_rows or cell.row in guess.body_header_rows:
        return "header"
    if cell.column < guess.stub_columns:
        # A cell that goes on to the right edge leaves nothing to head: it is a remark, not a label.
        reaches_out = cell.column + cell.column_span == roles.columns > guess.stub_columns
        return "data" if reaches_out and not cell.header_mark else "stub"
    if cell.column in guess.inner_stub_columns:
        return "stub"
    if cell.header_mark:
        return "header" if cell.scope == "column" else "stub"
    return "data"

"""A draft table that is being put together from the cells of flattened rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..diagnostics import diagnostic
from ..model import Block, Diagnostic, Origin, Paragraph, Role, Text, TextOrigin
from .draft import DraftCell, DraftTable
from .flattened import FlatCell, FlatRow

Report = Callable[[Diagnostic], None]
AMBIGUOUS_CONFIDENCE = 0.6
"""Confidence of a table whose spans could be restored in several ways."""
MAX_DOUBTS = 100
"""Doubts of one table that are reported one by one."""


@dataclass(slots=True)
class Canvas:
    """Cells placed so far, and what was learnt on the way."""

    cells: list[DraftCell] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    """Text of the table for which it has no cell."""
    restored: bool = False
    """Whether any cell got a span."""
    doubts: list[tuple[str, str, Origin | None]] = field(default_factory=list)
    """Code, message and origin of what could not be decided with certainty."""

    def put(
        self, cell: FlatCell, row: int, column: int, spans: tuple[int, int], role: Role | None
    ) -> DraftCell:
        """Add a cell; `spans` are rows and columns."""
        placed = DraftCell(
            row,
            column,
            *spans,
            blocks=text_blocks(cell),
            origins=(cell.origin,) if cell.origin else (),
            role=role,
        )
        self.cells.append(placed)
        self.restored = self.restored or spans != (1, 1)
        return placed

    def doubt(self, code: str, message: str, origin: Origin | None) -> None:
        """Note that something could not be decided."""
        self.doubts.append((code, message, origin))

    def finish(self, draft: DraftTable, rows: Sequence[FlatRow], report: Report) -> DraftTable:
        """The draft with notes, origin and confidence; reports what was restored and doubted."""
        draft.origin = _whole_origin(rows)
        draft.notes = tuple(self.notes)
        for code, message, origin in self.doubts[:MAX_DOUBTS]:
            report(diagnostic(code, message, origin or draft.origin))
        if len(self.doubts) > MAX_DOUBTS:
            code, _, origin = self.doubts[MAX_DOUBTS]
            more = len(self.doubts) - MAX_DOUBTS
            report(diagnostic(code, f"{more} more rows like these follow.", origin))
        if any(code == "table-spans-ambiguous" for code, _, _ in self.doubts):
            draft.confidence = AMBIGUOUS_CONFIDENCE
        elif self.restored:
            message = f"The spans of a table of {draft.rows} x {draft.columns} were restored."
            report(diagnostic("table-spans-restored", message, draft.origin))
        return draft


def text_blocks(cell: FlatCell) -> tuple[Paragraph, ...]:
    """The blocks of a cell: a paragraph for each line of its text, none for an empty one."""
    return tuple(
        Paragraph((Text(line),), origin=cell.origin)
        for line in cell.text.split("\n")
        if line.strip()
    )


def _whole_origin(rows: Sequence[FlatRow]) -> Origin | None:
    origins = [cell.origin for row in rows for cell in row if isinstance(cell.origin, TextOrigin)]
    if not origins:
        return None
    return TextOrigin(origins[0].start, origins[-1].end, origins[0].line)


def filled(row: FlatRow) -> int:
    """Cells of a row up to the last one with text."""
    return max((index + 1 for index, cell in enumerate(row) if cell.text), default=0)


def is_banner(row: FlatRow) -> bool:
    """Whether a row is one cell followed by nothing but padding."""
    return len(row) > 2 and bool(row[0].text) and all(cell.pad for cell in row[1:])

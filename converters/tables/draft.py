"""A table as a reader saw it, before gaps are filled and roles are known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from ..model import Alignment, Block, Fragment, Inline, Origin, Role


class DraftCell(Struct, gc=False):
    """A cell on the grid with what the source shows of its role."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[Block, ...] = ()
    alignment: Alignment | None = None
    origins: tuple[Origin, ...] = ()
    header_mark: bool = False
    """The source calls it a header (`th`, a heading style of table cells)."""
    scope: Literal["row", "column"] | None = None
    """Which way a marked header points, where the source says so."""
    bold: bool = False
    """All its text is bold."""
    shaded: bool = False
    """Its background differs from white or from the table's body."""
    role: Role | None = None
    """Role that the source states outright (our own outputs do); None to infer it."""
    status: Literal["source", "derived", "lost"] = "source"
    confidence: float | None = None


@dataclass(slots=True)
class DraftTable:
    """Cells on a grid that may have gaps; overlaps are already resolved by the reader."""

    rows: int
    columns: int
    cells: list[DraftCell]
    header_rows: int | None = None
    """Leading header rows by a mark of the source (`thead`, `tblHeader`); None: no mark."""
    stub_columns: int | None = None
    """Leading stub columns by a mark of the source; None: no mark."""
    literal: bool = False
    """The marks are complete and exact (our own outputs): infer nothing."""
    caption: tuple[Inline, ...] = ()
    notes: tuple[Block, ...] = ()
    column_widths: tuple[float, ...] | None = None
    fragments: tuple[Fragment, ...] = ()
    in_order: bool = False
    """Whether its cells surely stand in row-major order, as those of joined pieces do."""
    open_below: bool = False
    """Its last row is drawn without a lower line: a page break cut it."""
    confidence: float | None = None
    id: str | None = None
    origin: Origin | None = None

    def cells_of(self, first: int, end: int) -> list[DraftCell]:
        """The cells that start in rows from `first` to before `end`: soon found where in order."""
        if not self.in_order:
            return [cell for cell in self.cells if first <= cell.row < end]
        start = bisect_left(self.cells, first, key=_row)
        return self.cells[start : bisect_left(self.cells, end, start, key=_row)]

    def put_in_order(self) -> None:
        """Put its cells into row-major order."""
        if not self.in_order:
            self.cells.sort(key=_place)
            self.in_order = True

    def add_below(self, cells: Iterable[DraftCell]) -> None:
        """Add cells that all stand below its own, which are in order."""
        self.cells += sorted(cells, key=_place)


_row = attrgetter("row")
_place = attrgetter("row", "column")

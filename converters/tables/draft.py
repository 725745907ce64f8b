"""A table as a reader saw it, before gaps are filled and roles are known."""

from __future__ import annotations

from dataclasses import dataclass
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
    open_below: bool = False
    """Its last row is drawn without a lower line: a page break cut it."""
    confidence: float | None = None
    id: str | None = None
    origin: Origin | None = None

"""Blocks and tables.

Tables stand in this module too because a cell holds blocks and a block can be a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .inline import Image, Inline
from .origin import Origin
from .value import Value

MAX_SLOTS: int = 25_000_000
"""Rows times columns of one table; a larger grid is refused."""

Alignment = Literal["left", "center", "right", "justify"]
Role = Literal["header", "stub", "data", "spacer"]
Status = Literal["source", "derived", "lost"]
Positive = Annotated[int, Meta(ge=1)]
Natural = Annotated[int, Meta(ge=0)]
Level = Annotated[int, Meta(ge=1, le=9)]
Share = Annotated[float, Meta(ge=0, le=1)]
ListStyle = Literal[
    "decimal",
    "lower-alpha",
    "upper-alpha",
    "lower-roman",
    "upper-roman",
    "cjk-ideographic",
    "disc",
    "circle",
    "square",
    "none",
]


class Heading(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="heading"):
    """A heading of level 1 (the document's title or first level) to 9."""

    level: Level
    content: tuple[Inline, ...]
    id: str | None = None
    """Name that links of this document use."""
    label: str | None = None
    """Number that the source computes and does not hold as text, for example `一、`."""
    alignment: Alignment | None = None
    origin: Origin | None = None


class Paragraph(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag="paragraph"
):
    """A paragraph of running text."""

    content: tuple[Inline, ...]
    alignment: Alignment | None = None
    label: str | None = None
    """Number that the source computes and does not hold as text, for example `（一）`."""
    origin: Origin | None = None


class ListItem(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One item; nested lists are blocks of the item."""

    blocks: tuple[Block, ...]
    label: str | None = None
    """The printed label where it is not the one that style and position give."""
    checked: bool | None = None
    """State of a check box; None for an ordinary item."""


class List(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="list"):
    """A list of items in order."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    style: ListStyle | None = None
    """None for the usual style: decimal when ordered, disc when not."""
    origin: Origin | None = None


class DefinitionItem(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One or more terms with their definitions."""

    terms: tuple[tuple[Inline, ...], ...]
    definitions: tuple[tuple[Block, ...], ...]


class DefinitionList(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="definitions"
):
    """A list of terms and definitions."""

    items: tuple[DefinitionItem, ...]
    origin: Origin | None = None


class Figure(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="figure"):
    """A picture, or other blocks, with a caption."""

    blocks: tuple[Block, ...]
    caption: tuple[Inline, ...] = ()
    origin: Origin | None = None


class Code(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="code"):
    """Preformatted text; lines are separated by \\n, with none at the end."""

    text: str
    language: str | None = None
    origin: Origin | None = None


class Quote(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="quote"):
    """Quoted blocks."""

    blocks: tuple[Block, ...]
    origin: Origin | None = None


class Equation(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="equation"):
    """A formula on a line of its own."""

    latex: str
    mathml: str | None = None
    label: str | None = None
    origin: Origin | None = None


class PageBreak(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="page_break"
):
    """A page break that the author asked for."""

    origin: Origin | None = None


class Rule(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="rule"):
    """A horizontal rule."""

    origin: Origin | None = None


class Reading(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A reading of a cell that was considered and not taken."""

    text: str
    source: str
    """What read it, for example `page` or `cell`."""
    confidence: Share | None = None
    rejected_by: str | None = None
    """What decided against it, for example the id of a rule."""


class Cell(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A cell: a rectangle of grid slots and what stands in it."""

    row: Natural
    column: Natural
    blocks: tuple[Block, ...] = ()
    row_span: Positive = 1
    column_span: Positive = 1
    role: Role = "data"
    alignment: Alignment | None = None
    value: Value | None = None
    """What the text means as a number, amount or date; None where it is none of these."""
    status: Status = "source"
    confidence: Share | None = None
    """How sure the reading is; None where the source is not in doubt."""
    origins: tuple[Origin, ...] = ()
    """Several for a cell stitched from pieces; of large tables, PackedOrigins, equal to a tuple."""
    readings: tuple[Reading, ...] = ()

    @property
    def end_row(self) -> int:
        """One past the last row."""
        return self.row + self.row_span

    @property
    def end_column(self) -> int:
        """One past the last column."""
        return self.column + self.column_span


class Fragment(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One piece of the source that a table was stitched from."""

    first_row: Natural
    """First row of the table that came from this piece."""
    rows: Natural
    origin: Origin | None = None
    reason: str | None = None
    """Why the piece was joined to the one before; None for the first."""
    dropped_header_rows: Natural = 0
    """Repeated header rows of the piece that were removed."""
    joined_cells: tuple[tuple[int, int], ...] = ()
    """Row and column of cells whose halves were re-joined at the cut."""


class Table(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="table"):
    """A grid that its cells tile exactly: no gap, no overlap, row-major order.

    The constructor raises ValueError for anything else.
    """

    rows: Positive
    columns: Positive
    cells: tuple[Cell, ...]
    header_rows: Natural = 0
    """Leading rows that head columns; header rows further down are rows of header cells."""
    stub_columns: Natural = 0
    """Leading columns that head rows."""
    caption: tuple[Inline, ...] = ()
    notes: tuple[Block, ...] = ()
    """What is printed under the table: units, sources, remarks."""
    column_widths: tuple[float, ...] | None = None
    """In points, one for each column; None where the source gives none."""
    fragments: tuple[Fragment, ...] = ()
    """Empty for a table that stood in one piece."""
    confidence: Share | None = None
    id: str | None = None
    origin: Origin | None = None

    def __post_init__(self) -> None:
        _refuse_bad_shape(self)
        _refuse_bad_tiling(self)

    def iter_rows(self) -> Iterator[tuple[Cell, ...]]:
        """For each row, the cells that start in it, from left to right."""
        starts: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            starts[cell.row].append(cell)
        return (tuple(row) for row in starts)

    def slots(self) -> list[list[Cell]]:
        """The grid: for each row and column the cell that covers it."""
        grid: list[list[Cell]] = [[self.cells[0]] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.end_row):
                grid[row][cell.column : cell.end_column] = [cell] * cell.column_span
        return grid


def _refuse_bad_shape(table: Table) -> None:
    if table.rows * table.columns > MAX_SLOTS:
        raise ValueError(f"a table of {table.rows} x {table.columns} slots is too large")
    if table.header_rows > table.rows:
        raise ValueError(f"{table.header_rows} header rows in a table of {table.rows} rows")
    if table.stub_columns > table.columns:
        raise ValueError(f"{table.stub_columns} stub columns in a table of {table.columns} columns")
    if table.column_widths is not None and len(table.column_widths) != table.columns:
        raise ValueError(f"{len(table.column_widths)} column widths for {table.columns} columns")


def _refuse_bad_tiling(table: Table) -> None:
    rows, columns = table.rows, table.columns
    taken = bytearray(rows * columns)
    previous = -1
    area = 0
    for cell in table.cells:
        start = cell.row * columns + cell.column
        if start <= previous:
            raise ValueError(f"cell at row {cell.row}, column {cell.column} is out of order")
        previous = start
        width, height = cell.column_span, cell.row_span
        if cell.row + height > rows or cell.column + width > columns:
            raise ValueError(
                f"cell at row {cell.row}, column {cell.column} reaches outside the grid"
            )
        if width == 1 == height and not taken[start]:
            taken[start] = 1
            area += 1
            continue
        for first in range(start, start + height * columns, columns):
            if 1 in taken[first : first + width]:
                raise ValueError(f"cell at row {cell.row}, column {cell.column} overlaps another")
            taken[first : first + width] = b"\x01" * width
        area += width * height
    if area != len(taken):
        hole = taken.index(0)
        raise ValueError(f"no cell covers row {hole // columns}, column {hole % columns}")


Block = (
    Heading
    | Paragraph
    | List
    | DefinitionList
    | Table
    | Figure
    | Code
    | Quote
    | Equation
    | PageBreak
    | Rule
)

__all__ = [
    "Alignment",
    "Block",
    "Cell",
    "Code",
    "DefinitionItem",
    "DefinitionList",
    "Equation",
    "Figure",
    "Fragment",
    "Heading",
    "Image",
    "List",
    "ListItem",
    "ListStyle",
    "PageBreak",
    "Paragraph",
    "Quote",
    "Reading",
    "Role",
    "Rule",
    "Status",
    "Table",
]

"""The header tree: which column headers and row stubs stand over and beside a data cell.

Header rows come in bands of neighbouring rows. The leading band heads the columns from there on;
a band further down takes over for the columns that it covers. A band that is one header cell over
the whole width is a section: it is put in front of the row path of what follows, up to the next
section. This follows the reading of `th` in WHATWG HTML 4.9.12.1, extended by sections.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct

from .block import Cell, Table
from .text import cell_text

Path = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeaderTree:
    """Header paths of the data cells of one table, outermost header first."""

    columns: dict[tuple[int, int], Path]
    """By row and column of the cell: its column headers."""
    rows: dict[tuple[int, int], Path]
    """By row and column of the cell: its sections and row stubs."""

    def column_path(self, cell: Cell) -> Path:
        """Column headers of a data cell; empty for other cells."""
        return self.columns.get((cell.row, cell.column), ())

    def row_path(self, cell: Cell) -> Path:
        """Sections and stubs of a data cell; empty for other cells."""
        return self.rows.get((cell.row, cell.column), ())

    def column_texts(self, cell: Cell) -> tuple[str, ...]:
        """Texts of the column headers of a data cell."""
        return tuple(cell_text(header) for header in self.column_path(cell))

    def row_texts(self, cell: Cell) -> tuple[str, ...]:
        """Texts of the sections and stubs of a data cell."""
        return tuple(cell_text(header) for header in self.row_path(cell))


class HeaderNode(Struct, frozen=True, omit_defaults=True):
    """A header with the headers under it."""

    text: str
    row: int
    column: int
    children: tuple[HeaderNode, ...] = ()


def header_tree(table: Table) -> HeaderTree:
    """The header paths of every data cell of `table`."""
    grid = table.slots()
    columns: dict[tuple[int, int], Path] = {}
    rows: dict[tuple[int, int], Path] = {}
    heads: list[Path] = [()] * table.columns
    section: Path = ()
    starts = list(table.iter_rows())
    row = 0
    while row < table.rows:
        end = _band_end(table, grid, row)
        if end > row:
            chains = _band_chains(grid, row, end)
            if _is_section(table, grid, row, end):
                section = chains[0]
            else:
                heads = [new or old for new, old in zip(chains, heads, strict=True)]
            row = end
            continue
        stubs_before = _stubs_before(grid[row])
        for cell in starts[row]:
            if cell.role == "data":
                key = (cell.row, cell.column)
                columns[key] = _merged(heads[cell.column : cell.end_column])
                stubs = stubs_before[cell.column]
                for below in range(cell.row + 1, cell.end_row):
                    stubs = _merged([stubs, _stubs_before(grid[below])[cell.column]])
                rows[key] = section + stubs
        row += 1
    return HeaderTree(columns, rows)


def _band_end(table: Table, grid: list[list[Cell]], start: int) -> int:
    row = start
    while row < table.rows and is_header_row(table, grid, row):
        # The leading band ends with the marked header rows, so that a section
        # directly below them is not taken for one more column header.
        if start < table.header_rows <= row:
            break
        row += 1
    return row


def is_header_row(table: Table, grid: list[list[Cell]], row: int) -> bool:
    """Whether a row heads columns: a leading header row, or a row with headers and no data."""
    if row < table.header_rows:
        return True
    roles = {cell.role for cell in grid[row]}
    return "header" in roles and "data" not in roles


def _is_section(table: Table, grid: list[list[Cell]], start: int, end: int) -> bool:
    if start < table.header_rows or end - start > 1:
        return False
    return grid[start][0].column_span == table.columns


def _band_chains(grid: list[list[Cell]], start: int, end: int) -> list[Path]:
    width = len(grid[start])
    return [
        tuple(
            dict.fromkeys(
                cell
                for row in range(start, end)
                if (cell := grid[row][column]).role == "header" and cell_text(cell)
            )
        )
        for column in range(width)
    ]


def _stubs_before(row: list[Cell]) -> list[Path]:
    """For each column the run of stubs that stands nearest to its left."""
    before: list[Path] = []
    run: list[Cell] = []
    open_run = False
    for cell in row:
        before.append(tuple(run))
        if cell.role == "stub":
            if not open_run:
                run = []
            open_run = True
            if cell not in run[-1:] and cell_text(cell):
                run.append(cell)
        elif cell.role != "spacer":
            open_run = False
    return before


def _merged(paths: list[Path]) -> Path:
    if len(paths) == 1:
        return paths[0]
    return tuple(dict.fromkeys(cell for path in paths for cell in path))


def nest(paths: list[Path]) -> tuple[HeaderNode, ...]:
    """Header paths as a forest, in the order in which the paths first name each header."""
    groups: dict[tuple[int, int], tuple[Cell, list[Path]]] = {}
    for path in paths:
        if path:
            head = path[0]
            groups.setdefault((head.row, head.column), (head, []))[1].append(path[1:])
    return tuple(
        HeaderNode(cell_text(head), head.row, head.column, nest(rest))
        for head, rest in groups.values()
    )

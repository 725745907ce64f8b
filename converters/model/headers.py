"""The header tree: which column headers and row stubs stand over and beside a data cell.

Header rows come in bands of neighbouring rows. The leading band heads the columns from there on;
a band further down takes over for the columns that it covers, and so does a single header cell
among data. Rows of one header cell over the whole width at the end of a band are sections: they
are put in front of the row path of what follows, up to the next section. Stubs head the cells to
their right up to the next stub. This follows the reading of `th` in WHATWG HTML 4.9.12.1, extended
by sections. Header and stub cells without text head nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import Struct

from .block import Cell, Table
from .scripts import printed_text
from .text import cell_text

Path = tuple[Cell, ...]

MAX_DEPTH = 64
"""Stubs beside one cell, levels of a forest of headers; no table for people has so many."""


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
        return tuple(printed_text(header) for header in self.column_path(cell))

    def row_texts(self, cell: Cell) -> tuple[str, ...]:
        """Texts of the sections and stubs of a data cell."""
        return tuple(printed_text(header) for header in self.row_path(cell))


class HeaderNode(Struct, frozen=True, omit_defaults=True):
    """A header with the headers under it."""

    text: str
    row: int
    column: int
    children: tuple[HeaderNode, ...] = ()


def header_tree(table: Table) -> HeaderTree:
    """The header paths of every data cell of `table`, in time linear in its slots."""
    walk = _Walk(table)
    row = 0
    while row < table.rows:
        end = walk.band_end(row)
        if end > row:
            walk.read_band(row, end)
        else:
            walk.read_row(row)
        row = max(end, row + 1)
    return HeaderTree(walk.columns, walk.rows)


class _Walk:
    """What is known while the rows of a table are read from top to bottom.

    Cells are compared by identity: a cell's own equality and hash go through all its content.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.grid = table.slots()
        self.starts = list(table.iter_rows())
        self.columns: dict[tuple[int, int], Path] = {}
        self.rows: dict[tuple[int, int], Path] = {}
        self.heads: list[Path] = [()] * table.columns
        self.section: Path = ()
        self._stubs: dict[int, list[Path]] = {}
        self._wide: dict[tuple[int, int], Path] = {}

    def band_end(self, start: int) -> int:
        """One past the last row of the band that starts in row `start`; `start` when none does."""
        row = start
        while row < self.table.rows and is_header_row(self.table, self.grid, row):
            # The leading band ends with the marked header rows, so that a section
            # directly below them is not taken for one more column header.
            if start < self.table.header_rows <= row:
                break
            row += 1
        return row

    def read_band(self, start: int, end: int) -> None:
        """Take over the headers of rows `start` to `end`."""
        heads_end = end
        if start >= self.table.header_rows:
            while heads_end > start and self._full(heads_end - 1):
                heads_end -= 1
        if heads_end > start:
            chains = self._chains(start, heads_end)
            self._wide.clear()
            self.heads = [new or old for new, old in zip(chains, self.heads, strict=True)]
            if self._full(start):
                self.section = ()  # a titled band opens a part of its own
        if end > heads_end:
            self.section = self._chains(heads_end, end)[0]

    def _full(self, row: int) -> bool:
        return self.grid[row][0].column_span == self.table.columns

    def _chains(self, start: int, end: int) -> list[Path]:
        """For each column the headers of some rows, from top to bottom."""
        chains: list[list[Cell]] = [[] for _ in range(self.table.columns)]
        for row in range(start, end):
            for cell in self.starts[row]:
                if cell.role == "header" and cell_text(cell):
                    for chain in chains[cell.column : cell.end_column]:
                        chain.append(cell)
        return [tuple(chain) for chain in chains]

    def read_row(self, row: int) -> None:
        """Note the paths of the data cells of a row, then its headers."""
        stubs = self._stubs_before(row)
        headers: list[Cell] = []
        for cell in self.starts[row]:
            if cell.role == "data":
                key = (row, cell.column)
                self.columns[key] = self._heads_over(cell)
                path = stubs[cell.column] if cell.row_span == 1 else self._stubs_beside(cell)
                self.rows[key] = self.section + path if self.section else path
            elif cell.role == "header":
                headers.append(cell)
        for cell in headers:
            if cell_text(cell):
                self._take_over(cell)

    def _heads_over(self, cell: Cell) -> Path:
        if cell.column_span == 1:
            return self.heads[cell.column]
        key = (cell.column, cell.end_column)
        found = self._wide.get(key)
        if found is None:
            found = self._wide[key] = _merged(self.heads[cell.column : cell.end_column])
        return found

    def _stubs_beside(self, cell: Cell) -> Path:
        rows = range(cell.row, cell.end_row)
        return _merged([self._stubs_before(row)[cell.column] for row in rows])

    def _take_over(self, cell: Cell) -> None:
        """Let a single header cell head the columns below it, together with one right above."""
        self._wide.clear()
        for column in range(cell.column, cell.end_column):
            above = cell.row > 0 and self.grid[cell.row - 1][column].role == "header"
            over = self.heads[column][: MAX_DEPTH - 1] if above else ()
            self.heads[column] = (*over, cell)

    def _stubs_before(self, row: int) -> list[Path]:
        """For each column of a row the run of stubs that stands nearest to its left."""
        found = self._stubs.get(row)
        if found is None:
            found = self._stubs[row] = _stubs_before(self.grid[row])
        return found


def is_header_row(table: Table, grid: list[list[Cell]], row: int) -> bool:
    """Whether a row heads columns: a leading header row, or a row with headers and no data."""
    if row < table.header_rows:
        return True
    roles = {cell.role for cell in grid[row]}
    return "header" in roles and "data" not in roles


def _stubs_before(row: list[Cell]) -> list[Path]:
    before: list[Path] = []
    run: Path = ()
    last: Cell | None = None
    open_run = False
    for cell in row:
        before.append(run)
        if cell is last:
            continue
        last = cell
        if cell.role == "stub":
            run = run if open_run else ()
            open_run = True
            if len(run) < MAX_DEPTH and cell_text(cell):
                run = (*run, cell)
        elif cell.role != "spacer":
            open_run = False
    return before


def _merged(paths: list[Path]) -> Path:
    """Paths as one, each header once."""
    if all(path is paths[0] for path in paths):
        return paths[0]
    return tuple({(cell.row, cell.column): cell for path in paths for cell in path}.values())


def nest(paths: Iterable[Path]) -> tuple[HeaderNode, ...]:
    """Header paths as a forest, in the order in which the paths first name each header."""
    return _nest([path[:MAX_DEPTH] for path in paths])


def _nest(paths: list[Path]) -> tuple[HeaderNode, ...]:
    groups: dict[tuple[int, int], tuple[Cell, list[Path]]] = {}
    for path in paths:
        if path:
            head = path[0]
            groups.setdefault((head.row, head.column), (head, []))[1].append(path[1:])
    return tuple(
        HeaderNode(printed_text(head), head.row, head.column, _nest(rest))
        for head, rest in groups.values()
    )

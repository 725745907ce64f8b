"""Tables that pipes cannot carry, made flat: repeated values, header paths, or records.

All three lose the grid; the text stays. What they give is ordinary blocks: tables with one header
row, or lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ...model import Block, Cell, Inline, LineBreak, List, ListItem, Paragraph, Table, Text
from ...model.headers import is_header_row
from ...model.scripts import printed_text
from ...model.text import iter_block_texts

PATH: Final = " > "
"""Between the steps of a header path."""


Steps = tuple[str, ...]
"""Texts of a header path, outermost first."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of data with what stands over and beside it."""

    heads: tuple[Steps, ...]
    """For each column its header path."""
    section: Steps
    cells: tuple[Cell, ...]
    """For each column the cell that covers it."""


def repeat_values(table: Table) -> tuple[Block, ...]:
    """A table of one header row in which every slot holds the text of the cell that covers it."""
    grid = table.slots()
    head = [
        _stacked([grid[row][column] for row in range(table.header_rows)])
        for column in range(table.columns)
    ]
    body = [[_flat(cell) for cell in row] for row in grid[table.header_rows :]]
    return (_simple_table(head, body, table.stub_columns),)


def header_paths(table: Table) -> tuple[Block, ...]:
    """Tables of one header row; header and stub paths are joined with ` > `.

    Where the body of the table has header rows of its own, the next table starts.
    """
    return tuple(
        _path_table(table.stub_columns, list(rows))
        for _, rows in groupby(_rows(table), lambda row: row.heads)
    )


def records(table: Table) -> tuple[Block, ...]:
    """A list of rows, each a list of `header path: value`."""
    return (List(tuple(_record(row, table.stub_columns) for row in _rows(table))),)


def _corner(row: _Row, stub_columns: int) -> str:
    """What stands over the stub columns."""
    paths = [PATH.join(steps) for steps in row.heads[:stub_columns] if steps]
    return " / ".join(dict.fromkeys(paths))


def _rows(table: Table) -> Iterator[_Row]:
    """The data rows in order; header rows with nothing below them give a row without cells."""
    grid = table.slots()
    heads: tuple[Steps, ...] = ((),) * table.columns
    section: Steps = ()
    used_heads = used_section = True
    for kind, numbers in groupby(range(table.rows), lambda row: _kind(table, grid, row)):
        run = [grid[row] for row in numbers]
        if kind == "data":
            yield from (_Row(heads, section, tuple(row)) for row in run)
            used_heads = used_section = True
        elif kind == "section":
            above = () if used_section else section
            section, used_section = above + _texts(row[0] for row in run), False
        else:
            if not used_heads:
                yield _Row(heads, section, ())
            chains = [_texts(row[column] for row in run) for column in range(table.columns)]
            heads = tuple(new or old for new, old in zip(chains, heads, strict=True))
            used_heads = False
    if not (used_heads and used_section):
        yield _Row(heads, section, ())


def _kind(table: Table, grid: list[list[Cell]], row: int) -> str:
    if row < table.header_rows:
        return "head"
    if not is_header_row(table, grid, row):
        return "data"
    return "section" if grid[row][0].column_span == table.columns else "band"


def _texts(cells: Iterable[Cell]) -> Steps:
    """Texts of different cells, on one line each, without blank ones."""
    return tuple(
        " ".join(text.split()) for cell in _distinct(cells) if (text := printed_text(cell))
    )


def _distinct(cells: Iterable[Cell]) -> list[Cell]:
    return list({(cell.row, cell.column): cell for cell in cells}.values())


def _path_table(stub_columns: int, rows: list[_Row]) -> Table:
    """Rows under the same heads, the paths of sections and stubs in the first column."""
    heads = rows[0].heads
    named = stub_columns > 0 or any(row.section for row in rows)
    corner = _corner(rows[0], stub_columns)
    head = [_line(PATH.join(steps)) for steps in heads[stub_columns:]]
    body = [[_flat(cell) for cell in row.cells[stub_columns:]] or [()] * len(head) for row in rows]
    if not named:
        return _simple_table(head, body if any(row.cells for row in rows) else [], 0)
    paths = [_line(PATH.join(row.section + _stubs(row, stub_columns))) for row in rows]
    body = [[path, *cells] for path, cells in zip(paths, body, strict=True)]
    return _simple_table([_line(corner), *head], body, 1)


def _stubs(row: _Row, stub_columns: int) -> Steps:
    return _texts(row.cells[:stub_columns])


def _record(row: _Row, stub_columns: int) -> ListItem:
    name = PATH.join(row.section + _stubs(row, stub_columns))
    corner = _corner(row, stub_columns)
    if row.cells and corner:
        name = f"{corner}: {name}" if name else corner
    if not row.cells:
        name = PATH.join([name, *_merged(row.heads)] if name else _merged(row.heads))
    title = (Paragraph((Text(name),)),) if name else ()
    values = [
        ListItem((Paragraph(_pair(_merged(row.heads[start:end]), cell)),))
        for start, end, cell in _runs(row.cells, stub_columns)
        if cell.role != "spacer"
    ]
    return ListItem((*title, List(tuple(values))) if values else title)


def _runs(cells: Sequence[Cell], start: int) -> Iterator[tuple[int, int, Cell]]:
    """First column, end column and cell for each different cell from column `start` on."""
    for _, group in groupby(range(start, len(cells)), lambda column: cells[column].column):
        columns = list(group)
        yield columns[0], columns[-1] + 1, cells[columns[0]]


def _merged(heads: Iterable[Steps]) -> Steps:
    return tuple(dict.fromkeys(step for steps in heads for step in steps))


def _pair(path: Steps, cell: Cell) -> tuple[Inline, ...]:
    value = _flat(cell)
    if not path:
        return value
    return (Text(f"{PATH.join(path)}: " if value else f"{PATH.join(path)}:"), *value)


def _line(text: str) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()


def _stacked(cells: Iterable[Cell]) -> tuple[Inline, ...]:
    """The different cells of one column, on lines below each other."""
    return _joined(_flat(cell) for cell in _distinct(cells))


def _flat(cell: Cell) -> tuple[Inline, ...]:
    """The cell as one paragraph; blocks other than paragraphs keep only their text."""
    return _joined(map(_flat_block, cell.blocks))


def _flat_block(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Paragraph):
        return (*_line(block.label or ""), *block.content)
    return _joined(_line(line) for text in iter_block_texts((block,)) for line in text.split("\n"))


def _joined(lines: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    joined: tuple[Inline, ...] = ()
    for line in lines:
        joined = (*joined, LineBreak(), *line) if joined and line else joined or line
    return joined


def _simple_table(
    head: Sequence[tuple[Inline, ...]],
    body: Sequence[Sequence[tuple[Inline, ...]]],
    stub_columns: int,
) -> Table:
    rows = [head, *body]
    cells = [
        Cell(
            row=row,
            column=column,
            blocks=(Paragraph(content),) if content else (),
            role="header" if row == 0 else "stub" if column < stub_columns else "data",
        )
        for row, line in enumerate(rows)
        for column, content in enumerate(line)
    ]
    return Table(len(rows), len(head), tuple(cells), header_rows=1, stub_columns=stub_columns)


FLATTENERS: Final[Mapping[str, Callable[[Table], tuple[Block, ...]]]] = {
    "repeat": repeat_values,
    "paths": header_paths,
    "records": records,
}
"""By span policy."""

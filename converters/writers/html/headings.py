"""Which tables need `headers` attributes, and what stands in them.

`scope` is exact for a table with at most one header over each column, one stub beside each row,
and sections. Where headers stand in several levels, or change further down, each data cell names
its headers, as the W3C's tutorial on multi-level tables asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Cell, Table
from ...model.headers import HeaderTree, header_tree
from ...model.text import cell_text
from .markup import Attribute


@dataclass(frozen=True, slots=True)
class HeaderLinks:
    """The header paths of a table as ids and references to them."""

    tree: HeaderTree
    prefix: str

    def attributes(self, cell: Cell) -> Iterator[Attribute]:
        """`headers` of a data cell, `id` of a header or stub that shows text."""
        if cell.role == "data":
            path = self.tree.column_path(cell) + self.tree.row_path(cell)
            names = " ".join(dict.fromkeys(map(self._id, path)))
            yield "headers", names or None
        elif cell.role != "spacer" and cell_text(cell):
            yield "id", self._id(cell)

    def _id(self, cell: Cell) -> str:
        return f"{self.prefix}r{cell.row}c{cell.column}"


def header_links(table: Table, prefix: str) -> HeaderLinks | None:
    """Ids and references for `table`, or None where `scope` says it all."""
    return None if _scope_is_enough(table) else HeaderLinks(header_tree(table), prefix)


def _scope_is_enough(table: Table) -> bool:
    heads: Counter[int] = Counter()
    stubs: Counter[int] = Counter()
    for cell in table.cells:
        if cell.role not in ("header", "stub") or not cell_text(cell):
            continue
        if cell.role == "stub":
            if cell.column and cell.end_column > table.stub_columns:
                return False
            stubs.update(range(cell.row, cell.end_row))
        elif cell.row < table.header_rows:
            heads.update(range(cell.column, cell.end_column))
        elif cell.column_span < table.columns or cell.row_span > 1:
            return False
    return max(heads.values(), default=0) <= 1 and max(stubs.values(), default=0) <= 1

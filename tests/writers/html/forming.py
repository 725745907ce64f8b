"""The grid of an HTML table, formed as WHATWG HTML 4.9.12 says, from an html5lib tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Slot:
    """A cell on the grid."""

    row: int
    column: int
    row_span: int
    column_span: int
    element: Element

    @property
    def place(self) -> tuple[int, int, int, int]:
        return (self.row, self.column, self.row_span, self.column_span)


def form_table(table: Element) -> list[Slot]:
    """Cells in row-major order; fails when two overlap."""
    slots: list[Slot] = []
    first = 0
    for group in table:
        if group.tag in ("thead", "tbody", "tfoot"):
            rows = group.findall("tr")
            slots += _form_group(rows, first)
            first += len(rows)
    return sorted(slots, key=lambda slot: (slot.row, slot.column))


def _form_group(rows: list[Element], first: int) -> Iterator[Slot]:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            width = min(int(cell.get("colspan", "1")), 1000)
            height = min(int(cell.get("rowspan", "1")), 65534, len(rows) - number)
            covered = {(number + y, column + x) for y in range(height) for x in range(width)}
            assert not covered & taken, f"cells overlap in row {number}, column {column}"
            taken |= covered
            yield Slot(first + number, column, height, width, cell)
            column += width

"""Tables of the structure of a tagged PDF, with the characters of their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..objects.geometry import Box
from ..objects.page import PageObjects
from ..objects.structure import Element


@dataclass(slots=True)
class StatedCell:
    """An element for a cell, the places of its characters and, once known, of itself."""

    element: Element
    places: NDArray[np.intp]
    row: int = -1
    column: int = -1
    _box: Box | None = None

    def box(self, page: PageObjects) -> Box:
        """The box around its characters, of which there is at least one; measured once."""
        if self._box is None:
            left, top, right, bottom = page.characters.boxes[self.places].T
            self._box = (
                *(float(left.min()), float(top.min())),
                *(float(right.max()), float(bottom.max())),
            )
        return self._box


@dataclass(slots=True)
class StatedTable:
    """A table of the structure with the characters of its cells."""

    rows: list[list[StatedCell]]

    @property
    def places(self) -> NDArray[np.intp]:
        """The characters of all cells."""
        parts = [cell.places for row in self.rows for cell in row]
        return np.concatenate(parts) if parts else np.zeros(0, np.intp)


def stated_tables(page: PageObjects, root: Element, marks: Sequence[int]) -> list[StatedTable]:
    """The tables below `root` that hold no other table; `marks` are those of the runs."""
    tables: list[StatedTable] = []
    found = [element for element in root.walk() if element.kind == "Table"]
    if not found:
        return []
    of_mark = np.array(marks, np.int64)[page.characters.runs]
    order = np.argsort(of_mark, kind="stable")
    values = of_mark[order]
    firsts = np.nonzero(np.diff(values, prepend=values[:1] - 1))[0]
    parts = np.split(order, firsts[1:]) if len(order) else []
    of_marks = dict(zip(values[firsts].tolist(), parts, strict=True))
    for element in found:
        inside = list(element.walk())
        if sum(e.kind == "Table" for e in inside) != 1:
            continue
        table = StatedTable(
            [
                [
                    _cell(cell, of_marks)
                    for cell in row.children
                    if isinstance(cell, Element) and cell.kind in ("TH", "TD")
                ]
                for row in inside
                if row.kind == "TR"
            ]
        )
        if len(table.places):
            tables.append(table)
    return tables


NOWHERE = np.zeros(0, np.intp)


def _cell(element: Element, of_marks: Mapping[int, NDArray[np.intp]]) -> StatedCell:
    """The cell of an element; `of_marks` are the places of each mark's characters, in order."""
    parts = [of_marks[mark] for mark in set(element.marks()) if mark in of_marks]
    if len(parts) < 2:
        return StatedCell(element, parts[0] if parts else NOWHERE)
    return StatedCell(element, np.sort(np.concatenate(parts)))


def scope_of(element: Element) -> Literal["row", "column"] | None:
    """What a header cell heads, where the structure says so."""
    if element.scope == "Row":
        return "row"
    return "column" if element.scope == "Column" else None

"""Tell tables that only place things on the page from tables of data.

Recall of data comes first: a table is layout only when something says so that data tables do not
show. What `is_layout` calls layout is read as a plain container, its cells in source order.
"""

from __future__ import annotations

from typing import Final

from .tree import Node
from .words import words

LONG_TEXT: Final = 300
"""Characters; a cell of a single-row or single-column table with more is a page column."""
_FLOW_TAGS: Final = words("table ul ol dl h1 h2 h3 h4 h5 h6 form iframe article section nav hr pre")


def is_layout(table: Node, size: tuple[int, int]) -> bool:
    """Whether a table places content instead of relating data; `size` is rows and columns."""
    role = table.attrs.get("role", "").lower()
    if role in ("presentation", "none"):
        return True
    rows, columns = size
    if rows <= 1 and columns <= 1:
        return True
    if role in ("table", "grid", "treegrid") or _has_data_marks(table):
        return False
    cells = list(_own_cells(table))
    holders = [cell for cell in cells if _holds_flow(cell)]
    nesting = sum(cell.find("table") is not None for cell in holders)
    filled = sum(bool(cell.text().strip()) for cell in cells)
    if rows == 1 or columns == 1:
        return bool(holders) or any(_is_long(cell) for cell in cells)
    if nesting:
        return 2 * len(holders) >= filled or _mostly_inside(table, holders)
    return False


def _has_data_marks(table: Node) -> bool:
    if table.attrs.get("summary", "").strip():
        return True
    for part in table.elements():
        if part.tag in ("caption", "thead") and part.text().strip():
            return True
    return any(
        cell.tag == "th" or "scope" in cell.attrs or "headers" in cell.attrs
        for cell in _own_cells(table)
    )


def _own_cells(table: Node) -> list[Node]:
    """The cells of the table itself, not of tables in them."""
    cells: list[Node] = []
    for part in table.elements():
        rows = [part] if part.tag == "tr" else [row for row in part.elements() if row.tag == "tr"]
        for row in rows:
            cells.extend(cell for cell in row.elements() if cell.tag in ("td", "th"))
    return cells


def _holds_flow(cell: Node) -> bool:
    """Whether a cell holds what makes up pages rather than tables."""
    paragraphs = 0
    for node in cell.walk():
        if node.tag in _FLOW_TAGS:
            return True
        if node.tag == "p" and node.text().strip():
            paragraphs += 1
    return paragraphs > 3


def _is_long(cell: Node) -> bool:
    return len(cell.text().strip()) > LONG_TEXT


def _mostly_inside(table: Node, holders: list[Node]) -> bool:
    """Whether nearly all text stands in the cells that hold page content."""
    total = len("".join(table.text().split()))
    inside = sum(len("".join(cell.text().split())) for cell in holders)
    return inside >= 0.8 * total

"""Tables that are no `table` element: by ARIA roles, or by `display: table` of their parts.

Scripts build grids of `div`. They are turned into tables before anything is read, so that all that
holds for tables holds for them: rows become `tr`, cells `td` or `th`, `aria-colspan` a span. What
stands between the rows stays beside the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from .style import Sheet
from .tree import Node, path

_TABLE_ROLES: Final = ("table", "grid", "treegrid")
_CELL_ROLES: Final = {
    "cell": None,
    "gridcell": None,
    "columnheader": "col",
    "rowheader": "row",
}
_TABLE_DISPLAYS: Final = ("table", "inline-table")
_NATIVE: Final = frozenset(("table", "tr", "td", "th", "tbody", "thead", "tfoot"))

Kind = Callable[[Node], str | None]
"""What an element is in a table: `table`, `row`, `cell`, or None for a part of no meaning."""


def make_tables(root: Node, sheet: Sheet) -> None:
    """Turn what looks and reads as a table below `root` into tables."""

    def by_style(node: Node) -> str | None:
        display = sheet.style(node).get("display") if node.attrs or sheet.by_tag else None
        if display in _TABLE_DISPLAYS:
            return "table"
        return {"table-row": "row", "table-cell": "cell"}.get(display or "")

    for node in list(root.walk()):
        if node.tag in _NATIVE:
            continue
        if _by_role(node) == "table":
            _make(node, _by_role, least=1)
        elif by_style(node) == "table":
            _make(node, by_style, least=2)


def _by_role(node: Node) -> str | None:
    role = node.attrs.get("role", "").strip().lower()
    if role in _TABLE_ROLES:
        return "table"
    if role in _CELL_ROLES:
        return "cell"
    return "row" if role == "row" else None


def _make(node: Node, kind: Kind, least: int) -> None:
    """Make a table of the rows below `node`, unless they hold something besides cells."""
    rows = list(_parts(node, "row", kind))
    cells = [list(_parts(row, "cell", kind)) for row in rows]
    if len(rows) < least or not all(cells) or max(map(len, cells)) < 2:
        return
    if any(
        part.tag in _NATIVE for row in zip(rows, cells, strict=True) for part in (row[0], *row[1])
    ):
        return
    for row, own in zip(rows, cells, strict=True):
        if len(_dense(row)) != sum(len(_dense(cell)) for cell in own):
            return
    _replace(node, rows, cells)


def _parts(node: Node, wanted: str, kind: Kind) -> Iterator[Node]:
    """The nearest parts of a kind below `node`, in order; tables and parts of others are closed."""
    stack = list(reversed(list(node.elements())))
    while stack:
        child = stack.pop()
        found = kind(child)
        if found == wanted:
            yield child
        elif found is None and child.tag not in _NATIVE:
            stack.extend(reversed(list(child.elements())))


def _dense(node: Node) -> str:
    return "".join(node.text().split())


def _replace(node: Node, rows: list[Node], cells: list[list[Node]]) -> None:
    table = Node("table", {"role": "table"} if _by_role(node) else {}, node)
    table.place = path(node)
    for row, own in zip(rows, cells, strict=True):
        path(row)
        for cell in own:
            path(cell)
    for number, (row, own) in enumerate(zip(rows, cells, strict=True)):
        assert row.parent is not None
        siblings = row.parent.children
        at = next(index for index, child in enumerate(siblings) if child is row)
        siblings[at : at + 1] = [table] if number == 0 else []
        if number == 0:
            table.parent = row.parent
        row.parent, row.children, row.tag = table, list(own), "tr"
        for cell in own:
            _mark(cell, row)
    table.children = list(rows)


def _mark(cell: Node, row: Node) -> None:
    scope = _CELL_ROLES.get(cell.attrs.get("role", "").strip().lower())
    attrs = {k: v for k, v in cell.attrs.items() if k not in ("colspan", "rowspan")}
    for name in ("colspan", "rowspan"):
        if f"aria-{name}" in attrs:
            attrs[name] = attrs[f"aria-{name}"]
    if scope is not None:
        attrs["scope"] = scope
    cell.attrs, cell.parent = attrs, row
    cell.tag = "td" if scope is None else "th"

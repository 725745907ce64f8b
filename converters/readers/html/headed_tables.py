"""Headers that stand in a table of their own above the table that they head.

Pages whose tables scroll under their header keep both apart: a table of nothing but header cells,
and right below it one without any, of as many columns. They are one table; a header that the lower
table repeats is left out.
"""

from __future__ import annotations

from collections.abc import Callable

from .tables import form_table
from .tree import Node, path

Leave = Callable[[str, Node], None]


def join_headers(root: Node, leave: Leave) -> list[Node]:
    """Move such headers into the tables below them; the tables that were given one.

    `leave` is told of headers that the table below has itself.
    """
    joined: list[Node] = []
    above: Node | None = None
    for table in _neighbours(root):
        if above is not None and table is not None and _is_header(above):
            if _head_texts(table) == _head_texts(above):
                leave(above.text(), above)
                _remove(above)
            elif not any(_head_texts(table)) and _fits(above, table):
                _join(above, table)
                joined.append(table)
        above = table
    return joined


def _neighbours(root: Node) -> list[Node | None]:
    """Outermost tables in order; None where something is shown between them."""
    out: list[Node | None] = []
    stack: list[Node | str] = [root]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            shown = bool(child.strip())
        elif child.tag == "table":
            out.append(child)
            continue
        else:
            shown = child.tag in ("img", "hr", "input", "select", "button")
            if child.tag not in ("script", "style", "head"):
                stack.extend(reversed(child.children))
        if shown and out and out[-1] is not None:
            out.append(None)
    return out


def _rows(table: Node) -> list[tuple[Node, bool]]:
    """Rows of a table, and whether each stands in its head."""
    out: list[tuple[Node, bool]] = []
    for part in table.elements():
        if part.tag == "tr":
            out.append((part, False))
        elif part.tag in ("thead", "tbody", "tfoot"):
            out += [(row, part.tag == "thead") for row in part.elements() if row.tag == "tr"]
    return out


def _is_header(table: Node) -> bool:
    """Whether a table is nothing but header cells with texts in two columns or more."""
    filled = 0
    for row, in_head in _rows(table):
        for cell in row.elements():
            if cell.text().strip():
                filled += 1
                if cell.tag != "th" and not in_head:
                    return False
    return filled >= 2 and not any(part.tag == "caption" for part in table.elements())


def _head_texts(table: Node) -> list[str]:
    """The texts of header rows in order, without white space."""
    out: list[str] = []
    for row, in_head in _rows(table):
        filled = [cell for cell in row.elements() if cell.text().strip()]
        if in_head or all(cell.tag == "th" for cell in filled):
            out += ["".join(cell.text().split()) for cell in filled]
    return out


def _fits(head: Node, table: Node) -> bool:
    """Whether both have as many columns; the header may have an empty one above a scroll bar."""
    upper, lower = form_table(head), form_table(table)
    spare = [slot for slot in upper.slots if slot.column >= lower.columns]
    if any(slot.node.text().strip() for slot in spare):
        return False
    return 2 <= lower.columns <= upper.columns <= lower.columns + 1


def _join(head: Node, table: Node) -> None:
    path(table)
    columns = form_table(table).columns
    spare = {id(slot.node) for slot in form_table(head).slots if slot.column >= columns}
    group = Node("thead", {}, table)
    for row, _ in _rows(head):
        for cell in row.elements():
            path(cell)  # origins say where it stood
        row.children = [child for child in row.children if id(child) not in spare]
        row.parent = group
        group.children.append(row)
    rest = [
        child
        for child in table.children
        if not (isinstance(child, Node) and child.tag == "thead" and not child.text().strip())
    ]
    at = next(
        (
            index
            for index, child in enumerate(rest)
            if isinstance(child, Node) and child.tag not in ("caption", "colgroup")
        ),
        len(rest),
    )
    table.children = [*rest[:at], group, *rest[at:]]
    _remove(head)


def _remove(table: Node) -> None:
    assert table.parent is not None
    table.parent.children = [child for child in table.parent.children if child is not table]

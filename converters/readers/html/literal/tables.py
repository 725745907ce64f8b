"""Tables of our own pages: roles, spans and values as they are written."""

from __future__ import annotations

from msgspec.structs import replace

from ....errors import LimitExceeded
from ....model import Block, Cell, Fragment, Reading, Role, Table
from ....tables.build import MAX_CELLS
from ..tree import Node
from .attributes import (
    DamagedPage,
    alignment_of,
    name_of,
    number,
    origin_of,
    origins_of,
    structs_of,
    value_of,
    whole,
)
from .blocks import read_blocks
from .inlines import Reading as PageReading
from .inlines import read_inlines


def read_table(node: Node, reading: PageReading, depth: int) -> tuple[Block, ...]:
    """The table in a `div data-table`, with its notes."""
    element = next((child for child in node.elements() if child.tag == "table"), None)
    if element is None:
        raise DamagedPage("a table without a table element")
    caption = next((child for child in element.elements() if child.tag == "caption"), None)
    head = () if caption is None else read_inlines(caption.children, reading)
    cells, rows, columns = _grid(element, reading, depth)
    notes = tuple(
        block
        for child in node.elements()
        if "data-table-notes" in child.attrs
        for block in read_blocks(child, reading, depth + 1)
    )
    return (
        Table(
            rows,
            columns,
            tuple(cells),
            header_rows=whole(element, "data-header-rows", 0),
            stub_columns=whole(element, "data-stub-columns", 0),
            caption=head,
            notes=notes,
            column_widths=_widths(element),
            fragments=structs_of(element, "data-fragments", tuple[Fragment, ...]) or (),
            confidence=number(element, "data-confidence"),
            id=name_of(element),
            origin=origin_of(element),
        ),
    )


def _widths(element: Node) -> tuple[float, ...] | None:
    widths: list[float] = []
    for group in element.elements():
        if group.tag != "colgroup":
            continue
        for column in group.elements():
            style = column.attrs.get("style", "")
            widths.append(float(style.removeprefix("width:").removesuffix("pt")))
    return tuple(widths) or None


def _grid(element: Node, reading: PageReading, depth: int) -> tuple[list[Cell], int, int]:
    """The cells where the grid of 4.9.12 puts them; row groups cut no span here."""
    cells: list[Cell] = []
    taken: list[int] = []
    y = 0
    for row in _rows(element):
        x = 0
        for node in row.elements():
            if node.tag not in ("td", "th") or "data-continued" in node.attrs:
                continue  # a continued cell stands in slots that its own cell has taken already
            while x < len(taken) and taken[x] > y:
                x += 1
            width = whole(node, "data-colspan", whole(node, "colspan", 1))
            height = whole(node, "data-rowspan", whole(node, "rowspan", 1))
            _reserve(taken, x, width, y + height, len(cells))
            cells.append(_cell(node, y, x, height, width, reading, depth))
            x += width
        y += 1
    return cells, y, len(taken)


def _rows(element: Node) -> list[Node]:
    return [
        row
        for group in element.elements()
        if group.tag in ("thead", "tbody")
        for row in group.elements()
        if row.tag == "tr"
    ]


def _reserve(taken: list[int], x: int, width: int, bottom: int, count: int) -> None:
    if width < 1 or x + width > 25_000_000:
        raise DamagedPage("a column span")
    if count >= MAX_CELLS:
        raise LimitExceeded(f"A table has more than {MAX_CELLS:,} cells.")
    if x + width > len(taken):
        taken.extend([0] * (x + width - len(taken)))
    taken[x : x + width] = [bottom] * width


def _cell(
    node: Node, row: int, column: int, height: int, width: int, reading: PageReading, depth: int
) -> Cell:
    attrs = node.attrs
    cell = Cell(
        row,
        column,
        read_blocks(node, reading, depth + 1),
        height,
        width,
        role=_role(node),
        alignment=alignment_of(node) if "style" in attrs else None,
        value=value_of(node),
        origins=origins_of(node),
    )
    status = attrs.get("data-status")
    if status is None and "data-confidence" not in attrs and "data-readings" not in attrs:
        return cell
    if status not in (None, "derived", "lost"):
        raise DamagedPage(f"status {status}")
    return replace(
        cell,
        status=status or "source",
        confidence=number(node, "data-confidence"),
        readings=structs_of(node, "data-readings", tuple[Reading, ...]) or (),
    )


def _role(node: Node) -> Role:
    named = node.attrs.get("data-role")
    if named in ("header", "stub", "spacer", "data"):
        return named  # type: ignore[return-value]
    if node.tag == "td":
        return "data"
    return "stub" if node.attrs.get("scope") == "row" else "header"

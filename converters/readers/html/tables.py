"""Tables: cells on their grid after "forming a table" (WHATWG HTML 4.9.12), then the model.

Row groups clip spans: the rows that a span would add under its group hold no cell and vanish.
Of two cells that claim a slot the first one keeps it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from msgspec.structs import replace

from ...errors import LimitExceeded
from ...model import Alignment, Block, Heading, Inline, LineBreak, Paragraph, Text
from ...model.inline import Link
from ...tables.build import MAX_CELLS, build_table
from ...tables.draft import DraftCell, DraftTable
from .flow import Flow, alignment_of, beside, join_lines
from .layout import is_layout
from .style import Style, color, points
from .tree import Node, origin

MAX_COLUMN_SPAN: Final = 1000
MAX_ROW_SPAN: Final = 65534
MAX_WIDTH: Final = 1_000_000
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?([0-9]+)")
_GROUPS: Final = ("thead", "tbody", "tfoot")


@dataclass(slots=True)
class Slot:
    """A cell element and the grid slots that it covers."""

    node: Node
    row: int
    column: int
    row_span: int
    column_span: int
    row_node: Node
    group: Node | None


@dataclass(slots=True)
class Grid:
    """A formed table."""

    rows: int = 0
    columns: int = 0
    slots: list[Slot] = field(default_factory=list)
    head_rows: int = 0
    """Rows of the leading `thead`."""
    overlaps: int = 0
    clipped: int = 0


def span(value: str | None, limit: int, *, zero: bool) -> int:
    """A span attribute by the rules for non-negative integers; 1 for anything else."""
    match = _NUMBER.match(value) if value else None
    if match is None:
        return 1
    number = int(match[1][:9])
    if number == 0:
        return 0 if zero else 1
    return min(number, limit)


def form_table(table: Node) -> Grid:
    """The grid of a `table` element (4.9.12.1).

    Raises LimitExceeded when it would be too large.
    """
    grid = Grid()
    former = _Former(grid)
    last: list[Node] = []
    first_group = True
    for child in table.elements():
        if child.tag == "tr":
            former.row(child, None)
            first_group = False
        elif child.tag == "tfoot":
            former.end_group()
            last.append(child)
        elif child.tag in _GROUPS:
            former.end_group()
            former.group(child)
            if child.tag == "thead" and first_group:
                grid.head_rows = former.y
            first_group = first_group and former.y == 0
    former.end_group()
    for foot in last:
        former.group(foot)
    grid.rows = former.y
    return grid


class _Former:
    """The algorithm's variables: y, and per column the row up to which it is taken."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.y = 0
        self._taken: list[int] = []
        self._open: list[Slot] = []
        """Cells of the group that may have to be clipped at its end."""
        self._growing: list[Slot] = []

    def group(self, group: Node) -> None:
        for row in group.elements():
            if row.tag == "tr":
                self.row(row, group)
        self.end_group()

    def end_group(self) -> None:
        """Clip what reaches under the group (ending a row group)."""
        for slot in self._open:
            if slot.row + slot.row_span > self.y:
                slot.row_span = self.y - slot.row
                self.grid.clipped += 1
        for slot in self._growing:
            slot.row_span = self.y - slot.row
        if self._open or self._growing:
            self._open, self._growing = [], []
            self._taken = [0] * len(self._taken)

    def row(self, row: Node, group: Node | None) -> None:
        x = 0
        taken = self._taken
        y = self.y
        for cell in row.elements():
            if cell.tag not in ("td", "th"):
                continue
            while x < len(taken) and taken[x] > y:
                x += 1
            attrs = cell.attrs
            width = span(attrs.get("colspan"), MAX_COLUMN_SPAN, zero=False) if attrs else 1
            height = span(attrs.get("rowspan"), MAX_ROW_SPAN, zero=True) if attrs else 1
            end = x + width
            if end > len(taken):
                taken.extend([0] * (end - len(taken)))
            if width > 1:
                end = self._free_end(x, end)
            slot = Slot(cell, y, x, height or 1, end - x, row, group)
            self._place(slot, end, grows=height == 0)
            x = end
        self.y += 1
        self.grid.columns = max(self.grid.columns, len(taken))

    def _free_end(self, start: int, end: int) -> int:
        """Where a cell must stop because a cell from above stands there."""
        for column in range(start, end):
            if self._taken[column] > self.y:
                self.grid.overlaps += 1
                return column
        return end

    def _place(self, slot: Slot, end: int, *, grows: bool) -> None:
        if end > MAX_WIDTH or len(self.grid.slots) >= MAX_CELLS:
            raise LimitExceeded(
                f"A table has more than {MAX_CELLS:,} cells or {MAX_WIDTH:,} columns; "
                "split the page."
            )
        bottom = MAX_ROW_SPAN + self.y if grows else slot.row + slot.row_span
        if slot.column_span == 1:
            self._taken[slot.column] = bottom
        else:
            self._taken[slot.column : end] = [bottom] * slot.column_span
        if grows:
            self._growing.append(slot)
        elif slot.row_span > 1:
            self._open.append(slot)
        self.grid.slots.append(slot)


def read_table(flow: Flow, node: Node, style: Style) -> bool:
    """`table`: a data table becomes a Table, a layout table is read as a container."""
    page = flow.page
    if flow.too_deep(node):
        return False
    grid = form_table(node)
    if not page.literal and is_layout(node, grid_size(grid)):
        if grid.slots and not (grid.rows == 1 and grid.columns == 1):
            page.notice("layout-table-unfolded", f"{grid.rows} x {grid.columns}", node)
        return False
    flow.flush()
    name = flow.anchors.pop() if flow.anchors else None
    _report_forming(flow, grid, node)
    loose, caption = _captions(flow, node)
    draft = DraftTable(
        rows=grid.rows,
        columns=grid.columns,
        cells=[_draft_cell(flow, slot) for slot in grid.slots],
        header_rows=grid.head_rows or None,
        caption=caption,
        column_widths=_widths(flow, node, grid.columns),
        id=name,
        origin=origin(node),
    )
    flow.blocks.extend(loose)
    if not any(cell.blocks for cell in draft.cells) and not caption:
        if name is not None:
            flow.anchors.append(name)
        return True  # an empty table shows nothing
    table = build_table(draft, page.ledger.add)
    if table is not None:
        flow.blocks.append(table)
    return True


def grid_size(grid: Grid) -> tuple[int, int]:
    """Rows and columns in which cells start."""
    rows = {slot.row for slot in grid.slots}
    columns = {slot.column for slot in grid.slots}
    return len(rows), len(columns)


def _report_forming(flow: Flow, grid: Grid, node: Node) -> None:
    if grid.overlaps:
        flow.page.ledger.report(
            "table-overlap",
            f"{grid.overlaps} cells reached into slots that a cell from above holds; "
            "they were narrowed.",
            origin(node),
        )
    if grid.clipped:
        flow.page.ledger.report(
            "table-span-clipped",
            f"{grid.clipped} row spans reached under their row group; they end with it.",
            origin(node),
        )


def _captions(flow: Flow, node: Node) -> tuple[tuple[Block, ...], tuple[Inline, ...]]:
    """Blocks of the captions that are no text, and the text of all captions."""
    caption: tuple[Inline, ...] = ()
    loose: tuple[Block, ...] = ()
    for child in node.elements():
        if child.tag == "caption":
            line, rest = join_lines(flow.inner(child, flow.page.sheet.style(child)))
            caption = (*caption, LineBreak(), *line) if caption and line else caption or line
            loose = (*loose, *rest)
    return loose, caption


def _widths(flow: Flow, node: Node, columns: int) -> tuple[float, ...] | None:
    """Column widths in points when `col` elements give one for each column."""
    widths: list[float] = []
    for child in node.elements():
        if child.tag != "colgroup":
            continue
        cols = [col for col in child.elements() if col.tag == "col"] or [child]
        for col in cols:
            style = flow.page.sheet.style(col)
            width = points(style.get("width") or col.attrs.get("width"))
            if width is None or width <= 0:
                return None
            widths += [width] * min(
                span(col.attrs.get("span"), MAX_COLUMN_SPAN, zero=False),
                columns - len(widths),
            )
    return tuple(widths) if widths and len(widths) == columns else None


def _draft_cell(flow: Flow, slot: Slot) -> DraftCell:
    node = slot.node
    attrs = node.attrs
    sheet = flow.page.sheet
    style = sheet.style(node) if attrs or sheet.by_tag else {}
    blocks = _cell_blocks(flow, node, style)
    node.children = []  # read; a large table would stand in memory twice
    alignment = _cell_alignment(flow, slot, style)
    if blocks:
        blocks, alignment = _lift_alignment(blocks, alignment)
    return DraftCell(
        row=slot.row,
        column=slot.column,
        row_span=slot.row_span,
        column_span=slot.column_span,
        blocks=blocks,
        alignment=alignment,
        origins=(origin(node),),
        header_mark=node.tag == "th",
        scope=_scope(attrs) if attrs else None,
        bold=bool(blocks) and _all_bold(blocks),
        shaded=_shaded(flow, slot, style),
    )


def _scope(attrs: dict[str, str]) -> Literal["row", "column"] | None:
    scope = attrs.get("scope", "").lower()
    if scope.startswith("row"):
        return "row"
    return "column" if scope.startswith("col") else None


def _cell_blocks(flow: Flow, node: Node, style: Style) -> tuple[Block, ...]:
    children = node.children
    if not children:
        return ()
    state = flow.state
    plain = not (style or flow.anchors or state.flags or state.target or state.keep_lines)
    if len(children) == 1 and plain:
        holder = _plain_paragraph(flow, children[0]) or node
        text = holder.children[0]
        if isinstance(text, str) and "id" not in node.attrs:
            return (Paragraph((Text(text),), origin=origin(holder)),) if text.strip() else ()
    name = flow.page.claim_id(node)
    if name is not None:
        flow.anchors.append(name)
    inner = flow.branch(node, style)
    inner.state.align = None
    inner.read(children)
    blocks = inner.finish()
    flow.anchors = inner.anchors
    return tuple(block for block in blocks if not _blank(block))


def _plain_paragraph(flow: Flow, child: Node | str) -> Node | None:
    """A `p` without attributes around nothing but text, which large tables have many of."""
    if isinstance(child, str) or child.tag != "p" or child.attrs or flow.page.sheet.by_tag:
        return None
    return child if len(child.children) == 1 and isinstance(child.children[0], str) else None


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(
        isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())
        for inline in block.content
    )


def _cell_alignment(flow: Flow, slot: Slot, style: Style) -> Alignment | None:
    sheet = flow.page.sheet
    own = alignment_of(slot.node, style)
    if own is not None:
        return beside(own, None)
    for node in (slot.row_node, slot.group):
        if node is not None and (node.attrs or sheet.by_tag):
            found = alignment_of(node, sheet.style(node))
            if found is not None:
                return beside(found, None)
    return None


def _lift_alignment(
    blocks: tuple[Block, ...], alignment: Alignment | None
) -> tuple[tuple[Block, ...], Alignment | None]:
    """The alignment that all paragraphs share belongs to the cell."""
    found = {
        block.alignment if isinstance(block, Paragraph | Heading) else None for block in blocks
    }
    if len(found) != 1:
        return blocks, alignment
    shared = found.pop()
    if shared is None:
        return blocks, alignment
    return tuple(replace(block, alignment=None) for block in blocks), shared


def _all_bold(blocks: tuple[Block, ...]) -> bool:
    for block in blocks:
        if isinstance(block, Heading):
            continue
        if not isinstance(block, Paragraph):
            return False
        for inline in block.content:
            parts = inline.content if isinstance(inline, Link) else (inline,)
            for part in parts:
                if isinstance(part, Text) and part.text.strip() and not part.bold:
                    return False
    return True


def _shaded(flow: Flow, slot: Slot, style: Style) -> bool:
    sheet = flow.page.sheet
    for node in (slot.node, slot.row_node, slot.group):
        if node is None or not (node.attrs or sheet.by_tag):
            continue
        own = style if node is slot.node else sheet.style(node)
        found = color(own.get("background-color") or own.get("background"))
        found = found or color(node.attrs.get("bgcolor"))
        if found is not None:
            return found != "ffffff"
    return False

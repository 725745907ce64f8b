"""Tables of the model as views: row groups, header cells, and how a cell finds its headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from markupsafe import Markup

from ...model import Cell, Table
from ...model.text import cell_text
from .blocks import alignment_attributes, block_views, plain_paragraph
from .facts import fragments_text, origins_text, readings_text, value_attributes
from .headings import HeaderLinks, header_links
from .inlines import inlines_html, inlines_text
from .markup import Attribute, attributes, attributes_text, finished, number_text
from .page import OWN_PREFIX, Page
from .views import BlockView, CellView, RowGroupView, TableView

MAX_COLUMN_SPAN = 1000
MAX_ROW_SPAN = 65_534
"""Larger spans are capped by HTML parsers (WHATWG HTML 4.9.11)."""

_END_TAGS = {"td": Markup("</td>"), "th": Markup("</th>")}


@dataclass(frozen=True, slots=True)
class _TableContext:
    table: Table
    page: Page
    links: HeaderLinks | None
    sections: frozenset[int]
    """Rows of the body that are one header over the whole width."""


def table_view(table: Table, page: Page) -> TableView:
    """The view of a table."""
    links = header_links(table, f"{OWN_PREFIX}t{page.next_table()}")
    sections = frozenset(
        cell.row
        for cell in table.cells
        if cell.role == "header" and _is_section(table, cell) and cell_text(cell)
    )
    context = _TableContext(table, page, links, sections)
    widths = table.column_widths or ()
    return TableView(
        attrs=_table_attributes(table, page),
        caption=inlines_html(table.caption, page),
        columns=tuple(attributes([("style", f"width:{number_text(w)}pt")]) for w in widths),
        groups=tuple(_groups(context)),
        notes=block_views(table.notes, page),
    )


def _is_section(table: Table, cell: Cell) -> bool:
    below = cell.row >= table.header_rows
    return below and cell.column_span == table.columns and cell.row_span == 1


def _table_attributes(table: Table, page: Page) -> Markup:
    confidence = table.confidence
    return attributes(
        [
            *page.id_attributes(table.id),
            ("data-header-rows", table.header_rows or None),
            ("data-stub-columns", table.stub_columns or None),
            ("data-confidence", None if confidence is None else number_text(confidence)),
            *page.origin_attributes(table.origin),
            ("data-fragments", fragments_text(table.fragments, origins=page.origins)),
        ]
    )


def _groups(context: _TableContext) -> Iterator[RowGroupView]:
    """A thead for the leading header rows, then a tbody for each section.

    A span may not cross the end of a row group (WHATWG HTML 4.9.12 cuts it there), so a table
    in which one does has no thead.
    """
    table = context.table
    rows = [list(row) for row in table.iter_rows()]
    head = table.header_rows
    if any(cell.row < head < cell.end_row for cell in table.cells):
        head = 0
    starts = [head, *sorted(row for row in context.sections if row > head), table.rows]
    if head:
        yield _group("thead", rows, range(head), context)
    for start, end in pairwise(starts):
        if start < end:
            yield _group("tbody", rows, range(start, end), context)


def _group(tag: str, rows: list[list[Cell]], span: range, context: _TableContext) -> RowGroupView:
    return RowGroupView(tag, partial(_rows, rows[span.start : span.stop], context))


def _rows(rows: list[list[Cell]], context: _TableContext) -> Iterator[list[CellView]]:
    if context.table.columns > MAX_COLUMN_SPAN or context.table.rows > MAX_ROW_SPAN:
        yield from _capped_rows(rows, context)
        return
    for row in rows:
        yield [_cell(cell, context) for cell in row]


def _capped_rows(rows: list[list[Cell]], context: _TableContext) -> Iterator[list[CellView]]:
    """Rows in which a cell larger than HTML can say is followed by pieces that are no cells."""
    pending: dict[int, list[tuple[int, CellView]]] = {}
    for number, row in enumerate(rows):
        pieces = pending.pop(number, [])
        for cell in row:
            pieces.append((cell.column, _cell(cell, context)))
            for down, across in _continuations(cell):
                piece = (cell.column + across, _continuation(cell, down, across))
                (pieces if not down else pending.setdefault(number + down, [])).append(piece)
        yield [piece for _column, piece in sorted(pieces, key=lambda entry: entry[0])]


def _continuations(cell: Cell) -> Iterator[tuple[int, int]]:
    for down in range(0, cell.row_span, MAX_ROW_SPAN):
        for across in range(0, cell.column_span, MAX_COLUMN_SPAN):
            if down or across:
                yield down, across


def _continuation(cell: Cell, down: int, across: int) -> CellView:
    pairs: list[Attribute] = [("data-continued", True)]
    rows = min(cell.row_span - down, MAX_ROW_SPAN)
    columns = min(cell.column_span - across, MAX_COLUMN_SPAN)
    spans = _span_attributes(rows, columns)
    return _cell_view("td", [*spans, *pairs])


def _span_attributes(rows: int, columns: int) -> list[Attribute]:
    pairs: list[Attribute] = []
    if columns > 1:
        pairs.append(("colspan", min(columns, MAX_COLUMN_SPAN)))
    if rows > 1:
        pairs.append(("rowspan", min(rows, MAX_ROW_SPAN)))
    if columns > MAX_COLUMN_SPAN or rows > MAX_ROW_SPAN:
        pairs += [("data-colspan", columns), ("data-rowspan", rows)]
    return pairs


def _cell(cell: Cell, context: _TableContext) -> CellView:
    page = context.page
    pairs = _span_attributes(cell.row_span, cell.column_span)
    is_header = False
    # Most cells of a large table are neither headers nor in doubt: their path is short.
    if cell.role != "data":
        is_header = cell.role != "spacer" and bool(cell_text(cell))
        pairs.append(("scope", _scope(cell, context)) if is_header else ("data-role", cell.role))
    if context.links is not None:
        pairs += context.links.attributes(cell)
    if cell.alignment is not None:
        pairs += alignment_attributes(cell.alignment)
    if cell.value is not None:
        pairs += value_attributes(cell.value)
    if cell.status != "source" or cell.confidence is not None or cell.readings:
        pairs += _doubt_attributes(cell)
    if page.origins and cell.origins:
        pairs.append(("data-origin", origins_text(cell.origins)))
    first = plain_paragraph(cell.blocks)
    lead, rest = "", cell.blocks
    if first is not None:
        lead, rest = inlines_text(first.content, page), cell.blocks[1:]
        if first.origin is not None:
            pairs += page.origin_attributes(first.origin, name="data-paragraph-origin")
    if cell.status != "source":
        lead = f"{_status_mark(cell, page)}{lead}"
    inner = block_views(rest, page, in_header=is_header) if rest else ()
    return _cell_view("th" if is_header else "td", pairs, f"{lead}\n" if rest else lead, inner)


def _cell_view(
    tag: str, pairs: list[Attribute], lead: str = "", blocks: tuple[BlockView, ...] = ()
) -> CellView:
    start = f"<{tag}{attributes_text(pairs)}>{lead}" if pairs else f"<{tag}>{lead}"
    return CellView(tag, finished(start), blocks, _END_TAGS[tag])


def _scope(cell: Cell, context: _TableContext) -> str:
    if cell.role == "stub":
        return "row"
    return "rowgroup" if cell.row in context.sections else "col"


def _doubt_attributes(cell: Cell) -> list[Attribute]:
    sure = None if cell.confidence is None else number_text(cell.confidence)
    status = None if cell.status == "source" else cell.status
    return [
        ("data-status", status),
        ("data-confidence", sure),
        ("data-readings", readings_text(cell.readings)),
    ]


def _status_mark(cell: Cell, page: Page) -> Markup:
    word = page.words.lost if cell.status == "lost" else page.words.derived
    pairs = attributes([("class", f"status {cell.status}"), ("data-mark", True)])
    return Markup("<span{}>{}</span>").format(pairs, word)

"""Tables with true merges, repeated headers and fixed widths (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ...model import Block, Cell, Paragraph, Role, Table, Text
from ...model.text import cell_text
from ...model.value import Date
from .inlines import text_run, write_inlines
from .session import Place, Session
from .widths import CELL_PADDING, fit_columns
from .xml import jc, styled_run, text_element

WriteBlocks = Callable[[Iterable[Block], Session, Place], str]
ROLE_STYLES: dict[Role, str] = {
    "header": "TableHeading",
    "stub": "TableStub",
    "data": "TableContents",
    "spacer": "TableSpacer",
}
NUMBER_STYLE = "TableNumber"
MAX_REPEATED_ROWS = 8
"""Header rows that are repeated on each page; more would fill it."""
_LONG_ROW = 1200
"""Characters in a cell from which a row may be split over pages, since it may not fit on one."""
_LOST = styled_run("LostMark", text_element("?"))
_DERIVED = styled_run("DerivedMark", text_element("*"))
_LOST_FILL, _DERIVED_FILL = "F9D9D6", "FFF2CC"
_TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def write_table(table: Table, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    """A table with its caption above and its notes below."""
    grid = _Grid(table, session, place, write_blocks)
    content = grid.xml()
    extra = _extra(table)
    if extra:
        content = session.bookmarks.mark("table", content, extra)
    if table.id is not None:
        start, end = session.bookmarks.open(table.id)
        content = start + content + end
    if table.caption:
        runs = write_inlines(table.caption, session, place)
        style = '<w:pPr><w:pStyle w:val="TableCaption"/></w:pPr>'
        content = f"<w:p>{style}{runs}</w:p>{content}"
    return content + _notes(table, session, place, write_blocks)


def _notes(table: Table, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    inner = replace(place, style="TableNote", cell=False, depth=0)
    content = write_blocks(table.notes, session, inner)
    if all(isinstance(note, Paragraph) for note in table.notes):
        return content
    return session.bookmarks.mark("table_notes", content)


def _extra(table: Table) -> dict[str, Any]:
    """What only the side part can hold of a table."""
    extra: dict[str, Any] = {}
    if table.id is not None:
        extra["id"] = table.id
    if table.header_rows != _repeated_rows(table):
        extra["header_rows"] = table.header_rows
    if table.stub_columns > 1:
        extra["stub_columns"] = table.stub_columns
    if table.column_widths is not None:
        extra["column_widths"] = table.column_widths
    if table.fragments:
        extra["fragments"] = table.fragments
    if table.confidence is not None:
        extra["confidence"] = table.confidence
    cells = [record for cell in table.cells if (record := _cell_extra(cell))]
    if cells:
        extra["cells"] = cells
    return extra


def _cell_extra(cell: Cell) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    if _paragraphs_align(cell):
        extra["alignment"] = cell.alignment
    if cell.confidence is not None:
        extra["confidence"] = cell.confidence
    if cell.readings:
        extra["readings"] = cell.readings
    return {"row": cell.row, "column": cell.column, **extra} if extra else extra


def _paragraphs_align(cell: Cell) -> bool:
    """Whether `w:jc` in the cell belongs to its paragraphs."""
    blocks = cell.blocks
    if any(isinstance(block, Paragraph) and block.alignment is not None for block in blocks):
        return True
    # No paragraph shows the alignment of a cell that holds only other blocks.
    return (
        cell.alignment is not None
        and bool(blocks)
        and not any(isinstance(block, Paragraph) for block in blocks)
    )


def _repeated_rows(table: Table) -> int:
    few = table.header_rows <= MAX_REPEATED_ROWS and table.header_rows < table.rows
    return table.header_rows if few else 0


class _Grid:
    """One `w:tbl` being written."""

    def __init__(
        self, table: Table, session: Session, place: Place, write_blocks: WriteBlocks
    ) -> None:
        self.table = table
        self.session = session
        self.place = place
        self.write_blocks = write_blocks
        self.widths = fit_columns(table, place.width)
        self.edges = [0]
        for width in self.widths:
            self.edges.append(self.edges[-1] + width)

    def xml(self) -> str:
        parts = [self._properties(), "<w:tblGrid>"]
        parts += [f'<w:gridCol w:w="{width}"/>' for width in self.widths]
        parts.append("</w:tblGrid>")
        repeated = _repeated_rows(self.table)
        for row, slots in enumerate(_rows(self.table)):
            parts.append("<w:tr>")
            parts.append(_row_properties(slots, row < repeated))
            parts += [self._cell(cell, cell.row == row) for cell in slots]
            parts.append("</w:tr>")
        return f"<w:tbl>{''.join(parts)}</w:tbl>"

    def _properties(self) -> str:
        indent = self.place.indent
        stub = int(self.table.stub_columns > 0)
        head = int(self.table.header_rows > 0)
        look = 0x0020 * head + 0x0080 * stub + 0x0600
        return (
            '<w:tblPr><w:tblStyle w:val="TableForm"/>'
            f'<w:tblW w:w="{self.edges[-1]}" w:type="dxa"/>'
            + ("" if indent else '<w:jc w:val="center"/>')
            + (f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else "")
            + '<w:tblLayout w:type="fixed"/>'
            + self._margins()
            + f'<w:tblLook w:val="{look:04X}" w:firstRow="{head}" w:lastRow="0" '
            f'w:firstColumn="{stub}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        )

    def _margins(self) -> str:
        """Narrow cell margins where the columns are so narrow that they would not hold a word."""
        if self.edges[-1] >= self.table.columns * 500:
            return ""
        return (
            '<w:tblCellMar><w:left w:w="20" w:type="dxa"/>'
            '<w:right w:w="20" w:type="dxa"/></w:tblCellMar>'
        )

    def _cell(self, cell: Cell, starts: bool) -> str:
        properties = self._cell_properties(cell, starts)
        if not starts:
            style = ROLE_STYLES[cell.role]
            empty = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
            return f"<w:tc>{properties}{empty}</w:tc>"
        return f"<w:tc>{properties}{self._content(cell)}</w:tc>"

    def _cell_properties(self, cell: Cell, starts: bool) -> str:
        width = self.edges[cell.end_column] - self.edges[cell.column]
        span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
        merge = ""
        if cell.row_span > 1:
            merge = '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
        fill = self._fill(cell)
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        return (
            f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}'
            '<w:vAlign w:val="center"/></w:tcPr>'
        )

    def _fill(self, cell: Cell) -> str | None:
        if cell.status == "lost":
            return _LOST_FILL
        if cell.status == "derived":
            return _DERIVED_FILL
        return self.session.look.fills.get(ROLE_STYLES[cell.role])

    def _content(self, cell: Cell) -> str:
        style = ROLE_STYLES[cell.role]
        if cell.role == "data" and _is_number(cell):
            style = NUMBER_STYLE
        mark = _status_mark(cell)
        alignment = None if _paragraphs_align(cell) else cell.alignment
        if not cell.blocks:
            return _paragraph(style, jc(alignment), mark)
        text = _only_text(cell)
        if text is not None:
            return _paragraph(style, jc(alignment), text_run(text) + mark)
        return self._blocks(cell, style, alignment, mark)

    def _blocks(self, cell: Cell, style: str, alignment: Any, mark: str) -> str:
        width = self.edges[cell.end_column] - self.edges[cell.column] - CELL_PADDING
        inner = Place(
            relations=self.place.relations,
            width=max(width, 300),
            style=style,
            marks=self.place.marks,
            cell=True,
        )
        parts: list[str] = []
        for block in cell.blocks:
            if isinstance(block, Paragraph) and alignment is not None:
                block = Paragraph(block.content, alignment, block.label)
            parts.append(self.write_blocks((block,), self.session, inner))
        last = cell.blocks[-1]
        if not isinstance(last, Paragraph):
            parts.append(_paragraph(style, _TINY, mark))
        elif mark:
            parts[-1] = parts[-1].removesuffix("</w:p>") + mark + "</w:p>"
        return "".join(parts)


def _paragraph(style: str, properties: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _only_text(cell: Cell) -> Text | None:
    """The text of a cell that holds one plain text, as most cells do."""
    block = cell.blocks[0]
    if len(cell.blocks) > 1 or not isinstance(block, Paragraph) or len(block.content) != 1:
        return None
    text = block.content[0]
    if block.label is not None or block.alignment is not None or not isinstance(text, Text):
        return None
    return None if text.sub and text.sup else text


def _is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, or lost what most likely was one."""
    if cell.value is None:
        return cell.status == "lost" and not cell.blocks
    return not isinstance(cell.value, Date)


def _status_mark(cell: Cell) -> str:
    if cell.status == "source":
        return ""
    return _LOST if cell.status == "lost" else _DERIVED


def _row_properties(slots: list[Cell], repeated: bool) -> str:
    long = any(len(cell.blocks) > 6 or len(cell_text(cell)) > _LONG_ROW for cell in slots)
    split = "" if long else "<w:cantSplit/>"
    head = "<w:tblHeader/>" if repeated else ""
    return f"<w:trPr>{split}{head}</w:trPr>" if split or head else ""


def _rows(table: Table) -> Iterable[list[Cell]]:
    """For each row the cells that cover it, from left to right, each once."""
    waiting: dict[int, list[Cell]] = {}
    for row, starting in enumerate(table.iter_rows()):
        covering = waiting.pop(row, [])
        for cell in starting:
            for below in range(cell.row + 1, cell.end_row):
                waiting.setdefault(below, []).append(cell)
        if covering:
            yield sorted([*covering, *starting], key=lambda cell: cell.column)
        else:
            yield list(starting)

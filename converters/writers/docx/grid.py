"""The grid of a table: true merges, repeated headers, fixed widths (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ...model import Alignment, Block, Cell, Paragraph, Role, Table, Text
from ...model.text import cell_text
from ...model.value import Date
from .inlines import direction, text_run
from .session import Place, Session
from .widths import CELL_PADDING, fit_columns, is_crowded
from .xml import jc, styled_run, text_element

WriteBlocks = Callable[[Iterable[Block], Session, Place], str]
ROLE_STYLES: Final[dict[Role, str]] = {
    "header": "TableHeading",
    "stub": "TableStub",
    "data": "TableContents",
    "spacer": "TableSpacer",
}
NUMBER_STYLE: Final = "TableNumber"
MAX_REPEATED_ROWS: Final = 8
"""Header rows that are repeated on each page; more would fill it."""
_LONG_CELL: Final = 1200
"""Characters from which a row may be split over pages, since it may not fit on one."""
_MANY_BLOCKS: Final = 6
_SMALL: Final = '<w:sz w:val="15"/><w:szCs w:val="15"/>'
"""Type of 7.5 points, for tables whose words would not fit otherwise."""
_NARROW_COLUMN: Final = 500
_MARKS: Final = {
    "source": "",
    "lost": styled_run("LostMark", text_element("?")),
    "derived": styled_run("DerivedMark", text_element("*")),
}
_STATUS_FILLS: Final = {"lost": "F9D9D6", "derived": "FFF2CC"}
_CLOSING: Final = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""Height of the paragraph that must close a cell after something else: one point."""


def repeated_rows(table: Table) -> int:
    """How many leading rows are repeated on each page."""
    few = table.header_rows <= MAX_REPEATED_ROWS and table.header_rows < table.rows
    return table.header_rows if few else 0


def paragraphs_align(cell: Cell) -> bool:
    """Whether `w:jc` in the cell belongs to its paragraphs, not to the cell."""
    blocks = cell.blocks
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].alignment is not None
    if any(isinstance(block, Paragraph) and block.alignment is not None for block in blocks):
        return True
    # No paragraph shows the alignment of a cell that holds only other blocks.
    shows = not blocks or any(isinstance(block, Paragraph) for block in blocks)
    return cell.alignment is not None and not shows


def write_grid(table: Table, session: Session, place: Place, write_blocks: WriteBlocks) -> str:
    """The `w:tbl` of a table."""
    return _Grid(table, session, place, write_blocks).xml()


class _Grid:
    """One `w:tbl` being written."""

    def __init__(
        self, table: Table, session: Session, place: Place, write_blocks: WriteBlocks
    ) -> None:
        self.table = table
        self.session = session
        self.place = place
        self.write_blocks = write_blocks
        self.widths = fit_columns(table, place.width, session.look.letter)
        self.edges = [0]
        for width in self.widths:
            self.edges.append(self.edges[-1] + width)
        self.size = _SMALL if is_crowded(table, place.width, session.look.letter) else ""
        self.properties: dict[tuple[int, int, str, str], str] = {}

    def xml(self) -> str:
        parts = ["<w:tbl>", self._table_properties(), "<w:tblGrid>"]
        parts += [f'<w:gridCol w:w="{width}"/>' for width in self.widths]
        parts.append("</w:tblGrid>")
        repeated = repeated_rows(self.table)
        for row, cells in enumerate(_rows(self.table)):
            parts.append(_row_start(row, cells, repeated=row < repeated))
            parts += [self._cell(cell, row) for cell in cells]
            parts.append("</w:tr>")
        parts.append("</w:tbl>")
        return "".join(parts)

    def _table_properties(self) -> str:
        indent = self.place.indent
        stub = int(self.table.stub_columns > 0)
        head = int(self.table.header_rows > 0)
        look = 0x0020 * head + 0x0080 * stub + 0x0600
        place = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else '<w:jc w:val="center"/>'
        return (
            '<w:tblPr><w:tblStyle w:val="TableForm"/>'
            f'<w:tblW w:w="{self.edges[-1]}" w:type="dxa"/>{place}'
            f'<w:tblLayout w:type="fixed"/>{self._margins()}'
            f'<w:tblLook w:val="{look:04X}" w:firstRow="{head}" w:lastRow="0" '
            f'w:firstColumn="{stub}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        )

    def _margins(self) -> str:
        """Narrow cell margins where the columns are so narrow that they would not hold a word."""
        if not self.size and self.edges[-1] >= self.table.columns * _NARROW_COLUMN:
            return ""
        return (
            '<w:tblCellMar><w:left w:w="20" w:type="dxa"/>'
            '<w:right w:w="20" w:type="dxa"/></w:tblCellMar>'
        )

    def _cell(self, cell: Cell, row: int) -> str:
        if cell.row == row:
            merge = '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
            content = self._content(cell)
        else:
            merge = "<w:vMerge/>"
            content = _paragraph(ROLE_STYLES[cell.role], "", "")
        return f"<w:tc>{self._cell_properties(cell, merge)}{content}</w:tc>"

    def _cell_properties(self, cell: Cell, merge: str) -> str:
        fill = _STATUS_FILLS.get(cell.status) or self.session.look.fills.get(
            ROLE_STYLES[cell.role], ""
        )
        key = (cell.column, cell.column_span, merge, fill)
        if key not in self.properties:
            width = self.edges[cell.end_column] - self.edges[cell.column]
            span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
            shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
            self.properties[key] = (
                f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}'
                '<w:vAlign w:val="center"/></w:tcPr>'
            )
        return self.properties[key]

    def _content(self, cell: Cell) -> str:
        style = ROLE_STYLES[cell.role]
        if cell.role == "data" and _is_number(cell):
            style = NUMBER_STYLE
        mark = _MARKS[cell.status]
        text = _only_text(cell)
        if text is not None:
            properties = direction((text,), cell.alignment) + jc(cell.alignment)
            return _paragraph(style, properties, text_run(text, size=self.size) + mark)
        if not cell.blocks:
            return _paragraph(style, jc(cell.alignment), mark)
        alignment = None if paragraphs_align(cell) else cell.alignment
        return self._blocks(cell, style, alignment, mark)

    def _blocks(self, cell: Cell, style: str, alignment: Alignment | None, mark: str) -> str:
        width = self.edges[cell.end_column] - self.edges[cell.column] - CELL_PADDING
        inner = Place(
            relations=self.place.relations,
            width=max(width, 300),
            style=style,
            marks=self.place.marks,
            cell=True,
            size=self.size,
        )
        parts: list[str] = []
        for block in cell.blocks:
            if isinstance(block, Paragraph) and alignment is not None:
                block = Paragraph(block.content, alignment, block.label)
            parts.append(self.write_blocks((block,), self.session, inner))
        if not isinstance(cell.blocks[-1], Paragraph):
            parts.append(_paragraph(style, _CLOSING, mark))
        elif mark:
            parts[-1] = parts[-1].removesuffix("</w:p>") + mark + "</w:p>"
        return "".join(parts)


def _paragraph(style: str, properties: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _only_text(cell: Cell) -> Text | None:
    """The text of a cell that holds one plain text, as most cells do."""
    if len(cell.blocks) != 1:
        return None
    block = cell.blocks[0]
    if not isinstance(block, Paragraph) or len(block.content) != 1:
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


def _row_start(row: int, cells: list[Cell], *, repeated: bool) -> str:
    split = any(_is_long(cell) for cell in cells if cell.row == row)
    properties = ("" if split else "<w:cantSplit/>") + ("<w:tblHeader/>" if repeated else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>" if properties else "<w:tr>"


def _is_long(cell: Cell) -> bool:
    text = _only_text(cell)
    if text is not None:
        return len(text.text) > _LONG_CELL
    return len(cell.blocks) > _MANY_BLOCKS or len(cell_text(cell)) > _LONG_CELL


def _rows(table: Table) -> Iterator[list[Cell]]:
    """For each row the cells that cover it, from left to right, each once."""
    waiting: dict[int, list[Cell]] = {}
    for row, starting in enumerate(table.iter_rows()):
        covering = waiting.pop(row, [])
        for cell in starting:
            for below in range(row + 1, cell.end_row):
                waiting.setdefault(below, []).append(cell)
        cells = [*covering, *starting]
        if covering:
            cells.sort(key=lambda cell: cell.column)
        yield cells

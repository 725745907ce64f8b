"""Read tables onto their grid (ECMA-376 Part 1, 17.4).

A row begins `gridBefore` columns in; a cell covers `gridSpan` columns. Cells that continue a
merge, by `vMerge` downwards or by `hMerge` to the right, belong to the cell where it began.
Rows may be shorter than the grid, and longer than `tblGrid` says: the rows decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from lxml.etree import _Element as Element
from msgspec.structs import replace

from ...errors import LimitExceeded
from ...model import Alignment, Block, Heading, Paragraph, Table, Text
from ...model.origin import RowPlace
from ...tables.build import build_table
from ...tables.draft import DraftCell, DraftTable
from .names import SDT, TC, TR, VAL, W, by_tag, child, is_on, number, val, visible_text
from .revisions import Revision, cell_revision, row_revision, vertical_merge
from .story import Story
from .styles import TableStyle, is_on_attribute, is_shaded

MAX_COLUMNS: Final = 16_384
"""Of one row; Word stops at 63."""
MAX_SPAN: Final = 1_000
"""Columns that one cell may cover; more is a mistake, and counts as this many."""

BlocksReader = Callable[[Story, Element, str], tuple[Block, ...]]

_TWIPS_PER_PT: Final = 20
_NEAR: Final = 60
"""Twips within which two edges are one."""
_WRAPPERS: Final = frozenset({W + "customXml", W + "ins", W + "moveTo", W + "smartTag", W + "dir"})
_REMOVED: Final = frozenset({W + "del", W + "moveFrom"})
_ROW_PARTS: Final = _WRAPPERS | _REMOVED | {SDT}
_CELL_PROPERTIES: Final = W + "tcPr"
_FIRST_ROW: Final = 0x0020
_FIRST_COLUMN: Final = 0x0080


@dataclass(frozen=True, slots=True)
class _Look:
    """Which of the style's special parts a table shows (w:tblLook, 17.4.55)."""

    style: TableStyle
    first_row: bool
    first_column: bool


@dataclass(slots=True)
class _Grid:
    """A table as far as its rows are read."""

    story: Story
    draft: DraftTable
    look: _Look
    read_blocks: BlocksReader
    row_path: str
    """Of the row that is being read."""
    row: RowPlace
    edges: tuple[int, ...]
    """Right edges of the columns of w:tblGrid in twips; empty where it does not tell."""
    above: dict[int, DraftCell]
    """Vertical merges of the row before by the grid column where they begin."""


def read_table(
    story: Story, element: Element, path: str, read_blocks: BlocksReader
) -> Table | None:
    """The table of w:tbl; None (reported) when no cell is left in it."""
    origin = story.origin(path)
    draft = DraftTable(0, 0, [], origin=origin)
    story.open_table(element)
    inner = story.inner(in_cell=True)
    edges = _grid_edges(element)
    place = RowPlace(origin, 0)
    grid = _Grid(inner, draft, _look(story, element), read_blocks, path, place, edges, {})
    leading = True
    for row, row_path in _children(story, element, TR, path):
        properties = row.find(W + "trPr")
        revision = row_revision(properties)
        if revision == "deleted" and not story.shared.shows_all:
            story.skip(row, story.shared.removed, row_path)
            continue
        inner.revision = _shown(story, revision)
        leading = leading and properties is not None and is_on(properties.find(W + "tblHeader"))
        if leading:
            draft.header_rows = (draft.header_rows or 0) + 1
        grid.row_path, grid.row = row_path, RowPlace.of(origin, row_path, draft.rows)
        _read_row(grid, row, properties)
        draft.rows += 1
    story.anchors = inner.anchors
    draft.column_widths = _column_widths(element, draft.columns)
    return build_table(draft, story.shared.ledger.add)


def _children(
    story: Story, container: Element, wanted: str, path: str
) -> Iterator[tuple[Element, str]]:
    """Rows of a table or cells of a row, through content controls and other wrappers."""
    counts: dict[str, int] = {}
    for element in story.children_of(container):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        counts[tag] = position = counts.get(tag, 0) + 1
        if tag == wanted:
            yield element, f"{path}/{'tr' if wanted is TR else 'tc'}[{position}]"
        elif tag == SDT:
            content = element.find(W + "sdtContent")
            if content is not None:
                inside = f"{path}/sdt[{position}]/sdtContent"
                yield from _children(story, content, wanted, inside)
        elif tag in _WRAPPERS:
            inside = f"{path}/{tag.rpartition('}')[2]}[{position}]"
            yield from _children(story, element, wanted, inside)
        elif tag in _REMOVED:
            if story.shared.shows_all:
                inside = f"{path}/{tag.rpartition('}')[2]}[{position}]"
                yield from _children(story, element, wanted, inside)
            else:
                story.skip(element, story.shared.removed, path)


def _shown(story: Story, revision: Revision) -> Revision:
    """The mark for the text of a row or cell; that of what is around it where it has none."""
    return (revision if story.shared.shows_all else "") or story.revision


# --- rows -------------------------------------------------------------------------------------


def _read_row(grid: _Grid, row: Element, properties: Element | None) -> None:
    """Add the cells of a row to the draft."""
    column = _grid_skip(properties, "gridBefore")
    merges: dict[int, DraftCell] = {}
    last: DraftCell | None = None
    told = iter(spans_by_width(row, grid.edges)) if grid.edges and column == 0 else iter(())
    for element, cell_path in _children(grid.story, row, TC, grid.row_path):
        found = by_tag(child(element, _CELL_PROPERTIES))
        revision = cell_revision(found)
        if revision == "deleted" and not grid.story.shared.shows_all:
            grid.story.skip(element, grid.story.shared.removed, cell_path)
            continue
        span = next(told, 0) or _span(found, column)
        if last is not None and _continues(found.get(W + "hMerge")):
            _leave_merged(grid.story, element, cell_path)
            last.column_span += span
        else:
            outer = grid.story.revision
            grid.story.revision = _shown(grid.story, revision)
            last = _start_or_continue(grid, element, cell_path, found, column, span)
            grid.story.revision = outer
            if vertical_merge(found) is not None:
                merges[column] = last
        column += span
    grid.draft.columns = max(grid.draft.columns, column)
    grid.above = merges


def _start_or_continue(
    grid: _Grid,
    element: Element,
    path: str,
    properties: Mapping[str, Element],
    column: int,
    span: int,
) -> DraftCell:
    """The cell that w:tc belongs to: the one above that it continues, else a new one."""
    continues = vertical_merge(properties) not in (None, "restart")
    upper = grid.above.get(column) if continues else None
    if upper is not None and upper.column_span == span:
        _leave_merged(grid.story, element, path)
        upper.row_span += 1
        return upper
    cell = _cell(grid.story, element, path, properties, grid.read_blocks)
    cell.row, cell.column, cell.column_span = grid.draft.rows, column, span
    cell.origins = grid.story.cell_origins(grid.row, path[len(grid.row_path) + 1 :])
    _apply_look(cell, grid.look)
    grid.draft.cells.append(cell)
    return cell


def _span(properties: Mapping[str, Element], column: int) -> int:
    span = min(max(number(val(properties.get(W + "gridSpan")), 1), 1), MAX_SPAN)
    if column + span > MAX_COLUMNS:
        raise LimitExceeded(
            f"A table row reaches over {MAX_COLUMNS:,} columns; such a table is not read."
        )
    return span


def spans_by_width(row: Element, edges: tuple[int, ...]) -> tuple[int, ...]:
    """The spans of a row that writes none, by the widths of its cells; empty where none fit.

    Some programs merge cells by making them wider alone. Word draws a row by these widths, so the
    columns below tell which of them a cell covers: all its edges have to be edges of the grid.
    """
    cells = list(row.iterchildren(TC))
    if not 0 < len(cells) < len(edges) or any(part.tag in _ROW_PARTS for part in row):
        return ()
    spans: list[int] = []
    right = reached = 0
    for cell in cells:
        properties = by_tag(child(cell, _CELL_PROPERTIES))
        width = properties.get(W + "tcW")
        if width is None or width.get(W + "type", "dxa") != "dxa" or _is_merged(properties):
            return ()
        right += number(width.get(W + "w"))
        near = [index for index, edge in enumerate(edges) if abs(edge - right) <= _NEAR]
        if len(near) != 1 or near[0] < reached:
            return ()
        spans.append(near[0] + 1 - reached)
        reached = near[0] + 1
    return tuple(spans) if reached == len(edges) else ()


def _is_merged(properties: Mapping[str, Element]) -> bool:
    spans = W + "gridSpan" in properties or W + "hMerge" in properties
    return spans or bool(cell_revision(properties))


def _grid_skip(properties: Element | None, name: str) -> int:
    skipped = None if properties is None else val(properties.find(W + name))
    return min(max(number(skipped), 0), MAX_COLUMNS)


def _continues(merge: Element | None) -> bool:
    """Whether w:hMerge goes on from the cell before: `continue`, or no value."""
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _leave_merged(story: Story, element: Element, path: str) -> None:
    """Text of a cell that a merge hides: Word keeps it in the file and does not show it."""
    if visible_text(element).strip():
        story.skip(element, "merged", path)


# --- cells ------------------------------------------------------------------------------------


def _cell(
    story: Story,
    element: Element,
    path: str,
    properties: Mapping[str, Element],
    read_blocks: BlocksReader,
) -> DraftCell:
    blocks = read_blocks(story, element, path)
    alignment, blocks = _common_alignment(blocks)
    return DraftCell(
        row=0,
        column=0,
        row_span=1,
        column_span=1,
        blocks=story.shared.repeats.blocks(blocks),
        alignment=alignment,
        bold=_all_bold(blocks),
        shaded=is_shaded(properties.get(W + "shd")),
    )


def _common_alignment(
    blocks: tuple[Block, ...],
) -> tuple[Alignment | None, tuple[Block, ...]]:
    """The alignment that all paragraphs of a cell share, and the blocks without it."""
    if len(blocks) == 1 and isinstance(one := blocks[0], Paragraph) and one.alignment is None:
        return None, blocks  # nearly all cells
    if not blocks or not all(isinstance(block, Paragraph) for block in blocks):
        return None, blocks
    found = {block.alignment for block in blocks if isinstance(block, Paragraph)}
    if len(found) != 1 or None in found:
        return None, blocks
    bare = tuple(replace(block, alignment=None) for block in blocks if isinstance(block, Paragraph))
    return found.pop(), bare


def _all_bold(blocks: tuple[Block, ...]) -> bool:
    if len(blocks) == 1 and isinstance(one := blocks[0], Paragraph) and len(one.content) == 1:
        only = one.content[0]  # nearly all cells
        return isinstance(only, Text) and only.bold and bool(only.text.strip())
    texts = [
        inline
        for block in blocks
        if isinstance(block, Paragraph | Heading)
        for inline in block.content
        if isinstance(inline, Text) and inline.text.strip()
    ]
    return bool(texts) and all(text.bold for text in texts)


# --- evidence of headers, widths ------------------------------------------------------------


def _look(story: Story, element: Element) -> _Look:
    properties = by_tag(element.find(W + "tblPr"))
    style = story.shared.styles.table(val(properties.get(W + "tblStyle")))
    look = properties.get(W + "tblLook")
    if look is None:
        return _Look(style, False, False)
    bits = look.get(VAL)
    try:
        flags = int(bits, 16) if bits is not None else 0
    except ValueError:
        flags = 0
    return _Look(
        style,
        style.first_row and (bool(flags & _FIRST_ROW) or is_on_attribute(look, "firstRow")),
        style.first_column
        and (bool(flags & _FIRST_COLUMN) or is_on_attribute(look, "firstColumn")),
    )


def _apply_look(cell: DraftCell, look: _Look) -> None:
    """Mark a cell as its table style does: it looks like a header to the reader."""
    if look.first_row and cell.row == 0:
        cell.header_mark, cell.scope = True, "column"
        cell.bold = cell.bold or (bool(cell.blocks) and look.style.first_row_bold)
        cell.shaded = cell.shaded or look.style.first_row_shaded
    elif look.first_column and cell.column == 0:
        cell.header_mark, cell.scope = True, "row"
        cell.bold = cell.bold or (bool(cell.blocks) and look.style.first_column_bold)
        cell.shaded = cell.shaded or look.style.first_column_shaded


def _grid_edges(element: Element) -> tuple[int, ...]:
    grid = element.find(W + "tblGrid")
    if grid is None:
        return ()
    widths = [number(column.get(W + "w")) for column in grid.iterchildren(W + "gridCol")]
    return tuple(accumulate(widths)) if all(width > 2 * _NEAR for width in widths) else ()


def _column_widths(element: Element, columns: int) -> tuple[float, ...] | None:
    """Widths of w:tblGrid in points; None when it does not tell one for every column."""
    grid = element.find(W + "tblGrid")
    if grid is None:
        return None
    widths = [
        number(column.get(W + "w")) / _TWIPS_PER_PT for column in grid.iterchildren(W + "gridCol")
    ][:columns]
    return tuple(widths) if len(widths) == columns and all(w > 0 for w in widths) else None


__all__ = ["read_table"]

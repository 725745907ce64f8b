"""Hypothesis strategies for blocks and tables in normal form."""

from __future__ import annotations

from dataclasses import replace as changed
from functools import cache
from itertools import pairwise

from hypothesis import strategies as st
from msgspec.structs import replace

from tablewright.converters.model import (
    Alignment,
    Block,
    Cell,
    Code,
    DefinitionItem,
    DefinitionList,
    ElementOrigin,
    Equation,
    Figure,
    Fragment,
    Heading,
    List,
    ListItem,
    ListStyle,
    Origin,
    PageBreak,
    PageOrigin,
    Paragraph,
    Quote,
    Reading,
    Role,
    Rule,
    Table,
    Text,
    TextOrigin,
)
from tablewright.converters.model.text import block_text
from tablewright.converters.tables.build import compress
from tablewright.converters.tables.draft import DraftCell, DraftTable
from tablewright.converters.tables.values import parse_value
from tests.inline_strategies import (
    EVERYTHING,
    LATEX,
    PENDING,
    Allow,
    cell_texts,
    images,
    inline_contents,
    texts,
)


@st.composite
def paragraphs(draw: st.DrawFn, allow: Allow = EVERYTHING) -> Paragraph:
    """A paragraph with something to see."""
    return Paragraph(
        draw(inline_contents(allow)),
        alignment=draw(_alignments(allow)),
        label=draw(_labels(allow)),
    )


@st.composite
def headings(draw: st.DrawFn, allow: Allow = EVERYTHING) -> Heading:
    """A heading of level 1 to 6, or to 9 with `full`."""
    named = allow.links and draw(st.booleans())
    return Heading(
        level=draw(st.integers(1, 9 if allow.full else 6)),
        content=draw(inline_contents(changed(allow, line_breaks=False), 2)),
        id=PENDING if named else None,
        label=draw(_labels(allow)),
        alignment=draw(_alignments(allow)),
    )


@cache
def _alignments(allow: Allow) -> st.SearchStrategy[Alignment | None]:
    chosen: tuple[Alignment | None, ...] = (None, None, "center", "right", "justify", "left")
    return st.sampled_from(chosen) if allow.alignment else st.none()


@cache
def _labels(allow: Allow) -> st.SearchStrategy[str | None]:
    chosen = (None, None, None, "一、", "（二）", "1.2")
    return st.sampled_from(chosen) if allow.labels else st.none()


@st.composite
def lists(draw: st.DrawFn, allow: Allow = EVERYTHING, depth: int = 2) -> List:
    """A list; items start with a paragraph and may hold a nested list."""
    ordered = draw(st.booleans())
    plain = changed(allow, labels=False, alignment=False)
    items = draw(st.lists(_list_items(plain, ordered, depth), min_size=1, max_size=3))
    bullets: tuple[ListStyle | None, ...] = (None, None, "circle", "square")
    numbers: tuple[ListStyle | None, ...] = (None, None, "lower-alpha", "upper-roman")
    return List(
        tuple(items),
        ordered=ordered,
        start=draw(st.sampled_from((1, 1, 3))) if ordered else 1,
        style=draw(st.sampled_from(numbers if ordered else bullets)),
    )


@st.composite
def _list_items(draw: st.DrawFn, allow: Allow, ordered: bool, depth: int) -> ListItem:
    blocks: list[Block] = [draw(paragraphs(allow))]
    if depth > 1 and not draw(st.integers(0, 3)):
        blocks.append(draw(lists(allow, depth - 1)))
    elif not draw(st.integers(0, 5)):
        blocks.append(draw(paragraphs(allow)))
    checked = None if ordered else draw(st.sampled_from((None, None, None, True, False)))
    return ListItem(tuple(blocks), checked=checked)


@st.composite
def definition_lists(draw: st.DrawFn, allow: Allow = EVERYTHING) -> DefinitionList:
    """Terms with definitions of one paragraph."""
    plain = changed(allow, labels=False, alignment=False, line_breaks=False)
    definition = paragraphs(plain).map(lambda block: (block,))
    entry = st.builds(
        DefinitionItem,
        st.lists(inline_contents(plain, 2), min_size=1, max_size=2).map(tuple),
        st.lists(definition, min_size=1, max_size=2).map(tuple),
    )
    return DefinitionList(tuple(draw(st.lists(entry, min_size=1, max_size=2))))


@st.composite
def codes(draw: st.DrawFn) -> Code:
    """Preformatted lines, indented and blank ones among them; the outer ones are not blank."""
    lines = st.builds(
        lambda indent, text: " " * indent + text, st.sampled_from((0, 0, 2, 4)), texts(3)
    )
    inner = draw(st.lists(st.just("") | lines, max_size=3))
    text = "\n".join([draw(texts(2)), *inner, draw(lines)])
    return Code(text, draw(st.sampled_from((None, None, "python", "text"))))


@st.composite
def figures(draw: st.DrawFn, allow: Allow = EVERYTHING) -> Figure:
    """A picture with or without a caption."""
    caption = draw(st.just(()) | inline_contents(_caption(allow), 2))
    return Figure((Paragraph((draw(images()),)),), caption)


def _caption(allow: Allow) -> Allow:
    """Captions hold no note mark, for nobody agrees when a caption is read."""
    return changed(allow, line_breaks=False, notes=False)


def equations() -> st.SearchStrategy[Equation]:
    """A formula on a line of its own."""
    return st.builds(
        lambda latex, label: Equation(latex, label=label),
        LATEX,
        st.sampled_from((None, "(1)")),
    )


@cache
def _leaf_blocks(allow: Allow) -> list[st.SearchStrategy[Block]]:
    kinds: list[st.SearchStrategy[Block]] = [paragraphs(allow), paragraphs(allow)]
    if allow.code:
        kinds.append(codes())
    if allow.equations:
        kinds.append(equations())
    if allow.lists:
        kinds += [lists(allow), definition_lists(allow)]
    if allow.figures and allow.images:
        kinds.append(figures(allow))
    return kinds


@cache
def blocks(allow: Allow = EVERYTHING, max_size: int = 5) -> st.SearchStrategy[tuple[Block, ...]]:
    """Blocks of a document; neighbouring lists and quotes, which formats join, do not occur."""
    kinds: list[st.SearchStrategy[Block]] = [*_leaf_blocks(allow), headings(allow), headings(allow)]
    if allow.quotes:
        quoted = st.lists(st.one_of(_leaf_blocks(allow)), min_size=1, max_size=2)
        kinds.append(quoted.map(lambda inner: Quote(_apart(inner))))
    if allow.breaks:
        kinds.append(st.sampled_from((PageBreak(), Rule())))
    if allow.tables:
        kinds += [tables(allow), tables(allow)]
    return st.lists(st.one_of(kinds), max_size=max_size).map(_apart)


def _apart(drawn: list[Block]) -> tuple[Block, ...]:
    kept = [block for before, block in pairwise(drawn) if not _joins(before, block)]
    return (*drawn[:1], *kept)


def _joins(before: Block, block: Block) -> bool:
    return type(before) is type(block) and isinstance(block, List | Quote | DefinitionList | Code)


# --- tables ---------------------------------------------------------------------------------


@st.composite
def tilings(
    draw: st.DrawFn, max_rows: int = 6, max_columns: int = 6, *, spans: bool = True
) -> DraftTable:
    """A grid tiled by empty cells; in every row and column a cell starts."""
    rows, columns = draw(st.integers(1, max_rows)), draw(st.integers(1, max_columns))
    taken = [[False] * columns for _ in range(rows)]
    cells: list[DraftCell] = []
    for row in range(rows):
        for column in range(columns):
            if not taken[row][column]:
                width = draw(_span_sizes(_free(taken[row], column))) if spans else 1
                height = draw(_span_sizes(rows - row)) if spans else 1
                cells.append(DraftCell(row, column, height, width))
                for below in range(row, row + height):
                    taken[below][column : column + width] = [True] * width
    draft = DraftTable(rows, columns, cells, literal=True)
    compress(draft)
    return draft


def _free(row: list[bool], column: int) -> int:
    end = column
    while end < len(row) and not row[end]:
        end += 1
    return end - column


@cache
def _span_sizes(limit: int) -> st.SearchStrategy[int]:
    """Mostly 1, so that most rows and columns survive."""
    return st.one_of(st.just(1), st.just(1), st.integers(1, limit))


@st.composite
def tables(
    draw: st.DrawFn,
    allow: Allow = EVERYTHING,
    max_rows: int = 6,
    max_columns: int = 5,
    depth: int = 2,
) -> Table:
    """A table with the roles and values that `build_table` gives.

    No cell reaches over the end of the head, nor, below it, over the end of the stub.
    """
    grid = draw(tilings(max_rows, max_columns, spans=allow.spans))
    header_rows = draw(st.sampled_from(_clean_rows(grid)))
    stub_columns = draw(st.sampled_from(_clean_columns(grid, header_rows)))
    bands = draw(st.sets(st.sampled_from(_band_rows(grid, header_rows) or [-1]), max_size=2))
    if not allow.bands:
        bands = set()
    spare = _spare_slots(grid) if allow.spacers else set()
    plain = changed(allow, labels=False, alignment=False)
    cells = []
    for cell in grid.cells:
        role = _role(cell, header_rows, stub_columns, bands)
        if (cell.row, cell.column) in spare and not draw(st.integers(0, 4)):
            role = "spacer"
        content = () if role == "spacer" else draw(_cell_blocks(plain, depth))
        cells.append(
            Cell(
                row=cell.row,
                column=cell.column,
                blocks=content,
                row_span=cell.row_span,
                column_span=cell.column_span,
                role=role,
                alignment=None if role == "spacer" else draw(_alignments(allow)),
                value=parse_value(block_text(content)) if role == "data" and content else None,
            )
        )
    widths = st.integers(20, 400).map(lambda half: half / 2)
    table = Table(
        rows=grid.rows,
        columns=grid.columns,
        cells=tuple(cells),
        header_rows=header_rows,
        stub_columns=stub_columns,
        caption=draw(inline_contents(_caption(plain), 2))
        if allow.captions and draw(st.booleans())
        else (),
        notes=draw(_table_notes(plain)) if allow.captions else (),
        column_widths=tuple(draw(widths) for _ in range(grid.columns))
        if allow.widths and draw(st.booleans())
        else None,
    )
    return draw(_with_evidence(table)) if allow.full else table


def _clean_rows(grid: DraftTable) -> list[int]:
    """Numbers of leading rows, at most three, that no cell reaches over."""
    crossed = {
        line for cell in grid.cells for line in range(cell.row + 1, cell.row + cell.row_span)
    }
    return [rows for rows in range(min(grid.rows, 3) + 1) if rows not in crossed]


def _clean_columns(grid: DraftTable, header_rows: int) -> list[int]:
    """Numbers of leading columns, at most three, that no cell below the head reaches over."""
    crossed = {
        line
        for cell in grid.cells
        if cell.row >= header_rows
        for line in range(cell.column + 1, cell.column + cell.column_span)
    }
    return [columns for columns in range(min(grid.columns, 3) + 1) if columns not in crossed]


def _band_rows(grid: DraftTable, header_rows: int) -> list[int]:
    """Rows below the head whose cells stand in this row only."""
    tall = {
        row
        for cell in grid.cells
        if cell.row_span > 1
        for row in range(cell.row, cell.row + cell.row_span)
    }
    return [row for row in range(header_rows, grid.rows) if row not in tall]


def _spare_slots(grid: DraftTable) -> set[tuple[int, int]]:
    """Single slots off the diagonal, so that no row or column loses all its cells."""
    return {
        (cell.row, cell.column)
        for cell in grid.cells
        if cell.row_span == cell.column_span == 1
        and sum(other.row == cell.row for other in grid.cells) > 1
        and sum(other.column == cell.column for other in grid.cells) > 1
        and (cell.row + cell.column) % 2
        and cell.row
        and cell.column
    }


def _role(cell: DraftCell, header_rows: int, stub_columns: int, bands: set[int]) -> Role:
    if cell.row < header_rows or cell.row in bands:
        return "header"
    return "stub" if cell.column < stub_columns else "data"


@st.composite
def _cell_blocks(draw: st.DrawFn, allow: Allow, depth: int) -> tuple[Block, ...]:
    kind = draw(st.integers(0, 11))
    if kind < 2:
        return ()
    if kind < 8 or not allow.nested:
        return (Paragraph((Text(draw(cell_texts())),)),)
    if kind < 10:
        return (draw(paragraphs(allow)),)
    if kind == 10 and depth > 1 and allow.tables:
        return (draw(tables(changed(allow, captions=False), 3, 3, depth - 1)),)
    return _apart(draw(st.lists(st.one_of(_leaf_blocks(allow)), min_size=1, max_size=2)))


def _table_notes(allow: Allow) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.one_of(st.just(()), st.just(()), paragraphs(allow).map(lambda block: (block,)))


# --- evidence: what only the JSON format carries -----------------------------------------------


@cache
def origins() -> st.SearchStrategy[Origin]:
    """An origin of any kind."""
    point = st.integers(0, 2000).map(lambda half: half / 2)
    return st.one_of(
        st.builds(
            PageOrigin, st.integers(1, 99), st.none() | st.tuples(point, point, point, point)
        ),
        st.builds(ElementOrigin, st.just("/html/body/table[2]"), st.none() | st.just("a.xml")),
        st.builds(TextOrigin, st.integers(0, 99), st.integers(99, 200), st.none() | st.just(3)),
    )


_SHARES = st.none() | st.integers(0, 100).map(lambda hundredth: hundredth / 100)


@st.composite
def _with_evidence(draw: st.DrawFn, table: Table) -> Table:
    readings = st.lists(st.builds(Reading, texts(1), st.just("cell"), _SHARES), max_size=1).map(
        tuple
    )
    cells = tuple(
        replace(
            cell,
            status=draw(st.sampled_from(("source", "source", "derived", "lost"))),
            confidence=draw(_SHARES),
            origins=draw(st.lists(origins(), max_size=2).map(tuple)),
            readings=draw(readings),
        )
        for cell in table.cells
    )
    fragments = (
        (Fragment(0, 1), Fragment(1, table.rows - 1, draw(origins()), "same head", 1, ((1, 0),)))
        if table.rows > 1 and draw(st.booleans())
        else ()
    )
    return replace(
        table,
        cells=cells,
        fragments=fragments,
        confidence=draw(_SHARES),
        id=draw(st.none() | st.just("t1")),
        origin=draw(st.none() | origins()),
    )

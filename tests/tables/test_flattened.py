"""Tables with spans, flattened as known extractors do, and put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import cell_text
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.text import read_text

Placed = tuple[int, int, int, int, str]


@dataclass
class Drawing:
    """A table with spans: row, column, row span, column span and text of each cell."""

    columns: int
    cells: list[Placed] = field(default_factory=list)

    def rows(self) -> list[list[str]]:
        """The texts of the cells that start in each row."""
        rows: list[list[str]] = [[] for _ in range(max(cell[0] for cell in self.cells) + 1)]
        for row, _, _, _, text in sorted(self.cells):
            rows[row].append(text)
        return rows

    def as_padded_rows(self) -> str:
        """D01: each cell ends in a pipe, rows are filled up with pipes, the last one is not."""
        lines = []
        for texts in self.rows():
            pads = self.columns - len(texts)
            lines.append(" | ".join([*texts, ""]) + "|" * pads)
        lines[-1] = lines[-1].rstrip("| ") + " |"
        return "\n".join(line.rstrip() for line in lines)

    def as_lines(self) -> str:
        """D02: the same with one cell on each line."""
        lines: list[str] = []
        rows = self.rows()
        for index, texts in enumerate(rows):
            lines += [f"{text} |" if text else "|" for text in texts]
            if len(texts) < self.columns and index < len(rows) - 1:
                lines.append("|" * (self.columns - len(texts)))
        return "\n".join(lines)


def read(text: str) -> Document:
    return read_text(Source("t.txt", text.encode()), ReadOptions())


def only_table(document: Document) -> Table:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    return tables[0]


def placed(table: Table) -> list[Placed]:
    return sorted(
        (cell.row, cell.column, cell.row_span, cell.column_span, cell_text(cell))
        for cell in table.cells
    )


def codes(document: Document) -> set[str]:
    return {finding.code for finding in document.diagnostics}


# --- random tables ----------------------------------------------------------------------------

HAN = "一二三四五六七八九十"


def _number(level: int, styles: Sequence[str], index: int) -> str:
    style = styles[level]
    if style == "han":
        return f"{HAN[index]}、"
    return f"（{HAN[index]}）" if style == "han-paren" else f"{index + 1}."


@st.composite
def head_tree(draw: st.DrawFn, depth: int) -> list[object]:
    """A forest: a label is None (a leaf) or a list of at least two labels below it."""
    size = draw(st.integers(2, 4))
    if depth == 1:
        return [None] * size
    children: list[object] = [
        draw(head_tree(depth - 1)) if draw(st.booleans()) else None for _ in range(size)
    ]
    return children


def _depth(forest: list[object]) -> int:
    return 1 + max((_depth(tree) for tree in forest if isinstance(tree, list)), default=0)


def _leaves(tree: object) -> int:
    return sum(map(_leaves, tree)) if isinstance(tree, list) else 1


def _draw_head(
    forest: list[object], row: int, column: int, bottom: int, names: list[int], out: list[Placed]
) -> None:
    for tree in forest:
        names[0] += 1
        width = _leaves(tree)
        height = 1 if isinstance(tree, list) else bottom - row
        out.append((row, column, height, width, f"栏目{names[0]:03d}"))
        if isinstance(tree, list):
            _draw_head(tree, row + 1, column, bottom, names, out)
        column += width


@st.composite
def stub_tree(draw: st.DrawFn, depth: int, must: bool = True) -> list[object]:
    """A forest of labels at least one of which goes down to the last level."""
    size = draw(st.integers(1, 3))
    if depth == 1:
        return [None] * size
    deep = draw(st.integers(0, size - 1)) if must else -1
    return [
        draw(stub_tree(depth - 1, index == deep)) if index == deep or draw(st.booleans()) else None
        for index in range(size)
    ]


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Matrices with a head tree and numbered stubs; all values differ."""
    stubs = draw(st.integers(0, 3))
    forest = draw(head_tree(draw(st.integers(1, 3))))
    depth, values = _depth(forest), sum(map(_leaves, forest))
    drawing = Drawing(stubs + values)
    if stubs:
        drawing.cells.append((0, 0, depth, stubs, "角"))
    _draw_head(forest, 0, stubs, depth, [0], drawing.cells)
    row = depth
    if stubs == 0:
        for _ in range(draw(st.integers(1, 3))):
            row = _draw_values(drawing, row, stubs)
        return drawing
    styles = draw(st.sampled_from([("han", "han-paren", "arabic"), ("han-paren", "arabic", "x")]))
    styles = styles if stubs < 3 else ("han", "han-paren", "arabic")
    _draw_stubs(drawing, draw(stub_tree(stubs)), 0, row, styles, stubs)
    return drawing


def _draw_values(drawing: Drawing, row: int, stubs: int) -> int:
    drawing.cells += [
        (row, column, 1, 1, str(row * 100 + column)) for column in range(stubs, drawing.columns)
    ]
    return row + 1


def _draw_stubs(
    drawing: Drawing,
    forest: list[object],
    level: int,
    row: int,
    styles: Sequence[str],
    stubs: int,
) -> int:
    for index, tree in enumerate(forest):
        text = _number(level, styles, index) + "项目"
        if isinstance(tree, list):
            end = _draw_stubs(drawing, tree, level + 1, row, styles, stubs)
            drawing.cells.append((row, level, end - row, 1, text))
            row = end
        else:
            drawing.cells.append((row, level, 1, stubs - level, text))
            row = _draw_values(drawing, row, stubs)
    return row


@given(drawings(), st.booleans())
def test_a_flattened_table_is_put_back_or_called_ambiguous(drawing: Drawing, rows: bool) -> None:
    document = read(drawing.as_padded_rows() if rows else drawing.as_lines())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if not tables:  # nothing in the text shows where its rows end
        assert not rows
        return
    table = only_table(document)
    if placed(table) != sorted(drawing.cells):
        assert "table-spans-ambiguous" in codes(document)
    texts = sorted(text for _, _, _, _, text in drawing.cells)
    assert sorted(cell_text(cell) for cell in table.cells if cell.blocks) == texts


@given(drawings())
def test_values_never_shift(drawing: Drawing) -> None:
    table = only_table(read(drawing.as_padded_rows()))
    expected = {cell[4]: cell[:2] for cell in drawing.cells if cell[4].isdecimal()}
    found = {
        cell_text(cell): (cell.row, cell.column)
        for cell in table.cells
        if cell_text(cell).isdecimal()
    }
    assert found == expected


@given(drawings(), st.data())
def test_what_is_lost_is_said(drawing: Drawing, data: st.DataObject) -> None:
    """A value that vanished from its row is reported, and no other text vanishes with it."""
    values = [cell for cell in drawing.cells if cell[4].isdecimal()]
    victim = data.draw(st.sampled_from(values))
    drawing.cells.remove(victim)
    document = read(drawing.as_padded_rows())
    accounting = document.accounting
    assert accounting is not None
    assert accounting.unplaced == 0
    tables = [block for block in document.blocks if isinstance(block, Table)]
    for table in tables:
        texts = {line for cell in table.cells for line in cell_text(cell).split("\n")}
        assert {cell[4] for cell in drawing.cells} <= texts

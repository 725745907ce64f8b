from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import Diagnostic, Integer, Paragraph, Table, Text
from tablewright.converters.model.text import cell_text
from tablewright.converters.tables.build import build_table, compress
from tablewright.converters.tables.draft import DraftCell, DraftTable
from tests.strategies import cell_texts, tables, tilings
from tests.tables.notation import draft_of, printed


def build(draft: DraftTable) -> tuple[Table | None, list[str]]:
    found: list[Diagnostic] = []
    table = build_table(draft, found.append)
    return table, [finding.code for finding in found]


@st.composite
def drafts(draw: st.DrawFn) -> DraftTable:
    """A draft with text, marks, gaps, and rows or columns where nothing starts."""
    grid = draw(tilings())
    for cell in grid.cells:
        text = draw(st.just("") | cell_texts())
        cell.blocks = (Paragraph((Text(text),)),) if text else ()
        cell.header_mark, cell.bold = draw(st.booleans()), draw(st.booleans())
    grid.cells = [cell for cell in grid.cells if draw(st.integers(0, 9))] or grid.cells[:1]
    grid.literal = False
    grid.header_rows = draw(st.none() | st.integers(0, grid.rows))
    grid.stub_columns = draw(st.none() | st.integers(0, grid.columns))
    return grid


@given(drafts())
def test_building_keeps_every_text_in_order_and_tiles(draft: DraftTable) -> None:
    cells = sorted(draft.cells, key=lambda cell: (cell.row, cell.column))
    expected = [cell.blocks for cell in cells if cell.blocks]
    table, _ = build(draft)
    assert table is not None
    assert [cell.blocks for cell in table.cells if cell.blocks] == expected
    assert {cell.row for cell in table.cells} == set(range(table.rows))
    assert {cell.column for cell in table.cells} == set(range(table.columns))


@given(drafts())
def test_roles_agree_with_header_rows_and_stub_columns(draft: DraftTable) -> None:
    table, _ = build(draft)
    assert table is not None
    for cell in table.cells:
        if cell.role == "spacer":
            assert not cell.blocks
        elif cell.row < table.header_rows:
            assert cell.role == "header"
        elif cell.column < table.stub_columns:
            assert cell.role in ("stub", "header", "data")
        assert cell.value is None or cell.role == "data"


@given(tables())
def test_a_literal_draft_of_a_table_builds_the_same_table(table: Table) -> None:
    cells = [
        DraftCell(
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            cell.blocks,
            cell.alignment,
            role=cell.role,
        )
        for cell in table.cells
    ]
    draft = DraftTable(
        table.rows,
        table.columns,
        cells,
        table.header_rows,
        table.stub_columns,
        literal=True,
        caption=table.caption,
        notes=table.notes,
        column_widths=table.column_widths,
    )
    assert build(draft) == (table, [])


@given(tilings())
def test_compressing_again_changes_nothing(draft: DraftTable) -> None:
    once = copy.deepcopy(draft)
    compress(draft)
    assert draft == once


def test_rows_and_columns_where_nothing_starts_are_removed() -> None:
    draft = draft_of("a | < | b\n^ | < | ^\nc | < | d", thead=2)
    draft.column_widths = (10.0, 5.0, 7.5)
    table, codes = build(draft)
    assert table is not None
    assert printed(table) == "a | b\nc | d"
    assert (table.header_rows, table.column_widths, codes) == (1, (15.0, 7.5), [])


def test_gaps_become_spacers_and_are_reported() -> None:
    cells = [DraftCell(0, 0, 1, 1), DraftCell(0, 1, 1, 1), DraftCell(1, 1, 1, 1)]
    table, codes = build(DraftTable(2, 2, cells))
    assert table is not None
    assert [cell.role for cell in table.cells] == ["data", "data", "spacer", "data"]
    assert codes == ["table-ragged"]


def test_a_table_without_cells_is_dropped_and_reported() -> None:
    assert build(DraftTable(0, 0, [])) == (None, ["table-empty"])


def test_too_many_cells_are_refused() -> None:
    wide = DraftTable(1000, 1000, [DraftCell(at, at, 1, 1) for at in range(1000)])
    with pytest.raises(LimitExceeded, match="1,000,000 cells; the limit is 600,000"):
        build(wide)
    huge = DraftTable(6000, 6000, [DraftCell(at, at, 1, 1) for at in range(6000)])
    with pytest.raises(LimitExceeded, match="6000 rows and 6000 columns is too large"):
        build(huge)


def test_values_stand_beside_the_text_of_data_cells_only() -> None:
    table, codes = build(draft_of("年份 | 件数\n2023 | 1,200\n2024 | 无"))
    assert table is not None
    assert [(cell_text(cell), cell.role, cell.value) for cell in table.cells] == [
        ("年份", "header", None),
        ("件数", "header", None),
        ("2023", "stub", None),
        ("1,200", "data", Integer(1200)),
        ("2024", "stub", None),
        ("无", "data", None),
    ]
    assert codes == ["table-headers-inferred"]


def test_a_remark_over_the_whole_width_is_data() -> None:
    table, _ = build(draft_of("事项 | 件数\n许可 | 3\n处罚 | 4\n注：截至年底 | <"))
    assert table is not None
    assert table.stub_columns == 1
    assert table.cells[-1].role == "data"


def test_labels_of_pairs_side_by_side_are_stubs() -> None:
    table, _ = build(draft_of("姓名 | 张一 | 性别 | 女\n年龄 | 30 | 电话 | 0439-5267027"))
    assert table is not None
    assert [cell.role for cell in table.cells] == ["stub", "data", "stub", "data"] * 2


def test_marked_cells_outside_head_and_stub_keep_their_mark() -> None:
    table, _ = build(draft_of("甲 | 1 | !-乙 | 2\n丙 | 3 | 4 | !+丁"))
    assert table is not None
    roles = {cell_text(cell): cell.role for cell in table.cells}
    assert (roles["乙"], roles["丁"]) == ("stub", "header")

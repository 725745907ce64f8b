"""Tables in text: pipes, tabs, drawn frames, one cell on each line, pieces."""

from __future__ import annotations

import pytest

from tablewright.converters.errors import LimitExceeded
from tablewright.converters.model import Document, Table, TextOrigin
from tablewright.converters.model.text import cell_text
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.text import read_text


def read(text: str) -> Document:
    return read_text(Source("t.txt", text.encode()), ReadOptions())


def tables(text: str) -> list[Table]:
    return [block for block in read(text).blocks if isinstance(block, Table)]


def grid(table: Table) -> list[list[str]]:
    """Texts of all slots, spans repeated."""
    return [[cell_text(cell) for cell in row] for row in table.slots()]


def codes(text: str) -> list[str]:
    return [finding.code for finding in read(text).diagnostics]


NAMES = [["Name", "Qty"], ["Ann", "5"], ["Bob", "7"]]


@pytest.mark.parametrize(
    "text",
    [
        "Name | Qty |\nAnn | 5 |\nBob | 7 |",
        "Name | Qty\nAnn | 5\nBob | 7",
        "| Name | Qty |\n|------|----:|\n| Ann | 5 |\n| Bob | 7 |",
        " Name | Qty\n------+-----\n Ann  | 5\n Bob  | 7",
        "+----+---+\n|Name|Qty|\n+----+---+\n| Ann| 5 |\n| Bob| 7 |\n+----+---+",
        "┌────┬───┐\n│Name│Qty│\n├────┼───┤\n│Ann │ 5 │\n│Bob │ 7 │\n└────┴───┘",
        "Name\tQty\nAnn\t5\nBob\t7",
        "Name |\nQty |\nAnn |\n5 |\nBob |\n7 |",
        "Name   Qty\nAnn      5\nBob      7",
    ],
)
def test_each_way_to_draw_a_small_table_is_read(text: str) -> None:
    (table,) = tables(text)
    assert grid(table) == NAMES
    accounting = read(text).accounting
    assert accounting is not None
    assert (accounting.unplaced, accounting.added) == (0, 0)


def test_aligned_columns_count_ideographs_as_two() -> None:
    (table,) = tables("项目      数量    金额\n纸张        12    3.50\n墨水与笔     3   12.00\n")
    assert grid(table) == [
        ["项目", "数量", "金额"],
        ["纸张", "12", "3.50"],
        ["墨水与笔", "3", "12.00"],
    ]


def test_empty_cells_of_a_framed_table_stay_where_they_are() -> None:
    (table,) = tables("| A | B | C |\n|---|---|---|\n| | 1 | |\n| 2 | | 3 |")
    assert grid(table) == [["A", "B", "C"], ["", "1", ""], ["2", "", "3"]]
    assert table.header_rows == 1


def test_lines_between_two_borders_are_one_row_when_cells_are_left_empty() -> None:
    border = "+-------+------+\n"
    wrapped = ["| North | 12   |\n| pier  |      |\n", "| South | 14   |\n", "| East  | 9    |\n"]
    (table,) = tables(border + border.join(["| Pier  | Let  |\n", *wrapped]) + border)
    assert grid(table) == [["Pier", "Let"], ["North pier", "12"], ["South", "14"], ["East", "9"]]
    section = "| North | 12   |\n| South | 14   |\n"
    (table,) = tables(border + border.join(["| Pier  | Let  |\n", section, "| Sum   | 26   |\n"]))
    assert grid(table) == [["Pier", "Let"], ["North", "12"], ["South", "14"], ["Sum", "26"]]


def test_blanks_among_tabs_are_no_spans() -> None:
    (table,) = tables("Name\tNick\tScore\nAnn\t\t5\nBob\tBo\t\n")
    assert grid(table) == [["Name", "Nick", "Score"], ["Ann", "", "5"], ["Bob", "Bo", ""]]
    assert all((cell.row_span, cell.column_span) == (1, 1) for cell in table.cells)


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/bash\ncat a.txt | grep foo | sort\nls -l | awk '{print $1}' | uniq\n",
        "def f(a, b):\n\tx = 1\t# one\n\ty = 2\t# two\n\tz = 3\t# three\n",
        "int main(void)\n{\n\tint a = 1;\t/* x */\n\tint b = 2;\t/* y */\n\treturn a || b;\n}\n",
        "\n".join(f"2024-01-01 12:00:0{n}.123 | INFO | mod:{n} - message" for n in range(8)),
        "[12:00:01] | a | b\n[12:00:02] | c | d\n[12:00:03] | e | f",
        "a,b,c\n1,2,3\n4,5,6\n",
        "expr = term\n     | expr '+' term\n     | expr '-' term\n     ;\n",
        "all: a b\n\tgcc -c a.c\n\tgcc -c b.c\nclean:\n\trm -f *.o\n",
        "He said a|b was fine. And so on.\nThen x|y too, which is strange.\n",
        "首页 | 新闻 | 关于我们\n",
        "This sentence has  two spaces.\nSo has  this one, in 3 places.\nAnd  this one too.\n",
        "Name:   Ann Lee\nTown:   Ayr\nPhone:  0737-4400951\n",
        "Roses  are red\nViolets  are blue\nSugar  is sweet\n",
        "#\tPaths are tested twice.\n#\tSo are names, by the rules\n#\tthat follow.\n",
        "*  1. Disclaimer       *\n*  ------------        *\n*  As it is, in full.  *\n",
        "HARBOUR\tA set of programs that\n\t\tcount ships and\n\t\tberths.\n",
        "Ann Lee\t\tThe first chart, now gone,\n\t\tand the last.\n",
        "list (-a | --all) <port>::\nlist (-n | --near) <port> [--] <name>::\n",
        "Dear Ann,\n\tthe tab above is an indent.\n\tSo is this one.\nYours",
    ],
)
def test_prose_program_text_and_logs_are_no_tables(text: str) -> None:
    document = read(text)
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


def test_log_lines_of_equal_width_stay_apart() -> None:
    document = read("\n".join(f"2024-01-01 12:00:0{n} INFO all is well here" for n in range(8)))
    assert len(document.blocks) == 8


STAFF = """\
Staff | Permanent | |||
Men | Women | Total | ||
1. Head office | 10 | 20 | 30 | |
2. Branches | (1) North | 1 | 2 | 3 |
(2) South | 4 | 5 | 9 | |
3. Sum | 15 | 27 | 42 |
"""


def test_numbered_rows_and_a_header_over_columns_come_back() -> None:
    (table,) = tables(STAFF)
    assert grid(table) == [
        ["Staff", "Staff", "Permanent", "Permanent", "Permanent"],
        ["Staff", "Staff", "Men", "Women", "Total"],
        ["1. Head office", "1. Head office", "10", "20", "30"],
        ["2. Branches", "(1) North", "1", "2", "3"],
        ["2. Branches", "(2) South", "4", "5", "9"],
        ["3. Sum", "3. Sum", "15", "27", "42"],
    ]
    assert (table.header_rows, table.stub_columns) == (2, 2)
    assert codes(STAFF) == ["table-spans-restored"]


def test_blocks_under_lines_over_the_whole_width() -> None:
    text = """\
Water | |||
Kind | Wells | Springs | Lakes |
Clean | 1 | 2 | 3 |
Air | |||
Kind | Stations | ||
City | 4 | ||
"""
    (table,) = tables(text)
    assert grid(table) == [
        ["Water"] * 4,
        ["Kind", "Wells", "Springs", "Lakes"],
        ["Clean", "1", "2", "3"],
        ["Air"] * 4,
        ["Kind", "Stations", "Stations", "Stations"],
        ["City", "4", "4", "4"],
    ]
    roles = [[cell.role for cell in row] for row in table.iter_rows()]
    assert roles[3:] == [["header"], ["header", "header"], ["stub", "data"]]


def test_labels_without_numbers_leave_a_doubt() -> None:
    text = "Region | City | Shops |\nNorth | Ayr | 1 |\nBute | 2 | |\nSouth | Deal | 3 |\n"
    (table,) = tables(text)
    assert grid(table)[1:3] == [["North", "Ayr", "1"], ["North", "Bute", "2"]]
    assert table.confidence == 0.6
    assert codes(text) == ["table-spans-ambiguous"]


def test_a_total_reaches_over_all_label_columns() -> None:
    text = (
        "Region | City | Shops |\nNorth | Ayr | 1 |\nSouth | Deal | 3 |\nTotal | 4 | |\nX | Y | 5 |"
    )
    (table,) = tables(text)
    assert grid(table)[3] == ["Total", "Total", "4"]
    assert codes(text) == ["table-spans-restored"]


def test_a_row_with_too_few_values_keeps_their_order_and_is_reported() -> None:
    text = """\
Item | A | B | C |
1. x | 1 | 2 | 3 |
2. y | 4 | ||
3. z | 5 | 6 | 7 |
"""
    (table,) = tables(text)
    assert grid(table)[2] == ["2. y", "4", "", ""]
    assert "table-row-ambiguous" in codes(text)


PIECES = "Item\tA\tB\n一、x\t1\t2\n二、y\t3\t4\n"


def test_a_table_cut_in_two_is_joined_when_its_numbers_go_on() -> None:
    text = PIECES + "\n- 3 -\n\n三、z\t5\t6\n四、w\t7\t8\n"
    document = read(text)
    (table,) = tables(text)
    assert [row[0] for row in grid(table)] == ["Item", "一、x", "二、y", "三、z", "四、w"]
    assert [(piece.first_row, piece.rows) for piece in table.fragments] == [(0, 3), (3, 2)]
    assert [one.kind for one in document.furniture] == ["page_number"]
    assert "table-stitched" in codes(text)


def test_a_repeated_head_is_dropped_and_accounted_for() -> None:
    text = PIECES + "\nItem\tA\tB\n三、z\t5\t6\n四、w\t7\t8\n"
    (table,) = tables(text)
    assert [row[0] for row in grid(table)] == ["Item", "一、x", "二、y", "三、z", "四、w"]
    assert table.fragments[1].dropped_header_rows == 1
    accounting = read(text).accounting
    assert accounting is not None
    assert [entry.reason for entry in accounting.left_out] == ["repeated-header"] * 3


@pytest.mark.parametrize(
    "second",
    [
        "一、z\t5\t6\n二、w\t7\t8\n",
        "Other\tC\tD\n三、z\t5\t6\n",
        "三、z\t5\t6\t7\n四、w\t7\t8\t9\n",
    ],
)
def test_tables_that_only_stand_close_stay_apart(second: str) -> None:
    assert len(tables(PIECES + "\n" + second)) == 2


def test_every_cell_knows_its_place_in_the_text() -> None:
    text = "前言在此。\n\nName | Qty |\nAnn | 5 |\n"
    (table,) = tables(text)
    for cell in table.cells:
        (origin,) = cell.origins
        assert isinstance(origin, TextOrigin)
        assert text[origin.start : origin.end] == cell_text(cell)
    assert table.origin == TextOrigin(7, 27, 3)


def test_a_table_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tablewright.converters.readers.text.MAX_CELLS", 20)
    with pytest.raises(LimitExceeded, match="A table has 30 cells; the limit is 20"):
        read("\n".join(["a\t1\t2"] * 10))


def test_years_head_columns_of_numbers() -> None:
    text = """\
Item | Income | |||
2020 | 2021 | Sum | ||
1. Tax | 1 | 2 | 3 | |
2. Other | (1) Fines | 4 | 5 | 9 |
(2) Gifts | 1 | 1 | 2 |
"""
    (table,) = tables(text)
    assert grid(table)[1] == ["Item", "Item", "2020", "2021", "Sum"]
    assert grid(table)[4] == ["2. Other", "(2) Gifts", "1", "1", "2"]
    assert codes(text) == ["table-spans-restored"]

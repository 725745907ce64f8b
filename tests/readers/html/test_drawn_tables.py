"""Tables that pages build of `div`, headers in tables of their own, boxes in a row."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Document, ElementOrigin, Table
from tablewright.converters.model.text import block_text
from tablewright.converters.model.walk import iter_tables
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html

WANTED = ["区 数量", "甲 12", "乙 7"]


def read(markup: str, *, stitch: bool = True) -> Document:
    return read_html(Source("x.html", markup.encode()), ReadOptions(content="all", stitch=stitch))


def grids(document: Document) -> list[list[str]]:
    return [
        [" ".join(block_text(cell.blocks) for cell in row) for row in table.slots()]
        for table in iter_tables(document.blocks)
    ]


def unplaced(document: Document) -> int:
    assert document.accounting is not None
    return document.accounting.unplaced


def roles(table: Table) -> list[str]:
    return ["".join(cell.role[0] for cell in row) for row in table.slots()]


DRAWN = {
    "roles": """<div role=table><div role=rowgroup><div role=row><span role=columnheader>区</span>
        <span role=columnheader>数量</span></div></div><div role=rowgroup>
        <div role=row><div><b role=rowheader>甲</b></div><span role=cell>12</span></div>
        <div role=row><b role=rowheader>乙</b><span role=cell>7</span></div></div></div>""",
    "a grid without space": "<div role=grid><p>共 2 行</p><div class=v><div role=row>"
    "<div role=columnheader>区</div><div role=columnheader>数量</div></div>"
    "<div role=row><div role=gridcell>甲</div><div role=gridcell>12</div></div>"
    "<div role=row><div role=gridcell>乙</div><div role=gridcell>7</div></div></div></div>",
    "displays": """<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>
        <div class=t><div class=r><span class=c>区</span><span class=c>数量</span></div>
        <div style="display:table-row-group"><div class=r><span class=c>甲</span><span class=c>12
        </span></div><div class=r><b class=c>乙</b><b class=c>7</b></div></div></div>""",
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_table_of_other_elements_is_a_table(name: str) -> None:
    document = read(DRAWN[name])

    assert grids(document) == [WANTED]
    assert unplaced(document) == 0
    table = next(iter_tables(document.blocks))
    assert roles(table) == ["hh", "sd", "sd"]
    assert isinstance(table.cells[2].origins[0], ElementOrigin)
    assert "table[" not in table.cells[2].origins[0].path


def test_what_stands_beside_the_rows_stays() -> None:
    document = read(DRAWN["a grid without space"])

    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table"]


def test_spans_of_drawn_cells_count() -> None:
    document = read(
        "<div role=table><div role=row><i role=cell aria-colspan=2>a</i></div>"
        "<div role=row><i role=cell>b</i><i role=cell>c</i></div></div>"
    )

    assert grids(document) == [["a a", "b c"]]


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="display:table"><div style="display:table-cell">甲</div></div>',
        "<div role=table><div role=row>甲<i role=cell>b</i><i role=cell>c</i></div></div>",
        "<div role=grid>甲</div>",
    ],
)
def test_what_is_no_whole_table_stays_text(markup: str) -> None:
    document = read(markup)

    assert grids(document) == []
    assert "甲" in block_text(document.blocks)
    assert unplaced(document) == 0


HEAD = "<div class=a><table><thead><tr><th>区</th><th>数量</th>{gutter}</tr></thead></table></div>"
BODY = (
    "<div class=b><table>{head}<tr><td>甲</td><td>12</td></tr>"
    "<tr><td>乙</td><td>7</td></tr></table></div>"
)


@pytest.mark.parametrize("gutter", ["", "<th class=gutter></th>"])
@pytest.mark.parametrize("head", ["", "<thead><tr><th></th><th></th></tr></thead>"])
def test_a_header_in_a_table_of_its_own_joins_the_table_below(gutter: str, head: str) -> None:
    markup = HEAD.format(gutter=gutter) + BODY.format(head=head)
    document = read(markup)

    assert grids(document) == [WANTED]
    assert next(iter_tables(document.blocks)).header_rows == 1
    assert "table-stitched" in [finding.code for finding in document.diagnostics]
    assert unplaced(document) == 0
    assert len(grids(read(markup, stitch=False))) == 2


def test_a_header_that_the_table_below_repeats_is_left_out() -> None:
    document = read(HEAD.format(gutter="") + BODY.format(head="<tr><th>区</th><th>数量</th></tr>"))

    assert grids(document) == [WANTED]
    assert document.accounting is not None
    assert [entry.reason for entry in document.accounting.left_out] == ["repeated-header"]


@pytest.mark.parametrize(
    ("between", "head", "tables"),
    [
        ("<p>另一表</p>", "", 2),
        ("", "<tr><th>局</th><th>件</th></tr>", 2),
        ("", "<tr><td>丙</td><td>1</td><td>2</td><td>3</td></tr>", 2),
    ],
)
def test_other_tables_stay_apart(between: str, head: str, tables: int) -> None:
    document = read(HEAD.format(gutter="") + between + BODY.format(head=head))

    assert len(grids(document)) == tables


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div style='display:flex'><span>12</span><span>34</span></div>", "12\n34"),
        ("<div style='display:grid'><a href=x>甲</a><b>7</b></div>", "甲\n7"),
        ("<p style='display:flex'><span>一、</span><span>总则</span></p>", "一、 总则"),
        ("<p><i style='float:left'>12</i><i style='float:right'>34</i></p>", "12 34"),
        (
            "<p><i style='display:inline-block'>12</i><i style='display:inline-block'>34</i>",
            "12 34",
        ),
        ("<p><i style='float:left'>￥</i><i style='float:right'>34</i></p>", "￥34"),
        ("<p>1<i>2</i>3</p>", "123"),
    ],
)
def test_boxes_in_a_row_are_not_one_word(markup: str, text: str) -> None:
    document = read(markup)

    assert block_text(document.blocks) == text
    assert unplaced(document) == 0

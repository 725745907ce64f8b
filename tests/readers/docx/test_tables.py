"""Tables on their grid, against what the standard says and against the oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.model import Document, Paragraph, Table
from tablewright.converters.model.text import cell_text
from tablewright.converters.model.walk import iter_tables
from tests.readers.docx.builder import Docx, p, r, read_body, style, tbl, tc, tr
from tests.readers.docx.oracle import Cell, oracle_tables

HEAD = "<w:tblHeader/>"


def grid(table: Table) -> list[Cell]:
    """Cells as the oracle gives them; slots that no source cell owns are left out."""
    return [
        (
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            "".join(cell_text(cell).split()),
        )
        for cell in table.cells
        if cell.role != "spacer" or cell.origins
    ]


def only_table(body: str, **rest: object) -> Table:
    (table,) = read_body(body, **rest)
    assert isinstance(table, Table)
    return table


def texts(table: Table) -> list[str]:
    return [cell_text(cell) for cell in table.cells]


CASES = {
    "plain": tbl(tr("a", "b"), tr("c", "d")),
    "wide": tbl(tr(tc("a", span=2)), tr("b", "c")),
    "tall": tbl(tr(tc("a", merge="restart"), "b"), tr(tc(merge="continue"), "c")),
    "tall without value": tbl(tr(tc("a", merge="restart"), "b"), tr(tc(props="<w:vMerge/>"), "c")),
    "tall and wide": tbl(
        tr(tc("a", span=2, merge="restart"), "b"),
        tr(tc(span=2, merge="continue"), "c"),
        tr("d", "e", "f"),
    ),
    "continuation without a start": tbl(tr("a", "b"), tr(tc("x", merge="continue"), "c")),
    "merge of another width begins anew": tbl(
        tr(tc("a", span=2, merge="restart"), "b"), tr(tc("x", merge="continue"), "y", "z")
    ),
    "two merges under each other": tbl(
        tr(tc("a", merge="restart"), "1"),
        tr(tc(merge="continue"), "2"),
        tr(tc("b", merge="restart"), "3"),
        tr(tc(merge="continue"), "4"),
    ),
    "to the right by hMerge": tbl(
        tr(tc("a", props='<w:hMerge w:val="restart"/>'), tc(props="<w:hMerge/>"), "b"),
        tr("c", "d", "e"),
    ),
    "skipped columns": tbl(
        tr("a", "b", "c"),
        tr("d", "e", props='<w:gridBefore w:val="1"/>'),
        tr("f", props='<w:gridAfter w:val="2"/>'),
    ),
    "short rows": tbl(tr("a", "b", "c"), tr("d"), tr("e", "f")),
    "more columns than the grid tells": tbl(tr("a", "b", "c"), grid=(100,)),
    "nested": tbl(tr(tc(tbl(tr("x", "y")), p("after")), "b")),
    "deleted row": tbl(tr("a"), tr("gone", props="<w:del/>"), tr("b")),
    "deleted row inside a merge": tbl(
        tr(tc("a", merge="restart"), "1"),
        tr(tc(merge="continue"), "gone", props="<w:del/>"),
        tr(tc(merge="continue"), "2"),
    ),
    "deleted cell": tbl(tr("a", tc("gone", props="<w:cellDel/>"), "b"), tr("c", "d")),
    "rows and cells in controls": tbl(
        f"<w:sdt><w:sdtContent>{tr('a', 'b')}</w:sdtContent></w:sdt>",
        "<w:tr><w:sdt><w:sdtContent>" + tc("c") + "</w:sdtContent></w:sdt>" + tc("d") + "</w:tr>",
        f"<w:customXml>{tr('e', '<w:ins>' + tc('f') + '</w:ins>')}</w:customXml>",
    ),
    "row properties of the first row only": tbl(tr("a", "b", props=HEAD), tr("c", "d")),
}


@pytest.mark.parametrize("name", CASES)
def test_the_grid_is_the_one_of_the_oracle(name: str) -> None:
    document = Docx(body=CASES[name]).read()
    found = [grid(table) for table in iter_tables(document.blocks)]
    assert found == oracle_tables(Docx(body=CASES[name]).build())
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


@st.composite
def wild_tables(draw: st.DrawFn) -> str:
    """Rows of any cells with any spans and merges."""
    cells = st.builds(
        lambda text, span, merge: tc(text, span=span, merge=merge),
        st.sampled_from(("a", "b", "", "1")),
        st.integers(1, 3),
        st.sampled_from(("", "", "restart", "continue")),
    )
    skips = st.sampled_from(("", "", '<w:gridBefore w:val="1"/>', "<w:del/>"))
    rows = st.builds(
        lambda inside, props: tr(*inside, props=props),
        st.lists(cells, min_size=1, max_size=4),
        skips,
    )
    return tbl(*draw(st.lists(rows, min_size=1, max_size=5)))


@given(wild_tables())
def test_any_merges_give_the_grid_of_the_oracle(body: str) -> None:
    package = Docx(body=body)
    found = [grid(table) for table in iter_tables(package.read().blocks)]
    assert found == oracle_tables(package.build())


def left_out(document: Document) -> list[tuple[str, str]]:
    assert document.accounting is not None
    return [(entry.reason, entry.text) for entry in document.accounting.left_out]


def test_what_deletions_and_merges_hide_is_accounted_for() -> None:
    document = Docx(
        body=tbl(
            tr(tc("a", merge="restart"), "1"),
            tr(tc("under", merge="continue"), "2"),
            tr("gone", "too", props="<w:del/>"),
        )
    ).read()
    assert left_out(document) == [("merged", "under"), ("deleted", "gonetoo")]


def test_leading_marked_rows_are_header_rows() -> None:
    table = only_table(
        tbl(tr("a", "b", props=HEAD), tr("c", "d", props=HEAD), tr("1", "2"), tr("3", "4"))
    )
    assert table.header_rows == 2


def test_a_table_style_that_sets_the_first_row_apart_makes_headers() -> None:
    styles = (
        '<w:style w:type="table" w:styleId="Fancy"><w:name w:val="Fancy"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        '<w:style w:type="table" w:styleId="Child"><w:basedOn w:val="Fancy"/></w:style>'
    )
    props = '<w:tblStyle w:val="Child"/><w:tblLook w:val="04A0"/>'
    table = only_table(tbl(tr("a", "b"), tr("c", "d"), props=props), styles=styles)
    assert [cell.role for cell in table.cells[:2]] == ["header", "header"]


def test_widths_are_points() -> None:
    table = only_table(tbl(tr("a", "b"), grid=(2000, 1000)))
    assert table.column_widths == (100.0, 50.0)
    assert only_table(tbl(tr("a", "b"), grid=(2000,))).column_widths is None


def test_the_alignment_that_all_paragraphs_share_is_the_cells() -> None:
    right = '<w:jc w:val="right"/>'
    both = tc(p("1", props=right), p("2", props=right))
    table = only_table(tbl(tr(both, tc(p("3", props=right), p("4"))), tr("5", "6")))
    assert [cell.alignment for cell in table.cells[:2]] == ["right", None]
    first = table.cells[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert first.alignment is None


def test_captions_beside_a_table_are_its_caption() -> None:
    styles = style("Caption", "caption")
    simple = tbl(tr("a", "b"))
    above = read_body(p("表1 收件", style="Caption") + simple, styles=styles)
    below = read_body(simple + p("表1 收件", style="Caption"), styles=styles)
    figure = read_body(p("图1 流程", style="Caption") + simple, styles=styles)
    assert [len(blocks) for blocks in (above, below, figure)] == [1, 1, 2]
    assert [table.caption for table in (*above, *below) if isinstance(table, Table)] == [
        (above[0].caption),  # type: ignore[union-attr]  # a table
        (above[0].caption),  # type: ignore[union-attr]  # a table
    ]


def test_automatic_numbers_alone_in_cells_are_labels() -> None:
    from tests.readers.docx.builder import num, numbering

    number = tc(p(props=num(1)))
    table = only_table(
        tbl(tr("n", "x"), tr(number, "a"), tr(number, "b")), numbering=numbering(("decimal", "%1"))
    )
    assert [cell.blocks for cell in table.cells if cell.column == 0 and cell.row] == [
        (Paragraph((), label="1"),),
        (Paragraph((), label="2"),),
    ]


def test_texts_of_a_cell_keep_their_order() -> None:
    assert texts(only_table(tbl(tr(tc("a", p("b"), p(r("c"), r("d"))))))) == ["a\nb\ncd"]


def wide(text: str, twips: int) -> str:
    return tc(text, props=f'<w:tcW w:w="{twips}" w:type="dxa"/>')


GRID = (2000, 1000, 3000)


@pytest.mark.parametrize(
    ("row", "places"),
    [
        ((wide("title", 6000),), [(0, 3, "title")]),
        ((wide("a", 2000), wide("both", 4000)), [(0, 1, "a"), (1, 2, "both")]),
        ((wide("both", 2990), wide("c", 3010)), [(0, 2, "both"), (2, 1, "c")]),
        # Where widths leave the grid or the row short, cells stand one after the other.
        ((wide("a", 2500), wide("b", 3500)), [(0, 1, "a"), (1, 1, "b"), (2, 1, "")]),
        ((wide("a", 2000), wide("b", 1000)), [(0, 1, "a"), (1, 1, "b"), (2, 1, "")]),
        ((wide("a", 2000), "b"), [(0, 1, "a"), (1, 1, "b"), (2, 1, "")]),
    ],
)
def test_widths_tell_spans_that_a_row_does_not_write(
    row: tuple[str, ...], places: list[tuple[int, int, str]]
) -> None:
    table = only_table(tbl(tr(*row), tr("x", "y", "z"), grid=GRID))

    found = [(c.column, c.column_span, cell_text(c)) for c in table.cells if c.row == 0]
    assert found == places

"""Tracked changes: the text after them, before them, and both."""

from __future__ import annotations

from typing import Literal

import pytest

from tablewright.converters.model import (
    Block,
    Document,
    Heading,
    List,
    Paragraph,
    Table,
    Text,
)
from tablewright.converters.model.text import block_text, cell_text
from tablewright.converters.model.walk import iter_blocks, iter_inlines
from tablewright.converters.readers.base import ReadOptions
from tests.readers.docx.builder import Docx, num, numbering, p, r, style, tbl, tc, tr
from tests.readers.docx.test_text import left_out

Changes = Literal["accepted", "original", "all"]


def read(changes: Changes, body: str, **rest: object) -> Document:
    return Docx(body=body, **rest).read(options=ReadOptions(changes=changes))  # type: ignore[arg-type]  # fields of Docx


def ins(*content: str) -> str:
    return f'<w:ins w:id="1" w:author="A">{"".join(content)}</w:ins>'


def gone(text: str) -> str:
    return f'<w:del w:id="2"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def marks(name: str) -> str:
    return f"<w:rPr><w:{name}/></w:rPr>"


def shown(document: Document) -> str:
    """Text with deleted parts in [-brackets] and inserted ones in [+brackets]."""

    def mark(inline: Text) -> str:
        sign = "-" if inline.strike else "+" if inline.underline else ""
        return f"[{sign}{inline.text}]" if sign else inline.text

    def line(block: Block) -> str:
        return "".join(
            mark(inline) for inline in iter_inlines((block,)) if isinstance(inline, Text)
        )

    return "|".join(
        line(block)
        for block in iter_blocks(document.blocks)
        if isinstance(block, Paragraph | Heading)
    )


RUNS = p("a", ins(r("b")), gone("c"), "<w:moveTo>" + r("d") + "</w:moveTo>")
MOVED = p("<w:moveFrom>" + r("d") + "</w:moveFrom>", "e")
BOTH = p("x", ins(gone("never")), "y")
JOINED = p("a", props=marks("del")) + p("b")
SPLIT = p("a", props=marks("ins")) + p("b")
ROWS = tbl(
    tr("head", "h2"),
    tr(tc(p(ins(r("new")))), "n", props="<w:ins/>"),
    tr(tc(p(gone("old"))), "o", props="<w:del/>"),
)
CELLS = tbl(
    tr("a", tc("b", props="<w:cellIns/>"), tc(p(gone("c")), props="<w:cellDel/>")),
    tr("d", tc("e", props="<w:cellIns/>"), tc(p(gone("f")), props="<w:cellDel/>")),
)


@pytest.mark.parametrize(
    ("body", "accepted", "original", "everything"),
    [
        (RUNS + MOVED, "abd|e", "ac|de", "a[+b][-c][+d]|[-d]e"),
        (BOTH, "xy", "xy", "x[-never]y"),
        (JOINED, "ab", "a|b", "a|b"),
        (SPLIT, "a|b", "ab", "a|b"),
        (ROWS, "head|h2|new|n", "head|h2|old|o", "head|h2|[+new]|[+n]|[-old]|[-o]"),
        (CELLS, "a|b|d|e", "a|c|d|f", "a|[+b]|[-c]|d|[+e]|[-f]"),
        (
            f"<w:ins>{p('block')}</w:ins><w:del>{p('gone')}</w:del>",
            "block",
            "gone",
            "[+block]|[-gone]",
        ),
    ],
)
def test_each_choice_shows_its_text_and_accounts_for_the_rest(
    body: str, accepted: str, original: str, everything: str
) -> None:
    documents = [read(changes, body) for changes in ("accepted", "original", "all")]
    assert [shown(document) for document in documents] == [accepted, original, everything]
    reasons = [{reason for reason, _ in left_out(document)} for document in documents]
    assert reasons[0] <= {"deleted"}
    assert reasons[1] <= {"inserted"}
    assert reasons[2] == set()


def test_the_original_has_the_properties_from_before_their_change() -> None:
    before = f"<w:pPr>{num(1)}</w:pPr>"
    body = (
        p("now a heading", style="H", props="<w:pPrChange><w:pPr/></w:pPrChange>")
        + p("was an item", props=f"<w:pPrChange>{before}</w:pPrChange>")
        + p("now an item", props=num(1).replace("</w:numPr>", "<w:ins/></w:numPr>"))
        + p(r("bold", "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>"), "rest")
        + p(r("seen", "<w:vanish/><w:rPrChange><w:rPr/></w:rPrChange>"))
    )
    parts = {
        "styles": style("H", "heading 1"),
        "numbering": numbering(("decimal", "%1.")),
    }
    now = read("accepted", body, **parts)
    assert [type(block) for block in now.blocks] == [Heading, Paragraph, List, Paragraph]
    before_all = read("original", body, **parts)
    kinds = [Paragraph, List, Paragraph, Paragraph, Paragraph]
    assert [type(block) for block in before_all.blocks] == kinds
    (_, _, _, bold, seen) = before_all.blocks
    assert isinstance(bold, Paragraph)
    assert bold.content == (Text("bold", bold=True), Text("rest"))
    assert block_text((seen,)) == "seen"


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    (table,) = document.blocks
    assert isinstance(table, Table)
    return [(c.row, c.column, c.row_span, c.column_span, cell_text(c)) for c in table.cells]


def test_spans_of_the_original_are_the_ones_from_before() -> None:
    wide = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange>'
    narrow = "<w:tcPrChange><w:tcPr/></w:tcPrChange>"
    body = tbl(tr(tc("a", props=wide), "b"), tr("c", tc("d", span=1, props=narrow), "e"))
    assert grid(read("original", body))[0] == (0, 0, 1, 2, "a")
    assert grid(read("accepted", body))[0] == (0, 0, 1, 1, "a")


def test_tracked_merges_hold_in_what_they_led_to() -> None:
    body = tbl(
        tr(tc("a", props='<w:cellMerge w:vMerge="rest"/>'), "x"),
        tr(tc("b", props='<w:cellMerge w:vMerge="cont"/>'), "y"),
    )
    assert grid(read("accepted", body)) == [
        (0, 0, 2, 1, "a"),
        (0, 1, 1, 1, "x"),
        (1, 1, 1, 1, "y"),
    ]
    assert [cell[:4] for cell in grid(read("original", body))] == [
        (row, column, 1, 1) for row in (0, 1) for column in (0, 1)
    ]


def test_deleted_parts_of_formulas_and_fields_follow_the_choice() -> None:
    formula = (
        "<m:oMath><m:r><m:t>x</m:t></m:r><w:del><m:r><m:t>y</m:t></m:r></w:del>"
        "<w:ins><m:r><m:t>z</m:t></m:r></w:ins></m:oMath>"
    )
    field = (
        '<w:del><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:delInstrText> PAGE </w:delInstrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>7</w:delText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'
    )
    texts = []
    for changes in ("accepted", "original", "all"):
        document = read(changes, p("a", formula) + p("b", field))
        texts.append(block_text(document.blocks))
        left_out(document)
    assert texts == ["axz\nb", "axy\nb7", "axyz\nb7"]


def test_changes_in_notes_and_headers_follow_the_choice() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p("n", ins(r("new")), gone("old"))}</w:footnote>'
    document = read("original", p("a", mark), footnotes=note)
    assert block_text(document.notes[0].blocks) == "nold"
    assert left_out(document) == [("inserted", "new")]

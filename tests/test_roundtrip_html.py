"""IR -> HTML -> IR is the identity, for everything that docs/html-markup.md says is carried."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tablewright.converters.model import (
    Anchor,
    Asset,
    Block,
    Cell,
    Code,
    DefinitionItem,
    DefinitionList,
    Document,
    ElementOrigin,
    Equation,
    Figure,
    Fragment,
    Heading,
    Image,
    InlineEquation,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    PageOrigin,
    Paragraph,
    Quote,
    Ruby,
    SourceInfo,
    Table,
    Text,
    TextOrigin,
)
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.html import read_html
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.html import write_html
from tests.strategies import documents

ANY_SOURCE = SourceInfo("x", "x/x")


def read_back(document: Document) -> Document:
    html = write_html(document, WriteOptions())
    return read_html(Source("page.html", html), ReadOptions())


def carried(document: Document) -> Document:
    """What HTML carries of a document."""
    return replace(document, source=ANY_SOURCE, accounting=None, diagnostics=(), furniture=())


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def cell(row: int, column: int, *blocks: Block) -> Cell:
    return Cell(row, column, blocks)


MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><!-- c --><mn> 2 </mn></math>'
ORIGINS = (
    PageOrigin(3),
    PageOrigin(3, (0.1, 2.0, 1e-07, 4.25)),
    ElementOrigin("/html/body/p[2]"),
    ElementOrigin("/a b/100%/c!", "word/my file!.xml"),
    TextOrigin(0, 5),
    TextOrigin(0, 5, 1),
)

BLOCKS: dict[str, Block] = {
    "a heading of every kind": Quote(
        tuple(Heading(level, (Text("x"),), f"h{level}", "1.") for level in range(1, 10))
    ),
    "a heading in a header cell": Table(
        rows=1, columns=1, cells=(Cell(0, 0, (Heading(2, (Text("x"),)),), role="header"),)
    ),
    "an empty label": Paragraph((Text("x"),), label=""),
    "nothing but a label": Paragraph((), label="1."),
    "a paragraph in an item with alignment": List(
        (ListItem((Paragraph((Text("x"),), "center"),)),)
    ),
    "item labels": List(
        (
            ListItem((text("x"),), label="(a)"),
            ListItem((text("x"), text("y")), label="第一条"),
            ListItem((), label="c)"),
            ListItem((text("x"),), label="d", checked=True),
        )
    ),
    "an item without blocks": List((ListItem(()), ListItem((List((ListItem((text("x"),)),)),)))),
    "text, a list and text": List((ListItem((text("x"), List((ListItem(()),)), text("y"))),)),
    "list styles": Quote(
        (
            List((ListItem(()),), ordered=True, start=-3, style="cjk-ideographic"),
            List((ListItem(()),), ordered=True, start=0, style="disc"),
            List((ListItem(()),), start=4, style="decimal"),
            List((ListItem(()),), style="none"),
        )
    ),
    "terms and definitions that are missing": DefinitionList(
        (
            DefinitionItem((), ((text("x"),), ())),
            DefinitionItem(((Text("t"),), (Text("u"),)), ()),
            DefinitionItem((), ()),
        )
    ),
    "a figure of a table and text": Figure(
        (Table(rows=1, columns=1, cells=(cell(0, 0),)), text("x"), text("y")), (Text("c"),)
    ),
    "an empty figure": Figure(()),
    "code with blank lines around it": Code("\n\n  <a>&amp;\t\n", "C++"),
    "code in a strange language": Code("", "my language"),
    "equations": Quote(
        (Equation("x^2", MATHML, "(1)"), Equation("<", "not mathml"), Equation("", MATHML))
    ),
    "inline equations": Paragraph((InlineEquation("a<b", MATHML), InlineEquation("\\alpha"))),
    "links": Paragraph(
        (
            Link("#a b", (Text("x"),), title='"q" <b>'),
            Link("", (Text("x", bold=True), LineBreak(), Text("y"))),
            Link("https://example.org/?a=1&amp;b=中文 [x]", (Image(href="x y.png", alt=""),)),
            Link("mailto:a@example.org", (Ruby((Text("漢"),), "かん"), Anchor("in-link"))),
            Link("a/b.html#c", ()),
        )
    ),
    "anchors": Paragraph(
        (Anchor("a"), Anchor("a"), Anchor(""), Anchor("b c"), Anchor("tw-x"), Text("x"))
    ),
    "pictures": Paragraph(
        (
            Image(href="https://example.org/a b.png", alt="x", title="t", width_pt=100.1),
            Image(href="file:///etc/hosts", height_pt=0.3),
            Image(href="//example.org/x.png"),
            Image(alt="nothing"),
        )
    ),
    "white space": Paragraph(
        (
            Text("\u3000a\u00a0 b "),
            Text("c", italic=True),
            Text(" "),
            Text("d", code=True),
            LineBreak(),
            LineBreak(),
            Text("e\u3000"),
        )
    ),
    "all formats at once": Paragraph((Text("x", True, True, True, True, True, True, True),)),
    "ruby with marks": Paragraph((Ruby((Text("漢", bold=True), Text("字")), "<b>"), Text("。"))),
    "every origin": Quote(tuple(Paragraph((Text("x"),), origin=origin) for origin in ORIGINS)),
    "origins of tight paragraphs": Table(
        rows=1,
        columns=1,
        cells=(Cell(0, 0, (Paragraph((Text("x"),), origin=PageOrigin(1)),), origins=ORIGINS),),
        fragments=(Fragment(0, 1, PageOrigin(2), "same <head>", 2, ((0, 0), (1, 2))),),
        confidence=0.1,
        id="t 1",
        origin=PageOrigin(9),
        column_widths=(72.5,),
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_read_back_from_html_is_the_same(name: str) -> None:
    document = Document(ANY_SOURCE, (BLOCKS[name],))
    assert carried(read_back(document)).blocks == document.blocks


def test_metadata_notes_and_pictures_read_back_from_html_are_the_same() -> None:
    data = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    asset = Asset(hashlib.sha256(data).hexdigest(), "image/svg+xml", data, 'a "b".svg')
    mark = (NoteReference("n 1"), NoteReference("n 1"), NoteReference("c"), NoteReference("e"))
    document = Document(
        ANY_SOURCE,
        (Paragraph((Text("x"), *mark, Image(asset=asset.sha256, alt="a\nb"))),),
        Metadata(
            title=" a  b ",
            language="not a tag!",
            authors=("A, B", "C"),
            keywords=("k", "k"),
            generator="Other 1.0",
            extra=(("x", "1"), ("x", ""), ("", "y")),
        ),
        (
            Note("n 1", (text("one"), List((ListItem((text("a"),)),))), label="*"),
            Note("c", (), "comment"),
            Note("e", (text("one"), text("two")), "endnote", origin=PageOrigin(1)),
            Note("f", (Table(rows=1, columns=1, cells=(cell(0, 0, text("x")),)),)),
        ),
        (asset,),
    )
    assert carried(read_back(document)) == document


def test_spans_larger_than_html_allows_read_back_the_same() -> None:
    columns = 2500
    cells = [
        Cell(0, 0, (text("a"),), column_span=2400, role="header"),
        Cell(0, 2400, (text("b"),), column_span=100, role="header"),
        *(Cell(1, column) for column in range(columns)),
    ]
    table = Table(rows=2, columns=columns, cells=tuple(cells), header_rows=1)
    assert read_back(Document(ANY_SOURCE, (table,))).blocks == (table,)


@pytest.mark.slow
def test_spans_taller_than_html_allows_read_back_the_same() -> None:
    rows = 65_540
    cells = [
        Cell(0, 0, (text("a"),), row_span=rows, role="stub"),
        *(Cell(row, 1) for row in range(rows)),
    ]
    table = Table(rows=rows, columns=2, cells=tuple(cells), stub_columns=1)
    assert read_back(Document(ANY_SOURCE, (table,))).blocks == (table,)


def test_what_html_cannot_carry_is_left_out_of_it() -> None:
    inner = Link("#b", (Text("b"),))
    written = Paragraph((Link("javascript:x()", (Text("a"),)), Link("#a", (Text("a"), inner))))
    kept = Paragraph((Text("a"), Link("#a", (Text("ab"),))))
    document = Document(ANY_SOURCE, (written,))
    assert read_back(document).blocks == (kept,)


@given(documents(full=True))
def test_a_document_read_back_from_its_html_is_the_same(document: Document) -> None:
    assert carried(read_back(document)) == carried(document)


@pytest.mark.slow
@settings(max_examples=60)
@given(documents(full=True))
def test_many_documents_read_back_from_their_html_are_the_same(document: Document) -> None:
    assert carried(read_back(document)) == carried(document)


@settings(max_examples=20)
@given(documents(full=True))
def test_reading_our_own_html_accounts_for_every_character(document: Document) -> None:
    again = read_back(document)
    assert again.accounting is not None
    assert (again.accounting.unplaced, again.accounting.unplaced_sample) == (0, "")


@settings(max_examples=20)
@given(documents(full=True))
def test_html_written_twice_is_the_same_bytes(document: Document) -> None:
    first = write_html(document, WriteOptions())
    assert write_html(document, WriteOptions()) == first
    again = replace(read_html(Source("page.html", first), ReadOptions()), source=document.source)
    assert write_html(again, WriteOptions()) == first

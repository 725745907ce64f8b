"""Markdown written by people: what each construct becomes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tablewright.converters.errors import LimitExceeded, UnreadableSource
from tablewright.converters.model import (
    Anchor,
    Block,
    Cell,
    Code,
    DefinitionItem,
    DefinitionList,
    Document,
    Equation,
    Figure,
    Heading,
    Image,
    Inline,
    InlineEquation,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    NoteReference,
    PageBreak,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Table,
    Text,
    TextOrigin,
)
from tablewright.converters.model.text import document_text
from tablewright.converters.model.walk import iter_blocks, map_document
from tablewright.converters.readers import ReadOptions, Source, read_source


def read(text: str | bytes) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read_source(Source("a.md", data), ReadOptions(), reader="markdown")


def blocks(text: str) -> tuple[Block, ...]:
    document = read(text)
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
    plain = map_document(document, lambda inner: tuple(replace(b, origin=None) for b in inner))
    return plain.blocks


def inlines(text: str) -> tuple[Inline, ...]:
    (only,) = blocks(text)
    assert isinstance(only, Paragraph)
    return only.content


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def item(text: str) -> ListItem:
    return ListItem((paragraph(text),))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 标题", Heading(1, (Text("标题"),))),
        ("Title\n=====", Heading(1, (Text("Title"),))),
        ('## <a id="x"></a>Title', Heading(2, (Text("Title"),), id="x")),
        ("***", Rule()),
        ("> a", Quote((paragraph("a"),))),
        ("```python\na\n\nb\n```", Code("a\n\nb", "python")),
        ("    a\n      b", Code("a\n  b")),
        ("$$\na = b\n$$", Equation("a = b")),
        ("$$\na = b\n$$ (1)", Equation("a = b", label="(1)")),
        ("```math\na = b\n```", Equation("a = b")),
        ("- a\n- b", List((item("a"), item("b")))),
        ("3) a\n4) b", List((item("a"), item("b")), ordered=True, start=3)),
        (
            "- [x] a\n- [ ] b\n- \\[x\\] c",
            List(
                (
                    replace(item("a"), checked=True),
                    replace(item("b"), checked=False),
                    item("[x] c"),
                )
            ),
        ),
        (
            "Term\n: first\n: second",
            DefinitionList(
                (
                    DefinitionItem(
                        ((Text("Term"),),), ((paragraph("first"),), (paragraph("second"),))
                    ),
                )
            ),
        ),
        ('<div style="page-break-after: always"></div>', PageBreak()),
        ('<div align="center">\n\na\n\n</div>', Paragraph((Text("a"),), alignment="center")),
        (
            "<figure>\n\n![a](x.png)\n\n<figcaption>\n\nb\n\n</figcaption>\n\n</figure>",
            Figure((Paragraph((Image(href="x.png", alt="a"),)),), (Text("b"),)),
        ),
    ],
)
def test_a_block_is_read(source: str, expected: Block) -> None:
    assert blocks(source) == (expected,)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a *b* **c** ~~d~~ `e`", None),
        ("a\\\nb", (Text("a"), LineBreak(), Text("b"))),
        ("a  \nb", (Text("a"), LineBreak(), Text("b"))),
        ("a\nb", (Text("a b"),)),
        ("中文\n换行", (Text("中文换行"),)),
        ("[a](b 'c')", (Link("b", (Text("a"),), "c"),)),
        ("[a][r]\n\n[r]: <b c> 'd'", (Link("b c", (Text("a"),), "d"),)),
        (
            "<https://example.org/>",
            (Link("https://example.org/", (Text("https://example.org/"),)),),
        ),
        ("[a](javascript:alert(1))", (Text("a"),)),
        (
            "H<sub>2</sub>O<br>x",
            (Text("H"), Text("2", sub=True), Text("O"), LineBreak(), Text("x")),
        ),
        ("<u>a</u><kbd>b</kbd>", (Text("a", underline=True), Text("b", code=True))),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", (Ruby((Text("漢"),), "kan"),)),
        ('a<a id="p"></a>b', (Text("a"), Anchor("p"), Text("b"))),
        ('<a href="https://x.example">a</a>', (Link("https://x.example", (Text("a"),)),)),
        ("a <script>alert(1)</script>b", (Text("a b"),)),
        ("a <b onclick='x()'>b", (Text("a "), Text("b", bold=True))),
        ("a </b> c", (Text("a c"),)),
        ("from $5 to $10", (Text("from $5 to $10"),)),
        ("$a_1$ b", (InlineEquation("a_1"), Text(" b"))),
        ("\u3000\u3000首", (Text("\u3000\u3000首"),)),
    ],
)
def test_a_line_is_read(source: str, expected: tuple[Inline, ...] | None) -> None:
    if expected is None:
        expected = (
            Text("a "),
            Text("b", italic=True),
            Text(" "),
            Text("c", bold=True),
            Text(" "),
            Text("d", strike=True),
            Text(" "),
            Text("e", code=True),
        )
    document = read(source)
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
    (only,) = document.blocks
    assert isinstance(only, Paragraph)
    assert only.content == expected


def test_hidden_text_is_accounted_for() -> None:
    document = read("a <script>alert(1)</script>b")
    assert document.accounting is not None
    assert [(left.reason, left.text) for left in document.accounting.left_out] == [
        ("script", "alert(1)")
    ]


def test_a_pipe_table_has_its_header_row_by_mark() -> None:
    (table,) = blocks("| a | b |\n|:-:|--:|\n| 1 \\| 2 | `x\\|y` |\n| 3 |")
    assert isinstance(table, Table)
    assert table.header_rows == 1
    texts = [[cell.blocks for cell in row] for row in table.iter_rows()]
    assert texts == [
        [(paragraph("a"),), (paragraph("b"),)],
        [(paragraph("1 | 2"),), (Paragraph((Text("x|y", code=True),)),)],
        [(paragraph("3"),), ()],
    ]
    assert [cell.alignment for cell in table.cells[:2]] == ["center", "right"]


def test_a_blank_header_row_is_no_row() -> None:
    (table,) = blocks("|  |  |\n|--|--|\n| a | 1 |\n| b | 2 |")
    assert isinstance(table, Table)
    assert table.rows == 2


def test_cells_of_pipes_have_the_origin_of_their_line() -> None:
    document = read("x\n\n| a |\n|---|\n| 1 |\n")
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [cell.origins for cell in table.cells] == [
        (TextOrigin(3, 9, 3),),
        (TextOrigin(15, 21, 5),),
    ]


def test_an_html_table_keeps_its_spans() -> None:
    (table,) = blocks("<table><tr><th colspan=2>a</th></tr><tr><td>1</td><td>2</td></tr></table>")
    assert isinstance(table, Table)
    assert [(cell.column_span, cell.role) for cell in table.cells][:1] == [(2, "header")]


def test_an_html_table_with_markdown_between_blank_lines_is_one_table() -> None:
    head = "<table><tr><th>x</th><th>y</th></tr>"
    source = f"{head}<tr><td>\n\n**a**\n\n</td><td>1</td></tr></table>\n\nafter"
    found = blocks(source)
    assert isinstance(found[0], Table)
    assert found[0].cells[2].blocks == (Paragraph((Text("a", bold=True),)),)
    assert found[1:] == (paragraph("after"),)


def test_scripts_in_html_blocks_are_gone() -> None:
    document = read("<script>\nalert(1)\n</script>\n\n<p onclick=x>a<iframe src=b></iframe></p>")
    assert document_text(document) == "a"


def test_footnotes_are_notes_also_when_unused_or_inline() -> None:
    document = read("a[^x] b^[in *line*]\n\n[^x]: one\n\n    two\n\n[^y]: unused")
    (first,) = (b for b in document.blocks if isinstance(b, Paragraph))
    marks = [x.note for x in first.content if isinstance(x, NoteReference)]
    notes = {note.id: len(note.blocks) for note in document.notes}
    assert marks == ["x", "inline-1"]
    assert notes == {"x": 2, "y": 1, "inline-1": 1}
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


def test_a_picture_in_a_data_address_is_an_asset() -> None:
    gif = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
    document = read(f"![a][p]\n\n[p]: {gif} 'b'")
    (asset,) = document.assets
    assert asset.media_type == "image/gif"
    assert document.blocks[0] == Paragraph(
        (Image(asset.sha256, None, "a", "b"),), origin=TextOrigin(0, 8, 1)
    )


def test_front_matter_of_site_generators_is_metadata() -> None:
    document = read(
        "---\ntitle: A\nauthor: [B, C]\ndate: 2024-03-01\ntags: d\nlayout: x\n---\n\ntext"
    )
    assert document.metadata == Metadata(
        title="A",
        authors=("B", "C"),
        keywords=("d",),
        published="2024-03-01",
        extra=(("layout", "x"),),
    )
    assert document_text(document) == "text"
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].origin == TextOrigin(68, 72, 9)


@pytest.mark.parametrize("front", ["a: *b", "a: &b [1]\nc: *b", "- a", "a: [", "[" * 2000])
def test_front_matter_that_is_not_plain_is_text(front: str) -> None:
    assert read(f"---\n{front}\n---\n\ntext").metadata == Metadata()


def test_deep_nesting_is_flattened_and_told() -> None:
    document = read("> " * 500 + "deep")
    assert "nesting-limit" in {finding.code for finding in document.diagnostics}
    assert document_text(document).endswith("deep")
    assert len(list(iter_blocks(document.blocks))) < 100


@pytest.mark.parametrize(
    "source",
    [
        "[" * 20_000,
        "![" * 10_000,
        "^[" * 10_000,
        "*a **b " * 3_000,
        "$$ a\n\n" * 3_000,
        "<div align=center>\n\n" * 1_000 + "x",
        "- " * 2_000 + "a",
        "<!--" * 5_000,
    ],
    ids=["brackets", "pictures", "notes", "emphasis", "maths", "containers", "lists", "comments"],
)
def test_sources_made_to_hurt_are_read(source: str) -> None:
    document = read(source)
    assert document.accounting is not None
    assert document.accounting.unplaced == 0


def test_far_too_many_cells_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="cells"):
        read("|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|\n" * 1_000)


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.7 x"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read(data)


def test_markdown_in_gbk_is_read() -> None:
    source = "# 政府信息公开工作年度报告\n\n本机关主动公开政府信息，依法办理依申请公开。".encode(
        "gb18030"
    )
    assert document_text(read(source)).startswith("政府信息公开工作年度报告")


def test_a_cell_is_what_a_cell_was() -> None:
    (table,) = blocks("| a |\n| - |\n| 12 |")
    assert isinstance(table, Table)
    assert isinstance(table.cells[1], Cell)
    assert table.cells[1].value is not None

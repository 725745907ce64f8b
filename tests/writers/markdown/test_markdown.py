"""The Markdown that is written, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tablewright.converters.errors import TemplateError
from tablewright.converters.model import (
    Alignment,
    Block,
    Cell,
    Code,
    Document,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    NoteReference,
    Paragraph,
    Role,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.writers import SpanPolicy, WriteOptions, write
from tablewright.converters.writers.markdown.emphasis import (
    Close,
    Open,
    Piece,
    Raw,
    join_pieces,
)
from tablewright.converters.writers.width import display_width


def body(*blocks: Block, spans: SpanPolicy = "html") -> str:
    document = Document(SourceInfo("a.html", "text/html"), blocks)
    text = write(document, "md", WriteOptions(spans=spans)).decode()
    return text.split("---\n", 2)[2].strip("\n")


def paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def cell(
    row: int,
    column: int,
    text: str,
    role: Role = "data",
    row_span: int = 1,
    column_span: int = 1,
    alignment: Alignment | None = None,
) -> Cell:
    content = (Paragraph((Text(text),)),) if text else ()
    return Cell(row, column, content, row_span, column_span, role, alignment)


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Text("一是加强。", bold=True), Text("政务")), "<b>一是加强。</b>政务"),
        ((Text("一是加强", bold=True), Text("。政务")), "**一是加强**。政务"),
        ((Text("a", bold=True), Text("b", italic=True)), "**a**<i>b</i>"),
        ((Text("a", bold=True, italic=True),), "***a***"),
        ((Text("a ", bold=True), Text("b")), "<b>a </b>b"),
        ((Text("# a"),), "\\# a"),
        ((Text("1. a"),), "1\\. a"),
        ((Text("1.5"),), "1.5"),
        ((Text("- a"),), "\\- a"),
        ((Text("-1"),), "-1"),
        ((Text("> a"),), "\\> a"),
        ((Text("a_b _c_"),), "a_b \\_c\\_"),
        ((Text("a*b"),), "a\\*b"),
        ((Text("&amp; & a"),), "\\&amp; & a"),
        ((Text("<b>"),), "\\<b>"),
        ((Text("\u3000\u3000首"),), "&#12288;&#12288;首"),
        ((Text("a"), LineBreak(), Text("+ b")), "a\\\n\\+ b"),
        ((Text("!"), Link("b", (Text("a"),))), "\\![a](b)"),
        ((NoteReference("1"), Text(": a")), "[^1]\\: a"),
        ((Link("javascript:x", (Text("a"),)),), "a"),
        ((Link("a", (Link("b", (Text("c"),)), Text("d"))),), "[cd](a)"),
        ((Text("a`b", code=True),), "``a`b``"),
        ((Text("`", code=True),), "`` ` ``"),
        ((Link("a b", (Text("c"),), 'd"e'),), '[c](<a b> "d\\"e")'),
        (
            (Link("https://example.org/", (Text("https://example.org/"),)),),
            "<https://example.org/>",
        ),
    ],
)
def test_a_paragraph_is_written(inlines: tuple[Inline, ...], expected: str) -> None:
    assert body(paragraph(*inlines)) == expected


def test_headings_below_the_sixth_level_are_annotated() -> None:
    expected = '<!-- tablewright heading level="8" -->\n###### a'
    assert body(Heading(8, (Text("a"),))) == expected


def test_neighbouring_lists_have_different_markers() -> None:
    one = List((ListItem((paragraph(Text("a")),)),))
    assert body(one, one, one) == "- a\n\n* a\n\n- a"


def test_a_fence_is_longer_than_the_fences_in_the_code() -> None:
    assert body(Code("```\n````")) == "`````\n```\n````\n`````"


def test_a_simple_table_stands_in_pipes() -> None:
    table = Table(
        2,
        2,
        (
            cell(0, 0, "项目", "header"),
            cell(0, 1, "n|m", "header", alignment="right"),
            cell(1, 0, "a", "stub"),
            cell(1, 1, "1", alignment="right"),
        ),
        header_rows=1,
        stub_columns=1,
    )
    assert body(table).split("\n") == [
        '<!-- tablewright table stub="1" -->',
        "| 项目 | n\\|m |",
        "| ---- | ---: |",
        "| a    |    1 |",
    ]


SPANNED = Table(
    5,
    3,
    (
        cell(0, 0, "区", "header", row_span=2),
        cell(0, 1, "件数", "header", column_span=2),
        cell(1, 1, "新", "header"),
        cell(1, 2, "旧", "header"),
        cell(2, 0, "一、东部", "header", column_span=3),
        cell(3, 0, "甲", "stub", row_span=2),
        cell(3, 1, "1"),
        cell(3, 2, ""),
        cell(4, 1, "3", column_span=2),
    ),
    header_rows=2,
    stub_columns=1,
)


def test_a_spanned_table_is_html_without_blank_lines() -> None:
    html = body(SPANNED)
    assert html.startswith('<div data-table><table data-header-rows="2" data-stub-columns="1">\n')
    assert "\n\n" not in html
    assert '<th colspan="2" scope="col">件数</th>' in html


def test_repeat_fills_every_slot() -> None:
    assert body(SPANNED, spans="repeat").split("\n")[1:] == [
        "| 区       | 件数<br>新 | 件数<br>旧 |",
        "| -------- | ---------- | ---------- |",
        "| 一、东部 | 一、东部   | 一、东部   |",
        "| 甲       | 1          |            |",
        "| 甲       | 3          | 3          |",
    ]


def test_paths_join_headers_and_stubs() -> None:
    assert body(SPANNED, spans="paths").split("\n")[1:] == [
        "| 区            | 件数 > 新 | 件数 > 旧 |",
        "| ------------- | --------- | --------- |",
        "| 一、东部 > 甲 | 1         |           |",
        "| 一、东部 > 甲 | 3         | 3         |",
    ]


def test_records_list_each_row() -> None:
    assert body(SPANNED, spans="records").split("\n") == [
        "- 区: 一、东部 > 甲",
        "  - 件数 > 新: 1",
        "  - 件数 > 旧:",
        "- 区: 一、东部 > 甲",
        "  - 件数 > 新 > 旧: 3",
    ]


def test_front_matter_names_the_source() -> None:
    source = SourceInfo("a: b.html", "text/html", "0" * 64, 12)
    text = write(Document(source), "md", WriteOptions()).decode()
    assert text.startswith("---\ngenerator: tablewright ")
    assert "name: 'a: b.html'" in text


def test_a_template_of_the_user_decides(tmp_path: Path) -> None:
    (tmp_path / "document.md.j2").write_text(
        "{% for part in document.blocks | parts %}{{ part.kind }}\n{% endfor %}"
    )
    document = Document(SourceInfo("a", "b"), (paragraph(Text("a")), SPANNED))
    assert write(document, "md", WriteOptions(template=tmp_path)) == b"paragraph\ntable\n"


def test_a_missing_template_is_named() -> None:
    with pytest.raises(TemplateError, match="nowhere"):
        write(Document(SourceInfo("a", "b")), "md", WriteOptions(template="nowhere"))


@pytest.mark.parametrize(
    ("before", "inside", "after", "expected"),
    [
        ("", "a", "", "**a**"),
        ("x", "a", "y", "x**a**y"),
        ("x", "（a）", "y", "x<b>（a）</b>y"),
        (" ", "（a）", "，", " **（a）**，"),
        ("x", "€", "y", "x<b>€</b>y"),
        ("€", "。", "€", "€<b>。</b>€"),
        ("", "\u3000a", "", "<b>\u3000a</b>"),
    ],
)
def test_delimiters_stand_only_where_they_flank(
    before: str, inside: str, after: str, expected: str
) -> None:
    pieces: list[Piece] = [Open("bold"), Raw(inside), Close("bold")]
    if before:
        pieces = [Raw(before), *pieces, Raw(after)]
    assert join_pieces(pieces) == expected


def test_wide_characters_take_two_columns() -> None:
    assert [display_width(text) for text in ("ab", "中", "é", "e\u0301")] == [2, 2, 1, 1]

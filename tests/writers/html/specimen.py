"""One small document with every block and inline, for the golden page."""

from __future__ import annotations

import decimal

from tablewright.converters.model import (
    Amount,
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
    InlineEquation,
    Integer,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    PageBreak,
    PageOrigin,
    Paragraph,
    Quote,
    Reading,
    Role,
    Ruby,
    Rule,
    SourceInfo,
    Status,
    Table,
    Text,
    Value,
)

MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>n</mi></math>'


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def cell(
    row: int,
    column: int,
    words: str,
    role: Role = "data",
    *,
    spans: tuple[int, int] = (1, 1),
    value: Value | None = None,
    status: Status = "source",
) -> Cell:
    blocks = (text(words),) if words else ()
    return Cell(row, column, blocks, *spans, role=role, value=value, status=status)


LEVELS = Table(
    rows=5,
    columns=3,
    cells=(
        cell(0, 0, "项目", "header", spans=(2, 1)),
        cell(0, 1, "金额 & 件数", "header", spans=(1, 2)),
        cell(1, 1, "金额", "header"),
        cell(1, 2, "件数", "header"),
        cell(2, 0, "甲", "stub"),
        cell(2, 1, "0.37万元", value=Amount(decimal.Decimal("0.37"), "元", 10_000)),
        cell(2, 2, "1,204", value=Integer(1204), status="derived"),
        cell(3, 0, "合计（第二部分）", "header", spans=(1, 3)),
        cell(4, 0, "", "stub"),
        cell(4, 1, "", status="lost"),
        cell(4, 2, "", "spacer"),
    ),
    header_rows=2,
    stub_columns=1,
    caption=(Text("表1　合计"),),
    notes=(text("注：略。"),),
    column_widths=(90.0, 72.5, 60.0),
)

DOUBT = Table(
    rows=1,
    columns=1,
    cells=(
        Cell(
            0,
            0,
            (text("7"), Heading(3, (Text("x"),))),
            confidence=0.5,
            origins=(PageOrigin(1, (1.0, 2.0, 3.5, 4.0)), PageOrigin(2)),
            readings=(Reading("1", "page", 0.4, "R1"),),
        ),
    ),
)

INLINES = Paragraph(
    (
        Text("普通"),
        Text("粗", bold=True),
        Text("都", True, True, True, True, True, True, True),
        Link("https://example.org/?a=1&b=<2>", (Text("链接"),), title='说"明"'),
        LineBreak(),
        Anchor("here"),
        InlineEquation("n", MATHML),
        Ruby((Text("漢"),), "かん"),
        NoteReference("a"),
        NoteReference("a"),
        Image(href="figure.png", alt="图", width_pt=90, height_pt=45),
    ),
    alignment="center",
    label="（一）",
)

BLOCKS: tuple[Block, ...] = (
    Heading(1, (Text("标题 <1>"),), id="top", label="一、", alignment="center"),
    Heading(7, (Text("七"),)),
    INLINES,
    LEVELS,
    DOUBT,
    List(
        (
            ListItem((text("a"), List((ListItem((text("b"),)),), ordered=True, start=3))),
            ListItem((text("c"), text("d")), checked=True),
            ListItem((text("e"),), label="(e)"),
        ),
        style="square",
    ),
    DefinitionList((DefinitionItem(((Text("词"),),), ((text("义"),),)),)),
    Figure((text("图"),), (Text("图1"),)),
    Code("\n  a < b\n", "python"),
    Quote((text("引"),)),
    Equation("x^2", MATHML, "(1)"),
    PageBreak(),
    Rule(),
)

DOCUMENT = Document(
    SourceInfo("a.docx", "application/x-test"),
    BLOCKS,
    Metadata(title="样本", language="zh-CN"),
    (
        Note("a", (text("脚注。"),)),
        Note("b", (text("尾注一。"), text("尾注二。")), "endnote", label="*"),
    ),
)

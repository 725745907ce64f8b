"""Captions, unit lines and remarks of tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.model import (
    Block,
    Cell,
    Document,
    Paragraph,
    Quote,
    SourceInfo,
    Table,
    Text,
)
from tablewright.converters.model.text import document_text
from tablewright.converters.passes import attach_captions

TABLE = Table(rows=1, columns=1, cells=(Cell(0, 0, (Paragraph((Text("1"),)),)),))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def attached(*blocks: Block | str) -> tuple[Block, ...]:
    made = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
    document = Document(SourceInfo("x", "text/plain"), made)
    return attach_captions(document, lambda _: None).blocks


def table(caption: str = "", notes: tuple[str, ...] = ()) -> Table:
    return Table(
        rows=1,
        columns=1,
        cells=TABLE.cells,
        caption=(Text(caption),) if caption else (),
        notes=tuple(map(paragraph, notes)),
    )


@pytest.mark.parametrize(
    "caption",
    [
        "表1 收支情况",
        "表 2-1：人员",
        "附表3　明细",
        "Table 4: Income",
        "Table 5",
        "TABLE A.1 Staff",
        "表一、项目",
    ],
)
def test_a_numbered_line_above_a_table_is_its_caption(caption: str) -> None:
    assert attached(caption, TABLE) == (table(caption),)


@pytest.mark.parametrize(
    "line",
    [
        "表1所示的情况如下。",
        "表彰决定",
        "Tables are useful",
        "表面积 12",
        "Table 4: as we saw, it rose;",
        "正文",
    ],
)
def test_other_lines_above_a_table_stay(line: str) -> None:
    assert attached(line, TABLE) == (paragraph(line), TABLE)


def test_units_above_and_remarks_below_become_notes() -> None:
    blocks = attached("表1 收支", "单位：万元", TABLE, "注：含税。", "资料来源：年报", "正文")
    expected = table("表1 收支", ("单位：万元", "注：含税。", "资料来源：年报"))
    assert blocks == (expected, paragraph("正文"))


@pytest.mark.parametrize("unit", ["单位：万元", "（单位:件）", "计量单位：吨", "Unit: EUR million"])
def test_unit_lines_are_known(unit: str) -> None:
    assert attached(unit, TABLE) == (table(notes=(unit,)),)


def test_a_line_between_two_tables_goes_to_the_one_below() -> None:
    assert attached(TABLE, "表2 支出", TABLE) == (TABLE, table("表2 支出"))


def test_tables_in_quotes_are_served_too() -> None:
    quote = Quote((paragraph("表1 收支"), TABLE))
    assert attached(quote) == (Quote((table("表1 收支"),)),)


PIECES = st.sampled_from(["表1 收支", "Table 2: Pay", "单位：万元", "注：含税", "正文", ""])


@given(st.lists(PIECES, max_size=10))
def test_the_pass_is_idempotent_and_loses_no_text(pieces: list[str]) -> None:
    blocks = [TABLE if not piece else paragraph(piece) for piece in pieces]
    document = Document(SourceInfo("x", "text/plain"), tuple(blocks))
    once = attach_captions(document, lambda _: None)
    assert attach_captions(once, lambda _: None) == once
    assert sorted(document_text(once)) == sorted(document_text(document))

"""Headings by numbering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.model import (
    Block,
    Diagnostic,
    Document,
    Heading,
    LineBreak,
    Paragraph,
    SourceInfo,
    Text,
)
from tablewright.converters.model.text import document_text, inline_text
from tablewright.converters.passes import infer_headings

PROSE = "这里是一段正文，说明情况。"


def document(*blocks: Block | str) -> Document:
    made = tuple(Paragraph((Text(block),)) if isinstance(block, str) else block for block in blocks)
    return Document(SourceInfo("x", "text/plain"), made)


def outline(source: Document) -> list[tuple[int, str]]:
    """Level and text of each heading that the pass gives."""
    result = infer_headings(source, lambda _: None)
    return [
        (block.level, inline_text(block.content))
        for block in result.blocks
        if isinstance(block, Heading)
    ]


TITLE = Heading(1, (Text("某镇年度总结"),))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("一、概况", PROSE, "二、问题", PROSE), [(1, "一、概况"), (1, "二、问题")]),
        (
            (TITLE, "一、概况", "（一）人员", PROSE, "（二）经费", PROSE, "二、问题", PROSE),
            [
                (1, "某镇年度总结"),
                (2, "一、概况"),
                (3, "（一）人员"),
                (3, "（二）经费"),
                (2, "二、问题"),
            ],
        ),
        (
            (
                "第一章 总则",
                PROSE,
                "第一节 范围",
                PROSE,
                "第二节 定义",
                PROSE,
                "第二章 细则",
                PROSE,
            ),
            [(1, "第一章 总则"), (2, "第一节 范围"), (2, "第二节 定义"), (1, "第二章 细则")],
        ),
        (
            ("1. Aims", PROSE, "1.1 Scope", PROSE, "2. Means", PROSE),
            [(1, "1. Aims"), (2, "1.1 Scope"), (1, "2. Means")],
        ),
        (
            ("Chapter 1 Aims", PROSE, "Chapter 2 Means", PROSE),
            [
                (1, "Chapter 1 Aims"),
                (1, "Chapter 2 Means"),
            ],
        ),
    ],
)
def test_numbered_lines_become_headings(
    blocks: tuple[Block | str, ...], expected: list[tuple[int, str]]
) -> None:
    assert outline(document(*blocks)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("1. 苹果", "2. 香蕉", "3. 梨"),
        ("一、二、三，数到三就开始。", PROSE),
        ("（一）领导重视，积极推行。按照要求，我镇召开会议。", "（二）规范管理。制定了办法。"),
        ("1.5 million people came", PROSE),
        ("2022年工作总结", PROSE),
        ("3. Third without a first", PROSE),
        ("1. One alone", PROSE),
        ("① 甲", PROSE, "② 乙", PROSE),
        ("一、概况：", PROSE),
        ("一、" + "很长的一句话" * 20, PROSE),
        ("一、0", PROSE),
        ("一是加强领导", PROSE, "二是狠抓落实", PROSE),
    ],
)
def test_sentences_lists_and_lone_numbers_stay_paragraphs(lines: tuple[str, ...]) -> None:
    assert outline(document(*lines)) == []


def test_a_computed_number_counts_and_stays_computed() -> None:
    source = document(
        Paragraph((Text("概况"),), label="一、"),
        PROSE,
        Paragraph((Text("问题"),), label="二、"),
        PROSE,
    )
    blocks = infer_headings(source, lambda _: None).blocks
    assert blocks[0] == Heading(1, (Text("概况"),), label="一、")


def test_levels_follow_the_headings_that_the_source_marks() -> None:
    source = document(
        TITLE,
        Heading(3, (Text("一、概况"),)),
        PROSE,
        "二、问题",
        PROSE,
        "（一）人员",
        PROSE,
        "（二）钱",
        PROSE,
    )
    assert [level for level, _ in outline(source)] == [1, 3, 3, 4, 4]


def test_a_paragraph_of_two_lines_is_no_heading() -> None:
    two = Paragraph((Text("一、概况"), LineBreak(), Text("正文")))
    assert outline(document(two, PROSE)) == []


def test_one_diagnostic_tells_how_many() -> None:
    found: list[Diagnostic] = []
    infer_headings(document("一、概况", PROSE, "二、问题", PROSE), found.append)
    assert [(one.code, one.message) for one in found] == [
        ("heading-inferred", "2 paragraphs were taken as headings by their numbering.")
    ]


LINES = st.sampled_from(
    [
        *(PROSE, "一、概况", "二、问题", "三、打算", "（一）人员", "（二）经费", "无"),
        *("1. Aims", "2. Means", "1.1 Scope", "1.2 Terms", "1、苹果", "2、梨"),
        *("第一章 总则", "第二章 细则", "Chapter 1"),
    ]
)


@given(st.lists(st.one_of(LINES, LINES.map(lambda text: Heading(2, (Text(text),)))), max_size=12))
def test_the_pass_is_idempotent_and_keeps_all_text(blocks: list[Block | str]) -> None:
    source = document(*blocks)
    once = infer_headings(source, lambda _: None)
    assert infer_headings(once, lambda _: None) == once
    assert document_text(once) == document_text(source)

"""Titles, paragraphs, lists and lines of plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.errors import UnreadableSource
from tablewright.converters.model import (
    Block,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Rule,
    TextOrigin,
)
from tablewright.converters.model.text import block_text, inline_text
from tablewright.converters.readers.base import ReadOptions, Source
from tablewright.converters.readers.text import read_text


def read(text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return read_text(Source("t.txt", data), ReadOptions())


def shown(document: Document) -> list[tuple[str, str]]:
    return [(_kind(block), block_text([block])) for block in document.blocks]


def _kind(block: Block) -> str:
    return f"h{block.level}" if isinstance(block, Heading) else type(block).__name__.lower()


# --- titles -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("某镇2023年工作总结\n一、概况\n正文在此。\n", "某镇2023年工作总结"),
        ("某镇人民政府\n2023年工作总结\n一、概况\n正文在此。\n", "某镇人民政府2023年工作总结"),
        ("\n\n某镇2023年工作总结\n\n正文在此。\n", "某镇2023年工作总结"),
        ("关于加强管理的通知\n各区县人民政府：\n现通知如下。\n", "关于加强管理的通知"),
        ("某镇总结\n（2024年1月5日）\n现报告如下。\n", "某镇总结"),
        (
            "Annual Review\nof the Harbour\n\n1. Ships\n\nMany came.\n",
            "Annual Review of the Harbour",
        ),
    ],
)
def test_the_first_lines_are_the_title(text: str, title: str) -> None:
    document = read(text)
    assert document.metadata.title == title
    assert isinstance(document.blocks[0], Heading)
    assert inline_text(document.blocks[0].content).replace("\n", "") == title.replace(
        "Review of", "Reviewof"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我镇认真工作。\n一、概况\n正文。\n",
        "一、概况\n正文。\n",
        "hello",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n",
        "From: a@b.c\nTo: d@e.f\n\nDear John, this is a letter.\n",
        "import os\n\nprint(os.name)\n",
        "a,b,c\n1,2,3\n",
    ],
)
def test_a_text_without_a_title_gets_none(text: str) -> None:
    document = read(text)
    assert document.metadata.title is None


def test_a_title_printed_twice_counts_once_and_is_not_lost() -> None:
    document = read("某镇2023年总结\n某镇2023年总结\n现将工作报告如下。\n")
    assert shown(document)[0] == ("h1", "某镇2023年总结")
    assert len(document.blocks) == 2
    assert [block_text(one.blocks) for one in document.furniture] == ["某镇2023年总结"]
    assert document.accounting is not None
    assert (document.accounting.unplaced, document.accounting.furniture) == (0, 9)


# --- paragraphs and lists -----------------------------------------------------------------------


def test_each_line_is_a_paragraph_unless_lines_were_broken() -> None:
    assert shown(read("第一段。\n第二段。\n\n第三段。\n")) == [
        ("paragraph", "第一段。"),
        ("paragraph", "第二段。"),
        ("paragraph", "第三段。"),
    ]


def test_a_sentence_that_goes_on_in_lower_case_is_joined_in_a_short_text_too() -> None:
    text = (
        "The clerk counted all the berths of the northern pier and\n"
        "found two of them free.\n\nNothing else was said."
    )
    joined = "The clerk counted all the berths of the northern pier and found two of them free."
    assert shown(read(text)) == [("paragraph", joined), ("paragraph", "Nothing else was said.")]


def test_lines_broken_at_a_width_are_joined_with_spaces() -> None:
    text = (
        "The quick brown fox jumps over the lazy dog and runs away into the\n"
        "deep forest where nobody could ever find it again, although many\n"
        "tried to do so over the years that followed the first event in the\n"
        "long story. It was late.\n\nThe end.\n"
    )
    blocks = shown(read(text))
    assert [kind for kind, _ in blocks] == ["paragraph", "paragraph"]
    assert blocks[0][1] == " ".join(text.split("\n\n")[0].split("\n"))


def test_broken_lines_of_ideographs_are_joined_without_spaces() -> None:
    lines = [
        "为了进一步加强管理工作提高服务水平根据有关规定",
        "结合我市实际情况现就有关事项通知如下请认真贯彻",
    ]
    text = "\n".join([*lines * 2, "执行。"])
    assert shown(read(text)) == [("paragraph", text.replace("\n", ""))]


def test_bullets_make_lists_and_keep_printed_numbers() -> None:
    document = read("办法如下。\n- 1.加强领导\n- 2.明确分工\n以上。\n")
    first, items, last = document.blocks
    assert isinstance(items, List)
    assert [block_text(item.blocks) for item in items.items] == ["1.加强领导", "2.明确分工"]
    assert [block_text([first]), block_text([last])] == ["办法如下。", "以上。"]
    assert isinstance(items.items[0], ListItem)
    assert document.accounting is not None
    assert (document.accounting.converted, document.accounting.unplaced) == (2, 0)


def test_underlined_lines_are_headings_and_lone_strokes_are_rules() -> None:
    document = read(
        "My Doc\n======\n\nIntro text.\n\nPart one\n--------\n\nMore.\n\n----\n\nEnd.\n"
    )
    kinds = [kind for kind, _ in shown(document)]
    assert kinds == ["h1", "paragraph", "h2", "paragraph", "rule", "paragraph"]
    assert isinstance(document.blocks[4], Rule)


def test_markdown_marks_stay_in_plain_text() -> None:
    assert shown(read("这里**很重要**，请注意。\n"))[0] == ("paragraph", "这里**很重要**，请注意。")


def test_the_lines_of_a_signature_stay_apart() -> None:
    text = "六、其他事项\n无其他需要报告事项。\n某镇人民政府\n2022年12月31日"
    assert shown(read(text))[-2:] == [
        ("paragraph", "某镇人民政府"),
        ("paragraph", "2022年12月31日"),
    ]


def test_blocks_know_their_lines() -> None:
    text = "  第一段。\n\n第二段。"
    origins = [block.origin for block in read(text).blocks if isinstance(block, Paragraph)]
    assert origins == [TextOrigin(2, 6, 1), TextOrigin(8, 12, 3)]


# --- bytes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"\x00\x01\x02\x03" * 500, b"%PDF-1.7\n%\xe2\xe3"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read(data)


def test_a_stray_control_character_is_replaced_and_reported() -> None:
    document = read("一行\x00文字。\n" + "正文。\n" * 20)
    assert "control-characters" in [one.code for one in document.diagnostics]
    assert block_text(document.blocks[:1]) == "一行\ufffd文字。"


@given(st.text(st.sampled_from("a表1.| \t\n-=#、（一）:。│+"), max_size=120))
def test_any_text_is_read_and_every_character_accounted_for(text: str) -> None:
    if not text.strip():
        return
    document = read(text)
    accounting = document.accounting
    assert accounting is not None
    assert (accounting.unplaced, accounting.added) == (0, 0)

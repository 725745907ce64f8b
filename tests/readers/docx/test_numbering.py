"""Computed labels: in reports they are the numbers of the sections."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Heading, List, Paragraph
from tablewright.converters.model.text import block_text
from tablewright.converters.readers.docx.numerals import format_number
from tests.readers.docx.builder import num, numbering, p, read_body, style


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 53, "AAA"),
        ("ordinal", 12, "12th"),
        ("ordinal", 23, "23rd"),
        ("cardinalText", 42, "Forty-two"),
        ("ordinalText", 21, "Twenty-first"),
        ("ordinalText", 30, "Thirtieth"),
        ("hex", 255, "FF"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCounting", 105, "一○五"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 2024, "二千零二十四"),
        ("chineseCountingThousand", 10203, "一万零二百零三"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 3, "寅"),
        ("japaneseCounting", 101, "一百一"),
        ("decimalEnclosedCircle", 5, "⑤"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 10, "１０"),
        ("ganada", 2, "나"),
        ("russianLower", 3, "в"),
        ("numberInDash", 3, "- 3 -"),
        ("unheardOf", 3, "3"),
        ("none", 3, ""),
    ],
)
def test_numbers_are_printed_in_their_format(style: str, number: int, text: str) -> None:
    assert format_number(number, style) == text


def labels(body: str, definitions: str, **rest: object) -> list[str | None]:
    """Labels of headings, paragraphs and list items in reading order; None for the usual ones."""
    found: list[str | None] = []

    def visit(block: object) -> None:
        if isinstance(block, Heading | Paragraph):
            if isinstance(block, Heading):
                found.append(block.label)
        elif isinstance(block, List):
            for item in block.items:
                found.append(item.label)
                for inner in item.blocks:
                    visit(inner)

    for block in read_body(body, numbering=definitions, **rest):
        visit(block)
    return found


def items(*levels: int, num_id: int = 1) -> str:
    return "".join(p("x", props=num(num_id, level)) for level in levels)


CHINESE = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def test_chinese_sections_have_their_printed_numbers() -> None:
    assert labels(items(0, 1, 1, 0, 1, 2, 2), CHINESE) == [
        "一、",
        "（一）",
        "（二）",
        "二、",
        "（一）",
        None,
        None,
    ]


def test_labels_of_several_levels() -> None:
    levels = numbering(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    assert labels(items(0, 1, 1, 2, 0, 1), levels) == [None, "1.1", "1.2", "1.2.1", None, "2.1"]


def test_a_level_above_that_was_not_used_shows_its_start() -> None:
    levels = numbering(("decimal", "%1"), ("decimal", "%1.%2"))
    assert labels(items(1, 1), levels) == ["1.1", "1.2"]


def test_legal_numbering_is_decimal_on_all_levels() -> None:
    levels = numbering(("upperRoman", "%1."), ("decimal", "%1.%2"))
    legal = levels.replace('<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>')
    assert labels(items(0, 1), levels) == [None, "I.1"]
    assert labels(items(0, 1), legal) == [None, "1.1"]


def test_a_restart_level_of_zero_never_restarts() -> None:
    levels = numbering(("decimal", "%1"), ("decimal", "(%2)"))
    going_on = levels.replace(
        '<w:lvlText w:val="(%2)"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="(%2)"/>'
    )
    assert labels(items(0, 1, 0, 1), levels) == [None, "(1)", None, "(1)"]
    assert labels(items(0, 1, 0, 1), going_on) == [None, "(1)", None, "(2)"]


def test_numbers_of_one_definition_go_on_unless_overridden() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    levels = numbering(("decimal", "（%1）"), extra=more)
    body = items(0, 0) + items(0, num_id=2) + items(0, 0, num_id=3)
    assert labels(body, levels) == ["（1）", "（2）", "（3）", "（1）", "（2）"]


def test_numbered_headings_keep_level_and_label() -> None:
    styles = style(
        "Heading1",
        "heading 1",
        ppr='<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr>',
    ) + style(
        "Heading2",
        "heading 2",
        ppr='<w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
    )
    levels = numbering(("chineseCounting", "第%1章"), ("chineseCounting", "（%2）"))
    body = (
        p("A", style="Heading1")
        + p("b", style="Heading2")
        + p("c", style="Heading2", props='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("D", style="Heading1")
    )
    found = [
        (block.level, block.label, block_text((block,)))
        for block in read_body(body, numbering=levels, styles=styles)
        if isinstance(block, Heading)
    ]
    assert found == [(1, "第一章", "A"), (2, "（一）", "b"), (2, None, "c"), (1, "第二章", "D")]


def test_a_style_takes_the_level_that_names_it() -> None:
    styles = style("Sub", "Sub", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
    levels = numbering(("decimal", "%1"), ("decimal", "%1-%2")).replace(
        '<w:lvlText w:val="%1-%2"/>', '<w:pStyle w:val="Sub"/><w:lvlText w:val="%1-%2"/>'
    )
    assert labels(p("x", style="Sub"), levels, styles=styles) == ["1-1"]


def test_a_numbering_style_stands_for_its_numbering() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Report"><w:name w:val="Report"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = (
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Report"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    levels = (
        linked.split("<w:num ")[0]
        + numbering(("decimal", "第%1条"))
        + "<w:num "
        + linked.split("<w:num ")[1]
    )
    assert labels(items(0, 0, num_id=9), levels, styles=styles) == ["第1条", "第2条"]


def test_a_list_goes_on_after_a_paragraph_with_its_next_number() -> None:
    blocks = read_body(
        items(0, 0) + p("between") + items(0), numbering=numbering(("decimal", "%1."))
    )
    starts = [block.start for block in blocks if isinstance(block, List)]
    assert starts == [1, 3]


def test_paragraphs_with_a_blank_label_belong_to_the_item_before() -> None:
    levels = numbering(("decimal", "%1.")) + numbering(("bullet", " "), num_id=2)
    (block,) = read_body(items(0) + p("more", props=num(2)) + items(0), numbering=levels)
    assert isinstance(block, List)
    assert [block_text(item.blocks) for item in block.items] == ["x\nmore", "x"]


def test_other_numberings_of_the_same_level_are_other_lists() -> None:
    levels = numbering(("decimal", "%1.")) + numbering(("bullet", "-"), num_id=2)
    blocks = read_body(items(0) + items(0, num_id=2), numbering=levels)
    assert [block.ordered for block in blocks if isinstance(block, List)] == [True, False]


def test_an_empty_item_keeps_its_place() -> None:
    body = items(0) + p(props=num(1)) + items(0)
    (block,) = read_body(body, numbering=numbering(("decimal", "%1.")))
    assert isinstance(block, List)
    assert [len(item.blocks) for item in block.items] == [1, 0, 1]


def test_a_lone_item_under_an_east_asian_number_is_a_numbered_paragraph() -> None:
    body = items(0, 1) + p("text") + items(1) + p("text") + items(0, 0)
    found = read_body(body, numbering=CHINESE)
    labelled = [block.label for block in found if isinstance(block, Heading | Paragraph)]
    assert labelled == ["一、", "（一）", None, "（二）", None]
    assert isinstance(found[-1], List)

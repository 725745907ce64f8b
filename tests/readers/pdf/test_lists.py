"""Lists of drawn pages: marks, nesting, wrapped items, page breaks, and what is no list."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Block, List, Paragraph
from tablewright.converters.model.text import block_text
from tablewright.converters.readers.pdf.lines.marks import read_marks
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.shown import read_here

LONG = "a text that is so long that it does not fit onto one line of the page and has to go on"


def outline(blocks: tuple[Block, ...], depth: int = 0) -> list[str]:
    """Blocks as lines: items with their label and style behind a dash, inner ones indented."""
    lines: list[str] = []
    for block in blocks:
        if not isinstance(block, List):
            lines.append("  " * depth + block_text((block,)))
            continue
        style = block.style or ("decimal" if block.ordered else "disc")
        for number, item in enumerate(block.items, start=block.start):
            label = item.label or (f"{number} {style}" if block.ordered else style)
            first, *rest = item.blocks
            lines.append("  " * depth + f"- {label}: {block_text((first,))}")
            lines += outline(tuple(rest), depth + 1)
    return lines


def listed(*pages: Page) -> list[str]:
    return outline(read_here(drawn(*pages)).blocks)


@pytest.mark.parametrize(
    ("marks", "labels"),
    [
        (("1.", "2."), ("1 decimal", "2 decimal")),
        (("3.", "4."), ("3 decimal", "4 decimal")),
        (("1)", "2)"), ("1)", "2)")),
        (("(1)", "(2)"), ("(1)", "(2)")),
        (("a.", "b."), ("1 lower-alpha", "2 lower-alpha")),
        (("a)", "b)"), ("a)", "b)")),
        (("i.", "ii."), ("1 lower-roman", "2 lower-roman")),
        (("IV.", "V."), ("4 upper-roman", "5 upper-roman")),
        (("h.", "i."), ("8 lower-alpha", "9 lower-alpha")),
        (("①", "②"), ("①", "②")),
        (("1、", "2、"), ("1、", "2、")),
        (("•", "•"), ("disc", "disc")),
        (("○", "○"), ("circle", "circle")),
        (("■", "■"), ("square", "square")),
        (("-", "-"), ("-", "-")),
    ],
)
def test_marks_of_many_kinds_make_lists(marks: tuple[str, str], labels: tuple[str, str]) -> None:
    page = Page().text(72, 80, "Words above the list.")
    for number, mark in enumerate(marks):
        page.text(82, 110 + 20 * number, mark).text(100, 110 + 20 * number, f"item {number}")
    assert listed(page) == [
        "Words above the list.",
        *(f"- {label}: item {number}" for number, label in enumerate(labels)),
    ]


def test_an_inner_list_stands_to_the_right() -> None:
    page = Page().lines(72, 100, "1. outer one").lines(92, 120, "a. inner one", "b. inner two")
    page.lines(72, 160, "2. outer two")
    assert listed(page) == [
        "- 1 decimal: outer one",
        "  - 1 lower-alpha: inner one",
        "  - 2 lower-alpha: inner two",
        "- 2 decimal: outer two",
    ]


def test_circled_numbers_under_a_number_are_inner_though_they_stand_at_the_same_place() -> None:
    page = Page().lines(72, 100, "1.第一项", "①甲", "②乙", "2.第二项", pitch=30)
    assert listed(page) == [
        "- 1 decimal: 第一项",
        "  - ①: 甲",
        "  - ②: 乙",
        "- 2 decimal: 第二项",
    ]


def test_a_wrapped_item_is_one_item() -> None:
    page = Page().text(72, 100, "1.").lines(90, 100, LONG, "and on.").text(72, 128, "2.")
    page.text(90, 128, "next")
    assert listed(page) == [f"- 1 decimal: {LONG} and on.", "- 2 decimal: next"]


def test_a_further_paragraph_stands_under_the_text_of_its_item() -> None:
    page = Page().text(72, 100, "1.").text(90, 100, "one").text(90, 125, "more of one")
    page.text(72, 150, "2.").text(90, 150, "two").text(72, 180, "no item")
    assert listed(page) == ["- 1 decimal: one", "  more of one", "- 2 decimal: two", "no item"]


def test_a_list_goes_on_over_a_page_break() -> None:
    first = Page().lines(72, 700, "1. one", "2. two").text(290, 810, "1")
    second = Page().lines(72, 100, "3. three", "4. four").text(290, 810, "2")
    assert listed(first, second) == [
        *("- 1 decimal: one", "- 2 decimal: two", "- 3 decimal: three", "- 4 decimal: four")
    ]


def test_numbered_headings_are_no_list() -> None:
    page = Page()
    for number, head in enumerate(("一、总体情况", "二、主要工作", "三、存在问题")):
        page.text(72, 100 + 60 * number, head).text(92, 125 + 60 * number, "本机关依法履行职责。")
    assert not any(isinstance(block, List) for block in read_here(drawn(page)).blocks)


def test_clauses_after_a_colon_are_a_list() -> None:
    page = Page().text(92, 100, "申请人应当提交下列材料：")
    page.text(92, 125, "（一）身份证明；").text(92, 150, "（二）申请表。")
    assert listed(page) == [
        "申请人应当提交下列材料：",
        "- （一）: 身份证明；",
        "- （二）: 申请表。",
    ]


@pytest.mark.parametrize(
    "text", ["1.5 of the items", "2019. was a good year", "A man came.", "- 5 -", "I. was there"]
)
def test_a_line_that_only_looks_marked_is_a_paragraph(text: str) -> None:
    (block,) = read_here(drawn(Page().text(72, 300, text))).blocks
    assert isinstance(block, Paragraph)
    assert block_text((block,)) == text


def test_check_boxes_are_states_of_items() -> None:
    assert [read_marks(text)[0].checked for text in ("☑ done", "☐ open", "• item")] == [
        True,
        False,
        None,
    ]


def test_numbers_set_to_the_right_are_of_one_list() -> None:
    page = Page()
    for number in range(8, 12):
        page.text(90 - 5 * len(f"{number}."), 100 + 20 * number, f"{number}.")
        page.text(96, 100 + 20 * number, f"item {number}")
    assert listed(page) == [f"- {number} decimal: item {number}" for number in range(8, 12)]

"""Characters, lines, paragraphs, headings and furniture of drawn pages."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Heading, Link, Paragraph, Text
from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import HEIGHT, Page, drawn
from tests.readers.pdf.shown import read_here, shown

FULL = "本机关依法履行政府信息公开职责并按照要求编制本年度报告现予公布"


def test_lines_of_chinese_text_join_without_a_space() -> None:
    page = Page().lines(72, 100, FULL, "全文完。")
    assert shown(page) == FULL + "全文完。"


def test_lines_of_words_join_with_a_space_and_hyphens_are_undone() -> None:
    first = "The office answered every request that reached it within the legal time, and pub-"
    page = Page().lines(72, 100, first, "lished the answers on its own site.")
    assert shown(page) == (
        "The office answered every request that reached it within the legal time, and published "
        "the answers on its own site."
    )


def test_a_wide_gap_between_lines_ends_a_paragraph() -> None:
    assert shown(Page().lines(72, 100, FULL, FULL, pitch=40)) == f"{FULL}\n\n{FULL}"


def test_sizes_and_weight_make_levels_of_headings() -> None:
    page = Page().text(200, 80, "年度报告", size=20).text(72, 120, "一、总体情况", size=14)
    page.text(72, 150, "重点工作", bold=True).lines(72, 170, FULL, "正文。")
    assert shown(page) == f"# 年度报告\n\n## 一、总体情况\n\n### 重点工作\n\n{FULL}正文。"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left line number {number}" for number in range(8)]
    right = [f"right line number {number}" for number in range(8)]
    page = Page().lines(72, 100, *left).lines(320, 100, *right)
    text = shown(page)
    assert text.index("left line number 7") < text.index("right line number 0")


@pytest.mark.parametrize("number", ["1", "- 1 -", "第1页", "第 1 页 共 3 页", "Page 1 of 3", "1/3"])
def test_page_numbers_are_furniture(number: str) -> None:
    pages = [
        Page().lines(72, 200, FULL, "完。").text(280, 810, number.replace("1", str(page), 1))
        for page in (1, 2, 3)
    ]
    document = read_here(drawn(*pages))
    assert "".join(map(block_text, ([block] for block in document.blocks))) == (FULL + "完。") * 3
    assert [item.kind for item in document.furniture] == ["page_number"] * 3


def test_running_heads_are_furniture() -> None:
    pages = [
        Page().text(72, 40, "甲市年鉴").lines(72, 100 + 9 * page, FULL, f"第{page}部分。")
        for page in range(4)
    ]
    document = read_here(drawn(*pages))
    assert [block_text(item.blocks) for item in document.furniture] == ["甲市年鉴"] * 4


def test_hidden_text_and_text_off_the_page_are_left_out_with_a_reason() -> None:
    page = Page().text(72, 100, "seen").text(72, 120, "hidden", mode=3).text(700, 140, "away")
    document = read_here(drawn(page))
    assert document.accounting is not None
    assert [(entry.reason, entry.text) for entry in document.accounting.left_out] == [
        ("invisible", "hidden"),
        ("off-page", "away"),
    ]
    assert block_text(document.blocks) == "seen"


def test_the_hidden_text_of_a_scan_is_its_text() -> None:
    assert shown(Page().text(72, 100, "recognised words", mode=3)) == "recognised words"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_shown(turn: int) -> None:
    page = Page()
    matrices = {
        0: (1, 0, 0, 1, 72, HEIGHT - 100),
        90: (0, 1, -1, 0, 100, 72),
        180: (-1, 0, 0, -1, 523, 100),
        270: (0, -1, 1, 0, 495, HEIGHT - 72),
    }
    for number, line in enumerate(("first line", "second line")):
        a, b, c, d, e, f = matrices[turn]
        shift = 30 * number
        matrix = f"{a} {b} {c} {d} {e + shift * -c} {f + shift * -d}"
        page.text(0, 0, line, matrix=matrix)
    page.entries = f"/Rotate {turn}"
    assert shown(page) == "first line\n\nsecond line"


def test_a_page_whose_text_runs_sideways_is_turned() -> None:
    page = Page()
    for number in range(3):
        page.text(0, 0, f"sideways line {number}", matrix=f"0 1 -1 0 {100 + 40 * number} 72")
    assert shown(page) == "sideways line 0\n\nsideways line 1\n\nsideways line 2"


def test_letters_of_sideways_text_that_are_objects_of_their_own_are_words() -> None:
    page = Page()
    for line in range(3):
        for number, letter in enumerate("one hundred pages"):
            matrix = f"0 1 -1 0 {100 + 40 * line} {72 + 5 * number}"
            page.text(0, 0, letter, size=10, matrix=matrix)
    assert shown(page) == "one hundred pages\n\none hundred pages\n\none hundred pages"


def test_steps_inside_one_object_of_sideways_text_are_spaces() -> None:
    page = Page()
    for line in range(3):
        show = "/L1 10 Tf [(one) -330 (hundred) -330 (pages)] TJ"
        page.content.append(f"BT 0 1 -1 0 {100 + 40 * line} 72 Tm {show} ET")
    assert shown(page) == "one hundred pages\n\none hundred pages\n\none hundred pages"


def test_steps_beside_quotation_marks_and_dashes_are_spaces_but_beside_han() -> None:
    page = Page().text(72, 200, FULL)
    opening, closing, dash = (f"/C1 10 Tf <{code}> Tj" for code in ("201C", "201D", "2014"))
    step = "/L1 10 Tf [-330] TJ"
    said, yes, twice = (f"/L1 10 Tf ({word}) Tj" for word in ("said", "yes", "twice"))
    latin = " ".join((said, step, opening, yes, closing, step, dash, step, twice))
    han = " ".join(
        ("/C1 10 Tf <6587> Tj", step, opening, "<6587> Tj", closing, step, "/C1 10 Tf <6587> Tj")
    )
    page.content.append(f"BT 72 742 Td {latin} ET")
    page.content.append(f"BT 72 442 Td {han} ET")
    assert shown(page) == f"said “yes” — twice\n\n{FULL}\n\n文“文”文"


def test_lines_that_end_with_a_quotation_mark_join_the_next_ones_with_a_space() -> None:
    first = "The office answered every request that reached it in time, which it called “a duty”"
    page = Page().lines(72, 100, first, "of its own — and of all—", "others like it.", pitch=13)
    assert "“a duty” of its own" in shown(page)


def test_lines_beside_a_brace_stay_lines() -> None:
    left = ["a spouse", "a child of either", "a parent of either"]
    right = ["who lives in the same house", "or did so for a year"]
    page = Page().lines(72, 300, *left).text(180, 322, "}", size=42).lines(210, 307, *right)
    page.lines(72, 100, "The request names all who are", "to be insured with the person:")
    text = shown(page)
    assert all(line in text for line in (*left, *right))
    assert "#" not in text


def test_the_crop_box_is_the_page() -> None:
    page = Page().text(72, 100, "inside").text(72, 700, "outside")
    page.entries = "/CropBox [0 500 595 842]"
    assert shown(page) == "inside"


def test_links_keep_their_address_and_unsafe_ones_do_not() -> None:
    page = Page().text(72, 100, "see the rules here").text(72, 150, "run this")
    page.entries = (
        "/Annots [<< /Type /Annot /Subtype /Link /Rect [92 736 137 754] "
        "/A << /S /URI /URI (https://example.org/rules) >> >> "
        "<< /Type /Annot /Subtype /Link /Rect [60 686 200 704] "
        "/A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]"
    )
    first, second = read_here(drawn(page)).blocks
    assert isinstance(first, Paragraph)
    assert first.content == (
        Text("see "),
        Link("https://example.org/rules", (Text("the rules"),)),
        Text(" here"),
    )
    assert isinstance(second, Paragraph)
    assert second.content == (Text("run this"),)


def test_bold_and_raised_text_is_marked() -> None:
    page = Page().text(72, 100, "area in m").text(117, 96, "2", size=6)
    page.text(126, 100, "strong", bold=True).text(160, 100, "words")
    (block,) = read_here(drawn(page)).blocks
    assert isinstance(block, Paragraph)
    assert block.content == (
        Text("area in m"),
        Text("2", sup=True),
        Text(" "),
        Text("strong", bold=True),
        Text(" words"),
    )


def test_chosen_pages_are_read_alone() -> None:
    pages = [Page().text(72, 100, f"text of page {number}") for number in (1, 2, 3)]
    assert shown(*pages, pages=(1, 3)) == "text of page 1\n\ntext of page 3"


def test_origins_name_page_and_box() -> None:
    (block,) = read_here(drawn(Page().text(72, 100, "words", size=12, bold=True))).blocks
    assert isinstance(block, Heading | Paragraph)
    assert block.origin is not None
    assert getattr(block.origin, "page", None) == 1

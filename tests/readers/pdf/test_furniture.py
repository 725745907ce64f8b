"""Watermarks, running heads of facing pages, numbers of front matter."""

from __future__ import annotations

from tablewright.converters.model import Document, Table
from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.pdf.shown import read_here

FULL = "本机关依法履行政府信息公开职责并按照要求编制本年度报告现予公布"


def furniture(document: Document) -> list[tuple[str, str]]:
    return [(item.kind, block_text(item.blocks)) for item in document.furniture]


def test_large_text_aslant_is_a_watermark() -> None:
    page = Page().lines(72, 100, FULL, FULL)
    page.text(0, 0, "DRAFT", size=60, matrix="0.7 0.7 -0.7 0.7 150 300")
    document = read_here(drawn(page))
    assert furniture(document) == [("watermark", "DRAFT")]
    assert block_text(document.blocks) == FULL * 2


def test_large_light_text_across_the_page_is_a_watermark() -> None:
    page = Page().lines(72, 100, FULL, FULL)
    page.content.append("0.85 g")
    page.text(72, 120, "DRAFT", size=60)
    page.content.append("0 g")
    assert furniture(read_here(drawn(page))) == [("watermark", "DRAFT")]


def test_a_large_title_is_no_watermark() -> None:
    page = Page().text(72, 100, "年度报告", size=40).lines(72, 160, FULL, FULL)
    assert furniture(read_here(drawn(page))) == []


def test_running_heads_of_left_and_right_pages_are_furniture() -> None:
    pages = [
        Page()
        .text(72, 40, "Yearbook" if number % 2 else "Part of the year")
        .lines(72, 100 + 9 * number, FULL, f"第{number}段。")
        for number in range(7)
    ]
    kinds = furniture(read_here(drawn(*pages)))
    assert len(kinds) == 7
    assert {kind for kind, _ in kinds} == {"header"}


def test_names_of_chapters_beside_the_page_number_are_furniture() -> None:
    names = ("5.1. Requests", "5.2. Answers", "5.3. Refusals and their reasons", "5.4. Fees")
    pages = [
        Page().lines(72, 200 + 9 * n, FULL, "完。").text(72, 800, name).text(510, 800, str(50 + n))
        for n, name in enumerate(names)
    ]
    found = furniture(read_here(drawn(*pages)))
    assert [text for kind, text in found if kind == "footer"] == list(names)
    assert [text for kind, text in found if kind == "page_number"] == ["50", "51", "52", "53"]


def test_the_first_line_of_a_text_is_no_running_head_though_others_start_alike() -> None:
    pages = [
        Page().lines(72, 40, "begin listing", f"step number {'abcd'[n]}", "end", pitch=11.5)
        for n in range(4)
    ]
    assert furniture(read_here(drawn(*pages))) == []


def test_small_roman_numbers_of_pages_are_furniture() -> None:
    pages = [Page().lines(72, 200, FULL, "完。").text(290, 810, n) for n in ("i", "ii", "iii")]
    assert furniture(read_here(drawn(*pages))) == [
        *(("page_number", number) for number in ("i", "ii", "iii"))
    ]


def test_what_stands_at_the_foot_of_half_of_the_pages_is_a_footer() -> None:
    pages = [
        Page().lines(72, 200 + 7 * n, FULL, "完。").text(72, 810, "甲市统计局") for n in (1, 2)
    ]
    assert furniture(read_here(drawn(*pages))) == [("footer", "甲市统计局")] * 2


def test_a_number_in_the_middle_of_a_wide_margin_is_no_part_of_the_note_above() -> None:
    page = Page().text(72, 100, "Words with a note here").text(182, 96, "1", size=6)
    page.lines(72, 130, "The office answered every request within the time.", "So it said.")
    page.text(72, 670, "1 Its note.", size=8).text(295, 715, "1")
    document = read_here(drawn(page))
    assert [block_text(note.blocks) for note in document.notes] == ["Its note."]
    assert [item.kind for item in document.furniture] == ["page_number"]


def with_running_table(number: int, *cells: str) -> Page:
    page = Page().table((72, 222, 372, 522), (40, 60), [cells])
    return page.table((72, 322, 522), [90 + 20 * n for n in range(36)], [(FULL[:9], "7")] * 35)


def test_a_table_in_the_head_of_all_pages_is_furniture_and_parts_no_table() -> None:
    pages = [
        with_running_table(n, "Ministry of Works", "Form 7-B", f"Page {n} of 3") for n in (1, 2, 3)
    ]
    document = read_here(drawn(*pages))
    assert furniture(document) == [
        ("header", f"Ministry of Works\nForm 7-B\nPage {n} of 3") for n in (1, 2, 3)
    ]
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows == 105


def test_a_table_on_top_of_all_pages_with_other_numbers_is_of_the_text() -> None:
    pages = [with_running_table(n, "Record", f"No. {n}", f"{n * 17}") for n in (1, 2, 3)]
    document = read_here(drawn(*pages))
    assert furniture(document) == []
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 6


def with_table(number: int, *over: tuple[float, float, str]) -> Page:
    """A page whose table starts at 92 points, below the texts at the places `over`."""
    page = Page()
    for left, top, text in over:
        page.text(left, top, text)
    rows = [(f"row {number}{n}", str(n + number), f"{n}.5") for n in range(30)]
    lines = [92.0 + 20 * n for n in range(32)]
    return page.table((72, 200, 330, 460), lines, [("Name", "Count", "Rate"), *rows])


def test_the_title_and_the_unit_over_each_piece_of_a_table_are_no_running_heads() -> None:
    over = (233.0, 66.0, "Cases by place"), (410.0, 84.0, "(thousand)")
    pages = [with_table(number, (72, 30, "Yearbook"), *over) for number in range(3)]
    document = read_here(drawn(*pages))
    *texts, table = document.blocks
    assert isinstance(table, Table)
    assert table.rows == 91
    assert furniture(document) == [("header", "Yearbook")] * 3
    assert [block_text((block,)) for block in texts] == ["Cases by place", "(thousand)"]


def test_numbers_of_tables_over_them_are_no_running_heads() -> None:
    pages = [with_table(number, (200, 70, f"Table {number}")) for number in range(1, 4)]
    assert furniture(read_here(drawn(*pages))) == []

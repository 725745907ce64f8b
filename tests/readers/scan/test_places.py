"""Numbers whose rows or columns are in doubt are marked, however well they were read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.readers.pdf.drawn import Page, drawn

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers import Source
from tablewright.converters.readers.pdf.drawn.ruled import find_grids
from tablewright.converters.readers.pdf.grids.grids import table_of
from tablewright.converters.readers.pdf.lines.segments import Segment
from tablewright.converters.readers.pdf.objects.page import PageObjects, loaded, page_objects
from tablewright.converters.readers.pdf.pages.layout import PageLayout, lay_out
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tablewright.converters.readers.scan.places import doubtful_places
from tablewright.converters.readers.scan.rules import find_rules

XS = (72.0, 172.0, 272.0, 372.0)
ROWS = (("Goods", "Dozens", "Scope"), ("beans", "12", "3.5"), ("eggs", "7", "0"), ("oil", "4", "1"))


def seen(page: Page) -> tuple[PageLayout, PageObjects]:
    pdf = open_pdf(Source("page.pdf", drawn(page)), None)
    with loaded(pdf, 0) as handle:
        objects = page_objects(pdf, 0, handle)
    return lay_out(objects, []), objects


def reasons(page: Page) -> list[str]:
    _, findings = doubtful_places(*seen(page))
    return [message.split(": ")[1] for _, message in findings]


def three_lines(rows: tuple[tuple[str, ...], ...] = ROWS) -> Page:
    bottom = 206 + 18 * (len(rows) - 1)
    page = Page().line(72, 185, 372, 185).line(72, 206, 372, 206).line(72, bottom, 372, bottom)
    return page.texts(XS[:3], [200.0 + 18 * number for number in range(len(rows))], rows)


def test_a_table_that_is_what_it_looks_like_is_not_in_doubt() -> None:
    assert reasons(three_lines()) == []


def test_numbers_off_their_row_are_in_doubt() -> None:
    page = Page().grid(XS, (200.0, 236.0, 272.0))
    page.texts([x + 6 for x in XS[:3]], [216.0, 252.0], ROWS[:2])
    page.text(178, 268, "9")
    assert reasons(page) == ["a cell holds numbers of two lines."]


def test_two_numbers_in_a_cell_with_a_space_between_them_are_in_doubt() -> None:
    page = Page().grid(XS, (200.0, 224.0, 248.0))
    page.texts([x + 6 for x in XS[:3]], [216.0, 240.0], (ROWS[0], ("beans", "0.3 18.2", "3.5")))
    assert reasons(page) == ["a cell holds two numbers."]


def test_a_number_with_groups_of_digits_or_its_share_is_one() -> None:
    page = Page().grid(XS, (200.0, 224.0, 248.0))
    page.texts([x + 6 for x in XS[:3]], [216.0, 240.0], (ROWS[0], ("beans", "12 345", "3 (0.5)")))
    assert reasons(page) == []


def test_a_number_lower_than_the_others_of_its_row_is_in_doubt() -> None:
    page = Page().grid(XS, (200.0, 236.0, 272.0))
    page.texts([x + 6 for x in XS[:3]], [216.0], ROWS[:1])
    page.text(78, 252, "beans").text(178, 250, "12").text(278, 262, "3.5")
    assert reasons(page) == ["numbers of a row do not stand level."]


def test_numbers_below_a_header_that_may_be_two_are_in_doubt() -> None:
    page = three_lines((("Goods", "", "Scope"), *ROWS[1:]))
    page.text(172, 194, "Old").text(172, 204, "New")
    layout, objects = seen(page)
    doubted, _ = doubtful_places(layout, objects)
    assert reasons(page) == ["a header may be two headers above each other."]
    cells = [cell for cell in layout.tables[0].draft.cells if cell.blocks]
    assert len(doubted) == len(cells)


def test_headers_below_a_line_far_above_them_are_in_doubt() -> None:
    rows = (("14", "", "Annual report"), *ROWS)
    page = Page().texts(XS[:3], [160.0, *(200.0 + 14 * row for row in range(4))], rows)
    assert seen(page)[0].tables[0].draft.rows == 5
    assert reasons(page) == ["a line far above it may be none of its headers."]


def with_line_above(page: Page, x0: float, x1: float) -> list[str]:
    """Reasons of a page whose layout left a line right above its first table."""
    layout, objects = seen(page)
    top = layout.tables[0].box[1]
    line = Segment.plain("Dozens", np.array([[x0, top - 12, x1, top - 2]]), 10.0)
    _, findings = doubtful_places(replace(layout, segments=(line,)), objects)
    return [message.split(": ")[1] for _, message in findings]


def test_numbers_without_a_header_below_a_line_over_them_are_in_doubt() -> None:
    rows = (("Goods", "Scope", ""), *ROWS[1:])
    reason = "a line above it may be its header."
    assert with_line_above(three_lines(rows), 270, 310) == [reason]
    assert with_line_above(three_lines(rows), 172, 210) == []  # over a column that has one
    assert with_line_above(three_lines(rows), 72, 310) == []  # a title starts over the labels


def test_a_row_of_a_ruled_table_that_may_be_several_is_in_doubt() -> None:
    page = Page().grid(XS, (200.0, 220.0, 280.0))
    page.texts([x + 6 for x in XS[:3]], [214.0], ROWS[:1])
    page.lines(78, 236, "beans", "eggs", "oil").lines(178, 236, "12:A", "7:B", "4:C")
    layout, objects = seen(page)
    (grid,) = find_grids(objects.drawings)
    table = table_of(objects, grid, np.ones(len(objects.characters.codes), np.bool_), [])
    assert table is not None
    _, findings = doubtful_places(replace(layout, tables=(table,), segments=()), objects)
    assert [message.split(": ")[1] for _, message in findings] == [
        "a row holds several lines with numbers."
    ]


def test_numbers_right_above_a_ruled_table_may_be_a_row_of_it() -> None:
    page = Page().grid(XS, (200.0, 220.0, 240.0))
    page.texts([x + 6 for x in XS[:3]], [214.0, 234.0], ROWS[1:3])
    page.texts([x + 6 for x in XS[:3]], [194.0], (("rice", "31", "2"),))
    assert reasons(page) == ["a line above it may be its first row."]


def test_strokes_of_glyphs_between_narrow_rows_are_no_rules() -> None:
    gray = np.full((200, 400), 255, np.uint8)
    for y in (20, 52, 84, 116):
        gray[y - 1 : y + 1, 20:380] = 0
    for x in (20, 150, 380):
        gray[20:116, x - 1 : x + 1] = 0
    for y in (20, 52, 84):
        gray[y + 6 : y + 27, 80:83] = 0  # as high as a glyph, in line with those above and below
    boxes = [(60.0, y + 3.0, 110.0, y + 30.0) for y in (20, 52, 84)]
    rules = find_rules(gray, boxes, 25.0)
    assert sorted({int(x + 0.9) for x in rules.vertical[:, 0]}) == [20, 150, 380]


def test_a_rule_from_rule_to_rule_inside_a_box_of_text_is_one() -> None:
    gray = np.full((200, 400), 255, np.uint8)
    for y in (20, 52, 84, 116):
        gray[y - 1 : y + 1, 20:380] = 0
    for x in (20, 380):
        gray[20:116, x - 1 : x + 1] = 0
    gray[52:84, 149:151] = 0
    rules = find_rules(gray, [(100.0, 54.0, 200.0, 83.0)], 25.0)
    assert sorted({int(x + 0.9) for x in rules.vertical[:, 0]}) == [20, 150, 380]


def test_a_stroke_of_a_glyph_nearly_as_high_as_its_row_is_no_rule() -> None:
    gray = np.full((200, 400), 255, np.uint8)
    for y in (20, 52, 84, 116):
        gray[y - 1 : y + 1, 20:380] = 0
    for x in (20, 380):
        gray[20:116, x - 1 : x + 1] = 0
    gray[52:84, 149:151] = 215  # what JPEG leaves above and below the stroke
    gray[57:79, 149:151] = 0
    rules = find_rules(gray, [(100.0, 54.0, 200.0, 83.0)], 25.0)
    assert sorted({int(x + 0.9) for x in rules.vertical[:, 0]}) == [20, 380]


def test_a_rule_that_goes_on_through_the_edge_of_a_box_of_text_is_whole() -> None:
    gray = np.full((200, 400), 255, np.uint8)
    for y in (20, 52, 84, 116):
        gray[y - 1 : y + 1, 20:380] = 0
    for x in (20, 150, 380):
        gray[20:116, x - 1 : x + 1] = 0
    boxes = [(80.0, y, 130.0, y + 42.0) for y in (10.0, 42.0, 74.0)]
    gray[63:65, 85:125] = 0  # the stroke of a glyph in the box
    rules = find_rules(gray, boxes, 30.0)
    expected = np.array([(y, 20, 380) for y in (20, 52, 84, 116)])
    assert rules.horizontal == pytest.approx(expected, abs=1)


def cut_by_a_page_break(*xs: int) -> NDArray[np.uint8]:
    gray = np.full((200, 400), 255, np.uint8)
    for y in (60, 92, 124):
        gray[y - 1 : y + 1, 20:380] = 0
    for x in (20, 150, 260, 380):
        gray[60:124, x - 1 : x + 1] = 0
    for x in xs:
        gray[28:60, x - 1 : x + 1] = 0
    return gray


def test_verticals_of_a_row_that_a_page_break_cut_are_whole() -> None:
    boxes = [(30.0, 32.0, 70.0, 58.0), (160.0, 32.0, 220.0, 58.0)]
    rules = find_rules(cut_by_a_page_break(20, 150, 260, 380), boxes, 25.0)
    assert rules.vertical[:, 1] == pytest.approx([28] * 4, abs=2)


def test_the_stroke_of_a_glyph_in_line_with_one_vertical_is_none_of_it() -> None:
    rules = find_rules(cut_by_a_page_break(150), [(140.0, 26.0, 220.0, 60.0)], 25.0)
    assert rules.vertical[:, 1] == pytest.approx([60] * 4, abs=3)


def _open_at_the_left_and_top() -> Page:
    """A grid without rules between the labels of its rows, nor in the head of its numbers."""
    page = Page().box(72, 200, 372, 284)
    for y in (221, 242, 263):
        page.line(172 if y > 221 else 72, y, 372, y)
    return page.line(172, 200, 172, 284).line(272, 221, 272, 284)


def test_a_cell_over_several_columns_with_texts_far_apart_is_in_doubt() -> None:
    page = _open_at_the_left_and_top()
    page.texts((178, 300), [216.0, 237.0, 258.0, 279.0], [row[1:] for row in ROWS])
    assert reasons(page) == ["a cell over several columns holds texts that stand far apart."]


def test_a_cell_over_several_columns_with_spread_characters_is_not_in_doubt() -> None:
    page = _open_at_the_left_and_top().text(250, 216, "合").text(290, 216, "计")
    page.texts((178, 300), [237.0, 258.0, 279.0], [row[1:] for row in ROWS[1:]])
    assert reasons(page) == []


def test_a_label_over_several_rows_with_a_line_beside_each_is_in_doubt() -> None:
    page = _open_at_the_left_and_top().text(250, 216, "Goods")
    page.texts((78, 178, 300), [237.0, 258.0, 279.0], ROWS[1:])
    assert reasons(page) == ["a label over several rows has a line beside each."]


def test_a_heading_with_its_translation_in_a_row_of_its_own_is_in_doubt() -> None:
    page = Page().grid(XS, (180.0, 200.0, 220.0, 240.0))
    heads = (("品名", "数量", "范围"), ("Goods", "Dozens", "Scope"), ("豆", "12", "3.5"))
    page.texts([x + 6 for x in XS[:3]], [194.0, 214.0, 234.0], heads)
    assert reasons(page) == ["a label may be one with its translation in the row below it."]


def test_numbers_in_one_cell_with_the_labels_beside_them_are_in_doubt() -> None:
    rows = (("东河", "12 西岭", "3.5"), ("南浦", "7 石门", "0"), ("长桥", "4 平湖", "1"))
    page = three_lines((("地区", "人数", "比重"), *rows))
    assert reasons(page) == ["a number may stand in one cell with the label beside it."]


def test_a_unit_behind_all_numbers_is_not_in_doubt() -> None:
    rows = (("东河", "12 吨", "3.5"), ("南浦", "7 吨", "0"), ("长桥", "4 吨", "1"))
    assert reasons(three_lines((("地区", "产量", "比重"), *rows))) == []


def test_headings_in_two_languages_with_room_for_both_are_not_in_doubt() -> None:
    page = Page().line(72, 172, 372, 172).line(72, 206, 372, 206).line(72, 260, 372, 260)
    page.texts(XS[:3], [186.0], (("品名", "数量", "范围"),))
    page.texts(XS[:3], [200.0 + 18 * number for number in range(4)], ROWS)
    assert reasons(page) == []


def test_words_that_a_line_cuts_are_in_doubt() -> None:
    xs = (72.0, 100.0, 172.0, 272.0)
    page = Page().grid(xs, (180.0, 200.0, 220.0, 240.0))
    for y, (start, rest, number) in zip(
        (194.0, 214.0, 234.0),
        (("Reg", "ion", "Area"), ("Nan", "pu", "93"), ("Xin", "tian", "6")),
        strict=True,
    ):
        page.text(84, y, start).text(100, y, rest).text(180, y, number)
    assert reasons(page) == ["words go on in the column beside them."]


def test_a_column_of_dots_is_in_doubt() -> None:
    page = three_lines((("Place", "Births", "Deaths"), *(("Alton", "12", "3") for _ in range(5))))
    page.text(142, 218, ".....").text(142, 254, "...")
    assert reasons(page) == ["a column holds little but dots."]


def test_a_column_without_a_header_that_holds_one_text_is_in_doubt() -> None:
    rows = [("Goods", "Dozens", "", "Scope"), ("beans", "12", "", "3.5"), ("eggs", "7", "", "1.0")]
    rows += [("oil", "4", "1", "1.5"), ("salt", "9", "", "2.5"), ("corn", "8", "", "4.0")]
    page = Page().line(72, 185, 372, 185).line(72, 206, 372, 206).line(72, 296, 372, 296)
    page.texts((72, 172, 230, 300), [200.0 + 18 * number for number in range(6)], rows)
    assert reasons(page) == ["a column without a header holds hardly anything."]


def test_a_row_of_marks_for_none_without_a_label_is_in_doubt() -> None:
    rows = [*ROWS[:2], ("", "", "-"), *ROWS[2:]]
    assert reasons(three_lines(tuple(rows))) == [
        "a row without a label holds nothing but marks for none."
    ]


def test_a_year_right_above_columns_of_numbers_may_be_their_header() -> None:
    layout, objects = seen(three_lines())
    year = Segment("2031", (), (230.0, 176.0, 250.0, 184.0), 183.0, 8.0, bold=False, line=99)
    layout = replace(layout, segments=(*layout.segments, year))
    _, findings = doubtful_places(layout, objects)
    assert [message.split(": ")[1] for _, message in findings] == [
        "a line above it may be its header."
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("1.属于国家秘密", "2.其他法律", "3.内部事务", "4.行政查询"),
        ("1) goods", "2) services", "3) works", "4) rents"),
        ("2031年3月5日", "2031年4月6日", "2031年5月7日", "2032年6月8日"),
    ],
)
def test_numbered_items_and_dates_are_not_in_doubt(texts: tuple[str, ...]) -> None:
    rows = [(f"{'甲乙丙丁'[n]}项", text, str(7 * n)) for n, text in enumerate(texts)]
    assert reasons(three_lines((("名称", "理由", "件数"), *rows))) == []

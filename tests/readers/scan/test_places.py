"""Numbers whose rows or columns are in doubt are marked, however well they were read."""

from __future__ import annotations

import numpy as np
import pytest

from tests.readers.pdf.drawn import Page, drawn

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tablewright.converters.readers import Source
from tablewright.converters.readers.pdf.layout import PageLayout, lay_out
from tablewright.converters.readers.pdf.page import PageObjects, loaded, page_objects
from tablewright.converters.readers.pdf.worker import open_pdf
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

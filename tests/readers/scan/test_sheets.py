from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest

from tablewright.converters.model import PageOrigin, Table
from tablewright.converters.model.text import block_text
from tablewright.converters.readers.pdf.lines.segments import Segment
from tablewright.converters.readers.pdf.objects.page import PageObjects, loaded, page_objects
from tablewright.converters.readers.pdf.pages.layout import order
from tablewright.converters.readers.scan.sheets import gutter_of, lay_out_sheet
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.scan.pictured import png, scanned
from tests.tables.notation import printed

WORDS = "harvest river window garden copper letter summer winter bridge market"


def objects_of(page: Page) -> PageObjects:
    pdf = pypdfium2.PdfDocument(io.BytesIO(drawn(page)))
    with loaded(pdf, 0) as handle:
        return page_objects(pdf, 0, handle)


def prose(page: Page, x: float, *, first: float = 60, lines: int = 30, mark: str = "") -> Page:
    for number in range(lines):
        page.text(x, first + 15 * number, f"{mark}{WORDS}"[:58], size=10)
    return page


def sheet() -> Page:
    return Page(842, 595)


def table(page: Page, xs: Sequence[float], ys: Sequence[float]) -> Page:
    page.grid(tuple(xs), tuple(ys))
    for row, y in enumerate(ys[:-1]):
        for column, x in enumerate(xs[:-1]):
            page.text(x + 4, y + 14, str(100 * row + column), size=10)
    return page


def test_two_pages_on_a_sheet_are_read_left_then_right() -> None:
    page = prose(prose(sheet(), 470, mark="Right "), 60, mark="Left ")
    layout = lay_out_sheet(objects_of(page), [])
    assert layout.gutter == pytest.approx(410, abs=30)
    sides = [one.item.box[0] > 421 for one in order(layout, ())]
    assert sides == [False] * 30 + [True] * 30
    assert [code for code, _ in layout.findings] == ["sheet-split"]


def test_tables_of_the_two_pages_are_two() -> None:
    ys = [300 + 20 * row for row in range(8)]
    page = prose(prose(sheet(), 60, lines=14), 470, lines=14)
    page = table(table(page, (60, 150, 250, 350), ys), (470, 560, 650, 750), ys)
    objects = objects_of(page)
    layout = lay_out_sheet(objects, [])
    assert [one.box[0] > 421 for one in layout.tables] == [False, True]
    right = objects.characters.boxes[layout.tables[1].characters]
    assert right[:, 0].min() > 421
    kinds = [type(one.item) is Segment for one in order(layout, ())]
    assert kinds == [*[True] * 14, False] * 2


def broad_table() -> Page:
    xs = (40, 200, 300, 380, 462, 600, 700, 800)
    return table(sheet(), xs, [60 + 20 * row for row in range(24)])


def open_table() -> Page:
    page = sheet()
    for row in range(24):
        for x in (40, 200, 340, 480, 620, 740):
            page.text(x, 60 + 20 * row, f"{row}.{x}", size=10)
    return page


def open_labels() -> Page:
    """Labels as long as lines on the left, numbers on the right."""
    page = prose(sheet(), 60)
    for row in range(30):
        for x in (500, 600, 700):
            page.text(x, 60 + 15 * row, f"{row}.{x}", size=10)
    return page


def headed() -> Page:
    page = prose(prose(sheet(), 470), 60)
    return page.text(250, 30, "A heading over the whole of the broad page", size=16)


def leaflet() -> Page:
    return prose(prose(sheet(), 435), 120)


def questions() -> Page:
    """Two columns of a table without rules, both with lines of text."""
    return prose(prose(sheet(), 405), 70)


def columns() -> Page:
    page = Page()
    for y in range(60, 700, 15):
        page.text(50, y, WORDS[:40], size=10).text(330, y, WORDS[:40], size=10)
    return page


@pytest.mark.parametrize(
    "made",
    [broad_table(), open_table(), open_labels(), headed(), leaflet(), questions(), columns()],
)
def test_tables_headings_and_columns_keep_a_sheet_whole(made: Page) -> None:
    assert gutter_of(objects_of(made)) is None


@pytest.mark.ocr
def test_a_scanned_sheet_gives_left_page_and_right_page() -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
    ys = [300 + 20 * row for row in range(8)]
    page = prose(prose(sheet(), 60, mark="Left "), 470, lines=14, mark="Other ")
    page = table(page, (470, 560, 650, 750), ys)
    page.line(421, 0, 421, 595, width=3)
    document = scanned(png(page))
    assert "sheet-split" in {found.code for found in document.diagnostics}
    first, second, found = document.blocks
    assert isinstance(found, Table)
    assert block_text((first,)).startswith("Left")
    assert "Left" not in block_text((second,))
    assert "har" in block_text((second,))
    assert printed(found).startswith("0 | 1 | 2\n100 | 101 | 102")
    origin = found.origin
    assert isinstance(origin, PageOrigin)
    assert origin.page == 1
    assert origin.box == pytest.approx((470, 300, 750, 440), abs=2)

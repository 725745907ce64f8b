"""Pictures of pages."""

from __future__ import annotations

import pytest
from PIL import Image

from tablewright.converters.model import Document, PageOrigin, Table
from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import Change, png, scanned, tiff
from tests.tables.notation import printed

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 224.0, 248.0, 272.0)
ROWS = (("Goods", "Dozens", "Scope"), ("beans", "12", "3.5"), ("eggs", "7", "0"))
PLAIN = "Goods | Dozens | Scope\nbeans | 12 | 3.5\neggs | 7 | 0"


def table_page() -> Page:
    page = Page().grid(XS, YS).text(72, 120, "Good news each day", size=14)
    for y, row in zip(YS, ROWS, strict=False):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 6, y + 16, text, size=12)
    return page


def read(document: Document) -> str:
    return "\n\n".join(
        printed(block) if isinstance(block, Table) else block_text((block,))
        for block in document.blocks
    )


def test_a_picture_of_a_page_gives_its_text_and_its_table() -> None:
    expected = f"Good news each day\n\n{PLAIN}"
    assert read(scanned(png(table_page()))) == expected


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.rotate(2, expand=False, fillcolor="white"),
        lambda page: page.transpose(Image.Transpose.ROTATE_90),
        lambda page: page.transpose(Image.Transpose.ROTATE_180),
        lambda page: page.transpose(Image.Transpose.ROTATE_270),
    ],
    ids=["tilted", "left", "upside-down", "right"],
)
def test_a_page_that_lies_askew_is_read_upright(change: Change) -> None:
    assert PLAIN in read(scanned(png(table_page(), change=change)))


@pytest.mark.parametrize("turn", ["0 1 -1 0", "0 -1 1 0"], ids=["up", "down"])
def test_headers_that_run_up_or_down_are_read(turn: str) -> None:
    page = (
        Page()
        .grid(XS, (160.0, 248.0, 272.0, 296.0))
        .texts([x + 6 for x in XS[:-1]], [264.0, 288.0], ROWS[1:])
    )
    for x, text in zip(XS, ROWS[0], strict=False):
        y = page.height - (236 if turn.startswith("0 1") else 172)
        page.text(0, 0, text, size=12, matrix=f"{turn} {x + 40} {y}")
    page.lines(72, 60, *["The orchards sent their goods to the town each day."] * 4, size=12)
    document = scanned(png(page))
    assert read(document).split("\n\n")[-1] == PLAIN
    assert all(finding.code != "place-doubtful" for finding in document.diagnostics)


def test_cells_say_where_they_stand_and_how_sure_they_are() -> None:
    (table,) = (b for b in scanned(png(table_page())).blocks if isinstance(b, Table))
    twelve = next(cell for cell in table.cells if block_text(cell.blocks) == "12")
    (origin,) = twelve.origins
    assert isinstance(origin, PageOrigin)
    assert origin.box == pytest.approx((172, 224, 272, 248), abs=1.5)
    assert twelve.confidence is not None
    assert twelve.confidence > 0.99


def test_a_table_that_goes_on_on_the_next_page_of_a_tiff_is_one() -> None:
    above = (
        Page()
        .grid(XS, (700.0, 724.0, 748.0))
        .texts([x + 6 for x in XS[:-1]], [716.0, 740.0], ROWS[:2])
    )
    below = Page().grid(XS, (60.0, 84.0)).texts([x + 6 for x in XS[:-1]], [76.0], ROWS[2:])
    assert read(scanned(tiff(above, below), "pages.tiff")) == PLAIN


def tinted(colour: tuple[int, int, int]) -> Change:
    """All that is printed, in one colour."""

    def change(page: Image.Image) -> Image.Image:
        return Image.composite(
            Image.new("RGB", page.size, "white"),
            Image.new("RGB", page.size, colour),
            page.convert("L"),
        )

    return change


@pytest.mark.parametrize("colour", [(215, 40, 50), (255, 165, 0)], ids=["red", "orange"])
def test_text_and_rules_in_red_are_read(colour: tuple[int, int, int]) -> None:
    document = scanned(png(table_page(), change=tinted(colour)))
    assert read(document) == f"Good news each day\n\n{PLAIN}"
    assert "seal-removed" not in {found.code for found in document.diagnostics}

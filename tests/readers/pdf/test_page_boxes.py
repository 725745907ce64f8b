"""Where the size of a page comes from."""

from __future__ import annotations

import pypdfium2
import pytest

from tablewright.converters.readers.pdf.objects.page import read_page
from tests.readers.pdf.drawn import FONT_RESOURCES, FONTS, assembled, stream


@pytest.mark.parametrize(
    ("inherited", "own", "size", "corner"),
    [
        ("/MediaBox [0 0 300 900]", "", (300, 900), (20, 100)),
        ("/MediaBox [0 0 300 900] /CropBox [10 50 290 850]", "", (280, 800), (10, 50)),
        ("/MediaBox [0 0 300 900]", "/CropBox [10 50 290 850]", (280, 800), (10, 50)),
        ("/CropBox [10 50 290 850]", "/MediaBox [0 0 300 900]", (280, 800), (10, 50)),
    ],
)
def test_boxes_of_the_page_tree_hold_for_its_pages(
    inherited: str, own: str, size: tuple[int, int], corner: tuple[float, float]
) -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count 1 /Kids [7 0 R] {inherited} >>".encode(),
        *(font.encode() for font in FONTS),
        f"<< /Type /Page /Parent 2 0 R {own} /Contents 8 0 R "
        f"/Resources << {FONT_RESOURCES} >> >>".encode(),
        stream(b"BT /L1 10 Tf 20 800 Td (words) Tj ET"),
    ]
    page = read_page(pypdfium2.PdfDocument(assembled(objects)), 0)
    assert (page.width, page.height) == size
    left, _, _, bottom = page.characters.boxes[0].tolist()
    assert left == pytest.approx(corner[0])
    assert bottom == pytest.approx(corner[1], abs=3)

"""Lines that are drawn as something else: thin shapes with ends cut aslant, pictures of a pixel."""

from __future__ import annotations

from tablewright.converters.model.walk import iter_tables
from tablewright.converters.readers.pdf.objects.thinlines import line_images

from .drawn import Page, drawn, stream
from .shown import read_here


def test_pictures_of_one_pixel_that_are_drawn_as_lines_are_rules() -> None:
    page = Page()
    pixel = stream(
        b"\0",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8",
    )
    page.resources = "/XObject << /P 9 0 R >>"
    rows = [("Ion", "first", "second"), ("Mn", "even", "odd"), ("Cl", "odd", "odd")]
    page.texts((80, 180, 300), (200, 216, 230), rows)
    for y in (188, 205, 236):
        page.content.append(f"q 340 0 0 0.5 72 {page.height - y} cm /P Do Q")
    document = read_here(drawn(page, extra=[pixel]))
    assert [table.columns for table in iter_tables(document.blocks)] == [3]


def test_strips_of_one_picture_are_no_rules() -> None:
    strips = [(72.0, 100.0 + n, 300.0, 101.0 + n) for n in range(50)]
    assert line_images([*strips, (72.0, 400.0, 300.0, 400.5)]) == [(72.0, 400.0, 300.0, 400.5)]

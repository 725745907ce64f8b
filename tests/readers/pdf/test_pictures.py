"""Pictures of drawn pages: what is kept, as what, where, and what is left out."""

from __future__ import annotations

import zlib

from tablewright.converters.model import Document, Figure, Image, Paragraph
from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import Page, drawn, stream
from tests.readers.pdf.shown import read_here

FULL = "本机关依法履行政府信息公开职责并按照要求编制本年度报告现予公布"


def picture(width: int, height: int, *, entries: str = "", shade: int = 0) -> bytes:
    """An image XObject of a grey ramp."""
    pixels = bytes((x * 7 + y * 3 + shade) % 256 for y in range(height) for x in range(width))
    return stream(
        pixels,
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
        f"/ColorSpace /DeviceGray /BitsPerComponent 8 {entries}",
        compress=True,
    )


def place(page: Page, name: str, x: float, y: float, width: float, height: float) -> Page:
    """Draw the image `name` with its top left corner at `x`, `y`."""
    page.content.append(f"q {width} 0 0 {height} {x} {page.height - y - height} cm /{name} Do Q")
    return page


def document_with(page: Page, *images: bytes, pages: int = 1) -> Document:
    """The document of `pages` equal pages with images named /I0, /I1 …"""
    first = 7 + 2 * pages
    names = " ".join(f"/I{number} {first + number} 0 R" for number in range(len(images)))
    page.resources += f"/XObject << {names} >>"
    return read_here(drawn(*[page] * pages, extra=images))


def images_of(document: Document) -> list[Image]:
    return [
        inline
        for block in document.blocks
        if isinstance(block, Figure)
        for paragraph in block.blocks
        if isinstance(paragraph, Paragraph)
        for inline in paragraph.content
        if isinstance(inline, Image)
    ]


def test_a_picture_is_a_figure_between_the_texts_around_it() -> None:
    page = Page().text(72, 100, "above it").text(72, 400, "below it")
    document = document_with(place(page, "I0", 72, 150, 200, 100), picture(20, 10))
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Figure",
        "Paragraph",
    ]
    (image,) = images_of(document)
    assert (image.width_pt, image.height_pt) == (200, 100)
    assert [asset.sha256 for asset in document.assets] == [image.asset]


def test_pixels_are_kept_as_png_of_their_own_size() -> None:
    page = place(Page().text(72, 100, "words"), "I0", 72, 150, 200, 100)
    (asset,) = document_with(page, picture(20, 10)).assets
    assert asset.media_type == "image/png"
    assert asset.data[16:24] == (20).to_bytes(4, "big") + (10).to_bytes(4, "big")
    start = asset.data.index(b"IDAT") + 4
    rows = zlib.decompressobj().decompress(asset.data[start:])
    assert rows[:4] == bytes([2, 0, 7, 14])


def test_the_same_picture_is_kept_once() -> None:
    page = place(Page().text(72, 100, "words"), "I0", 72, 150, 200, 100)
    document = document_with(place(page, "I1", 72, 300, 200, 100), *[picture(20, 10)] * 2)
    assert len(images_of(document)) == 2
    assert len(document.assets) == 1


def test_specks_and_rules_drawn_as_pictures_are_left_out() -> None:
    page = place(Page().text(72, 100, "words"), "I0", 60, 95, 6, 6)
    document = document_with(place(page, "I1", 72, 120, 400, 1), *[picture(20, 10)] * 2)
    assert images_of(document) == []
    assert document.assets == ()
    assert [d.code for d in document.diagnostics] == ["pictures-left-out"]


def test_a_picture_behind_the_text_of_a_page_is_left_out() -> None:
    page = Page().lines(72, 100, FULL, FULL, FULL)
    document = document_with(place(page, "I0", 0, 0, 595, 842), picture(20, 10))
    assert images_of(document) == []
    assert block_text(document.blocks) == FULL * 3


def test_a_picture_at_one_place_of_all_pages_is_furniture() -> None:
    page = place(Page().lines(72, 200, FULL, "完。"), "I0", 72, 30, 60, 30)
    document = document_with(page, picture(20, 10), pages=3)
    assert images_of(document) == []
    assert [item.kind for item in document.furniture] == ["header"] * 3
    assert len(document.assets) == 1


def test_strips_of_one_picture_are_one() -> None:
    page = Page().text(72, 100, "words")
    for number in range(4):
        place(page, f"I{number}", 72, 150 + 20 * number, 200, 20)
    strips = [picture(40, 4, shade=50 * number) for number in range(4)]
    (image,) = images_of(document_with(page, *strips))
    assert (image.width_pt, image.height_pt) == (200, 80)


def test_a_mask_becomes_opacity() -> None:
    page = place(Page().text(72, 100, "words"), "I0", 72, 150, 200, 100)
    base = picture(20, 10, entries="/SMask 10 0 R")
    mask = picture(20, 10, shade=9)
    (asset,) = document_with(page, base, mask).assets
    assert asset.data[25] == 6  # red, green, blue, opacity


def test_a_turned_picture_is_kept_as_it_is_shown() -> None:
    page = Page().text(72, 100, "words")
    page.content.append("q 0 -200 100 0 72 600 cm /I0 Do Q")
    (asset,) = document_with(page, picture(20, 10)).assets
    assert asset.data[16:24] == (10).to_bytes(4, "big") + (20).to_bytes(4, "big")


def test_a_picture_inside_a_form_is_found() -> None:
    page = Page().text(72, 100, "words")
    page.content.append("q 2 0 0 2 0 0 cm /F Do Q")
    form = stream(
        b"q 100 0 0 50 36 300 cm /I Do Q",
        "/Type /XObject /Subtype /Form /BBox [0 0 600 900] "
        "/Resources << /XObject << /I 10 0 R >> >>",
    )
    page.resources = "/XObject << /F 9 0 R >>"
    document = read_here(drawn(page, extra=[form, picture(20, 10)]))
    (image,) = images_of(document)
    assert (image.width_pt, image.height_pt) == (200, 100)


def test_a_picture_in_a_cell_stands_in_that_cell() -> None:
    page = Page().table([72, 200, 400], [100, 200, 300], [["name", "photo"], ["one", ""]])
    document = document_with(place(page, "I0", 220, 210, 80, 80), picture(20, 10))
    (table,) = document.blocks
    cell = table.cells[3]  # type: ignore[union-attr]
    assert [type(inline).__name__ for inline in cell.blocks[0].content] == ["Image"]  # type: ignore[union-attr]


def test_a_caption_below_or_above_a_picture_is_its_caption() -> None:
    page = Page().text(72, 100, "words").text(72, 270, "Figure 1: Bars by year")
    page.text(72, 300, "图2 各年情况")
    place(place(page, "I0", 72, 150, 200, 100), "I1", 72, 310, 200, 100)
    document = document_with(page, picture(20, 10), picture(20, 10, shade=5))
    captions = [b.caption for b in document.blocks if isinstance(b, Figure)]
    assert [c[0].text for c in captions] == ["Figure 1: Bars by year", "图2 各年情况"]  # type: ignore[union-attr]

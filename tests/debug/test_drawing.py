"""Pictures of the reading: layers, files, determinism."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tablewright.converters.debug import LAYERS, draw, read_views
from tablewright.converters.debug.layers import cell_name
from tablewright.converters.model import Cell, Document, PageOrigin, Paragraph
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.objects.geometry import union
from tablewright.converters.readers.pdf.workers.views import PageView
from tests.readers.pdf.drawn import Page, drawn

EXPECTED = Path(__file__).parent / "plots.svg"
SVG = "{http://www.w3.org/2000/svg}"


def plots() -> Page:
    """A heading, a table of four columns with a cell over two of them, a page number."""
    page = Page(200, 160).text(20, 30, "Plots", size=14, bold=True)
    page.line(20, 50, 180, 50).line(20, 70, 180, 70).line(20, 90, 180, 90)
    for x in (20.0, 60.0, 180.0):
        page.line(x, 50, x, 90)
    page.line(120, 70, 120, 90)
    page.texts((24, 64, 124), (63, 83), [("Plot", "Let"), ("A", "14", "15")])
    return page.text(95, 152, "- 7 -")


@cache
def read(data: bytes, name: str = "plots.pdf") -> tuple[Document, tuple[PageView, ...]]:
    return read_views(Source(name, data), ReadOptions())


def svg_of(page: Page, *layers: str) -> str:
    """The SVG of a page, the data of its picture left out."""
    document, views = read(drawn(page))
    ((_, data),) = draw(document, views, "svg", layers or None)
    return re.sub(r"base64,[^\"]+", "base64,", data.decode())


def test_the_whole_svg_of_a_small_page() -> None:
    assert svg_of(plots(), "cells", "rules", "order", "furniture") == EXPECTED.read_text(
        encoding="utf-8"
    )


def test_every_layer_is_a_group_and_only_chosen_ones_are_there() -> None:
    def groups(*layers: str) -> list[str]:
        root = ET.fromstring(svg_of(plots(), *layers))
        return [group.attrib["class"] for group in root.iter(f"{SVG}g")]

    assert groups() == ["layer-page", *(f"layer-{name}" for name in LAYERS)]
    assert groups("order", "cells") == ["layer-page", "layer-cells", "layer-order"]


def test_the_same_bytes_give_the_same_bytes() -> None:
    source = Source("plots.pdf", drawn(plots()))
    once, again = (
        [draw(*read_views(source, ReadOptions()), to) for to in ("html", "svg", "png")]
        for _ in range(2)
    )
    assert once == again


def test_a_png_has_two_pixels_for_each_point_and_layers_change_it() -> None:
    document, views = read(drawn(plots()))
    ((_, bare),) = draw(document, views, "png", ())
    ((_, full),) = draw(document, views, "png")
    assert Image.open(io.BytesIO(full)).size == (400, 320)
    assert bare != full
    shown = Image.open(io.BytesIO(bare)).convert("RGB")
    with Image.open(io.BytesIO(views[0].picture)) as picture:
        assert shown.tobytes() == picture.convert("RGB").tobytes()


def test_a_turned_page_is_shown_as_it_reads() -> None:
    page = Page(160, 200)
    for row, text in enumerate(("some words", "that run", "sideways")):
        page.text(0, 0, text, matrix=f"0 1 -1 0 {60 + 20 * row} 40")
    document, (view,) = read(drawn(page))
    assert (view.width, view.height) == (200, 160)
    with Image.open(io.BytesIO(view.picture)) as picture:
        assert picture.size == (400, 320)
        ink = picture.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    boxes = [
        block.origin.box
        for block in document.blocks
        if isinstance(block, Paragraph) and isinstance(block.origin, PageOrigin)
    ]
    assert ink is not None
    left, top, right, bottom = union([box for box in boxes if box is not None])
    around = (2 * left - 4, 2 * top - 4, 2 * right + 4, 2 * bottom + 4)
    assert union([around, ink]) == around


def test_a_page_that_is_read_again_with_the_columns_of_its_neighbour_is_shown_once() -> None:
    rows = [(f"Label {chr(97 + n)}", str(17 * n + 3), "south") for n in range(20)]
    xs, ys = (72.0, 200.0, 320.0), [460 + 16 * n for n in range(20)]
    first = (
        Page().text(72, 420, "Words above.").texts(xs, ys, [("Name", "Sum", "Town"), *rows[:19]])
    )
    second = Page().texts(xs, [60], rows[19:]).text(72, 110, "Words below.")
    _, views = read_views(Source("torn.pdf", drawn(first, second)), ReadOptions())
    assert [(view.number, len(view.grids)) for view in views] == [(1, 1), (2, 1)]


def test_a_table_that_goes_on_is_drawn_on_both_pages_with_the_rows_of_the_whole() -> None:
    rows = [("Plot", "Let"), *((f"P{row}", str(row)) for row in range(1, 30))]
    ys = [60.0 + 20 * row for row in range(31)]
    first = Page().table((72, 172, 272), ys, rows)
    second = Page().table((72, 172, 272), [60, 80, 100], [("P30", "30"), ("P31", "31")])
    document, views = read_views(Source("long.pdf", drawn(first, second)), ReadOptions(pages=(2,)))
    ((page, data),) = draw(document, views, "svg", ("cells", "order"))
    assert page == 2
    labels = [text.text for text in ET.fromstring(data).iter(f"{SVG}text")]
    assert labels == ["31,1", "31,2", "32,1", "32,2", "1 table 32 x 2"]


def test_text_cannot_break_out_of_the_markup() -> None:
    svg = svg_of(Page().text(72, 100, '<script>alert(1)</script> & "quotes"'))
    assert "<script" not in svg
    assert ET.fromstring(svg).find(f".//{SVG}title") is not None


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (Cell(0, 0), "1,1"),
        (Cell(1, 2, row_span=2), "2-3,3"),
        (Cell(1, 2, row_span=2, column_span=3), "2-3,3-5"),
    ],
)
def test_cells_are_named_by_rows_and_columns_from_1(cell: Cell, name: str) -> None:
    assert cell_name(cell) == name


@pytest.mark.browser
def test_the_html_opens_in_a_browser_without_errors_and_its_boxes_switch_layers(
    tmp_path: Path,
) -> None:
    document, views = read(drawn(plots(), plots()))
    ((_, data),) = draw(document, views, "html", ("cells", "order"))
    page = tmp_path / "page.html"
    probe = (
        b"<script>const shown = n => getComputedStyle(document.querySelector(n)).display;"
        b"const before = shown('.layer-cells'); document.querySelector('#show-cells').click();"
        b"document.title = [before, shown('.layer-cells'), shown('.layer-order'),"
        b"document.querySelectorAll('svg').length,"
        b"document.querySelector('image').getBBox().width].join(' ')</script></body>"
    )
    policy = re.compile(rb"<meta http-equiv.*?>\n")
    assert policy.search(data)
    page.write_bytes(policy.sub(b"", data).replace(b"</body>", probe))
    done = subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *("--disable-background-networking", f"--user-data-dir={tmp_path / 'profile'}"),
            *("--enable-logging=stderr", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "CONSOLE" not in done.stderr
    assert "<title>inline none inline 2 200</title>" in done.stdout


def test_the_html_needs_nothing_from_elsewhere() -> None:
    document, views = read(drawn(plots()))
    ((_, data),) = draw(document, views, "html")
    text = data.decode()
    assert re.findall(r"(?:src|href)=\"(?!data:image/png;base64,)", text) == []
    assert re.findall(r"url\(|@import|<script", text) == []

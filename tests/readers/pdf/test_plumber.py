"""pdfplumber as an oracle for pdfium's objects, as an engine, and as a user of our pages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pdfplumber
import pytest

from tablewright.converters import read, render
from tablewright.converters.errors import UnreadableSource
from tablewright.converters.model import Document
from tablewright.converters.readers import ReadOptions, Source
from tablewright.converters.readers.pdf.document.assemble import assemble
from tablewright.converters.readers.pdf.objects.page import PageObjects, read_page
from tablewright.converters.readers.pdf.objects.toplumber import PdfiumPage
from tablewright.converters.readers.pdf.pages import reading
from tablewright.converters.readers.pdf.workers.worker import open_pdf
from tests.readers.pdf.drawn import FONTS, Page, drawn, stream
from tests.readers.pdf.printing import by_browser, by_office

XS, YS = (72, 180, 290, 400), (100, 120, 140, 160)
ROWS = [["name", "first", "second"], ["one", "1", "2"], ["two", "3", "4"]]
Char = tuple[str, float, float, float, float, str, float]


def faced(*pages: Page, extra: Sequence[bytes] = ()) -> bytes:
    """Drawn pages whose Helvetica has the widths that Adobe gave it.

    pdfplumber takes these whatever the file says.
    """
    fonts = tuple(re.sub(r"/FirstChar .*\]", "", font) for font in FONTS)
    with mock.patch("tests.readers.pdf.drawn.FONTS", fonts):
        return drawn(*pages, extra=extra)


def sheet() -> Page:
    """A table and words in two faces and two scripts."""
    page = Page().table(XS, YS, ROWS).text(72, 200, "Some words", size=14, bold=True)
    return page.text(72, 230, "政府信息公开", size=12)


def both(data: bytes, index: int = 0) -> tuple[pdfplumber.page.Page, PdfiumPage]:
    """A page as pdfplumber reads it, and with our objects."""
    parent = pdfplumber.open(io.BytesIO(data)).pages[index]
    objects = read_page(open_pdf(Source("a.pdf", data), None), index)
    return parent, objects.to_pdfplumber(parent)


def ink(page: pdfplumber.page.Page) -> list[Char]:
    """Characters that are drawn, sorted by their place in full points.

    The size of a turned character is its advance for pdfplumber and is left out here.
    """
    found = [
        (
            *(char["text"], char["x0"], char["x1"], char["top"], char["bottom"]),
            *(char["fontname"].split("+")[-1], char["size"] if char["upright"] else 0.0),
        )
        for char in page.chars
        if char["text"].strip()
    ]
    return sorted(found, key=lambda c: (c[0], round(c[3] / 4), c[1], c[3]))


def assert_same_characters(data: bytes, index: int = 0, *, near: float = 0.3) -> None:
    theirs, ours = map(ink, both(data, index))
    assert [char[0] for char in ours] == [char[0] for char in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert mine[1:5] == pytest.approx(other[1:5], abs=near)
        assert mine[6] == pytest.approx(other[6], abs=0.05)
        assert mine[5] in (other[5], "")


def edges(page: pdfplumber.page.Page) -> set[tuple[str, int, int, int, int]]:
    return {
        (edge["orientation"], *(round(edge[side]) for side in ("x0", "top", "x1", "bottom")))
        for edge in page.edges
    }


def rotated(turn: int) -> Page:
    page = sheet()
    page.entries = f"/Rotate {turn}"
    return page


def sideways() -> Page:
    page = Page()
    for number, (a, b, c, d) in enumerate(((0, 1, -1, 0), (0, -1, 1, 0), (-1, 0, 0, -1))):
        page.text(0, 0, "turned words", matrix=f"{a} {b} {c} {d} {200 + 60 * number} 400")
    return page


def in_a_form() -> bytes:
    """A table inside a form that is scaled and moved."""
    page = Page(resources="/XObject << /Form 9 0 R >>")
    page.content.append("q 0.5 0 0 0.5 50 300 cm /Form Do Q")
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font "
    entries += "<< /L1 3 0 R /L2 4 0 R /C1 5 0 R /C2 6 0 R >> >>"
    return faced(page, extra=[stream("\n".join(sheet().content).encode(), entries)])


def cropped() -> Page:
    page = sheet()
    page.entries = "/CropBox [50 400 550 800]"
    return page


def in_large_units() -> Page:
    page = sheet()
    page.entries = "/UserUnit 2"
    return page


def dashed() -> Page:
    page = Page().text(80, 115, "cell")
    page.content.append("[3 2] 0 d")
    return page.grid(XS, YS)


def of_thin_fills() -> Page:
    page = Page().text(80, 115, "cell")
    for y in YS:
        page.box(XS[0], y, XS[-1], y + 0.5, grey=0)
    for x in XS:
        page.box(x, YS[0], x + 0.5, YS[-1], grey=0)
    return page


@pytest.mark.parametrize(
    "data",
    [
        faced(sheet()),
        faced(rotated(90)),
        faced(rotated(180)),
        faced(rotated(270)),
        faced(cropped()),
        faced(in_large_units()),
        faced(dashed()),
        in_a_form(),
    ],
    ids=["plain", "90", "180", "270", "CropBox", "UserUnit", "dashes", "form"],
)
def test_characters_and_edges_are_those_of_pdfplumber(data: bytes) -> None:
    # Fonts that are not embedded: pdfium takes the widths and heights of its own substitutes.
    assert_same_characters(data, near=1.0)
    theirs, ours = both(data)
    assert edges(ours) == edges(theirs)


def test_characters_of_turned_runs_stand_where_pdfplumber_puts_them() -> None:
    assert_same_characters(faced(sideways()), near=1.6)


def test_thin_fills_are_one_edge_and_not_four() -> None:
    _, ours = both(drawn(of_thin_fills()))
    assert len(ours.edges) == len(XS) + len(YS)
    assert ours.extract_tables() == [[["cell", "", ""], ["", "", ""], ["", "", ""]]]


def test_pdfplumber_finds_tables_and_words_on_our_page() -> None:
    theirs, ours = both(drawn(sheet()))
    assert ours.extract_tables() == theirs.extract_tables() == [ROWS]
    assert [word["text"] for word in ours.extract_words()][-3:] == ["Some", "words", "政府信息公开"]
    assert ours.crop((0, 90, 595, 170)).extract_table() == ROWS


def test_pdfplumber_draws_what_it_found_on_our_page() -> None:
    _, ours = both(drawn(sheet()))
    image = ours.to_image(resolution=36).debug_tablefinder()
    assert image.annotated.size == (298, 421)


def opened(data: bytes, **choices: Any) -> Document:
    source = Source("a.pdf", data)
    return assemble(open_pdf(source, None), source, ReadOptions(**choices))


def without_origins(document: Document) -> list[object]:
    return [
        getattr(block, "content", None)
        or [(c.row, c.column, c.role, [b.content for b in c.blocks]) for c in block.cells]  # type: ignore
        for block in document.blocks
    ]


def test_both_engines_give_the_same_blocks() -> None:
    page = sheet()
    page.entries = (
        "/Annots [<< /Type /Annot /Subtype /Link /Rect [70 636 160 656] "
        "/A << /S /URI /URI (https://example.org/) >> >>]"
    )
    data = drawn(page)
    by_pdfium, by_plumber = opened(data), opened(data, engine="pdfplumber")
    assert without_origins(by_plumber) == without_origins(by_pdfium)
    assert by_plumber.diagnostics == by_pdfium.diagnostics


def refuse(*_: object) -> PageObjects:
    raise ValueError("made to fail")


def test_pages_that_pdfium_cannot_read_are_read_by_pdfplumber(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = drawn(sheet())
    whole = without_origins(opened(data))
    monkeypatch.setattr(reading, "page_objects", refuse)
    document = opened(data)
    assert without_origins(document) == whole
    assert "page-by-fallback" in {finding.code for finding in document.diagnostics}


def test_the_engine_that_was_asked_for_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "page_objects", refuse)
    with pytest.raises(UnreadableSource, match="none of its pages"):
        opened(drawn(sheet()), engine="pdfium")


PRINTED = """<!DOCTYPE html><meta charset=utf-8><style>td,th{border:1px solid;padding:2pt 6pt}
table{border-collapse:collapse}</style><h1>Annual report</h1><p>Some <b>words</b> of prose, and
<i>slanted</i> ones; 政府信息公开年度报告。</p><table><tr><th>name<th>alpha<th>beta<tr><td>one
<td>1<td>2<tr><td rowspan=2>two<td>3<td>4<tr><td colspan=2>5</table>"""


def by_weasyprint(html: str, folder: Path) -> bytes:
    try:
        weasyprint = pytest.importorskip("weasyprint")
    except OSError:
        pytest.skip("WeasyPrint needs pango")
    return bytes(weasyprint.HTML(string=html).write_pdf())


def by_office_program(html: str, folder: Path) -> bytes:
    (folder / "a.html").write_text(html, encoding="utf-8")
    return by_office([render(read(folder / "a.html"), "docx")], folder)[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "printed",
    [
        by_weasyprint,
        pytest.param(by_browser, marks=pytest.mark.browser),
        pytest.param(by_office_program, marks=pytest.mark.office),
    ],
)
def test_characters_of_printed_pages_are_those_of_pdfplumber(
    printed: Callable[[str, Path], bytes], tmp_path: Path
) -> None:
    data = printed(PRINTED, tmp_path)
    # The Han font is a Type 3 font or states no ascent: pdfium measures it, pdfplumber does not.
    assert_same_characters(data, near=4.0)
    theirs, ours = both(data)
    assert ours.extract_tables() == theirs.extract_tables()
    # WeasyPrint kerns with the advance of the glyph before, which pdfplumber shortens.
    latin = [[c for c in ink(page) if c[0].isascii()] for page in (theirs, ours)]
    for other, mine in zip(*latin, strict=True):
        assert mine[1:5] == pytest.approx(other[1:5], abs=0.8)

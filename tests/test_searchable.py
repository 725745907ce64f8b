"""Scans to searchable PDFs."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner

from tablewright.cli import app
from tablewright.converters import ReadOptions, Source, Table, UnsupportedFormat, convert, read
from tablewright.converters.model.text import block_text
from tablewright.converters.searchable import searchable_pdf, verify_searchable
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.scan.pictured import Change, pictures, tiff
from tests.tables.notation import printed

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 224.0, 248.0, 272.0)
ROWS = (("Goods", "Dozens", "Scope"), ("beans", "12", "3.5"), ("eggs", "7", "0"))
PLAIN = "Goods | Dozens | Scope\nbeans | 12 | 3.5\neggs | 7 | 0"


def page() -> Page:
    sheet = Page().text(72, 120, "Good news each day", size=14)
    return sheet.grid(XS, YS).texts([x + 6 for x in XS[:-1]], [y + 16 for y in YS[:-1]], ROWS)


def jpeg(change: Change | None = None, orientation: int = 1) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    (picture,) = pictures(page(), change=change)
    picture.save(out, "JPEG", dpi=(200, 200), quality=90, exif=exif)
    return out.getvalue()


def hidden_text(data: bytes) -> str:
    document = read(data, name="out.pdf", options=ReadOptions(ocr="never"))
    return "\n\n".join(
        printed(block) if isinstance(block, Table) else block_text((block,))
        for block in document.blocks
    )


EXPECTED = f"Good news each day\n\n{PLAIN}"


@pytest.mark.parametrize(
    ("change", "orientation"),
    [
        (None, 1),
        (lambda sheet: sheet.rotate(2, fillcolor="white"), 1),
        (lambda sheet: sheet.transpose(Image.Transpose.ROTATE_90), 1),
        (lambda sheet: sheet.transpose(Image.Transpose.ROTATE_90), 6),
    ],
    ids=["level", "tilted", "on-its-side", "turned-by-exif"],
)
def test_the_pdf_of_a_scan_says_what_the_scan_says(change: Change | None, orientation: int) -> None:
    source = Source("page.jpg", jpeg(change, orientation))
    data, document = searchable_pdf(source, ReadOptions())
    verify_searchable(data, document)
    assert hidden_text(data) == EXPECTED
    assert source.data in data
    shown = pypdfium2.PdfDocument(data)[0]
    assert shown.get_height() == pytest.approx(842, abs=2)
    image = shown.render(scale=1).to_pil().convert("L")
    assert np.asarray(image.crop((60, 110, 200, 122))).min() < 100
    assert np.asarray(image.crop((60, 130, 400, 190))).min() > 180


def test_pages_of_a_tiff_and_of_a_pdf_of_pictures() -> None:
    first = convert(tiff(page(), page()), "pdf", name="pages.tiff", verify=True)
    assert len(pypdfium2.PdfDocument(first)) == 2
    again = convert(first, "pdf", name="again.pdf", verify=True)
    assert PLAIN in hidden_text(again)
    assert first == convert(tiff(page(), page()), "pdf", name="pages.tiff")


def test_pages_with_text_of_their_own_keep_it() -> None:
    scan = io.BytesIO()
    pictures(page())[0].save(scan, "PDF", resolution=200)
    mixed = pypdfium2.PdfDocument(drawn(Page().text(72, 120, "Printed on this very day", size=12)))
    mixed.import_pages(pypdfium2.PdfDocument(scan.getvalue()))
    out = io.BytesIO()
    mixed.save(out)
    text = hidden_text(convert(out.getvalue(), "pdf", name="mixed.pdf"))
    assert "Printed on this very day" in text
    assert PLAIN in text


@pytest.mark.parametrize("name", ["page.html", "page.pdf"])
def test_what_is_no_scan_is_refused_in_one_sentence(name: str) -> None:
    data = drawn(page()) if name.endswith("pdf") else b"<p>Good news each day.</p>"
    with pytest.raises(UnsupportedFormat, match="is no scan"):
        convert(data, "pdf", name=name)


def test_the_command_writes_a_pdf(tmp_path: Path) -> None:
    source = tmp_path / "scan.jpg"
    source.write_bytes(jpeg())
    out = tmp_path / "scan.pdf"
    done = CliRunner().invoke(app, ["convert", str(source), "-o", str(out), "--verify"])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"%PDF-")
    done = CliRunner().invoke(app, ["convert", str(source), "-o", str(out), "--form", "auto"])
    assert done.exit_code == 2

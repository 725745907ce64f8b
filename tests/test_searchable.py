"""Scans to searchable PDFs."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image
from typer.testing import CliRunner

from tablewright.cli import app
from tablewright.converters import (
    ReadOptions,
    Source,
    Table,
    UnsupportedFormat,
    convert,
    read,
    searchable,
)
from tablewright.converters.model import Document, Paragraph
from tablewright.converters.model.block import Reading
from tablewright.converters.model.facsimile import Facsimile
from tablewright.converters.model.inline import Text
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


COUNTS = (("Scope", "Boys", "Days"), ("beans", "12", "31"), ("eggs", "23", "44"))
TOTALS = (*COUNTS, ("Total", "35", "75"))


def test_the_hidden_text_is_what_sums_decided_and_not_the_rejected_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ys = (*YS, 296.0)
    sheet = Page().grid(XS, ys).texts([x + 6 for x in XS[:-1]], [y + 16 for y in ys[:-1]], TOTALS)
    out = io.BytesIO()
    pictures(sheet)[0].save(out, "PNG", dpi=(200, 200))
    known = searchable._read

    def misread(
        source: Source, options: ReadOptions, reader: str | None, pages: list[Facsimile]
    ) -> Document:
        """The page as if its 23 had been read 28, on the page and in the document alike."""
        document = known(source, options, reader, pages)
        (table,) = document.blocks
        assert isinstance(table, Table)
        cells = tuple(
            replace(
                cell,
                blocks=(Paragraph((Text("28"),)),),
                readings=(Reading("23", "cell", 0.5, "confidence"),),
                confidence=0.6,
            )
            if block_text(cell.blocks) == "23"
            else cell
            for cell in table.cells
        )
        texts = [replace(text, text=text.text.replace("23", "28")) for text in pages[0].texts]
        assert "28" in [text.text for text in texts]
        pages[0] = replace(pages[0], texts=tuple(texts))
        return replace(document, blocks=(replace(table, cells=cells),))

    monkeypatch.setattr(searchable, "_read", misread)
    data, document = searchable_pdf(Source("page.png", out.getvalue()), ReadOptions())
    verify_searchable(data, document)
    assert re.findall(r"\d+", hidden_text(data)) == ["12", "31", "23", "44", "35", "75"]
    assert "reading-chosen" in [finding.code for finding in document.diagnostics]


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

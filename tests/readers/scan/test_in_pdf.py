"""Scanned pages inside PDFs."""

from __future__ import annotations

import io
from typing import Literal

import pytest

from tablewright.converters import Document, ReadOptions, Table, UnsupportedFormat, read
from tablewright.converters.model.text import block_text
from tests.readers.pdf.drawn import Page, drawn
from tests.readers.scan.pictured import pictures
from tests.tables.notation import printed

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 224.0, 248.0, 272.0)
ROWS = (("Goods", "Dozens", "Scope"), ("beans", "12", "3.5"), ("eggs", "7", "0"))
PLAIN = "Goods | Dozens | Scope\nbeans | 12 | 3.5\neggs | 7 | 0"


def page() -> Page:
    return Page().grid(XS, YS).texts([x + 6 for x in XS[:-1]], [y + 16 for y in YS[:-1]], ROWS)


def scan(*pages: Page) -> bytes:
    """A PDF of pictures alone, as scanners make it."""
    first, *rest = pictures(*pages)
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=200)
    return out.getvalue()


def text_of(data: bytes, ocr: Literal["auto", "always", "never"] = "auto") -> tuple[str, set[str]]:
    document: Document = read(data, name="scan.pdf", options=ReadOptions(ocr=ocr))
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
    text = "\n\n".join(
        printed(block) if isinstance(block, Table) else block_text((block,))
        for block in document.blocks
    )
    return text, {finding.code for finding in document.diagnostics}


def test_a_pdf_of_pictures_is_read_from_them() -> None:
    text, codes = text_of(scan(page()))
    assert text == PLAIN
    assert "page-recognised" in codes


def test_a_scan_is_refused_where_pictures_are_not_to_be_read() -> None:
    with pytest.raises(UnsupportedFormat, match="--ocr never"):
        text_of(scan(page()), "never")


def test_the_hidden_text_of_a_scan_gives_way_to_what_the_page_shows() -> None:
    hidden = page().text(72, 320, "not what is shown", mode=3)
    hidden.content = [
        part.replace("0 Tr", "3 Tr") if " Tr " in part else part for part in hidden.content
    ]
    text, codes = text_of(drawn(hidden))
    assert "not what is shown" not in text
    assert "page-recognised" in codes


def test_digital_pages_are_read_from_their_pictures_on_request_alone() -> None:
    assert "page-recognised" not in text_of(drawn(page()))[1]
    text, codes = text_of(drawn(page()), "always")
    assert text == PLAIN
    assert "page-recognised" in codes

"""Pictures inside documents, read on request."""

from __future__ import annotations

import base64
from typing import Literal

import pytest

from tablewright.converters import Document, ReadOptions, Table, read
from tablewright.converters.model.walk import iter_tables
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import png

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

ROWS = (("Goods", "Dozens"), ("beans", "12"), ("eggs", "7"))


def portal_page(ocr: Literal["auto", "always"]) -> Document:
    table = Page(280, 90).grid((10.0, 140.0, 270.0), (10.0, 32.0, 54.0, 76.0))
    table.texts((16.0, 146.0), (25.0, 47.0, 69.0), ROWS)
    picture = base64.b64encode(png(table)).decode()
    page = f"<p>Sales of the year.</p><p><img src='data:image/png;base64,{picture}'></p><p>End.</p>"
    return read(page.encode(), name="page.html", options=ReadOptions(ocr=ocr))


def test_a_table_published_as_a_picture_is_read_on_request() -> None:
    document = portal_page("always")
    (table,) = iter_tables(document.blocks)
    assert isinstance(table, Table)
    assert [cell.value is not None for cell in table.cells].count(True) == 2
    assert document.accounting is not None
    assert document.accounting.unplaced == 0
    assert document.accounting.added == len("GoodsDozensbeans12eggs7")


def test_pictures_are_left_alone_otherwise() -> None:
    assert not list(iter_tables(portal_page("auto").blocks))

"""Pictures of pages that were read from their pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tablewright.converters.debug import draw, read_views
from tablewright.converters.errors import UnsupportedFormat, UsageError
from tablewright.converters.readers import ReadOptions, Source
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import png, tiff

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr


def page() -> Page:
    page = Page().grid((72, 172, 272), (100, 124, 148))
    return page.texts((80, 180), (116, 140), [("beans", "12"), ("eggs", "7")])


def test_a_picture_is_shown_as_it_was_read_with_its_cells_and_characters() -> None:
    document, views = read_views(Source("page.png", png(page())), ReadOptions())
    (view,) = views
    with Image.open(io.BytesIO(view.picture)) as picture:
        assert picture.size == pytest.approx((1190, 1684), abs=2)
    assert len(view.confidences) == 4 * len("beans12eggs7")
    ((_, data),) = draw(document, views, "svg", ("cells", "confidence"))
    assert b"beans</title>" in data


def test_a_page_that_a_picture_does_not_have_is_wrong_usage() -> None:
    source = Source("pages.tiff", tiff(page(), page()))
    with pytest.raises(UsageError, match=r"There is no page 3 in pages\.tiff"):
        read_views(source, ReadOptions(pages=(3,)))


def test_a_picture_is_not_shown_where_pictures_are_not_to_be_read() -> None:
    with pytest.raises(UnsupportedFormat, match="--ocr never"):
        read_views(Source("page.png", png(page())), ReadOptions(ocr="never"))

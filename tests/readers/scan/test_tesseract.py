"""Tesseract as the engine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import numpy as np
import pytest

from tablewright.converters import LimitExceeded, ReadOptions, Source, Table, UnsupportedFormat
from tablewright.converters.model.text import cell_text
from tablewright.converters.readers import read_source
from tablewright.converters.readers.scan import tesseract
from tablewright.converters.readers.scan.doubts import needs_review
from tests.readers.pdf.drawn import Page
from tests.readers.scan.pictured import png

pytest.importorskip("cv2", reason="needs the extra `ocr`")
pytestmark = pytest.mark.ocr

installed = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs Tesseract")
OPTIONS = ReadOptions(ocr_engine="tesseract")
XS = (72.0, 172.0, 272.0, 372.0)
YS = (200.0, 224.0, 248.0, 272.0)
ROWS = (("Scope", "Dozens", "Days"), ("beans", "128", "902"), ("eggs", "746", "901"))


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """What was found of the program is looked up again."""
    forget = tesseract._version.cache_clear, tesseract._languages.cache_clear
    for one in forget:
        one()
    yield
    for one in forget:
        one()


def page() -> bytes:
    sheet = Page().text(72, 120, "Good news each day", size=14).grid(XS, YS)
    return png(sheet.texts([x + 6 for x in XS[:-1]], [y + 16 for y in YS[:-1]], ROWS))


@installed
def test_a_page_is_read_and_all_its_numbers_ask_for_a_review() -> None:
    document = read_source(Source("page.png", page()), OPTIONS)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    numbers = {cell_text(cell): cell for cell in table.cells if cell_text(cell).isdecimal()}
    assert sorted(numbers) == ["128", "746", "901", "902"]
    assert all(needs_review(cell) for cell in numbers.values())
    (finding,) = (found for found in document.diagnostics if found.code == "page-recognised")
    assert finding.message.startswith("The text of page.png was read with Tesseract ")


def test_where_it_is_missing_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnsupportedFormat, match="is not installed; install Tesseract"):
        read_source(Source("page.png", page()), OPTIONS)


def test_a_run_that_does_not_end_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **known: object) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(LimitExceeded, match="did not end"):
        tesseract.tesseract_label()


TABLE = """what the columns hold
1\t1\t0\t0\t0\t0\t0\t0\t120\t40\t-1\t
5\t1\t1\t1\t1\t1\t10\t10\t50\t20\t96.5\t重点
5\t1\t1\t1\t1\t2\t20\t10\t50\t20\t31.0\t任
5\t2\t1\t1\t1\t1\t10\t10\t30\t20\t88.0\t7
"""


def test_characters_keep_the_order_of_the_words_whose_boxes_overlap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tesseract, "_languages", lambda: "eng")
    monkeypatch.setattr(tesseract, "_run", lambda arguments, data: TABLE.encode())
    blank = np.full((20, 100), 255, np.uint8)
    first, second, third = tesseract.read_words([blank, blank, blank])
    assert (first.text, second.text, third.text) == ("重点任", "7", "")
    assert [round(one.confidence, 2) for one in first.characters] == [0.9, 0.9, 0.31]
    middles = [one.middle for one in first.characters]
    assert middles == sorted(middles)
    assert second.characters[0].middle == pytest.approx(0.15)

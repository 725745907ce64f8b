"""Known pages, printed, worn and read: a few of those that `benchmarks/scans.py` measures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.readers.pdf.specimens.engines import is_there

pytest.importorskip("onnxruntime", reason="needs the extra `ocr`")
pytest.importorskip("cv2", reason="needs the extra `ocr`")

from tests.readers.scan.known.pages import known_page
from tests.readers.scan.known.printing import drawn
from tests.readers.scan.known.scoring import Score, score
from tests.readers.scan.known.wear import worn
from tests.readers.scan.pictured import scanned

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.slow,
    pytest.mark.skipif(not is_there("weasyprint"), reason="prints with WeasyPrint"),
]


def read_again(seed: int, wear: str, dpi: int) -> Score:
    out = io.BytesIO()
    Image.fromarray(worn(drawn(known_page(seed), dpi), wear, seed)).save(out, "PNG", dpi=(dpi, dpi))
    return score(known_page(seed), scanned(out.getvalue()))


@pytest.mark.parametrize(
    ("seed", "wear", "dpi"),
    [
        (22, "clean", 200),  # without rules, with dashes
        (15, "clean", 150),  # the statutory table, with lines stacked in narrow columns
        (11, "mild", 200),
    ],
)
def test_every_number_of_a_known_page_stands_in_its_cell(seed: int, wear: str, dpi: int) -> None:
    counts = read_again(seed, wear, dpi)
    assert (counts.right, counts.wrong) == (counts.numbers, 0)
    assert counts.span_f1 == 1
    assert counts.errors <= 0.005 * counts.characters

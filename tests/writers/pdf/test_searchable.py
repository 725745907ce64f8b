"""PDFs of pictures with invisible text."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tablewright.converters.model.facsimile import Facsimile, PagePixels, PlacedText
from tablewright.converters.readers.scan.pixels import encoded
from tablewright.converters.writers.pdf import write_searchable

np = pytest.importorskip("numpy")

TEXTS = ("Beans 豆", "12", "-", "鼠𠮷é", "0")


def placed(text: str, line: int) -> PlacedText:
    top = 40.0 + 20 * line
    return PlacedText(text, (30.0, top, 30.0 + 8 * len(text), top + 10), top + 9, 10.0)


def page(number: int = 1) -> Facsimile:
    colours = np.full((60, 40, 3), 255, np.uint8)
    colours[20:30, 5:35] = (200, 30, 30)
    texts = tuple(placed(text, line) for line, text in enumerate(TEXTS))
    matrix = (200.0, 0.0, 0.0, 300.0, 0.0, 0.0)
    rules = ((20.0, 30.0, 180.0, 30.0),)
    return Facsimile(number, 200.0, 300.0, encoded(colours), matrix, texts, rules)


def written(*pages: Facsimile, title: str = "") -> bytes:
    out = io.BytesIO()
    write_searchable(pages, out, title=title)
    return out.getvalue()


def test_the_text_is_found_in_its_order() -> None:
    pdf = pypdfium2.PdfDocument(written(page(), page(2)))
    assert len(pdf) == 2
    assert pdf[1].get_textpage().get_text_range().split() == " ".join(TEXTS).split()


def test_the_picture_hides_rules_and_text() -> None:
    pixels = pypdfium2.PdfDocument(written(page()))[0].render(scale=0.2).to_numpy()
    assert pixels.shape == (60, 40, 3)
    shown = {tuple(pixel) for pixel in pixels[:, :, ::-1].reshape(-1, 3).tolist()}
    assert shown == {(255, 255, 255), (200, 30, 30)}


def test_the_same_pages_give_the_same_bytes() -> None:
    assert written(page(), title="豆") == written(page(), title="豆")


def test_other_pages_have_another_name() -> None:
    names = [data[data.rindex(b"/ID [<") :][6:38] for data in (written(page()), written(page(2)))]
    assert names[0] == names[1]  # the number of a page is not in the file
    assert names[0] not in written(page(), page(2))


def test_a_jpeg_stays_as_it_is() -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (40, 60), 200).save(out, "JPEG")
    pixels = PagePixels(out.getvalue(), "jpeg", 40, 60, 1, 8)
    whole = page()
    data = written(Facsimile(1, 200.0, 300.0, pixels, whole.matrix, whole.texts))
    assert out.getvalue() in data


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_poppler_finds_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(written(page(), title="豆"))
    for command in (["pdftotext", "-raw", str(file), "-"], ["pdfinfo", str(file)]):
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        assert done.stderr == ""
        if command[0] == "pdftotext":
            assert done.stdout.split() == " ".join(TEXTS).split()
        else:
            assert "豆" in done.stdout

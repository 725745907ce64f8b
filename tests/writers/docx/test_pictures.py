import hashlib
import struct

import pytest

from tablewright.converters.model import Asset, Document, Image, Paragraph, SourceInfo
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.docx import write_docx
from tablewright.converters.writers.docx.pictures import fitted_size, pixel_size
from tests.strategies import ASSETS
from tests.writers.docx.ooxml_oracle import WP, faults, parts

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 30, 20)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
BMP = b"BM" + bytes(16) + struct.pack("<ii", 30, -20)
JPEG = (
    b"\xff\xd8\xff\xe0"
    + struct.pack(">H", 4)
    + b"ab\xff\xff\xc0"
    + struct.pack(">HBHH", 17, 8, 20, 30)
    + bytes(12)
)
TIFF = b"II*\x00" + struct.pack("<IHHHIHHHHII", 8, 2, 256, 3, 1, 30, 0, 257, 4, 1, 20)


@pytest.mark.parametrize("data", [PNG, GIF, BMP, JPEG, TIFF])
def test_the_size_of_a_picture_is_read_from_its_head(data: bytes) -> None:
    assert pixel_size(data) == (30, 20)


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg/>", PNG[:18], GIF[:8], BMP[:20], JPEG[:12], TIFF[:20], b"\xff\xd8\xff\xd9",
     PNG[:16] + bytes(8), b"\xff\xd8" + b"\xff" * 5000, b"\xff\xd8\xff\xe0\x00\x00\x00\x00"],
)  # fmt: skip
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert pixel_size(data) is None


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (None, None, (30.0, 20.0)),
        (15.0, None, (15.0, 10.0)),
        (None, 40.0, (60.0, 40.0)),
        (40.0, 10.0, (40.0, 10.0)),
        (400.0, 10.0, (100.0, 2.5)),
        (0.0, 0.0, (30.0, 20.0)),
    ],
)
def test_a_picture_is_as_large_as_told_but_not_wider_than_the_text(
    width: float | None, height: float | None, expected: tuple[float, float]
) -> None:
    image = Image("x", width_pt=width, height_pt=height)
    assert fitted_size(image, (30.0, 20.0), 100.0) == expected


def test_one_asset_shown_twice_is_one_part() -> None:
    image = Image(ASSETS[0].sha256, alt="a & b")
    document = Document(
        source=SourceInfo("a", "b"), blocks=(Paragraph((image, image)),), assets=ASSETS
    )
    data = write_docx(document, WriteOptions())
    assert faults(data) == []
    main = parts(data)["word/document.xml"]
    assert [e.get("descr") for e in main.root.iter(f"{WP}docPr")] == ["a & b", "a & b"]
    pictures = [target for kind, target, _ in main.relations.values() if kind == "image"]
    assert pictures == ["word/media/image1.png"]


def test_an_asset_of_an_unknown_type_is_kept_in_the_package() -> None:
    data = b"?"
    asset = Asset(hashlib.sha256(data).hexdigest(), "application/x-unknown", data)
    picture = Image(asset.sha256, alt="x")
    document = Document(
        source=SourceInfo("a", "b"), blocks=(Paragraph((picture,)),), assets=(asset,)
    )
    assert faults(write_docx(document, WriteOptions())) == []

"""Pictures that are taken from their streams look as if pdfium had drawn them."""

from __future__ import annotations

import pytest

from tablewright.converters.model import Asset
from tablewright.converters.readers.pdf.objects import pictures
from tests.readers.pdf.drawn import Page, stream
from tests.readers.pdf.test_pictures import document_with

SIZE = "/Type /XObject /Subtype /Image /Width 13 /Height 9"


def image(entries: str, channels: int = 1, *, bits: int = 8) -> bytes:
    """An image XObject of 13 times 9 pixels."""
    row = -(-13 * channels * bits // 8)
    data = bytes((17 * place + place // row * 5) % 256 for place in range(9 * row))
    return stream(data, f"{SIZE} /BitsPerComponent {bits} {entries}", compress=True)


def shown(picture: bytes, colour: str = "") -> Asset:
    page = Page().text(72, 100, "words")
    page.content.append(f"q {colour} 200 0 0 100 72 500 cm /I0 Do Q")
    (asset,) = document_with(page, picture).assets
    return asset


@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        (image("/ColorSpace /DeviceGray"), ""),
        (image("/ColorSpace /DeviceRGB", 3), ""),
        (image("/ImageMask true", bits=1), "0.8 0.2 0 rg"),
        (image("/ImageMask true", bits=1), ""),
    ],
)
def test_what_the_stream_tells_is_what_is_drawn(
    picture: bytes, colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = shown(picture, colour)
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "pixels_of", None)
        assert shown(picture, colour) == drawn
    monkeypatch.setattr(pictures, "dictionary_of", lambda *_: None)
    assert shown(picture, colour) == drawn


@pytest.mark.parametrize(
    "picture",
    [
        image("/ColorSpace /DeviceGray /Decode [1 0]"),
        image("/ImageMask true /Decode [1 0]", bits=1),
        image("/ColorSpace [/Indexed /DeviceRGB 1 <000000ff0000>]", bits=1),
        image("/ColorSpace /DeviceGray /Mask [3 9]"),
        image("/ColorSpace /DeviceCMYK", 4),
    ],
)
def test_what_has_other_colours_or_masks_is_drawn(
    picture: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shown(picture)
    monkeypatch.setattr(pictures, "dictionary_of", lambda *_: None)
    assert shown(picture) == found

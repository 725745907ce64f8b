"""JPEG pictures: kept as they are, unless something hides a part of them."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Picture

from tablewright.converters.readers.pdf.objects import pictures
from tests.readers.pdf.drawn import Page, stream
from tests.readers.pdf.test_pictures import document_with, picture


def jpeg(width: int, height: int, *, entries: str = "") -> bytes:
    """An image XObject with the bytes of a JPEG file."""
    file = io.BytesIO()
    Picture.linear_gradient("L").resize((width, height)).save(file, "jpeg")
    head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
    return stream(
        file.getvalue(),
        f"{head} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode {entries}",
    )


def kind_of(clip: str, *images: bytes) -> str:
    """The media type of a picture that is drawn 200 by 100 points large inside a clip path."""
    page = Page().text(72, 100, "words")
    page.content.append(f"q {clip} 200 0 0 100 72 500 cm /I0 Do Q")
    (asset,) = document_with(page, *images).assets
    return asset.media_type


@pytest.mark.parametrize("clip", ["", "0 0 612 792 re W n", "72 500 200 100 re W n"])
def test_a_jpeg_that_is_seen_whole_keeps_its_bytes_and_is_not_drawn(
    clip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "pixels_of", None)
    assert kind_of(clip, jpeg(40, 20)) == "image/jpeg"


@pytest.mark.parametrize(
    "clip", ["80 500 180 100 re W n", "72 500 m 272 500 l 172 600 l h W n", "0 0 90 90 re W n"]
)
def test_a_jpeg_that_is_cut_off_is_drawn(clip: str) -> None:
    assert kind_of(clip, jpeg(40, 20)) == "image/png"


def test_a_jpeg_with_a_mask_is_drawn() -> None:
    masked = jpeg(40, 20, entries="/SMask 10 0 R")
    assert kind_of("", masked, picture(40, 20)) == "image/png"
    assert kind_of("", masked.replace(b"/SMask", b"/S#4dask"), picture(40, 20)) == "image/png"


def test_a_masked_jpeg_is_drawn_though_its_bytes_stand_in_the_file_without_one_too() -> None:
    page = Page().text(72, 100, "words")
    page.content.append("q 200 0 0 100 72 500 cm /I1 Do Q")
    masked = jpeg(40, 20, entries="/SMask 11 0 R")
    (asset,) = document_with(page, jpeg(40, 20), masked, picture(40, 20)).assets
    assert asset.media_type == "image/png"

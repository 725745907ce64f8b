"""Picture files to pages of pixels."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ...errors import LimitExceeded, UnreadableSource
from ..base import Source

MAX_PIXELS = 120_000_000
"""Pixels of one page: A3 at 600 dpi and a little more."""
MAX_PAGES = 2_000
Colours = NDArray[np.uint8]
"""Shape (height, width, 3): red, green, blue."""
_PLAUSIBLE = range(60, 1_300)
_A4 = (595.28, 841.89)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels."""

    number: int
    """From 1."""
    colours: Colours
    dpi: float
    """Pixels in 72 points, from the file or guessed from the shape."""


def read_pictures(source: Source, pages: tuple[int, ...] | None = None) -> Iterator[PagePicture]:
    """The pages of a PNG, JPEG, TIFF, WebP, BMP or GIF file, one at a time.

    Raises UnreadableSource for damaged files and LimitExceeded for those with too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of size; the limit here is our own
            with Image.open(io.BytesIO(source.data)) as file:
                for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                    if number > MAX_PAGES:
                        raise LimitExceeded(f"{source.name} has more than {MAX_PAGES:,} pages.")
                    if pages is None or number in pages:
                        yield _page(frame, number, source.name)
    except UnidentifiedImageError as error:
        raise UnreadableSource(f"{source.name} is damaged, or no kind of picture known.") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableSource(f"{source.name} is a damaged picture: {error}.") from error


def _page(frame: Image.Image, number: int, name: str) -> PagePicture:
    width, height = frame.size
    if width * height > MAX_PIXELS:
        raise LimitExceeded(
            f"{name}: page {number} has {width:,} x {height:,} pixels; the limit is "
            f"{MAX_PIXELS // 10**6} million."
        )
    stated = frame.info.get("dpi")
    shown = ImageOps.exif_transpose(frame)
    if "A" in shown.getbands() or "transparency" in shown.info:
        paper = Image.new("RGBA", shown.size, "white")
        paper.alpha_composite(shown.convert("RGBA"))
        shown = paper
    colours = np.asarray(shown.convert("RGB"), np.uint8)
    return PagePicture(number, colours, _dpi(stated, shown.size))


def _dpi(stated: object, size: tuple[int, int]) -> float:
    """The stated resolution where it gives a plausible page, else that of an A4 page."""
    longer = max(size)
    if isinstance(stated, tuple) and stated and int(stated[0]) in _PLAUSIBLE:
        dpi = float(stated[0])
        if 300 < longer / dpi * 72 < 2_500:
            return dpi
    return longer / max(_A4) * 72

"""Pixels as PDF files hold them: as small as they can be without a visible loss."""

from __future__ import annotations

import io
import struct
from typing import Final

from PIL import Image

from ...model.facsimile import PagePixels
from .planes import Colours

_QUALITY: Final = 88
_DEARER: Final = 2.0
"""How much larger than JPEG a picture without loss may be."""


def encoded(colours: Colours) -> PagePixels:
    """The pixels without loss where that is not much larger than as JPEG."""
    red = colours[:, :, 0]
    grey = bool((red == colours[:, :, 1]).all() and (red == colours[:, :, 2]).all())
    picture = Image.fromarray(red if grey else colours)
    height, width = red.shape
    if grey and bool(((red == 0) | (red == 255)).all()):
        data = _deflated(picture.convert("1", dither=Image.Dither.NONE))
        return PagePixels(data, "deflate", width, height, 1, 1)
    exact, lossy = _deflated(picture), _jpeg(picture)
    if len(exact) <= _DEARER * len(lossy):
        return PagePixels(exact, "deflate", width, height, 1 if grey else 3, 8)
    return PagePixels(lossy, "jpeg", width, height, 1 if grey else 3, 8)


def kept_jpeg(data: bytes) -> PagePixels | None:
    """A JPEG file as it is; None for one with colours that PDF viewers show in several ways."""
    with Image.open(io.BytesIO(data)) as file:
        width, height = file.size
        if file.format not in ("JPEG", "MPO") or file.mode not in ("L", "RGB"):
            return None
        return PagePixels(data, "jpeg", width, height, 1 if file.mode == "L" else 3, 8)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _deflated(picture: Image.Image) -> bytes:
    """The image data of a PNG file: zlib over filtered rows, which PDF knows as predictor 15."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    data = out.getvalue()
    found: list[bytes] = []
    place = 8
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if kind == b"IDAT":
            found.append(data[place + 8 : place + 8 + length])
        place += length + 12
    return b"".join(found)

"""Pixels and original bytes of a picture on an open page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .pdfium import _bind

Pixels = NDArray[np.uint8]
"""Shape (height, width, 4): red, green, blue, opacity."""

MAX_PIXELS = 25_000_000
"""Pixels of the largest picture that is decoded."""
MAX_BYTES = 32 * 1024 * 1024
"""Bytes of the largest picture that is kept as it is."""


class _Facts(ctypes.Structure):
    """FPDF_IMAGEOBJ_METADATA."""

    _fields_ = [
        ("width", c_uint),
        ("height", c_uint),
        ("horizontal_dpi", c_float),
        ("vertical_dpi", c_float),
        ("bits", c_uint),
        ("colours", c_int),
        ("mark", c_int),
    ]


_facts = _bind("FPDFImageObj_GetImageMetadata")
_raw = _bind("FPDFImageObj_GetImageDataRaw", c_ulong, c_void_p, c_void_p, c_ulong)
_filter_count = _bind("FPDFImageObj_GetImageFilterCount", c_int, c_void_p)
_filter = _bind("FPDFImageObj_GetImageFilter", c_ulong, c_void_p, c_int, c_void_p, c_ulong)
_set_matrix = _bind("FPDFPageObj_SetMatrix", c_int, c_void_p, c_void_p)
_rendered = _bind("FPDFImageObj_GetRenderedBitmap", c_void_p, c_void_p, c_void_p, c_void_p)
_bitmap_buffer = _bind("FPDFBitmap_GetBuffer", c_void_p, c_void_p)
_bitmap_width = _bind("FPDFBitmap_GetWidth", c_int, c_void_p)
_bitmap_height = _bind("FPDFBitmap_GetHeight", c_int, c_void_p)
_bitmap_stride = _bind("FPDFBitmap_GetStride", c_int, c_void_p)
_bitmap_format = _bind("FPDFBitmap_GetFormat", c_int, c_void_p)
_bitmap_close = _bind("FPDFBitmap_Destroy", None, c_void_p)

_BGRA, _BGRA_PREMULTIPLIED = 4, 5
_BLOCK = 16_384
"""Pixels that are worked on at once."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What an image object says about itself."""

    width: int
    """In pixels."""
    height: int
    mark: int
    """Marked content id, -1 for none."""


def picture_facts(image: c_void_p) -> PictureFacts | None:
    """The facts of an image object; None when it is damaged."""
    found = _Facts()
    if not _facts(image, None, byref(found)) or not (found.width and found.height):
        return None
    return PictureFacts(found.width, found.height, found.mark)


def kind_of_pixels(page: c_void_p, image: c_void_p) -> tuple[int, int]:
    """Bits of a pixel and FPDF_COLORSPACE_*; pdfium decodes some pictures to tell these."""
    found = _Facts()
    _facts(image, page, byref(found))
    return found.bits, found.colours


def raw_bytes(image: c_void_p) -> bytes:
    """The bytes of an image's stream as the file has them; empty when there are none or many."""
    length = _raw(image, None, 0)
    if not 0 < length <= MAX_BYTES:
        return b""
    buffer = ctypes.create_string_buffer(length)
    _raw(image, buffer, length)
    return buffer.raw


def is_bare_jpeg(image: c_void_p, data: bytes) -> bool:
    """Whether the stream is a JPEG file and nothing else."""
    if _filter_count(image) != 1 or not data.startswith(b"\xff\xd8\xff"):
        return False
    name = ctypes.create_string_buffer(32)
    _filter(image, 0, name, 32)
    return name.value in (b"DCTDecode", b"DCT")


def pixels_of(
    document: c_void_p, page: c_void_p, image: c_void_p, width: int, height: int
) -> Pixels | None:
    """An image object drawn `width` times `height` pixels large, its masks applied.

    None when pdfium cannot draw it. The object's matrix is as before afterwards.
    """
    before = pdfium.Matrix()
    pdfium.object_matrix(image, byref(before))
    whole = pdfium.Matrix(width, 0, 0, height, 0, 0)
    if not _set_matrix(image, byref(whole)):
        return None
    try:
        bitmap = _rendered(document, page, image)
    finally:
        _set_matrix(image, byref(before))
    if not bitmap:
        return None
    try:
        return _as_pixels(c_void_p(bitmap))
    finally:
        _bitmap_close(c_void_p(bitmap))


def _as_pixels(bitmap: c_void_p) -> Pixels | None:
    wide, high = _bitmap_width(bitmap), _bitmap_height(bitmap)
    stride, kind = _bitmap_stride(bitmap), _bitmap_format(bitmap)
    address = _bitmap_buffer(bitmap)
    if not address or wide * high > MAX_PIXELS or kind not in (_BGRA, _BGRA_PREMULTIPLIED):
        return None
    buffer = (ctypes.c_ubyte * (stride * high)).from_address(address)
    rows = np.frombuffer(buffer, "<u4").reshape(high, stride // 4)[:, :wide]
    pixels = np.empty((high, wide), "<u4")
    for part in blocks_of_rows(rows):
        _take(rows[part], pixels[part], premultiplied=kind == _BGRA_PREMULTIPLIED)
    return pixels.view(np.uint8).reshape(high, wide, 4)


def blocks_of_rows(pixels: NDArray[Any]) -> Iterator[slice]:
    """The rows of pixels in blocks that fit into a processor's cache."""
    high, wide = pixels.shape
    step = max(1, _BLOCK // max(wide, 1))
    return (slice(row, row + step) for row in range(0, high, step))


def opaque(pixels: NDArray[np.uint32]) -> bool:
    """Whether no pixel is transparent."""
    return int(np.bitwise_and.reduce(pixels, axis=None)) >= 0xFF000000


def _take(source: NDArray[np.uint32], target: NDArray[np.uint32], *, premultiplied: bool) -> None:
    """Copy pixels of pdfium's order of channels to ours; what cannot be seen is 0."""
    np.bitwise_and(source, 0xFF00FF00, out=target)
    target |= (source & 0xFF) << 16
    target |= (source >> 16) & 0xFF
    if opaque(source):
        return  # most pictures
    target *= source >= 0x01000000
    if premultiplied:
        mixed = (source >= 0x01000000) & (source < 0xFF000000)
        target[mixed] = _divided(target[mixed])


def _divided(pixels: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Partly transparent pixels with the colours that they had before multiplication."""
    opacity = pixels >> 24
    out = np.bitwise_and(pixels, np.uint32(0xFF000000))
    for shift in (0, 8, 16):
        colour = ((pixels >> shift) & 0xFF) * 255 // opacity
        np.bitwise_or(out, np.minimum(colour, 255) << shift, out=out)
    return out

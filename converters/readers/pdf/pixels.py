"""Pixels and original bytes of a picture on an open page."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_float, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What an image object says about itself."""

    width: int
    """In pixels."""
    height: int
    bits: int
    colours: int
    """FPDF_COLORSPACE_* of pdfium."""
    mark: int
    """Marked content id, -1 for none."""


def picture_facts(page: c_void_p, image: c_void_p) -> PictureFacts | None:
    """The facts of an image object; None when it is damaged."""
    found = _Facts()
    if not _facts(image, page, byref(found)) or not (found.width and found.height):
        return None
    return PictureFacts(found.width, found.height, found.bits, found.colours, found.mark)


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
    data = np.frombuffer(ctypes.string_at(address, stride * high), np.uint8)
    rows = data.reshape(high, stride)[:, : wide * 4].reshape(high, wide, 4)
    pixels = np.empty((high, wide, 4), np.uint8)
    for place, channel in enumerate((2, 1, 0, 3)):
        pixels[:, :, place] = rows[:, :, channel]
    if (pixels[:, :, 3] == 255).all():
        return pixels  # most pictures
    if kind == _BGRA_PREMULTIPLIED:
        opacity = np.maximum(pixels[:, :, 3:], 1).astype(np.uint16)
        colours = pixels[:, :, :3].astype(np.uint16) * 255 // opacity
        pixels[:, :, :3] = np.minimum(colours, 255).astype(np.uint8)
    pixels[pixels[:, :, 3] == 0] = 0
    return pixels

"""Pictures whose stream tells how they look: nothing hides a part of them, no colour is converted.

pdfium draws a picture in four bytes for each pixel, and tells masks by drawing only. But the
dictionary of a stream stands right before it in the file, and never compressed (ISO 32000-1,
7.5.7), so that of a picture is found by the bytes of the stream. Those of an encrypted file are
not found, and what is not found is drawn.
"""

from __future__ import annotations

import re
from ctypes import byref, c_float, c_int, c_uint, c_ulong, c_void_p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .clips import clip_points
from .pdfium import _bind

_transparent = _bind("FPDFPageObj_HasTransparency", c_int, c_void_p)
_decoded = _bind("FPDFImageObj_GetImageDataDecoded", c_ulong, c_void_p, c_void_p, c_ulong)

_LONGEST_DICTIONARY = 4_000
"""Bytes before a stream that are searched for its dictionary."""
_HIDING = re.compile(rb"(?<!Image)Mask|MaskInData|/OC\b|#")
"""What a dictionary has of a picture that may not be seen whole; # writes a name in another way."""
_STENCIL = re.compile(rb"/ImageMask\s+true")
_CHANGED = re.compile(rb"/Decode\s*[\[\d]|/Alternates")
"""What makes other colours of the numbers of a stream."""
_SPACE = re.compile(rb"/ColorSpace\s*/Device(?:Gray|RGB)\b")
_CHANNELS = {1: 1, 2: 3}
"""Channels of FPDF_COLORSPACE_DEVICEGRAY and _DEVICERGB."""


class Stencil(NamedTuple):
    """A picture of one colour and holes."""

    holes: NDArray[np.uint8]
    """Shape (height, bytes of a row): a bit for each pixel, the first one highest; 1 for a hole."""
    width: int
    colour: tuple[int, int, int]


def dictionary_of(raw: bytes, file: bytes) -> bytes | None:
    """What stands before the stream `raw` in a file; None where that is not sure.

    Of a stream that the file has several times all dictionaries are given.
    """
    heads = []
    place = file.find(raw)
    while place >= 0:
        first = max(file.rfind(b"endobj", 0, place), place - _LONGEST_DICTIONARY, 0)
        heads.append(file[first:place])
        if b"<<" not in heads[-1]:
            return None
        place = file.find(raw, place + 1)
    return b"".join(heads) or None


def is_seen_whole(image: c_void_p, dictionary: bytes) -> bool:
    """Whether surely nothing hides a part of an image that has this dictionary."""
    return not (_HIDING.search(dictionary) or _transparent(image) or _is_clipped(image))


def stencil_of(image: c_void_p, width: int, height: int, dictionary: bytes) -> Stencil | None:
    """The stencil that an image is, which is seen whole; None where it is none, or all of it."""
    if not _STENCIL.search(dictionary) or _CHANGED.search(dictionary):
        return None
    parts = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.fill_colour(image, *map(byref, parts)):
        return None
    red, green, blue, opacity = (part.value for part in parts)
    rows = _rows(image, height, -(-width // 8))
    if rows is None or opacity != 255:
        return None
    return Stencil(rows, width, (red, green, blue))


def channels_of(
    image: c_void_p, width: int, height: int, kind: tuple[int, int], dictionary: bytes
) -> NDArray[np.uint8] | None:
    """The pixels of an image that is seen whole, of shape (height, width, channels).

    One channel for grey and three for red, green and blue; None where its stream has others, or
    no channels at all. `kind` is what `kind_of_pixels` tells.
    """
    bits, space = kind
    count = _CHANNELS.get(space, 0)
    if bits != 8 * count or not count:
        return None
    if _CHANGED.search(dictionary) or len(_SPACE.findall(dictionary)) != 1:
        return None
    rows = _rows(image, height, width * count)
    return None if rows is None else rows.reshape(height, width, count)


def _rows(image: c_void_p, height: int, length: int) -> NDArray[np.uint8] | None:
    """The decoded stream of an image in rows of `length` bytes; None where it has another size."""
    size = height * length
    if _decoded(image, None, 0) != size:
        return None
    rows = np.zeros((height, length), np.uint8)
    _decoded(image, c_void_p(rows.ctypes.data), size)
    return rows


def _is_clipped(image: c_void_p) -> bool:
    """Whether clip paths may hide a part of an image: all but rectangles around it."""
    clip = pdfium.clip_path(image)
    count = pdfium.clip_count(c_void_p(clip)) if clip else 0
    if count <= 0:
        return False
    sides = c_float(), c_float(), c_float(), c_float()
    if not pdfium.object_bounds(image, *map(byref, sides)):
        return True
    left, bottom, right, top = (side.value for side in sides)
    for number in range(count):
        if pdfium.clip_segment_count(c_void_p(clip), number) not in (4, 5):
            return True
        corners = list(clip_points(clip, number))
        xs, ys = {x for x, _ in corners}, {y for _, y in corners}
        if len(xs) != 2 or len(ys) != 2:
            return True
        if min(xs) > left or min(ys) > bottom or max(xs) < right or max(ys) < top:
            return True
    return False

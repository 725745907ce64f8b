"""Ligatures and bullets of TeX's fonts in PDFs that say nothing about their characters.

Bitmap fonts that dvips made have no name, no names of glyphs and no map to Unicode, so that an
engine takes the codes of the font for characters. Letters are at their codes in ASCII; ligatures
are below them: ff, fi, fl, ffi and ffl stand at 0x0B to 0x0F in Knuth's encoding (OT1) and at 0x1B
to 0x1F in that of Cork (T1), where an engine sees control characters, or white space.
"""

from __future__ import annotations

from ctypes import c_void_p, create_string_buffer
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from . import pdfium

_KNUTH, _CORK = 0x0B, 0x1B
_FIRST: Final = 0xFB00
"""U+FB00 to U+FB04 are the ligatures in the order of both encodings."""
_BULLETS: Final = (0x0F, 0x88)
"""The disc in TeX's fonts of symbols and of signs for text, where no letter stands beside it."""
LIGATURES: Final = ("ff", "fi", "fl", "ffi", "ffl")
_CONTROLS: Final = np.isin(
    np.arange(0x20), [0x08, *range(_KNUTH, _KNUTH + 5), *range(_CORK, _CORK + 5)]
)


def with_ligatures(codes: NDArray[np.uint32], text: Any) -> NDArray[np.intp] | None:
    """Put ligatures for their codes in nameless fonts; the changed places, None for none.

    `text` is the handle of the text of the page.
    """
    low = (codes < 0x20) | (codes == _BULLETS[1])
    if not low.any():
        return None
    places = np.flatnonzero(low)
    places = places[_CONTROLS[codes[places] % 0x80]]
    # Line ends, which pdfium makes up by the hundreds, have no font.
    drawn = [place for place in places.tolist() if codes[place] != 0x0D or _is_drawn(text, place)]
    fonts = {place: _nameless(text, place) for place in drawn}
    knuth = {fonts[place] for place in drawn if _KNUTH <= codes[place] < _CORK}
    changed: list[int] = []
    for place in drawn:
        code, font = int(codes[place]), fonts[place]
        # Knuth's encoding has letters of the north where that of Cork has ligatures.
        if not font:
            continue
        if code in _BULLETS and not _is_in_word(codes, place):
            codes[place] = ord("•")
        elif (
            _KNUTH <= code < 0x20
            and (code < _CORK or font not in knuth)
            and _is_in_word(codes, place)
        ):
            codes[place] = _FIRST + (code - _KNUTH) % 0x10
            changed.append(place)
    return np.array(changed, np.intp) if changed else None


def _is_drawn(text: Any, place: int) -> bool:
    return bool(pdfium.char_generated(text, place) == 0)


def _nameless(text: Any, place: int) -> int:
    """The address of the font of a character when it has no name, else 0."""
    handle = pdfium.char_object(text, place)
    font = pdfium.run_font(c_void_p(handle)) if handle else None
    if not font:
        return 0
    name = create_string_buffer(8)
    return 0 if pdfium.font_name(c_void_p(font), name, 8) > 1 else int(font)


def _is_in_word(codes: NDArray[np.uint32], place: int) -> bool:
    """Whether a small letter stands on one side of a code at least."""
    beside = codes[max(place - 1, 0) : place + 2]
    return bool(((beside >= ord("a")) & (beside <= ord("z"))).any())

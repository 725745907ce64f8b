"""Signs of TeX's fonts for mathematics that have no code of their own in many PDFs.

Their glyphs have names that only TeX knows (`radicalbig`, `angbracketleft`), so that an engine
takes the codes of the font for characters: a root is a q, a prime a 0. Letters and digits are in
these fonts as codes only (capitals of the fonts of symbols are script letters), so they are never
what is shown. The encodings are those of Knuth's cmsy10 and cmex10, which all others keep.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_SYMBOLS: Final[Mapping[int, str]] = dict(
    [
        *zip(range(0x30, 0x3A), "′∞∈∋△▽\u0338↦∀∃", strict=True),
        *zip(range(0x60, 0x7B), "⊢⊣⌊⌋⌈⌉{}⟨⟩|‖↕⇕\\≀√⨿∇∫⊔⊓⊑⊒§†‡", strict=True),
    ]
)
"""Codes of cmsy10 from the digits and the small letters on."""
_EXTENSIONS: Final[Mapping[int, str]] = dict(
    [
        *zip(range(0x21, 0x27), ")[]⌊⌋⌈", strict=True),
        *zip(range(0x30, 0x3A), "⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫", strict=True),
        *zip(range(0x41, 0x5B), "⎠⎜⎟⟨⟩⊔⊔∮∮⊙⊙⊕⊕⊗⊗∑∏∫∪∩⊎∧∨∑∏∫", strict=True),
        *zip(range(0x60, 0x7B), "⨿⨿^^^~~~[]⌊⌋⌈⌉{}√√√√⎷⏐⎷‖↑↓⏞", strict=True),
    ]
)
"""Codes of cmex10."""
_FONTS: Final = re.compile(
    r"(?P<symbols>(?:cmb?|lm|tx|px|mt|eu)sy|lmmathsymbols)|(?P<large>(?:cm|lm|tx|px|mt|eu)ex|lmmathext)",
    re.IGNORECASE,
)


@lru_cache(1024)
def tex_signs(font: str) -> Mapping[int, str] | None:
    """What the codes of a font of TeX show; None for other fonts."""
    found = _FONTS.match(font)
    if found is None:
        return None
    return _SYMBOLS if found["symbols"] else _EXTENSIONS


@lru_cache(1024)
def hangs(font: str) -> bool:
    """Whether the signs of a font hang below their origin: brackets, roots and sums of TeX."""
    found = _FONTS.match(font)
    return found is not None and found["large"] is not None

"""Characters that are written without spaces between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_WIDE_MARKS = (0x201C, 0x201D, 0x2018, 0x2019, 0x2014, 0x2026, 0x00B7)


def is_wide(code: int) -> bool:
    """Whether a code point is written without spaces: Han, kana, full-width forms."""
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
        or code in _WIDE_MARKS
    )


def are_wide(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """`is_wide` for an array of code points."""
    return (
        ((codes >= 0x2E80) & (codes <= 0x9FFF))
        | ((codes >= 0xF900) & (codes <= 0xFAFF))
        | ((codes >= 0xFE30) & (codes <= 0xFE4F))
        | ((codes >= 0xFF00) & (codes <= 0xFFEF))
        | ((codes >= 0x20000) & (codes <= 0x3FFFF))
        | np.isin(codes, _WIDE_MARKS)
    )

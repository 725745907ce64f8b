"""Characters that are written without spaces between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MARKS = "“”‘’—…·"
"""Marks of both scripts: written without spaces beside Han, with them beside letters."""
_MARK_CODES = tuple(map(ord, _MARKS))


def is_wide(code: int) -> bool:
    """Whether a code point is written without spaces: Han, kana, full-width forms."""
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


def is_wide_or_mark(code: int) -> bool:
    """Whether a code point is wide, or a mark that is so beside wide ones."""
    return is_wide(code) or code in _MARK_CODES


def starts_wide(text: str) -> bool:
    """Whether the first character of a text, quotation marks and dashes aside, is wide."""
    first = (text.lstrip(_MARKS) or text)[:1]
    return bool(first) and is_wide(ord(first))


def ends_wide(text: str) -> bool:
    """Whether the last character of a text, quotation marks and dashes aside, is wide."""
    last = (text.rstrip(_MARKS) or text)[-1:]
    return bool(last) and is_wide(ord(last))


def are_wide(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """`is_wide` for an array of code points that follow each other, marks beside wide ones too."""
    return with_marks(are_letters_wide(codes), are_marks(codes))


def are_letters_wide(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """`is_wide` for an array of code points."""
    return (
        ((codes >= 0x2E80) & (codes <= 0x9FFF))
        | ((codes >= 0xF900) & (codes <= 0xFAFF))
        | ((codes >= 0xFE30) & (codes <= 0xFE4F))
        | ((codes >= 0xFF00) & (codes <= 0xFFEF))
        | ((codes >= 0x20000) & (codes <= 0x3FFFF))
    )


def are_marks(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are marks of both scripts."""
    return np.isin(codes, _MARK_CODES)


def with_marks(wide: NDArray[np.bool_], marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`wide` and the marks next to a wide character, other marks between them aside."""
    at = np.flatnonzero(marks)
    if not len(at) or not wide.any():
        return wide
    known = np.flatnonzero(~marks)
    after = np.searchsorted(known, at)
    last = len(known) - 1
    wide = wide.copy()
    wide[at] = wide[known[np.maximum(after - 1, 0)]] | wide[known[np.minimum(after, last)]]
    return wide

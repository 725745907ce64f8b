"""Texts of dots alone: leaders and signs for missing values, on the base line or above it."""

from __future__ import annotations

from collections.abc import Sequence

from .placedlines import PlacedLine

_DOTS = frozenset(".…‥·•,，。")
_LOW = 0.3
"""Share of the height of a text beside them, from its lower side, in which dots stand low."""
_SPECK = 0.6
"""Confidence below which a small sign is dirt."""
_BROAD, _HIGH = 0.5, 0.3
"""Width and height of dirt at most, in glyph heights, with the white that is read with it."""
_LED = 1.5
"""Width of dots that lead from a label at least, in glyph heights: less may be a sign."""
_AFTER = 1.0
"""White between them and their label at most, in glyph heights: a column is farther away."""


def without_led(lines: Sequence[PlacedLine], em: float) -> list[PlacedLine]:
    """The lines without those of dots alone that lead from the text left of them, and specks.

    Leaders may have been found in several pieces.
    """
    return [p for p in lines if not _is_speck(p, em) and not _leads(p, lines, em)]


def _is_speck(placed: PlacedLine, em: float) -> bool:
    """Whether a sign as small as a dot was read unsurely: dirt, alone a column of its own."""
    text = placed.line.text
    left, top, right, bottom = placed.box
    small = right - left < _BROAD * em and bottom - top < _HIGH * em
    return small and len(text) == 1 and not text.isalnum() and placed.line.confidence < _SPECK


def _leads(placed: PlacedLine, lines: Sequence[PlacedLine], em: float) -> bool:
    left, _, right, _ = placed.box
    if right - left < _LED * em or not stands_low(placed, lines):
        return False
    middle = (placed.box[1] + placed.box[3]) / 2
    before = [
        other
        for other in lines
        if other is not placed
        and other.box[0] < left
        and other.box[1] - _AFTER * em / 2 < middle < other.box[3] + _AFTER * em / 2
        and -_AFTER * em / 2 < left - other.box[2] < _AFTER * em
    ]
    return any(
        any(map(str.isalnum, other.line.text)) or _leads(other, lines, em) for other in before
    )


def stands_low(placed: PlacedLine, lines: Sequence[PlacedLine]) -> bool:
    """Whether a text of dots stands on the base line of the nearest text of its row.

    Dashes, and the dots that Chinese fonts have, stand half way up.
    """
    if not placed.line.text or not _DOTS.issuperset(placed.line.text.replace(" ", "")):
        return False
    left, top, right, bottom = placed.box
    beside = [
        (max(left - x1, x0 - right), y1 - (top + bottom) / 2, y1 - y0)
        for x0, y0, x1, y1 in (other.box for other in lines if other is not placed)
        if y0 < top and (top + bottom) / 2 < y1 and y1 - y0 > 2 * (bottom - top)
    ]
    if not beside:
        return False
    _, above, high = min(beside)
    return above < _LOW * high

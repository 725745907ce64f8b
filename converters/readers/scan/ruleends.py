"""Horizontal rules in pieces, or cut where they touch a text, though their ink goes on."""

from __future__ import annotations

import numpy as np

from .blots import Mask
from .glyphstrokes import Strokes, reach_of
from .verticals import UNBROKEN, support

_BROKEN = 0.5
"""Share of the gap between two pieces of a rule that has ink at least: where a thin rule passes
from one row of pixels to the next, black and white scans break it into dots."""
_WHITE, _BLANK = 0.3, 0.05
"""Glyph heights above and below such dots that are white, and the share of them with ink at most:
a line of text has more."""
_LEVEL = 0.15
"""Glyph heights by which pieces of one rule differ in height at most."""


def pieces_joined(ink: Mask, across: Strokes, em: float) -> Strokes:
    """Horizontal rules, those as one that stand on one line with dots of ink between them.

    Rules over several columns each end before the next one, with white between them.
    """
    near = max(2.0, _LEVEL * em)
    out: list[tuple[float, float, float]] = []
    for y, left, right in sorted(across.tolist(), key=lambda rule: rule[1]):
        for place, (other, start, end) in enumerate(out):
            if abs(other - y) <= near and end < left and _is_dotted(ink, (other, y), end, left):
                first, second = end - start, right - left
                out[place] = ((other * first + y * second) / (first + second), start, right)
                break
        else:
            out.append((y, left, right))
    return np.array(sorted(out), np.float64).reshape(-1, 3)


def _is_dotted(ink: Mask, places: tuple[float, float], start: float, end: float) -> bool:
    """Whether most of the gap between two rules has ink."""
    low, high = round(min(places)) - 1, round(max(places)) + 2
    return bool(ink[max(0, low) : high, int(start) : int(end) + 1].any(0).mean() >= _BROKEN)


def up_to_verticals(ink: Mask, across: Strokes, down: Strokes, em: float) -> Strokes:
    """Horizontal rules, as long as their ink where that goes on up to a vertical.

    So does ink that ends where another rule does, in dots between white as well. A box of text over
    several rows hides the rules between them, and the rest behind it may be too short for a rule.
    Strokes of glyphs do not reach from the end of a rule to such a place.
    """
    reach = reach_of(em)
    out = across.copy()
    for rule in out:
        y, left, right = rule.tolist()
        met = down[(down[:, 1] - reach <= y) & (y <= down[:, 2] + reach), 0].tolist()
        for x in sorted({*met, *across[:, 1].tolist()}, reverse=True):
            if x < left - reach and not _goes_on(ink, y, (x, left), em):
                break
            rule[1] = left = min(left, x)
        for x in sorted({*met, *across[:, 2].tolist()}):
            if x > right + reach and not _goes_on(ink, y, (right, x), em):
                break
            rule[2] = right = max(right, x)
    return np.asarray(out, np.float64)


def _goes_on(ink: Mask, y: float, sides: tuple[float, float], em: float) -> bool:
    """Whether a rule goes on between two places: unbroken, or in dots with white on both sides."""
    start, end = sides
    if support(ink.T, y, start, end, 1) > UNBROKEN:
        return True
    white = round(_WHITE * em)
    above = ink[max(0, round(y) - 4 - white) : max(0, round(y) - 3), int(start) : int(end) + 1]
    below = ink[round(y) + 4 : round(y) + 5 + white, int(start) : int(end) + 1]
    blank = max(above.any(0).mean(), below.any(0).mean()) < _BLANK
    return blank and support(ink.T, y, start, end, 3) >= _BROKEN

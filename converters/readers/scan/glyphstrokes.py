"""Strokes of glyphs that look like rules: inside the box of a text, met by none from outside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Strokes = NDArray[np.float64]
"""Shape (n, 3): place across, start, end, in pixels."""
Texts = NDArray[np.float64]
"""Shape (n, 4): boxes of text; left, top, right, bottom in pixels."""


def reach_of(em: float) -> float:
    """Pixels by which rules miss each other at most that meet."""
    return max(4.0, em * 0.3)


def strokes_met(
    strokes: Strokes, place: float, first: float, last: float, reach: float
) -> NDArray[np.float64]:
    """Places between `first` and `last` of the strokes that a line across at `place` meets."""
    y, left, right = strokes.T
    near = (left - reach <= place) & (place <= right + reach) & (first <= y) & (y <= last)
    return np.asarray(y[near])


def not_glyphs(across: Strokes, down: Strokes, texts: Texts, em: float) -> Strokes:
    """Horizontal rules without strokes that lie in the box of a text and meet no two verticals.

    Upright strokes of the same text are none: large glyphs have frames of their own.
    """
    reach = reach_of(em)
    x0, x1 = texts[:, 0] - 2, texts[:, 2] + 2
    y0, y1 = texts[:, 1], texts[:, 3]
    kept: list[tuple[float, float, float]] = []
    for y, left, right in across.tolist():
        around = (x0 <= left) & (right <= x1) & (y0 < y) & (y < y1)
        outer = down
        if around.any():
            top, bottom = y0[around].max(), y1[around].min()
            outer = down[(down[:, 1] < top) | (down[:, 2] > bottom)]
        if not around.any() or len(strokes_met(outer, y, left - reach, right + reach, reach)) >= 2:
            kept.append((y, left, right))
    return np.array(kept, np.float64).reshape(-1, 3)


def not_in_text(down: Strokes, across: Strokes, texts: Texts, em: float) -> Strokes:
    """Vertical rules without those that lie in the box of a text and meet no two horizontals."""
    reach = reach_of(em)
    x0, y0, x1, y1 = texts.T
    kept: list[tuple[float, float, float]] = []
    for x, top, bottom in down.tolist():
        around = (x0 < x) & (x < x1) & (y0 <= top) & (bottom <= y1)
        if not around.any() or len(strokes_met(across, x, top - reach, bottom + reach, reach)) >= 2:
            kept.append((x, top, bottom))
    return np.array(kept, np.float64).reshape(-1, 3)

"""Lines that a hand drew under, over or through print, which are no rules: they waver."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask
from .glyphstrokes import Strokes, reach_of

_LONGEST: Final = 14.0
"""Length of a line by hand at most, in glyph heights: longer ones on bent paper waver as well."""
_BAND: Final = 0.5
"""How far above and below its place the ink of a line is looked for, in glyph heights."""
_WINDOW: Final = 0.5
"""Stretch over which the grain of its rims is evened, in glyph heights."""
_WAVER: Final = 0.06
"""How far a printed rule leaves a straight line at most, in glyph heights."""
_LEAST: Final = 1.5
"""The same in pixels where that is more."""
_UNBROKEN: Final = 0.9
"""Share of a line by hand that has ink, at least."""
_BROADER: Final = 1.6
"""How much thicker than usual a line is where a glyph meets it."""


def not_wavering(ink: Mask, across: Strokes, down: Strokes, em: float) -> Strokes:
    """Horizontal rules without those that waver; what ends at rules on both sides stays."""
    reach = reach_of(em)
    kept = [
        rule
        for rule in across.tolist()
        if rule[2] - rule[1] > _LONGEST * em
        or _is_bounded(rule, down, reach)
        or not _wavers(ink, rule, em)
    ]
    return np.array(kept, np.float64).reshape(-1, 3)


def _is_bounded(rule: list[float], down: Strokes, reach: float) -> bool:
    y, start, end = rule
    met = down[(down[:, 1] - reach <= y) & (y <= down[:, 2] + reach), 0]
    return all(bool((np.abs(met - side) <= reach).any()) for side in (start, end))


def _wavers(ink: Mask, rule: list[float], em: float) -> bool:
    """Whether the middle of a line, where no glyph meets it, leaves a straight one."""
    y, start, end = rule
    top = max(0, round(y - _BAND * em))
    band = ink[top : round(y + _BAND * em) + 1, max(0, round(start)) : round(end) + 1]
    middles, broad = _runs_at(band, round(y) - top)
    if float((broad > 0).mean()) < _UNBROKEN:
        return False  # dots and dashes are printed
    usual = float(np.median(broad[broad > 0]))
    told = (broad > 0) & (broad <= _BROADER * usual)
    places = np.flatnonzero(told).astype(np.float64)
    if len(places) < 2 * em:
        return False
    values = middles[told]
    window = max(3, round(_WINDOW * em))
    slope, level = np.polyfit(places, values, 1)
    off = np.convolve(values - (slope * places + level), np.ones(window) / window, "valid")
    return bool(np.percentile(np.abs(off), 95) > max(_LEAST, _WAVER * em))


def _runs_at(band: Mask, row: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each column the middle and the height of its ink that is nearest to a row.

    The row is followed from column to column; the height is 0 where there is no ink.
    """
    high, wide = band.shape
    middles, broad = np.zeros(wide), np.zeros(wide)
    near = float(min(max(row, 0), high - 1))
    for column in range(wide):
        inked = np.flatnonzero(band[:, column])
        if not len(inked):
            continue
        runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
        run = min(runs, key=lambda one: abs(float(one[0] + one[-1]) / 2 - near))
        middles[column], broad[column] = (run[0] + run[-1]) / 2, len(run)
        near = 0.7 * near + 0.3 * middles[column]
    return middles, broad

"""Streaks of dirt on the glass of a scanner: straight down the whole picture, margins and all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .detector import Gray

_EACH = 8
"""Rows of which one is looked at: streaks are as long as the page."""
_DARKER = 12
"""Grey values by which a streak is darker than the paper on both sides of it."""
_LONG = 0.97
"""Share of the rows in which it is, those left out in which ink stands beside it."""
_SEEN = 0.5
"""Share of the rows in which paper stands on both sides of a streak at least."""
_BROAD = 0.003
"""Share of the page's width that a streak is broad at most; three pixels always."""
_MARGIN = 0.03
"""Share of the page's height above and below with no other ink: verticals of a table that was cut
out start at its rules or texts."""
_CLEAN = 0.01
"""Share of the pixels of a margin that are dark though it is blank: specks."""
_PAPER = 0.8
"""Brightness of the paper in a row, over that of the page, at least."""
_TEXT = 30
"""Grey values by which ink under a streak is darker than it."""


def without_streaks(gray: Gray) -> Gray:
    """The picture with the white of both sides where a streak runs, text under it kept."""
    height, width = gray.shape
    broad = max(3, round(_BROAD * width))
    if width < 8 * broad or height < 8 * _EACH:
        return gray
    found = _streaks(np.asarray(gray[::_EACH]), broad)
    if not found or not _has_margins(gray, found, broad):
        return gray
    out = gray.copy()
    for first, last in found:
        start, end = max(1, first - 1), min(width - 1, last + 2)  # blurred sides as well
        tone = np.median(gray[:, first : last + 1], axis=0).min()
        left, right = gray[:, start - 1].astype(float), gray[:, end].astype(float)
        share = np.linspace(0, 1, end - start)
        between = left[:, None] * (1 - share) + right[:, None] * share
        part = out[:, start:end]
        out[:, start:end] = np.where(part < tone - _TEXT, part, between)
    return out


def _streaks(rows: Gray, broad: int) -> list[tuple[int, int]]:
    """First and last columns of what is darker than both sides in nearly all rows."""
    apart = broad + 2
    middle = rows[:, apart:-apart].astype(np.int16)
    beside = np.minimum(rows[:, : -2 * apart], rows[:, 2 * apart :])
    # Rows along a rule are dark throughout.
    levels = np.median(rows[:, ::_EACH], axis=1)
    paper = np.maximum(levels, _PAPER * np.median(levels))[:, None] - 4 * _DARKER
    seen = beside > paper  # where text or a rule stands beside it nothing is seen of a streak
    darker = (beside.astype(np.int16) - middle > _DARKER) & seen
    counts = seen.sum(axis=0)
    is_streak = (darker.sum(axis=0) >= _LONG * counts) & (counts > _SEEN * len(rows))
    columns = np.flatnonzero(is_streak) + apart
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    return [(int(run[0]), int(run[-1])) for run in runs if 0 < len(run) <= broad]


def _has_margins(gray: Gray, streaks: list[tuple[int, int]], broad: int) -> bool:
    """Whether nothing but streaks stands at the upper and the lower end of the picture."""
    height = max(1, round(_MARGIN * len(gray)))
    kept: NDArray[np.bool_] = np.ones(gray.shape[1], bool)
    for first, last in streaks:
        kept[max(0, first - broad) : last + broad + 1] = False
    for strip in (gray[:height, kept], gray[-height:, kept]):
        if strip.size and np.mean(strip < np.median(strip) - 4.0 * _DARKER) > _CLEAN:
            return False
    return True

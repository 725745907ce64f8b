"""Drawn rulings: lines snapped to common places and joined where they touch."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

SNAP = 2.5
"""Points within which rulings are one line."""
JOIN = 3.5
"""Points of a gap inside a line that is closed: dashes, corners that miss each other."""
THIN = 5.0
"""Points; a lower band has no room for text: space between cells, or a rule drawn double."""
MIN_LENGTH = 6.0
"""Points that a ruling is long at least."""
Lines = NDArray[np.float64]
"""Shape (n, 3): place across, start, end."""
_JOINED: deque[tuple[Lines, Lines]] = deque(maxlen=4)
"""Lines and what `joined` made of them."""


def joined(lines: Lines) -> Lines:
    """Rulings snapped to common places and joined where they touch, overlap or nearly meet.

    The lines of a page are asked for once for each region, so the last answers are kept.
    """
    if not len(lines):
        return lines
    for asked, answer in _JOINED:
        if asked is lines:
            return answer
    whole = _joined(lines)
    whole.flags.writeable = False  # all who ask have the same
    _JOINED.append((lines, whole))
    return whole


def _joined(lines: Lines) -> Lines:
    lines = lines[np.argsort(lines[:, 0], kind="stable")]
    group = np.concatenate(([0], np.cumsum(lines[1:, 0] - lines[:-1, 0] > SNAP)))
    lines[:, 0] = (np.bincount(group, lines[:, 0]) / np.bincount(group))[group]
    order = np.lexsort((lines[:, 1], group))
    lines, group = lines[order], group[order]
    shift = group * 1e6  # keeps the running maximum inside its group
    reach = np.maximum.accumulate(lines[:, 2] + shift) - shift
    fresh = np.concatenate(([True], (group[1:] != group[:-1]) | (lines[1:, 1] > reach[:-1] + JOIN)))
    starts = np.nonzero(fresh)[0]
    ends = np.maximum.reduceat(lines[:, 2], starts)
    whole: Lines = np.stack((lines[starts, 0], lines[starts, 1], ends), axis=1)
    long = whole[:, 2] - whole[:, 1] >= MIN_LENGTH
    return np.compress(long, whole, axis=0)

"""What the model says of its readings as the share of them that is right."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

_Steps = tuple[tuple[float, float], ...]
"""Raw confidences from which on, ascending, such a share of cells was right."""

_AGREED: Final[_Steps] = ((0.0, 0.9024), (0.97, 0.9991))
_DISPUTED: Final[_Steps] = ((0.0, 0.6842),)


def calibrated(raw: float, *, disputed: bool) -> float:
    """The share of cells as sure as `raw` that are right, never more than `raw` itself.

    `disputed`: two readings differed. What the model doubts stays in doubt although more of it was
    right than it says: a person looks at the cells below a threshold, and one too many costs less.

    Measured by `benchmarks/scan_sureness.py`, which prints the tables above.
    """
    steps = _DISPUTED if disputed else _AGREED
    return min(raw, steps[bisect_right(steps, (raw, 2.0)) - 1][1])

"""Small questions to arrays: numpy's own functions for them take longer than all else around."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def median(values: NDArray[np.float64]) -> float:
    """The median of at least one value."""
    ordered, half = np.sort(values), len(values) // 2
    return float(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def changes(*columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a row differs from the one before it in one of the columns; the first one does."""
    found = np.ones(len(columns[0]), bool)
    first, *others = columns
    found[1:] = first[1:] != first[:-1]
    for column in others:
        found[1:] |= column[1:] != column[:-1]
    return found


def distinct(values: NDArray[Any]) -> list[Any]:
    """The different values, in order."""
    return sorted(set(values.tolist()))

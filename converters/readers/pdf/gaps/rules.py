"""Rules beside and between the texts of a table: those that no ruled table owns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..drawn.rulings import joined
from ..objects.geometry import Box

Rule = tuple[float, float, float]
"""A horizontal rule: height, left, right."""
Wall = tuple[float, float, float]
"""A vertical rule: place, top, bottom."""


def rules_of(horizontal: NDArray[np.float64], taken: Sequence[Box]) -> list[Rule]:
    """Rules that no ruled table owns, from top to bottom."""
    rules: list[Rule] = []
    for y, left, right in joined(horizontal).tolist():
        middle = (left + right) / 2
        inside = any(b[0] - 2 <= middle <= b[2] + 2 and b[1] - 2 <= y <= b[3] + 2 for b in taken)
        if not inside:
            rules.append((y, left, right))
    return sorted(rules)

"""Word spaces of one line that are stretched alike, as those of a justified line are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .letters import has_digit

ALIKE = 0.1
"""Font sizes by which stretched spaces of one line differ at most."""
MOST_NUMBERS = 0.34
"""Share of numbers among the words from which a line is a table's."""
_BEHIND_STOP = 2.5
"""How many times wider than others the space behind a full stop is at most."""
STOPS = tuple(".,;:!?…”»)")
FEW_SPACES = 2
"""Spaces that tell something at least."""

Space = tuple[float, float]
"""Left and right side of the white between two words."""


def stretched_spaces(
    sides: Sequence[tuple[float, float]], texts: Sequence[str], size: float
) -> tuple[Space, ...]:
    """The spaces between the words of a line that are about as wide, those behind stops left out.

    `sides` are those of the `texts`; none where spaces differ, are few or stand between numbers.
    """
    most, narrowest, widest = ALIKE * size, float("inf"), float("-inf")
    gaps: list[Space] = []
    behind = 0.0
    for (before, after), text in zip(itertools.pairwise(sides), texts, strict=False):
        width = after[0] - before[1]
        if text.endswith(STOPS):
            behind = max(behind, width)
            continue
        narrowest, widest = min(narrowest, width), max(widest, width)
        if widest - narrowest > most:
            return ()  # those of most rows of tables, which differ at once
        gaps.append((before[1], after[0]))
    if len(gaps) < FEW_SPACES or max(behind, widest) > _BEHIND_STOP * widest:
        return ()
    numbers = sum(map(has_digit, texts))
    return () if numbers > MOST_NUMBERS * len(texts) else tuple(gaps)

"""Word spaces of one line that are stretched alike, as those of a justified line are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

_ALIKE = 0.1
"""Font sizes by which stretched spaces of one line differ at most."""
_NUMBERS = 0.34
"""Share of numbers among the words from which a line is a table's."""
_BEHIND_STOP = 2.5
"""How many times wider than others the space behind a full stop is at most."""
_STOPS = tuple(".,;:!?…”»)")
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
    every = [(before[1], after[0]) for before, after in itertools.pairwise(sides)]
    gaps = [gap for gap, text in zip(every, texts, strict=False) if not text.endswith(_STOPS)]
    if len(gaps) < FEW_SPACES:
        return ()
    widths = [b - a for a, b in gaps]
    widest = max(widths)
    if widest - min(widths) > _ALIKE * size:
        return ()
    if max([b - a for a, b in every]) > _BEHIND_STOP * widest:
        return ()
    numbers = sum([any(map(str.isdigit, text)) for text in texts])
    return () if numbers > _NUMBERS * len(texts) else tuple(gaps)

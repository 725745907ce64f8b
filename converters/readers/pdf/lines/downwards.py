"""Text written downwards in several lines, from right to left, as labels of groups of rows are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..objects.page import PageObjects

_AT = 0.3
"""Font sizes between the middles of characters under each other at most, across."""
_DOWN = 0.3
"""Font sizes down to the next one at least."""
_LEFT = 0.8
"""Font sizes to the left, and not down, from the end of a line to the next one at least."""
_LONG = 2
"""Characters for each line at least: a few short ones beside each other are written across."""


def downward_text(page: PageObjects, places: NDArray[np.intp]) -> str | None:
    """The text of characters, in the order they are drawn in, that run down in several lines.

    None for all other text. Single lines need no help: they read alike from line to line.
    """
    shown = places[page.characters.codes[places] > 32]
    if len(shown) <= 2 * _LONG:
        return None
    x, y = (middle[shown] for middle in page.characters.middles)
    size = page.characters.sizes[shown][1:]
    across, along = np.diff(x) / size, np.diff(y) / size
    down = (np.abs(across) < _AT) & (along > _DOWN)
    back = (across < -_LEFT) & (along < _DOWN)
    lines = int(np.count_nonzero(back)) + 1
    if lines < 2 or not (down | back).all() or len(shown) < _LONG * lines:
        return None
    return "".join(map(chr, page.characters.codes[shown].tolist()))

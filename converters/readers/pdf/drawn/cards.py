"""Frames that stand apart, as cards and the boxes of diagrams do: they are no cells of a table."""

from __future__ import annotations

import itertools

import numpy as np

from ..objects.arrays import distinct
from ..objects.drawings import Drawings
from ..objects.geometry import Box
from .rulings import joined

_LEAST, _MOST = 5.0, 24.0
"""Points of white between two frames beside each other."""
_END = 1.5
"""Points between the end of a rule and the side of the frame that it belongs to."""


def are_cards(drawings: Drawings, box: Box) -> bool:
    """Whether frames stand beside each other in a box, and no rule goes on from one to another."""
    left, top, right, bottom = box
    down, across = joined(drawings.vertical), joined(drawings.horizontal)
    if not len(down) or not len(across):
        return False
    down = down[(down[:, 1] > top - 3) & (down[:, 2] < bottom + 3)]
    down = down[(down[:, 0] > left - 3) & (down[:, 0] < right + 3)]
    across = across[(across[:, 0] > top - 3) & (across[:, 0] < bottom + 3)]
    places = distinct(down[:, 0].round(1))
    for a, b in itertools.pairwise(places):
        if not _LEAST < b - a < _MOST:
            continue
        ends, starts = np.abs(across[:, 2] - a) < _END, np.abs(across[:, 1] - b) < _END
        over = (across[:, 1] < a - _END) & (across[:, 2] > b + _END)
        if ends.sum() > 1 and starts.sum() > 1 and not over.any():
            return True
    return False

"""Texts in ideographs that are set apart evenly until they fill their cell: 第　一　项.

Offices set headers and labels so (jc="distribute" of ECMA-376 17.18.44, text-align-last: justify
of CSS). Their characters stand as far apart as cells do, yet no wall parts them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..objects.geometry import Box
from ..objects.page import PageObjects
from ..objects.wide import ends_wide, is_wide_or_mark
from .pagelines import lines_inside
from .words import TextLine

_EVEN = 0.2
"""Font sizes by which the gaps of one text differ at most."""
_MARGIN = 0.4
"""Share of a gap up to which it stands off the sides of its cell; half a gap centres columns."""


def cell_lines(page: PageObjects, box: Box, free: NDArray[np.bool_]) -> list[TextLine]:
    """Lines of the characters in a cell that `free` marks, distributed ones in one piece each."""
    lines = lines_inside(page, box, free)
    return [
        line.in_one_piece()
        if len(line.chunks) > 1 and is_distributed(line, box[0], box[2])
        else line
        for line in lines
    ]


def is_distributed(line: TextLine, left: float, right: float) -> bool:
    """Whether the words of a line fill the space between two sides with even gaps."""
    texts, sides = line.texts, line.sides
    if not all(ends_wide(a) or is_wide_or_mark(ord(b[0])) for a, b in itertools.pairwise(texts)):
        return False
    gaps = _gaps(sides)
    narrow = _MARGIN * min(gaps)
    return (
        max(gaps) - min(gaps) <= _EVEN * line.size
        and sides[0][0] - left <= narrow
        and right - sides[-1][1] <= narrow
    )


def _gaps(sides: Sequence[tuple[float, float]]) -> list[float]:
    return [after[0] - before[1] for before, after in itertools.pairwise(sides)]

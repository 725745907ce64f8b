"""Labels in the middle of groups of rows, where no rules tell: they are a column of their own."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise

from .gutters import Gutter
from .words import TextLine

_FEWEST = 2
"""Such labels at least, and rows whose labels stand behind them."""
_HALF = (0.3, 0.7)
"""Where between the rows above and below a label in the middle of both stands."""
_APART = 0.3
"""Font sizes between such labels and those of the rows at least."""


def with_middle_labels(gutters: Sequence[Gutter], lines: Sequence[TextLine]) -> list[Gutter]:
    """The gutters with one behind labels that stand alone, half way between two rows.

    All rows from the first to the last of these start behind them, but for labels that stand as
    far left: those of a group of an odd number of rows stand beside the row in its middle.
    """
    alone = [
        number
        for number in range(1, len(lines) - 1)
        if len(lines[number].chunks) == 1 and _is_between(lines[number - 1 : number + 2])
    ]
    if len(alone) < _FEWEST:
        return list(gutters)
    end = max(lines[number].x1 for number in alone)
    rows = [
        line
        for number, line in enumerate(lines)
        if number not in alone and len(line.chunks) > 1 and alone[0] - 1 <= number <= alone[-1] + 1
    ]
    starts = [x0 for line in rows for x0, _ in line.sides if x0 > end]
    near = _APART * statistics.median(line.size for line in rows) if rows else 0.0
    if len(rows) < _FEWEST or not starts or min(starts) - end < near:
        return list(gutters)
    gutter = end, min(starts)
    if any(a < gutter[1] and b > gutter[0] for a, b in gutters):
        return list(gutters)
    crossed = any(x0 < gutter[1] and x1 > end for line in rows for x0, x1 in line.sides)
    labelled = sum(line.x0 > end for line in rows)
    if crossed or labelled <= len(rows) / 2 or not _are_one_label(rows, end):
        return list(gutters)
    return sorted([*gutters, gutter])


def _is_between(lines: Sequence[TextLine]) -> bool:
    """Whether the second of three lines stands in the middle between rows, left of both."""
    above, label, below = lines
    if len(above.chunks) < 2 or len(below.chunks) < 2:
        return False
    share = (label.baseline - above.baseline) / max(below.baseline - above.baseline, 0.1)
    return _HALF[0] < share < _HALF[1] and label.x1 < min(above.x0, below.x0)


def _are_one_label(rows: Sequence[TextLine], end: float) -> bool:
    """Whether rows with something left of `end` have a label behind it as well, as others do."""
    firsts = [min(x0 for x0, _ in line.sides if x0 > end) for line in rows if line.x1 > end]
    return all(abs(one - other) < rows[0].size for one, other in pairwise(firsts))

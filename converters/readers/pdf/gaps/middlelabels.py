"""Labels in the middle of groups of rows, where no rules tell: they are a column of their own."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from ..lines.words import TextLine
from .gutters import Gutter
from .restarts import has_numbers

_FEWEST = 2
"""Rows whose labels stand behind such labels, at least."""
_HALF = (0.3, 0.7)
"""Where between the rows above and below a label in the middle of both stands."""
_APART = 0.3
"""Font sizes between such labels and those of the rows at least."""


def with_middle_labels(gutters: Sequence[Gutter], lines: Sequence[TextLine]) -> list[Gutter]:
    """The gutters with one behind labels that stand alone, half way between two rows.

    All rows with numbers start behind them, but for labels that stand as far left: those of a
    group of an odd number of rows stand beside the row in its middle.
    """
    alone = [
        number
        for number in range(1, len(lines) - 1)
        if len(lines[number].chunks) == 1 and _is_between(lines[number - 1 : number + 2])
    ]
    if not alone:
        return list(gutters)
    left = [
        number for number, line in enumerate(lines) if number not in alone and has_numbers(line)
    ]
    rows = [lines[number] for number in left if len(lines[number].chunks) > 1]
    if len(rows) < _FEWEST:
        return list(gutters)
    end = max(lines[number].x1 for number in alone)
    size = statistics.median(line.size for line in rows)
    starts = [min((x0 for x0, _ in line.sides if x0 > end), default=end) for line in rows]
    start = statistics.median(starts)
    if max(abs(x - start) for x in starts) > size:
        return list(gutters)  # they are no column of labels
    beside = [x1 for line in rows for x0, x1 in line.sides if x0 < min(starts)]
    labelled = sum(line.x0 >= min(starts) for line in rows)
    gutter = max(end, *beside, end), min(starts)
    if gutter[1] - gutter[0] < _APART * size or labelled <= len(rows) / 2:
        return list(gutters)
    if any(a < gutter[1] and b > gutter[0] for a, b in gutters):
        return list(gutters)
    return sorted([*gutters, gutter])


def _is_between(lines: Sequence[TextLine]) -> bool:
    """Whether the second of three lines stands in the middle between rows, left of both."""
    above, label, below = lines
    if not all(len(line.chunks) > 1 and has_numbers(line) for line in (above, below)):
        return False  # a header may stand so as well
    share = (label.baseline - above.baseline) / max(below.baseline - above.baseline, 0.1)
    return _HALF[0] < share < _HALF[1] and label.x1 < min(above.x0, below.x0)

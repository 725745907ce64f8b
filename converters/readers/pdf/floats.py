"""Tables that prose runs beside: a float, or a small table in a column of a report."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .gutters import Gutter, find_gutters
from .spans import Rule
from .stretched import parts_within, with_whole_lines
from .words import TextLine

_LINES = 5
"""Lines of prose beside a table at least."""
_FULL = 0.8
"""Share of its width that a line of prose reaches, and of the lines that do."""
_OFF = 0.15
"""Font sizes by which the baselines of two lines differ that are set apart."""
_APART = 0.4
"""Share of the rows that stand at other heights than the lines of prose at least."""
_WIDE = 9.0
"""Font sizes that a column of prose is wide at least."""


def beside_prose(run: Sequence[TextLine], rules: Sequence[Rule]) -> list[list[TextLine]]:
    """The prose and the table that stand side by side in a run of lines; the run where none do.

    The rows of the table stand at heights of their own, or its rules end before the prose.
    """
    if len(run) < _LINES:
        return [list(run)]
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    for a, b in find_gutters(run, left, right):
        if _crossed(run, (a, b)):
            continue
        middle = (a + b) / 2
        parts = [parts_within(run, (left - 1, middle)), parts_within(run, (middle, right + 1))]
        for one, other in (parts, parts[::-1]):
            if not (_is_prose(one, spread=True) and _falls_apart(other)):
                continue  # nor is it when spread lines are one piece each
            prose, rows = with_whole_lines(one), with_whole_lines(other)
            if (
                _is_prose(prose)
                and _falls_apart(rows)
                and (_ends_before(prose, rows, rules) or _stands_apart(rows, prose))
            ):
                return [prose, rows]
    return [list(run)]


def _crossed(run: Sequence[TextLine], gutter: Gutter) -> bool:
    middle = sum(gutter) / 2
    return any(x0 < middle < x1 for line in run for x0, x1 in line.sides)


def _is_prose(lines: Sequence[TextLine], *, spread: bool = False) -> bool:
    """Whether lines of words, next to each other, mostly reach from side to side.

    With `spread` lines that fall into pieces may be such lines too.
    """
    if len(lines) < _LINES:
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    size = lines[0].size
    if right - left < _WIDE * size:
        return False
    pitches = [below.baseline - above.baseline for above, below in itertools.pairwise(lines)]
    if max(pitches) > 2.2 * min(pitches):
        return False
    full = sum(
        (spread or len(line.tight_sides) == 1) and line.x1 - left > _FULL * (right - left)
        for line in lines
    )
    return full >= _FULL * len(lines)


def _falls_apart(lines: Sequence[TextLine]) -> bool:
    """Whether most lines are in pieces."""
    return sum(len(line.tight_sides) > 1 for line in lines) > max(2.0, 0.6 * len(lines))


def _ends_before(
    prose: Sequence[TextLine], rows: Sequence[TextLine], rules: Sequence[Rule]
) -> bool:
    """Whether a rule over the whole of the rows does not reach the prose."""
    left, right = min(line.x0 for line in rows), max(line.x1 for line in rows)
    edges = min(line.x0 for line in prose), max(line.x1 for line in prose)
    top, bottom = rows[0].top, rows[-1].bottom
    inside = [rule for rule in rules if top - 9 < rule[0] < bottom + 9]
    over = [r for r in inside if min(r[2], right) - max(r[1], left) > 0.8 * (right - left)]
    beside = [r for r in inside if r[1] < edges[1] and r[2] > edges[0]]
    return bool(over) and not beside


def _stands_apart(rows: Sequence[TextLine], prose: Sequence[TextLine]) -> bool:
    """Whether many rows are level with no line of prose."""
    heights = [line.baseline for line in prose]
    near = _OFF * prose[0].size
    off = sum(all(abs(line.baseline - y) > near for y in heights) for line in rows)
    return off > _APART * len(rows)

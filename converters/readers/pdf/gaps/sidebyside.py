"""What stands on both sides of white: a table beside prose, two tables, or one table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ..lines.onepiece import pieces_beside
from ..lines.words import TextLine
from .captions import is_caption
from .gridlines import is_number
from .gutters import Gutter
from .restarts import has_numbers
from .rowlines import is_year
from .rules import Rule

LINES = 3
"""Lines of prose beside a table at least."""
_SURE_LINES = 5
"""The same where nothing but the heights of the lines tells them from the rows."""
_FULL = 0.8
"""Share of its width that a line of prose reaches, and of the lines that do."""
ROWS = 3
"""Lines in pieces of each of two tables at least."""
_PARAGRAPHS = 3.0
"""Ratio of the distance of paragraphs to that of their lines at most."""
_PARTED = 1.3
"""The same at least."""
_OFF = 0.15
"""Font sizes by which the baselines of two lines differ that are set apart."""
_APART = 0.4
"""Share of the rows that stand at other heights than the lines of prose at least."""
_WIDE = 9.0
"""Font sizes that a column of prose is wide at least."""
_LEVEL = 1.5
"""Points by which the heights of one rule differ at most."""
_OVER = 0.8
"""Share of the width of a table that its rules and fills take."""
_LABELLED = 0.6
"""Share of the rows that start with labels, from which a table has them."""
_FAR = 1e6
Sides = tuple[list[TextLine], list[TextLine]]


@dataclass(frozen=True, slots=True)
class Looks:
    """What the lines of a run tell of the sides of its strips, before they are taken apart."""

    run: Sequence[TextLine]
    sides: Gutter
    size: float
    """Font size of its smallest texts."""
    labels: Sequence[Sequence[tuple[float, float, bool]]]
    """The sides of the pieces of each line, and whether they may be labels."""

    @classmethod
    def of(cls, run: Sequence[TextLine], sides: Gutter) -> Looks:
        """Those of a run between two sides."""
        labels = [[(c.x0, c.x1, _is_label(c.text)) for c in line.tight] for line in run]
        size = min([size for line in run for _, _, size in line.tight_sides])
        return cls(run, sides, size, labels)

    def may_differ(self, strip: Gutter) -> bool:
        """Whether the sides of a strip may be prose and a table, or two tables.

        Prose is wide and has lines in one piece, and two tables have labels or captions each.
        """
        middle, wide = (strip[0] + strip[1]) / 2, _WIDE * self.size
        one, other = map(sum, pieces_beside([line.extent for line in self.run], middle))
        return (
            (one > 1 and strip[0] - self.sides[0] >= wide)
            or (other > 1 and self.sides[1] - strip[1] >= wide)
            or self._has_labels(middle, other)
            or self._are_named(middle)
        )

    def _has_labels(self, middle: float, whole: int) -> bool:
        """Whether lines may start with labels behind a strip, where `whole` may be one piece."""
        starts: list[bool] = []
        for pieces in self.labels:
            behind = [label or x0 < middle for x0, x1, label in pieces if x1 > middle]
            starts += behind[:1] if len(behind) > 1 else []
        return sum(starts) > _LABELLED * (len(starts) - whole)

    def _are_named(self, middle: float) -> bool:
        """Whether the lines on both sides start with captions."""
        return all(
            is_caption(next(part for line in self.run if (part := line.within(*side))))
            for side in ((-_FAR, middle), (middle, _FAR))
        )


def _is_label(text: str) -> bool:
    """Whether a text in front of others is none of the values of a table: words, or a year."""
    return not is_number(text) or is_year(text)


def may_differ(one: Sequence[TextLine], other: Sequence[TextLine]) -> bool:
    """Whether two sides may be two tables, or prose and a table, if spread lines are one piece."""
    apart = _falls_apart(one), _falls_apart(other)
    return all(apart) or (apart[1] and _may_be_prose(one)) or (apart[0] and _may_be_prose(other))


def _may_be_prose(lines: Sequence[TextLine]) -> bool:
    """Whether the lines are prose if each is one piece."""
    return _is_prose(lines, pieced=False)


def is_beside_prose(sides: Sides, drawn: Sequence[Rule]) -> bool:
    """Whether one side is prose and the other one is not."""
    for prose, rows in (sides, sides[::-1]):
        if not _is_prose(prose) or not _falls_apart(rows):
            continue
        if _ends_before(prose, rows, drawn):
            return True
        several = sum(len(line.tight_sides) > 2 for line in rows) > 0.5 * len(rows)
        if several and len(prose) >= _SURE_LINES and _stands_apart(rows, prose):
            return True
    return False


def are_two_tables(sides: Sides, drawn: Sequence[Rule]) -> bool:
    """Whether both sides are tables: each has its labels, and its caption, rules or heights."""
    one, other = sides
    if not one or not other or not _falls_apart(one) or not _falls_apart(other):
        return False
    if is_caption(one[0]) and is_caption(other[0]):
        return True
    if not _has_labels(other) or not all(map(is_headed, sides)):
        return False
    if min(map(count_pieced, sides)) < ROWS:
        return False
    if _ends_before(one, other, drawn) or _ends_before(other, one, drawn):
        return True
    return _stands_apart(other, one) and _stands_apart(one, other)


def is_headed(lines: Sequence[TextLine]) -> bool:
    """Whether the first line in pieces has no numbers, or a text over these above it."""
    first = next(number for number, line in enumerate(lines) if len(line.tight_sides) > 1)
    if not has_numbers(lines[first]):
        return True
    return first > 0 and lines[first - 1].x0 > lines[first].x0 + lines[first].size


def _has_labels(lines: Sequence[TextLine]) -> bool:
    """Whether most lines start with words or years."""
    starts = [line.tight[0].text for line in lines if len(line.tight) > 1]
    return sum(map(_is_label, starts)) > _LABELLED * len(starts)


def _is_prose(lines: Sequence[TextLine], *, pieced: bool = True) -> bool:
    """Whether lines of words, next to each other, mostly reach from side to side.

    Those in pieces do not, unless it is not yet known which are `pieced`.
    """
    if len(lines) < LINES:
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    size = lines[0].size
    if right - left < _WIDE * size:
        return False
    pitches = [below.baseline - above.baseline for above, below in itertools.pairwise(lines)]
    if max(pitches) > _PARAGRAPHS * min(pitches):
        return False
    full = [
        line.x1 - left > _FULL * (right - left) and not (pieced and len(line.tight_sides) > 1)
        for line in lines
    ]
    if max(pitches) < _PARTED * min(pitches):
        return sum(full) >= min(_FULL * len(lines), len(lines) - 1)
    # The last line of a paragraph ends where its text does.
    inner = [f for f, pitch in zip(full, pitches, strict=False) if pitch < _PARTED * min(pitches)]
    return len(inner) >= LINES and sum(inner) >= _FULL * len(inner)


def _falls_apart(lines: Sequence[TextLine]) -> bool:
    """Whether most lines are in pieces, two at least."""
    pieces = count_pieced(lines)
    return pieces > 1 and pieces >= 0.4 * len(lines)


def count_pieced(lines: Sequence[TextLine]) -> int:
    """How many lines fall into pieces."""
    return sum(len(line.tight_sides) > 1 for line in lines)


def _ends_before(
    beside: Sequence[TextLine], rows: Sequence[TextLine], drawn: Sequence[Rule]
) -> bool:
    """Whether a rule is over the whole of the rows and none at its height over what stands beside
    them, or one over the whole of that."""
    mine, others = extent_of(rows), extent_of(beside)
    for y, x0, x1 in drawn:
        if min(x1, mine[1]) - max(x0, mine[0]) < _OVER * (mine[1] - mine[0]):
            continue
        level = [
            min(right, others[1]) - max(left, others[0])
            for high, left, right in drawn
            if abs(high - y) < _LEVEL
        ]
        if max(level) <= 0 or max(level) > _OVER * (others[1] - others[0]):
            return True
    return False


def extent_of(lines: Sequence[TextLine]) -> Gutter:
    """Left and right side of lines."""
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _stands_apart(rows: Sequence[TextLine], others: Sequence[TextLine]) -> bool:
    """Whether many rows are level with no line of some others."""
    heights = [line.baseline for line in others]
    near = _OFF * others[0].size
    off = sum(all(abs(line.baseline - y) > near for y in heights) for line in rows)
    return off > _APART * len(rows)

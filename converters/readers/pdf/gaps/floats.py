"""Tables beside prose or beside each other: parted at the white between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..drawn.rulings import joined
from ..lines.words import TextLine, parts_within
from ..objects.drawings import Drawings
from ..objects.geometry import Box
from .bands import side_by_side, with_filled_head
from .blankregions import blank_regions
from .gutters import Gutter
from .rules import Rule
from .sidebyside import (
    LINES,
    ROWS,
    Looks,
    are_two_tables,
    count_pieced,
    extent_of,
    is_beside_prose,
    is_headed,
    may_differ,
)
from .stretched import with_whole_lines

_TITLES = 3
"""Lines above a run that may be captions of what stands side by side in it."""
_WHITE = 0.8
"""Font sizes of white between them at least."""
_NEAR = 15.0
"""Points by which the side of a table is off the white beside it at most."""
_BAND = 40.0
"""Points that the fill behind a row is high at most."""
_MANY_STRIPS = 1
"""Strips from which it is worth while to see first what may stand beside each."""


def runs_beside(
    lines: Sequence[TextLine], rules: Sequence[Rule], drawings: Drawings, taken: Sequence[Box]
) -> Iterator[list[TextLine]]:
    """Runs of lines that fall into pieces, parted where they stand beside each other.

    Bands of colour tell the sides, or the rules and edges of fills that `drawings` have, and the
    boxes `taken` of tables that were found. Captions and remarks of one part no other one, so
    these are looked for first.
    """
    rest = list(lines)
    drawn = drawn_across(rules, drawings)
    place = {id(line.words[0]): number for number, line in enumerate(lines)}
    free = 0
    whole: set[tuple[int, ...]] = set()  # runs that are seen to be no tables beside each other
    for run in blank_regions(lines, rules, told=False):
        start = place[id(run[0].words[0])]
        most, free = min(_TITLES, start - free), place[id(run[-1].words[0])] + 1
        if len(side_by_side(run, drawings)) > 1:
            continue
        parts = []
        for titles in range(most, -1, -1):
            parts = _parted([*lines[start - titles : start], *run], drawn, taken)
            if len(parts) > 1:
                gone = {id(word) for part in parts for line in part for word in line.words}
                rest = [line for line in rest if id(line.words[0]) not in gone]
                for part in parts:
                    yield from blank_regions(part, rules)
                break
        if len(parts) == 1:
            whole.add(tuple(map(id, run)))
    for run in blank_regions(rest, rules):
        sides = side_by_side(run, drawings)
        known = len(sides) > 1 or tuple(map(id, run)) in whole
        parts = sides if known else _parted(run, drawn, taken)
        if len(parts) == 1:
            yield with_filled_head(parts[0], rest, drawings)
        elif len(sides) > 1:
            yield from parts
        else:
            for part in parts:
                yield from blank_regions(part, rules)


def drawn_across(rules: Sequence[Rule], drawings: Drawings) -> list[Rule]:
    """Rules and the edges of fills behind rows."""
    return [*rules, *_edges_of(drawings)]


def _edges_of(drawings: Drawings) -> list[Rule]:
    """Upper sides of the fills of rows that are not white, of those side by side as one."""
    fills = drawings.coloured
    seen = fills[fills[:, 3] - fills[:, 1] < _BAND]
    return [(y, left, right) for y, left, right in joined(seen[:, [1, 0, 2]]).tolist()]


def _parted(
    run: Sequence[TextLine], drawn: Sequence[Rule], taken: Sequence[Box]
) -> list[list[TextLine]]:
    """The parts of a run of lines that stand beside each other; the run where none do.

    Rules and fills of a table end before what stands beside it, its rows stand at heights of
    their own, and each has its caption.
    """
    strips = _strips(run) if len(run) >= LINES else []
    if not strips:
        return [list(run)]
    left, right = extent_of(run)
    top, bottom = run[0].top - 9, run[-1].bottom + 9
    inside = [rule for rule in drawn if top < rule[0] < bottom]
    held = [box for box in taken if box[1] < bottom and box[3] > top]
    looks = Looks.of(run, (left, right)) if len(strips) > _MANY_STRIPS else None
    for a, b in strips:
        middle = (a + b) / 2
        if any(x0 < a + 1 and x1 > b - 1 for _, x0, x1 in inside):
            continue
        beside = [a - 1 < box[0] < b + _NEAR or a - _NEAR < box[2] < b + 1 for box in held]
        if looks is not None and not any(beside) and not looks.may_differ((a, b)):
            continue
        parts = parts_within(run, left - 1, middle), parts_within(run, middle, right + 1)
        if not any(beside) and not may_differ(*parts):
            continue  # most strips of tables: no need to look at spread lines
        sides = with_whole_lines(parts[0]), with_whole_lines(parts[1])
        if (
            (any(beside) and any(count_pieced(side) >= ROWS and is_headed(side) for side in sides))
            or is_beside_prose(sides, inside)
            or are_two_tables(sides, inside)
        ):
            return [part for side in sides for part in _parted(side, drawn, ())]
    return [list(run)]


def _strips(run: Sequence[TextLine]) -> list[Gutter]:
    """White that no line crosses, the widest first."""
    words = sorted(sides for line in run for sides in line.sides)
    size = run[0].size
    found: list[Gutter] = []
    reach = words[0][1]
    for x0, x1 in words:
        if x0 - reach > _WHITE * size:
            found.append((reach, x0))
        reach = max(reach, x1)
    return sorted(found, key=lambda strip: strip[0] - strip[1])

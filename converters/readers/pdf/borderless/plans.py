"""Tables without a full grid before their texts are read: their places, columns and lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..drawn.cards import are_cards
from ..gaps.attached import without_sign_columns
from ..gaps.bands import band_edges
from ..gaps.dashedunits import with_dashed_units
from ..gaps.doubts import is_table
from ..gaps.fargaps import with_far_numbers
from ..gaps.gridlines import GridLine, grid_lines
from ..gaps.groupspaces import without_group_spaces
from ..gaps.gutters import Gutter
from ..gaps.guttervotes import find_gutters
from ..gaps.joints import column_sides, joints_of
from ..gaps.known import KnownColumns
from ..gaps.middlelabels import with_middle_labels
from ..gaps.prose import is_justified
from ..gaps.reach import larger_region
from ..gaps.regions import Region, without_first
from ..gaps.rowlines import RowGroup
from ..gaps.rows import group_rows
from ..gaps.rules import Rule
from ..gaps.rulestarts import with_rule_starts
from ..gaps.torn import with_torn_numbers
from ..gaps.walls import gutters_at_walls, parted_at_sides, parted_at_walls, walls_in
from ..heads.titles import title_in_frame, title_lines
from ..lines.mathematics import is_mathematics
from ..lines.words import TextLine
from ..objects.geometry import Box, union
from ..objects.page import PageObjects

_SHORT_TEXTS = 0.2
"""Share of a table's width by which all texts of its last column may end before its rules."""
_HEADED = 5
"""Columns of a header that is set off and lines below it at least."""
_ON = 0.3
"""Font sizes by which texts stand off the left side of their header at most."""
_FRAME = 14.0
"""Points of white inside the frames around texts at most."""
_FULL = 0.8
"""Share of a table's width that edges of colour below its header take at least."""
_BESIDE = 3.0
"""Points between the sides of two columns at least."""
_PADDING = 1.2
"""Font sizes by which rules reach over the labels at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A table before its texts are read."""

    region: Region
    gutters: tuple[Gutter, ...]
    lines: tuple[GridLine, ...]
    headless: bool = False
    rows: tuple[RowGroup, ...] = ()
    """Its rows where they are known already."""
    sides: tuple[float, ...] = ()
    """Sides between columns that are told exactly."""


def larger_plan(
    page: PageObjects, plan: Plan, lines: Sequence[TextLine], stops: Sequence[Rule]
) -> Plan:
    """The table with those of `lines` that go on with it beyond its rules.

    Where a header shows more columns than sparse rows do, more lines may stand on these.
    """
    larger = larger_region(plan.region, plan.lines, plan.gutters, lines, stops)
    found = ruled_plan(page, larger) if larger is not None else None
    if found is None:
        return plan
    more = len(found.gutters) > len(plan.gutters)
    return larger_plan(page, found, lines, stops) if more else found


def known_plan(
    known: KnownColumns, lines: Sequence[TextLine], rules: Sequence[Rule]
) -> Plan | None:
    """The table of the lines in a box, on known columns; None where no line is."""
    left, top, right, bottom = known.box
    inside = [
        part
        for line in lines
        if top - 1 < line.level < bottom + 1
        and (part := line.within(left - 3, right + 3)) is not None
    ]
    if not inside:
        return None
    region = _region(inside, rules, known.box)
    found = with_torn_numbers(grid_lines(inside, known.gutters))
    return Plan(region, known.gutters, tuple(found), known.headless)


def _region(run: Sequence[TextLine], rules: Sequence[Rule], known: Box | None = None) -> Region:
    """The place of a run of lines, as large as `known` at least, with the rules inside."""
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    top, bottom = run[0].top, max(line.bottom for line in run)
    if known is not None:
        left, top, right, bottom = union([(left, top, right, bottom), known])
    end = right + max(9.0, _SHORT_TEXTS * (right - left))
    beside = max(9.0, _PADDING * run[0].size)
    inside = tuple(
        rule
        for rule in rules
        if top - 4 <= rule[0] <= bottom + 4
        and left - beside < rule[1] < rule[2]
        and (rule[2] < end or (rule[1] < left + 9 and run[0].baseline < rule[0] < run[-1].top))
    )
    least = 0.8 if known is None else 0.95  # the rules of a known table are as wide as it
    full = tuple(y for y, x0, x1 in inside if x1 - x0 > least * (right - left))
    return Region((left, top, right, bottom), tuple(run), inside, full)


def open_plans(page: PageObjects, run: Sequence[TextLine], rules: Sequence[Rule]) -> Iterator[Plan]:
    """The table of a run of lines without rules around it."""
    region = _region(run, rules)
    left, top, right, bottom = region.box
    if is_mathematics(page, run):
        return
    if are_cards(page.drawings, (left - _FRAME, top - _FRAME, right + _FRAME, bottom + _FRAME)):
        return
    bands = band_edges(page.drawings, region)
    edges = row_edges(bands, region)
    ruled = len(edges) > 2 or _is_headed(region, edges)
    wide = row_edges(bands, region, _FULL)
    plan = _plan(
        region, walls_in(page.drawings, region.box), _sides(page, region), edges=wide, ruled=ruled
    )
    rows = _rows(page, plan) if plan is not None else []
    if plan is not None and (ruled or len(rows) > 1):
        yield replace(plan, rows=tuple(rows))


def _is_headed(region: Region, edges: Sequence[float]) -> bool:
    """Whether the first line falls into pieces, ruled off or on colour, that all stand on texts."""
    titles = next((n for n, line in enumerate(region.lines) if len(line.chunks) > 1), 0)
    head, *body = region.lines[titles:]
    if not body:
        return False
    under = [y for y in (*region.full, *edges) if head.baseline - 1 < y < body[0].baseline]
    if not under or len(head.chunks) < 2 or len(body) + len(head.chunks) < _HEADED:
        return False
    starts = [x0 for line in body for x0, _, _ in line.tight_sides]
    near = _ON * head.size
    if all(sum(abs(x0 - x) < near for x in starts) > 1 for x0, _, _ in head.chunk_sides):
        return True
    sides = [x for x, _, _ in max(body, key=lambda line: len(line.tight_sides)).tight_sides]
    return len(sides) == len(head.chunks) and all(
        2 * sum(abs(x - side) < near for x in starts) > len(body) and side - near < x0 < x1 < after
        for side, after, (x0, x1, _) in zip(
            sides, [*sides[1:], math.inf], head.chunk_sides, strict=True
        )
    )


def _rows(page: PageObjects, plan: Plan) -> list[RowGroup]:
    rules = [*plan.region.rules, *band_edges(page.drawings, plan.region)]
    return group_rows(plan.lines, row_edges(rules, plan.region))


def ruled_plan(page: PageObjects, region: Region) -> Plan | None:
    """The table between rules; vertical ones may stand in its header alone."""
    if are_cards(page.drawings, region.box):
        return None
    if is_mathematics(page, region.lines, len(region.full)):
        return None
    region = replace(region, lines=parted_at_walls(page, region.lines))
    left, top, right, _ = region.box
    under = next((y for y in region.full if y > region.lines[0].baseline), None)
    head = [] if under is None else walls_in(page.drawings, (left, top, right, under))
    edges = row_edges(band_edges(page.drawings, region), region, _FULL)
    walls, sides = walls_in(page.drawings, region.box), _sides(page, region)
    region = replace(region, lines=parted_at_sides(page, region.lines, sides))
    return _plan(region, walls, sides, head, edges=edges, ruled=True)


def _sides(page: PageObjects, region: Region) -> list[float]:
    """Sides of the columns that the pieces of the rules of a region tell."""
    return column_sides(joints_of(page.drawings), region.box, region.lines)


def _plan(
    region: Region,
    walls: Sequence[float],
    sides: Sequence[float],
    head: Sequence[float] = (),
    *,
    edges: Sequence[float],
    ruled: bool,
) -> Plan | None:
    left, _, right, _ = region.box
    left = min(left, *(line.x0 for line in region.lines))
    right = max(right, *(line.x1 for line in region.lines))
    found = find_gutters(region.lines, left, right, head=_lines_above_rule(region, edges))
    found = with_far_numbers(region.lines, found)
    found = with_rule_starts(found, region.lines, region.rules, (left, right))
    found = without_group_spaces(found, region.lines)
    found = with_middle_labels(found, region.lines)
    told = [x for x in sides if all(abs(x - wall) > _BESIDE for wall in walls)]
    gutters = [
        next(((a, b) for a, b in found if low >= a and high <= b), (low, high))
        if any(low < x < high for x in told)
        else (low, high)
        for low, high in gutters_at_walls(found, sorted([*walls, *told]), region.lines)
    ]
    gutters = [next(((x - 1, x + 1) for x in head if a < x < b), (a, b)) for a, b in gutters]
    if not gutters:
        return None
    lines = grid_lines(region.lines, gutters)
    kept = without_sign_columns(lines, gutters)
    if len(kept) < len(gutters):
        gutters, lines = kept, grid_lines(region.lines, kept)
    lines = with_dashed_units(with_torn_numbers(lines), gutters, region.rules)
    titles = title_in_frame(lines) if ruled and len(region.rules) == 2 else 0
    titles = titles if ruled else title_lines(lines, len(gutters) + 1)
    if titles:
        return _plan(without_first(region, titles), walls, sides, head, edges=edges, ruled=ruled)
    if not is_table(lines, len(gutters) + 1, ruled=ruled):
        return None
    if not ruled and is_justified(lines, len(gutters)):
        return None
    return Plan(region, tuple(gutters), tuple(lines), sides=tuple(sides))


def _lines_above_rule(region: Region, edges: Sequence[float]) -> int:
    """Lines above the first rule, or edge of colour, that runs through below one; 0 for none, or
    too many."""
    first = region.lines[0].baseline
    rule = min((y for y in (*region.full, *edges) if y > first), default=None)
    if rule is None:
        return 0
    count = sum(line.baseline < rule for line in region.lines)
    return count if count < len(region.lines) else 0


def row_edges(rules: Sequence[Rule], region: Region, share: float = 0.2) -> list[float]:
    """Heights at which rules or edges of colour part rows, over a share of the width at least."""
    least = share * (region.box[2] - region.box[0])
    lengths: dict[int, float] = {}
    for y, left, right in rules:
        lengths[round(y)] = lengths.get(round(y), 0.0) + right - left
    return sorted(float(y) for y, length in lengths.items() if length > least)

"""Tables without a full grid: columns from white space, rows from rules, spacing and wrapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..gaps.attached import with_marks, with_units
from ..gaps.floats import drawn_across, runs_beside
from ..gaps.framegaps import frame_gaps
from ..gaps.joints import joints_of
from ..gaps.known import KnownColumns
from ..gaps.prosecolumns import columns_of_prose
from ..gaps.regions import Region, framed_regions, ruled_regions
from ..gaps.rules import Rule, rules_of
from ..gaps.spread import with_prose_whole
from ..gaps.stretched import with_whole_lines
from ..gaps.widetables import with_wide_tables
from ..grids.grids import PageTable
from ..lines.pagelines import text_lines
from ..lines.words import TextLine
from ..objects.geometry import Box, overlap
from ..objects.page import PageObjects
from .leaders import take_leaders, without_leaders, without_typed_rules
from .plans import Plan, known_plan, larger_plan, open_plans, ruled_plan
from .plantables import table_of_plan
from .typedwalls import without_typed_walls

_PAGE_HIGH = 0.8
"""Share of the page's height from which two rules alone are those of its header and footer."""


def aligned_tables(
    page: PageObjects,
    free: NDArray[np.bool_],
    taken: Sequence[Box],
    dropped: list[str],
    frames: Sequence[Box] = (),
    known: Sequence[KnownColumns] = (),
) -> list[PageTable]:
    """Tables of the characters that `free` marks; `taken` are the boxes of ruled tables.

    `frames` are the boxes of grids whose rows are not all ruled. Tables at the places that are
    `known` have the columns that other pages show.
    """
    lines, leaders = without_leaders(
        page, with_units(with_marks(text_lines(page, np.nonzero(free)[0])))
    )
    lines, walled = without_typed_walls(page, lines, leaders)
    lines, typed = without_typed_rules(lines, leaders)
    rules = sorted([*rules_of(page.drawings.horizontal, taken), *typed, *walled])
    lines = with_whole_lines(lines)
    if _pieced(lines) < (1 if rules or known else 2):
        return []
    search = _Search(page, rules, taken, dropped)
    rest = search.add_known(known, lines)
    left_over = search.add_framed(frames, rest)
    left_over = search.add_ruled(rest, left_over)
    search.add_open(left_over)
    if leaders.places:
        take_leaders(page, search.tables, leaders, dropped)
    return search.tables


def _pieced(lines: Sequence[TextLine]) -> int:
    """How many lines fall into pieces."""
    return sum(len(line.chunk_sides) > 1 for line in lines)


@dataclass(frozen=True, slots=True)
class _Search:
    """The tables of a page that were found so far, surest ones first."""

    page: PageObjects
    rules: Sequence[Rule]
    taken: Sequence[Box]
    dropped: list[str]
    tables: list[PageTable] = field(default_factory=list)

    def add_known(
        self, known: Sequence[KnownColumns], lines: Sequence[TextLine]
    ) -> Sequence[TextLine]:
        """Find those on known columns; the lines that are left."""
        for columns in known:
            plan = known_plan(columns, lines, self.rules)
            if plan is not None:
                self._add(plan)
                lines = _without(lines, plan.region.box)
        return lines

    def add_framed(self, frames: Sequence[Box], lines: Sequence[TextLine]) -> Sequence[TextLine]:
        """Find those inside drawn frames; the lines that are left."""
        left_over = lines
        for region in framed_regions(frames, self.rules, lines):
            plan = ruled_plan(self.page, region)
            if plan is not None:
                self._add(plan)
                left_over = _without(left_over, region.box)
        return left_over

    def add_ruled(
        self, lines: Sequence[TextLine], left_over: Sequence[TextLine]
    ) -> Sequence[TextLine]:
        """Find those of `lines` between rules, which may go on with what is left over beyond them.

        The lines that are left are given back.
        """
        stops = [
            *self.rules,
            *((y, box[0], box[2]) for box in self.taken for y in (box[1], box[3])),
        ]
        framed = [table.box for table in self.tables]
        apart = frame_gaps(self.rules, self.page.drawings.vertical, lines)
        rules = [rule for rule in self.rules if not any(_holds(box, rule) for box in framed)]
        joints = joints_of(self.page.drawings)
        regions = ruled_regions(rules, lines, (*self.taken, *apart), joints)
        for region in sorted(regions, key=_area, reverse=True):
            if any(overlap(region.box, box) for box in framed) or self._is_no_place(region):
                continue
            plan = ruled_plan(self.page, region)
            if plan is None:
                continue
            plan = larger_plan(self.page, plan, left_over, stops)
            self._add(plan)
            left_over = _without(left_over, plan.region.box)
        return left_over

    def _is_no_place(self, region: Region) -> bool:
        """Whether a table was found there, or all is text between the rules of a page's edges."""
        _, top, _, bottom = region.box
        middle = (top + bottom) / 2
        if any(t.box[1] < middle < t.box[3] and _beside(t.box, region.box) for t in self.tables):
            return True
        return len(region.full) == 2 and bottom - top > _PAGE_HIGH * self.page.height

    def add_open(self, lines: Sequence[TextLine]) -> None:
        """Find those without rules around them."""
        if _pieced(lines) < 2:
            return
        drawn = drawn_across(self.rules, self.page.drawings)
        parts = [with_prose_whole(part) for part in columns_of_prose(lines)]
        for column in with_wide_tables(lines, parts, drawn):
            found = [*self.taken, *(table.box for table in self.tables)]
            for run in runs_beside(column, self.rules, self.page.drawings, found):
                for plan in open_plans(self.page, run, self.rules):
                    self._add(plan)

    def _add(self, plan: Plan) -> None:
        """Add the table of a plan; words that an earlier one has stay there alone."""
        held = np.concatenate([t.characters for t in self.tables]) if self.tables else None
        table = table_of_plan(self.page, plan, self.dropped, held)
        if table is not None:
            self.tables.append(table)


def _area(region: Region) -> float:
    left, top, right, bottom = region.box
    return (right - left) * (bottom - top)


def _beside(one: Box, other: Box) -> bool:
    """Whether two boxes share a part of their width."""
    return one[0] < other[2] and other[0] < one[2]


def _holds(box: Box, rule: Rule) -> bool:
    """Whether a rule is one of a box, its sides included."""
    y, left, right = rule
    return box[1] - 1 < y < box[3] + 1 and box[0] - 1 < (left + right) / 2 < box[2] + 1


def _without(lines: Sequence[TextLine], box: Box) -> list[TextLine]:
    """Lines without the words inside a box."""
    left, top, right, bottom = box
    out = []
    for line in lines:
        if not top - 1 < line.level < bottom + 1:
            out.append(line)
            continue
        words = tuple(w for w in line.words if not left - 3 <= (w.x0 + w.x1) / 2 <= right + 3)
        if words:
            out.append(TextLine(words))
    return out

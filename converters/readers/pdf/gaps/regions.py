"""Where tables without a full grid may stand between rules."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ..lines.letters import has_letter
from ..lines.words import TextLine
from ..objects.geometry import Box
from .captions import is_caption
from .interludes import is_note, is_remark
from .joints import Joints, meets_at
from .ruledstretches import (
    TITLES,
    are_underlines,
    is_between,
    is_first_row,
    is_first_section,
    is_headed_anew,
    is_tabular,
    is_titled,
    line_above,
    lines_between,
    repeats_head,
    starts_below_white,
)
from .rules import Rule
from .stubrules import heads_again, with_short_rules
from .throughs import through

_SAME_SIDE = 6.0
"""Points by which the sides of rules of one table differ at most."""
_BESIDE_SUMS = 0.35
"""Share of the lines between rules of sums that go on outside: sums may have no label."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place where a table may stand."""

    box: Box
    lines: tuple[TextLine, ...]
    rules: tuple[Rule, ...]
    """Rules inside, with those that bound it."""
    full: tuple[float, ...]
    """Heights of the rules that run through."""


def ruled_regions(
    rules: Sequence[Rule], lines: Sequence[TextLine], taken: Sequence[Box], joints: Joints
) -> list[Region]:
    """Regions between rules of one width, from top to bottom, with no `taken` box inside.

    `joints` are the places where pieces of rules meet.
    """
    stacks: list[list[Rule]] = []
    for rule in through(rules):
        fitting = [stack for stack in stacks if _same_sides(stack[0], rule)]
        if fitting:
            fitting[-1].append(rule)
        else:
            stacks.append([rule])
    stacks = with_short_rules(stacks, lines, joints)
    regions = [
        region for stack in stacks for region in _regions_of(stack, rules, lines, taken, joints)
    ]
    return sorted(regions, key=lambda region: region.box[1])


def _regions_of(
    stack: Sequence[Rule],
    rules: Sequence[Rule],
    lines: Sequence[TextLine],
    taken: Sequence[Box] = (),
    joints: Joints | None = None,
) -> list[Region]:
    """The regions between rules under each other, parted where no rows stand between two."""
    regions: list[Region] = []
    run: list[Rule] = []
    head: TextLine | None = None
    usual = statistics.median([b[0] - a[0] for a, b in itertools.pairwise(stack)] or [0.0])
    whole = _Stack(stack, usual, lines, taken, joints)
    for number, rule in enumerate(stack):
        if run and whole.is_parted(run, number, head):
            regions += _region(run, rules, lines)
            run = []
        if not run:
            head = line_above(rule, lines)
        run.append(rule)
    return regions + _region(run, rules, lines)


@dataclass(frozen=True, slots=True)
class _Stack:
    """Rules of one width under each other."""

    rules: Sequence[Rule]
    usual: float
    """Median of their distances."""
    lines: Sequence[TextLine]
    taken: Sequence[Box]
    joints: Joints | None

    def is_parted(self, run: Sequence[Rule], number: int, head: TextLine | None) -> bool:
        """Whether a rule, by its number, is not of the table of the ones in `run` above it.

        `head` is the line above the first of these.
        """
        rule, lines = self.rules[number], self.lines
        return (
            (number > 1 and is_titled(self.rules[number - 2 : number + 2], lines, self.usual))
            or (len(run) > 2 and is_headed_anew(run, self.rules[number : number + 2], lines))
            or (len(run) > 1 and starts_below_white(run, rule, lines))
            or is_between(run[-1], rule, self.taken)
            or repeats_head(head, run[0], rule, lines)
            or heads_again(run, self.rules, number, lines)
            or not self._goes_on(run, number)
        )

    def _goes_on(self, run: Sequence[Rule], number: int) -> bool:
        """Whether rows stand between the last rule and the next one, or a first section."""
        rule = self.rules[number]
        if len(run) > 1:
            return is_tabular(run[-1], rule, self.lines, self.usual)
        return (
            is_tabular(run[0], rule, self.lines, 0.0)
            or is_first_section(run[0], rule, self.lines, len(self.rules))
            or self._leaves_columns(run[0], rule)
            or is_first_row(self.rules[number - 1 :], self.lines, self.usual)
        )

    def _leaves_columns(self, upper: Rule, lower: Rule) -> bool:
        """Whether the lower rule starts at the side of a column of the upper one."""
        if self.joints is None or lower[1] - upper[1] <= _SAME_SIDE:
            return False
        return meets_at(self.joints, upper[0], lower[1])


def framed_regions(
    frames: Sequence[Box], rules: Sequence[Rule], lines: Sequence[TextLine]
) -> list[Region]:
    """The insides of drawn grids whose rows are not all ruled, one region each."""
    regions: list[Region] = []
    for left, top, right, bottom in frames:
        mine = [
            rule
            for rule in through(rules)
            if top - 1 <= rule[0] <= bottom + 1 and rule[1] < right and rule[2] > left
        ]
        # Labels may stand beside the frame, above and below rules that reach over them.
        wide = max([right - left, *(rule[2] - rule[1] for rule in mine)])
        full = [rule for rule in mine if rule[2] - rule[1] > 0.9 * wide]
        # A page break leaves a frame open.
        if full and bottom - full[-1][0] > 3:
            full.append((bottom, left, right))
        if full and full[0][0] - top > 3:
            full.insert(0, (top, left, right))
        if len(full) > 1:
            regions += _regions_of(full, rules, lines)
    return regions


def _same_sides(one: Rule, other: Rule) -> bool:
    return abs(one[1] - other[1]) <= _SAME_SIDE and abs(one[2] - other[2]) <= _SAME_SIDE


def _region(run: Sequence[Rule], rules: Sequence[Rule], lines: Sequence[TextLine]) -> list[Region]:
    while len(run) > 2 and _ends_in_note(lines_between(run[-2], run[-1], lines), run[-1]):
        run = run[:-1]  # what stands there belongs below the table
    if len(run) < 2 or are_underlines(run, lines):
        return []
    left, right = min(rule[1] for rule in run), max(rule[2] for rule in run)
    top, bottom = (run[0][0], left, right), (run[-1][0], left, right)
    inside = lines_between(top, bottom, lines)
    titles = _titles(inside, run[1][0])
    inside = inside[titles:]
    inside = [line for line in inside if not is_caption(line)]
    if len(inside) < 2:
        return []
    if titles:
        top, run = (inside[0].top, left, right), run[1:]
    if _are_sums(inside, lines):
        return []
    mine = tuple(
        rule
        for rule in rules
        if top[0] - 1 <= rule[0] <= bottom[0] + 1 and rule[1] > left - 4 and rule[2] < right + 4
    )
    full = tuple(rule[0] for rule in run)
    return [Region((left, top[0], right, bottom[0]), tuple(inside), mine, full)]


def _ends_in_note(band: Sequence[TextLine], rule: Rule) -> bool:
    """Whether what stands right above a rule is a note, alone or below a row without a rule."""
    wide = rule[2] - rule[1]
    start = 1 if len(band) > 1 and len(band[0].tight_sides) > 1 and not is_remark(band[0]) else 0
    return is_note(band[start:], wide)


def _titles(inside: Sequence[TextLine], rule: float) -> int:
    """The lines of a caption and its title that stand above the header, below the first rule."""
    if not inside or not is_caption(inside[0]):
        return 0
    head = next((n for n, line in enumerate(inside) if len(line.chunks) > 1), 0)
    return head if inside[head].baseline < rule and head <= TITLES else 0


def _are_sums(inside: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    """Whether rules part the numbers of a column from their sums: the rest stands beside them."""
    if has_letter("".join(line.letters for line in inside)):
        return False
    top, bottom = inside[0].top, inside[-1].bottom
    near = [line for line in lines if line.bottom > top and line.top < bottom]
    many = {id(word): len(line.words) for line in near for word in line.words}
    beside = sum(many.get(id(line.words[0]), 0) > len(line.words) for line in inside)
    return beside > _BESIDE_SUMS * len(inside)


def without_first(region: Region, count: int) -> Region:
    """A region without its first lines."""
    lines = region.lines[count:]
    left, _, right, bottom = region.box
    top = lines[0].top
    rules = tuple(rule for rule in region.rules if rule[0] > top - 4)
    full = tuple(y for y in region.full if y > top - 4)
    return Region((left, top, right, bottom), lines, rules, full)

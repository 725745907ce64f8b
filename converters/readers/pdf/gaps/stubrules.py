"""Rules that leave the labels of a table out: above its header, and above sums."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines.words import TextLine, parts_within
from .joints import Joints, meets_at
from .restarts import has_numbers
from .rules import Rule

_SAME_SIDE = 6.0
"""Points by which the right sides of rules of one table differ at most."""
_LABEL = 30.0
"""Points that a column of labels is wide at least."""
_LABELLED = 3
"""Lines that hold a label and something below the shorter rules at least."""


def with_short_rules(
    stacks: Sequence[list[Rule]], lines: Sequence[TextLine], joints: Joints
) -> list[list[Rule]]:
    """Stacks of rules of one width, with those that leave out the labels of a wider one in it.

    Both end at one side. Rules of the wider stack stand between those of the other, and labels
    stand in the width that these leave out; or these start where pieces of the rule above meet.
    """
    left_over = sorted(stacks, key=lambda stack: stack[0][1])
    out: list[list[Rule]] = []
    while left_over:
        wide = left_over.pop(0)
        shorter = [
            stack
            for stack in left_over
            if _leaves_labels(wide, stack, lines)
            or _starts_at_joints(wide, stack, joints)
            or _stands_beside_label(wide, stack, lines)
        ]
        for short in shorter:
            left_over.remove(short)
            wide = sorted([*wide, *short])
        out.append(wide)
    return out


def _starts_at_joints(wide: Sequence[Rule], short: Sequence[Rule], joints: Joints) -> bool:
    """Whether short rules start at the side of a column of the wide one right above them."""
    y, left, right = short[0]
    above = max((rule for rule in wide if rule[0] < y), default=None)
    return (
        above is not None
        and left - above[1] > _SAME_SIDE
        and abs(above[2] - right) <= _SAME_SIDE
        and meets_at(joints, above[0], left)
    )


def _stands_beside_label(
    wide: Sequence[Rule], short: Sequence[Rule], lines: Sequence[TextLine]
) -> bool:
    """Whether one row with a label stands above short rules, below a wide one, and a wide one
    closes them: all that stands beside the label."""
    y, start, right = short[0]
    above = max((rule for rule in wide if rule[0] < y), default=None)
    below = min((rule for rule in wide if rule[0] > short[-1][0]), default=None)
    if above is None or below is None or abs(above[2] - right) > _SAME_SIDE:
        return False
    left = above[1]
    if start - left < _LABEL or abs(below[1] - left) > _SAME_SIDE:
        return False
    if any(y < rule[0] < short[-1][0] for rule in wide):
        return False
    row = [line for line in lines if above[0] < line.level < y]
    labels = [part for line in row if (part := line.within(left - 3, start - 3)) is not None]
    texts = [part for line in row if (part := line.within(start - 3, right + 3)) is not None]
    return bool(labels and texts) and max(part.x1 for part in labels) < start + 3


def _leaves_labels(wide: Sequence[Rule], short: Sequence[Rule], lines: Sequence[TextLine]) -> bool:
    """Whether the short rules are those of the wide ones, beside labels."""
    left, right = min(rule[1] for rule in wide), short[0][2]
    start = short[0][1]
    if abs(wide[0][2] - right) > _SAME_SIDE or start - left < _LABEL:
        return False
    if sum(short[0][0] < rule[0] < short[-1][0] for rule in wide) < 2:
        return False
    inside = [line for line in lines if short[0][0] < line.baseline < short[-1][0]]
    both = [
        line
        for line in inside
        if line.within(left - 3, start - 3) is not None
        and line.within(start - 3, right + 3) is not None
    ]
    return len(both) >= _LABELLED


def heads_again(
    run: Sequence[Rule], stack: Sequence[Rule], number: int, lines: Sequence[TextLine]
) -> bool:
    """Whether a rule that leaves the labels out starts the header of another table.

    Numbers stand above it; from it to the next rule over all columns there are neither numbers nor
    labels.
    """
    left, right = min(rule[1] for rule in stack), stack[number][2]
    top, start = stack[number][0], stack[number][1]
    if start - left < _LABEL or stack[number - 1][1] - left > _LABEL:
        return False
    low = next((rule[0] for rule in stack[number:] if rule[1] - left < _LABEL), None)
    if low is None:
        return False
    here = parts_within(lines, left - 3, right + 3)
    above = [line for line in here if run[0][0] < line.baseline < top]
    head = [line for line in here if top < line.baseline < low]
    return (
        any(map(has_numbers, above))
        and any(len(line.chunks) > 1 for line in head)
        and not any(map(has_numbers, head))
        and not any(line.within(left - 3, start - 3) for line in head)
    )

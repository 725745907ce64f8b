"""How a header is set: which columns the rules under it cover, at which side it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..gaps.boxes import Loose
from ..gaps.gutters import Gutter
from ..gaps.rules import Rule
from .labels import Label, are_centred, are_parted, is_below
from .repeats import bare, come_again

_OFF_MIDDLE = 1.5
"""Font sizes by which a header set to the left stands off the middle of its columns."""


@dataclass(slots=True)
class Look:
    """How the headers over the columns between `boxes` are set."""

    boxes: Sequence[Gutter]
    centred: bool
    """Whether headers stand in the middle of their height."""
    ruled: dict[int, tuple[int, int]] = field(default_factory=dict)
    """The columns over the short rule right under a label, or between rules, by its `id`."""
    within: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Those over one that other labels share."""
    others: Sequence[Loose] = ()
    """Other sides that the columns may have, first those with the first one of numbers open."""
    side: int = 0
    """Where headers over columns stand: -1 where these start, 1 where they end, 0 in the middle."""


def look_of(
    labels: Sequence[Label],
    boxes: Sequence[Gutter],
    rules: Sequence[Rule],
    others: Sequence[Loose] = (),
) -> Look:
    """How labels are set: the columns over the short rules under them, and their side."""
    look = Look(boxes, are_centred(labels), others=others)
    starting = centred = 0
    middles = _middles(labels, boxes)
    for label in labels:
        if label.fixed:
            look.ruled[id(label)] = label.first, label.last
            continue
        found = [
            (inside, rule)
            for rule in _rules_under(label, labels, rules)
            if (inside := [n for n, x in enumerate(middles) if rule[0] - 1 <= x <= rule[1] + 1])
            and len(inside) < len(boxes)
        ]
        if not found:
            continue
        # Of fills of cells the upper one's edge is as long as those below it together.
        inside, (left, right, shared) = max(found, key=lambda pair: len(pair[0]))
        if shared:
            look.within[id(label)] = inside[0], inside[-1]
            continue
        look.ruled[id(label)] = inside[0], inside[-1]
        if len(inside) > 1:
            off = label.middle - (left + right) / 2
            starting += label.x0 - left < label.size and off < -_OFF_MIDDLE * label.size
            centred += abs(off) < label.size
    if starting > centred or (not centred and _are_flush(labels, rules, -1)):
        look.side = -1
    elif not centred and _are_flush(labels, rules, 1):
        look.side = 1
    return look


def _middles(labels: Sequence[Label], boxes: Sequence[Gutter]) -> list[float]:
    """For each column the middle of its lowest header, or its own without one of its own."""
    middles = [(left + right) / 2 for left, right in boxes]
    for label in sorted(labels, key=lambda label: label.bottom):
        if label.first == label.last and not any(is_below(other, label) for other in labels):
            middles[label.first] = label.middle
    return middles


def _are_flush(labels: Sequence[Label], rules: Sequence[Rule], side: int) -> bool:
    """Whether all labels over others start, or end, where one of these does, below a rule.

    Lowest labels that repeat, as years do under each of them, tell as much as rules.
    """
    off: list[bool] = []
    repeated = _are_repeated(labels)
    for head in labels:
        below = [other for other in labels if is_below(other, head)]
        starting = [
            other
            for other in below
            if abs(other.x0 - head.x0 if side < 0 else other.x1 - head.x1) < 0.1 * head.size
            and (repeated or are_parted(head, other, rules))
        ]
        if below and not starting:
            return False
        off += [abs(other.middle - head.middle) > 0.5 * head.size for other in starting[:1]]
    return sum(off) > (0 if repeated and len(off) > 1 else 1)


def _are_repeated(labels: Sequence[Label]) -> bool:
    """Whether the texts of the lowest labels, from left to right, are some that come again."""
    leaves = [label for label in labels if not any(is_below(other, label) for other in labels)]
    return come_again([bare(label.text) for label in leaves if label.first > 0])


def _rules_under(
    label: Label, labels: Sequence[Label], rules: Sequence[Rule]
) -> Iterator[tuple[float, float, bool]]:
    """The sides of rules right under a label, and whether each is under others beside it too.

    A header beside it that is wrapped moves the rule down.
    """
    level = label.words[-1].baseline
    mates = [other for other in labels if abs(other.top - label.top) < 0.5 * label.size]
    for y, left, right in rules:
        if y < label.bottom - 3 or not left <= label.middle <= right:
            continue
        low = max([label.bottom, *(other.bottom for other in mates if other.bottom < y + 3)])
        if y <= low + 1.2 * label.size and not _is_between(label, labels, y):
            beside = any(
                other is not label
                and left <= other.middle <= right
                and abs(other.words[-1].baseline - level) < 0.5 * label.size
                for other in labels
            )
            yield left, right, beside


def _is_between(label: Label, labels: Sequence[Label], rule: float) -> bool:
    """Whether another label stands in the white between a label and the rule far below it."""
    return any(is_below(other, label) and other.bottom < rule + 3 for other in labels)

"""Put header labels that lost their spans back over the columns they head.

The head is a list of rows of labels. Each label is either a leaf, which reaches down to the
bottom of the head and is one column wide, or the parent of two or more neighbouring labels of
the next row and as wide as they are together. The number of leaves is known: the columns.
Many assignments may fit; evidence in the labels ranks them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .headevidence import GroupEvidence, bare_text, repeated_pattern

MAX_LABELS = 120
"""Labels of one row; longer rows are not packed."""
CLEAR_MARGIN = 2.0
"""Points by which the best assignment must beat the second best to count as certain.

Weak evidence (equal groups, a slightly longer label) stays below it; it takes a sum, a label that
comes again further down, a repeated pattern, a much longer label, or the place in the source.
"""


@dataclass(frozen=True, slots=True)
class PackedLabel:
    """Where a label of the head stands; columns count from the first packed column."""

    row: int
    index: int
    """Place among the labels of its row."""
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Packing:
    """A head put together."""

    labels: tuple[PackedLabel, ...]
    certain: bool
    """Whether the evidence singled it out."""
    score: float


@dataclass(frozen=True, slots=True)
class HeadLabel:
    """A label of a head whose spans are unknown."""

    text: str
    column: int | None = None
    """Column where the source shows it, if that means anything."""


Groups = tuple[int, ...]
"""For each label of a row the number of labels under it in the next row; 0 for a leaf."""


def pack_head(rows: Sequence[Sequence[HeadLabel]], leaves: int) -> Packing | None:
    """The most plausible head of `leaves` columns, or None when the labels fit in no way."""
    if not rows or not all(rows) or max(map(len, rows)) > MAX_LABELS:
        return None
    if len(rows) == 1 and len(rows[0]) < leaves:
        return _share_out(rows[0], leaves)
    parents = sum(map(len, rows)) - leaves
    found: list[tuple[float, tuple[Groups, ...]]] = []
    for counts in _parent_counts([len(row) for row in rows], parents):
        found.extend(_pack_rows(rows, counts))
    if not found:
        return None
    ranked = sorted(
        ((score + _position_score(rows, groups), groups) for score, groups in found), reverse=True
    )
    best = ranked[0]
    certain = len(ranked) == 1 or best[0] - ranked[1][0] >= CLEAR_MARGIN
    return Packing(tuple(_place(rows, best[1])), certain, best[0])


def _share_out(labels: Sequence[HeadLabel], leaves: int) -> Packing | None:
    """One row of labels over more columns than labels: equal shares, if that is possible."""
    if leaves % len(labels):
        return None
    width = leaves // len(labels)
    placed = tuple(PackedLabel(0, index, index * width, 1, width) for index in range(len(labels)))
    return Packing(placed, len(labels) == 1, 0.0)


def _parent_counts(lengths: Sequence[int], parents: int) -> Iterator[tuple[int, ...]]:
    """Numbers of parents in each row but the last that add up to `parents`."""
    if len(lengths) == 1:
        if parents == 0:
            yield ()
        return
    for count in range(1, min(lengths[0], lengths[1] // 2, parents) + 1):
        for rest in _parent_counts(lengths[1:], parents - count):
            yield (count, *rest)


def _pack_rows(
    rows: Sequence[Sequence[HeadLabel]], counts: Sequence[int]
) -> list[tuple[float, tuple[Groups, ...]]]:
    """The two best assignments for given numbers of parents, found from the bottom up."""
    below: list[tuple[float, tuple[Groups, ...]]] = [(0.0, ((0,) * len(rows[-1]),))]
    for row in range(len(rows) - 2, -1, -1):
        texts = [label.text for label in rows[row]]
        under = [label.text for label in rows[row + 1]]
        deeper = [bare_text(label.text) for label in rows[row + 2]] if row + 2 < len(rows) else []
        pattern = repeated_pattern(deeper)
        options = [
            (score + gain, (groups, *done))
            for score, done in below
            for gain, groups in _pack_pair(texts, under, done[0], counts[row], pattern)
        ]
        below = sorted(options, reverse=True)[:4]
        if not below:
            return []
    return below


def _pack_pair(
    texts: Sequence[str],
    under: Sequence[str],
    under_groups: Groups,
    parents: int,
    pattern: Sequence[str],
) -> list[tuple[float, Groups]]:
    """The best ways to share the labels `under` among `parents` of the labels above them."""
    evidence = GroupEvidence(texts, under, under_groups, parents, pattern)

    @cache
    def best(index: int, start: int, left: int) -> tuple[tuple[float, Groups], ...]:
        if index == len(texts):
            return ((0.0, ()),) if start == len(under) and left == 0 else ()
        options = [
            (evidence.leaf[index] + score, (0, *groups))
            for score, groups in best(index + 1, start, left)
        ]
        if left:
            last = len(under) - 2 * (left - 1)
            ends = [len(under)] if left == 1 else range(start + 2, last + 1)
            for end in ends:
                if end - start >= 2:
                    gain = evidence.parent[index] + evidence.group(start, end)
                    options += [
                        (gain + score, (end - start, *groups))
                        for score, groups in best(index + 1, end, left - 1)
                    ]
        return tuple(sorted(options, reverse=True)[:3])

    return list(best(0, 0, parents))


def _place(
    rows: Sequence[Sequence[HeadLabel]], groups: tuple[Groups, ...]
) -> Iterator[PackedLabel]:
    widths = _widths(groups)
    starts = _starts(groups, widths)
    for row, labels in enumerate(rows):
        for index in range(len(labels)):
            leaf = groups[row][index] == 0
            yield PackedLabel(
                row,
                index,
                starts[row][index],
                len(rows) - row if leaf else 1,
                widths[row][index],
            )


def _widths(groups: tuple[Groups, ...]) -> list[list[int]]:
    widths: list[list[int]] = [[] for _ in groups]
    for row in range(len(groups) - 1, -1, -1):
        start = 0
        for size in groups[row]:
            widths[row].append(sum(widths[row + 1][start : start + size]) if size else 1)
            start += size
    return widths


def _starts(groups: tuple[Groups, ...], widths: list[list[int]]) -> list[list[int]]:
    starts: list[list[int]] = []
    column = 0
    first: list[int] = []
    for width in widths[0]:
        first.append(column)
        column += width
    starts.append(first)
    for row in range(len(groups) - 1):
        following: list[int] = []
        for index, size in enumerate(groups[row]):
            column = starts[row][index]
            for _ in range(size):
                following.append(column)
                column += widths[row + 1][len(following) - 1]
        starts.append(following)
    return starts


def _position_score(rows: Sequence[Sequence[HeadLabel]], groups: tuple[Groups, ...]) -> float:
    """Points for labels that stand where the source shows them."""
    starts = _starts(groups, _widths(groups))
    return 2.0 * sum(
        label.column == starts[row][index]
        for row, labels in enumerate(rows)
        for index, label in enumerate(labels)
        if label.column is not None
    )

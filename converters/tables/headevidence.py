"""Which labels of a head are columns, which head several, and which belong together.

Points from 2 up are strong evidence; below that they only rank what is equally possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cellkinds import is_total


class GroupEvidence:
    """What speaks for a label being a leaf or a parent, and for a group of labels."""

    def __init__(
        self,
        texts: Sequence[str],
        under: Sequence[str],
        under_groups: tuple[int, ...],
        parents: int,
        pattern: Sequence[str],
    ) -> None:
        bare = [bare_text(text) for text in texts]
        self._under = [bare_text(text) for text in under]
        self._under_groups = under_groups
        self._parents = parents
        self._pattern = pattern
        self._period = len(repeated_pattern(self._under))
        self.leaf = [self._leaf_score(text) for text in bare]
        usual = sorted(map(len, bare))[(len(bare) - 1) // 2]
        self.parent = [max(-0.5, min(2.0, (len(text) - usual) / 2)) for text in bare]

    def _leaf_score(self, text: str) -> float:
        """A sum stands beside what it sums up; what comes again below heads single columns."""
        return 4.0 * is_total(text) + 3.0 * (text in self._under)

    def group(self, start: int, end: int) -> float:
        """Evidence for the labels `start` to `end` of the row below standing under one label."""
        labels = self._under[start:end]
        size = end - start
        parents = [bool(count) for count in self._under_groups[start:end]]
        score = 0.0
        if self._period and size == self._period and start % size == 0:
            score += 3
        if size == len(self._pattern) and not any(parents) and _alike(labels, self._pattern):
            score += 3  # the same labels are a group of their own one row further down
        if size * self._parents == len(self._under):
            score += 0.5 / self._parents
        if len(set(parents)) > 1:
            score -= 0.5 / self._parents  # single columns and groups seldom stand side by side
        score -= 2 * sum(is_total(text) for text in labels[1:-1])
        score += 1.0 * is_total(labels[-1])
        return score - 2 * _repeats(labels)


def _alike(labels: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether most labels stand in the pattern at the same place; some may be damaged."""
    same = sum(one == other for one, other in zip(labels, pattern, strict=True))
    return 2 * same > len(pattern)


def _repeats(labels: Sequence[str]) -> int:
    """Places at which the second half of the labels starts as the first did."""
    size = len(labels)
    return int(size > 3 and size % 2 == 0 and labels[: size // 2] == labels[size // 2 :])


def repeated_pattern(texts: Sequence[str]) -> list[str]:
    """The shortest sequence that the row repeats as a whole; empty if it repeats none."""
    size = len(texts)
    for period in range(2, size // 2 + 1):
        if size % period == 0 and list(texts) == list(texts[:period]) * (size // period):
            return list(texts[:period])
    return []


def bare_text(text: str) -> str:
    """`text` without any white space, as labels are compared."""
    return re.sub(r"\s+", "", text)

"""The labels of a header without a full grid: what stands in one of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..gaps.rules import Rule
from ..lines.words import Word


@dataclass(slots=True)
class Label:
    """The lines of one header."""

    first: int
    last: int
    words: list[Word]
    fixed: bool = False
    """Whether vertical rules tell its columns."""

    text: str = field(init=False, repr=False, compare=False)
    """Its words with spaces between them."""
    x0: float = field(init=False, repr=False, compare=False)
    """Left side."""
    x1: float = field(init=False, repr=False, compare=False)
    """Right side."""
    middle: float = field(init=False, repr=False, compare=False)
    """Middle across."""
    top: float = field(init=False, repr=False, compare=False)
    """Upper side."""
    bottom: float = field(init=False, repr=False, compare=False)
    """Lower side."""
    size: float = field(init=False, repr=False, compare=False)
    """Font size of its first word, one point at least."""

    def __post_init__(self) -> None:
        # Each label is compared with all others and with all rules: as cheap to read as can be.
        words = self.words
        self.text = " ".join([word.text for word in words])
        self.x0 = min([word.x0 for word in words])
        self.x1 = max([word.x1 for word in words])
        self.middle = (self.x0 + self.x1) / 2
        self.top = min([word.top for word in words])
        self.bottom = max([word.bottom for word in words])
        self.size = max(words[0].size, 1.0)

    def add(self, line: Label) -> None:
        """Add a line below it."""
        self.words += line.words
        self.__post_init__()

    @property
    def column(self) -> int:
        """The column in its middle."""
        return (self.first + self.last) // 2

    def meets(self, other: Label) -> bool:
        """Whether both share a column, or start at one place where columns meet."""
        beside = self.first == self.last and abs(self.first - other.first) == 1
        return self.shares(other) or (beside and abs(self.x0 - other.x0) < 0.15 * self.size)

    def shares(self, other: Label) -> bool:
        """Whether both stand in a common column."""
        return self.first <= other.last and other.first <= self.last


def is_below(label: Label, other: Label) -> bool:
    """Whether a label stands below another one in one of its columns."""
    return label is not other and label.shares(other) and label.top > other.top + 0.4 * other.size


def are_parted(above: Label, label: Label, rules: Sequence[Rule]) -> bool:
    """Whether a rule runs between two labels."""
    return any(
        above.bottom - 3 < y < label.top + 3 and left < label.middle < right
        for y, left, right in rules
    )


def are_centred(labels: Sequence[Label]) -> bool:
    """Whether headers stand in the middle of their height: some between two levels."""
    levels = [
        label.words[0].baseline
        for label in labels
        if label.first != label.last or any(is_below(other, label) for other in labels)
    ]
    lowest = max(labels, key=lambda label: label.words[0].baseline)
    levels.append(lowest.words[0].baseline)
    return any(
        all(abs(label.words[0].baseline - level) > 0.25 * label.size for level in levels)
        for label in labels
        if all(abs(word.baseline - label.words[0].baseline) < 1 for word in label.words)
    )

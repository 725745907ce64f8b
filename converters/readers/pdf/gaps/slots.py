"""A cell on the grid of a table, with the words that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..lines.words import Word


@dataclass(slots=True)
class Slot:
    """A cell on the grid with the words that stand in it."""

    row: int
    first: int
    """First column."""
    last: int
    words: list[Word] = field(default_factory=list)
    row_span: int = 1
    torn: bool = False
    """Whether its lines are the parts of one number."""

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """Middle of its text across."""
        return (min(w.x0 for w in self.words) + max(w.x1 for w in self.words)) / 2


def without_words(slots: Sequence[Slot], held: NDArray[np.intp]) -> list[Slot]:
    """Cells without the words whose characters are `held` by another table.

    None where these are most of the words.
    """
    words = [word for slot in slots for word in slot.words]
    owned = np.isin([word.places[0] for word in words], held)
    if not owned.any():
        return list(slots)
    if 2 * owned.sum() > len(owned):
        return []
    gone = {id(word) for word, other in zip(words, owned.tolist(), strict=True) if other}
    for slot in slots:
        slot.words = [word for word in slot.words if id(word) not in gone]
    return [slot for slot in slots if slot.words]

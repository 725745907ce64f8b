"""Enter the characters of a large body in the ledger as its pieces come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from ...model import Origin
from ..base import Ledger
from .fields import FIELD_CHAR
from .names import INSTRUCTION_TAGS, TEXT_TAGS, text_of
from .revisions import Changes, show_changes

_BATCH: Final = 8_192
"""Texts that are entered together, which is quicker than one by one."""


@dataclass(slots=True)
class Pieces:
    """What has been met so far."""

    ledger: Ledger
    changes: Changes
    """Which state of the text is shown."""
    lost_marks: frozenset[int]
    """Running numbers of the field marks without a partner."""
    unmatched: set[Element]
    """Takes the elements of these marks as they come."""
    _texts: list[str] = field(default_factory=list)
    _instructions: list[str] = field(default_factory=list)
    _marks: int = 0

    def meet(self, piece: Element) -> None:
        """Bring a piece to the wanted state and take note of it, before it is read."""
        show_changes(piece, self.changes)
        for element in piece.iter(*TEXT_TAGS, *INSTRUCTION_TAGS, FIELD_CHAR):
            if element.tag in TEXT_TAGS:
                self._texts.append(text_of(element))
            elif element.tag == FIELD_CHAR:
                if self._marks in self.lost_marks:
                    self.unmatched.add(element)
                self._marks += 1
            else:
                self._instructions.append(text_of(element))
        if len(self._texts) > _BATCH:
            self._enter()

    def _enter(self) -> None:
        self.ledger.source("".join(self._texts))
        self._texts.clear()

    def close(self, origin: Origin) -> None:
        """Enter what is waiting; what instructed Word is left out."""
        self._enter()
        instructions = "".join(self._instructions)
        self.ledger.source(instructions)
        self.ledger.leave_out("instruction", instructions, origin)

"""Let equal plain text be one object: large tables say the same few things again and again.

What is shared is frozen, and equal to what it stands for.
"""

from __future__ import annotations

from typing import Final

from ...model import Block, Inline, Text
from ...model.text import plain_text

KEPT: Final = 4_096
"""Texts that are remembered at a time, which takes less than 2 MB."""
LONGEST: Final = 40
"""Characters of the longest text that is worth remembering."""


class Repeats:
    """The plain texts that were met lately."""

    def __init__(self) -> None:
        self._cells: dict[str, tuple[Block, ...]] = {}
        self._lines: dict[str, tuple[Inline, ...]] = {}

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks of a cell, those of an equal one before where it holds one short text."""
        text = plain_text(blocks)
        if text is None or len(text) > LONGEST:
            return blocks
        known = self._cells.get(text)
        if known == blocks:
            return known
        if len(self._cells) >= KEPT:
            self._cells.clear()
        self._cells[text] = blocks
        return blocks

    def line(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The content of a paragraph, that of an equal one before where it is one short text."""
        if len(content) != 1 or not isinstance(one := content[0], Text) or len(one.text) > LONGEST:
            return content
        known = self._lines.get(one.text)
        if known == content:
            return known
        if len(self._lines) >= KEPT:
            self._lines.clear()
        self._lines[one.text] = content
        return content


__all__ = ["Repeats"]

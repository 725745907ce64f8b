"""Marks of footnotes: labels in raised text that point to notes, and those that open these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ....model import Inline, Link, Paragraph, Text
from ....model.text import inline_text, without_spaces
from ..grids.grids import PageTable
from ..lines.segments import Segment
from ..pages.layout import Placed
from .shelf import ShelvedDraft

_LABEL: Final = r"\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶#]{1,4}|[①-⑳]"
_MARK: Final = re.compile(rf"[\[(（〔【]?({_LABEL})[\])）〕】]?")
_OPENING: Final = re.compile(
    rf"\s*(?:[\[(（〔【]\s*)?({_LABEL})(?:\s*[\])）〕】])?[.．、:：]?"
    r"(?=[\s　]|[^\s\d.,%A-Za-z])[\s　]*"
)
_CIRCLED: Final = re.compile("[①-⑳]")
_SEPARATORS: Final = ", ，、"


def opening_label(inlines: Sequence[Inline]) -> tuple[str, int] | None:
    """The label that opens a note and how many visible characters it takes."""
    texts = [inline for inline in inlines if isinstance(inline, Text) and inline.text.strip()]
    if texts and texts[0].sup:
        match = _MARK.fullmatch(texts[0].text.strip())
        if match and len(texts) > 1:
            return match[1], len(without_spaces(texts[0].text))
    match = _OPENING.match(inline_text(inlines))
    return (match[1], len(without_spaces(match[0]))) if match else None


def labels_of(placed: Placed) -> Iterator[str]:
    """The labels that raised text of an item holds."""
    item = placed.item
    if isinstance(item, Segment):
        yield from _labels_in(item.inlines, opening=True)
    elif isinstance(item, PageTable):
        yield from labels_of_table(item)


def labels_of_table(table: PageTable) -> frozenset[str]:
    """The labels that raised text in the cells of a table holds."""
    draft = table.draft
    if isinstance(draft, ShelvedDraft):
        return draft.labels
    return frozenset(
        label
        for cell in draft.cells
        for block in cell.blocks
        if isinstance(block, Paragraph) and not _is_bare(block.content)
        for label in _labels_in(block.content, opening=False)
    )


def _is_bare(inlines: Sequence[Inline]) -> bool:
    """Whether inlines are one text that holds no label: those of nearly all cells."""
    if len(inlines) != 1:
        return False
    inline = inlines[0]
    return isinstance(inline, Text) and not inline.sup and inline.text.isascii()


def _labels_in(inlines: Sequence[Inline], *, opening: bool) -> Iterator[str]:
    """Labels of raised texts; at the start of a line (`opening`) they open a note."""
    for place, inline in enumerate(inlines):
        if isinstance(inline, Link):
            yield from _labels_in(inline.content, opening=False)
        elif isinstance(inline, Text):
            first = opening and place == 0
            if not inline.sup:
                if not inline.text.isascii():
                    yield from _CIRCLED.findall(inline.text, int(first))
            elif not first:
                yield from (label for label, _ in labels_apart(inline.text) if label)


def labels_apart(text: str) -> list[tuple[str | None, str]]:
    """A raised text as labels and what stands between them; empty when it is no list of them."""
    parts: list[tuple[str | None, str]] = []
    for part in re.split(f"([{re.escape(_SEPARATORS)}]+)", text):
        if not part:
            continue
        match = _MARK.fullmatch(part)
        if match:
            parts.append((match[1], part))
        elif part.strip(_SEPARATORS):
            return []
        else:
            parts.append((None, part))
    return parts


def circled_apart(text: str) -> list[tuple[str | None, str]]:
    """A text as circled labels and what stands between them."""
    return [
        (part if re.fullmatch("[①-⑳]", part) else None, part)
        for part in re.split("([①-⑳])", text)
        if part
    ]

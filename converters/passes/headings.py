"""Headings by numbering: `一、总体情况`, `（一）…`, `第三章 …`, `1.2 Scope`, `Chapter 4`.

Only a short line that does not read like a sentence can become a heading, and only when the lines
with its style of number are spread over the text; numbered lines that follow each other directly
are a list. The levels follow the usual nesting of the styles that occur, below the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from ..diagnostics import diagnostic
from ..model import Block, Diagnostic, Document, Heading, LineBreak, Paragraph, Rule
from ..model.text import inline_text
from ..tables.enumerators import STYLES, Enumerator, read_enumerator

MAX_HEADING_COLUMNS: Final = 90
"""Width of the longest heading; ideographs count twice."""
MAX_HEADING_WORDS: Final = 14
_SENTENCE_MARKS: Final = "。；;！!？?…：:，,、"
_ALONE: Final = frozenset({"part", "chapter", "section", "han"})
"""Styles of which a single line, numbered one, is evidence enough."""
_OUTER: Final = {"decimal-2": "arabic", "decimal-3": "decimal-2", "decimal-4": "decimal-3"}
_NEVER: Final = frozenset({"circled", "letter", "upper", "arabic-paren"})
"""Styles that number items of lists far more often than headings."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A block that opens with a number."""

    index: int
    enumerator: Enumerator
    heading: bool
    """It is a heading already."""
    short: bool
    """It could be one."""


def infer_headings(document: Document, report: Callable[[Diagnostic], None]) -> Document:
    """The document with numbered heading lines as headings; reports one `heading-inferred`."""
    numbered = [
        item for index, block in enumerate(document.blocks) if (item := _read(index, block))
    ]
    styles = _heading_styles(numbered, document.blocks)
    marked = {item.enumerator.style for item in numbered if item.heading}
    chosen = [
        item
        for item in numbered
        if not item.heading
        and item.short
        and item.enumerator.style in styles
        # Where the source marks headings of this style, the unmarked ones need evidence each.
        and (
            item.enumerator.style not in marked
            or _has_content(item, item.enumerator.style, document.blocks)
        )
    ]
    if not chosen:
        return document
    levels = _levels(numbered, styles, document.blocks)
    blocks = list(document.blocks)
    for item in chosen:
        block = blocks[item.index]
        assert isinstance(block, Paragraph)
        blocks[item.index] = Heading(
            levels[item.enumerator.style],
            block.content,
            label=block.label,
            alignment=block.alignment,
            origin=block.origin,
        )
    report(
        diagnostic(
            "heading-inferred",
            f"{len(chosen)} paragraphs were taken as headings by their numbering.",
            getattr(blocks[chosen[0].index], "origin", None),
        )
    )
    return replace(document, blocks=tuple(blocks))


def _read(index: int, block: Block) -> _Numbered | None:
    if not isinstance(block, Paragraph | Heading):
        return None
    text = (block.label or "") + inline_text(block.content)
    enumerator = read_enumerator(text)
    if enumerator is None:
        return None
    heading = isinstance(block, Heading)
    one_line = not any(isinstance(inline, LineBreak) for inline in block.content)
    rest = text[enumerator.length :]
    return _Numbered(index, enumerator, heading, one_line and _reads_like_heading(rest, enumerator))


def _reads_like_heading(rest: str, enumerator: Enumerator) -> bool:
    """Whether the text after the number is short and no sentence."""
    rest = rest.strip()
    if not rest:
        return enumerator.style in ("part", "chapter", "section")
    width = sum(1 if char < "\u1100" else 2 for char in rest)
    if width > MAX_HEADING_COLUMNS or len(rest.split()) > MAX_HEADING_WORDS:
        return False
    if rest[-1] in _SENTENCE_MARKS or rest[-1] == ".":
        return False
    if any(mark in rest for mark in "。；！？|\t"):
        return False
    return any(char.isalpha() for char in rest)


def _heading_styles(numbered: Sequence[_Numbered], blocks: Sequence[Block]) -> frozenset[str]:
    """Styles of number that head sections in this document."""
    by_style: dict[str, list[_Numbered]] = {}
    for item in numbered:
        if item.short or item.heading:
            by_style.setdefault(item.enumerator.style, []).append(item)
    found: set[str] = set()
    for style in sorted(by_style, key=STYLES.index):
        # 1.1 under a heading 1. needs no second one beside it.
        alone = style in _ALONE or _OUTER.get(style) in found
        if style not in _NEVER and _are_headings(style, by_style[style], blocks, alone=alone):
            found.add(style)
    return frozenset(found)


def _are_headings(
    style: str, items: Sequence[_Numbered], blocks: Sequence[Block], *, alone: bool
) -> bool:
    if any(item.heading for item in items):
        return True
    numbers = [item.enumerator.number for item in items]
    steps = Counter(after == before + 1 or after == 1 for before, after in pairwise(numbers))
    if 1 not in numbers or steps[False] > steps[True]:
        return False
    if len(items) == 1 and not alone:
        return False
    with_content = sum(_has_content(item, style, blocks) for item in items)
    return with_content > 0.5 * len(items)


def _has_content(item: _Numbered, style: str, blocks: Sequence[Block]) -> bool:
    """Whether something stands between the line and the next one of its style or an outer one."""
    for index in range(item.index + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Rule):
            continue
        following = _read(0, block)
        if following is None:
            return not isinstance(block, Heading)
        return following.enumerator.rank > item.enumerator.rank or not (
            following.enumerator.style == style and (following.short or following.heading)
        )
    return False


def _levels(
    numbered: Sequence[_Numbered], styles: frozenset[str], blocks: Sequence[Block]
) -> dict[str, int]:
    """Level of each style: as existing headings have it, else one below the style around it."""
    given: dict[str, int] = {}
    for item in numbered:
        block = blocks[item.index]
        if isinstance(block, Heading):
            given.setdefault(item.enumerator.style, block.level)
    first = min(item.index for item in numbered if item.enumerator.style in styles)
    above = [block.level for block in blocks[:first] if isinstance(block, Heading)]
    level = (1 if 1 in above else 0) if above else 0
    levels: dict[str, int] = {}
    for style in sorted(styles, key=lambda name: Enumerator(name, 1, 0).rank):
        level = min(given.get(style, level + 1), 9)
        levels[style] = level
    return levels

"""Lines of running text to paragraphs, lists, rules and underlined headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ...model import Block, Heading, List, ListItem, Paragraph, Rule, Text
from ...tables.enumerators import read_enumerator
from .lines import Line, display_width, ends_sentence, is_wide, origin_of

_BULLET: Final = re.compile(r"\s*([-*+•·●○■□▪◆◇➢✓])\s+(?=\S)")
_RULE: Final = re.compile(r"\s*([-=*_~—─])(?:\s*\1){2,}\s*")
_INDENTED: Final = re.compile("(?:\u3000+| {2,}|\t)")
_MAX_WRAP: Final = 160
"""Columns; lines of texts that were broken by hand or by a mailer are shorter."""
_LONG_LINE: Final = 50
"""Columns from which a line is no entry of a list of short lines."""
_SAMPLED: Final = 5000
"""Lines that decide how a text is broken."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """How the lines of a text were broken."""

    width: int
    """Columns of a full line; 0 when each line is a paragraph of its own."""

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether `following` continues the paragraph of `line`."""
        if not following.bare or _starts_anew(following):
            return False
        if _mid_sentence(line, following):
            return True
        if not self.width:
            return False
        if following.bare[:4] == line.bare[:4]:
            return False  # lines that start alike are entries, not one sentence
        text = line.text.rstrip()
        room = self.width - display_width(text)
        if is_wide(following.bare[0]):
            return room < 6
        word = following.bare.split(maxsplit=1)[0]
        return room <= display_width(word)


def _mid_sentence(line: Line, following: Line) -> bool:
    """Whether a long line stops inside a sentence that the next one takes up in lower case.

    This is sure enough also for a text that is too short to show at which width it is broken.
    """
    text = line.text.rstrip()
    long_enough = _LONG_LINE <= display_width(text) <= _MAX_WRAP
    return long_enough and following.bare[0].islower() and not ends_sentence(text)


def find_wrap(lines: Sequence[Line]) -> Wrap:
    """How lines are broken: at a fixed width when most full lines stop in mid-sentence."""
    pairs = [
        (line, after) for line, after in pairwise(lines[:_SAMPLED]) if line.bare and after.bare
    ]
    if len(pairs) < 3:
        return Wrap(0)
    width = max(display_width(line.text.rstrip()) for line, _ in pairs)
    if width > _MAX_WRAP or width < 30:
        return Wrap(0)
    full = [(line, after) for line, after in pairs if Wrap(width).goes_on(line, after)]
    broken = sum(not ends_sentence(line.text) for line, _ in full)
    if len(full) >= 0.5 * len(pairs) and broken >= 0.6 * len(full):
        return Wrap(width)
    return Wrap(0)


def _starts_anew(line: Line) -> bool:
    return bool(
        _INDENTED.match(line.text)
        or _BULLET.match(line.text)
        or _RULE.fullmatch(line.text)
        or read_enumerator(line.bare)
    )


def read_prose(lines: Sequence[Line], wrap: Wrap) -> tuple[list[Block], str]:
    """The blocks of lines without tables, and the characters that only mark lists and rules."""
    blocks: list[Block] = []
    marks: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.bare:
            index += 1
        elif _RULE.fullmatch(line.text):
            _read_rule(line, lines[index - 1] if index else None, blocks)
            marks.append(line.bare)
            index += 1
        elif _BULLET.match(line.text):
            index = _read_list(lines, index, wrap, blocks, marks)
        else:
            end = _paragraph_end(lines, index, wrap)
            blocks.append(_paragraph(lines[index:end]))
            index = end
    return blocks, "".join(marks)


def _read_rule(line: Line, before: Line | None, blocks: list[Block]) -> None:
    """A line of strokes underlines a short line directly above it; elsewhere it is a rule."""
    last = blocks[-1] if blocks else None
    mark = line.bare[0]
    if (
        before is not None
        and before.bare
        and mark in "=-"
        and isinstance(last, Paragraph)
        and last.origin == before.origin
        and abs(display_width(before.bare) - display_width(line.bare)) <= 4
        and not ends_sentence(before.bare)
    ):
        blocks[-1] = Heading(1 if mark == "=" else 2, last.content, origin=last.origin)
    else:
        blocks.append(Rule(origin=line.origin))


def _paragraph_end(lines: Sequence[Line], start: int, wrap: Wrap) -> int:
    end = start + 1
    while end < len(lines) and lines[end].bare and wrap.goes_on(lines[end - 1], lines[end]):
        end += 1
    return end


def _paragraph(lines: Sequence[Line], skip: int = 0) -> Paragraph:
    """One paragraph of lines; `skip` characters of the first line are a list mark."""
    text = lines[0].text[skip:].strip(" \t")
    for line in lines[1:]:
        piece = line.text.strip(" \t")
        glue = "" if is_wide(text[-1]) or is_wide(piece[0]) else " "
        text += glue + piece
    return Paragraph((Text(text),), origin=origin_of(list(lines)))


def _read_list(
    lines: Sequence[Line], start: int, wrap: Wrap, blocks: list[Block], marks: list[str]
) -> int:
    """Read neighbouring lines with the same bullet as one list; returns the line after it."""
    bullet = _BULLET.match(lines[start].text)
    assert bullet is not None
    items: list[ListItem] = []
    index = start
    while index < len(lines):
        match = _BULLET.match(lines[index].text)
        if match is None or match[1] != bullet[1]:
            break
        end = _item_end(lines, index, wrap)
        items.append(ListItem((_paragraph(lines[index:end], match.end()),)))
        marks.append(match[1])
        last, index = end, end
        while index < len(lines) and not lines[index].bare:
            index += 1
    used = list(lines[start:last])
    blocks.append(List(tuple(items), origin=origin_of(used)))
    return last


def _item_end(lines: Sequence[Line], start: int, wrap: Wrap) -> int:
    """Lines of an item: those that continue it, and those indented under it."""
    end = start + 1
    while end < len(lines) and lines[end].bare and not _BULLET.match(lines[end].text):
        under = bool(_INDENTED.match(lines[end].text)) and not read_enumerator(lines[end].bare)
        if not under and not wrap.goes_on(lines[end - 1], lines[end]):
            break
        end += 1
    return end

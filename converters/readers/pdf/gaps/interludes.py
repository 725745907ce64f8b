"""Paragraphs that stand between two tables of a page, which would else be rows of one table."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from ..lines.words import TextLine
from ..objects.wide import is_wide
from .gridlines import is_number

_ENDS = re.compile("[。！？；：….!?;:][”’\"')）」』]*$")
_NOTE = re.compile(
    r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]|\d/\s|(Notes?|NOTES?|Sources?|SOURCES?|N\.?B\.?|Quellen?|Anmerkung(en)?)\b"
    r"|(注|资料来源|数据来源|说明)[:：]"
)
"""How notes to a table start."""
_NUMBERED = re.compile(r"\d{1,2}[.)]\s\S")
_STOPS = (".", ".)", "。")
_TOLD = 60
"""Characters of a numbered note, which ends as a sentence, at least."""
_REMARK = re.compile(
    r"(Notes?|NOTES?|Sources?|SOURCES?|N\.?B\.?|Quellen?|Anmerkung(en)?)\s?[:.—–]\s*[\w#*]"
)
_REMARKS = frozenset("NSQA")
"""Each character that a remark starts with."""
_NOTE_WIDE = 0.3
"""Share of the table's width that the first line of a note takes at least."""
_LONG = 30
"""Characters of a sentence at least, a wide one counted as two."""
_WIDE = 0.5
"""Share of the place's width that one of its lines takes."""
_INDENT = 2.6
"""Font sizes by which its first line is moved in at most."""
_WHITE = 0.6
"""Font sizes of white above and below."""
_MORE_WHITE = 1.15
"""White above and below over that between rows."""


def is_sentence(lines: Sequence[TextLine], left: float, right: float) -> bool:
    """Whether lines between two sides are a paragraph that ends a sentence."""
    if not lines or any(len(line.tight_sides) > 1 for line in lines):
        return False
    text = " ".join(line.text for line in lines)
    if not _ENDS.search(text):
        return False
    if len(text) < _LONG and sum(2 if is_wide(ord(char)) else 1 for char in text) < _LONG:
        return False
    widest = max(line.x1 - line.x0 for line in lines)
    near = all(line.x0 < left + _INDENT * line.size for line in lines)
    return near and widest > _WIDE * (right - left)


def is_note(lines: Sequence[TextLine], wide: float) -> bool:
    """Whether all lines are a note to the rows above in a table so `wide`.

    None is in pieces, or the note says that it is one and no piece is a number.
    """
    pieces = [line for line in lines if len(line.tight_sides) > 1]
    if not lines or (pieces and not is_remark(lines[0])):
        return False
    if any(is_number(piece.text) for line in pieces for piece in line.tight):
        return False
    first = lines[0]
    if first.x1 - first.x0 <= _NOTE_WIDE * wide:
        return False
    text = " ".join(line.text for line in lines)
    if _NUMBERED.match(text) and len(text) > _TOLD and text.endswith(_STOPS):
        return True
    return bool(_NOTE.match(text))


def is_remark(line: TextLine) -> bool:
    """Whether a line says where the figures above it come from, or notes something to them."""
    return line.letters[:1] in _REMARKS and bool(_REMARK.match(line.text))


def is_set_apart(lines: Sequence[TextLine], above: float, below: float, usual: float) -> bool:
    """Whether lines stand in white: from `above` to `below`, more than `usual` between rows."""
    least = max(_WHITE * lines[0].size, _MORE_WHITE * usual)
    return lines[0].top - above > least and below - lines[-1].bottom > least


def without_interludes(run: Sequence[TextLine]) -> list[list[TextLine]]:
    """The stretches of a run of lines between its paragraphs; the run where it has none.

    Between typed lines those are paragraphs that are set in another face.
    """
    if len(run) < 3:
        return [list(run)]
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    usual = _usual_white(run)
    parts: list[list[TextLine]] = [[]]
    place = 0
    while place < len(run):
        end = place
        while end < len(run) and len(run[end].tight_sides) == 1:
            end += 1
        first, last = _paragraph(run, place, end, (left, right))
        if 0 < first < last < len(run) and is_set_apart(
            run[first:last], run[first - 1].bottom, run[last].top, usual
        ):
            parts[-1] += run[place:first]
            parts.append(list(run[last:end]))
            place = max(end, last)
            continue
        end = max(end, place + 1)
        parts[-1] += run[place:end]
        place = end
    return parts


def _paragraph(
    run: Sequence[TextLine], start: int, end: int, sides: tuple[float, float]
) -> tuple[int, int]:
    """Where a paragraph is among the lines of one piece from `start` to before `end`.

    That is all of them where they are a sentence, and between typed lines those in another face.
    """
    if not 0 < start < end < len(run) or is_sentence(run[start:end], *sides):
        return start, end
    first = next((place for place in range(start - 1, end) if not _is_typed(run[place])), end)
    if first < start or first == end:
        return 0, 0
    last = next((place for place in range(first, len(run)) if _is_typed(run[place])), first)
    words = [word for line in run[first:last] for word in line.words]
    typed = sum(word.monospaced for word in words)
    return (first, last) if 2 * typed < len(words) else (0, 0)


def _is_typed(line: TextLine) -> bool:
    """Whether a line is in a typewriter face."""
    return all(word.monospaced for word in line.words)


def _usual_white(run: Sequence[TextLine]) -> float:
    """Median white between neighbouring lines of several pieces; 0 without such."""
    whites = [
        below.top - above.bottom
        for above, below in itertools.pairwise(run)
        if len(above.tight_sides) > 1 and len(below.tight_sides) > 1
    ]
    return statistics.median(whites) if whites else 0.0

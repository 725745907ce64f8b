"""Lines of text in reading order to pieces: paragraphs, items of lists and headings."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..lines.marks import Mark, read_marks
from ..objects.wide import starts_wide
from .hanging import hanging_in
from .levelends import with_level_ends
from .pieces import Line, Piece
from .stated import by_tags, stated_piece

_SENTENCE_END = tuple("。！？；.!?;:：")
_SECTION = re.compile(
    r"第[〇零一二三四五六七八九十百\d]{1,5}[章节条]|\d{1,2}(\.\d{1,2})+[.、)）]?\s|\d{1,2}\s"
)
_LEADERS = re.compile(r"(?:[.．·•]\s?){4,}\s*[\dIVXLivxl]{1,5}\s*$|…{2,}\s*\d{1,5}\s*$")
"""The end of a line of a table of contents."""
_NUMBER = re.compile(r"\d{1,3}|[ivxl]{1,6}|[IVXL]{1,6}")
_FAR = 3.0
"""Font sizes of white before the number of a page in a table of contents without leaders."""
_PITCH = 1.6
"""Distance of lines where a document has no paragraph of two lines, in font sizes."""
_SET_OFF = 2.8
"""Font sizes by which lines set to the right, or in the middle, start at different places: more
than the first line of a paragraph is moved in."""
_WIDER_WORD = 1.2
"""How many times wider than by its share of letters a word may be."""
_NO_ROOM = 0.29
"""Font sizes of white that hold no word: less than the least word with its space is taken for."""
_RAGGED = 4.0
"""How many times longer than its white a line is that an unfinished sentence may go on from."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a document sets its running text."""

    size: float
    """Font size in which most characters are set, in points."""
    pitch: float
    """Usual distance of lines of one paragraph, in font sizes."""


def text_style(lines: Sequence[Line]) -> TextStyle:
    """The style of most of a document's text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for segment in line.segments:
            sizes[segment.size] += len(segment.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    pitches: Counter[float] = Counter()
    for above, below in itertools.pairwise(lines):
        if above.page == below.page and abs(above.size - size) < 0.3 > abs(below.size - size):
            pitch = (below.baseline - above.baseline) / size
            if 0.9 < pitch < 3.2 and _is_full(above, below):
                pitches[round(pitch, 1)] += 1
    return TextStyle(size, pitches.most_common(1)[0][0] if pitches else _PITCH)


def pieces_of(lines: Sequence[Line], style: TextStyle) -> list[Piece]:
    """Neighbouring lines grouped; notes of the margin follow the paragraph that they stand by."""
    groups: list[list[Line]] = []
    asides: list[tuple[int, list[Line]]] = []
    lines = with_level_ends(lines)
    hanging = hanging_in(lines, _is_full)
    for place, line in enumerate(lines):
        if line.aside:
            _add_aside(asides, len(groups), line)
        elif (
            groups
            and place not in hanging.starts
            and _continues(groups[-1], line, style, hangs=place in hanging.rest)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    # Each group of asides follows the group that held the line before it.
    for place, group in reversed(asides):
        groups.insert(place, group)
    return [stated_piece(group, style.size) or _piece(group, style) for group in by_tags(groups)]


def _add_aside(asides: list[tuple[int, list[Line]]], place: int, line: Line) -> None:
    if asides and asides[-1][0] == place:
        before = asides[-1][1][-1]
        close = line.baseline - before.baseline < 1.8 * line.size
        if before.page == line.page and close and abs(before.box[0] - line.box[0]) < 6:
            asides[-1][1].append(line)
            return
    asides.append((place, [line]))


def _piece(group: list[Line], style: TextStyle) -> Piece:
    heading = (
        len(group) <= 4
        and not group[0].aside
        and all(_looks_like_heading(line, style.size) for line in group)
    )
    return Piece(tuple(group), heading)


def _ends_in_page(line: Line) -> bool:
    """Whether a line ends in the number of a page, behind leaders or much white."""
    last = line.text.rstrip()[-1:]
    if not (last.isdecimal() or last in "IVXLivxl"):
        return False
    if len(line.segments) > 1:
        entry, number = line.segments[-2:]
        white = number.box[0] - entry.box[2]
        if white > _FAR * line.size and _NUMBER.fullmatch(number.text.strip()):
            return True
    return bool(_LEADERS.search(line.text))


def _continues(group: list[Line], line: Line, style: TextStyle, *, hangs: bool) -> bool:
    before = group[-1]
    if _ends_in_page(before):
        return False
    heading = _looks_like_heading(line, style.size)
    if abs(before.size - line.size) > 0.6 or _looks_like_heading(before, style.size) != heading:
        return False
    if before.page != line.page or line.baseline < before.baseline - 1:
        return not heading and _runs_on(before, line)
    pitch = (line.baseline - before.baseline) / line.size
    if pitch > max(1.25 * style.pitch, 1.5):
        return False
    if _follows(group) and pitch > 1.25 * (before.baseline - group[-2].baseline) / line.size:
        return False
    if heading:
        return _heading_goes_on(before, line)
    if _hangs_below(group, line):
        return True
    return _is_full(before, line) and (hangs or not _opens_paragraph(group, line))


def _follows(group: Sequence[Line]) -> bool:
    """Whether the last line of a group stands below the one before, in the same column."""
    return (
        len(group) > 1
        and group[-1].page == group[-2].page
        and group[-1].baseline > group[-2].baseline
    )


def _hangs_below(group: list[Line], line: Line) -> bool:
    """Whether a line stands below the text of an item, close under a line that is nearly full."""
    first, before = group[0], group[-1]
    marks = read_marks(first.text)
    if not marks or read_marks(line.text):
        return False
    body, doubt = Piece((first,), heading=False).body_left(marks[0].length)
    near = line.baseline - before.baseline < 1.35 * line.size
    room = before.column[1] - before.box[2]
    hanging = line.box[0] > first.box[0] + 0.5 * line.size
    aligned = hanging and abs(line.box[0] - body) < min(doubt, 0.7 * line.size)
    return near and aligned and room < 0.15 * (before.column[1] - line.box[0])


def _heading_goes_on(before: Line, line: Line) -> bool:
    if _opens_item(line.text) or before.bold != line.bold:
        return False
    middle = abs(sum(before.box[::2]) - sum(line.box[::2])) / 2
    return _is_full(before, line) or middle < line.size


def _opens_item(text: str) -> bool:
    """Whether a line opens with a mark or the number of a section."""
    marks = read_marks(text)
    return bool(_SECTION.match(text)) or (bool(marks) and not marks[0].weak)


def _opens_paragraph(group: list[Line], line: Line) -> bool:
    before, first = group[-1], group[0]
    left = before.lead
    if _follows(group):
        left = min(left, group[-2].lead)
    indented = line.lead - left > 0.8 * line.size
    opening = read_marks(first.text)
    if indented and len(group) == 1 and (opening or _SECTION.match(first.text)):
        indented = False  # a hanging indent
    item = _opens_item(line.text) and before.text.rstrip().endswith(_SENTENCE_END)
    outdented = len(group) > 1 and before.lead - line.lead > 1.2 * line.size
    return indented or item or outdented or _next_item(opening, first, line)


def _next_item(opening: Sequence[Mark], first: Line, line: Line) -> bool:
    """Whether a line is the next item after a paragraph that is one, or its first inner one."""
    marks = read_marks(line.text) if opening else ()
    for mark in marks:
        if any(
            mark.kind == one.kind and mark.number == one.number + mark.ordered for one in opening
        ):
            return abs(line.box[0] - first.box[0]) < line.size
        if mark.number <= 1 and not mark.weak and line.box[0] > first.box[0] + 0.7 * line.size:
            return True
    return False


def _is_full(before: Line, line: Line) -> bool:
    """Whether the first word of `line` would not have fitted at the end of the line before."""
    text = line.text
    if not text:
        return False
    room = _room(before, line)
    if room < _NO_ROOM * line.size:
        return True  # as in most lines: no word is so short
    if before.text[-1:] == "-" and before.text[-2:-1].isalpha() and text[0].islower():
        return True  # a word that goes on
    if starts_wide(text):
        # Punctuation may not start a line, so up to two characters move to the next one.
        word = 2.6 * line.size
    else:
        width = line.box[2] - line.box[0]
        word = width * len(text.split(maxsplit=1)[0]) / len(text) + 0.2 * line.size
        if not before.text.rstrip().endswith(_SENTENCE_END):
            word *= _WIDER_WORD
    if _RAGGED * room < before.box[2] - before.box[0] and _goes_on(before.text, text):
        return True
    return word > room - 0.1 * line.size


def _goes_on(above: str, below: str) -> bool:
    """Whether a sentence goes on, by its marks and letters."""
    return below[:1].islower() and above.rstrip()[-1:].isalpha() and len(above.split()) > 2


def _room(before: Line, line: Line) -> float:
    """White beside a line, on the side or the sides where its paragraph is ragged."""
    left, right = before.box[0] - before.column[0], before.column[1] - before.box[2]
    if before.rtl:
        return left
    if before.level:
        return 0.0
    further = line.box[0] - before.box[0]
    if abs(further) > _SET_OFF * line.size:
        if abs(before.box[2] - line.box[2]) < 0.3 * line.size:
            return left  # set to the right
        if abs(sum(before.box[::2]) - sum(line.box[::2])) < 0.6 * line.size:
            return left + right  # set in the middle
    return right


def _runs_on(before: Line, line: Line) -> bool:
    """Whether a paragraph goes on over a page or column break."""
    if before.text.rstrip().endswith(_SENTENCE_END) or _opens_item(line.text):
        return False
    starts_low = line.text[:1].islower() or starts_wide(line.text)
    return _is_full(before, line) and starts_low


def _looks_like_heading(line: Line, body: float) -> bool:
    text = line.text
    if len(text) > 90 or text.endswith(("。", "；", ";", ",", "，")) or _ends_in_page(line):
        return False
    if line.size >= body * 1.12:
        return any(map(str.isalnum, text))  # a brace beside several lines is as large
    return (
        line.bold
        and line.size >= body * 0.98
        and len(text) <= 60
        and not text.endswith((":", "："))
    )

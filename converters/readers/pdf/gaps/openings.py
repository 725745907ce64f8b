"""What may open a table without rules, or go on with it: headers, captions, rows far apart."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from ....model.text import without_spaces
from ..lines.words import Chunk, TextLine
from .gridlines import is_nothing, is_number
from .gutters import BESIDE

CAPTION = re.compile(
    r"(表|图|圖|续表|續表|附表|Table|TABLE|Figure|Fig\.|Tab\.)\s*[\dIVXA-Z一二三四五六七八九十]+"
    r"[a-z]?([.:：\s\-–]|$)"
)
_JOINED = re.compile(
    r"(?:续|續|附)?[表图圖]\s*\d{1,3}(?:[-–.]\d{1,3})*"
    r"(?=[\u4e00-\u9fff])(?![中里裡列所的显顯给給反说說为為是可和与與至及到示])[^。，；,;]*"
)
"""A Chinese caption whose title follows its number without a space, and no sentence about it."""
_BARE_CAPTION = re.compile(r"(表|Table|TABLE|Exhibit|EXHIBIT|Tab\.)\s*[\dIVXA-Z.\-–]+\s*[.:：]?")
_CAPTION_STARTS = frozenset("表图圖续續附TF")
"""Each character that a caption starts with."""
_MARK_STARTS = _CAPTION_STARTS | frozenset("接(（cC")
"""Each character that what says that a table goes on starts with."""
_REPEATED = re.compile(r"\b(continued|cont(\.|'d|’d)|suite|Fortsetzung)\W*$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[(（]?([续續][上前]?[表页頁]?\d{0,3}|[接承][上前][表页頁])[)）]?"
    r"|[(（]?[续續]表.*"
    r"|.*[(（][续續接][^)）]{0,4}[)）]\d{0,3}"
    r"|[表附图圖].*(?<![手延陆陸连連持后後])[续續]表?\d{0,3}"
    r"|\W*((table|exhibit)\S*)?(\W*continued|continued(from|on|over|next).*)\W*"
)
"""What says that a table goes on, alone or after a caption, without spaces and capitals."""
_CONTINUED = re.compile(r".*(\bcontinued|[(\[,–—-]\s*cont(\.|'d|’d))\W*", re.IGNORECASE)
"""The same after other words: `Assets (continued)`, but `Discontinued operations` does not."""
_MARK = 40
"""Characters that it takes at most where no caption comes before."""
_NOTES = re.compile(
    r"\W*see ((foot)?notes|key) (at|on) .{0,20}(end|last page) of .{0,9}table\W*", re.IGNORECASE
)
"""What sends the reader on to the notes below the last piece."""
_NEXT = 1.9
"""Distance of baselines, in font sizes, of lines next to each other at most."""
_BRACKET = 0.45
"""Font sizes by which a negative number in brackets reaches further than others at most."""
_HEADERS = 6
"""Lines of one piece above the first line of pieces that may be headers."""


def is_caption(line: TextLine) -> bool:
    """Whether a line names a table or picture by its number."""
    if line.letters[:1] not in _CAPTION_STARTS:
        return False
    return names_one(line.text)


def names_one(text: str) -> bool:
    """Whether a text names a table or picture by its number."""
    return bool(CAPTION.match(text)) or _JOINED.fullmatch(text) is not None


def is_continued_mark(text: str) -> bool:
    """Whether a line between two pieces of a table belongs to the cut: 续表, (continued)."""
    bare = without_spaces(text).lower()
    if len(bare) < _MARK and (_GOES_ON.fullmatch(bare) or _CONTINUED.fullmatch(text)):
        return True
    return bool(_REPEATED.search(text) and CAPTION.match(text)) or bool(_NOTES.fullmatch(text))


def is_continued(line: TextLine) -> bool:
    """Whether a line, in one piece or two, says alone that the table of the page before goes on."""
    if line.letters[:1] not in _MARK_STARTS or len(line.chunks) > 2 or len(line.letters) > _MARK:
        return False
    return _GOES_ON.fullmatch(line.letters.lower()) is not None


def is_bare_caption(line: TextLine) -> bool:
    """Whether a line is the number of a table alone: its title stands below."""
    return bool(_BARE_CAPTION.fullmatch(line.text))


def headers_above(run: Sequence[TextLine], number: int) -> int:
    """How many single pieces above a line of pieces are headers over some of its columns.

    They are as close as the lines of the table, and further away than usual only where none stands
    in the middle of the table, as a title does.
    """
    table = run[number : number + 8]
    left, right = min(line.x0 for line in table), max(line.x1 for line in table)
    pitches = [below.baseline - above.baseline for above, below in itertools.pairwise(table)]
    pitch = statistics.median(pitches) if pitches else 0.0
    count = 0
    while count < min(number, _HEADERS):
        above, line = run[number - count - 1], run[number - count]
        apart = line.baseline - above.baseline
        titled = abs(above.x0 + above.x1 - left - right) < above.size
        over = run[number - count - 2] if count + 2 <= number else above
        if not _is_label(above, line, over, left) and (
            len(above.chunks) > 1
            or apart > (1.7 * line.size if titled else max(1.7 * line.size, 1.1 * pitch))
            or above.x0 < left + line.size
            or above.x1 > right + line.size
            or is_caption(above)
            or abs(above.size - run[number].size) > 0.1 * run[number].size
        ):
            break
        count += 1
    return count


def _is_label(label: TextLine, line: TextLine, over: TextLine, left: float) -> bool:
    """Whether a text at the left stands in the middle of header lines, half beside one of them.

    It is between `line` and the one `over` it.
    """
    beside = line.baseline - label.baseline < BESIDE * line.size or (
        0 < label.baseline - over.baseline < BESIDE * line.size
        and line.baseline - label.baseline < _NEXT * line.size
        and over.x0 > label.x1
    )
    return beside and len(label.chunks) == 1 and label.x0 < left + 1 and label.x1 < line.x0


def is_section_above(run: Sequence[TextLine]) -> bool:
    """Whether a short piece starts a run as its first row: above lines of pieces, as far as they.

    On the page before the table may have begun.
    """
    first, line = run[0], run[1]
    if len(run) < 4 or any(len(other.chunks) < 2 for other in run[1:]):
        return False
    pitches = [below.baseline - above.baseline for above, below in itertools.pairwise(run)]
    return (
        abs(first.x0 - line.x0) < 1
        and first.x1 < (line.x0 + line.x1) / 2
        and abs(pitches[0] - pitches[1]) < 0.05 * pitches[1]
    )


def stands_alike(run: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    """Whether the fullest of some lines has pieces that stand as those of a run: rows far apart.

    One pair of columns is not enough, unless it holds numbers.
    """
    below = max(lines, key=lambda line: len(line.chunks))
    pieced = [line.chunks for line in run[-8:] if len(line.chunks) > 1]
    alike = [
        piece
        for piece in below.chunks
        if any(
            _are_aligned(piece, other) or _end_together(piece, other)
            for chunks in pieced
            for other in chunks
        )
    ]
    numbers = any(piece.text[-1].isdigit() for piece in alike)
    return len(alike) >= 0.6 * len(below.chunks) and len(alike) > (1 if numbers else 2)


def stands_on(line: TextLine, others: Sequence[TextLine]) -> bool:
    """Whether a line next to others falls apart at narrow gaps only, into pieces that stand as
    theirs."""
    if len(line.tight) < 2 or not others:
        return False
    near = min(others, key=lambda other: abs(other.baseline - line.baseline))
    close = abs(near.baseline - line.baseline) < _NEXT * line.size
    pieces = [chunk for other in others[-4:] for chunk in other.tight]
    return close and all(any(_are_aligned(one, other) for other in pieces) for one in line.tight)


def _end_together(one: Chunk, other: Chunk) -> bool:
    """Whether two values end at one place but for a bracket: accounts leave room for it."""
    near = abs(one.x1 - other.x1) < _BRACKET * one.size
    return near and all(is_number(text) or is_nothing(text) for text in (one.text, other.text))


def _are_aligned(one: Chunk, other: Chunk) -> bool:
    near = 0.15 * one.size
    left, right = one.x0 - other.x0, one.x1 - other.x1
    return abs(left) < near or abs(right) < near or abs(left + right) < near

"""Captions by place: lines that name the table or picture beside them.

The pass over documents knows only what follows what. Here distance is known, so captions below
tables and those of pictures are joined too, and a bold caption is no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ....tables.remarks import CAPTION_NUMBER
from .parts import Part, PicturePart, TablePart
from .pieces import Piece

_AFTER: Final = r"(?:\s*[.:：—–|]|\s*-\s|\s*$|\s+(?=[^a-z]))"
"""What follows a number: not the verb of a sentence about the table."""
_TABLE: Final = re.compile(
    rf"(?:续|附)?[表錶]\s?{CAPTION_NUMBER}(?:[\s　:：.．、（(]|$)"
    r"|附\s?表(?:[\s　:：0-9一二三四五六七八九十]|$)"
    rf"|(?:Table|TABLE|Tab\.|Tabelle|Tableau|Tabla)\s?{CAPTION_NUMBER}{_AFTER}"
)
_PICTURE: Final = re.compile(
    rf"[附]?[图圖]\s?{CAPTION_NUMBER}(?:[\s　:：.．、（(]|$)"
    rf"|(?:Figure|FIGURE|Fig\.|FIG\.|Abbildung|Abb\.|Chart|Photo|Plate|Exhibit)\s?"
    rf"{CAPTION_NUMBER}{_AFTER}"
)
_OTHER: Final = {_TABLE: _PICTURE, _PICTURE: _TABLE}
_MAX_LINES: Final = 4
_MAX_LENGTH: Final = 400
_NEAR: Final = 3.0
"""Font sizes between a caption and what it names."""


def with_captions(parts: Sequence[Part], dropped: list[str]) -> list[Part]:
    """The parts, captions of pictures and those below tables joined with what they name."""
    taken: set[int] = set()
    above = _tables_below_captions(parts)
    for place, part in enumerate(parts):
        if isinstance(part, PicturePart):
            caption = _beside(parts, place, _PICTURE, taken, (1, -1))
            if caption is not None:
                taken.add(caption)
                part.caption = _piece(parts[caption]).content(dropped)
        elif isinstance(part, TablePart):
            caption = _beside(parts, place, _TABLE, taken, (-1, 1) if above else (1, -1))
            if caption is None:
                continue
            taken.add(caption)
            legend = _piece(parts[caption])
            if caption == place - 2 and _goes_on(legend, parts[place - 1]):
                taken.add(place - 1)
                legend = replace(legend, lines=legend.lines + _piece(parts[place - 1]).lines)
            part.draft.caption = legend.content(dropped)
    return [part for place, part in enumerate(parts) if place not in taken]


def _goes_on(caption: Piece, part: Part) -> bool:
    """Whether a piece is the next line of a caption above a table."""
    if not isinstance(part, Piece) or len(part.lines) > 1:
        return False
    above, below = caption.lines[-1], part.lines[0]
    close = 0 < below.baseline - above.baseline < 1.4 * above.size
    return above.page == below.page and close and abs(above.size - below.size) < 0.3


def _piece(part: Part) -> Piece:
    assert isinstance(part, Piece)
    return part


def _tables_below_captions(parts: Sequence[Part]) -> bool:
    """Whether the document sets captions above its tables, as most do."""
    votes = 0
    for place, part in enumerate(parts):
        if isinstance(part, TablePart):
            votes += _beside(parts, place, _TABLE, set(), (-1,)) is not None
            votes -= _beside(parts, place, _TABLE, set(), (1,)) is not None
    return votes >= 0


def _beside(
    parts: Sequence[Part],
    place: int,
    wanted: re.Pattern[str],
    taken: set[int],
    steps: Sequence[int],
) -> int | None:
    """The place of the caption next to a part, looked for in the directions `steps`."""
    for step in steps:
        other = place + step
        while 0 <= other < len(parts) and abs(other - place) <= 2:
            piece = parts[other]
            if not isinstance(piece, Piece):
                break
            if other not in taken and _is_caption(piece, wanted) and _is_near(parts[place], piece):
                return other
            # Above a table a line like 单位：万元 may stand between.
            if step > 0 or len(piece.text) > 40:
                break
            other += step
    return None


def _is_caption(piece: Piece, wanted: re.Pattern[str]) -> bool:
    text = piece.text.strip()
    if piece.caption:
        return not _OTHER[wanted].match(text)
    short = len(piece.lines) <= _MAX_LINES and len(text) <= _MAX_LENGTH
    return short and wanted.match(text) is not None


def _is_near(part: Part, piece: Piece) -> bool:
    first, last = piece.lines[0], piece.lines[-1]
    if isinstance(part, PicturePart):
        spans = [(part.page, part.picture.box)]
    elif isinstance(part, TablePart):
        spans = [(part.page, part.box), (part.last_page, part.last_box)]
    else:
        return False
    reach = _NEAR * max(first.size, 9.0)
    for page, box in spans:
        if page == first.page:
            below, above = first.box[1] - box[3], box[1] - last.box[3]
            beside = first.box[0] < box[2] and first.box[2] > box[0]
            if beside and (-reach / 2 < below < reach or -reach / 2 < above < reach):
                return True
    return False

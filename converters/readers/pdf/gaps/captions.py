"""Lines that name a table or picture by its number, and those that say that one goes on.

Here a line parts what stands above it from what stands below, before tables are known; which
paragraph is the caption of which table or picture is told by their places, in `legends`.
"""

from __future__ import annotations

import re

from ....model.text import without_spaces
from ..lines.words import TextLine

_CAPTION = re.compile(
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


def is_caption(line: TextLine) -> bool:
    """Whether a line names a table or picture by its number."""
    if line.letters[:1] not in _CAPTION_STARTS:
        return False
    return names_one(line.text)


def names_one(text: str) -> bool:
    """Whether a text names a table or picture by its number."""
    return bool(_CAPTION.match(text)) or _JOINED.fullmatch(text) is not None


def is_continued_mark(text: str) -> bool:
    """Whether a line between two pieces of a table belongs to the cut: 续表, (continued)."""
    bare = without_spaces(text).lower()
    if len(bare) < _MARK and (_GOES_ON.fullmatch(bare) or _CONTINUED.fullmatch(text)):
        return True
    return bool(_REPEATED.search(text) and _CAPTION.match(text)) or bool(_NOTES.fullmatch(text))


def is_continued(line: TextLine) -> bool:
    """Whether a line, in one piece or two, says alone that the table of the page before goes on."""
    if line.letters[:1] not in _MARK_STARTS or len(line.chunks) > 2 or len(line.letters) > _MARK:
        return False
    return _GOES_ON.fullmatch(line.letters.lower()) is not None


def is_bare_caption(line: TextLine) -> bool:
    """Whether a line is the number of a table alone: its title stands below."""
    return bool(_BARE_CAPTION.fullmatch(line.text))

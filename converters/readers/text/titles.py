"""The title of a text: its first lines, when they do not read like sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...tables.enumerators import read_enumerator
from .lines import Line, display_width, ends_sentence
from .prose import Wrap

MAX_TITLE_COLUMNS: Final = 120
MAX_TITLE_LINES: Final = 3
_NOTHING: Final = Line("", 0, 0)
_NO_TITLE_END: Final = "，,、：:；;"
_NO_TITLE: Final = re.compile(
    r"[-*+•·#>|\t<{\[(（【]|https?://|.*\t|.*[=;{}<>]|.*[:：]\s?\S+.*[:：]"
    r"|\w+[:：]|[\W\d_]*$|.*[0-9]{2}:[0-9]{2}|(?:import|from|def|class|package|using)\b"
)
_DATE: Final = re.compile(
    r"[（(]?\s*[0-9〇一二三四五六七八九十○]{2,4}\s*[年./-][0-9一二三四五六七八九十年月日号./\-\s]*[）)]?"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title found at the start of a text."""

    lines: tuple[Line, ...]
    repeats: tuple[Line, ...]
    """Earlier lines that hold the same title: the title of the page around the text."""
    end: int
    """Index of the first line after the title."""


def find_title(lines: Sequence[Line], wrap: Wrap) -> Title | None:
    """The title of a text that begins with `lines`, which hold no table, or None.

    Up to three short lines without sentence punctuation before the first section or paragraph.
    A title that is printed twice counts once.
    """
    candidates: list[int] = []
    index = 0
    while index < len(lines) and len(candidates) < 2 * MAX_TITLE_LINES:
        line = lines[index]
        if line.bare:
            if not _may_be_title(line.bare) or not _continues(lines, candidates, index):
                break
            if wrap.goes_on(line, next(iter(lines[index + 1 : index + 2]), _NOTHING)):
                return None  # the first line of a paragraph
            candidates.append(index)
        index += 1
    following = next((line for line in lines[index:] if line.bare), None)
    if not candidates or following is None:
        return None
    title, repeats = _without_repeats([lines[place] for place in candidates])
    if len(title) > MAX_TITLE_LINES or not _body_follows(lines, index, following):
        return None
    return Title(tuple(title), tuple(repeats), candidates[-1] + 1)


def _continues(lines: Sequence[Line], candidates: Sequence[int], index: int) -> bool:
    """Whether a line can belong to the title so far: it follows directly, or says the same."""
    if not candidates or index == candidates[-1] + 1:
        return True
    return _bare(lines[index]) in "".join(_bare(lines[place]) for place in candidates)


def _bare(line: Line) -> str:
    return re.sub(r"\s+", "", line.bare)


def _may_be_title(text: str) -> bool:
    return (
        display_width(text) <= MAX_TITLE_COLUMNS
        and not ends_sentence(text)
        and text[-1] not in _NO_TITLE_END
        and not _NO_TITLE.match(text)
        and not _DATE.fullmatch(text)
        and read_enumerator(text) is None
        and "。" not in text
    )


def _without_repeats(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the title proper, and those before it that say the same."""
    texts = [_bare(line) for line in lines]
    for start in range(len(lines) - 1, 0, -1):
        if "".join(texts[:start]) == "".join(texts[start:]):
            return lines[start:], lines[:start]
    return lines, []


def _body_follows(lines: Sequence[Line], index: int, following: Line) -> bool:
    """Whether what comes after the candidates reads like the body of a document."""
    text = following.bare
    if read_enumerator(text) or display_width(text) > 60 or text[-1] in "：:":
        return True
    gap = index > 0 and not lines[index - 1].bare
    return ends_sentence(text) or bool(_DATE.fullmatch(text)) or (gap and len(lines) > index + 1)

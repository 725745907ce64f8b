"""The title of a text: its first lines, when they do not read like sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...tables.enumerators import read_enumerator
from .lines import Line, display_width, ends_sentence

MAX_TITLE_COLUMNS: Final = 120
MAX_TITLE_LINES: Final = 3
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


def find_title(lines: Sequence[Line], body_starts: int) -> Title | None:
    """The title of a text whose tables and lists begin at line `body_starts`, or None.

    Up to three short lines without sentence punctuation before the first section or paragraph.
    A title that is printed twice counts once.
    """
    candidates: list[int] = []
    index = 0
    while index < body_starts and len(candidates) < 2 * MAX_TITLE_LINES:
        if lines[index].bare:
            if candidates and index - candidates[-1] > 2:
                break
            if not _may_be_title(lines[index].bare):
                break
            candidates.append(index)
        index += 1
    following = next((line for line in lines[index:] if line.bare), None)
    if not candidates or following is None:
        return None
    title, repeats = _without_repeats([lines[place] for place in candidates])
    if len(title) > MAX_TITLE_LINES or not _body_follows(lines, index, following):
        return None
    return Title(tuple(title), tuple(repeats), candidates[-1] + 1)


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
    texts = [re.sub(r"\s+", "", line.bare) for line in lines]
    for start in range(len(lines) - 1, 0, -1):
        if "".join(texts[:start]) == "".join(texts[start:]):
            return lines[start:], lines[:start]
    return lines, []


def _body_follows(lines: Sequence[Line], index: int, following: Line) -> bool:
    """Whether what comes after the candidates reads like the body of a document."""
    if read_enumerator(following.bare) or display_width(following.bare) > 60:
        return True
    gap = index > 0 and not lines[index - 1].bare
    return ends_sentence(following.bare) or (gap and len(lines) > index + 1)

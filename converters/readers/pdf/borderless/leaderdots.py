"""The dots of leaders in the letters of a line, and the line without them."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..lines.words import TextLine, Word
from ..objects.page import PageObjects

_DOTS = ".·…‥․"
_RUN = re.compile(rf"[{_DOTS}]{{4,}}|[…‥]{{2,}}")
FEW_DOTS = re.compile(rf"(?<=[^{_DOTS}])[{_DOTS}]{{1,3}}(?=[^{_DOTS}])")
_NEXT_TO = 0.7
"""Font sizes between a label and a leader of few dots where no longer one shows its end."""
_DOTS_OF_RUN = 4
"""Dots next to each other that lead from a label."""
_SAME_END = 3.0
"""Points by which the ends of leaders differ at most."""
_POINT = 0.1
"""Font sizes by which the distances of dots of one leader differ at most."""
_SHOWN = re.compile(rb"\0+")
_NONE = np.zeros(0, np.intp)
FEWEST = 3
"""Lines with leaders from which they are the drawing of a table."""


def has_leader(line: TextLine) -> bool:
    """Whether a line has a run of dots that is surely a leader."""
    letters = line.letters
    return bool(("...." in letters) if letters.isascii() else _RUN.search(letters))


def last_dot(page: PageObjects, places: NDArray[np.intp]) -> float:
    """The right side of a leader."""
    return float(page.characters.boxes[places, 2].max())


def long_runs(page: PageObjects, line: TextLine) -> list[tuple[int, int]]:
    """Start and end of runs of many dots in the letters of a line.

    The point of a number below one, and that of a label off the dots behind it, are none of them.
    """
    found: list[tuple[int, int]] = []
    begins = _begins(line)
    text = line.letters
    for run in _RUN.finditer(text):
        start, end = run.span()
        if end - 1 in begins and end not in begins and text[end : end + 1].isdigit():
            end -= _is_off(page, line, (end - 2, end - 1), (end - 3, end - 2))
        if start not in begins and start + 1 in begins and start + 2 < end:
            start += _is_off(page, line, (start, start + 1), (start + 1, start + 2))
        found.append((start, end))
    return found


def _is_off(page: PageObjects, line: TextLine, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether two dots in the letters of a line are not as far from each other as two others."""
    places = np.concatenate([word.places for word in line.words])
    if len(places) != len(line.letters):
        return False
    x: list[float] = page.characters.boxes[places, 0].tolist()
    return abs(abs(x[one[1]] - x[one[0]]) - abs(x[two[1]] - x[two[0]])) > _POINT * line.size


def _begins(line: TextLine) -> set[int]:
    """Where in the letters of a line its words begin."""
    return {0, *itertools.accumulate(len(word.text) for word in line.words)}


def short_run(page: PageObjects, line: TextLine, ends: Sequence[float]) -> tuple[int, int] | None:
    """Start and end of the first few dots that end a word where one of the `ends` is."""
    places = np.concatenate([word.places for word in line.words])
    begins = _begins(line)
    for run in FEW_DOTS.finditer(line.letters) if len(places) == len(line.letters) else ():
        if run.end() in begins:
            last = last_dot(page, places[run.end() - 1 : run.end()])
            if any(abs(last - end) < _SAME_END for end in ends):
                return run.span()
    return None


def all_short(
    page: PageObjects, lines: Sequence[TextLine]
) -> list[tuple[TextLine, NDArray[np.intp]] | None]:
    """Lines parted at few dots that stand right behind their first words and all end at one place.

    Marks for no value end there too, but hardly so near, and so often.
    """
    ends: dict[int, float] = {}
    for number, line in enumerate(lines):
        if ".." not in line.letters or len(line.words) < 2:
            continue
        end = next((n for n, word in enumerate(line.words) if not word.text.strip(_DOTS)), 0)
        while 0 < end < len(line.words) - 1 and not line.words[end + 1].text.strip(_DOTS):
            end += 1
        first = end
        while first and not line.words[first - 1].text.strip(_DOTS):
            first -= 1
        if first and line.words[first].x0 - line.words[first - 1].x1 < _NEXT_TO * line.size:
            ends[number] = line.words[end].x1
    usual = statistics.median(ends.values()) if ends else 0.0
    same = [number for number, end in ends.items() if abs(end - usual) < _SAME_END / 3]
    if len(same) < max(FEWEST, len(ends)):
        return [None] * len(lines)
    return [
        parted_at_dots(page, line, [run])
        if number in ends and (run := short_run(page, line, [usual])) is not None
        else None
        for number, line in enumerate(lines)
    ]


def parted_at_dots(
    page: PageObjects, line: TextLine, runs: Sequence[tuple[int, int]]
) -> tuple[TextLine, NDArray[np.intp]] | None:
    """A line without its leaders, and their places; None when nothing stands beside them."""
    leader = bytearray(len(line.letters))
    for first, end in runs:
        leader[first:end] = b"\1" * (end - first)
    for start, end in _apart(line) if len(runs) != 1 or runs[0][1] - runs[0][0] > 3 else ():
        leader[start:end] = bytes(end - start)
    if 1 not in leader:
        return None
    words: list[Word] = []
    gone: list[NDArray[np.intp]] = [_NONE]
    start = 0
    for word in line.words:
        marks = leader[start : start + len(word.text)]
        start += len(word.text)
        if len(marks) != len(word.places):
            return None
        if 1 in marks:
            gone.append(word.places[np.frombuffer(marks, bool)])
            words += _pieces(page, word, marks)
        else:
            words.append(word)
    if len(words) < 2:
        return None
    return TextLine(tuple(words)), np.concatenate(gone)


def _apart(line: TextLine) -> list[tuple[int, int]]:
    """Start and end of words of a few dots in white on both sides: cells without a value."""
    found: list[tuple[int, int]] = []
    start = 0
    words = line.words
    for number, word in enumerate(words):
        end = start + len(word.text)
        if len(word.text) < _DOTS_OF_RUN and not word.text.strip(_DOTS):
            before = word.x0 - words[number - 1].x1 if number else 0.0
            after = words[number + 1].x0 - word.x1 if number + 1 < len(words) else np.inf
            if min(before, after) > word.size:
                found.append((start, end))
        start = end
    return found


def _pieces(page: PageObjects, word: Word, marks: bytearray) -> list[Word]:
    """The stretches of a word that are no leader, whose letters have the mark 1."""
    out: list[Word] = []
    for stretch in _SHOWN.finditer(marks):
        first, end = stretch.span()
        places = word.places[first:end]
        boxes = page.characters.boxes[places]
        out.append(
            word._replace(
                text=word.text[first:end],
                x0=float(boxes[:, 0].min()),
                x1=float(boxes[:, 2].max()),
                places=places,
            )
        )
    return out

"""Values of form fields as characters at the places of the fields, where no font says how they lie.

Letters count as half as wide as they are high, as most are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .annotations import Annotation
from .characters import Characters
from .fonts import Run
from .geometry import Box
from .wide import are_wide, is_wide

_USUAL = 10.0
"""Font size in points where the page has no text to compare with."""
_PITCH = 1.15
"""Distance of lines, in font sizes."""
_DESCENT = 0.22
"""Part of a box of a character that lies below its baseline."""
_LEAST = 2.0
"""Font size in points below which no value is set."""
_OVER = 4.0
"""Points by which letters may be higher than a field: boxes to tick are small."""
_INSET = 2.0
"""Points between the side of a field and its text, as programs set it."""


def placed_texts(annotations: Sequence[Annotation], own: Characters) -> Characters | None:
    """The values of fields as characters, on the lines of the page's `own` ones."""
    rows: list[tuple[str, float, float, float, float, int, int]] = []
    runs: list[Run] = []
    for annotation in annotations:
        for text, left, top, right, size in _lines(annotation, own):
            run = Run("Helvetica", size, False, False, False, visible=True, angle=0)
            rows += _letters(text, (left, top, right, top + size), len(runs))
            runs.append(run)
    if not rows:
        return None
    texts, *sides, of, spaced = zip(*rows, strict=True)
    boxes = np.array(sides, np.float64).T
    codes = np.array(list(map(ord, texts)), np.uint32)
    sizes = boxes[:, 3] - boxes[:, 1]
    return Characters(
        codes=codes,
        boxes=boxes,
        baselines=boxes[:, 3] - _DESCENT * sizes,
        runs=np.array(of, np.int32),
        sizes=sizes,
        wide=are_wide(codes),
        spaced=np.array(spaced, np.int8),
        table=tuple(runs),
        links=np.full(len(codes), -1, np.int32),
        damaged=int(np.count_nonzero(codes == 0xFFFD)),
        cut=False,
    )


def has_room(annotation: Annotation) -> bool:
    """Whether the value of an annotation can be set at a size that somebody might read."""
    left, top, right, bottom = annotation.box
    return len(annotation.value) * _LEAST * _LEAST < (right - left) * (bottom - top)


def _lines(
    annotation: Annotation, own: Characters
) -> Iterator[tuple[str, float, float, float, float]]:
    """The lines of a value: text, left, top, right and font size."""
    left, top, right, bottom = annotation.box
    high = bottom - top
    usual = float(np.median(own.sizes)) if len(own.sizes) else _USUAL
    inset = min(_INSET, 0.1 * (right - left))
    room = right - left - 2 * inset
    if annotation.kind == "sign":
        size = min(usual, right - left, high)
        x = (left + right - size) / 2
        y, size = _level(own, annotation.box, size)
        yield annotation.value, x, y, x + size, size
    elif annotation.multiline:
        size = min(annotation.size or usual, 0.9 * high)
        lines = [
            line for text in annotation.value.split("\n") for line in _wrapped(text, room / size)
        ]
        size = min(size, (high - inset) / (_PITCH * len(lines)))
        for number, (text, ended) in enumerate(lines):
            # A line that goes on fills the field, as it would in a font.
            wide = min(_advance(text) * size, room) if ended else room
            x = left + inset + annotation.end * (room - wide)
            yield text, x, top + inset + number * _PITCH * size, x + wide, size
    else:
        text = " ".join(annotation.value.split())
        y, size = _level(own, annotation.box, min(annotation.size or usual, 0.9 * high))
        wide = min(_advance(text) * size, room)
        x = left + inset + annotation.end * (room - wide)
        yield text, x, y, x + wide, size


def _level(own: Characters, box: Box, size: float) -> tuple[float, float]:
    """The top and the font size of one line in a field: on the line of the text beside it, if any.

    Programs set both a little apart, and small letters a little higher would be raised ones.
    """
    left, top, right, bottom = box
    middle = (top + bottom - size) / 2
    beside = (own.boxes[:, 1] < (top + bottom) / 2) & (own.boxes[:, 3] > (top + bottom) / 2)
    places = np.flatnonzero(beside & (own.sizes < 2 * size) & own.level)
    if not len(places):
        return middle, size
    away = np.maximum(left - own.boxes[places, 2], own.boxes[places, 0] - right)
    nearest = places[np.argmin(np.abs(away))]
    size = max(size, min(float(own.sizes[nearest]), bottom - top + _OVER))
    return float(own.baselines[nearest]) + (_DESCENT - 1) * size, size


def _advance(text: str) -> float:
    """How wide a text is, in font sizes."""
    return sum(1.0 if is_wide(ord(char)) else 0.5 for char in text)


def _wrapped(text: str, room: float) -> list[tuple[str, bool]]:
    """A text in lines of at most `room` font sizes, but for words that are longer.

    Each with whether it is the last one.
    """
    lines: list[str] = []
    for word in text.split():
        if lines and _advance(f"{lines[-1]} {word}") <= room:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return [(line, number == len(lines)) for number, line in enumerate(lines, start=1)]


def _letters(
    text: str, box: tuple[float, float, float, float], run: int
) -> Iterator[tuple[str, float, float, float, float, int, int]]:
    """The visible letters of a line in a box: each with its box, its run and whether space is
    before it, as `Characters.spaced` has it."""
    left, top, right, bottom = box
    step = (right - left) / max(_advance(text), 1e-9)
    spaced = 1
    for char in text:
        wide = step * _advance(char)
        if char.isspace():
            spaced = 2
        else:
            yield char, left, top, left + wide, bottom, run, spaced
            spaced = 0
        left += wide

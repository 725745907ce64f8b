"""Numbers of neighbouring columns that were found as one line, parted where white stands.

In tables without rules the detector takes numbers that stand close for one line, and the
recogniser leaves the space out: `131.58 289.43` reads as `131.58289.43`, and sure. White as wide as
between columns is no part of a number; what it parts is read again, each part alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

import numpy as np

from .blots import Mask
from .detector import Gray, PixelBox
from .ink import crop, stretches_of, text_box, with_margin
from .placedlines import PlacedLine, moved
from .recogniser import ReadLine, read_lines

_FIGURES: Final = re.compile(r"[\d.,:%‰()（）+\-−–—·…]*\d[\d.,:%‰()（）+\-−–—·…]*")
_GROUPS: Final = re.compile(r"(\d{3})+(?!\d)")
"""What follows a space inside a number: groups of three."""
_NUMBER: Final = re.compile(r"[-−–+(]*(\d{1,3}([.,]\d{3})*|\d+)([.,]\d+)?[)%‰]*")
_WIDE: Final = 0.55
"""White inside a line, over the height of its digits, from which it parts numbers."""
_GROUPED: Final = 0.9
"""The same where what it parts may be groups of one number."""
_THIN: Final = 0.2
"""How much wider the white on each side of a 1 is, in fonts whose digits are equally wide."""
_SUSPICIOUS: Final = 0.35
"""White that parts a line which, read as one, is no number."""
_LEVEL: Final = 0.5
"""Share of the lower of two boxes that is level with the other where they stand beside it."""
_NEAR: Final = 0.6
"""How far from boxes that overlap the white between them is looked for, in their heights."""
_DOT: Final = 0.42
"""Width and height of a point or comma over the height of the digits, at most."""
_FLAT: Final = 0.3
"""Height of a minus over that of the digits, at most; it stays with the number right of it."""
_LEAST: Final = 2
"""Digits that a line must have."""


def parted_boxes(ink: Mask, boxes: Sequence[PixelBox]) -> list[PixelBox]:
    """The boxes of a page, those that overlap beside each other ended in the white between them.

    The detector lets neighbours reach into each other, and a glyph in both is read twice.
    """
    if not boxes:
        return []
    out = np.array(boxes, np.float64)
    left, top, right, bottom = out.T
    high = np.minimum(bottom - top, (bottom - top)[:, None])
    level = np.minimum(bottom, bottom[:, None]) - np.maximum(top, top[:, None]) > _LEVEL * high
    # Row: the box on the left; column: the one on the right that begins before the other ends.
    over = level & (left > left[:, None]) & (left < right[:, None]) & (right > right[:, None])
    for first, second in np.argwhere(over).tolist():
        place = _white(ink, boxes[first], boxes[second])
        if place is not None:
            out[first, 2] = min(out[first, 2], place)
            out[second, 0] = max(out[second, 0], place)
    return [(a, b, c, d) for a, b, c, d in out.tolist()]


def _white(ink: Mask, first: PixelBox, second: PixelBox) -> float | None:
    """The middle of the white nearest to where two boxes overlap; None where there is none."""
    above, below = int(max(0, min(first[1], second[1]))), int(max(first[3], second[3])) + 1
    reach = _NEAR * (below - above)
    start = int(max(first[0], second[0] - reach))
    end = int(min(second[2], first[2] + reach))
    runs = stretches_of(ink[above:below, start:end])
    middles = [start + (before[1] + after[0]) / 2 for before, after in pairwise(runs)]
    overlap = (second[0] + first[2]) / 2
    return min(middles, key=lambda place: abs(place - overlap), default=None)


def with_numbers_apart(
    gray: Gray, ink: Mask, lines: Sequence[PlacedLine], em: float
) -> list[PlacedLine]:
    """The lines of a page, those that hold several numbers beside each other cut into these."""
    out: list[PlacedLine] = []
    parted: list[tuple[PlacedLine, list[PixelBox]]] = []
    for placed in lines:
        boxes = _parts(ink, placed)
        words = _words(placed.line)
        if len(boxes) < 2:
            out.append(placed)
        elif len(words) == len(boxes):
            out += [
                moved(replace(placed, line=word), box)
                for word, box in zip(words, boxes, strict=True)
            ]
        else:
            parted.append((placed, boxes))
    read = iter(
        read_lines([_alone(gray, boxes, n, em) for _, boxes in parted for n in range(len(boxes))])
    )
    for placed, boxes in parted:
        fresh = [next(read) for _ in boxes]
        out += _chosen(placed, boxes, fresh)
    return out


def _words(line: ReadLine) -> list[ReadLine]:
    """What stands between the spaces that were read."""
    words = [
        tuple(characters)
        for blank, characters in groupby(line.characters, lambda one: one.text.isspace())
        if not blank
    ]
    return [ReadLine(characters, line.settled) for characters in words]


def _parts(ink: Mask, placed: PlacedLine) -> list[PixelBox]:
    """The boxes of the numbers in a line; one or none for a line that is not cut."""
    text = "".join(placed.line.text.split())
    if _FIGURES.fullmatch(text) is None or sum(map(str.isdigit, text)) < _LEAST:
        return []
    left, top, right, bottom = (max(0, round(side)) for side in placed.box)
    runs = stretches_of(ink[top:bottom, left:right])
    if len(runs) < _LEAST:
        return []
    high = bottom - top
    shapes = [ink[top:bottom, left + start : left + end] for start, end in runs]
    dots = [_is_dot(shape, high) for shape in shapes]
    flat = [_height(shape) < _FLAT * high for shape in shapes]
    cuts = [
        place
        for place, (before, after) in enumerate(pairwise(runs), start=1)
        if after[0] - before[1]
        >= max(_least(placed, text, runs, place), flat[place - 1] * _WIDE) * high
        and not (dots[place - 1] or dots[place])
    ]
    starts, ends = [0, *cuts], [*cuts, len(runs)]
    return [
        text_box(ink, (left + runs[start][0], top, left + runs[end - 1][1] - 1, bottom - 1))
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_dot(part: Mask, high: int) -> bool:
    """Whether a stretch of ink is a point or a comma: typed ones have white on both sides."""
    return 0 < _height(part) < _DOT * high and part.shape[1] < _DOT * high


def _height(part: Mask) -> int:
    """Rows from the first to the last with ink."""
    rows = np.flatnonzero(part.any(1))
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 0


def _least(placed: PlacedLine, text: str, runs: Sequence[tuple[int, int]], place: int) -> float:
    """White from which the line is cut before a stretch, over the height of its digits."""
    if _NUMBER.fullmatch(text) is None:
        return _SUSPICIOUS
    if len(runs) != len(text):
        return _WIDE + 2 * _THIN
    beside = text[place - 1 : place + 1].count("1")
    grouped = text[place - 1].isdecimal() and _GROUPS.match(text, place) is not None
    return (_GROUPED if grouped else _WIDE) + beside * _THIN


_WHITE = 255


def _alone(gray: Gray, boxes: Sequence[PixelBox], place: int, em: float) -> Gray:
    """The picture of one of the numbers, white from half way to those beside it."""
    box = boxes[place]
    shown = crop(gray, box, em).copy()
    start = max(0, round(with_margin(box, em)[0]))
    if place:
        gap = boxes[place - 1][2], box[0]
        shown[:, : max(0, round(sum(gap) / 2) - start)] = _paper(gray, gap, box)
    if place + 1 < len(boxes):
        gap = box[2], boxes[place + 1][0]
        shown[:, max(0, round(sum(gap) / 2) - start) :] = _paper(gray, gap, box)
    return shown


def _paper(gray: Gray, gap: tuple[float, float], box: PixelBox) -> int:
    """How light the paper is between two numbers; white where they leave no pixel of it."""
    rows, columns = slice(round(box[1]), round(box[3])), slice(round(gap[0]), round(gap[1]))
    paper = gray[rows, columns]
    return int(np.median(paper)) if paper.size else _WHITE


def _chosen(
    placed: PlacedLine, boxes: Sequence[PixelBox], fresh: Sequence[ReadLine]
) -> list[PlacedLine]:
    """The parts, or the line where one of them says nothing."""
    if not all(line.characters for line in fresh):
        return [placed]
    return [PlacedLine(line, box) for line, box in zip(fresh, boxes, strict=True)]

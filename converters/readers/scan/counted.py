"""Numbers whose width does not fit their characters: `36` as wide as `3.6` lost its point.

Where glyphs are a few pixels high, points drown, and the recogniser is sure of the digits alone.
The numbers of a page tell how wide its digits and points are; by that the characters of each are
counted. A number without a point that has room for one, or any that has less room than its digits
need, is in doubt. White at the place of a group of three is none of a lost point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .blots import Mask
from .cells import CellReading
from .ink import stretches
from .placedlines import PlacedLine
from .recogniser import ReadLine

_NUMBER: Final = re.compile(r"[-−–+]?[\d.,]*\d%?")
_BARE: Final = re.compile(r"[-−–+]?(\d+)%?")
_RATIO: Final = np.array([1, 0.9, 0.5, 0.65, 1.55, -0.15])
"""Widths of a digit, a 1, a point or comma, a sign, `%`, and what a number's ink is wider than the
sum of these, in most fonts; over that of a digit."""
_TRUST: Final = 3.0
"""How many numbers these count for beside those of the page."""
_FEWEST: Final = 12
"""Numbers of one height that tell widths."""
_ALIKE: Final = 0.13
"""Heights that differ by less are one."""
_ROUNDS: Final = 8
_NOISE: Final = (0.03, 0.1)
"""Least and greatest deviation that counts as usual, over the width of a digit."""
_FITTED: Final = (0.05, 0.08)
"""The same while widths are fitted: what deviates by four times that counts for nothing."""
_NARROWER: Final = 0.94
_MANY: Final = 0.2
"""Share of the numbers that tell a narrower digit than most do, from which they are believed: the
others have lost their points, for nothing makes numbers too narrow."""
_PART: Final = 0.55
"""Part of a point's or of a digit's width that must be too much or missing."""
_SIGMAS: Final = 3.0
_POINTED: Final = 0.2
"""Share of the numbers of a height that have points or commas, from which others may have lost
theirs."""
_GROUPED: Final = 0.9
"""White between groups of three over the height of the digits, at most."""
_DOUBT: Final = 0.5
"""Confidence of the characters of a number in doubt."""

Floats = NDArray[np.float64]


def doubted_by_width(ink: Mask, lines: Sequence[PlacedLine]) -> set[int]:
    """Places of the lines whose width does not fit the number that they are read as."""
    texts = ["".join(placed.line.text.split()) for placed in lines]
    numbers = [place for place, text in enumerate(texts) if _NUMBER.fullmatch(text)]
    doubted: set[int] = set()
    for group in _by_height(lines, numbers):
        counts = np.array([_counts(texts[place]) for place in group], np.float64)
        boxes = np.array([lines[place].box for place in group])
        widths = boxes[:, 2] - boxes[:, 0]
        sizes = _widths(counts, widths)
        over = widths - counts @ sizes
        usual = np.clip(np.median(np.abs(over)) * 1.48, *(share * sizes[0] for share in _NOISE))
        least = _SIGMAS * usual * np.sqrt(np.maximum(1.0, counts[:, :2].sum(1) / 3))
        pointed = (counts[:, 2] > 0).mean() >= _POINTED
        for place, more, bound in zip(group, over.tolist(), least.tolist(), strict=True):
            if more < -max(bound, _PART * sizes[0]) or (
                pointed
                and more > max(bound, _PART * sizes[2])
                and _has_lost(ink, lines[place], texts[place])
            ):
                doubted.add(place)
    return doubted


def _by_height(lines: Sequence[PlacedLine], numbers: Sequence[int]) -> Iterator[list[int]]:
    """The numbers in groups of one height, each large enough to tell widths."""
    left = {place: lines[place].box[3] - lines[place].box[1] for place in numbers}
    while len(left) >= _FEWEST:
        middle = float(np.median(list(left.values())))
        group = [place for place, high in left.items() if abs(high / middle - 1) < _ALIKE]
        if len(group) >= _FEWEST:
            yield group
        for place in group or list(left):
            del left[place]


def _counts(text: str) -> tuple[int, int, int, int, int, int]:
    """How often a number has each of what `_RATIO` gives the widths of."""
    ones, points = text.count("1"), text.count(".") + text.count(",")
    percents, signs = text.count("%"), int(not (text[0].isdecimal() or text[0] in ".,"))
    return len(text) - ones - points - percents - signs, ones, points, signs, percents, 1


def _widths(counts: Floats, widths: Floats) -> Floats:
    """The widths of characters in pixels that most numbers agree on; usual ones count as well."""
    digits = widths / (counts @ _RATIO)
    digit = _densest(digits)
    narrower = digits[digits < _NARROWER * digit]
    if len(narrower) >= _MANY * len(digits):
        digit = _densest(narrower)
    sizes = _RATIO * digit
    usual = np.zeros((len(_RATIO) - 1, len(_RATIO)))
    usual[:, 0] = -_RATIO[1:]
    usual[:, 1:] = np.eye(len(_RATIO) - 1)
    for _ in range(_ROUNDS):
        over = widths - counts @ sizes
        noise = np.clip(np.median(np.abs(over)) * 1.48, *(share * sizes[0] for share in _FITTED))
        weights = np.maximum(0, 1 - (over / (4 * noise)) ** 2)
        known = np.vstack([counts * weights[:, None], usual * _TRUST])
        sizes = np.linalg.lstsq(known, np.r_[widths * weights, np.zeros(len(usual))], rcond=None)[0]
    return sizes


def _densest(values: Floats) -> float:
    """Where most of the values are: the mean of the last of ever smaller halves."""
    values = np.sort(values)
    while len(values) > 3:
        half = (len(values) + 1) // 2
        start = int(np.argmin(values[half - 1 :] - values[: len(values) - half + 1]))
        values = values[start : start + half]
    return float(values.mean())


def _has_lost(ink: Mask, placed: PlacedLine, text: str) -> bool:
    """Whether a number that is too wide has no point, and no white before its last three digits."""
    bare = _BARE.fullmatch(text)
    if bare is None:
        return False
    runs = stretches(ink, placed.box)
    if len(runs) != len(text) or len(bare[1]) <= 3:
        return True
    gaps = [after[0] - before[1] for before, after in pairwise(runs)]
    widest = int(np.argmax(gaps))
    high = placed.box[3] - placed.box[1]
    after = len(text) - widest - 1 - text.count("%")
    return after % 3 != 0 or gaps[widest] > _GROUPED * high


def with_doubt(lines: Sequence[PlacedLine], doubted: set[int]) -> list[PlacedLine]:
    """The lines, the characters of some in doubt."""
    return [
        replace(placed, line=_unsure(placed.line)) if place in doubted else placed
        for place, placed in enumerate(lines)
    ]


def _unsure(line: ReadLine) -> ReadLine:
    characters = tuple(
        replace(one, confidence=min(one.confidence, _DOUBT)) for one in line.characters
    )
    return replace(line, characters=characters)


def readings_with_doubt(
    readings: Sequence[CellReading], lines: Sequence[PlacedLine], doubted: set[int], dpi: float
) -> list[CellReading]:
    """The readings of cells, those that hold a line in doubt unsure."""
    middles = [
        ((box[0] + box[2]) / 2 * 72 / dpi, (box[1] + box[3]) / 2 * 72 / dpi)
        for box in (lines[place].box for place in sorted(doubted))
    ]
    return [
        replace(reading, confidence=min(reading.confidence, _DOUBT))
        if any(_is_in(middle, reading) for middle in middles)
        else reading
        for reading in readings
    ]


def _is_in(middle: tuple[float, float], reading: CellReading) -> bool:
    left, top, right, bottom = reading.box
    return left <= middle[0] < right and top <= middle[1] < bottom

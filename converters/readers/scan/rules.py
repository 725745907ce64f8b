"""Rules of a page from its pixels.

Strokes of glyphs that happen to stand in line look like a rule, and one false rule shifts every
row below it. So a rule must not run through the inside of text, it must be inked along its whole
length, and it must be longer than a glyph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .blots import Mask
from .darkness import dark, greater, smooth
from .detector import Gray, PixelBox
from .glyphstrokes import Strokes, Texts, not_glyphs, not_in_text, reach_of
from .ruleends import pieces_joined, up_to_verticals
from .runs import run_blots
from .verticals import UNBROKEN, bounded, row_by_row, support
from .wavering import not_wavering

_INSIDE = 0.22
"""Share of a text box's height above and below that a rule may touch."""
_EDGE = 0.35
"""The same in glyph heights at most."""
_INKED = 0.75
"""Share of a rule's length that must have ink."""
_WIDE = 3.0
"""Width over height from which a tall box is a line of large glyphs."""
_PALE = 16.0
"""Grey values by which a pale rule is darker than the paper on both sides of it."""
_BROAD = 0.6
"""Height in glyph heights up to which something dark is a rule."""
_LEAST, _LEAST_OF_ROWS = 1.5, 1.0
"""Length of a rule at least, and of one that stands between two rows of a dense table, in glyph
heights."""
_ROW = 2.0
"""Height of a row at most in which a side of a fill is a rule as the next one is, in glyph
heights."""
_TAIL = 0.6
"""Glyph heights of ink at the end of a rule that are part of it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of a page and the pixels they cover."""

    horizontal: Strokes
    vertical: Strokes
    mask: Mask
    """1 where a rule runs."""
    ink: Mask
    """1 where a pixel is clearly darker than the paper around it, on rules as well."""


def find_rules(
    gray: Gray, text: Sequence[PixelBox], em: float, fills: Sequence[PixelBox] = ()
) -> Rules:
    """Rules of a level page; `text` are the boxes of text on it, `em` the height of its glyphs.

    The sides of `fills`, areas that were made white, are rules where others end at them.
    """
    import cv2

    even, grain = smooth(gray)
    ink = dark(even, grain)
    level, upright = (ink | pale for pale in _pale_lines(even, grain, em))
    texts = np.array(text, np.float64).reshape(-1, 4)
    _, across = _strokes(level, texts, em)
    turned = np.asarray(cv2.transpose(upright), np.uint8)
    whole, down = _strokes(turned, texts[:, [1, 0, 3, 2]], em, upright=True)
    across = _with_sides(across, down, _sides(fills, 1), em)
    down = bounded(down, across, texts, em)
    down = row_by_row(upright, ink, down, whole, across, texts, em)
    across = not_glyphs(pieces_joined(level, across, em), down, texts, em)
    down = not_in_text(down, across, texts, em)
    across = not_wavering(ink, across, down, em)
    across = up_to_verticals(level, _ending_at(across, down, em), down, em)
    down = _with_sides(down, across, _sides(fills, 0), em, outside=True)
    return Rules(across, down, _covered(ink, across, down, em), ink)


def _sides(fills: Sequence[PixelBox], across: int) -> Strokes:
    """The upper and lower sides of boxes (`across` 1), or the left and right ones (0)."""
    boxes = np.array(fills, np.float64).reshape(-1, 4)
    along = [1 - across, 3 - across]
    return np.concatenate([boxes[:, [place, *along]] for place in (across, across + 2)])


def _with_sides(
    strokes: Strokes, others: Strokes, sides: Strokes, em: float, *, outside: bool = False
) -> Strokes:
    """Strokes, and the sides of fills at which at least two of the `others` end.

    They do so from `outside` the fill where that is asked. Sides as long as a stroke that is a
    row away are some as well.
    """
    reach = reach_of(em)
    kept = strokes.tolist()
    for number, (place, start, end) in enumerate(sides.tolist()):
        near = others[(others[:, 0] > start - reach) & (others[:, 0] < end + reach)]
        first_side = number < len(sides) / 2
        ends = near[:, [2 if first_side else 1]] if outside else near[:, 1:]
        touching = int((np.abs(ends - place) <= reach).any(1).sum())
        beside = strokes[np.abs(strokes[:, 0] - place) <= em * _ROW, 1:]
        alike = (np.abs(beside - (start, end)) <= reach).all(1)
        known = any(
            abs(place - one) <= reach and first - reach <= start and end <= last + reach
            for one, first, last in kept
        )
        if (touching >= 2 or alike.any()) and not known:
            kept.append([place, start, end])
    return np.array(kept, np.float64).reshape(-1, 3)


def _pale_lines(gray: Gray, grain: float, em: float) -> tuple[Mask, Mask]:
    """Where pixels are darker than those above and below, and than those left and right, of them.

    Rules are often paler than text by far; they are found by their length, not by their ink.
    """
    import cv2

    least = max(_PALE, 5 * grain)
    reach = max(7, round(em * 0.35))
    level, upright = (
        cv2.subtract(cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)), gray)
        for shape in ((reach, 1), (1, reach))
    )
    return greater(np.asarray(level, np.uint8), least), greater(
        np.asarray(upright, np.uint8), least
    )


def _covered(ink: Mask, across: Strokes, down: Strokes, em: float) -> Mask:
    """The ink of rules: all that is connected along a rule within its breadth.

    A rule that is not quite level leaves its mean place by some pixels, so the breadth is that
    of the ink itself, up to a sixth of a glyph.
    """
    import cv2

    reach = max(2, round(em / 6))
    mask = np.zeros_like(ink)
    for y, start, end in across:
        start, end = _prolonged(ink, y, start, end, round(em * _TAIL))
        top, bottom = max(0, round(y) - reach), round(y) + reach + 1
        band = ink[top:bottom, int(start) : int(end) + 1]
        run = np.ones((1, max(3, round(em * 0.3))), np.uint8)
        opened = np.asarray(cv2.morphologyEx(band, cv2.MORPH_OPEN, run), np.uint8)
        mask[top:bottom, int(start) : int(end) + 1] |= opened
    for x, start, end in down:
        left, right = max(0, round(x) - reach), round(x) + reach + 1
        band = ink[int(start) : int(end) + 1, left:right]
        run = np.ones((max(3, round(em * 0.3)), 1), np.uint8)
        opened = np.asarray(cv2.morphologyEx(band, cv2.MORPH_OPEN, run), np.uint8)
        mask[int(start) : int(end) + 1, left:right] |= opened
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)


def _prolonged(ink: Mask, y: float, start: float, end: float, most: int) -> tuple[int, int]:
    """A horizontal stroke with the ink that goes on at its ends, up to `most` pixels."""
    band = np.asarray(ink[max(0, round(y) - 1) : round(y) + 2].any(0), np.bool_)
    left, right = int(start), min(int(end), len(band) - 1)
    before = band[max(0, left - most) : left][::-1]
    after = band[right + 1 : right + 1 + most]
    return left - _length(before), right + _length(after)


def _length(run: NDArray[np.bool_]) -> int:
    """Places before the first that is not inked, one missing pixel aside."""
    gaps = np.flatnonzero(~run[:-1] & ~run[1:]) if len(run) > 1 else np.zeros(0, int)
    return int(gaps[0]) if len(gaps) else len(run)


def _ending_at(across: Strokes, down: Strokes, em: float) -> Strokes:
    """Horizontal rules that end where the outermost vertical ones they meet do.

    On a page that was turned they look longer by their blurred ends.
    """
    reach = reach_of(em)
    out = across.copy()
    for rule in out:
        y, left, right = rule.tolist()
        met = down[(down[:, 1] - reach <= y) & (y <= down[:, 2] + reach), 0]
        for end, place in ((1, left), (2, right)):
            near = met[np.abs(met - place) <= reach]
            if len(near):
                rule[end] = near.min() if end == 1 else near.max()
    return out


def _strokes(
    ink: Mask, texts: Texts, em: float, *, upright: bool = False
) -> tuple[Strokes, Strokes]:
    """Horizontal strokes of `ink`, and their parts outside of text."""
    import cv2

    before, above, part = _without_margins(ink, round(em * 2) + 9)
    thick = np.asarray(cv2.dilate(part, np.ones((3, 1), np.uint8)), np.uint8)
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(9, round(em * 0.4))), np.uint8))
    closed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, max(9, round(em / 2))), np.uint8))
    least = round(em * _LEAST)
    shortest = round(em * _LEAST_OF_ROWS) if upright else least
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    slender = _without_areas(np.asarray(long, np.uint8), em)
    whole = list(_inked_strokes(slender, thick, (before, above), em))
    found = [
        (y, first, last)
        for y, left, right in whole
        for first, last in _outside_text(y, left, right, texts, em, None if upright else ink)
        if last - first >= least
    ]
    return np.array(whole, np.float64).reshape(-1, 3), np.array(found, np.float64).reshape(-1, 3)


def _without_areas(long: Mask, em: float) -> Mask:
    """Strokes without the dark areas that they run into, as rules below a dark head do."""
    import cv2

    side = round(em * _BROAD) + 1
    areas = cv2.morphologyEx(long, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not areas.any():
        return long
    near = np.asarray(cv2.dilate(areas, np.ones((3, 3), np.uint8)), np.uint8)
    return np.asarray(long & (1 - near), np.uint8)


def _inked_strokes(
    long: Mask, ink: Mask, place: tuple[int, int], em: float
) -> Iterator[tuple[float, float, float]]:
    """Mean row, start and end of each flat blot of `long` that has `ink` along most of it.

    `place` is that of the upper left corner of both on the page.
    """
    before, above = place
    for blot in run_blots(long):
        flat = blot.height <= max(em * _BROAD, blot.width / 40 + 8)
        if flat and blot.covered(ink) >= _INKED:
            start = before + blot.left
            yield above + blot.top + blot.row, start, start + blot.width


def _without_margins(ink: Mask, kept: int) -> tuple[int, int, Mask]:
    """The part with ink and `kept` pixels around it, with its left and upper side."""
    import cv2

    left, top, width, height = cv2.boundingRect(ink)
    left, top, right, bottom = left - kept, top - kept, left + width + kept, top + height + kept
    left, top = max(0, left), max(0, top)
    return left, top, ink[top:bottom, left:right]


def _outside_text(
    y: float, left: float, right: float, texts: Texts, em: float, ink: Mask | None
) -> list[tuple[float, float]]:
    """The parts of a stroke that do not run through the inside of text.

    With `ink` the stroke is horizontal: what goes on unbroken on both sides of a box is a rule
    that parts its text from that of the next row.
    """
    upright = ink is None
    cuts = []
    x0, y0, x1, y1 = texts.T
    crossed = texts[(y0 < y) & (y < y1) & (x1 > left) & (x0 < right)]
    for x0, y0, x1, y1 in crossed.tolist():
        high = y1 - y0
        if upright:
            # A box often holds the texts of two cells and the rule between them: only strokes
            # that are hardly longer than the line of text is high are parts of glyphs.
            if right - left > 1.7 * (x1 - x0):
                continue
        elif high > 1.9 * em and x1 - x0 < _WIDE * high:
            continue  # two lines of a narrow column, maybe with a rule between them
        edge = _INSIDE * high if upright else min(_INSIDE * high, _EDGE * em)
        if not y0 + edge < y < y1 - edge:
            continue
        goes_on = min(x0 - left, right - x1) > em * _LEAST
        if ink is None or not goes_on or support(ink.T, y, x0, x1, 1) <= UNBROKEN:
            cuts.append((x0, x1))
    parts = [(left, right)]
    for x0, x1 in cuts:
        parts = [
            piece
            for start, end in parts
            for piece in ((start, min(end, x0)), (max(start, x1), end))
            if piece[1] > piece[0]
        ]
    return parts

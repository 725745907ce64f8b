"""Rules of a page from its pixels.

Strokes of glyphs that happen to stand in line look like a rule, and one false rule shifts every
row below it. So a rule must not run through the inside of text, it must be inked along its whole
length, and it must be longer than a glyph.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .detector import Gray, PixelBox

Mask = NDArray[np.uint8]
Strokes = NDArray[np.float64]
"""Shape (n, 3): place across, start, end, in pixels."""
_INSIDE = 0.22
"""Share of a text box's height above and below that a rule may touch."""
_INKED = 0.75
"""Share of a rule's length that must have ink."""
_IN_TEXT, _WHOLE, _UNBROKEN = 0.4, 0.9, 0.97
"""Share of a vertical rule in text from which it is doubted, the share of it that must have ink
then, and that from which it is a rule although a box of text holds all of it."""
_EDGE = 0.35
"""The same in glyph heights at most."""
_WIDE = 3.0
"""Width over height from which a tall box is a line of large glyphs."""
_PALE = 16.0
"""Grey values by which a pale rule is darker than the paper on both sides of it."""
_LEAST, _LEAST_OF_ROWS = 1.5, 1.0
"""Length of a rule at least, and of one that stands between two rows of a dense table, in glyph
heights."""
_TAIL = 0.6
"""Glyph heights of ink at the end of a rule that are part of it."""
_GRAINY = 3.0
"""Standard deviation of grey values of the paper from which noise is smoothed away."""
_SMOOTHED = 1.0
"""How far, in pixels."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of a page and the pixels they cover."""

    horizontal: Strokes
    vertical: Strokes
    mask: Mask
    """1 where a rule runs."""
    ink: Mask
    """1 where a pixel is clearly darker than the paper around it, on rules as well."""


def find_rules(gray: Gray, text: Sequence[PixelBox], em: float) -> Rules:
    """Rules of a level page; `text` are the boxes of text on it, `em` the height of its glyphs."""
    import cv2

    smooth, grain = _smooth(gray)
    ink = _dark(smooth, grain)
    level, upright = (ink | pale for pale in _pale_lines(smooth, grain, em))
    _, across = _strokes(level, text, em)
    turned_text = [(top, left, bottom, right) for left, top, right, bottom in text]
    turned = np.asarray(cv2.transpose(upright), np.uint8)
    whole, down = _strokes(turned, turned_text, em, upright=True)
    down = _bounded(down, across, text, em)
    down = _row_by_row(upright, down, whole, across, text, em)
    across = _ending_at(_not_glyphs(across, down, text, em), down, em)
    return Rules(across, down, _covered(ink, across, down, em), ink)


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
    return (level > least).astype(np.uint8), (upright > least).astype(np.uint8)


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


def _bounded(down: Strokes, across: Strokes, text: Sequence[PixelBox], em: float) -> Strokes:
    """Vertical rules without the strokes of glyphs that stand in line with them or alone.

    A rule of a table ends at horizontal rules. What goes on beyond the last one for less than a
    line, or through text, are strokes of glyphs; so is what stands mostly in text and meets no
    two horizontal rules.
    """
    reach = _reach(em)
    kept: list[tuple[float, float, float]] = []
    for x, top, bottom in down.tolist():
        met = [
            y
            for y, left, right in across.tolist()
            if left - reach <= x <= right + reach and top - reach <= y <= bottom + reach
        ]
        if len(met) < 2:
            if _share_in_text(x, top, bottom, text) < 0.5:
                kept.append((x, top, bottom))
            continue
        first, last = min(met), max(met)
        if first - top < 1.5 * em or _share_in_text(x, top, first, text) > 0.4:
            top = first
        if bottom - last < 1.5 * em or _share_in_text(x, last, bottom, text) > 0.4:
            bottom = last
        kept.append((x, top, bottom))
    return np.array(kept, np.float64).reshape(-1, 3)


def _row_by_row(
    ink: Mask, down: Strokes, whole: Strokes, across: Strokes, text: Sequence[PixelBox], em: float
) -> Strokes:
    """Vertical rules judged between each two horizontal ones.

    Strokes of glyphs reach nearly from rule to rule in narrow rows, and those of several rows may
    stand in line: where a rule runs through text it must be inked throughout. What is so from
    rule to rule is one even inside a box of text, which holds the texts of two cells then.
    """
    reach = _reach(em)
    kept: list[tuple[float, float, float]] = []
    for x, top, bottom in down.tolist():
        for start, end in _between(x, top, bottom, across, em):
            in_text = _share_in_text(x, start, end, text) > _IN_TEXT
            if not in_text or _support(ink, x, start, end) > _WHOLE:
                kept.append((x, start, end))
    for x, top, bottom in whole.tolist():
        for start, end in _between(x, top - 2 * reach, bottom + 2 * reach, across, em)[1:-1]:
            known = any(abs(x - y) < em / 4 and a < (start + end) / 2 < b for y, a, b in kept)
            if not known and _support(ink, x, start, end, 1) > _UNBROKEN:
                kept.append((x, start, end))
    return _joined(kept)


def _reach(em: float) -> float:
    """Pixels by which rules miss each other at most that meet."""
    return max(4.0, em * 0.3)


def _between(
    x: float, top: float, bottom: float, across: Strokes, em: float
) -> list[tuple[float, float]]:
    """The parts of a vertical stroke between the horizontal rules that it meets."""
    reach = _reach(em)
    near = (across[:, 1] - reach <= x) & (x <= across[:, 2] + reach)
    met = across[near & (across[:, 0] > top + reach) & (across[:, 0] < bottom - reach), 0]
    return list(itertools.pairwise([top, *sorted(met.tolist()), bottom]))


def _joined(parts: Sequence[tuple[float, float, float]]) -> Strokes:
    """Strokes at one place whose ends meet as one."""
    out: list[tuple[float, float, float]] = []
    for x, start, end in sorted(parts):
        if out and out[-1][0] == x and start <= out[-1][2]:
            out[-1] = (x, out[-1][1], end)
        else:
            out.append((x, start, end))
    return np.array(out, np.float64).reshape(-1, 3)


def _support(ink: Mask, x: float, top: float, bottom: float, reach: int = 2) -> float:
    """Share of a vertical stretch that has ink, within `reach` pixels of its place."""
    part = ink[int(top) : int(bottom) + 1, max(0, round(x) - reach) : round(x) + reach + 1]
    return float(part.any(1).mean()) if part.size else 0.0


def _not_glyphs(across: Strokes, down: Strokes, text: Sequence[PixelBox], em: float) -> Strokes:
    """Horizontal rules without strokes that lie in the box of a text and meet no two verticals."""
    reach = _reach(em)
    kept: list[tuple[float, float, float]] = []
    for y, left, right in across.tolist():
        met = sum(
            left - reach <= x <= right + reach and top - reach <= y <= bottom + reach
            for x, top, bottom in down.tolist()
        )
        in_text = any(x0 - 2 <= left and right <= x1 + 2 and y0 < y < y1 for x0, y0, x1, y1 in text)
        if met >= 2 or not in_text:
            kept.append((y, left, right))
    return np.array(kept, np.float64).reshape(-1, 3)


def _ending_at(across: Strokes, down: Strokes, em: float) -> Strokes:
    """Horizontal rules that end where the outermost vertical ones they meet do.

    On a page that was turned they look longer by their blurred ends.
    """
    reach = _reach(em)
    out = across.copy()
    for rule in out:
        y, left, right = rule.tolist()
        met = down[(down[:, 1] - reach <= y) & (y <= down[:, 2] + reach), 0]
        for end, place in ((1, left), (2, right)):
            near = met[np.abs(met - place) <= reach]
            if len(near):
                rule[end] = near.min() if end == 1 else near.max()
    return out


def _share_in_text(x: float, top: float, bottom: float, text: Sequence[PixelBox]) -> float:
    """Share of a vertical stretch that lies inside boxes of text."""
    inside = sum(
        max(0.0, min(bottom, y1) - max(top, y0)) for x0, y0, x1, y1 in text if x0 + 2 < x < x1 - 2
    )
    return inside / max(1.0, bottom - top)


def inked(gray: Gray) -> Mask:
    """1 where a pixel is clearly darker than the paper around it."""
    return _dark(*_smooth(gray))


def _dark(gray: Gray, grain: float) -> Mask:
    """The same for a picture of so much grain."""
    import cv2

    depth = cv2.subtract(cv2.blur(gray, (51, 51)), gray)
    faintest = max(8.0, 5 * grain)
    ink = depth[depth > faintest]
    least = max(12.0, faintest, float(np.median(ink)) * 0.5) if ink.size else 12.0
    return (depth > least).astype(np.uint8)


def components(mask: Mask) -> tuple[int, NDArray[np.int32], NDArray[np.int32]]:
    """Their number, the number of each pixel's (0: none) and left, top, width, height, area.

    What OpenCV does by default takes three times as long.
    """
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(
        mask, 8, cv2.CV_32S, cv2.CCL_SPAGHETTI
    )
    return count, np.asarray(labels, np.int32), np.asarray(stats, np.int32)


def _smooth(gray: Gray) -> tuple[Gray, float]:
    """The picture with grain smoothed, and the grain that is left."""
    import cv2

    grain = _grain(gray)
    if grain <= _GRAINY:
        return gray, grain
    gray = np.asarray(cv2.GaussianBlur(gray, (0, 0), _SMOOTHED), np.uint8)
    return gray, _grain(gray)


def _grain(gray: Gray) -> float:
    """Standard deviation of the noise of the paper, from differences of neighbouring pixels."""
    part = gray[::3].astype(np.int16)
    steps = np.abs(np.diff(part, axis=1))
    whole = (part[:, 1:] < 250) & (part[:, :-1] < 250)  # white is cut off and shows no noise
    steps = steps[whole] if whole.mean() > 0.2 else steps
    return float(np.median(steps)) * 1.0484  # of differences: 1.4826 over the root of two


def _strokes(
    ink: Mask, text: Sequence[PixelBox], em: float, *, upright: bool = False
) -> tuple[Strokes, Strokes]:
    """Horizontal strokes of `ink`, and their parts outside of text."""
    import cv2

    before, above, part = _without_margins(ink, round(em * 2) + 9)
    thick = cv2.dilate(part, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(9, round(em * 0.4))), np.uint8))
    closed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, max(9, round(em / 2))), np.uint8))
    least = round(em * _LEAST)
    shortest = round(em * _LEAST_OF_ROWS) if upright else least
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    count, labels, stats = components(np.asarray(long, np.uint8))
    whole: list[tuple[float, float, float]] = []
    found: list[tuple[float, float, float]] = []
    for label in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[label][:5])
        if h > max(em * 0.6, w / 40 + 8):
            continue
        piece = labels[y : y + h, x : x + w] == label
        inside = (thick[y : y + h, x : x + w] > 0) & piece
        support = inside.any(0)
        if support.mean() < _INKED:
            continue
        middle = above + y + float((piece.sum(1) * np.arange(h)).sum() / max(1, area))
        x += before
        whole.append((middle, x, x + w))
        for start, end in _outside_text(middle, x, x + w, text, em, upright=upright):
            if end - start >= least:
                found.append((middle, start, end))
    return np.array(whole, np.float64).reshape(-1, 3), np.array(found, np.float64).reshape(-1, 3)


def _without_margins(ink: Mask, kept: int) -> tuple[int, int, Mask]:
    """The part with ink and `kept` pixels around it, with its left and upper side."""
    import cv2

    left, top, width, height = cv2.boundingRect(ink)
    left, top, right, bottom = left - kept, top - kept, left + width + kept, top + height + kept
    left, top = max(0, left), max(0, top)
    return left, top, ink[top:bottom, left:right]


def _outside_text(
    y: float,
    left: float,
    right: float,
    text: Sequence[PixelBox],
    em: float,
    *,
    upright: bool,
) -> list[tuple[float, float]]:
    """The parts of a stroke that do not run through the inside of text."""
    cuts = []
    for x0, y0, x1, y1 in text:
        if not (y0 < y < y1 and x1 > left and x0 < right):
            continue
        high = y1 - y0
        if upright:
            # A box often holds the texts of two cells and the rule between them: only strokes
            # that are hardly longer than the line of text is high are parts of glyphs.
            if right - left > 1.7 * (x1 - x0):
                continue
        elif high > 1.9 * em and x1 - x0 < _WIDE * high:
            continue  # two lines of a narrow column, maybe with a rule between them
        edge = _INSIDE * high if upright else min(_INSIDE * high, _EDGE * em)
        if y0 + edge < y < y1 - edge:
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

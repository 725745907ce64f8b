"""Areas of one tone made white, with all that stands on them dark."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .detector import Gray
from .filledges import CLEAR, RIM, TEXT_SHARE, Fill
from .fills import find_fills

_RULED = 0.3
"""How dark, between paper (0) and a fill (1), a row near it is that belongs to a rule."""
_LONG = 17
"""Pixels of a line that are looked at together, and that it is long at least."""
_CERTAIN = 4.0
"""Times the usual noise of a pixel beyond which hardly any differs from its fill by noise."""
_DARKER = 8.0
"""Grey values by which a line on a dark fill is darker than it on the average, at least."""
_AROUND = 13
"""Side of the square whose median is the tone beside a line: more than twice as wide as lines."""
_SPREAD = 3.0
"""The same over the spread of averages where there are no lines."""


def without_fills(gray: Gray) -> tuple[Gray, tuple[Fill, ...]]:
    """A level page with its fills white and all text on them dark, and the fills."""
    found = find_fills(gray)
    if not found:
        return gray, ()
    shown = gray.copy()
    for fill in found:
        _clear(gray, shown, fill)
    return shown, found


def _clear(gray: Gray, shown: Gray, fill: Fill) -> None:
    """Make a fill white in `shown`, and what stands on it dark."""
    left, top, right, bottom = fill.box
    part = gray[top:bottom, left:right]
    values = part.astype(np.float32)
    if _has_light_text(part, fill.tone):
        lighter, darker = values > fill.tone + CLEAR, values < fill.tone - CLEAR
        most = float(np.percentile(part[lighter], 90))
        text = (values - fill.tone) / max(1.0, most - fill.tone)
        text = np.maximum(text, np.maximum(_lines(darker), _faint_lines(part, fill.tone)))
    else:
        text = 1 - values / max(1, fill.tone)
    shown[top:bottom, left:right] = np.clip(255 * (1 - text), 0, 255).astype(np.uint8)
    for turned in (gray, shown), (gray.T, shown.T):
        _clear_rims(*turned, fill.box if turned[0] is gray else (top, left, bottom, right), fill)


def _has_light_text(part: Gray, tone: int) -> bool:
    """Whether more of a fill is lighter than it, as text is, than darker, rules aside.

    Noise is put out first, which makes pixels of either kind; so are thin strokes with it.
    """
    import cv2

    noise = float(np.median(np.abs(part.astype(np.int16) - tone)))
    even = part if noise < CLEAR / _CERTAIN else cv2.medianBlur(part, 3)
    inside = np.asarray(even, np.int16)[RIM:-RIM, RIM:-RIM]
    darker = inside < tone - CLEAR
    light = float((inside > tone + CLEAR).mean())
    dark = float((darker & (_lines(darker) == 0)).mean())
    return light > max(TEXT_SHARE, dark)


def _clear_rims(gray: Gray, shown: Gray, box: tuple[int, int, int, int], fill: Fill) -> None:
    """Make rows white that lie above and below a fill and are neither it nor a rule."""
    left, top, right, bottom = box
    for rows in (range(top - 1, top - 2 - RIM, -1), range(bottom, bottom + 1 + RIM)):
        beside = [gray[row, left:right] for row in rows if 0 <= row < len(gray)]
        if len(beside) <= RIM:
            continue
        paper = np.median(beside[-1])
        if np.median(beside[1]) > paper - _RULED * (paper - fill.tone):
            for row in rows[:RIM]:
                rim = shown[row, max(0, left - RIM) : right + RIM]
                rim[rim > fill.tone - CLEAR] = 255


def _lines(darker: NDArray[np.bool_]) -> NDArray[np.float32]:
    """1 on lines darker than their fill: borders of cells."""
    import cv2

    mask = darker.astype(np.uint8)
    long = 24
    level = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    upright = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    return np.asarray(cv2.max(level, upright), np.float32)


def _faint_lines(part: Gray, tone: int) -> NDArray[np.float32]:
    """1 on lines that noise hides from pixel to pixel, and that are darker on the average.

    Black rules on a dark head are hardly darker than it; text there is lighter.
    """
    import cv2

    out = np.zeros(part.shape, np.float32)
    for turned, shown in ((part, out), (part.T, out.T)):
        values = np.minimum(turned, tone).astype(np.float32)
        along = np.asarray(cv2.blur(values, (_LONG, 1), borderType=cv2.BORDER_REPLICATE))
        beside = np.asarray(cv2.medianBlur(along.astype(np.uint8), _AROUND), np.float32)
        spread = 1.5 * float(np.median(np.abs(along - np.median(along))))
        deeper = beside - along > max(_DARKER, _SPREAD * spread)
        # An average sees the end of a line up to half its own length too far.
        less = cv2.erode(deeper.astype(np.uint8), np.ones((1, _LONG // 3 * 2 + 1), np.uint8))
        kept = cv2.morphologyEx(less, cv2.MORPH_OPEN, np.ones((1, _LONG), np.uint8))
        np.maximum(shown, kept, out=shown)
    return out

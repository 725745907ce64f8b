"""Areas of one tone made white, with all that stands on them dark."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .detector import Gray
from .filledges import CLEAR, RIM, TEXT_SHARE, Fill
from .fills import find_fills

_RULED = 0.3
"""How dark, between paper (0) and a fill (1), a row near it is that belongs to a rule."""


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
    lighter, darker = values > fill.tone + CLEAR, values < fill.tone - CLEAR
    inside = (slice(RIM, -RIM), slice(RIM, -RIM))
    light, dark = float(lighter[inside].mean()), float(darker[inside].mean())
    if light > max(TEXT_SHARE, dark):
        most = float(np.percentile(part[lighter], 90))
        text = (values - fill.tone) / max(1.0, most - fill.tone)
        text = np.maximum(text, _lines(darker))
    else:
        text = 1 - values / max(1, fill.tone)
    shown[top:bottom, left:right] = np.clip(255 * (1 - text), 0, 255).astype(np.uint8)
    for turned in (gray, shown), (gray.T, shown.T):
        _clear_rims(*turned, fill.box if turned[0] is gray else (top, left, bottom, right), fill)


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

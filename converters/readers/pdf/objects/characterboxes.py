"""Boxes of the characters of a page: level, turned and vertical ones, and ligatures taken apart.

A box is the one pdfplumber gives: as wide as the advance, as high as the font size, standing on
the baseline lowered by the font's descent. Rotated and vertical runs are corrected, because
pdfium's loose boxes ignore the text matrix there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import pdfium
from .fonts import Runs
from .geometry import Boxes
from .slots import Slots

_LOOSE_BOXES = Slots(np.float32, 4)
_ORIGINS = Slots(np.float64, 2)
_MATRICES = Slots(np.float32, 6)
INK_BOXES = Slots(np.float64, 4)
_BEARINGS = (0.2, 0.35)
"""White in em between a glyph and the next object's, at most, that is part of its advance: where
pdfium makes up a space, which it does between any two of turned text, and where it does not."""


def character_boxes(text: Any, runs: Runs, places: NDArray[np.intp]) -> Boxes:
    """Boxes left, bottom, right, top in user space of the characters at `places`.

    `text` is the handle of the page's text.
    """
    raw = _LOOSE_BOXES.filled(pdfium.char_loose_box, text, places.tolist())
    boxes = raw[:, [0, 3, 2, 1]].astype(np.float64)
    if len(runs.table):
        _correct(text, boxes, runs, places)
    _split_ligatures(boxes, runs.of)
    return boxes


def _correct(text: Any, boxes: Boxes, runs: Runs, places: NDArray[np.intp]) -> None:
    level = (runs.of >= 0) & runs.upright[runs.of]
    # Nearly always all of them, and a slice is quicker than so many places.
    chosen = slice(None) if level.all() else level
    of = runs.of[chosen]
    sizes = runs.sizes[of]
    bottom = runs.baselines[of] + runs.descents[of] * sizes
    tops = boxes[chosen, 3].copy()
    boxes[chosen, 1] = bottom
    boxes[chosen, 3] = bottom + sizes
    down = (of[1:] == of[:-1]) & (np.abs(tops[1:] - tops[:-1]) > 0.3 * sizes[1:])
    if down.any():
        _stand(text, boxes, np.nonzero(level)[0][np.isin(of, of[1:][down])], runs, places)
    turned = np.nonzero((runs.of >= 0) & ~runs.upright[runs.of])[0]
    if len(turned):
        boxes[turned] = _turned_boxes(text, places[turned].tolist(), runs.of[turned], runs)


def _stand(
    text: Any, boxes: Boxes, chosen: NDArray[np.intp], runs: Runs, places: NDArray[np.intp]
) -> None:
    """Correct those boxes that `chosen` names: vertical writing.

    pdfium gives the left end of each baseline, which lies 0.88 of the size below the place
    that the glyph hangs from, where the font does not say otherwise (ISO 32000-1, 9.7.4.3).
    """
    asked = places[chosen].tolist()
    origins = _ORIGINS.filled(pdfium.char_origin, text, asked, each=1)
    # Where a font tells no ascent boxes are as high as the ink, and a point ends lower.
    moving = _are_moving(origins[:, 1], runs.of[chosen], runs.sizes[runs.of[chosen]])
    chosen, origins = chosen[moving], origins[moving]
    sizes = runs.sizes[runs.of[chosen]]
    boxes[chosen, 0] = origins[:, 0]
    boxes[chosen, 2] = origins[:, 0] + sizes
    boxes[chosen, 3] = origins[:, 1] + 0.88 * sizes
    boxes[chosen, 1] = boxes[chosen, 3] - sizes


def _turned_boxes(text: Any, places: Sequence[int], of: NDArray[np.int32], runs: Runs) -> Boxes:
    """Boxes around characters of turned runs: from origin to origin, as high as the size."""
    here = _ORIGINS.filled(pdfium.char_origin, text, places, each=1)
    matrix = _MATRICES.filled(pdfium.char_matrix, text, places).astype(np.float64)
    drawn = INK_BOXES.filled(pdfium.char_box, text, places, each=1)
    length = np.hypot(matrix[:, 0], matrix[:, 1])
    along = matrix[:, :2] / np.where(length > 0, length, 1.0)[:, None]
    sizes = runs.sizes[of]
    # The advance ends where the next character starts; the last one has its ink.
    reach = (drawn.reshape(-1, 2, 2) - here[:, :, None]) * along[:, :, None]
    advance = np.maximum(reach.max(axis=2).sum(axis=1), 0.0) * drawn.any(axis=1)
    step = ((here[1:] - here[:-1]) * along[:-1]).sum(axis=1)
    # Spaces may be steps inside one object, and pdfium makes them up.
    next_to = np.diff(places) == 1
    near = next_to & (of[1:] == of[:-1]) & (step > 0) & (step < 1.5 * sizes[:-1])
    most = np.where(next_to, *_BEARINGS[::-1]) * sizes[:-1]
    near |= _follow(matrix, here, sizes) & (np.abs(step - advance[:-1]) < most)
    advance[:-1][near] = step[near]
    up = np.stack((-along[:, 1], along[:, 0]), axis=1)
    base = here + up * (runs.descents[of] * sizes)[:, None]
    corners = np.stack(
        [
            base + across * along * advance[:, None] + high * up * sizes[:, None]
            for across in (0, 1)
            for high in (0, 1)
        ]
    )
    return np.concatenate((corners.min(axis=0), corners.max(axis=0)), axis=1)


def _follow(
    matrices: NDArray[np.float64], origins: NDArray[np.float64], sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which characters have the next one on their line, set alike: each may be an object."""
    across = np.stack((-matrices[:-1, 1], matrices[:-1, 0]), axis=1)
    length = np.maximum(np.hypot(across[:, 0], across[:, 1]), 1e-9)
    off = np.abs(((origins[1:] - origins[:-1]) * across).sum(axis=1)) / length
    alike = np.abs(np.diff(matrices[:, :4], axis=0)).max(axis=1) < 1e-3 * length
    found: NDArray[np.bool_] = alike & (sizes[1:] == sizes[:-1]) & (off < 0.02 * sizes[1:])
    return found


def _are_moving(
    baselines: NDArray[np.float64], of: NDArray[np.int32], sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which characters belong to a run whose baselines differ: one written downwards."""
    low, high = np.full(of.max() + 1, np.inf), np.full(of.max() + 1, -np.inf)
    np.minimum.at(low, of, baselines)
    np.maximum.at(high, of, baselines)
    return (high - low)[of] > 0.3 * sizes


def _split_ligatures(boxes: Boxes, runs: NDArray[np.int32]) -> None:
    """Share the box of a ligature among the characters that pdfium takes it apart into."""
    same = (boxes[1:, 0] == boxes[:-1, 0]) & (runs[1:] >= 0) & (runs[1:] == runs[:-1])
    if not same.any():
        return
    same &= (boxes[1:] == boxes[:-1]).all(axis=1)
    starts = np.nonzero(same & ~np.concatenate(([False], same[:-1])))[0]
    for start in starts.tolist():
        end = start + 1
        while end < len(same) and same[end]:
            end += 1
        left, parts = float(boxes[start, 0]), end - start + 1
        step = (float(boxes[start, 2]) - left) / parts
        cuts = [left + number * step for number in range(1, parts)]
        boxes[start + 1 : end + 1, 0] = cuts
        boxes[start:end, 2] = cuts

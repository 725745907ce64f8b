"""Lines and boxes made of characters that something was written on.

Forms print `________` and `□` for a pen; a program that fills them in draws the value there. Read
as one line of text they would stand between the letters: `_1_0_/2_2_`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .characters import Characters
from .joined import chosen_characters
from .page import PageObjects

_SIGNS: Final = tuple(map(ord, "_.…‥·"))
_BOXES: Final = tuple(map(ord, "□☐▢◻▫❏❑❒◯○⬜"))
_MARKS: Final = tuple(map(ord, "✓✔✗✘☑☐☒◉○●■×✕✖√xXvV"))
"""What a box is marked with, or replaced by."""
_NONE: Final = np.zeros(0, np.intp)
_FEW: Final = 4
"""Signs that make a line, at least."""
_LEVEL: Final = 0.5
"""Of the font size, how far the baselines of a line and of what stands on it lie apart at most."""


def without_filled(objects: PageObjects) -> PageObjects:
    """The objects without the lines and boxes that something was written on."""
    characters = objects.characters
    filled = _filled(characters)
    if filled is None:
        return objects
    text = "".join(map(chr, characters.codes[filled].tolist()))
    own = len(characters.codes) - objects.added
    return replace(
        objects,
        characters=chosen_characters(characters, np.flatnonzero(~filled)),
        added=objects.added - int(np.count_nonzero(filled[own:])),
        left_out=(*objects.left_out, ("filled-in", text)),
    )


def _filled(characters: Characters) -> NDArray[np.bool_] | None:
    """Which characters are lines below others, or boxes with a mark; None for none.

    What goes on of a line on either side of the value is kept: it holds the text together.
    """
    codes = characters.codes
    repeated = np.flatnonzero((codes[1:] == codes[:-1]) & np.isin(codes[1:], _SIGNS))
    boxes = np.flatnonzero(np.isin(codes, _BOXES)) if codes.max(initial=0) > 0x2000 else _NONE
    if len(repeated) < _FEW - 1 and not len(boxes):
        return None
    filled = np.zeros(len(codes), bool)
    for start, end in _stretches(characters, repeated):
        filled[start:end] = _are_written_on(characters, start, end)
    if len(boxes):
        marks = np.flatnonzero(np.isin(codes, _MARKS))
        filled[boxes] = [_is_marked(characters, box, marks) for box in boxes.tolist()]
    return filled if filled.any() else None


def _stretches(characters: Characters, repeated: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Start and end of the rows of equal signs; `repeated` are those that the next one repeats."""
    level = np.abs(np.diff(characters.baselines))[repeated] < 0.1 * characters.sizes[repeated]
    repeated = repeated[level]
    for part in np.split(repeated, np.flatnonzero(np.diff(repeated) > 1) + 1):
        if len(part) >= _FEW - 1:
            yield int(part[0]), int(part[-1]) + 2


def _are_written_on(characters: Characters, start: int, end: int) -> NDArray[np.bool_]:
    """Which signs of the line from `start` to `end` lie below other characters."""
    boxes = characters.boxes
    left, right = boxes[start, 0], boxes[end - 1, 2]
    x, _ = characters.middles
    away = np.abs(characters.baselines - characters.baselines[start])
    on = (x > left) & (x < right) & (away < _LEVEL * characters.sizes[start])
    on &= ~np.isin(characters.codes, _SIGNS)
    if not on.any():
        return np.zeros(end - start, bool)
    signs = boxes[start:end]
    below: NDArray[np.bool_] = signs[:, 2] > boxes[on, 0].min() + 0.1
    below &= signs[:, 0] < boxes[on, 2].max() - 0.1
    return below


def _is_marked(characters: Characters, box: int, marks: NDArray[np.intp]) -> bool:
    """Whether another character stands in a box; of two equal ones the later one stays."""
    x, y = (middles[marks] for middles in characters.middles)
    left, top, right, bottom = characters.boxes[box]
    on = (x > left) & (x < right) & (y > top) & (y < bottom)
    codes = characters.codes
    return bool((on & ((marks > box) | (codes[marks] != codes[box]))).any())

"""Text that a mark runs over: in doubt where it lies below ink, or reads otherwise without it."""

from __future__ import annotations

from collections.abc import Sequence

from .detector import PixelBox
from .ink import crop, with_margin
from .marks import OVER_PRINT, Marked
from .placedlines import PlacedLine
from .recogniser import read_lines


def overwritten(marked: Marked, lines: Sequence[PlacedLine], em: float) -> set[int]:
    """Places of the lines whose glyphs a mark covers in part, or that read otherwise with it.

    `marked` shows the page with its marks.
    """
    ink = [_ink_at(marked, line.box, em) for line in lines]
    covered = {place for place, found in enumerate(ink) if found == OVER_PRINT}
    touched = [place for place, found in enumerate(ink) if 0 < found < OVER_PRINT]
    read = read_lines([crop(marked.gray, lines[place].box, em) for place in touched])
    return covered | {
        place
        for place, line in zip(touched, read, strict=True)
        if _plain(line.text) != _plain(lines[place].line.text)
    }


def _ink_at(marked: Marked, box: PixelBox, em: float) -> int:
    left, top, right, bottom = (max(0, round(side)) for side in with_margin(box, em))
    return int(marked.ink[top:bottom, left:right].max(initial=0))


def _plain(text: str) -> str:
    return "".join(text.split())
